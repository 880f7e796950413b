"""Chapters can move: only MyST that other builders read, and the same book by Sphinx alone, without Jupyter Book."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import chapters
import pytest
from boxes import texts as texts_of
from boxes import unclosed
from test_contributing import READY, done, fresh

ROOT = Path(__file__).parents[1]
DIRECTIVES = set("admonition bibliography div dropdown figure margin note table warning".split())
ROLES = set("cite:p cite:t numref term".split())
# lists that the build makes; a mover replaces them once, on their page
OWN = {"changes", "claims", "people", "tables", "terms", "timeline", "tableofcontents"}
SHOWN_ONLY = {"code-cell", "glossary"}  # how the specimen, which has no notebooks and no tables, does the same
OPENS = re.compile(r"^\s*(?::{3,}|`{3,})\{([\w:-]+)\}", re.M)
ROLE = re.compile(r"\{([\w:+-]+)\}`")


def texts():
    """{page: its MyST}, notebooks and Markdown pages alike."""
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "book").glob("*.md")}
    for folder in ("solutions", "teaching"):
        below = (ROOT / "book" / folder).glob("*.md")
        pages |= {f"{folder}/{path.stem}": path.read_text(encoding="utf-8") for path in below}
    return {**pages, **{page: chapters.prose(page) for page in chapters.notebooks()}}


def specimen():
    found = sorted((ROOT / "book/_themes/leap/specimen").rglob("*.md"))
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def foreign(text):
    return (set(OPENS.findall(text)) - DIRECTIVES - OWN) | (set(ROLE.findall(text)) - ROLES)


@pytest.mark.parametrize("page", sorted(texts()))
def test_a_page_keeps_to_portable_myst(page):
    assert foreign(texts()[page]) == set()


def test_a_box_without_an_end_is_noticed():
    """Planted: each of two boxes, one in the other, and a listing that shows what is no box."""
    whole = "::::{note}\n:::{div} term\nx\n:::\n::::\n```\n:::{div}\n```\n"
    assert unclosed(whole) == []
    assert (
        unclosed(whole.replace(":::\n::::", "::::")) == unclosed(whole.replace("\n::::\n", "\n")) == [(1, "::::{note}")]
    )


def test_a_box_that_stays_open_is_told_with_the_line_of_its_cell():
    """Planted in the second cell of a notebook, whose lines are counted from 20001."""
    cells = [
        {"cell_type": "markdown", "source": text}
        for text in ("# Whole", ["Open\n", "\n", ":::{div} question\n", "Why?"])
    ]
    ((before, text),) = [one for one in texts_of(Path("a.ipynb"), json.dumps({"cells": cells})) if unclosed(one[1])]
    assert [(before + line, opened) for line, opened in unclosed(text)] == [(20003, ":::{div} question")]
    assert texts_of(Path("a.ipynb"), "no JSON") == []  # told by who reads it next


def test_a_strange_directive_or_role_is_noticed():
    """Planted: one of each."""
    assert foreign("::::{grid} 2\n:::{card}\n{guilabel}`x` {term}`y`") == {"grid", "card", "guilabel"}


def test_lists_that_the_build_makes_stand_on_one_page_each():
    for name in OWN:
        assert sum(name in OPENS.findall(text) for text in texts().values()) <= 1, name


def test_the_themes_test_page_shows_every_form_that_is_allowed():
    shown = specimen()
    assert set(OPENS.findall(shown)) - SHOWN_ONLY == DIRECTIVES
    assert set(ROLE.findall(shown)) == ROLES


# ---- again --------------------------------------------------------------------------------------------------------------
@pytest.mark.long
def test_two_clean_builds_are_the_same_to_the_byte(tmp_path):
    """In two places, at two hours of the day, in two languages, with sets in two orders, on all cores and on one."""
    built = []
    alone = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    for name, zone, words, seed, how in (
        ("a", "Asia/Shanghai", "C.UTF-8", "1", []),
        ("elsewhere", "America/Lima", "C", "2", alone),
    ):
        home = fresh(tmp_path / name)
        done([*how, "make", *READY, "book"], home, TZ=zone, LC_ALL=words, PYTHONHASHSEED=seed)
        files = [path for path in (home / "_build/html").rglob("*") if path.is_file()]
        built.append({path.relative_to(home): path.read_bytes() for path in files})
    first, second = built
    assert [name for name in {**first, **second} if first.get(name) != second.get(name)] == []


# ---- plan B -----------------------------------------------------------------------------------------------------------
@pytest.mark.long
def test_sphinx_alone_builds_the_same_pages(site):
    done = subprocess.run(
        [sys.executable, ROOT / "make/plain.py", "build"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    plain = ROOT / "_build/plain.html"
    pages = {path.relative_to(site) for path in site.rglob("*.html")}
    assert pages == {path.relative_to(plain) for path in plain.rglob("*.html")}
    for page in pages:
        assert main(plain / page) == main(site / page), page


def main(path):
    """A page's own part, where all that a reader reads stands."""
    html = path.read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", html[html.find("<main") : html.find("</main>")])
