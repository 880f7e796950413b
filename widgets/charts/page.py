"""Still charts on a page: the mark that `chart` leaves in a notebook becomes a figure with its numbers and its file.

Apart from `widgets.charts.still`, since a reader's kernel has none of the packages that build a page.
"""

import base64
from pathlib import Path

from jinja2 import FileSystemLoader
from markupsafe import Markup

from widgets import drawing
from widgets.charts import charts
from widgets.charts.still import MIME, chart, dated
from widgets.record import keys
from widgets.shelf.tongue import said as _
from widgets.surfaces.figure import templates
from widgets.surfaces.page import cited, fields, numbered, place, refused

own = templates.overlay(loader=FileSystemLoader(Path(__file__).parent))


def chart_html(drawn, id):
    """The figure of a chart on a page: title, drawing, table and file of its numbers. `id` is unique on the page."""
    rows, apart = drawn.axes.rows, getattr(drawn.axes, "apart", {})
    heads = [head for head in rows[0] if head not in apart and any(row[head] not in (None, "") for row in rows)]
    each = [
        (row["label"], [(words, row[head]) for head, words in apart.items() if row.get(head)]) for row in rows if apart
    ]
    told = [["" if row[head] is None else row[head] for head in heads] for row in rows]
    file = base64.b64encode(charts.as_csv(drawn.axes).encode()).decode()
    svg = drawing.svg(drawn.axes.figure, id)[0].replace("<svg ", f'<svg aria-labelledby="{id}-alt" ', 1)
    wide = drawn.axes.figure.get_size_inches()[0] > drawing.COLUMN[0]
    return own.get_template("still.html").render(
        id=id,
        title=drawn.title,
        alt=drawn.axes.alt,
        svg=Markup(svg),
        heads=heads,
        rows=told,
        each=each,
        file=file,
        wide=wide,
    )


class Renderer:
    """MyST-NB's plug-in for the MIME type (entry point `myst_nb.mime_renderers`)."""

    mime_priority_overrides = [("html", MIME, 1)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        """The nodes of one output; None where the output is not a still chart."""
        if data.mime_type != MIME or inline:
            return None
        try:
            kind, title, spec = fields(data.content, {"kind": str, "title": str, "spec": dict})
            drawn = chart(kind, title, **spec)
        except ValueError as fault:
            return refused(renderer.renderer, fault)
        html = chart_html(drawn, numbered(renderer.renderer, "chart"))
        return place(renderer.renderer, html, sources_text(drawn))


def sources_text(drawn):
    """Where a chart's values come from, as MyST text. The timeline gives its sources in words, and works in a column `key`."""
    band = drawn.kind == "band"
    rows = dated(drawn.spec["events"]) if band else drawn.axes.rows
    works = dict.fromkeys(key for row in rows for key in keys((not band and row.get("source")) or row.get("key") or ""))
    more = " " * bool(works) + _("Each event has its source in the numbers.") if band else ""
    return (f"{cited(works)}." if works else "") + more or _("See the table.")
