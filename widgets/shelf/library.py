"""Library: the shelf of mini-models. Finds one by its name, checks it, hands out what it needs to run."""

import ast
import difflib
import functools
import importlib
import inspect
import json
import re
import sys
import traceback
from pathlib import Path

from widgets import contract, models
from widgets.places import asked
from widgets.record import DataError
from widgets.shelf import overlay, overruled, passed, tongue
from widgets.shelf.check import ModelError, stepped

MIME = "application/vnd.explorable+json"  # the mark that `explore` leaves in a notebook, and the page's build looks for


def files():
    """Every mini-model's file: {name: path}. A course may add a folder of its own to `widgets.models.__path__`."""
    shelves = reversed(list(models.__path__))  # where two have a name, the first counts, as it does for an import
    return {path.stem: path for shelf in shelves for path in sorted(Path(shelf).glob("[!_]*.py"))}


def names():
    """The names of all mini-models, sorted."""
    return sorted(files())


def load(name):
    """The mini-model of this name, as a checked module. A file that was saved since is read and checked anew.

    In an edition it has the controls and scenarios that this lays over it (see `overlay`), and its words (see `tongue`).
    Raises ModelError where there is none (with the nearest name) or where it breaks the contract (see `check`).
    """
    if name not in names():
        near = difflib.get_close_matches(name, names(), 1)
        hint = f'; the nearest is "{near[0]}"' if near else ""
        raise ModelError(f'there is no mini-model "{name}" in widgets/models{hint}')
    tongue.settle()
    return _laid(name, own(name), json.dumps([overlay.over(name), tongue.words(name)]))


def own(name):
    """The mini-model of this name as its file has it, whatever an edition lays over it."""
    return _loaded(name, tuple((one, files()[one].stat().st_mtime_ns) for one in needed([name])))


@functools.cache
def _laid(name, module, over):
    asked, words = json.loads(over)
    wrong = _faults(name, module, asked) if asked else ()
    if wrong:
        raise ModelError("\n".join(map(overruled.said, wrong)))
    return _double(asked, words, module)


def _double(asked, words, module):
    """A mini-model as an edition has it: what it lays over it, and what it says of that in its own words or language."""
    double, words = overlay.laid(asked, module) if asked else module, {**words, **asked.get("words", {})}
    return tongue.laid(words, double) if words else double


def _faults(name, module, asked):
    """What is wrong with what an edition asks of a mini-model. Reading another series, it passes the gate like any other."""
    wrong, history = overruled.faults(asked, module, record(module), ("models", name)), asked.get("history")
    if wrong or not history:
        return wrong
    own = {key: asked[key] for key in ("history", "words") if key in asked}
    double = _double(own, {}, module)
    try:
        passed.once(double, record(double), {**sources(name), "edition": json.dumps(own)})
    except ModelError as problem:
        return [(["models", name, "history"], str(problem))]
    return []


def amiss(models):
    """What is wrong with what an edition asks of mini-models, {name: what `overlay` lays over it}.

    Returns [(the keys that lead to it, the sentence that says so)].
    """
    found = []
    for name, over in models.items():
        if name not in names():
            found += overruled.unknown(("models",), name, names())
            continue
        found += _faults(name, own(name), over)
    return found


@functools.cache
def _loaded(name, saved):
    for one, when in saved:  # an author edits a model, or one that it imports, while a kernel runs
        if getattr(sys.modules.get(f"{models.__name__}.{one}"), "SAVED", when) != when:
            for stale, _ in saved:
                sys.modules.pop(f"{models.__name__}.{stale}", None)
                vars(models).pop(stale, None)
    try:
        module = importlib.import_module(f"{models.__name__}.{name}")
        for one, when in saved:
            sys.modules[f"{models.__name__}.{one}"].SAVED = when
    except Exception as problem:
        raise unreadable(files()[name], problem) from problem
    try:
        needs = record(module)
    except DataError as problem:
        raise ModelError(f"widgets/models/{name}.py: DATA: {problem}") from problem
    except (AttributeError, TypeError):  # DATA is not as it should be declared: the gate says how
        needs = {}
    passed.once(module, needs, {one: files()[one].read_text(encoding="utf-8") for one, _ in saved})
    return module


def unreadable(path, problem):
    """What Python could not read in a mini-model's file, as a ModelError: file, line, what is wrong, the nearest word."""
    lines = [frame.lineno for frame in traceback.extract_tb(problem.__traceback__) if Path(frame.filename) == path]
    line = getattr(problem, "lineno", None) or (lines or [1])[-1]
    found = re.findall(r"(?:keyword argument|name) '(\w+)'", str(problem))
    makers = [getattr(contract, maker) for maker in "number choice switch question amount series word _known".split()]
    known = [name for maker in makers for name in inspect.signature(maker).parameters] + dir(contract)
    said = "missing" in str(problem) or "Did you mean" in str(problem)  # by Python 3.13
    told = getattr(problem, "msg", None) or problem  # a SyntaxError would give its line a second time
    where = f"widgets/models/{path.name}: line {line}{_declares(path, line)}"
    near = difflib.get_close_matches(found[0], set(known) - {*found}, 1) if found and not said else []
    hint = f" (did you mean {near[0]}?)" if near else ""
    return ModelError(f"{where}: {type(problem).__name__}: {told}{hint}")


def _declares(path, line):
    """What a line of CONTROLS, DATA or RESULTS declares, as it is written there: ', "seed"'; else ''."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[line - 1 : line]
    return "".join(f", {key}" for key in re.findall(r'^\s+("\w+"): ', "".join(lines)))


def record(module):
    """What the model needs from the record: {name: series}."""
    return {name: asked(wanted) for name, wanted in module.DATA.items()}


def settings(module, given):
    """Where the model opens, with `given` settings in their place. ValueError names a wrong one and what was expected."""
    values = {name: overlay.opening(control) for name, control in module.CONTROLS.items()}
    for name, value in given.items():
        if name not in values:
            near = difflib.get_close_matches(name, values, 1)
            raise ValueError(
                f'no control "{name}"; expected one of {", ".join(values)}'
                + "".join(f" (did you mean {one}?)" for one in near)
            )
        values[name] = _fitting(name, value, module.CONTROLS[name])
    return values


def _fitting(name, value, control):
    if "held" in control and value != control["held"]:
        raise ValueError(f"{name}={value!r}: expected {control['held']}, at which this edition holds it")
    if control["kind"] == "choice" and value not in list(control["options"]):
        raise ValueError(f"{name}={value!r}: expected one of {', '.join(control['options'])}")
    if control["kind"] == "switch" and not isinstance(value, bool):
        raise ValueError(f"{name}={value!r}: expected True or False")
    if control["kind"] == "number" and not _between(value, control["low"], control["high"]):
        raise ValueError(f"{name}={value!r}: expected {control['low']} to {control['high']} {control['unit']}")
    if control["kind"] == "number" and not stepped(value, control):  # a slider could not show it
        raise ValueError(
            f"{name}={value!r}: expected a whole number of steps of {control['step']} from {control['low']}"
        )
    return value


def _between(value, low, high):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high


def work(module, values, needs=None):
    """Work the model at `values` (all its controls): everything a figure and a sentence may name, in one dict.

    needs: its series of the record, where somebody works it often and has them at hand.
    """
    needs = record(module) if needs is None else needs
    return {**needs, **values, **module.model(**values, **needs)}


def said(module, values):
    """What the model says at some settings, of which `work` gave the values: {"TITLE", "SENTENCE", "ALT": words}."""
    declared = {**module.CONTROLS, **module.RESULTS}
    return {key: contract.say(getattr(module, key), values, declared) for key in ("TITLE", "SENTENCE", "ALT")}


def title(module):
    """What the model is called wherever its settings are not in sight: its title as it opens."""
    return said(module, work(module, settings(module, {})))["TITLE"]


def scenarios(module):
    """Going back comes last, and is a scenario like the others: nothing changed, or what an edition opens with."""
    return {**module.SCENARIOS, **overlay.back(module)}


def sources(name, found=None):
    """The model's file and those of the models it imports: {module name: source text}."""
    found = {} if found is None else found
    found[name] = files()[name].read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(found[name])):
        if isinstance(node, ast.ImportFrom) and node.module == "widgets.models":
            for alias in node.names:
                if alias.name not in found:
                    sources(alias.name, found)
    return found


def needed(words):
    """The models among these words, and those that they import, sorted. One that cannot be read counts as itself alone."""
    found = set()
    for name in files().keys() & set(words):
        try:
            found.update(sources(name))
        except (KeyError, SyntaxError, UnicodeError):  # told when it is loaded
            found.add(name)
    return sorted(found)
