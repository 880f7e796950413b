"""Terms and works: what the reference pages take from the book's record.

The directive `terms` fills Sphinx's glossary from `data/glossary.csv`, so that {term}`procurement` leads to its entry.
In the bibliography, each work says what was seen of it (the field `seen` of `references.bib`).
"""

import csv
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from pybtex.richtext import Text
from sphinx.domains.std import Glossary
from sphinx.transforms.post_transforms import SphinxPostTransform
from works import citations

KNOWN = {"seen": "Seen: {}.", "cited": "Known from another work: {}.", "recalled": "{}."}


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


class Seen(SphinxPostTransform):
    """What was seen of a work, after the work."""

    default_priority = 890
    formats = ("html",)

    def run(self):
        found = {one.citation_id: one.entry.fields for one in citations(self.app)}
        for node in self.document.findall(nodes.citation):
            words = next((known(found[name]) for name in node["ids"] if name in found), "")
            for paragraph in list(node.findall(nodes.paragraph))[:1]:
                paragraph.append(nodes.inline("", f" {words}", classes=["seen"]))


def known(fields):
    """How a work is known, as a sentence."""
    text = str(Text.from_latex(fields.get("seen", "")))
    words = KNOWN[fields["known"]].format(text) if text else ""
    return words[:1].upper() + words[1:]


def setup(app):
    app.add_directive("terms", Terms)
    app.add_post_transform(Seen)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
