"""Claims: the article's claims as `data/claims.csv` has them, one block each, on the page that checks the article.

A chapter leads to one by `[C28](#c28)`, and each leads back to the chapter and section that settle it.
"""

import csv
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective


class Claims(SphinxDirective):
    """The directive `claims`: every row of the table, under its section of the article."""

    def run(self):
        table = Path(self.env.srcdir).parent / "data/claims.csv"
        self.env.note_dependency(str(table))
        with table.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        return [node for row in rows for node in self.claim(row, str(table))]

    def claim(self, row, source):
        """One claim, with a name of its own that links can lead to."""
        name = row["id"].lower()
        block = nodes.container(ids=[name], classes=["claim"])
        self.env.get_domain("std").anonlabels[name] = self.env.docname, name
        self.state.nested_parse(StringList(self.lines(row), source), 0, block)
        return [block]

    def lines(self, row):
        """The claim, its verdict, what is known today, where it is settled, and the works."""
        keys = ",".join(key.strip() for key in row["keys"].split(";") if key.strip())
        settled = [self.settled(row)] if row["heading"] else []
        works = [f"{{cite:p}}`{keys}`."] if keys else []
        return [
            f"**{row['id']}** *{row['claim']}* **{row['verdict']}**",
            "",
            " ".join([row["scholarship"], *works, *settled]),
        ]

    def settled(self, row):
        found = [path for path in (".ipynb", ".md") if Path(self.env.srcdir, row["chapter"] + path).exists()]
        where = f"[{row['heading']}]({row['chapter']}{found[0]})" if found else f"“{row['heading']}”"
        return f"Settled in: {where}."


def setup(app):
    app.add_directive("claims", Claims)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
