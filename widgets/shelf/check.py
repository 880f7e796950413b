"""Check: the gate of the shelf. Refuses a mini-model that breaks the contract, and says which line of it does, and how."""

import inspect
import math
import random

from widgets import contract
from widgets.shelf import dialect, worded
from widgets.shelf.grabbed import picture
from widgets.shelf.marked import ModelError, fail, worked

TEXTS = "TITLE SENTENCE ALT LIMITS".split()
MOST = 24  # steps that a button may walk through, a second each
TABLES = "CONTROLS DATA RESULTS SCENARIOS".split()
WORDED = {"label": "a text", "unit": 'a unit in words ("" for a bare number)', "on": "a text", "off": "a text"}


def check(module, record):
    """Refuse `module` with a ModelError unless it keeps the contract. record: {name: series}, as its DATA asks for."""
    where = f"{module.__name__.replace('.', '/')}.py"
    try:
        dialect.read(inspect.getsource(module), module.__name__.split(".")[-1])
        _declared(module)
        tried = _tried(module, record)
        worded.said(module, tried, record)
        _heeded(module, record, tried)
        picture(module, record, tried)
    except ModelError as problem:
        raise ModelError(f"{where}: {problem}") from None
    except Exception as problem:  # a slip that nothing here foresaw: the refusal names the file all the same
        told = f"{type(problem).__name__}: {problem}"
        raise ModelError(f"{where}: {told}; expected a file as widgets/contract.py describes it") from problem


# ---- the file ---------------------------------------------------------------------------------------------------------
def _declared(module):
    """All that the file has to declare is there, and each declaration is as the contract makes it."""
    _present(module)
    for name, control in module.CONTROLS.items():
        _control(f'CONTROLS["{name}"]', control)
        _when(f'CONTROLS["{name}"] when', name, module.CONTROLS)
    for name, result in module.RESULTS.items():
        _made(f'RESULTS["{name}"]', result, ("amount", "series", "word"))
    for name, wanted in module.DATA.items():
        if not isinstance(wanted, str):
            fail(f'DATA["{name}"]', repr(wanted), "the name of a series in data/")
    _along(module.RESULTS)
    _called(module)
    _changes("SCENARIOS", module.SCENARIOS, module.CONTROLS)
    if hasattr(module, "QUESTION"):
        _asked(module.QUESTION, module.CONTROLS)


def _present(module):
    for key in TEXTS:
        text = getattr(module, key, "nothing")
        if not isinstance(text, str) or text in ("", "nothing"):
            fail(key, repr(text) if text != "nothing" else text, "a text")
    for key in TABLES:
        if not isinstance(getattr(module, key, None), dict):
            found = repr(getattr(module, key)) if hasattr(module, key) else "nothing"
            fail(key, found, "a dict ({} if there is nothing to declare)")
    for key in ("model", "figure"):
        if not callable(getattr(module, key, None)):
            fail(key, "nothing", f"a function def {key}(...)")


def _called(module):
    """Names are given once, and `model` and `figure` take what there is."""
    tables = [module.CONTROLS, module.DATA, module.RESULTS]
    for name in [name for table in tables for name in table if sum(name in one for one in tables) > 1]:
        fail("CONTROLS, DATA, RESULTS", f"{name} twice", "a name of its own for each")
    given = [*module.CONTROLS, *module.DATA]
    _arguments("figure", module.figure, ["fig", *given, *module.RESULTS])
    _arguments("model", module.model, given)
    takes = inspect.signature(module.model).parameters.values()
    for name in given if all(one.kind is not one.VAR_KEYWORD for one in takes) else ():
        if name not in [one.name for one in takes]:
            fail("model", f"no argument {name}", "every control and every series of DATA by name, or **rest")


def _arguments(key, function, known):
    """A function takes nothing that it is not given."""
    for one in inspect.signature(function).parameters.values():
        if one.name not in known and one.default is one.empty and one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL):
            names = "names of controls, series or results" if key == "figure" else "names of controls and series"
            fail(key, f"an argument {one.name}", names, one.name, known)


def _changes(key, settings, controls):
    """Named settings, {label: {control: value}}, name controls and keep within them."""
    if not isinstance(settings, dict):
        fail(key, repr(settings), "a dict {words: {control: value}}")
    for label, changes in settings.items():
        if not isinstance(changes, dict):
            fail(f'{key}["{label}"]', repr(changes), "a dict {control: value}")
        for name, value in changes.items():
            if name not in controls:
                fail(f'{key}["{label}"]', name, "names of controls", name, controls)
            within(f'{key}["{label}"]["{name}"]', value, controls[name])


def _asked(question, controls):
    if not isinstance(question, dict) or not {"ask", "options", "reply"} <= set(question):
        fail("QUESTION", repr(question), "question(...)")
    for part in ("ask", "reply"):
        if not isinstance(question[part], str):
            fail(f"QUESTION {part}", repr(question[part]), "a text")
    _changes("QUESTION options", question["options"], controls)


def _made(key, declared, kinds):
    """A control or a result is one of its kinds, and what a reader is told of it can be told."""
    if not isinstance(declared, dict) or declared.get("kind") not in kinds:
        found = f"{declared['kind']}(...)" if isinstance(declared, dict) and "kind" in declared else repr(declared)
        fail(key, found, " or ".join(f"{kind}(...)" for kind in kinds))
    for part, expected in WORDED.items():
        if not isinstance(declared.get(part, ""), str):
            fail(key, f"{part} {declared[part]!r}", expected)
    decimals, options = declared.get("decimals", 0), declared.get("options", {})
    if not isinstance(decimals, int) or isinstance(decimals, bool) or decimals < 0:
        fail(key, f"decimals {decimals!r}", "a whole number, 0 or more")
    if not isinstance(options, dict) or not _texts([*options, *options.values()]):
        fail(f"{key} options", repr(options), "a dict {value: words}, all of them texts")


def _control(key, control):
    _made(key, control, ("number", "choice", "switch"))
    grounds = [ground for ground in ("source", "assumed", "view") if control[ground]]
    if len(grounds) != 1:
        fail(key, " and ".join(grounds) or "no ground for its default", "one of source=, assumed= and view=")
    if control["status"] not in contract.STATUSES:
        fail(key, f"status {control['status']!r}", ", ".join(contract.STATUSES), control["status"], contract.STATUSES)
    if control["kind"] == "number":
        _range(key, control)
    within(f"{key} default", control["default"], control)


def _when(key, name, controls):
    """What a control waits for is another control, and values that it can have."""
    when = controls[name].get("when")
    if when is None:
        return
    other, *values = when
    if other not in controls or other == name:
        fail(key, repr(other), "the name of another control", other, set(controls) - {name})
    if not values:
        fail(key, f"only {other}", "a control, and the values with which this one counts")
    for value in values:
        within(key, value, controls[other])


def _range(key, control):
    """A slider has two ends, steps between them, and perhaps a name for each step and a span that sources give."""
    low, high, step, between = (control[part] for part in ("low", "high", "step", "between"))
    for part in ("low", "high", "step"):
        if not finite(control[part]):
            fail(f"{key} {part}", repr(control[part]), "a number")
    if not low < high or step <= 0:
        fail(key, f"{low} to {high} by {step}", "low < high and a step above zero")
    many = int((high - low) / step + 1e-9) + 1
    _named(key, control["names"], many, "step")
    if control["play"] and (many > MOST or not all(isinstance(end, int) for end in (low, high, step))):
        fail(f"{key} play", f"{many} steps from {low} to {high}", f"whole numbers, at most {MOST} of them")
    pair = isinstance(between, (list, tuple)) and len(between) == 2 and all(map(finite, between))
    if between is not None and not (pair and low <= between[0] <= between[1] <= high):
        fail(f"{key} between", repr(between), f"two numbers (least, most) within {low} to {high}")


def _named(key, names, many, what):
    if names is not None and (not _texts(names) or len(names) != many):
        found = f"{len(names)} names" if _texts(names) else repr(names)
        fail(f"{key} names", found, f"a list of {many}, one for each {what}")


def _texts(values):
    return isinstance(values, (list, tuple)) and all(isinstance(value, str) for value in values)


def finite(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _along(results):
    """What a series runs along is another series."""
    for name, result in results.items():
        others = [one for one in results if one != name and results[one]["kind"] == "series"]
        if result.get("over") is not None and result["over"] not in others:
            fail(f'RESULTS["{name}"] over', repr(result["over"]), "the name of another series", result["over"], others)


def stepped(value, control):
    """Whether a number stands on one of its control's steps."""
    steps = (value - control["low"]) / control["step"]
    return abs(steps - round(steps)) <= 1e-9


def within(key, value, control):
    if control["kind"] == "number":
        if not finite(value) or not control["low"] <= value <= control["high"]:
            fail(key, repr(value), f"{control['low']} to {control['high']}")
        if not stepped(value, control):
            fail(key, repr(value), f"a whole number of steps of {control['step']} from {control['low']}")
    elif control["kind"] == "choice" and value not in control["options"]:
        fail(key, repr(value), f"one of {', '.join(control['options'])}", value, control["options"])
    elif control["kind"] == "switch" and not isinstance(value, bool):
        fail(key, repr(value), "True or False")


# ---- the results --------------------------------------------------------------------------------------------------------
def trials(controls, many=200, seed=1958):
    """Settings worth trying: the defaults, every control at each of its ends, and a scatter over the whole box."""
    start = {name: control["default"] for name, control in controls.items()}
    tried = [start] + [{**start, name: end} for name, control in controls.items() for end in ends(control)]
    dice = random.Random(seed)
    return tried + [{name: _at(control, dice.random()) for name, control in controls.items()} for _ in range(many)]


def ends(control):
    """The ends of a control's range, or all its options."""
    if control["kind"] == "number":
        return [control["low"], control["high"]]
    return list(control["options"]) if control["kind"] == "choice" else [False, True]


def _at(control, share):
    """A control's value at a share of its range, on its steps."""
    if control["kind"] != "number":
        return ends(control)[int(share * len(ends(control)))]
    steps = round((control["high"] - control["low"]) / control["step"])
    return round(control["low"] + control["step"] * int(share * (steps + 1)), 10)  # 0.3, not 0.30000000000000004


def _tried(module, record):
    """[(settings, results)], the defaults first. A series is as long at every setting as at the defaults."""
    tried = [(values, worked(module, values, record)) for values in trials(module.CONTROLS)]
    for values, results in tried:
        for name, value in results.items():
            many = len(tried[0][1][name]) if isinstance(value, list) else 0
            if isinstance(value, list) and len(value) != many:
                fail(f'model()["{name}"] at {values}', f"{len(value)} values", f"{many}, as at the defaults")
    for name, result in module.RESULTS.items():
        if result["kind"] == "series":
            _named(f'RESULTS["{name}"]', result["names"], len(tried[0][1][name]), "value")
    return tried


def _heeded(module, record, tried):
    """Every control changes something, somewhere in the box, and nothing where it says that it does not count."""
    for name, control in module.CONTROLS.items():
        heeded = False
        for values, results in tried:
            counts = contract.counts(control, values)
            if heeded and counts:
                continue
            if any(worked(module, {**values, name: end}, record) != results for end in ends(control)):
                if not counts:
                    at = f"{control['when'][0]}={values[control['when'][0]]}"
                    fail(
                        f'CONTROLS["{name}"] when', f"a result that it changes at {at}", "none where it does not count"
                    )
                heeded = True
        if not heeded:
            fail(f'CONTROLS["{name}"]', "no result that it changes", "every control to matter somewhere")
