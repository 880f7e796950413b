"""Datapage: what stands in `data/`, table by table, on the page that hands it out.

All of it is read from `data/datapackage.json` and from the tables as the book is made, so that it cannot fall behind them. The
files themselves go out beside the pages, under `data/`.
"""

import json
import shutil
from collections import Counter
from pathlib import Path

from docutils import nodes
from listed import Listed, slug

from widgets.record import keys

KEYS = "[a-z0-9_]+(; [a-z0-9_]+)*"  # the pattern of a column that names works
MANY = 40  # works: what rests on more is said by their number


class Tables(Listed):
    """The directive `tables`: what is in all tables together, then a part for each."""

    def run(self):
        path = Path(self.env.srcdir).parent / "data/datapackage.json"
        self.env.note_dependency(str(path))
        self.package = json.loads(path.read_text(encoding="utf-8"))
        tables = [(table, self.rows(table["name"])) for table in self.package["resources"]]
        return [self.together(tables), *(self.one(table, rows) for table, rows in tables)]

    def together(self, tables):
        """The words for how values are known and for whose they are, and how many there are."""
        lines = [f"{len(tables)} tables, {sum(len(rows) for _, rows in tables):,} rows.", ""]
        for kind, ends in (("statuses", "status"), ("layers", "layer")):
            counts = sum((counted(table, rows, ends) for table, rows in tables), Counter())
            head = "How a value is known" if kind == "statuses" else "Whose number it is"
            lines += [f"| {head} | Values |" if ends == "status" else f"| {head} | Rows |", "| :-- | --: |"]
            lines += [f"| {words} | {counts[key]:,} |" for key, words in self.package[kind].items()] + [""]
        return self.part("all-tables", "All tables together", self.parsed(lines).children)

    def one(self, table, rows):
        """A table: what it is, what it rests on, its licence, how to cite it, its columns, and its file."""
        title, licences = table["title"], Counter(row.get("licence") for row in rows)
        known = [said(self.package["statuses"], counted(table, rows, "status"))]
        whose = [said(self.package["layers"], counted(table, rows, "layer"))]
        lines = [table["description"], "", f"- *Holds*: {len(rows):,} rows, {len(fields(table))} columns."]
        lines += [f"- *How known*: {words}." for words in known if words]
        lines += [f"- *Whose numbers*: {words}." for words in whose if words]
        lines += [f"- *Rests on*: {self.rests(table, rows)}", f"- *Licence*: {licence(table, licences)}."]
        lines += [f"- *To cite*: {self.cite(table)}"]
        more = [*columns(table), *series(self.package, table, rows)]
        name = f"table-{slug(table['name']).replace('_', '-')}"
        return self.part(
            name, title, [*self.parsed(lines).children, download(self, table), *self.parsed(more).children]
        )

    def rests(self, table, rows):
        """The works behind a table, or how many they are."""
        named = [field["name"] for field in fields(table) if field.get("constraints", {}).get("pattern") == KEYS]
        works = dict.fromkeys(key for row in rows for name in named for key in keys(row[name]))
        works |= {table["source"]: None} if "source" in table else {}
        if not works:
            return "the book’s other tables, and what their notes say."
        if len(works) > MANY:
            return f"{len(works)} works, named row by row; all stand in the [bibliography](bibliography.md)."
        return f"{{cite:t}}`{','.join(works)}`."

    def cite(self, table):
        """A table as part of this edition of the book."""
        version = f", version {self.config.taken_edition[0]}" if self.config.taken_edition[0] else ""
        return f"{self.config.author}, *{self.config.html_title}*{version}, table `{table['name']}` (`data/{table['path']}`)."


def fields(table):
    return table["schema"]["fields"]


def counted(table, rows, ends):
    """How often each status, or layer, stands in a table; a row may have several."""
    named = [field["name"] for field in fields(table) if field["name"].endswith(ends)]
    named += [field["name"] for field in fields(table) if ends == "status" and field["name"] == "details"]
    return Counter(row[name] for row in rows for name in named if row[name])


def said(words, counts):
    return ", ".join(f"{counts[key]:,} {text}" for key, text in words.items() if counts[key])


def licence(table, rows):
    """The licences of a table, and how many rows are under each where there is more than one."""
    many = len(table["licenses"]) > 1
    return "; ".join(one["title"] + (f" ({rows[one['name']]:,} rows)" if many else "") for one in table["licenses"])


def cell(text):
    return str(text).replace("|", "\\|")


def folded(title, heads, rows):
    """A table that a reader opens."""
    lines = [f"| {' | '.join(map(cell, row))} |" for row in rows]
    return [
        f":::{{dropdown}} {title}",
        f"| {' | '.join(heads)} |",
        f"| {' | '.join(':--' for _ in heads)} |",
        *lines,
        ":::",
        "",
    ]


def columns(table):
    found = [(f"`{field['name']}`", field["description"], field.get("unit", "")) for field in fields(table)]
    return folded("Its columns", ["Column", "Holds", "Unit"], found)


def series(package, table, rows):
    """The series of a table that has them, each with its unit, years, layer and how its values are known."""
    if "year" not in rows[0] or "label" not in rows[0] or "series" not in rows[0]:
        return []
    found = {}
    for row in rows:
        if row["value"]:
            found.setdefault(row["series"], []).append(row)
    told = [one(package, name, part) for name, part in found.items()]
    return folded(f"Its {len(told)} series", ["Series", "What", "Unit", "Years", "Whose", "How known"], told)


def one(package, name, rows):
    years, places = sorted({int(row["year"]) for row in rows}), {row["place"] for row in rows}
    what = rows[0]["label"] + (f", {len(places)} places" if len(places) > 1 else "")
    known = said(package["statuses"], Counter(row["status"] for row in rows))
    return f"`{name}`", what, rows[0]["unit"], f"{years[0]} to {years[-1]}", package["layers"][rows[0]["layer"]], known


def download(directive, table):
    """The link to a table's file, and how large that is."""
    size = (Path(directive.env.srcdir).parent / "data" / table["path"]).stat().st_size
    link = nodes.reference("", table["path"], refuri=f"data/{table['path']}")
    return nodes.paragraph("", "", nodes.Text("Download: "), link, nodes.Text(f" ({max(1, round(size / 1024))} kB)."))


def bring(app, error):
    """The tables, and what their files and a reader's own may hold, go out with the pages as they are."""
    if error or app.builder.format != "html":
        return
    here, there = Path(app.srcdir).parent / "data", Path(app.outdir) / "data"
    shutil.rmtree(there, ignore_errors=True)
    there.mkdir(parents=True)
    for path in sorted([*here.glob("*.csv"), *here.glob("*.json")]):
        shutil.copyfile(path, there / path.name)


def setup(app):
    app.add_directive("tables", Tables)
    app.connect("build-finished", bring)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
