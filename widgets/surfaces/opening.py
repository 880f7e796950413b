"""Opening: what a figure says of the settings that an edition chose for it: where it opens, what is held, what the book has."""

from widgets import contract
from widgets.shelf import library
from widgets.shelf.overlay import RESET

KIND = {"first": "Model · opens at your instructor’s setting"}


def kinds(module, usual):
    """What stands above a figure's title, by its state; another word for the opening where an edition chose it."""
    return {**usual, **KIND} if module.CONTROLS and any(map(_moved, module.CONTROLS.values())) else usual


def _moved(control):
    return "opens" in control and control["opens"] != control["default"]


def told(module):
    """The sentences of a figure on what an edition changed of its settings: [text]; none where it changed nothing."""
    shown = [one for one in module.CONTROLS.values() if "held" not in one]
    held = [f"{_label(one)}, {_at(one)}" for one in module.CONTROLS.values() if "held" in one]
    moved = [f"{_label(one)}, {_at(one)}" for one in shown if _moved(one)]
    narrow = [f"{_label(one)}, {_span(one)}" for one in shown if "low" in one.get("book", {})]
    found = [f"Opens at your instructor’s setting: {'; '.join(moved)}. {_back(module)}"] if moved else []
    found += [f"Held fixed in this edition: {'; '.join(held)}."] if held else []
    return found + ([f"Narrowed in this edition: {'; '.join(narrow)}."] if narrow else [])


def _label(control):
    return f"{control['label'][0].lower()}{control['label'][1:]}"


def _at(control):
    """Where it stands, and what the book has there: history's value only where one is known."""
    own, whose = contract.words(control["default"], control), "history’s value" if control["source"] else "in the book"
    if not _moved(control):
        return f"{own}, {whose if control['source'] else 'as in the book'}"
    return f"{contract.words(control['opens'], control)} ({whose} {own})"


def _span(control):
    """From where to where it can be set, here and in the book."""
    book = control["book"]
    if control["names"]:
        return f"{control['names'][0]} to {control['names'][-1]}"
    low, least, most = (_bare(value, control) for value in (control["low"], book["low"], book["high"]))
    return f"{low} to {contract.words(control['high'], control)} (in the book {least} to {most})"


def _bare(value, control):
    return contract.digits(value, 0 if value == int(value) else control["decimals"], control["unit"])


def _back(module):
    """Which buttons go back, and to what."""
    names = [name for name, changes in library.scenarios(module).items() if not changes and name != RESET]
    return f"{RESET} goes back to it, “{names[0]}” to the book’s values."


def noted(control):
    """What an edition did to a control, beside what is known of it: "" where it did nothing."""
    said = [f"called “{control['book']['label']}” in the book"] if "label" in control.get("book", {}) else []
    if "held" in control:
        said.append(f"held fixed at {contract.words(control['held'], control)} in this edition")
    elif _moved(control):
        said.append(f"opened at {contract.words(control['opens'], control)} in this edition")
    return "".join(f"; {one}" for one in said)
