"""Tornado: how far one outcome moves between the ends of each setting, the widest on top.

    tornado(rows of table("ensemble_causes"), unit="kg a villager", alt="...")

Each bar runs from what comes of the least to what comes of the most; the line is the outcome as the model opens. At the
right stands the setting's own share of the variance, where all are drawn at once.
"""

import matplotlib

from widgets.charts.parts import COLUMN, above, done, paper, told
from widgets.contract import INK, INK_2, PAPER, digits
from widgets.drawing import STYLE

WANTED = "label unit low high at_low at_high opens share outcome draws seed version status"
ROW = 0.3  # inches


def tornado(rows, *, unit, alt, most=10, axes=None):
    """rows: dicts with label, low, high, at_low, at_high, opens and share, all for one outcome."""
    rows = sorted(rows, key=lambda row: -abs(row["at_high"] - row["at_low"]))[:most]
    ends = [row[name] for row in rows for name in ("at_low", "at_high")]
    edge = 0.08 * (max(ends) - min(ends))
    with matplotlib.rc_context(STYLE):
        height = ROW * len(rows) + 0.9
        axes = axes or paper((COLUMN[0], height), [0.6, 0.4 / height, 0.27, 1 - 0.85 / height])
        axes.set(xlim=(min(ends) - edge, max(ends) + edge), ylim=(len(rows) - 0.5, -0.6), yticks=[])
        axes.axvline(rows[0]["opens"], color=INK, linewidth=1)
        for place, row in enumerate(rows):
            _bar(axes, place, row)
        axes.grid(True, axis="x")
        above(axes, unit)
        axes.annotate("its share", (1, 1), (6, 10), "axes fraction", "offset points", color=INK_2)
    return done(axes, alt, told(rows, WANTED.split()))


def _bar(axes, place, row):
    """Filled where the outcome is at the setting's least, open at its most, and a bar between them."""
    axes.plot([row["at_low"], row["at_high"]], [place] * 2, color=INK, linewidth=5, alpha=0.3, solid_capstyle="butt")
    axes.plot([row["at_low"]], [place], "o", color=INK, markersize=5.5)
    axes.plot([row["at_high"]], [place], "o", color=INK, markerfacecolor=PAPER, markersize=5.5)
    at = {"textcoords": "offset points", "annotation_clip": False, "xycoords": axes.get_yaxis_transform()}
    axes.annotate(row["label"], (0, place), (-6, -3.5), ha="right", color=INK, **at)
    axes.annotate(f"{digits(row['share'])} %", (1, place), (6, -3.5), color=INK_2, **at)
