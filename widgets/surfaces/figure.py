"""Figure: the HTML of a mini-model, with all that a live runtime needs to know of it. Page and notebook show the same."""

import json
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pygments import lex
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES

from widgets import contract, drawing
from widgets.shelf import library, tongue
from widgets.shelf.lent import lent
from widgets.shelf.library import scenarios
from widgets.shelf.tongue import N_
from widgets.shelf.tongue import said as _
from widgets.surfaces import numbers, opening

KIND = {
    "first": N_("Model · as it opens"),
    "other": N_("Model · your setting"),
    "changed": N_("Model · your own equations"),
}
SOURCES = "<!-- sources -->"  # where a surface puts them, as it words them
SIGNS = {
    "seen": "whole",
    "cross-checked": "whole",
    "computed": "computed",
    "recalled": "recalled",
    "assumed": "assumed",
}
# of a declaration: what the live figure never reads, and what it reads only where it says something
GROUNDS = frozenset("source status assumed disputed view between".split())
SPARED = frozenset("names zero blank over steps when more play".split())
STYLED = "k kn ow nb c1".split()  # kinds of tokens that the page's style sets apart
BOOK = Markup("<!-- the book -->")
templates = Environment(loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, autoescape=True)


def worded(text, **given):
    """A text of a template in the edition's language, with what it names in braces."""
    return Markup(escape(_(text))).format(**given) if given else _(text)


templates.globals["_"] = worded


def figure_html(name, given, id, published=True):
    """The figure of a mini-model, drawn with `given` settings in place of the defaults; `id` is unique on the page.

    published: whether it stands where others can find it, so that it can be linked and framed.
    """
    module = library.load(name)
    start = library.settings(module, given)
    values = library.work(module, start)
    svg, axes = drawing.svg(drawing.draw(module, values), id)
    controls = {key: _field(control, start[key]) for key, control in module.CONTROLS.items()}
    for key, lead in numbers.waiting({n: one for n, one in module.CONTROLS.items() if "held" not in one}).items():
        condition = numbers.condition(controls[key], module.CONTROLS)
        controls[key].update(waits=lead, condition=condition, idle=not contract.counts(controls[key], start))
    kinds = opening.kinds(module, KIND)
    named = [
        (tongue.small(control["label"], control["label"].lower()), control["told"]) for control in controls.values()
    ]
    settings = "; ".join(map(" ".join, named))
    return templates.get_template("figure.html").render(
        name=name,
        id=id,
        published=published,
        foreign=bool(tongue.language()) and not tongue.words(name),
        code=Markup("<code>{}</code>").format(name),
        book=BOOK,
        embedded=Markup('<a href="embed:{}">').format(name),
        end=Markup("</a>"),
        model=module,
        kind=kinds["other" if given else "first"],
        opening=opening.told(module),
        question=getattr(module, "QUESTION", None),
        svg=Markup(_shown(svg, id, module, values)),
        controls=controls,
        scenarios=scenarios(module),
        named=library.title(module),
        longest=numbers.longest(module.TITLE, {**module.CONTROLS, **module.RESULTS}, values),
        said=library.said(module, values),
        printed=_("Drawn with: {settings}.").format(settings=settings),
        amounts=numbers.amounts(module, values),
        tables=numbers.tables(module, values),
        source=Markup("").join(map(_token, *zip(*lex(library.sources(name)[name], PythonLexer()), strict=True))),
        few=len(module.DATA) < 7,
        grounds=_grounds(controls),
        assumed=sum(bool(control["assumed"]) for control in controls.values()),
        card=Markup(as_json(card(module, name, values, axes))),
    )


def _token(kind, text):
    """A word of the equations. An element for each of them all would be half of the page's."""
    name = STANDARD_TYPES[kind]
    return Markup('<span class="{}">{}</span>').format(name, text) if name in STYLED else escape(text)


def _shown(svg, id, module, values):
    """The drawing with its text alternative, and without the marks that show or follow what is not there."""
    svg = svg.replace("<svg ", f'<svg aria-labelledby="{id}-alt" ', 1)
    for mark in set(re.findall(r'data-mark="([^";]*)', svg)):
        if drawing.gone(module, values, mark.split()):
            svg = svg.replace(f'data-mark="{mark}"', f'data-mark="{mark}" style="visibility:hidden"')
    return svg


def _field(control, value):
    """A control with what the template needs beside its declaration: its words, and places along its track (0 to 1)."""
    field = {**control, "value": value, "told": contract.words(value, control), "standing": numbers.standing(control)}
    field.update(waits="", idle=False)
    field["sign"] = "" if control["view"] else SIGNS[control["status"]]
    if control["kind"] == "number":
        field["at"] = _along(control, control["default"])
        if control["between"]:
            field["from"], field["to"] = (_along(control, end) for end in control["between"])
    return field


def _grounds(controls):
    """What the controls rest on, those of one reason together: [(name, labels, reason)]. Each learns where it stands."""
    found = {}
    for name, control in controls.items():
        known = numbers.known(control) + opening.noted(control)
        control["ground"], labels, _ = found.setdefault(known, (name, [], f"{known[0].upper()}{known[1:]}."))
        labels.append(control["label"])
    return list(found.values())


def _along(control, value):
    return round((value - control["low"]) / (control["high"] - control["low"]), 4)


def grounded(name, cited):
    """Where a model's values come from, in words: its controls' sources, and the record it uses.

    cited: how this surface names works, by their keys.
    """
    module = library.load(name)
    said = [
        f"{control['label']}: {cited(control['source'])}" for control in module.CONTROLS.values() if control["source"]
    ]
    for series in library.record(module).values():
        statuses = ", ".join(_(contract.STATUSES[status]) for status in sorted(set(series.statuses)))
        label, unit = (_(text, name) for text in (series.label, series.unit))
        said.append(f"{label} ({unit}): {_(contract.LAYERS[series.layer])}; {statuses}; {cited(series.source)}")
    return f"{'. '.join(said)}." if said else _("Everything here is assumed for teaching.")


# ---- what the live runtime is given -------------------------------------------------------------------------------
def card(module, name, values, axes):
    """What the live runtime needs to know of a model, ready for JSON."""
    question = getattr(module, "QUESTION", None)
    lists = [key for key, _ in numbers.kinds(module, "series")]
    return {
        "name": name,
        "controls": {key: _worked(control) for key, control in module.CONTROLS.items()},
        "results": {key: _worked(result) for key, result in module.RESULTS.items()},
        "title": module.TITLE,
        "sentence": module.SENTENCE,
        "alt": module.ALT,
        "question": question,
        "reply": question["reply"] if question else "",
        "scenarios": scenarios(module),
        "defaults": {key: control.get("held", control["default"]) for key, control in module.CONTROLS.items()},
        "kind": opening.kinds(module, KIND),
        **({"format": contract.FORMAT} if tongue.language() else {}),
        "record": {key: series.plain() for key, series in library.record(module).items()},
        "sources": lent(library.sources(name), {name}),
        "axes": axes,
        "tables": lists,
        "along": {key: numbers.places(module, values, key) for key in lists},
        "drawn": {key: _short(values[key]) for key in module.RESULTS},
    }


def _worked(declared):
    """A declaration without why it opens as it does, which the figure says already, and without what it does not use."""
    unused = {key for key in SPARED if not declared.get(key)}
    return {key: value for key, value in declared.items() if key not in GROUNDS | unused}


def _short(value):
    """Seven digits are less than a pixel, and half the weight."""
    if isinstance(value, list):
        return [_short(one) for one in value]
    return float(f"{value:.7g}") if isinstance(value, float) else value


def as_json(value):
    """JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")
