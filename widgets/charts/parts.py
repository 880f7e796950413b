"""Parts of charts: what all kinds of chart share. Markers and lines, paper and key, text alternative and numbers."""

import csv
import io

from matplotlib.figure import Figure

from widgets.contract import INK, INK_2, LAYERS, PAPER, STATUSES
from widgets.retold import retell
from widgets.shelf import tongue
from widgets.shelf.tongue import said as _

FILLED = {"marker": "o", "markersize": 5.5, "color": INK}
MARKS = {
    "seen": FILLED,
    "cross-checked": FILLED,
    "computed": {"marker": "s", "markersize": 4.5, "color": INK},
    "recalled": {"marker": "D", "markersize": 5, "markeredgecolor": INK, "markerfacecolor": PAPER, "color": INK},
}
LINES = {
    "reported": {"color": INK_2, "linewidth": 1.6, "linestyle": (0, (1, 2))},
    "published": {"color": INK, "linewidth": 1.6, "linestyle": "-"},
    "reconstructed": {"color": INK, "linewidth": 1.0, "linestyle": "-"},
}
NAMES = {"seen": "seen", "computed": "computed here", "recalled": "from memory, not checked"}
UNSURE = (0, (4, 2))  # the dashes of a line between values of which one is from memory
CODED = ("layer", "status", "range_status")  # columns that hold a key, for which readers get words
COLUMN, WIDE = (6.4, 3.8), (9.4, 7.2)  # inches
PLOT = [0.085, 0.17, 0.665, 0.73]  # leaves the right for labels, the foot for the key


def as_csv(axes):
    """The numbers behind a chart as a CSV text, as `axes.rows` holds them."""
    sink = io.StringIO()
    writer = csv.DictWriter(sink, list(axes.rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(axes.rows)
    return sink.getvalue()


def paper(size, place):
    return Figure(figsize=size).add_axes(place)


def done(axes, alt, rows):
    if not 5 <= len(alt.split()) <= 90 and not tongue.language():  # Chinese has no spaces
        raise ValueError(
            f"alt: found {len(alt.split())} words; expected a text of 5 to 90 that says what the chart shows"
        )
    axes.alt, axes.rows = " ".join(alt.split()), rows
    if tongue.language():
        tongue.settle()
        retell(axes.figure, tongue.words(tongue.FIGURE))
    return axes


def told(rows, wanted):
    """The wanted columns of rows, of those that any row has, with the readers' words for layer and status."""
    words = {key: _(text) for key, text in (LAYERS | STATUSES).items()}
    columns = [column for column in wanted if any(column in row for row in rows)]
    read = [{column: row.get(column, "") for column in columns} for row in rows]
    return [{key: words.get(value, value) if key in CODED else value for key, value in row.items()} for row in read]


def above(axes, words):
    """The unit, one line above the axis, at the left of the figure."""
    axes.annotate(words, (0, 1), (_left(axes), 10), "axes fraction", "offset points", color=INK_2)


def key(axes, statuses):
    """Below the axis: which marker means what, for the statuses that occur, if any of them is not simply seen."""
    present = {"seen" if status == "cross-checked" else status for status in statuses}
    width, height = _points(axes)
    x = _left(axes) + 4
    for status in [name for name in NAMES if name in present and present != {"seen"}]:
        at = {"linestyle": "none", "transform": axes.transAxes, "clip_on": False}
        axes.plot([x / width], [-36 / height], **at, **MARKS[status])
        axes.annotate(_(NAMES[status]), (0, 0), (x + 8, -40), "axes fraction", "offset points", color=INK_2)
        x += 30 + 7.4 * len(_(NAMES[status]))


def _points(axes):
    """Width and height of the axes in points."""
    box, (width, height) = axes.get_position(), axes.figure.get_size_inches()
    return 72 * box.width * width, 72 * box.height * height


def _left(axes):
    """From the foot of the axes to the left side of the figure, in points."""
    return -72 * axes.get_position().x0 * axes.figure.get_figwidth() + 2
