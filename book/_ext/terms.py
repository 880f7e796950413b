"""Terms: the glossary, and what a page carries of it.

The directive `terms` fills Sphinx's glossary from `data/glossary.csv`, so that {term}`procurement` leads to its entry.
Each page carries the entries of the terms that it uses, once each and out of sight: `page.js` shows them in place.
"""

import csv
import re
from functools import cache
from html import escape
from pathlib import Path

from characters import PINYIN, is_pinyin, tag_characters
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.domains.std import Glossary

USED = re.compile(r'href="[^"#]*#(term-[^"]+)"')  # what a page's HTML says of a term


class Terms(Glossary):
    """The directive. It writes the text of a glossary and lets Sphinx read it."""

    has_content = False

    def run(self):
        table = Path(self.env.srcdir).parent / "data/glossary.csv"
        self.env.note_dependency(str(table))
        with table.open(encoding="utf-8-sig", newline="") as file:
            rows = sorted(csv.DictReader(file), key=lambda row: row["english"].casefold())
        self.content = StringList([line for row in rows for line in entry(row)], source=str(table))
        return super().run()


def entry(row):
    """The lines of one term: its name, then its characters, how they are spoken, and what it means."""
    traditional = "" if row["traditional"] == row["simplified"] else f" ([{row['traditional']}]{{.language-zh-Hant}})"
    spoken = row["pinyin"][0].lower() + row["pinyin"][1:]
    return [row["english"], f"    {row['simplified']}{traditional} *{spoken}*. {row['definition']}", ""]


@cache
def entries(app):
    """{id: (term, HTML of its entry)} of every glossary of the book."""
    found = {}
    for page in {page for page, _ in app.env.domains["std"]._terms.values()}:
        for item in app.env.get_doctree(page).findall(nodes.definition_list_item):
            for term in item.findall(nodes.term):
                found.update(dict.fromkeys(term["ids"], (escape(term.astext()), html(item[-1]))))
    return found


def html(node):
    """A definition's HTML: its words, what is set in italics, and what language it is in."""
    if isinstance(node, nodes.Text):
        return tag_characters(escape(node, quote=False))
    inner = "".join(map(html, node.children))
    tongue = next((name[9:] for name in node["classes"] if name.startswith("language-")), "")
    if tongue:
        return f'<span lang="{tongue}">{re.sub("<.*?>", "", inner)}</span>'
    spoken = f' lang="{PINYIN}"' if isinstance(node, nodes.emphasis) and is_pinyin(node) else ""
    return f"<em{spoken}>{inner}</em>" if isinstance(node, nodes.emphasis) else inner


def used(app, body):
    """The terms of other pages that a page's HTML leads to: [(id, term, HTML of its entry)], by name."""
    elsewhere = [name for name in USED.findall(body) if f'id="{name}"' not in body]
    known = {name: entries(app)[name] for name in elsewhere if name in entries(app)}
    return sorted(((name, *entry) for name, entry in known.items()), key=lambda one: one[1].casefold())


def setup(app):
    app.add_directive("terms", Terms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
