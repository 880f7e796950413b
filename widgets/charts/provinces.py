"""Provinces: the tile map with several years in each tile, as bars, so that no one year has to stand for a famine.

    courses(by_years("province_death_rate", 1957, 1962), top=90, unit="per thousand", alt="...")

A value that nobody saw is left out, and a tile without values stays empty: no map may rest on what is only remembered.
"""

import matplotlib
from matplotlib.patches import Rectangle

from widgets.charts.parts import MARKS, WIDE, done, paper, told
from widgets.contract import EDGE, INK, INK_2, digits
from widgets.drawing import STYLE
from widgets.record import names, series, table

DOTTED = (0, (1, 2))
BAR = 0.5  # share of ink: a bar stands out from the paper, and a square from the bar
COUNTIES = "mean of counties with records"
SURE = ("computed", "cross-checked", "seen")  # from the surest to the least sure that may be mapped


def by_years(name, first, last, *, counties=True, thin=(), also=None):
    """The rows of `courses`: for each province the series' values, and beside them the means of its counties' records.

    thin: provinces to be marked as thinly recorded; also: {words: [row, column]}, places that have no series at all.
    """
    span, where = range(first, last + 1), {row["province"]: row for row in table("provinces")}
    rows = []
    for place, tile in where.items():
        record = series(name, place) if place in names()[name] else None
        rows.append(
            _row(place, tile["tile_row"], tile["tile_col"], span, *_seen(record, span)) | {"thin": place in thin}
        )
    rows += [_row(place, *at, span, {}, [], []) | {"thin": True} for place, at in (also or {}).items()]
    return rows + (_county_rows(where, span) if counties else [])


def _seen(record, span):
    """Of a series: {year: value} where it was seen, the statuses of these, and its works."""
    if record is None:
        return {}, [], []
    points = zip(record.years, record.values, record.statuses, strict=True)
    kept = {year: (value, status) for year, value, status in points if year in span and status in SURE}
    return {y: v for y, (v, _) in kept.items()}, [s for _, s in kept.values()], record.source if kept else []


def _row(place, row, column, span, values, statuses, works):
    missing = [str(year) for year in span if year not in values]
    note = "" if not missing else "drawn empty" if not values else f"{', '.join(missing)} left out: from memory only"
    least = max(statuses, key=SURE.index) if statuses else ""
    told_years = {str(year): values.get(year) for year in span}
    at = {"province": place, "row": row, "column": column, "record": "registered"}
    return at | told_years | {"values": values, "status": least, "source": "; ".join(works), "note": note}


def _county_rows(where, span):
    means = {}
    for row in table("county_means"):
        if row["year"] in span:
            means.setdefault(row["province"], {})[row["year"]] = row["weighted_mean"]
    work = ["caoxuzhang2022clans"]
    rows = [_row(p, where[p]["tile_row"], where[p]["tile_col"], span, v, ["computed"], work) for p, v in means.items()]
    return [row | {"record": COUNTIES, "thin": False} for row in rows]


def courses(rows, *, top, unit, alt, axes=None):
    """A schematic map: in each tile one bar a year from zero to `top`, and a square for each mean of county records."""
    with matplotlib.rc_context(STYLE):
        axes = axes or paper(WIDE, [0.005, 0.005, 0.99, 0.99])
        columns, depth = max(row["column"] for row in rows) + 1, max(row["row"] for row in rows) + 1
        axes.set(xlim=(0.9, columns + 0.05), ylim=(depth + 0.05, -0.05), xticks=[], yticks=[])
        axes.spines["bottom"].set_visible(False)
        axes.grid(False)
        for row in rows:
            (_squares if row["record"] == COUNTIES else _tile)(axes, row, top)
        years = [key for key in rows[0] if key.isdigit()]
        _key(axes, f"{unit}; a tile is {top} high", f"bars: {years[0]} to {years[-1]}, as registered")
    return done(axes, alt, told(rows, ["province", "record", *years, "status", "source", "note"]))


def _tile(axes, row, top):
    x, y, values = row["column"], row["row"], row["values"]
    rim = DOTTED if row["thin"] or not values else "-"
    axes.add_patch(Rectangle((x, y), 0.94, 0.92, facecolor="none", edgecolor=EDGE, linewidth=0.8, linestyle=rim))
    for year, value in values.items():
        left, high = _slot(row, year) - 0.05, _height(value, top)
        axes.add_patch(Rectangle((x + left, y + 0.92 - high), 0.1, high, facecolor=INK, edgecolor="none", alpha=BAR))
    words = row["province"].split(" ") if not values else [row["province"]]
    for i, word in enumerate(words + ([] if values else ["not seen"])):
        axes.text(x + 0.03, y + 0.22 + 0.22 * i, word, color=INK if values else INK_2)
    if values:
        axes.text(x + 0.03, y + 0.46, digits(max(values.values())), color=INK, weight="bold")


def _squares(axes, row, top):
    for year, value in row["values"].items():
        at = [row["column"] + _slot(row, year)], [row["row"] + 0.92 - _height(value, top)]
        axes.plot(*at, linestyle="none", **(MARKS["computed"] | {"markersize": 2.6}))


def _slot(row, year):
    years = [int(key) for key in row if key.isdigit()]
    return 0.12 + 0.7 * (year - years[0]) / (years[-1] - years[0])


def _height(value, top):
    return 0.92 * value / top


def _key(axes, *words):
    """What the signs mean, in the corner where the map has no province."""
    signs = (
        "squares: mean of counties with records",
        "number: highest bar of the tile",
        "dotted rim: thinly recorded, or not seen",
    )
    for i, line in enumerate([*words, *signs]):
        axes.text(1, 0.3 + 0.3 * i, line, color=INK_2)
