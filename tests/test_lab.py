"""A real JupyterLab in Chromium: the chapter's notebook, run, and its slider moved."""

import shutil
import sys
from pathlib import Path

import lab
import pytest

BOOK = Path(__file__).parents[1] / "book"


@pytest.mark.browser
@pytest.mark.lab
def test_the_notebook_runs_and_its_slider_moves_picture_and_sentence(browser, tmp_path):
    for path in BOOK.glob("*.ipynb"):
        shutil.copy(path, tmp_path)  # JupyterLab saves what it runs
    with lab.serving(sys.executable, tmp_path, tmp_path) as address:
        lab.work_the_flagship(browser, f"{address}lab/tree/field-or-furnace.ipynb")
