"""Notebook: the surface of a live kernel. A mini-model as an object to go on from, which a front end shows as the page does."""

import base64
import io
from html import escape

import matplotlib
from matplotlib.figure import Figure

from widgets import contract, drawing, fonts
from widgets.live.host import answer, read
from widgets.shelf import library
from widgets.shelf.library import MIME
from widgets.surfaces.equations import changed
from widgets.surfaces.figure import card

if matplotlib.rcParams["font.family"] == ["sans-serif"]:  # as it comes: a cell's own words on a picture are drawn too
    matplotlib.rcParams["font.family"] = fonts.families()


class Explorable:
    """A mini-model to be worked in a notebook: `m = explore("labour_split")`.

    m.settings, m.results   what is set, and what the model finds there: plain numbers, words and lists
    m.set(away=60)          sets it from a cell; the sliders follow
    m.observe(f)            calls f(m) after each change, by hand or by a cell
    m.figure()              the picture as it stands, as a matplotlib Figure of your own

    Raises ModelError or ValueError, naming what was expected.
    """

    def __init__(self, name, **given):
        self.name, self.given = name, given
        self.module = library.load(name)
        settings = library.settings(self.module, given)
        self.card = card(self.module, name, library.work(self.module, settings), [])
        read(self.card)
        self._module, self._observers, self._cells = self.module, [], set()
        self._shown = None
        self._work(settings)

    @property
    def settings(self):
        return dict(self._settings)

    @property
    def results(self):
        return dict(self._found["results"])

    @property
    def title(self):
        """What the model says at the present settings, as a title."""
        return self._found["title"]

    def set(self, **changes):
        """Set these controls, and leave the others as they are. ValueError names a wrong one and what was expected."""
        self._change(library.settings(self.module, {**self._settings, **changes}))
        if self._shown:
            self._shown.tell("", self._found)

    def observe(self, f):
        """Call f(m) after each change. Returns f, so that it can stand above a function as `@m.observe`."""
        self._observers.append(f)
        return f

    def unobserve(self, f):
        self._observers.remove(f)

    def figure(self):
        """The picture at the present settings, as a matplotlib Figure to draw on."""
        values = {**self.card["series"], **self._settings, **self._found["results"]}
        picture = Picture(figsize=getattr(self.module, "SIZE", drawing.COLUMN))
        drawing.draw(self.module, values, picture)
        drawing.hide(picture, self.module, values)
        picture.alt = self._found["alt"]
        return picture

    def png(self):
        """The picture with its title at the present settings, as PNG bytes."""
        return drawing.png(self.figure(), self.title)

    def _work(self, settings):
        self._found = answer(self.card, self._module, settings, sorted(self._cells))
        self._found["controls"] = self._settings = settings

    def _change(self, settings):
        self._work(settings)
        for f in list(self._observers):
            f(self)

    def asked(self, equations, name=None, controls=None, cells=(), ahead=None):
        """What a view asks for: how all stands, or to work the model, by equations that a reader has changed if need be.

        ahead: settings that a reader may come to next. What the model finds there is told, and nothing is set.
        """
        if ahead is not None:
            return {"ahead": [answer(self.card, self.module, one, sorted({*self._cells, *cells})) for one in ahead]}
        self._module = changed(self.name, equations) if equations else self.module
        if controls is None:
            return {"controls": self.settings}
        self._cells.update(cells)
        self._change(controls)
        return self._found

    # ---- what front ends are given -----------------------------------------------------------------------------------
    def __repr__(self):
        return self._found["sentence"]

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {
            **self.widget()._repr_mimebundle_()[0],
            MIME: {"model": self.name, "settings": self.given},
            "image/png": base64.b64encode(self.png()).decode(),
            "text/plain": repr(self),
        }
        return data, {"image/png": {"alt": self._found["alt"]}}

    def widget(self):
        """The figure as an ipywidget; one, however often it is shown."""
        if self._shown is None:
            from widgets.surfaces.shown import Shown  # only now: who works without a front end needs no widget

            self._shown = Shown(self)
        return self._shown


class Picture(Figure):
    """A figure that a cell shows without pyplot, with its text alternative: front ends give a bare PNG none."""

    alt = ""

    def _repr_html_(self):
        png = base64.b64encode(self._repr_png_()).decode()
        return f'<img src="data:image/png;base64,{png}" alt="{escape(self.alt)}">'

    def _repr_png_(self):
        sink = io.BytesIO()
        self.savefig(sink, format="png", dpi=100, facecolor=contract.PAPER)
        return sink.getvalue()
