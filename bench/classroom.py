"""Classroom: `make bench-class` starts a real JupyterHub on loopback, lets students work in it, and writes bench/CLASS.md.

Nothing is asserted. STUDENTS=20, EDITION=one-lesson, CHAPTER=field-or-furnace, MOVES=20. Seconds depend on what else this
machine does meanwhile, so its load is told; memory and CPU seconds hardly do.
"""

import asyncio
import datetime
import json
import os
import platform
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).parents[1]
CLASS = ROOT / "bench/class"
sys.path.insert(0, str(CLASS))

from student import Student  # noqa: E402

STUDENTS, MOVES = int(os.environ.get("STUDENTS") or 20), int(os.environ.get("MOVES") or 20)
EDITION, CHAPTER = os.environ.get("EDITION") or "one-lesson", os.environ.get("CHAPTER") or "field-or-furnace"
APART, THINK = 3, (1, 4)  # seconds between two students who come; seconds between two moves of a slider
SIZES, WITHIN, ROOM = (
    (50, 100, 500),
    300,
    1.3,
)  # classes reckoned; seconds in which all start; room on top
MIB = 2**20


# ---- the hub --------------------------------------------------------------------------------------------------------------
def repository(home):
    """The students' edition as a repository, as an instructor puts it up; its address for nbgitpuller."""
    tree = ROOT / f"_build/courses/{EDITION}/student"
    if not (tree / f"book/{CHAPTER}.ipynb").exists():
        sys.exit(f"{tree}/book/{CHAPTER}.ipynb is not there: make course COURSE={EDITION}")
    place = home / "edition"
    shutil.copytree(tree, place, symlinks=True, ignore=shutil.ignore_patterns("_build", "__pycache__"))
    git = ["git", "-C", place, "-c", "user.name=class", "-c", "user.email=class@localhost"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "The edition"]):
        subprocess.run([*git, *words], check=True)
    return place.as_uri()


def free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{one.getsockname()[1]}"


@contextmanager
def hub(home):
    """(address, process) of a hub whose files all lie in `home`."""
    told = {"CLASS_ADDRESS": free(), "CLASS_INNER": free(), "CLASS_PROXY": free(), "CLASS_HOME": str(home)}
    log = (home / "log").open("w", encoding="utf-8")
    command = [Path(sys.executable).with_name("jupyterhub"), "--config", CLASS / "hub.py"]
    with subprocess.Popen(command, cwd=home, env={**os.environ, **told}, stdout=log, stderr=log) as server:
        try:
            _until_it_answers(told["CLASS_ADDRESS"], server, home)
            yield told["CLASS_ADDRESS"], psutil.Process(server.pid)
        finally:
            servers = psutil.Process(server.pid).children(recursive=True)
            server.terminate()
            psutil.wait_procs(servers, timeout=30)
            for one in servers:  # what the hub did not stop itself: only its own children, by their id
                if one.is_running():
                    one.kill()


def _until_it_answers(address, server, home, patience=120):
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        try:
            return httpx.get(f"{address}/hub/health").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.3)
    sys.exit(f"the hub did not start:\n{(home / 'log').read_text('utf-8')[-2000:]}")


# ---- the class ------------------------------------------------------------------------------------------------------------
async def lesson(address, source):
    """(students, failures, memory and CPU when all are at work)."""
    students = [Student(f"student{n:03}", address, "edition", CHAPTER, random.Random(n)) for n in range(STUDENTS)]
    failures = []

    async def guarded(one, work):
        try:
            await work
        except Exception as problem:
            failures.append(f"{one.name}, {one.step}: {type(problem).__name__} {problem}"[:200])

    async def come(number, one):
        await asyncio.sleep(APART * number)
        await one.arrive(source)
        await one.think(1, 4)
        await one.open()
        await one.run_all()

    await asyncio.gather(*(guarded(one, come(number, one)) for number, one in enumerate(students)))
    before = costs(students)
    began = time.monotonic()
    there = [one for one in students if one.models]  # who has come so far
    await asyncio.gather(*(guarded(one, one.move(MOVES, *THINK)) for one in there))
    return students, failures, before, costs(students), time.monotonic() - began


def costs(students):
    """{student: {"server": ..., "kernel": ...}}, each {"pss", "rss", "peak": bytes, "cpu": seconds since it was started}."""
    found = {}
    names = {one.name for one in students}
    for process in psutil.Process().children(recursive=True):
        try:
            name = process.environ().get("JUPYTERHUB_USER")
            if name in names:
                part = "server" if any("singleuser" in word for word in process.cmdline()) else "kernel"
                found.setdefault(name, {}).setdefault(part, cost(process))
        except psutil.Error:  # it has just ended
            continue
    return found


def cost(process):
    held, used = process.memory_full_info(), process.cpu_times()
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
    return {"pss": held.pss, "rss": held.rss, "peak": peak, "cpu": used.user + used.system}


# ---- what is told ---------------------------------------------------------------------------------------------------------
def p95(values):
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"


def steps(students):
    """The table of steps: how often, median, p95."""
    took = {}
    for one in students:
        for step, long in one.took:
            took.setdefault(step, []).append(long)
    lines = ["| step | times | median | p95 |", "| --- | --- | --- | --- |"]
    return lines + [
        f"| {step} | {len(all)} | {seconds(statistics.median(all))} | {seconds(p95(all))} |"
        for step, all in took.items()
    ]


def each(found, key, parts=("server", "kernel")):
    """What each student's processes come to."""
    return [sum(one[part][key] for part in parts if part in one) for one in found.values()]


def a_student(before, after, lasted):
    """The table of a student's memory and CPU."""
    both = [name for name in after if name in before]
    early, late = (each({name: found[name] for name in both}, "cpu") for found in (before, after))
    rate = [(end - start) / lasted for start, end in zip(early, late, strict=True)]
    lines = ["| a student | median | highest |", "| --- | --- | --- |"]
    for word, key, parts in (
        ("server, PSS", "pss", ("server",)),
        ("kernel, PSS", "pss", ("kernel",)),
        ("both, PSS", "pss", ("server", "kernel")),
        ("both, RSS", "rss", ("server", "kernel")),
        ("both, RSS at their peaks", "peak", ("server", "kernel")),
    ):
        held = each(after, key, parts)
        lines.append(f"| {word} | {statistics.median(held) / MIB:.0f} MiB | {max(held) / MIB:.0f} MiB |")
    started = each(before, "cpu")
    lines.append(f"| CPU until all has run | {statistics.median(started):.1f} s | {max(started):.1f} s |")
    lines.append(
        f"| CPU while sliders are moved | {100 * statistics.median(rate):.1f} % of a core | {100 * max(rate):.1f} % |"
    )
    return lines, statistics.median(started), statistics.median(rate)


def reckoned(before, after, lasted, hub):
    """The table for larger classes, from the medians measured here."""
    _, started, rate = a_student(before, after, lasted)
    pss, peak = (statistics.median(each(after, key)) / 2**30 for key in ("pss", "peak"))
    lines = ["| students at once | memory, PSS | memory, RSS at its peak | cores to start | cores to go on | the hub's core |",
             "| --- | --- | --- | --- | --- | --- |"]  # fmt: skip
    for many in SIZES:
        held = f"{ROOM * many * pss:.0f} GiB | {ROOM * many * peak:.0f} GiB"
        cores = f"{many * started / WITHIN:.1f} | {ROOM * many * rate:.1f} | {many * hub / WITHIN:.0%}"
        lines.append(f"| {many} | {held} | {cores} |")
    return lines


TEXT = """# Results of `make bench-class`

{date}. {machine}. JupyterHub {hub}, configurable-http-proxy {proxy}, JupyterLab {lab}, nbgitpuller {puller}.
Load when it began {began:.1f}, at the end {ended:.1f} (the class itself is part of the second).

## Measured

{students} students came to a hub on loopback, {apart} seconds apart; each logged in, got a server, fetched the edition
`{edition}`, opened *{chapter}* in JupyterLab, ran all of it and, once all had come, moved a slider {moves} times, every
{low} to {high} seconds. They spoke as a browser does, HTTP and the kernel's protocol over a websocket; no browser drew
anything. The servers were processes of one user, and the hub stood on the same machine as the students. Failures: {failures}.

{steps}

{each}

PSS shares among the processes what they have in common, RSS counts it for each. The hub held {hub_held:.0f} MiB and used
{hub_cpu:.2f} s of CPU a student, its proxy {proxy_held:.0f} MiB and {proxy_cpu:.2f} s, all that was fetched included.

## Reckoned from it, not measured

Memory, and cores to go on, {room} times what was measured, for room. *To start*: all come and run all within {within} seconds.
*To go on*: all move sliders as above, at the same moment. *The hub's core*: how much of {within} seconds it needs for them to
come; it is one process and cannot use a second core, so that above 100 % they wait that much longer. On one machine PSS is
what counts; a Kubernetes node lies between the two: what its containers read of one image is shared, what they write is not.

{reckoned}
"""


def node(name):
    return json.loads((CLASS / f"node_modules/{name}/package.json").read_text(encoding="utf-8"))["version"]


def spent(server):
    """{"hub": memory and CPU of the hub's own process, "proxy": of its proxy}."""
    proxy = next(one for one in server.children() if "configurable-http-proxy" in " ".join(one.cmdline()))
    return {"hub": cost(server), "proxy": cost(proxy)}


def worked():
    """(students, failures, (costs of each before and after the sliders, seconds between), the hub's costs)."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        source = repository(home)
        with hub(home) as (address, server):
            idle = spent(server)
            students, failures, *found = asyncio.run(lesson(address, source))
            if not found[1]:
                sys.exit("\n".join([*failures, (home / "log").read_text("utf-8")[-3000:]]))
            whole = spent(server)
    for name, told in whole.items():
        told["cpu"] = (told["cpu"] - idle[name]["cpu"]) / STUDENTS
    return students, failures, found, whole


def main():
    began = os.getloadavg()[0]
    students, failures, found, whole = worked()
    text = TEXT.format(
        date=datetime.date.today(), hub=version("jupyterhub"), proxy=node("configurable-http-proxy"), lab=version("jupyterlab"),
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        puller=version("nbgitpuller"), began=began, ended=os.getloadavg()[0], students=STUDENTS, apart=APART, edition=EDITION,
        chapter=CHAPTER, moves=MOVES, low=THINK[0], high=THINK[1], failures="; ".join(failures) or "none",
        steps="\n".join(steps(students)), each="\n".join(a_student(*found)[0]), room=ROOM, within=WITHIN,
        hub_held=whole["hub"]["pss"] / MIB, hub_cpu=whole["hub"]["cpu"], proxy_held=whole["proxy"]["pss"] / MIB,
        proxy_cpu=whole["proxy"]["cpu"], reckoned="\n".join(reckoned(*found, whole["hub"]["cpu"])),
    )  # fmt: skip
    (ROOT / "bench/CLASS.md").write_text(text, encoding="utf-8")
    print(text)
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
