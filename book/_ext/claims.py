"""Claims: the article's claims as `data/claims.csv` has them, one block each, on the page that checks the article.

A chapter leads to one by `[C28](#c28)`, and each leads back to the chapter and section that settle it. Readers narrow them by
verdict and by chapter (`listed`). A course's edition (make/course.py) has those that a section it keeps settles.
"""

import json
from collections import Counter
from itertools import groupby
from pathlib import Path

from docutils import nodes
from listed import Choice, Listed, slug, works

from widgets.shelf.overlay import edition

SAID = {  # verdict: how a count of it is said
    "supported": "{} are supported",
    "needs nuance": "{} need nuance",
    "disputed": "{} are disputed",
    "outdated": "{} are outdated",
    "wrong": "{} are wrong",
    "missing": "{} name a silence, something that is missing",
}
TITLES = {"Lead": "Its opening", "Background 1950s": "The 1950s", "Soviet relations": "The Soviet Union"}
TITLES |= {"Design": "What the Leap was made of", "Outcome": "The outcome", "Blame": "Who was to blame"}
TITLES |= {"Omission": "What it leaves out", "Language": "How it speaks"}


class Claims(Listed):
    """The directive `claims`: every row of the table, under its section of the article."""

    def run(self):
        rows = [row for row in self.rows("claims") if self.kept(row)]
        blocks = {row["id"]: self.block(row["id"].lower(), self.classes(row), self.lines(row)) for row in rows}
        sections = [
            (name, [blocks[row["id"]] for row in part]) for name, part in groupby(rows, lambda row: row["section"])
        ]
        parts = [self.part(f"of-{slug(name)}", TITLES.get(name, name), part) for name, part in sections]
        chapters = {row["chapter"]: called(row["chapter"]) for row in rows}
        verdicts = {verdict: verdict for verdict in SAID}
        choices = [Choice("verdict", "Verdict", verdicts), Choice("chapter", "Chapter", chapters, folded=True)]
        counted = nodes.paragraph("", counts(rows) if rows else "No section of this edition settles one.")
        return [counted, self.choices("Claims", choices, list(blocks.values())), *parts]

    def kept(self, row):
        """Whether the section that settles a claim is there; in the whole book each has to be, and `make lint` looks for it."""
        home = Path(self.env.srcdir)
        if not (home.parent / "edition.json").is_file():
            return True
        texts = [path.read_text(encoding="utf-8") for path in home.glob(f"{row['chapter']}.*")]
        heads = [f"## {head}" for head in {row["heading"], heading(row)}] if row["heading"] else [""]
        written = [head for one in heads for head in (one, json.dumps(one, ensure_ascii=False)[1:-1])]
        return any(head in text for text in texts for head in written)

    def classes(self, row):
        return ["sifted", "claim", f"verdict-{slug(row['verdict'])}", f"chapter-{slug(row['chapter'])}"]

    def lines(self, row):
        """The claim, its verdict, what is known today, the works, and where it is settled."""
        known = f"{row['scholarship']}{works(row, 'keys')}{'.' if row['keys'] else ''}"
        return [
            f"**{row['id']}** *{row['claim']}* **{row['verdict']}**",
            "",
            " ".join([known, *([self.settled(row)] if row["heading"] else [])]),
        ]

    def settled(self, row):
        link = self.link(row["chapter"])
        where = link.replace("[]", f"[{heading(row)}]") if link else f"“{row['heading']}”"
        return f"Settled in: {where}."


def heading(row):
    """The heading under which a claim is settled, as this edition has it."""
    return edition().get("headings", {}).get(row["heading"], row["heading"])


def called(chapter):
    """A chapter's title, from the name of its file."""
    return "The front page" if chapter == "index" else chapter.replace("-", " ").capitalize()


def counts(rows):
    """How many claims have which verdict, as a sentence."""
    found = Counter(row["verdict"] for row in rows)
    parts = [words.format(found[verdict]) for verdict, words in SAID.items() if found[verdict]]
    return f"Of {len(rows)} claims {', and '.join(filter(None, [', '.join(parts[:-1]), parts[-1]]))}."


def setup(app):
    app.add_directive("claims", Claims)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
