"""Shown: the page's figure as an ipywidget. Its script and its style are the page's own; its engine is the kernel."""

import re
from functools import cache
from html import escape
from pathlib import Path

import anywidget
import traitlets

from widgets.live.joined import joined
from widgets.record import DataError, folder
from widgets.shelf import tongue
from widgets.shelf.tongue import said as _
from widgets.surfaces.equations import reason
from widgets.surfaces.figure import BOOK, SOURCES, as_json, figure_html, grounded
from widgets.surfaces.works import cited, terms, works

# Beside the page's own rules: the shadow's host is what they measure by, and a note stands below its sign.
OWN = """
:host { display: block; container-type: inline-size; }
.root { color: var(--ink); background: var(--paper); font: var(--t-0)/1.45 var(--sans); text-align: left; word-break: normal; }
.embed .frame { justify-content: start; margin-inline: 0; padding-inline: 0; }
.ctl .told { flex-basis: 100%; font-size: var(--t-00); line-height: 1.4; color: var(--ink-2); }
"""


class Shown(anywidget.AnyWidget):
    """What a front end shows of a model. All its views show one state, which is the kernel's."""

    _esm = joined("notebook")
    html = traitlets.Unicode().tag(sync=True)
    works = traitlets.Dict().tag(sync=True)
    terms = traitlets.Dict().tag(sync=True)

    def __init__(self, explorable):
        self.explorable = explorable
        super().__init__(html=dressed(explorable.name, explorable.given), works=works(), terms=terms())
        self.on_msg(self._asked)

    def _asked(self, widget, content, buffers):
        """A view's question: {"id", "equations", "controls", "cells"}. The answer goes to all views."""
        id = content.pop("id")
        try:
            self.tell(id, self.explorable.asked(**content))
        except KeyboardInterrupt:  # equations without an end, and somebody pressed Interrupt
            self.send({"id": id, "error": "stopped"})
        except Exception as problem:
            self.send({"id": id, "error": reason(problem)})

    def tell(self, id, answer):
        """Send an answer; an id of "" was not asked for by a view."""
        self.send({"id": id, "answer": answer})


def dressed(name, given):
    """The figure with its style, as one text: page and notebook differ in what stands around it."""
    html = figure_html(name, given, name, published=False)
    html = html.replace(SOURCES, f'<div class="of"><p>{grounded(name, cited_in_html)}</p></div>')
    known = edition()
    version = escape(_(", version {version}").format(version=known["version"])) if known["version"] else ""
    said = f"<i>{escape(known['book'])}</i>{version}"
    data = " ".join(f'data-{key}="{escape(value)}"' for key, value in known.items())
    html = html.replace(BOOK, said).replace(" data-book>", f" {data}>")
    inside = f'<div class="frame"><div class="main">{html}</div></div>'
    words = as_json(tongue.script()) if tongue.script() else ""
    words = words and f'<script type="application/json" id="tongue">{words}</script>'
    return f'<style>{look()}</style>{words}<div class="root js embed" lang="{tongue.tag()}">{inside}</div>'


def cited_in_html(keys):
    return f'<span class="bibtex-citation">{escape(cited(keys))}</span>'


@cache
def look():
    """The page's style, scoped: what it says of the page's root and width holds for the figure's."""
    css = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r":root\b|\bbody(?= \{)", ".root", css)
    css = re.sub(r"@media (?=\((?:max|min)-width)", "@container ", css)
    return re.sub(r"(?<![-.\w\[\"])main\b(?!-)", ".main", css) + OWN


@cache
def edition():
    """What a citation says of the book, from its settings, as far as they are beside the notebook."""
    found = {"book": "this book", "author": "", "version": "", "year": "", "page": "", "base": ""}
    for file, key, name in (
        ("_config.yml", "title", "book"),
        ("_config.yml", "author", "author"),
        ("CITATION.cff", "version", "version"),
        ("CITATION.cff", "date-released", "year"),
    ):
        line = re.search(rf"^{key}: *[\"']?(.*?)[\"']?\s*$", _beside(file), re.M)
        found[name] = line[1] if line else found[name]
    return {**found, "year": found["year"][:4]}


def _beside(file):
    try:
        return (folder().parent / file).read_text(encoding="utf-8")
    except (DataError, OSError):
        return ""
