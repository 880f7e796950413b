"""Library: the shelf of mini-models. Finds one by its name, checks it, hands out what it needs to run."""

import ast
import difflib
import functools
import importlib
from pathlib import Path

from widgets import models
from widgets.check import ModelError, check
from widgets.series import series

MIME = "application/vnd.explorable+json"  # the mark that `explore` leaves in a notebook, and the page's build looks for


def _files():
    """Every mini-model's file: {name: path}. A course may add a folder of its own to `widgets.models.__path__`."""
    return {path.stem: path for shelf in models.__path__ for path in sorted(Path(shelf).glob("[!_]*.py"))}


def names():
    """The names of all mini-models, sorted."""
    return sorted(_files())


@functools.cache
def load(name):
    """The mini-model of this name, as a checked module.

    Raises ModelError where there is none (with the nearest name) or where it breaks the contract (see `check`).
    """
    if name not in names():
        near = difflib.get_close_matches(name, names(), 1)
        hint = f'; the nearest is "{near[0]}"' if near else ""
        raise ModelError(f'there is no mini-model "{name}" in widgets/models{hint}')
    module = importlib.import_module(f"widgets.models.{name}")
    check(module, record(module))
    return module


def record(module):
    """What the model needs from the record: {name: series}."""
    return {name: series(wanted) for name, wanted in module.DATA.items()}


def settings(module, given):
    """The defaults, with `given` settings in their place. ValueError names a wrong one and what was expected."""
    values = {name: control["default"] for name, control in module.CONTROLS.items()}
    for name, value in given.items():
        if name not in values:
            near = difflib.get_close_matches(name, values, 1)
            raise ValueError(
                f'no control "{name}"; expected one of {", ".join(values)}' + f" ({near[0]}?)" * bool(near)
            )
        values[name] = _fitting(name, value, module.CONTROLS[name])
    return values


def _fitting(name, value, control):
    if control["kind"] == "choice" and value not in control["options"]:
        raise ValueError(f"{name}={value!r}: expected one of {', '.join(control['options'])}")
    if control["kind"] == "number" and not control["low"] <= value <= control["high"]:
        raise ValueError(f"{name}={value!r}: expected {control['low']} to {control['high']} {control['unit']}")
    return value


def work(module, values):
    """Work the model at `values` (all its controls): everything a figure and a sentence may name, in one dict."""
    needs = record(module)
    return {**needs, **values, **module.model(**values, **needs)}


def scenarios(module):
    """Going back comes last, and is a scenario like the others: nothing changed."""
    return {**module.SCENARIOS, "Reset": {}}


def sources(name):
    """The model's file and those of the models it imports: {module name: source text}."""
    text = _files()[name].read_text(encoding="utf-8")
    found = {name: text}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module == "widgets.models":
            for alias in node.names:
                found.update(sources(alias.name))
    return found
