"""Binder without Docker: the steps of a Binder build, one by one, in an empty environment; then a chapter worked in it.

`repo2docker --no-build --debug .` prints the steps: its own packages; the runtime's Python; `pip install --no-cache-dir -r
binder/requirements.txt` with only that file there; the packages of `binder/apt.txt`; a copy of the repository; JupyterLab.
No `postBuild`, no installation of the repository itself.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import lab
import pytest
from test_anywhere import MOST

ROOT = Path(__file__).parents[1]
# of repo2docker 2026.4.0's own environment, what concerns a notebook
BASE = "jupyterlab==4.4.9 notebook==7.4.7 ipywidgets==8.1.7 ipykernel==7.0.1 traitlets==5.14.3".split()
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "JUPYTER"))}


LABEL = """from widgets import explore
picture = explore("labour_split").figure()
picture.text(0.1, 0.4, "大跃进 大躍進", weight="bold")
picture._repr_png_()"""


def step(*command, cwd, **more):
    done = subprocess.run(command, cwd=cwd, env={**CLEAN, **more}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def fonts(folder):
    """A data folder with what binder/apt.txt names, unpacked here instead of installed."""
    lines = (ROOT / "binder/apt.txt").read_text(encoding="utf-8").splitlines()
    folder.mkdir()
    step("apt-get", "download", "-q", *(line for line in lines if not line.startswith("#")), cwd=folder)
    for package in folder.glob("*.deb"):
        step("dpkg", "-x", package, folder, cwd=folder)
    return str(folder / "usr/share")


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.lab
def test_a_binder_built_step_by_step_works_a_chapter(browser, tmp_path):
    home, python = tmp_path / "home", tmp_path / "env/bin/python"
    step(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    step(python, "-m", "pip", "install", "--no-cache-dir", "-q", *BASE, cwd=tmp_path)
    (home / "binder").mkdir(parents=True)
    asked = home / "binder/requirements.txt"
    asked.write_bytes((ROOT / "binder/requirements.txt").read_bytes())
    began = time.monotonic()
    said = step(python, "-m", "pip", "install", "--no-cache-dir", "-r", "binder/requirements.txt", cwd=home)
    wheels = said.split("Successfully installed ")[1].split("\n")[0].split()
    print(f"{len(wheels)} wheels in {time.monotonic() - began:.0f} s: {' '.join(wheels)}")
    assert len(wheels) <= MOST
    asked.unlink()
    (home / "binder").rmdir()
    step("git", "clone", "-q", ROOT, home, cwd=tmp_path)
    if shutil.which("apt-get"):
        new = {"XDG_DATA_HOME": fonts(tmp_path / "apt"), "MPLCONFIGDIR": str(tmp_path)}  # no list of another's fonts
        step(python, "-W", "error::UserWarning", "-c", LABEL, cwd=home / "book", **new)
    began = time.monotonic()
    with lab.serving(python, home, tmp_path) as address:
        lab.work(browser, f"{address}lab/tree/book/field-or-furnace.ipynb")
    print(f"JupyterLab started and the chapter worked in {time.monotonic() - began:.0f} s")
