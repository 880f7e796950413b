"""Overlay: what an edition (`edition.json` beside `data/`) lays over a mini-model's declarations.

    {"name": "seminar", "models": {"labour_split": {
        "opens": {control: value}, "range": {control: [low, high]}, "labels": {control: words}, "hidden": [control],
        "scenarios": {"add": {name: {control: value}}, "remove": [name], "rename": {old: new}},
        "history": {name in DATA: another series}, "words": {what is said of the record: other words}}}}

It changes where a model opens and what can be set there, never a control's `default`, which stays the book's value: what
scenarios, links and answers leave unsaid is that. Sentence, limits and sources have no key here. The equations are given
what their own file declares. Another series of the record stands in the picture with its own source, and the page says whose
place it has; `words` reach what names it, in the picture and in the text alternative. A control that is laid over says so: it
has the keys `opens`, `held` (where it is hidden) and `book`, {part: as the file declares it}, of what was changed.
"""

import functools
import json
import types
from pathlib import Path

from widgets import record

FILE = "edition.json"
RESET, BOOK = "Reset", "The book’s values"  # what goes back: to the opening, and to the defaults


def edition():
    """The edition that is being built or read: what its `edition.json` says; {} where there is none."""
    path = record.folder().parent / FILE
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else {}


@functools.cache
def _read(path, when):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def over(name):
    """What the edition lays over one mini-model: {} where nothing."""
    return edition().get("models", {}).get(name, {})


def opening(control):
    """Where a control opens: the edition's setting, or else its default."""
    return control.get("opens", control["default"])


def laid(asked, module):
    """The double of a mini-model with the controls, scenarios and series which the edition asks for, all else of its own."""
    double = types.ModuleType(module.__name__)
    vars(double).update(vars(module))
    double.CONTROLS, double.SCENARIOS = controls(asked, module), scenarios(asked, module)
    double.DATA = {**module.DATA, **asked.get("history", {})}
    return double


def controls(asked, module):
    """The controls as the edition has them. What is hidden takes with it what can no longer count."""
    found = {name: _control(name, asked, control) for name, control in module.CONTROLS.items()}
    for name in held(asked, module):
        found[name]["held"] = found[name]["opens"] = opening(found[name])
    for control in found.values():
        if control["when"] and "held" in found[control["when"][0]] and "held" not in control:
            control["when"] = None  # what it waits for is held where it counts
    return found


def _control(name, asked, declared):
    control, book = dict(declared), {}
    if name in asked.get("labels", {}):
        control["label"], book["label"] = asked["labels"][name], declared["label"]
    if name in asked.get("range", {}):
        book.update(low=declared["low"], high=declared["high"])
        control.update(_narrowed(declared, *asked["range"][name]))
    if name in asked.get("opens", {}):
        control["opens"] = asked["opens"][name]
    return {**control, "book": book} if book else control


def _narrowed(declared, low, high):
    """What of a slider's declaration goes by its range, for one that goes from `low` to `high` only."""
    first, last = (round((end - declared["low"]) / declared["step"]) for end in (low, high))
    names, between = declared["names"], declared["between"]
    span = between and (max(low, between[0]), min(high, between[1]))
    return {
        "low": low,
        "high": high,
        "names": names and names[first : last + 1],
        "between": span if span and span[0] <= span[1] else None,
    }


def held(asked, module):
    """The controls that cannot be set: those hidden, and those that wait for a value which a hidden one never has."""
    found = [name for name in asked.get("hidden", []) if name in module.CONTROLS]
    starts = {name: asked.get("opens", {}).get(name, control["default"]) for name, control in module.CONTROLS.items()}
    for name, control in module.CONTROLS.items():
        when = control["when"]
        if name not in found and when and when[0] in found and starts[when[0]] not in when[1:]:
            found.append(name)
    return found


def scenarios(asked, module):
    """The scenarios as the edition has them: renamed in their place, without those removed, those added last."""
    own = asked.get("scenarios", {})
    names = {name: own.get("rename", {}).get(name, name) for name in module.SCENARIOS}
    kept = {names[name]: changes for name, changes in module.SCENARIOS.items() if name not in own.get("remove", [])}
    return {**kept, **own.get("add", {})}


def back(module):
    """What goes back, as scenarios: to the opening, and to the book's values where that is not the same, and has no name."""
    opens = {name: one["opens"] for name, one in module.CONTROLS.items() if "opens" in one and "held" not in one}
    opens = {name: value for name, value in opens.items() if value != module.CONTROLS[name]["default"]}
    return {**({BOOK: {}} if opens and {} not in module.SCENARIOS.values() else {}), RESET: opens}
