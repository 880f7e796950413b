"""A real JupyterLab, started for a test, and what a person does in it."""

import contextlib
import json
import os
import re
import subprocess
import time
import urllib.request

import pytest
from comparing import expected

from widgets.shelf import library


@contextlib.contextmanager
def serving(python, folder, own):
    """The address of a JupyterLab that this Python runs in `folder`; what it keeps for itself goes into `own`."""
    command = [python, "-m", "jupyterlab", "--no-browser", "--allow-root", "--IdentityProvider.token=", "--port=0",
               "--ServerApp.password=", "--ip=127.0.0.1", f"--ServerApp.root_dir={folder}"]  # fmt: skip
    kept = {"JUPYTER_CONFIG_DIR": own / "c", "JUPYTER_RUNTIME_DIR": own / "r", "JUPYTER_DATA_DIR": own / "d"}
    environment = {**os.environ, **{key: str(path) for key, path in kept.items()}}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as server:
        try:
            yield _address(own / "r", server)
        finally:
            server.terminate()


def _address(folder, server, patience=60):
    """The server writes its port into its runtime folder once it listens."""
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        for path in folder.glob("jpserver-*.json"):
            try:
                url = json.loads(path.read_text(encoding="utf-8"))["url"]
                urllib.request.urlopen(f"{url}api").close()
                return url
            except (OSError, ValueError):
                pass
        time.sleep(0.2)
    return pytest.fail("JupyterLab did not start")


def work(browser, address, name="labour_split"):
    """Open the notebook of a mini-model here, run all, move its first control: picture and sentence must follow."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    page = context.new_page()
    page.goto(address)
    _run_all(page)
    picture = page.locator(".jp-OutputArea-output .widget-image").first
    picture.wait_for(state="attached", timeout=60_000)
    _go_up_to(page, picture)
    before = _bytes(page, picture)
    said = expected(name, _moved(page, name))[1]
    page.locator(".jp-OutputArea-output", has_text=said).first.wait_for(timeout=10_000)
    assert _bytes(page, picture) != before
    context.close()


def _moved(page, name):
    """Moves a slider by one step, or takes the next option where a model has no slider; returns the settings then."""
    module = library.load(name)
    values, controls = library.settings(module, {}), module.CONTROLS
    view = {kind: [key for key in controls if controls[key]["kind"] == kind] for kind in ("number", "choice")}
    if view["number"]:
        key = min(view["number"], key=lambda one: controls[one]["more"])  # those in view come first
        handle = page.locator(".widget-slider .noUi-handle").first
        handle.focus()
        down = values[key] > controls[key]["low"]
        handle.press("ArrowLeft" if down else "ArrowRight")
        return {**values, key: values[key] + controls[key]["step"] * (-1 if down else 1)}
    key, box = view["choice"][0], page.locator(".widget-dropdown select").first
    box.select_option(index=1)
    return {**values, key: list(controls[key]["options"])[1]}


def _go_up_to(page, picture):
    """Run All ends at the foot of a long chapter, and some versions take cells out of sight off the page."""
    for _ in range(30):
        box = picture.bounding_box() if picture.is_visible() else None
        if box and 0 < box["y"] + box["height"] < 1000:
            return
        page.keyboard.press("k")  # the cell above
        page.wait_for_timeout(300)
    pytest.fail("the picture does not come into sight")


def _run_all(page):
    """Through the menu, once the kernel is there."""
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)  # earlier, Lab asks which kernel to use
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells$")).click()


def _bytes(page, picture):
    """The bytes of the picture, which a front end keeps behind an address of its own."""
    return page.evaluate("async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())].join()",
                         picture.get_attribute("src"))  # fmt: skip
