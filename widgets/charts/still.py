"""Still: a chart that does not move, as a kernel makes it from one line. `widgets.charts.page` sets it on a page.

chart("lines", "Grain, twice published", series=["grain_output_first_published", "grain_output_revised"], alt="...")
chart("intervals", "...", table="excess_death_estimates", unit="million", alt="...")
chart("tiles", "...", series="province_death_rate", year=1960, bounds=[12, 18, 30, 50], unit="per thousand", alt="...")
chart("courses", "...", series="province_death_rate", years=[1957, 1962], top=90, unit="per thousand", alt="...")
chart("band", "...", events={"1958-08-29": "Beidaihe resolution"}, alt="...")
chart("tornado", "...", outcome="ate59", unit="kg a villager", alt="...")
"""

import base64

from widgets import drawing
from widgets.charts import charts, provinces
from widgets.charts.intervals import intervals
from widgets.charts.tornado import tornado
from widgets.record import series, table

MIME = "application/vnd.still-chart+json"


def dated(labels):
    """The timeline's rows of these dates, each with the short words given for it.

    Where a date has several events, a word of the one that is meant follows it: "1960-09 grain". ValueError where none or
    more than one is found.
    """
    rows = []
    for key, label in labels.items():
        date, _, word = key.partition(" ")
        found = [row for row in table("timeline") if row["date"] == date and word.lower() in row["event"].lower()]
        if len(found) != 1:
            there = " and ".join(repr(row["event"]) for row in found) or "no event"
            hint = '; a word of one of them may follow the date: "1960-09 grain"' if found else ""
            raise ValueError(f"data/timeline.csv: found {there} of {key}; expected one for {label!r}{hint}")
        rows.append({**found[0], "label": label})
    return rows


def causes(outcome):
    """The ensemble's rows of this outcome: a row for each setting."""
    return [row for row in table("ensemble_causes") if row["outcome"] == outcome]


DRAWN = {  # how each kind is drawn from what JSON can carry: (function of charts, what `spec` gives it)
    "lines": lambda spec, **more: charts.lines([series(name) for name in spec.pop("series")], **spec, **more),
    "intervals": lambda spec, **more: intervals(table(spec.pop("table")), **spec, **more),
    "tiles": lambda spec, **more: charts.tiles(
        charts.by_province(spec.pop("series"), spec.pop("year")), **spec, **more
    ),
    "courses": lambda spec, **more: provinces.courses(
        provinces.by_years(
            spec.pop("series"), *spec.pop("years"), thin=spec.pop("thin", ()), also=spec.pop("also", None)
        ),
        **spec,
        **more,
    ),
    "band": lambda spec, **more: charts.band(dated(spec.pop("events")), **spec, **more),
    "tornado": lambda spec, **more: tornado(causes(spec.pop("outcome")), **spec, **more),
}


class chart:
    """A still chart: `kind` is one of DRAWN; `title` says what it shows; `alt` is for who cannot see it.

    The other arguments are those of the function of that name in `widgets.charts` (its `charts`, `intervals`, `provinces`,
    `tornado`), with names of series or of a table in place of their values. ValueError or DataError where one is not as
    expected.
    """

    def __init__(self, kind, title, **spec):
        if kind not in DRAWN:
            raise ValueError(f"chart: found the kind {kind!r}; expected one of {', '.join(DRAWN)}")
        self.kind, self.title, self.spec = kind, title, spec
        try:
            self.axes = DRAWN[kind](dict(spec))
        except KeyError as missing:
            told = f"chart({kind!r}): found no {missing}; expected an argument, or a series, of that name"
            raise ValueError(told) from missing
        except TypeError as problem:
            raise ValueError(f"chart({kind!r}): {problem}") from problem

    def __repr__(self):
        return f"{self.title}. {self.axes.alt}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        from widgets.charts.shown import Shown  # only now: who asks for a page's figure needs no widget

        stored, shown = (
            base64.b64encode(png).decode() for png in (self.png(), drawing.png(self.axes.figure, "", dpi=100))
        )
        data = {
            **Shown(self.title, shown, self.axes.alt)._repr_mimebundle_()[0],
            MIME: {"kind": self.kind, "title": self.title, "spec": self.spec},
            "image/png": stored,
            "text/plain": repr(self),
        }
        return data, {"image/png": {"alt": self.axes.alt}}

    def png(self):
        """The picture with its title, as PNG bytes."""
        return drawing.png(self.axes.figure, self.title)
