"""A real JupyterLab in Chromium: a chapter's notebook, run, and its first control moved."""

import shutil
import sys

import chapters
import lab
import pytest

FIRST, *OTHERS = sorted(chapters.shown(), key=lambda name: name != "labour_split")  # the flagship's, where it is shown
pytestmark = [pytest.mark.browser, pytest.mark.lab, pytest.mark.xdist_group("lab")]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The address of a JupyterLab over a copy of the book: it saves what it runs."""
    folder = tmp_path_factory.mktemp("lab")
    for path in chapters.BOOK.glob("*.ipynb"):
        shutil.copy(path, folder)
    with lab.serving(sys.executable, folder, folder) as address:
        yield address


@pytest.mark.parametrize("name", [FIRST, *(pytest.param(other, marks=pytest.mark.long) for other in OTHERS)])
def test_the_notebook_runs_and_its_control_moves_picture_and_sentence(browser, running, name):
    page = chapters.shown()[name].replace(".html", ".ipynb")
    lab.work(browser, f"{running}lab/workspaces/{name}/tree/{page}", name)  # none brings back the tabs of another
