"""The chapters as the tests read them: which pages there are, which mini-models they show, and what they say."""

import re
from functools import cache
from pathlib import Path

import nbformat

from widgets.shelf.library import MIME

BOOK = Path(__file__).parents[1] / "book"


@cache
def notebooks():
    """{name of the page: its notebook, without the cells that no page shows}."""
    found = {path.stem: nbformat.read(path, as_version=4) for path in sorted(BOOK.glob("*.ipynb"))}
    for notebook in found.values():
        notebook.cells = [cell for cell in notebook.cells if "remove-cell" not in cell.metadata.get("tags", ())]
    return found


def left_out():
    """The chapters that this edition's contents do not list: they are read, and have no page."""
    contents = (BOOK / "_toc.yml").read_text(encoding="utf-8")
    return set(notebooks()) - set(re.findall(r"^ *(?:- )?(?:file|root): *([\w/-]+)", contents, re.M))


def shown():
    """{mini-model: the page that shows it as it opens}."""
    found = {}
    for page, notebook in notebooks().items():
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                mark = output.get("data", {}).get(MIME)
                if mark and not mark["settings"]:
                    found.setdefault(mark["model"], f"{page}.html")
    return found


def prose(page):
    """The text of a page's Markdown cells."""
    return "\n\n".join(cell.source for cell in notebooks()[page].cells if cell.cell_type == "markdown")


def sentences(page):
    """The sentences of a page, markup and headings left out, as lists of lower-case words."""
    text = re.sub(r"\{[\w:]+\}`[^`]*`|\[([^\]]*)\]\([^)]*\)", lambda m: m[1] or "", prose(page))
    blocks = [line for line in text.split("\n") if line and not line.startswith((":::", ":class:", ":name:", "#", "|"))]
    return [re.findall(r"\w+", s.lower()) for block in blocks for s in re.split(r"(?<=[.?])\s", block)]


def live_numbers(page):
    """[(words in the text, mini-model, result)] of a page."""
    return re.findall(r"\[([^\]]+)\]\(live:(\w+)/(\w+)\)", prose(page))


def set_links(page):
    """[(mini-model, query)] of a page's links that set a model."""
    return re.findall(r"\]\(#(\w+)\?([^)]*)\)", prose(page))
