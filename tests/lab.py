"""A real JupyterLab, started for a test, and what a person does in it."""

import contextlib
import json
import os
import re
import subprocess
import time
import urllib.request

import pytest
from comparing import MARKS_OF, distance, expected
from playwright.sync_api import expect

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


def _address(folder, server, patience=180):
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
    """Open the notebook of a mini-model here, run all, move its first control by a key: marks and sentence must follow.

    Returns the page, and the figure on it.
    """
    page = browser.new_context(viewport={"width": 1500, "height": 1000}).new_page()
    page.goto(address)
    run_all(page)
    root = page.locator(f"[data-explorable={name}][data-state=live]").first
    root.wait_for(state="attached", timeout=60_000)
    _go_up_to(page, root)
    stands_at(root, name, _moved(root, name))
    return page, root


def stands_at(root, name, settings):
    """The figure says what CPython says at these settings, and its marks are where matplotlib draws them."""
    _, said, drawn = expected(name, settings)
    expect(root.locator(".said output")).to_have_text(said, timeout=10_000)
    assert distance(root.evaluate(MARKS_OF), drawn) < 0.5


def _moved(root, name):
    """Moves a slider by one step, or takes the next option where a model has no slider; returns the settings then."""
    module = library.load(name)
    values, controls = library.settings(module, {}), module.CONTROLS
    view = {kind: [key for key in controls if controls[key]["kind"] == kind] for kind in ("number", "choice")}
    if view["number"]:
        key = min(view["number"], key=lambda one: controls[one]["more"])  # those in view come first
        down = values[key] > controls[key]["low"]
        root.locator(f"input[type=range][name={key}]").press("ArrowLeft" if down else "ArrowRight")
        return {**values, key: values[key] + controls[key]["step"] * (-1 if down else 1)}
    key = view["choice"][0]
    other = list(controls[key]["options"])[1]
    root.locator(f"input[name={key}][value={other}]").check()
    return {**values, key: other}


def _go_up_to(page, figure):
    """Run All ends at the foot of a long chapter, and some versions take cells out of sight off the page."""
    for _ in range(60):
        box = figure.bounding_box() if figure.is_visible() else None
        if box and 0 < box["y"] + box["height"]:
            return
        page.keyboard.press("k")  # the cell above
        page.wait_for_timeout(100)
    pytest.fail("the figure does not come into sight")


def run_all(page):
    """Through the menu, once the kernel is there."""
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)  # earlier, Lab asks which kernel to use
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells$")).click()
