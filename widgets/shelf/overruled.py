"""Overruled: what an edition asks of a mini-model that it cannot bear: the keys, what was found, what was expected."""

from matplotlib.text import Text

from widgets import drawing, places
from widgets.record import DataError
from widgets.shelf.check import finite, stepped, within
from widgets.shelf.marked import ModelError, fail
from widgets.shelf.overlay import BOOK, RESET, controls, edition, held, scenarios

KINDS = {
    "opens": dict,
    "range": dict,
    "labels": dict,
    "hidden": list,
    "scenarios": dict,
    "history": dict,
    "words": dict,
}
SCENARIOS = "add remove rename".split()


def faults(asked, module, needs, path=()):
    """What is wrong with what an edition asks of a mini-model: [(the keys that lead to it, the sentence that says so)].

    needs: the model's series of the record. What rests on faulty values is looked at once these are right.
    """
    if not isinstance(asked, dict):
        return [_fault(path, repr(asked), f"some of {', '.join(KINDS)}")]
    for looks in (
        [_keys],
        [_names, _labels],
        [_ranges, _scenarios, _history, _words],
        [_opens, _hidden, _grabbed, _reached],
    ):
        wrong = [fault for look in looks for fault in look(asked, module, needs, path)]
        if wrong:
            return wrong
    return []


def said(fault):
    """A fault as one line, with the course file and the keys that lead to it there."""
    return ": ".join([f"courses/{edition().get('name', 'NAME')}.yml", *fault[0], fault[1]])


def unknown(path, name, names):
    """The fault of a name that no mini-model has."""
    return [_fault(path, repr(name), "a mini-model of this edition", name, names)]


def _fault(path, found, expected, near=None, among=()):
    (told,) = _raised(path, fail, found, expected, near, among)
    return told


def _raised(path, ask, *arguments):
    """What the gate says when it is asked with a key, without that: at most one fault."""
    try:
        ask("", *arguments)
    except ModelError as told:
        yield list(path), str(told).removeprefix(": ")


# ---- what is asked for ----------------------------------------------------------------------------------------------------
def _keys(asked, module, needs, path):
    for key, told in asked.items():
        if key not in KINDS:
            yield _fault((*path, key), "this key", f"one of {', '.join(KINDS)}", key, KINDS)
        elif not isinstance(told, KINDS[key]):
            yield _fault((*path, key), repr(told), "a list of controls" if key == "hidden" else "a line for each")


def _names(asked, module, needs, path):
    for key in KINDS.keys() & asked.keys() - {"scenarios", "history", "words"}:
        for name in [one for one in asked[key] if one not in module.CONTROLS]:
            yield _fault((*path, key), repr(name), f"a control of {_own(module)}", name, module.CONTROLS)


def _own(module):
    return module.__name__.rpartition(".")[2]


def _labels(asked, module, needs, path):
    for name, words in asked.get("labels", {}).items():
        if not isinstance(words, str) or not words.strip():
            yield _fault((*path, "labels", name), repr(words), "words for it")


def _ranges(asked, module, needs, path):
    for name, ends in asked.get("range", {}).items():
        control, here = module.CONTROLS[name], (*path, "range", name)
        if control["kind"] != "number":
            yield _fault(here, f"a {control['kind']}", "a number: only a slider has a range")
        elif name in asked.get("hidden", []):
            yield _fault(here, "a range of a hidden control", "one or the other: what is hidden cannot be set")
        elif not isinstance(ends, (list, tuple)) or len(ends) != 2 or not all(map(finite, ends)):
            yield _fault(here, repr(ends), "two numbers, [least, most]")
        elif expected := _beyond(*ends, control):
            yield _fault(here, f"{ends[0]} to {ends[1]}", expected)


def _beyond(low, high, control):
    """What was expected of a range that a slider cannot have; "" where it can."""
    if not control["low"] <= low < high <= control["high"]:
        return f"a part of {control['low']} to {control['high']}, the model's own"
    if not (stepped(low, control) and stepped(high, control)):
        return f"ends on steps of {control['step']} from {control['low']}"
    return "" if low <= control["default"] <= high else f"a range with the book's value in it, {control['default']}"


def _opens(asked, module, needs, path):
    now = controls({**asked, "opens": {}}, module)
    for name, value in asked.get("opens", {}).items():
        yield from _raised((*path, "opens", name), within, value, now[name])


# ---- the record -----------------------------------------------------------------------------------------------------------
def _history(asked, module, needs, path):
    """Another series of the record stands where one of the same kind stood: of the nation or a place, or of all places.

    A model that counts the dead reads what the book reads: people and births as well as rates make its range.
    """
    of_deaths = any("death" in one for one in module.DATA.values())
    for key, wanted in asked.get("history", {}).items():
        here = (*path, "history", key)
        if key not in module.DATA:
            yield _fault((*path, "history"), repr(key), f"a series that {_own(module)} reads", key, module.DATA)
            continue
        if of_deaths:
            yield _fault(here, repr(wanted), "no other series: the record of those who died stays as it is")
            continue
        try:
            found = places.asked(wanted) if isinstance(wanted, str) else None
        except DataError as problem:
            yield list(here), str(problem)
            continue
        if type(found) is not type(needs[key]):
            yield _fault(here, repr(wanted), f"the name of a series like “{module.DATA[key]}”")
        elif found.unit != needs[key].unit:
            yield _fault(here, f"{wanted} in {found.unit}", f"a series in {needs[key].unit}")


def _words(asked, module, needs, path):
    """What is said of the record in picture, title and text alternative can have other words, where it is another record."""
    words, here = asked.get("words", {}), (*path, "words")
    if words and not asked.get("history"):
        yield _fault(here, "words without history", "another series below history: what is said of the book's stays")
        return
    there = spoken(module, needs) if words else ()
    for text, own in words.items():
        if text not in there:
            yield _fault(here, repr(text), f"what the picture of {_own(module)} says, whole", text, there)
        elif not isinstance(own, str) or not own.strip():
            yield _fault((*here, text), repr(own), "words for it")


def spoken(module, needs):
    """What a model's picture says as it opens in the book, its title and text alternative, and the names of its results."""
    values = {name: control["default"] for name, control in module.CONTROLS.items()}
    picture = drawing.draw(module, {**needs, **values, **module.model(**values, **needs)})
    drawn = [text.get_text() for text in picture.findobj(Text) if text.get_text()]
    labels = [result[part] for result in module.RESULTS.values() for part in ("label", "unit") if result.get(part)]
    return list(dict.fromkeys([*drawn, module.TITLE, module.ALT, *labels]))


# ---- scenarios ------------------------------------------------------------------------------------------------------------
def _scenarios(asked, module, needs, path):
    own, here = asked.get("scenarios", {}), (*path, "scenarios")
    for key in own.keys() - set(SCENARIOS):
        yield _fault((*here, key), "this key", f"one of {', '.join(SCENARIOS)}", key, SCENARIOS)
    for key in ("remove", "rename"):
        for name in [one for one in own.get(key, ()) if one not in module.SCENARIOS]:
            there = f"one of “{'”, “'.join(module.SCENARIOS)}”"
            yield _fault((*here, key), repr(name), there, name, module.SCENARIOS)
    yield from _named(own, module, here)
    for name, changes in own.get("add", {}).items():
        if not isinstance(changes, dict):
            yield _fault((*here, "add", name), repr(changes), "{control: value}")
            continue
        for one in [one for one in changes if one not in module.CONTROLS]:
            yield _fault((*here, "add", name), repr(one), f"a control of {_own(module)}", one, module.CONTROLS)


def _named(own, module, here):
    """Each scenario has a name of its own."""
    renamed, added = own.get("rename", {}), own.get("add", {})
    taken = {name for name in module.SCENARIOS if name not in [*own.get("remove", []), *renamed]} | {RESET, BOOK}
    for key, name in [*(("rename", one) for one in renamed.values()), *(("add", one) for one in added)]:
        if not isinstance(name, str) or not name.strip() or name in taken:
            yield _fault((*here, key), repr(name), "a name that no other scenario has")
        taken.add(name)


# ---- what still has to be set ----------------------------------------------------------------------------------------------
def _hidden(asked, module, needs, path):
    """What a reader is asked about cannot be hidden, nor can everything."""
    gone, here = held(asked, module), (*path, "hidden")
    if gone and len(gone) == len(module.CONTROLS):
        yield _fault(here, "all controls", "one at least that can be set")
    for name in gone:
        if any(name in changes for changes in _answers(module).values()):
            yield _fault(here, _why(name, asked), "it to stay: the question before the picture asks about it")


def _answers(module):
    return module.QUESTION["options"] if hasattr(module, "QUESTION") else {}


def _why(name, asked):
    return name if name in asked["hidden"] else f"{name}, which can no longer count"


def _grabbed(asked, module, needs, path):
    """What a mark of the picture sets cannot be hidden."""
    gone = held(asked, module)
    values = {name: control["default"] for name, control in module.CONTROLS.items()}
    picture = drawing.draw(module, {**needs, **values, **module.model(**values, **needs)}) if gone else None
    for gid, _, grab in drawing.handles(picture) if gone else ():
        for name in [one for one in grab[1:] if one in gone][:1]:
            told = f"it to stay: a mark of the picture sets it (gid “{gid}”)"
            yield _fault((*path, "hidden"), _why(name, asked), told)


def _reached(asked, module, needs, path):
    """What scenarios and answers set can still be set."""
    now, added = controls(asked, module), asked.get("scenarios", {}).get("add", {})
    kept = {label: changes for label, changes in scenarios(asked, module).items() if label not in added}
    for label, changes in added.items():
        for name, value in changes.items():
            yield from _raised((*path, "scenarios", "add", label, name), within, value, now[name])
    for what, table in (("scenario", {**kept, **added}), ("answer to the question", _answers(module))):
        for label, changes in table.items():
            instead = f", or “remove: [{label}]” below scenarios" if label in kept else ""
            for name, value in changes.items():
                yield from _out(name, value, now[name], f"{what} “{label}”", instead, path)


def _out(name, value, control, whose, instead, path):
    """A value that a scenario or an answer sets, and that this edition's control does not have."""
    if "held" in control and whose.startswith("scenario"):
        yield _fault((*path, "hidden"), f"{name}, which the {whose} sets", f"none that sets what is hidden{instead}")
    elif "low" in control.get("book", {}) and not control["low"] <= value <= control["high"]:
        span = f"{control['low']} to {control['high']}"
        yield _fault((*path, "range", name), span, f"a range with the {value} of the {whose} in it{instead}")
