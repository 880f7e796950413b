"""Timeline: the events of `data/timeline.csv`, one block each, by years, on the page that lists them.

A page leads to one by `[14 July 1959](#e1959-07-14)`, and each leads to the chapter that tells of it.
"""

from listed import Choice, Listed, said, slug, works

PARTS = {  # first year: its part's title
    1949: "1949 to 1957: before the Leap",
    1958: "1958",
    1959: "1959",
    1960: "1960",
    1961: "1961",
    1962: "1962",
    1963: "1963 to 1966: after it",
}
WIDE = ["the country", "Beijing", "leaders’ meetings elsewhere", "abroad and on the border"]
HOW = {"cross-checked": "Seen in two independent places.", "recalled": "From memory, not checked."}


def names(rows):
    """The name of each row: its date, and which one it is where a date has more than one."""
    found = []
    for row in rows:
        count = sum(other["date"] == row["date"] for other in rows[: len(found)])
        found.append(f"e{row['date']}" + (f"-no{count + 1}" if count else ""))
    return found


class Timeline(Listed):
    """The directive `timeline`."""

    def run(self):
        rows = self.rows("timeline")
        blocks = [
            self.block(name, self.classes(row), self.lines(row)) for name, row in zip(names(rows), rows, strict=True)
        ]
        parts = [
            (first, self.part(f"from-{first}", title, self.within(first, rows, blocks)))
            for first, title in PARTS.items()
        ]
        provinces = sorted({row["region"] for row in rows} - set(WIDE))
        places = {"provinces": "provinces and counties", **{name: name for name in [*WIDE, *provinces]}}
        kinds = {kind: kind for kind in sorted({row["category"] for row in rows})}
        choices = [Choice("kind", "Kind", kinds), Choice("place", "Place", places, folded=True)]
        return [self.choices("Events", choices, blocks), *(part for _, part in parts)]

    def within(self, first, rows, blocks):
        """The blocks from a part's first year to the next part's."""
        after = min((year for year in PARTS if year > first), default=9999)
        return [block for row, block in zip(rows, blocks, strict=True) if first <= int(row["date"][:4]) < after]

    def classes(self, row):
        wide = [] if row["region"] in WIDE else ["place-provinces"]
        return ["sifted", "event", f"kind-{slug(row['category'])}", f"place-{slug(row['region'])}", *wide]

    def lines(self, row):
        """When; what; then where, what kind of event, how it is known, what is less certain, and who tells of it."""
        notes = [f"{row['source']}{works(row)}.", HOW.get(row["status"], "")]
        notes += [f"{row['note'][:1].upper()}{row['note'][1:]}." if row["note"] else ""]
        link = self.link(row["chapter"])
        notes += [f"In the book: {link}." if link else ""]
        about = f"{row['place']} · {row['category']} · {' '.join(filter(None, notes))}"
        return [f"**{said(row['date'])}**", "", row["event"], "", about]


def setup(app):
    app.add_directive("timeline", Timeline)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
