"""Changes: what the book said and says no longer, from `data/changes.csv`, one block each, by version, the newest first.

Readers narrow them to claims or to numbers (`listed`). Where the pages of several versions lie side by side, make/versions.py
writes a list of them into the room that is left for it.
"""

from itertools import groupby

import released
from docutils import nodes
from listed import Choice, Listed, said, slug, works

KINDS = {"claim": "claims", "number": "numbers"}
ROOM = "<!-- versions -->"


class Changes(Listed):
    """The directive `changes`."""

    def run(self):
        rows = sorted(self.rows("changes"), key=lambda row: row["date"], reverse=True)
        made = [(row["version"], self.block(self.called(row), self.classes(row), self.lines(row))) for row in rows]
        parts = [
            self.part(f"version-{slug(version)}", f"Version {version}", [block for _, block in group])
            for version, group in groupby(made, lambda one: one[0])
        ]
        choices = self.choices("Changes", [Choice("kind", "Kind", KINDS)], [block for _, block in made])
        return [*self.unreleased(), nodes.raw("", ROOM, format="html"), choices, *parts]

    def unreleased(self):
        """What is to be said of a version that is still being written."""
        version, year = self.config.taken_edition
        if year or released.tag():
            return []
        said = f"Version {version} has not been released yet: what is listed under it was changed while it was being written."
        return [nodes.paragraph("", said)]

    def called(self, row):
        return f"change-{row['date']}-{slug(row['about'])[:40].strip('-')}"

    def classes(self, row):
        return ["sifted", "event", f"kind-{row['kind']}"]

    def lines(self, row):
        """What it is about; what stood and what stands; why, by which works, when and where."""
        link = self.link(row["chapter"])
        about = [f"{row['why']}{works(row)}.", f"{said(row['date'])}, commit {row['commit']}."]
        about += [f"In the book: {link}."] if link else []
        turned = f"*Before:* {row['before']}. *Now:* {row['after']}."
        return [f"**{row['about']}**", "", turned, "", " ".join(about)]


def setup(app):
    app.add_directive("changes", Changes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
