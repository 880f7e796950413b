"""Check: the gate of the shelf. Refuses a mini-model that breaks the contract, and says which line of it does, and how."""

import ast
import difflib
import inspect
import math
import random

from widgets import contract, drawing

TEXTS = "TITLE SENTENCE ALT LIMITS".split()
TABLES = "CONTROLS DATA RESULTS SCENARIOS".split()
# which of a mark's names are read across (x) and which up (y)
READ = {
    "line": "xy", "area": "xy", "band": "xyy", "stairs": "xy", "blocks": "xy", "dots": "xy", "end": "xy", "bar": "y-",
    "barh": "x-", "vline": "x", "hline": "y", "vspan": "xx", "hspan": "yy", "follow": "..", "show": ".",
}  # fmt: skip
MAY_IMPORT = "math", "widgets.contract", "widgets.models"
# What CPython has and MicroPython 1.27 has not, as found by asking both for every name.
ATTRIBUTES = set(
    "cbrt comb dist exp2 fsum gcd hypot isqrt lcm log1p nextafter perm prod remainder ulp "
    "capitalize casefold center expandtabs format_map isalnum isascii isdecimal isidentifier isnumeric isprintable istitle "
    "ljust maketrans removeprefix removesuffix rjust swapcase title translate zfill "
    "as_integer_ratio bit_count bit_length is_integer".split()
)
BUILTINS = set("aiter anext ascii format vars RecursionError FloatingPointError".split())
BUILTINS |= {"eval", "exec", "open"}  # which it has, and which are of no use here
ARGUMENTS = {("zip", "strict"), ("sum", "start")}


class ModelError(ValueError):
    """A mini-model that breaks the contract: names the file, the key, what was found and what was expected."""

    def _render_traceback_(self):
        """What Jupyter shows of it: the sentence, which says all that there is to say."""
        return [f"ModelError: {self}"]


def check(module, record):
    """Refuse `module` with a ModelError unless it keeps the contract. record: {name: series}, as its DATA asks for."""
    where = f"{module.__name__.replace('.', '/')}.py"
    try:
        _dialect(inspect.getsource(module))
        _declared(module)
        for name, control in module.CONTROLS.items():
            _control(name, control)
        tried = _tried(module, record)
        _sentence(module)
        _heeded(module, record, tried)
        _marks(module, record, tried)
    except ModelError as problem:
        raise ModelError(f"{where}: {problem}") from None


def fail(key, found, expected, near=None, among=()):
    """Raise the one form of complaint; `near` is looked up among the names that would have been right."""
    close = difflib.get_close_matches(str(near), list(among), 1) if near is not None else []
    raise ModelError(f"{key}: found {found}; expected {expected}" + "".join(f" (did you mean {c}?)" for c in close))


# ---- the file ---------------------------------------------------------------------------------------------------------
def _dialect(source):
    """Only what MicroPython reads too, and only the imports a mini-model may have."""
    tree = ast.parse(source)
    figure = {id(node) for top in tree.body if getattr(top, "name", "") == "figure" for node in ast.walk(top)}
    for node in ast.walk(tree):
        line = f"line {getattr(node, 'lineno', 0)}"
        _imports(node, line)
        _syntax(node, line)
        if id(node) not in figure:  # the page reads `figure` and never calls it
            _names(node, line)


def _imports(node, line):
    if isinstance(node, ast.Import) and [a.name for a in node.names] != ["math"]:
        fail(line, f"import {node.names[0].name}", "imports of math, widgets.contract and widgets.models only")
    if isinstance(node, ast.ImportFrom) and node.module not in MAY_IMPORT:
        fail(line, f"from {node.module} import", "imports of math, widgets.contract and widgets.models only")


def _syntax(node, line):
    if type(node).__name__ in ("Match", "TryStar", "AsyncFunctionDef", "TypeAlias"):
        fail(line, type(node).__name__, "what MicroPython also reads")
    if isinstance(node, ast.Dict) and None in node.keys:
        fail(line, "{**a}", "dict(a) and update(): MicroPython reads no {**a}")
    read = isinstance(getattr(node, "ctx", ast.Load()), ast.Load)  # a, *b = c is no list
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)) and read and any(isinstance(e, ast.Starred) for e in node.elts):
        fail(line, "[*a]", "list(a) + ...: MicroPython reads no [*a]")
    if isinstance(node, ast.arguments) and node.posonlyargs:
        fail(line, "a positional-only /", "plain arguments: MicroPython reads no /")


def _names(node, line):
    for given in node.keywords if isinstance(node, ast.Call) else ():
        if (getattr(node.func, "id", ""), given.arg) in ARGUMENTS:
            fail(line, f"{node.func.id}({given.arg}=)", "what MicroPython has as well; it has no such argument")
    name = getattr(node, "attr", None) if isinstance(node, ast.Attribute) else getattr(node, "id", None)
    if name in (ATTRIBUTES if isinstance(node, ast.Attribute) else BUILTINS):
        fail(line, name, "what MicroPython has as well; it has no such name")


def _declared(module):
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
    _changes("SCENARIOS", module.SCENARIOS, module.CONTROLS)
    if hasattr(module, "QUESTION"):
        _changes("QUESTION options", module.QUESTION["options"], module.CONTROLS)


def _arguments(key, function, known):
    """A function takes nothing that it is not given."""
    for one in inspect.signature(function).parameters.values():
        if one.name not in known and one.default is one.empty and one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL):
            names = "names of controls, series or results" if key == "figure" else "names of controls and series"
            fail(key, f"an argument {one.name}", names, one.name, known)


def _changes(key, settings, controls):
    """Named settings, {label: {control: value}}, name controls and keep within them."""
    for label, changes in settings.items():
        for name, value in changes.items():
            if name not in controls:
                fail(f'{key}["{label}"]', name, "names of controls", name, controls)
            _within(f'{key}["{label}"]["{name}"]', value, controls[name])


def _control(name, control):
    key = f'CONTROLS["{name}"]'
    grounds = [ground for ground in ("source", "assumed", "view") if control[ground]]
    if len(grounds) != 1:
        fail(key, " and ".join(grounds) or "no ground for its default", "one of source=, assumed= and view=")
    if control["status"] not in contract.STATUSES:
        fail(key, f"status {control['status']!r}", ", ".join(contract.STATUSES), control["status"], contract.STATUSES)
    if control["kind"] == "number":
        if not isinstance(control["unit"], str):
            fail(key, f"unit {control['unit']!r}", 'a unit in words ("" for a bare number)')
        if not control["low"] < control["high"] or control["step"] <= 0:
            fail(key, f"{control['low']} to {control['high']} by {control['step']}", "low < high and a step above zero")
    _within(f"{key} default", control["default"], control)


def _within(key, value, control):
    if control["kind"] == "number":
        if not isinstance(value, (int, float)) or not control["low"] <= value <= control["high"]:
            fail(key, repr(value), f"{control['low']} to {control['high']}")
        steps = (value - control["low"]) / control["step"]
        if abs(steps - round(steps)) > 1e-9:
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
    tried = [(values, _run(module, values, record)) for values in trials(module.CONTROLS)]
    for values, results in tried:
        for name, value in results.items():
            if isinstance(value, list) and len(value) != len(tried[0][1][name]):
                fail(
                    f'model()["{name}"] at {values}',
                    f"{len(value)} values",
                    f"{len(tried[0][1][name])}, as at the defaults",
                )
    return tried


def _run(module, values, record):
    """The results at some settings, each as declared. A ModelError says at which settings it went wrong."""
    start = {name: control["default"] for name, control in module.CONTROLS.items()}
    at = ", ".join(f"{n}={v}" for n, v in values.items() if v != start[n]) or "the defaults"
    try:
        results = module.model(**values, **record)
    except Exception as problem:
        fail("model", f"{type(problem).__name__}: {problem} at {at}", "results at every setting")
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


def _sentence(module):
    known = {**module.CONTROLS, **module.RESULTS}
    said = {"SENTENCE": module.SENTENCE, "QUESTION reply": getattr(module, "QUESTION", {"reply": ""})["reply"]}
    for key, text in said.items():
        for name in [part.split("}")[0] for part in text.split("{")[1:]]:
            if name not in known:
                fail(key, "{" + name + "}", "names of controls and results", name, known)


def _heeded(module, record, tried):
    """Every control changes something, somewhere in the box."""
    for name, control in module.CONTROLS.items():
        for values, results in tried:
            if any(_run(module, {**values, name: end}, record) != results for end in ends(control)):
                break
        else:
            fail(f'CONTROLS["{name}"]', "no result that it changes", "every control to matter somewhere")


# ---- the picture ----------------------------------------------------------------------------------------------------------
def _marks(module, record, tried):
    """Every mark names results, and its axes hold whatever the controls can make of it."""
    for values, results in tried[-3:] + tried[:1]:  # the figure has to bear more than the defaults
        try:
            fig = drawing.draw(module, {**record, **values, **results})
        except Exception as problem:
            fail("figure", f"{type(problem).__name__}: {problem} at {values}", "a picture at every setting")
    for words, _, number in drawing.marks(fig):
        gid, kind, names = " ".join(words), words[0], words[1:]
        if kind not in READ:
            fail(f'gid "{gid}"', kind, ", ".join(READ), kind, READ)
        for way, name in zip(READ[kind], names, strict=False):
            if way != "-" and name not in module.RESULTS:
                fail(f'gid "{gid}"', name, "the name of a result", name, module.RESULTS)
            if kind in ("bar", "barh") and way in "xy" and module.RESULTS[name]["kind"] != "series":
                fail(f'gid "{gid}"', f"{name}, an amount", "a series, of which the bar shows one value")
            if way in "xy":
                _held(f'gid "{gid}"', name, way, fig.axes[number], tried)
        if len(names) != len(READ[kind]):
            fail(f'gid "{gid}"', f"{len(names)} names", f"{len(READ[kind])} after {kind}")


def _held(key, name, way, axes, tried):
    low, high = sorted(axes.get_xlim() if way == "x" else axes.get_ylim())
    for values, results in tried:
        for number in results[name] if isinstance(results[name], list) else [results[name]]:
            if number is not None and not low - 1e-9 <= number <= high + 1e-9:
                changed = {n: v for n, v in values.items() if v != tried[0][0][n]}
                fail(key, f"{name} = {number:g} at {changed}", f"{way} limits that hold it, not {low:g} to {high:g}")
