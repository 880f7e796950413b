"""Marked: works a mini-model, and holds its results and its picture's marks to what the file declares."""

import difflib
import math

from widgets import drawing

# which of a mark's names are read across (x) and which up (y)
READ = {
    "line": "xy", "area": "xy", "band": "xyy", "stairs": "xy", "blocks": "xy", "dots": "xy", "end": "xy", "bar": "y-",
    "barh": "x-", "vline": "x", "hline": "y", "vspan": "xx", "hspan": "yy", "follow": "..", "show": ".", "units": ".",
}  # fmt: skip
# which results a mark can show; the kinds left out, dots, end and follow, can show either
SHOWS = dict.fromkeys("line area band stairs blocks bar barh".split(), ["series"])
SHOWS.update(dict.fromkeys("vline hline vspan hspan show units".split(), ["amount"]))


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
    for words, artist, number in drawing.marks(fig):
        key, kind, names = f'gid "{" ".join(words)}"', words[0], words[1:]
        _form(key, kind, names, number)
        for way, name in zip(READ[kind], names[: len(READ[kind])], strict=True):
            if way != "-":
                _shown(key, kind, name, module.RESULTS)
            if way in "xy" and kind not in ("bar", "barh"):
                _held(key, name, way, fig.axes[number], tried)
        _one_of_many(key, kind, names, artist, module.RESULTS, tried)


def _one_of_many(key, kind, names, artist, declared, tried):
    """What a mark says of one among many: which bar, which point, how many units."""
    if kind in ("bar", "barh"):
        _place(key, names[1], len(tried[0][1][names[0]]))
        _held(key, names[0], READ[kind][0], artist.axes, tried, int(names[1]))
    if kind == "follow" and len(names) == 3:
        _followed(key, names, declared, tried[0][1])
    if kind == "units":
        _counted(key, names[0], len(artist.get_xdata()), tried)


def _form(key, kind, names, number):
    """A kind that there is, on axes, with as many names as it reads."""
    if kind not in READ:
        fail(key, kind, ", ".join(READ), kind, READ)
    if number is None and kind != "show":  # the page moves a mark by the transform of its axes
        fail(key, "a mark outside all axes", "a mark on axes: only show can do without")
    if len(names) != len(READ[kind]) and (kind, len(names)) != ("follow", 3):
        fail(key, f"{len(names)} names", f"{len(READ[kind])} after {kind}")


def _shown(key, kind, name, results):
    if name not in results:
        fail(key, name, "the name of a result", name, results)
    found, expected = results[name]["kind"], SHOWS.get(kind, ["series", "amount"])
    if found not in expected:
        fail(key, f"{name}, {_one(found)}", f"{' or '.join(map(_one, expected))} after {kind}")


def _one(kind):
    return f"{'an' if kind == 'amount' else 'a'} {kind}"


def _place(key, place, many):
    """Which bar of the series it is."""
    if place not in map(str, range(many)):
        fail(key, place, f"a whole number from 0 to {many - 1}, one for each value of the series")


def _followed(key, names, declared, results):
    """Two series, and a place that both have."""
    for name in names[:2]:
        if declared[name]["kind"] != "series":
            fail(key, f"{name}, {_one(declared[name]['kind'])}", "a series, as a point of it is named")
        _place(key, names[2], len(results[name]))


def _counted(key, name, drawn, tried):
    """As many markers are drawn as the amount ever asks for."""
    for values, results in tried:
        if results[name] is not None and not 0 <= results[name] <= drawn:
            changed = {n: v for n, v in values.items() if v != tried[0][0][n]}
            fail(key, f"{name} = {results[name]:g} at {changed}", f"0 to {drawn}, as many as there are markers")


def _held(key, name, way, axes, tried, place=None):
    """The axes hold all that a result can be, or what it can be at one place."""
    low, high = sorted(axes.get_xlim() if way == "x" else axes.get_ylim())
    for values, results in tried:
        shown = results[name] if isinstance(results[name], list) else [results[name]]
        for number in shown if place is None else [shown[place]]:
            if number is not None and not low - 1e-9 <= number <= high + 1e-9:
                changed = {n: v for n, v in values.items() if v != tried[0][0][n]}
                fail(key, f"{name} = {number:g} at {changed}", f"{way} limits that hold it, not {low:g} to {high:g}")
