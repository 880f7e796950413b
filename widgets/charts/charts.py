"""Charts: the still figures of the chapters. All in ink, each with its text alternative and its numbers.

    lines([series("birth_rate_official"), series("death_rate_official")], alt="...")
    tiles(by_province("province_death_rate", 1960), bounds=(12, 18, 30, 50), unit="per thousand", alt="...")
    band(events, alt="...")

Each draws on `axes` if given, or else on a figure of its own, and returns the axes. What it returns carries `axes.alt`,
the text alternative, which has no default, and `axes.rows`, everything drawn as a list of dicts, one for each number;
`as_csv(axes)` is the same as a file for download.

How sure a number is shows in its marker (`MARKS`), whose record it comes from in its line (`LINES`). Colour says
nothing here, and the figures stay legible without it: history is ink, and deaths are never given a colour.
"""

import textwrap

import matplotlib
from matplotlib.patches import Rectangle

from widgets.charts.parts import COLUMN, LINES, MARKS, PLOT, UNSURE, WIDE, above, as_csv, done, key, paper, told
from widgets.contract import EDGE, INK, INK_2, LAYERS, PAPER, STATUSES, digits
from widgets.drawing import STYLE
from widgets.record import names, series, table
from widgets.shelf.tongue import said as _

__all__ = ["as_csv", "band", "by_province", "lines", "tiles"]

LEADING = 14  # points between lines of a label: text is half as large again on phones
TINTS = (0.0, 0.13, 0.3, 0.68, 0.92)  # shares of ink, from the least to the most: text on each keeps its contrast


# ---- series ---------------------------------------------------------------------------------------------------------
def lines(records, *, alt, labels=None, top=None, axes=None):
    """Series over years, one line each, on one scale from zero.

    records: what `series` returns, all in one unit; labels: {name: short words} where a series' own label is too long.
    """
    units = {record.unit for record in records}
    if len(units) != 1:
        raise ValueError(f"lines: found the units {', '.join(sorted(units))}; expected series of one unit")
    with matplotlib.rc_context(STYLE):
        axes = axes or paper(COLUMN, PLOT)
        for record in records:
            _line(axes, record)
        values = [value for record in records for value in record.values]
        axes.set_ylim(min(0, 1.06 * min(values)), top or 1.06 * max(values))
        _years(axes, records)
        above(axes, units.pop())
        _end_labels(axes, [(record, (labels or {}).get(record.name, record.label)) for record in records])
        key(axes, [status for record in records for status in record.statuses])
    return done(axes, alt, [row for record in records for row in _record_rows(record)])


def _line(axes, record):
    """The line in pieces, since a year without a value breaks it and an unsure value dashes it; then the markers."""
    points = list(zip(record.years, record.values, record.statuses, strict=True))
    for (x0, y0, s0), (x1, y1, s1) in zip(points, points[1:], strict=False):
        if x1 == x0 + 1:
            style = LINES[record.layer] | ({"linestyle": UNSURE} if "recalled" in (s0, s1) else {})
            axes.plot([x0, x1], [y0, y1], **style)
    for x, y, status in points:
        over = 4 if status == "recalled" else 3  # an open marker is not lost under a filled one of another series
        axes.plot([x], [y], linestyle="none", clip_on=False, zorder=over, **MARKS[status])


def _years(axes, records):
    first, last = min(r.years[0] for r in records), max(r.years[-1] for r in records)
    step = max(1, (last - first) // 4)
    axes.set_xlim(first - 0.5, last + 0.5)
    axes.set_xticks([year for year in range(first, last + 1) if (year - 1958) % step == 0])


def _end_labels(axes, named):
    """The name of each line after its last point, pushed apart where lines end close together."""
    low, high = axes.get_ylim()
    scale = axes.get_position().height * axes.figure.get_figheight() * 72 / (high - low)
    roof = 72 * axes.figure.get_figheight() * (1 - axes.get_position().y0) - 4  # of the paper, in points above the axes
    columns = {}  # the labels at each place across, rising: [foot, lines, record]
    for record, words in sorted(named, key=lambda pair: pair[0].values[-1]):
        parts = textwrap.wrap(words, 12)
        ends = record.years[-1] >= axes.get_xlim()[1] - 2  # a line that stops earlier is named where it stops
        x = axes.get_xlim()[1] if ends else record.years[-1]
        foot = record.values[-1] * scale - LEADING * len(parts) / 2
        columns.setdefault((x, 4 if ends else 8), []).append([foot, parts, record])
    for (x, right), labels in columns.items():
        _part(labels, roof)
        for foot, parts, record in labels:
            how = {"weight": "bold", "color": LINES[record.layer]["color"], "annotation_clip": False}
            for i, part in enumerate(reversed(parts)):
                axes.annotate(part, (x, 0), (right, foot + LEADING * i + 3), "data", "offset points", **how)


def _part(labels, roof):
    """Push the labels of one column apart, upwards, and down again what would leave the paper."""
    floor = -1e9
    for label in labels:
        label[0] = max(label[0], floor)
        floor = label[0] + LEADING * len(label[1]) + 3
    for label in reversed(labels):
        label[0] = min(label[0], roof - LEADING * len(label[1]))
        roof = label[0] - 3


def _record_rows(record):
    rows = zip(record.years, record.values, record.statuses, record.notes, strict=True)
    return [
        {
            "series": record.label,
            "place": record.place,
            "year": year,
            "value": value,
            "unit": record.unit,
            "layer": _(LAYERS[record.layer]),
            "status": _(STATUSES[status]),
            "source": "; ".join(record.source),
            "note": note,
        }
        for year, value, status, note in rows
    ]


# ---- provinces ------------------------------------------------------------------------------------------------------
def by_province(name, year):
    """The rows of `tiles` for one series and year. A value that nobody saw is left out: no map may rest on it."""
    rows = []
    for tile in table("provinces"):
        row = {"province": tile["province"], "row": tile["tile_row"], "column": tile["tile_col"], "year": year}
        row |= {"value": None, "status": "", "source": "", "note": "not found, drawn empty"}
        record = series(name, tile["province"]) if tile["province"] in names()[name] else None
        if record is not None and year in record.years:
            at = record.years.index(year)
            row |= {"value": record.values[at], "status": record.statuses[at], "source": "; ".join(record.source)}
            row["note"] = record.notes[at]
            if row["status"] == "recalled":
                row |= {"value": None, "note": "from memory only, drawn empty"}
        rows.append(row)
    return rows


def tiles(rows, *, bounds, unit, alt, decimals=1, axes=None):
    """A schematic map: a tile for each province, the darker the higher its value; empty where there is no value.

    bounds: four rising numbers between the five tints.
    """
    if len(bounds) != len(TINTS) - 1 or list(bounds) != sorted(bounds):
        raise ValueError(f"tiles: found bounds {bounds}; expected {len(TINTS) - 1} rising numbers")
    with matplotlib.rc_context(STYLE):
        axes = axes or paper(WIDE, [0.005, 0.005, 0.99, 0.99])
        columns, depth = max(row["column"] for row in rows) + 1, max(row["row"] for row in rows) + 1
        axes.set(xlim=(0.9, columns + 0.05), ylim=(depth + 0.05, -0.05), xticks=[], yticks=[])
        axes.spines["bottom"].set_visible(False)
        axes.grid(False)
        for row in rows:
            _tile(axes, row, bounds, decimals)
        _tint_key(axes, bounds, unit)
    return done(axes, alt, told(rows, ["province", "year", "value", "status", "source", "note"]))


def _tile(axes, row, bounds, decimals):
    x, y, value = row["column"], row["row"], row["value"]
    step = None if value is None else sum(value >= bound for bound in bounds)
    _shade(axes, x, y, 0.94, 0.92, step)
    ink = PAPER if step is not None and TINTS[step] > 0.5 else INK if step is not None else INK_2
    name = row["province"].split(" ")
    for i, part in enumerate([*name, "not seen" if value is None else digits(value, decimals)]):
        bold = i == len(name) and value is not None
        at = y + 0.56 + 0.26 * (i - len(name) / 2)
        axes.text(x + 0.47, at, part, ha="center", color=ink, weight="bold" if bold else "normal")


def _shade(axes, x, y, width, height, step):
    """One tile: a rim, and ink over it as the step asks. Without a value the rim is dotted."""
    rim = {"facecolor": "none", "edgecolor": EDGE, "linewidth": 0.8, "linestyle": (0, (1, 2)) if step is None else "-"}
    if step:
        axes.add_patch(Rectangle((x, y), width, height, facecolor=INK, edgecolor="none", alpha=TINTS[step]))
    axes.add_patch(Rectangle((x, y), width, height, **rim))


def _tint_key(axes, bounds, unit):
    """The five steps and the empty tile, in the corner where the map has no province."""
    steps = [
        f"under {bounds[0]}",
        *(f"{a} to {b}" for a, b in zip(bounds, bounds[1:], strict=False)),
        f"{bounds[-1]} and more",
    ]
    axes.text(1, 0.3, unit, color=INK_2)
    for i, words in enumerate([*steps, "not seen"]):
        _shade(axes, 1 + 2.2 * (i // 3), 0.45 + 0.42 * (i % 3), 0.4, 0.32, i if i < len(steps) else None)
        axes.text(1.5 + 2.2 * (i // 3), 0.69 + 0.42 * (i % 3), words, color=INK_2)


# ---- time -----------------------------------------------------------------------------------------------------------
def band(events, *, alt, span=None, axes=None):
    """Events on one line of time, one under the other, each named beside its mark.

    events: dicts with date ("1958", "1958-08" or "1958-08-29"), label (a few words) and status; `until` for a stretch.
    """
    events = sorted(events, key=lambda event: event["date"])
    span = span or (int(events[0]["date"][:4]), int(events[-1]["date"][:4]) + 1)
    with matplotlib.rc_context(STYLE):
        height = 0.27 * len(events) + 0.95
        axes = axes or paper((COLUMN[0], height), [0.05, 0.62 / height, 0.9, 1 - 0.7 / height])
        axes.set(xlim=span, ylim=(len(events) - 0.4, -0.6), yticks=[])
        axes.set_xticks(range(span[0], span[1] + 1))
        axes.grid(True, axis="x")
        for place, event in enumerate(events):
            _event(axes, place, event, span)
        key(axes, [event["status"] for event in events])
    wanted = ["date", "until", "label", "event", "place", "source", "status", "note"]
    return done(axes, alt, told(events, wanted))


def _event(axes, place, event, span):
    start, end = _moment(event["date"]), _moment(event.get("until") or event["date"])
    if end > start:
        axes.plot([start, end], [place] * 2, color=INK, linewidth=2.6, solid_capstyle="butt")
    axes.plot([start], [place], linestyle="none", zorder=3, **MARKS[event["status"]])
    left = (start - span[0]) / (span[1] - span[0]) > 0.55  # in the right half the words stand left of the mark
    axes.annotate(
        event["label"],
        (start if left else end, place),
        (-8 if left else 8, -3.5),
        textcoords="offset points",
        ha="right" if left else "left",
        color=INK,
    )


def _moment(date):
    """A date as a year with decimals; a month or a year alone stands at its middle."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    return year + ((month - 1 + (day - 0.5) / 31 if day else month - 0.5) / 12 if month else 0.5)
