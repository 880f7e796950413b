"""The record: what stands in `data/`, each number with its unit, layer, source and status.

    grain = series("grain_output_first_published")
    grain[1958], grain.unit, grain.years, grain.values, grain.statuses, grain.source
    series("province_death_rate", "Anhui")         one place of a series that has several
    series("province_death_rate, Anhui")           the same in one name, for a chart or a model that sets places side by side
    table("timeline")                              any table, as a list of dicts

The tables and what their columns may hold are described in `data/datapackage.json`. A cell that does not fit, a name
that is not there, a year that is missing: one error, `DataError`, which names file, row and column.
"""

import csv
import difflib
import io
import json
import re
from functools import lru_cache
from pathlib import Path

from widgets import described
from widgets.contract import Series

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
WHOLE = r"-?[0-9]{1,18}"  # of more digits a computer makes another number
SAME = ("label", "unit", "layer", "source", "licence")  # what every row of one series has to say alike


class DataError(ValueError, KeyError):
    """Something in the record is not as expected: says where, what was found, and what was expected."""

    def __init__(self, where, found, expected, row=None, column=None):
        place = [str(where)] + ([f"row {row}"] if row else []) + ([f"column {column}"] if column else [])
        super().__init__(f"{', '.join(place)}: found {found}; expected {expected}.")
        self.file, self.row, self.column = str(where), row, column

    __str__ = Exception.__str__  # a KeyError alone would put quotes round the whole message


class Record(Series):
    """A series as it stands in the record: also its place, licence, the notes on single values, file and rows."""

    def __init__(self, file, rows, about=""):
        known, head = [row for row in rows if row["value"] is not None], rows[0]
        self.file, self.place, self.licence, self.about = file, head["place"], head["licence"], about
        self.rows = {row["year"]: row["row"] for row in rows}
        self.notes = [row["note"] for row in known]
        super().__init__(
            head["series"],
            head["label"],
            head["unit"],
            head["layer"],
            keys(head["source"]),
            [row["year"] for row in known],
            [row["value"] for row in known],
            [row["status"] for row in known],
        )

    def __getitem__(self, year):
        """The value of one year; DataError, which is a KeyError too, where the record has none."""
        if year in self.years:
            return super().__getitem__(year)
        expected = "nothing: this series has no values"
        if self.years:
            nearest = min(self.years, key=lambda y: abs(y - year)) if isinstance(year, int) else self.years[0]
            expected = f"a year with a value ({self.years[0]} to {self.years[-1]}); the nearest is {nearest}"
        where = f"{self.file}, series {self.name}"
        raise DataError(where, f"no value for {year!r}", expected, self.rows.get(year), "value")


# ---- the calls -----------------------------------------------------------------------------------------------------
def series(name, place=None):
    """One series of the record, by its name; by its place too where it has more than one, here or as "name, place"."""
    asked = name
    if place is None and ", " in name:
        name, place = name.split(", ", 1)
    places = every(name)
    if place is None and len(places) == 1:
        (place,) = places
    if place not in places:
        expected = "one of " + ", ".join(places) + _nearest(str(place), places)
        given = "no place" if place is None else repr(place)
        raise DataError(f"{next(iter(places.values())).file}, series {name}", given, expected, column="place")
    record = places[place]
    if asked != name:  # two places side by side need names of their own
        record.name, record.label = asked, f"{record.label}, {place}"
    return record


def every(name):
    """One series of the record at all its places: {place: series}."""
    found = _every_series(folder())
    if name not in found:
        files = " or ".join(f"data/{file}" for file in _annual(folder()))
        raise DataError(files, repr(name), "the name of a series" + _nearest(name, found), column="series")
    file, places = found[name]
    about = {row["series"]: row["about"] for row in table("series_notes")}
    return {place: Record(file, rows, about.get(name, "")) for place, rows in places.items()}


def table(name):
    """A whole table as a list of dicts: numbers as numbers, an empty cell as None (as "" where it holds text)."""
    rows = _read(folder(), name, *_stamp(folder() / package(name)["path"]))
    return [{key: value for key, value in row.items() if key != "row"} for row in rows]


def package(name):
    """What data/datapackage.json says of a table."""
    resources = _resources(folder())
    if name not in resources:
        expected = "the name of a table" + _nearest(name, resources)
        raise DataError("data/datapackage.json", repr(name), expected, column="name")
    return resources[name]


def names():
    """{name of a series: the places it is known for}, of all series in the record."""
    return {name: list(places) for name, (_, places) in _every_series(folder()).items()}


def tables():
    """The names of all tables of the record."""
    return list(_resources(folder()))


def keys(source):
    """The keys of the bibliography in a cell that holds several, divided by semicolons."""
    return [key.strip() for key in source.split(";") if key.strip()]


# ---- where things are ----------------------------------------------------------------------------------------------
def folder():
    """The folder `data/` that is nearest above the working folder, or else above this file."""
    for start in (Path.cwd(), Path(__file__).resolve().parent):
        for above in (start, *start.parents):
            if (above / "data" / "datapackage.json").is_file():
                return above / "data"
    raise DataError("data/datapackage.json", f"nothing above {Path.cwd()}", "the book's folder data/ there")


def _stamp(path):
    """Size and time of a file: a table that was edited while a kernel runs is read again."""
    if not path.is_file() or not path.resolve().is_relative_to(path.parent.resolve()):  # no link to another folder
        raise DataError(f"data/{path.name}", "no such file in data/", "the file that data/datapackage.json names")
    return path.stat().st_size, path.stat().st_mtime_ns


def _resources(data):
    return _package(data, *_stamp(data / "datapackage.json"))


@lru_cache
def _package(data, *_):
    try:
        package = described.checked(json.loads((data / "datapackage.json").read_text(encoding="utf-8")))
    except (ValueError, RecursionError) as fault:
        raise DataError("data/datapackage.json", f"{fault}", "tables, in JSON: take back the last change") from None
    return {resource["name"]: resource for resource in package["resources"]}


def _holds_series(resource):
    return resource["schema"].get("primaryKey") == ["series", "place", "year"]


def _annual(data):
    """{path: name} of the tables that hold series."""
    return {r["path"]: r["name"] for r in _resources(data).values() if _holds_series(r)}


def _every_series(data):
    """{name: (file, {place: rows})} of every table that holds series. A series stands in one file only."""
    found = {}
    for path, name in _annual(data).items():
        for row in _read(data, name, *_stamp(data / path)):
            file, places = found.setdefault(row["series"], (f"data/{path}", {}))
            if file != f"data/{path}":
                twice = f"{row['series']!r}, which stands in {file} too"
                raise DataError(f"data/{path}", twice, "a name of its own", row["row"], "series")
            places.setdefault(row["place"], []).append(row)
    return found


# ---- reading and checking a table ----------------------------------------------------------------------------------
@lru_cache
def _read(data, name, *_):
    """The rows of one table, checked; each row also knows its number in the file, as a spreadsheet counts."""
    resource = _resources(data)[name]
    file, fields = f"data/{resource['path']}", resource["schema"]["fields"]
    try:
        text = (data / resource["path"]).read_text(encoding="utf-8-sig")
        head, *body = list(csv.reader(io.StringIO(text, newline=""))) or [[]]
    except UnicodeDecodeError as fault:
        raise DataError(file, f"{fault}", "UTF-8: save the table as “CSV UTF-8”") from None
    except csv.Error as fault:
        raise DataError(file, f"{fault}", "cells of a sentence or two, with quotation marks closed") from None
    _check_head(file, head, [field["name"] for field in fields])
    rows = [_row(file, number, cells, fields) for number, cells in enumerate(body, start=2)]
    _check_unique(file, rows, resource["schema"].get("primaryKey", []))
    if _holds_series(resource):
        _check_series(file, rows, resource.get("years"))
    return rows


def _check_head(file, head, expected):
    for found in head:
        if found not in expected:
            raise DataError(file, repr(found), "a column of this table" + _nearest(found, expected), 1, found)
    for name in expected:
        if name not in head:
            raise DataError(file, "no such column", "the columns " + ", ".join(expected), 1, name)
    if head != expected:
        raise DataError(file, "columns " + ", ".join(head), "the order " + ", ".join(expected), 1)


def _row(file, number, cells, fields):
    if len(cells) != len(fields):
        raise DataError(file, f"{len(cells)} cells", f"{len(fields)}, one for each column", number)
    row = {"row": number}
    for field, cell in zip(fields, cells, strict=True):
        row[field["name"]] = _cell(file, number, field, cell)
    return row


def _cell(file, number, field, cell):
    """One cell as a value, or DataError: its type, then its constraints, both from the data package."""
    rules, kind = field.get("constraints", {}), field["type"]
    expected = _unfit(cell, kind, rules)
    if expected:
        raise DataError(file, repr(cell) if cell else "nothing", expected, number, field["name"])
    if kind == "string" or cell == "":
        return cell if kind == "string" else None
    return float(cell) if kind == "number" else int(cell)


def _unfit(cell, kind, rules):
    """What was expected of a cell that does not fit; nothing if it does."""
    if CONTROL.search(cell):
        return "a text that can be seen: no control characters"
    if cell == "":
        return "a value: this cell may not be empty" if rules.get("required") else ""
    if "enum" in rules and cell not in rules["enum"]:
        return "one of " + ", ".join(rules["enum"]) + _nearest(cell, rules["enum"])
    if not re.fullmatch(rules.get("pattern", ".*"), cell, re.DOTALL):
        return f"the form {rules['pattern']}"
    if kind == "string":
        return ""
    if not re.fullmatch(WHOLE if kind == "integer" else rf"{WHOLE}(\.[0-9]{{1,18}})?", cell):
        return "a whole number, such as 1958" if kind == "integer" else "a number, such as 195.05"
    if not rules.get("minimum", float(cell)) <= float(cell) <= rules.get("maximum", float(cell)):
        return f"a number from {rules.get('minimum', 'any')} to {rules.get('maximum', 'any')}"
    return ""


def _check_unique(file, rows, names):
    seen = {}
    for row in rows if names else ():
        key = tuple(row[name] for name in names)
        if key in seen:
            found = f"{', '.join(map(str, key))} a second time, first in row {seen[key]}"
            raise DataError(file, found, "each only once", row["row"], names[-1])
        seen[key] = row["row"]


def _check_series(file, rows, span):
    """What makes a series of rows: one row a year, the same head all along, a status wherever there is a value."""
    groups = {}
    for row in rows:
        groups.setdefault((row["series"], row["place"]), []).append(row)
        if row["value"] is None and row["status"]:
            raise DataError(file, repr(row["status"]), "no status where there is no value", row["row"], "status")
        if row["value"] is not None and not row["status"]:
            raise DataError(file, "nothing", "a status, as there is a value", row["row"], "status")
    for (name, place), group in groups.items():
        _check_alike(file, group)
        _check_years(file, f"{name}, {place}", group, span or (group[0]["year"], group[-1]["year"]))


def _check_alike(file, group):
    for row in group:
        for column in SAME:
            if row[column] != group[0][column]:
                expected = f"{group[0][column]!r}, as in row {group[0]['row']} of the same series"
                raise DataError(file, repr(row[column]), expected, row["row"], column)


def _check_years(file, name, group, span):
    """One row a year, in order. A year that nobody found is a row with an empty value, so that none is lost unseen."""
    expected = list(range(span[0], span[1] + 1))
    for year, row in zip(expected, group, strict=False):
        if row["year"] != year:
            expected = f"{year}: one row a year, with an empty value where none is known"
            raise DataError(file, f"{row['year']} ({name})", expected, row["row"], "year")
    if len(group) != len(expected):
        found = f"{len(group)} rows for {name}"
        raise DataError(file, found, f"{len(expected)}, for {span[0]} to {span[1]}", group[-1]["row"], "year")


def _nearest(name, known):
    close = difflib.get_close_matches(name, list(known), 1, 0.4)
    return f"; the nearest is {close[0]!r}" if close else ""
