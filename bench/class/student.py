"""Student: one who logs in to a JupyterHub, opens a chapter, runs all and moves a slider, as a browser asks for it."""

import asyncio
import json
import re
import time
import uuid
from contextlib import contextmanager
from urllib.parse import quote

import httpx
import websockets

PATIENCE = 300  # seconds for any one step


class Student:
    """`took` is [(step, seconds)], `step` what is being done. A step that fails raises, and ends this student's work."""

    def __init__(self, name, address, edition, chapter, random):
        self.name, self.address, self.edition, self.chapter, self.random = name, address, edition, chapter, random
        self.own = f"{address}/user/{name}"
        self.took, self.step, self.models = [], "", {}
        self.browser = httpx.AsyncClient(follow_redirects=True, timeout=PATIENCE, headers={"Accept-Encoding": "gzip"})

    @contextmanager
    def timed(self, step):
        self.step, began = step, time.perf_counter()
        yield
        self.took.append((step, time.perf_counter() - began))

    async def think(self, low, high):
        await asyncio.sleep(self.random.uniform(low, high))

    def key(self, path):
        """What guards a form against other sites: the cookie _xsrf of this path."""
        found = [one for one in self.browser.cookies.jar if one.name == "_xsrf" and path.startswith(one.path)]
        return max(found, key=lambda one: len(one.path)).value if found else ""

    async def get(self, url, **more):
        answer = await self.browser.get(url, **more)
        answer.raise_for_status()
        return answer

    # ---- what a student does ------------------------------------------------------------------------------------------
    async def arrive(self, repository):
        with self.timed("log in"):
            await self.get(f"{self.address}/hub/login")
            form = {"username": self.name, "password": "none", "_xsrf": self.key("/hub/")}
            (await self.browser.post(f"{self.address}/hub/login?next=%2Fhub%2Fhome", data=form)).raise_for_status()
        await self.think(1, 3)
        with self.timed("own server starts"):
            await self.get(f"{self.address}/hub/spawn/{self.name}")
            await self._until_it_answers()
        with self.timed("edition fetched (nbgitpuller)"):
            pull = f"{self.own}/git-pull/api?repo={quote(repository, '')}&branch=main&targetpath=edition"
            said = await self.get(pull, headers={"X-XSRFToken": self.key(f"/user/{self.name}/")})
            if '"finished"' not in said.text:
                raise RuntimeError(said.text[-300:])

    async def _until_it_answers(self):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = await self.browser.get(f"{self.own}/lab")
            if answer.status_code == 200 and str(answer.url).startswith(self.own):
                return
            await asyncio.sleep(1)
        raise TimeoutError("no server")

    async def open(self):
        """JupyterLab's page with all its scripts, what it asks for at once, and the chapter."""
        with self.timed("JupyterLab and the chapter open"):
            page = await self.get(f"{self.own}/lab/tree/edition/book/{self.chapter}.ipynb")
            scripts = re.findall(r'<script[^>]* src="([^"]+)"', page.text)
            asked = [httpx.URL(self.own).join(one) for one in scripts]
            names = (
                "lab/api/settings",
                "lab/api/translations/default",
                "api/kernelspecs",
                "api/sessions",
                "api/terminals",
            )
            asked += [f"{self.own}/{name}" for name in names]
            for url in asked:
                await self.get(url)
            path = f"edition/book/{self.chapter}.ipynb"
            self.notebook = (await self.get(f"{self.own}/api/contents/{path}?content=1")).json()["content"]

    async def run_all(self):
        with self.timed("kernel starts"):
            guard = {"X-XSRFToken": self.key(f"/user/{self.name}/")}
            asked = {"path": f"edition/book/{self.chapter}.ipynb", "type": "notebook", "name": self.chapter,
                     "kernel": {"name": "python3"}}  # fmt: skip
            made = await self.browser.post(f"{self.own}/api/sessions", json=asked, headers=guard)
            made.raise_for_status()
            self.session, kernel = uuid.uuid4().hex, made.json()["kernel"]["id"]
            way = f"{self.own}/api/kernels/{kernel}/channels?session_id={self.session}".replace("http", "ws", 1)
            kept = [one for one in self.browser.cookies.jar if f"/user/{self.name}/".startswith(one.path)]
            cookies = "; ".join(f"{one.name}={one.value}" for one in kept)
            self.kernel = await websockets.connect(
                way, additional_headers={"Cookie": cookies}, origin=self.address, max_size=None, open_timeout=PATIENCE
            )
            await self._ask("kernel_info_request", {})
        with self.timed("run all"):
            for cell in self.notebook["cells"]:
                if cell["cell_type"] == "code":
                    await self._ask("execute_request", {"code": cell["source"], "silent": False, "store_history": True,
                                    "user_expressions": {}, "allow_stdin": False, "stop_on_error": True})  # fmt: skip

    async def move(self, many, low, high):
        """Moves a slider of the first model that often, each time after a while: the view's own message, and its answer."""
        comm, html = next(iter(self.models.items()))
        controls = (await self._tell(comm, {"id": "now", "equations": None}))["controls"]
        slider = re.search(r'type="range"[^>]* name="(\w+)" min="([\d.]+)" max="[\d.]+" step="([\d.]+)"', html)
        name, low_end, step = slider[1], float(slider[2]), float(slider[3])
        for turn in range(many):
            await self.think(low, high)
            asked = {"controls": {**controls, name: low_end + step * (turn % 5)}, "cells": []}
            with self.timed("slider moved"):
                answer = await self._tell(comm, {"id": str(turn), "equations": None, **asked})
            if answer["controls"] != asked["controls"]:
                raise RuntimeError(f"asked for {asked['controls']}, got {answer['controls']}")

    # ---- the kernel's protocol ------------------------------------------------------------------------------------------
    async def _send(self, kind, content):
        id = uuid.uuid4().hex
        header = {
            "msg_id": id,
            "msg_type": kind,
            "session": self.session,
            "username": self.name,
            "version": "5.4",
            "date": "",
        }
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        await self.kernel.send(json.dumps({**message, "buffers": []}))
        return id

    async def _heard(self):
        async with asyncio.timeout(PATIENCE):
            said = await self.kernel.recv()
        if isinstance(said, bytes):  # with buffers: the message is the first part
            offsets = int.from_bytes(said[:4], "big")
            ends = [int.from_bytes(said[4 * i + 4 : 4 * i + 8], "big") for i in range(offsets)]
            said = said[ends[0] : ends[1] if offsets > 1 else None]
        message = json.loads(said)
        content, kind = message["content"], message["header"]["msg_type"]
        if kind == "error":
            raise RuntimeError(f"{content['ename']}: {content['evalue']}")
        if kind == "comm_open" and "_esm" in content["data"].get("state", {}):
            self.models[content["comm_id"]] = content["data"]["state"].get("html", "")
        return message

    async def _ask(self, kind, content):
        """Sends, and hears until the kernel has answered and is idle again."""
        id, waiting = await self._send(kind, content), {"reply", "idle"}
        while waiting:
            message = await self._heard()
            if message["parent_header"].get("msg_id") == id:
                idle = message["content"].get("execution_state") == "idle"
                waiting -= (
                    {"idle"} if idle else {"reply"} if message["header"]["msg_type"].endswith("_reply") else set()
                )

    async def _tell(self, comm, asked):
        """A widget's own message, and its answer."""
        await self._send("comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": asked}})
        while True:
            content = (await self._heard())["content"]
            told = content.get("data", {}).get("content", {}) if content.get("comm_id") == comm else {}
            if told.get("id") == asked["id"]:
                if "error" in told:
                    raise RuntimeError(told["error"])
                return told["answer"]
