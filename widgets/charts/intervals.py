"""Intervals: estimates of one quantity, one under the other, in the groups of their table.

    intervals(table("excess_death_estimates"), unit="million", alt="...")

Each has a bar for a range, a marker for a central figure, and at the right the years it counts. All else that is known
of it (what it counts, method, data, its main criticism, what was read of the work) goes with it into the file of its
numbers, and onto the page in sentences (`axes.apart`).
"""

import re

import matplotlib

from widgets.charts.parts import COLUMN, MARKS, UNSURE, above, done, key, paper, told
from widgets.contract import INK, INK_2
from widgets.drawing import STYLE

WANTED = "label period low central high group layer status range_status key counts method data criticism work read note"
APART = {  # columns that are sentences: a page tells them one estimate after the other, not in its table
    "counts": "It counts",
    "method": "Method",
    "data": "Data",
    "criticism": "Against it",
    "work": "Work",
    "read": "Read of it",
    "note": "Note",
}
ROW = 0.26  # inches


def intervals(rows, *, unit, alt, axes=None):
    """rows: dicts with label, low, central, high (None where not given), status and range_status, in order.

    Where rows carry a `group`, each group has its heading; where they carry a `period`, its years stand at the right.
    """
    places, headings = _places(rows)
    deep = places[-1] + 1
    with matplotlib.rc_context(STYLE):
        height = ROW * deep + 0.9
        axes = axes or paper((COLUMN[0], height), [0.42, 0.62 / height, 0.43, 1 - 0.9 / height])
        for place, words in headings:
            _write(axes, place, words, -6, ha="right", color=INK_2, weight="bold")
        for place, row in zip(places, rows, strict=True):
            _estimate(axes, place, row)
        most = max(end for row in rows for end in _ends(row))
        axes.set(xlim=(0, 1.06 * most), ylim=(deep - 0.5, -0.6), yticks=[])
        axes.grid(True, axis="x")
        above(axes, unit)
        key(axes, [row[key] for row in rows for key in ("status", "range_status") if row[key]])
    axes.apart = APART
    return done(axes, alt, told(rows, WANTED.split()))


def _places(rows):
    """Where each row stands, and [(where, words)] of the headings between them."""
    places, headings, group = [], [], None
    for row in rows:
        if row.get("group") not in (None, group):
            group = row["group"]
            headings.append((len(places) + len(headings), group))
        places.append(len(places) + len(headings))
    return places, headings


def _ends(row):
    return [end for end in (row["low"], row["central"], row["high"]) if end is not None]


def _estimate(axes, place, row):
    ends, central = _ends(row), row["central"]
    unsure = row["range_status"] == "recalled"
    axes.plot([min(ends), max(ends)], [place] * 2, color=INK, linewidth=1.1, linestyle=UNSURE if unsure else "-")
    for end in [central] if central is not None else ends:
        axes.plot([end], [place], linestyle="none", zorder=3, **MARKS[row["status"]])
    _write(axes, place, row["label"], -6, ha="right", color=INK)
    _write(axes, place, years(row.get("period") or ""), 6, x=1, ha="left", color=INK_2)


def _write(axes, place, words, aside, x=0, **style):
    """Words beside the axes, level with a row."""
    at = axes.get_yaxis_transform()
    axes.annotate(words, (x, place), (aside, -3.5), at, textcoords="offset points", annotation_clip=False, **style)


def years(period):
    """A period in short: "July 1958 to June 1962" is 1958-62; "to 1962" stays."""
    found = re.findall(r"\d{4}", period)
    return period if len(period) < 9 or len(found) < 2 else f"{found[0]}-{found[-1][2:]}"
