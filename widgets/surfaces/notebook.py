"""Notebook: the surface of a live kernel. One object, which each front end shows in the best form it knows."""

import asyncio
import base64
import contextlib
import gc
from html import escape

import ipywidgets

from widgets import contract, drawing
from widgets.shelf import library
from widgets.shelf.library import MIME, scenarios
from widgets.surfaces import numbers

WAIT = 0.02  # seconds a move waits for the next one, while a slider is being dragged
WIDE = {"style": {"description_width": "initial"}, "layout": {"width": "auto"}}


class Explorable:
    """A mini-model to be worked in a notebook: controls, picture and sentence in a live kernel, the sentence elsewhere.

    name: a mini-model's name; given: settings to open with. Raises ModelError or ValueError, naming what was expected.
    """

    def __init__(self, name, **given):
        self.name, self.given = name, given
        self.module = library.load(name)
        self.settings = library.settings(self.module, given)
        self.declared = {**self.module.CONTROLS, **self.module.RESULTS}
        self.waiting = numbers.waiting(self.module.CONTROLS)
        self._work()

    def _work(self):
        self.values = library.work(self.module, self.settings)
        told = library.said(self.module, self.values)
        self.title, self.sentence, self.alt = told["TITLE"], told["SENTENCE"], told["ALT"]

    def png(self):
        """The picture at the present settings, as PNG bytes."""
        with collected_young():
            fig = drawing.draw(self.module, self.values)  # a new figure comes sooner than an old one is cleared
            drawing.hide(fig, self.module, self.values)
            picture = drawing.png(fig, self.title)
            del fig
        return picture

    def __repr__(self):
        return self.sentence

    def _repr_mimebundle_(self, include=None, exclude=None):
        view = self.widget()._repr_mimebundle_()["application/vnd.jupyter.widget-view+json"]
        return {
            "application/vnd.jupyter.widget-view+json": view,
            MIME: {"model": self.name, "settings": self.given},
            "image/png": base64.b64encode(self.png()).decode(),
            "text/plain": self.sentence,
        }

    def widget(self):
        """Question, controls beside the picture, sentence, numbers and limits, as one ipywidget."""
        self.fields = {name: _field(control, self.settings[name]) for name, control in self.module.CONTROLS.items()}
        self.picture = ipywidgets.Image(value=self.png(), format="png", layout={"max_width": "100%"})
        self.said = ipywidgets.HTML(_text(self.sentence))
        self.table = ipywidgets.HTML(self._table())
        self.told = ipywidgets.HTML(_text(self.alt))
        self._idle()
        self._follow()
        above = ipywidgets.HBox([self.picture, self._panel()], layout={"flex_flow": "row wrap"})
        folded = ipywidgets.Accordion(
            [self.told, self.table, self._grounds()],
            titles=("The picture in words", "Show the numbers", "What the settings rest on"),
        )
        limits = ipywidgets.HTML(_text(f"What this must not be taken to show. {self.module.LIMITS}"))
        return ipywidgets.VBox([*self._question(), above, self.said, folded, limits])

    def _panel(self):
        """The controls, those under "More settings" folded, and buttons for the settings worth comparing."""
        controls = self.module.CONTROLS
        panel = self._shown(name for name in controls if not controls[name]["more"])
        more = self._shown(name for name in controls if controls[name]["more"])
        if more:
            panel.append(ipywidgets.Accordion([ipywidgets.VBox(more)], titles=("More settings",)))
        panel.append(ipywidgets.HTML(_text("Compare")))
        for label, changes in scenarios(self.module).items():
            button = ipywidgets.Button(description=label, tooltip=f"Set the model: {label}", layout={"width": "auto"})
            button.on_click(lambda _, changes=changes: self.set(changes))
            panel.append(button)
        return ipywidgets.VBox(panel, layout={"max_width": "30rem"})

    def _shown(self, names):
        """The fields of these controls; before the first of some that wait for the same, what they wait for."""
        shown = []
        for name in names:
            if self.waiting.get(name) == name:
                shown.append(
                    ipywidgets.HTML(_text(numbers.condition(self.module.CONTROLS[name], self.module.CONTROLS)))
                )
            shown.append(_played(self.fields[name], self.module.CONTROLS[name]))
        return shown

    def _idle(self):
        """What counts only beside another's value can be set while that has it."""
        for name in self.waiting:
            self.fields[name].disabled = not contract.counts(self.module.CONTROLS[name], self.settings)

    def _question(self):
        """The question to answer before looking, if the model has one. Nothing is scored or kept."""
        question = getattr(self.module, "QUESTION", None)
        if not question:
            return []
        guess = ipywidgets.RadioButtons(options=list(question["options"]), value=None, layout={"width": "auto"})
        button = ipywidgets.Button(description="Set the model to my answer", layout={"width": "auto"}, disabled=True)
        reply = ipywidgets.HTML()
        guess.observe(lambda _: setattr(button, "disabled", False), "value")

        def answer(_):
            self.set(question["options"][guess.value])
            reply.value = _text(contract.say(question["reply"], self.values, self.declared))

        button.on_click(answer)
        return [ipywidgets.HTML(_text(f"Before you look. {question['ask']}")), guess, button, reply]

    def set(self, changes):
        """The defaults with `changes` in their place, on the controls and in the picture."""
        for name, value in library.settings(self.module, changes).items():
            self.fields[name].value = value
        self._redraw()

    def _follow(self):
        """Redraw after a move, once for as many moves as come within WAIT."""
        waiting = []

        def later():
            waiting.clear()
            self._redraw()

        def moved(change):
            self.settings[change["owner"].name] = change["new"]
            if not waiting:
                waiting.append(True)
                _later(later)

        for name, field in self.fields.items():
            field.name = name
            field.observe(moved, "value")

    def _redraw(self):
        self._work()
        self._idle()
        self.picture.value, self.said.value, self.table.value = self.png(), _text(self.sentence), self._table()
        self.told.value = _text(self.alt)

    def _grounds(self):
        """Each setting, what is known of its value, and the works it comes from, by their keys in the bibliography."""
        rows = [
            (control["label"], numbers.known(control), ", ".join(control["source"] or []))
            for control in self.module.CONTROLS.values()
        ]
        return ipywidgets.HTML(_html_table(["Setting", "As it opens", "Source"], rows))

    def _table(self):
        """The numbers behind the picture, as HTML tables."""
        rows = [(label, told) for _, label, told in numbers.amounts(self.module, self.values)]
        parts = [_html_table(None, rows)]
        for table in numbers.tables(self.module, self.values):
            rows = [(row["name"], *(text for _, text in row["cells"])) for row in table["rows"]]
            parts.append(_html_table([table["head"], *table["labels"]], rows))
        return "".join(parts)


@contextlib.contextmanager
def collected_young():
    """What is made and dropped inside is collected at the end, before it grows old.

    A figure is a ring of references. Left to Python, fifteen of them are collected at once, with a look at every object
    of the kernel: three times as long as a move takes. The youngest generation alone, one figure, is a few milliseconds.
    """
    automatic = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if automatic:
            gc.enable()


def _later(task):
    """Run a task soon if an event loop is running, as in a kernel; now if not."""
    try:
        asyncio.get_running_loop().call_later(WAIT, task)
    except RuntimeError:
        task()


def _text(words):
    return f'<p style="max-width: 44rem; line-height: 1.45">{escape(words)}</p>'


def _html_table(heads, rows):
    def line(cells, tag):
        return (
            "<tr>"
            + "".join(f'<{tag} style="padding-right: 1em">{escape(str(cell))}</{tag}>' for cell in cells)
            + "</tr>"
        )

    return "<table>" + (line(heads, "th") if heads else "") + "".join(line(row, "td") for row in rows) + "</table>"


def _played(field, control):
    """A field with a button before it that walks it to its end, where the control says so; it stops there by itself."""
    if not control.get("play"):
        return field
    span = {"min": control["low"], "max": control["high"], "step": control["step"]}
    button = ipywidgets.Play(value=field.value, interval=1000, show_repeat=False, **span)
    ipywidgets.link((button, "value"), (field, "value"))
    return ipywidgets.HBox([button, field])


def _field(control, value):
    """The ipywidget of a control, its label and unit before it."""
    if control["kind"] == "switch":
        return ipywidgets.Checkbox(value, description=control["label"], indent=False)
    if control["kind"] == "choice":
        options = [(words, key) for key, words in control["options"].items()]
        return ipywidgets.Dropdown(options=options, value=value, description=control["label"], **WIDE)
    if control["names"]:
        options = [(name, control["low"] + i * control["step"]) for i, name in enumerate(control["names"])]
        return ipywidgets.SelectionSlider(options=options, value=value, description=control["label"], **WIDE)
    whole = all(isinstance(control[key], int) for key in ("low", "high", "step"))
    slider = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    label = f"{control['label']}, {control['unit']}" if control["unit"] else control["label"]
    span = {"min": control["low"], "max": control["high"], "step": control["step"]}
    if not whole:
        span["readout_format"] = f".{control['decimals']}f"
    return slider(value, description=label, **span, **WIDE)
