"""People: those of `data/decision_makers.csv`, one block each, by level, with the events of the timeline that name them.

A page leads to one by `[Peng Dehuai](#peng-dehuai)`.
"""

import re

from listed import Choice, Listed, said, slug, works
from timeline import names

LEVELS = {
    "centre": "At the centre",
    "province": "In the provinces",
    "prefecture": "In a prefecture",
    "county": "In counties",
    "team": "In villages and works",
}
PARTS = {"decided": "decided", "refused": "refused or objected", "spoke": "spoke, told or wrote"}
SHORT = {
    "Mao Zedong": "Mao",
    "Peng Dehuai": "Peng",
    "Nikita Khrushchev": "Khrushchev",
    "The Panchen Lama": "Panchen Lama",
}


class People(Listed):
    """The directive `people`."""

    def run(self):
        rows, events = self.rows("decision_makers"), self.rows("timeline")
        self.events = list(zip(names(events), events, strict=True))
        blocks = [self.block(slug(row["person"]), self.classes(row), self.lines(row)) for row in rows]
        parts = [self.part(f"at-{level}", title, self.of(level, rows, blocks)) for level, title in LEVELS.items()]
        places = {place(row): place(row) for row in rows}
        choices = [Choice("part", "What they did", PARTS), Choice("place", "Place", places, folded=True)]
        return [self.choices("People", choices, blocks), *parts]

    def of(self, level, rows, blocks):
        return [block for row, block in zip(rows, blocks, strict=True) if row["level"] == level]

    def classes(self, row):
        return ["sifted", "person", f"part-{row['part']}", f"place-{slug(place(row))}"]

    def lines(self, row):
        """The name; what was done; then where and when, who tells of it, and the events that name this person."""
        spoken = f" {row['chinese']} *{row['pinyin']}*." if row["chinese"] else ""
        did = f"{row['what'][:1].upper()}{row['what'][1:]}{works(row)}."
        told = [f"In the book: {self.link(row['chapter'])}." if self.link(row["chapter"]) else "", self.named_in(row)]
        about = f"{row['place']} · {row['part']} · {row['when']} · {' '.join(filter(None, told))}"
        return [f"**{row['person']}**{spoken}", "", did, "", about]

    def named_in(self, row):
        """Links to the events whose words name a person."""
        name = re.compile(rf"\b{SHORT.get(row['person'], row['person'])}\b")
        links = [f"[{said(event['date'])}](#{where})" for where, event in self.events if name.search(event["event"])]
        return f"In the timeline: {', '.join(links)}." if links and self.link("timeline") else ""


def place(row):
    """The province of a place, or the place itself where it is one of the centre's."""
    return row["place"].split(", ")[-1]


def setup(app):
    app.add_directive("people", People)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
