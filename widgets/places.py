"""Places: what a mini-model's DATA asks of the record, a series of one place or of all of them at once.

    "grain_output_revised"                         a series of the nation
    "province_grain_output, Anhui"                 a series of one place
    "province_death_rate, * 1957-1962"             a series of all its places, in these years (or in one; or, without, in all)
    "county_means.weighted_mean, * 1957-1962"      the same of a table with a row for each province and year

The first two come as a `Series`, with everything the record has. All places come as `Places`, without what is only
remembered: no map may rest on it.
"""

import re

from widgets.contract import Places
from widgets.record import DataError, every, package, series, table


def asked(wanted):
    """What one line of DATA asks for. DataError where the record has no such thing."""
    if ", *" not in wanted:
        return series(wanted)
    name, span = wanted.split(", *", 1)
    years = _years(wanted, span)
    return (_column if "." in name else _series)(wanted, *name.split("."), years)


def _years(wanted, span):
    """The years of ` 1957-1962` or ` 1957`; all where nothing is said."""
    found = re.fullmatch(r"(?: (\d{4})(?:-(\d{4}))?)?", span)
    if not found:
        raise DataError("data/", repr(wanted), "a year, or two with a dash, after the star: “name, * 1957-1962”")
    first, last = int(found[1] or 0), int(found[2] or found[1] or 9999)
    return range(first, last + 1)


def _series(wanted, name, years):
    records = every(name)
    values, statuses, source = {}, set(), []
    for place, record in records.items():
        seen = {y: (v, s) for y, v, s in zip(record.years, record.values, record.statuses, strict=True) if y in years}
        seen = {y: vs for y, vs in seen.items() if vs[1] != "recalled"}
        statuses |= {status for _, status in seen.values()}
        source += [key for key in record.source if seen and key not in source]
        _keep(values, place, {year: value for year, (value, _) in seen.items()})
    one = next(iter(records.values()))
    return Places(wanted, one.label, one.unit, one.layer, source, sorted(statuses), values)


def _column(wanted, name, column, years):
    about = package(name)
    fields = {field["name"]: field for field in about["schema"]["fields"]}
    if about["schema"].get("primaryKey") != ["province", "year"] or "unit" not in fields.get(column, {}):
        raise DataError(f"data/{about['path']}", repr(wanted), "a table by province and year, and a column with a unit")
    rows = [row for row in table(name) if row["year"] in years and row["status"] != "recalled"]
    values, statuses = {}, {row["status"] for row in rows}
    for place in dict.fromkeys(row["province"] for row in rows):
        _keep(values, place, {row["year"]: row[column] for row in rows if row["province"] == place})
    label = f"{about['title']}: {fields[column]['description'].lower()}"
    return Places(wanted, label, fields[column]["unit"], about["layer"], [about["source"]], sorted(statuses), values)


def _keep(values, place, seen):
    """A place's values as Places holds them, if it has any: the first year, and one value a year from there."""
    if seen:
        values[place] = [min(seen), *(seen.get(year) for year in range(min(seen), max(seen) + 1))]
