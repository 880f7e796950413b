"""Grabbed: holds a picture and its handles to what they promise. A handle sets numbers, and goes where it is put."""

from widgets import contract, drawing
from widgets.shelf.marked import READ, fail, marks, worked

HANDLES = {kind: READ[kind] for kind in ("end", "dots", "vline", "hline")}  # the marks that can be handles
MANY = 50  # settings at which each handle is put somewhere else
STEPS = -3, 2, 7  # how many steps away it is put, in turn


def picture(module, record, tried):
    """Refuse a picture whose marks, or whose handles, do not keep the contract. tried: [(settings, results)]."""
    marks(module, record, tried)
    values, results = tried[0]
    fig = drawing.draw(module, {**record, **values, **results})
    for gid, mark, grab in drawing.handles(fig):
        key = f'gid "{gid}"'
        grips = _grips(key, mark, grab, module.CONTROLS, tried[0][1])
        for i, (values, results) in enumerate(tried[-MANY:]):
            for grip in grips:
                _put(key, module, record, values, results, grip, grips, STEPS[i % len(STEPS)])


# ---- what a handle sets ---------------------------------------------------------------------------------------------------
def _grips(key, mark, grab, controls, results):
    """What a handle moves and sets: [(name of the result, which of its values, name of the control)]."""
    kind, names = mark[0], mark[1:]
    if kind not in HANDLES:
        fail(key, f"{kind} as a handle", ", ".join(HANDLES), kind, HANDLES)
    if len(grab) < 2 or grab[0] != "grab":
        fail(key, repr(" ".join(grab)), '"grab" and names of numbers after the semicolon', *grab[:1], ["grab"])
    found = []
    for way, named in _ways(key, kind, grab[1:]):
        if way not in HANDLES[kind]:
            fail(key, f"grab {'across' if way == 'x' else 'up'}", f"the way that {kind} moves")
        name = names[HANDLES[kind].index(way)]
        found += [(name, i if kind == "dots" else -1, one) for i, one in enumerate(named) if one != "-"]
        _many(key, len(named), len(results[name]) if kind == "dots" else 1)
    for _, _, control in found:
        _numeric(key, control, controls)
    return found


def _ways(key, kind, named):
    """[(x or y, names of controls)]."""
    if named[0] in ("across", "up"):
        return [("x" if named[0] == "across" else "y", named[1:])]
    if len(named) != 2:
        fail(key, f"grab {' '.join(named)}", "two controls, or across or up before all others")
    return [("x", named[:1]), ("y", named[1:])]


def _many(key, found, expected):
    if found != expected:
        fail(key, f"{found} controls", f"{expected}, one for each point")


def _numeric(key, name, controls):
    if name not in controls:
        fail(key, name, "the name of a control", name, controls)
    if controls[name]["kind"] != "number":
        fail(key, f"{name}, a {controls[name]['kind']}", "a number")


# ---- where it goes ----------------------------------------------------------------------------------------------------------
def _put(key, module, record, values, results, grip, grips, steps):
    """Put a handle some steps away from where it stands: the mark has to stand there, to half a step."""
    shown, name = _at(results, grip), grip[2]
    if shown is None:
        return
    control = module.CONTROLS[name]
    held = _counting(values, results, control, module.CONTROLS, grips)
    start = values[name] if held == values else shown
    wanted = min(max(start + steps * control["step"], control["low"]), control["high"])
    moved = {**held, name: _stepped(wanted, control)}
    stands = _at(worked(module, moved, record), grip)
    if stands is None or abs(stands - shown - wanted + start) > control["step"] / 2 + 1e-6:
        changed = {n: v for n, v in moved.items() if v != module.CONTROLS[n]["default"]}
        found = f"{grip[0]} = {'none' if stands is None else f'{stands:g}'} at {changed}"
        fail(key, found, f"{shown + wanted - start:g}, where the handle of {name} was put, to half a step")


def _at(results, grip):
    """Where the mark stands: the point of a series, or the amount."""
    value = results[grip[0]]
    return value[grip[1]] if isinstance(value, list) else value


def _counting(values, results, control, controls, grips):
    """The settings with a number made to count; all that its handle sets then take what their marks show."""
    if contract.counts(control, values):
        return values
    shown = {grip[2]: _at(results, grip) for grip in grips}
    taken = {name: _stepped(at, controls[name]) for name, at in shown.items() if at is not None}
    return {**values, control["when"][0]: control["when"][1], **taken}


def _stepped(value, control):
    """The value of a control that is nearest to one."""
    steps = round((min(max(value, control["low"]), control["high"]) - control["low"]) / control["step"])
    return round(control["low"] + control["step"] * steps, 10)
