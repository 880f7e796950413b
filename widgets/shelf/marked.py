"""Marked: works a mini-model, and holds its results and its picture's marks to what the file declares."""

import difflib
import math

from widgets import drawing
from widgets.contract import TINTS

# which of a mark's names are read across (x) and which up (y)
READ = {
    "line": "xy", "area": "xy", "band": "xyy", "stairs": "xy", "blocks": "xy", "dots": "xy", "end": "xy", "bar": "y-",
    "barh": "x-", "vline": "x", "hline": "y", "vspan": "xx", "hspan": "yy", "follow": "..", "show": ".",
    "tile": ".-", "tell": ".-",
}  # fmt: skip
# which results a mark can show; the kinds left out, dots, end and follow, can show either
SHOWS = dict.fromkeys("line area band stairs blocks bar barh tile tell course".split(), ["series"])
SHOWS.update(dict.fromkeys("vline hline vspan hspan show".split(), ["amount"]))


class ModelError(ValueError):
    """A mini-model that breaks the contract: names the file, the key, what was found and what was expected."""

    def _render_traceback_(self):
        """What Jupyter shows of it: the sentence, which says all that there is to say."""
        return [f"ModelError: {self}"]


def fail(key, found, expected, near=None, among=()):
    """Raise the one form of complaint; `near` is looked up among the names that would have been right."""
    close = difflib.get_close_matches(str(near), list(among), 1) if near is not None else []
    raise ModelError(f"{key}: found {found}; expected {expected}" + "".join(f" (did you mean {c}?)" for c in close))


# ---- the results --------------------------------------------------------------------------------------------------------
def worked(module, values, record):
    """The results at some settings, each as declared. A ModelError says at which settings it went wrong."""
    start = {name: control["default"] for name, control in module.CONTROLS.items()}
    at = ", ".join(f"{n}={v}" for n, v in values.items() if v != start[n]) or "the defaults"
    try:
        results = module.model(**values, **record)
    except Exception as problem:
        fail("model", f"{type(problem).__name__}: {problem} at {at}", "results at every setting")
    if not isinstance(results, dict):
        fail("model", f"{results!r} at {at}", "return {result: value}")
    for name in set(results) ^ set(module.RESULTS):
        fail("RESULTS", f"{name} only in " + ("model" if name in results else "RESULTS"), "the same names in both",
             name, set(module.RESULTS) ^ {name})  # fmt: skip
    for name, value in results.items():
        _result(f'model()["{name}"] at {at}', value, module.RESULTS[name])
    return results


def _result(key, value, declared):
    if declared["kind"] == "word":
        if value not in declared["options"]:
            fail(key, repr(value), f"one of {', '.join(declared['options'])}", value, declared["options"])
        return
    if isinstance(value, list) != (declared["kind"] == "series"):
        fail(key, type(value).__name__, "a list" if declared["kind"] == "series" else "a number")
    for number in value if isinstance(value, list) else [value]:
        if number is not None and (isinstance(number, bool) or not isinstance(number, (int, float))):
            fail(key, repr(number), "numbers, or None for what is not there")
        if number is not None and not math.isfinite(number):
            fail(key, repr(number), "finite numbers, or None for what is not there")


# ---- the picture ----------------------------------------------------------------------------------------------------------
def marks(module, record, tried):
    """Every mark names results, and its axes hold whatever the controls can make of it.

    tried: [(settings, results)], the defaults first. ModelError names the mark by its gid.
    """
    for values, results in tried[-3:] + tried[:1]:  # the figure has to bear more than the defaults
        try:
            fig = drawing.draw(module, {**record, **values, **results})
        except Exception as problem:
            fail("figure", f"{type(problem).__name__}: {problem} at {values}", "a picture at every setting")
    for words, _, number in drawing.marks(fig):
        key, kind, names = f'gid "{" ".join(words)}"', words[0], words[1:]
        ways = _form(key, kind, names, number)
        for way, name in zip(ways, names, strict=True):
            if way != "-":
                _shown(key, kind, name, module.RESULTS)
            if way in "xy":
                _held(key, name, way, fig.axes[number], tried)
        if "-" in ways:
            at, one = ways.index("-"), names[-1] if kind == "course" else names[0]
            _place(key, names[at], len(tried[0][1][one]))
        if kind == "tile":
            _tile(f'RESULTS["{names[0]}"]', module.RESULTS[names[0]], module.RESULTS)


def _form(key, kind, names, number):
    """A kind that there is, on axes, with as many names as it reads: how it reads each of them."""
    ways = "-x" + "y" * max(1, len(names) - 2) if kind == "course" else READ.get(kind)
    if ways is None:
        fail(key, kind, ", ".join([*READ, "course"]), kind, [*READ, "course"])
    if number is None and kind != "show":  # the page moves a mark by the transform of its axes
        fail(key, "a mark outside all axes", "a mark on axes: only show can do without")
    if len(names) != len(ways):
        fail(key, f"{len(names)} names", f"{len(ways)} after {kind}")
    return ways


def _shown(key, kind, name, results):
    if name not in results:
        fail(key, name, "the name of a result", name, results)
    found, expected = results[name]["kind"], SHOWS.get(kind, ["series", "amount"])
    if found not in expected:
        fail(key, f"{name}, {_one(found)}", f"{' or '.join(map(_one, expected))} after {kind}")


def _one(kind):
    return f"{'an' if kind == 'amount' else 'a'} {kind}"


def _place(key, place, many):
    """Which bar, tile, text or course of the series it is."""
    if place not in map(str, range(many)):
        fail(key, place, f"a whole number from 0 to {many - 1}, one for each value of the series")


def _tile(key, declared, results):
    """Where the strengths of a series' tiles part, and what their places are called."""
    if not declared["over"] or not results[declared["over"]]["names"]:
        fail(f"{key} over", repr(declared["over"]), "a series whose names are the places of the tiles")
    steps, many = declared["steps"], len(TINTS) - 1
    numbers = isinstance(steps, (list, tuple)) and all(isinstance(step, (int, float)) for step in steps)
    if not numbers or len(steps) != many or list(steps) != sorted(set(steps)):
        fail(f"{key} steps", repr(steps), f"{many} rising numbers: it fills tiles")


def _held(key, name, way, axes, tried):
    low, high = sorted(axes.get_xlim() if way == "x" else axes.get_ylim())
    for values, results in tried:
        for number in results[name] if isinstance(results[name], list) else [results[name]]:
            if number is not None and not low - 1e-9 <= number <= high + 1e-9:
                changed = {n: v for n, v in values.items() if v != tried[0][0][n]}
                fail(key, f"{name} = {number:g} at {changed}", f"{way} limits that hold it, not {low:g} to {high:g}")
