"""The chapters as the tests read them: which pages there are, which mini-models they show, and what they say."""

import re
from functools import cache
from pathlib import Path

import nbformat
import pytest

from widgets.shelf.library import MIME

BOOK = Path(__file__).parents[1] / "book"
ELSEWHERE = "this edition leaves the page out"


@cache
def notebooks():
    """{name of the page: its notebook, without the cells that no page shows}."""
    found = {path.stem: nbformat.read(path, as_version=4) for path in sorted(BOOK.glob("*.ipynb"))}
    for notebook in found.values():
        notebook.cells = [cell for cell in notebook.cells if "remove-cell" not in cell.metadata.get("tags", ())]
    return found


@cache
def contents():
    """The names of the pages that this edition's contents list, its front page first."""
    text = (BOOK / "_toc.yml").read_text(encoding="utf-8")
    return re.findall(r"^root: *([\w/-]+)", text, re.M) + re.findall(r"^ *- file: *([\w/-]+)", text, re.M)


def needed(page):
    """For a test of a page, as a file of the site, that an edition may leave out."""
    return pytest.mark.skipif(page.removesuffix(".html") not in contents(), reason=ELSEWHERE)


def listings():
    """The pages of the contents that hold the list of all chapters, as files of the site."""
    found = [path for name in contents() for path in BOOK.glob(f"{name}.*") if path.suffix in (".md", ".ipynb")]
    return [f"{path.stem}.html" for path in found if ":::{div} chapters" in path.read_text(encoding="utf-8")]


def left_out():
    """The chapters that this edition's contents do not list: they are read, and have no page."""
    return set(notebooks()) - set(contents())


def marks():
    """[(page, mini-model, the settings at which it opens there)] of all figures of the chapters."""
    outputs = [
        (page, output.get("data", {}).get(MIME))
        for page, notebook in notebooks().items()
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    ]
    return [(page, mark["model"], mark["settings"]) for page, mark in outputs if mark]


def shown():
    """{mini-model: the page that shows it as it opens}."""
    found = {}
    for page, model, settings in marks():
        if not settings:
            found.setdefault(model, f"{page}.html")
    return found


def prose(page):
    """The text of a page's Markdown cells."""
    return "\n\n".join(cell.source for cell in notebooks()[page].cells if cell.cell_type == "markdown")


def sentences(page):
    """The sentences of a page, markup and headings left out, as lists of lower-case words."""
    text = re.sub(r"\{[\w:]+\}`[^`]*`|\[([^\]]*)\]\([^)]*\)", lambda m: m[1] or "", prose(page))
    blocks = [line for line in text.split("\n") if line and not line.startswith((":::", ":class:", ":name:", "#", "|"))]
    return [re.findall(r"\w+", s.lower()) for block in blocks for s in re.split(r"(?<=[.?])\s", block)]
