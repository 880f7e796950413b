"""Opening: what a figure says of the settings that an edition chose for it: where it opens, what is held, what the book has."""

from widgets import contract
from widgets.places import asked
from widgets.shelf import library, tongue
from widgets.shelf.overlay import RESET
from widgets.shelf.tongue import N_
from widgets.shelf.tongue import said as _

KIND = {"first": N_("Model · opens at your instructor’s setting")}


def kinds(module, usual):
    """What stands above a figure's title, by its state; another word for the opening where an edition chose it."""
    moved = module.CONTROLS and any(map(_moved, module.CONTROLS.values()))
    return {state: _(words) for state, words in ({**usual, **KIND} if moved else usual).items()}


def _moved(control):
    return "opens" in control and control["opens"] != control["default"]


def told(module):
    """The sentences of a figure on what an edition changed of its settings: [text]; none where it changed nothing."""
    shown = [one for one in module.CONTROLS.values() if "held" not in one]
    held = [f"{_label(one)}, {_at(one)}" for one in module.CONTROLS.values() if "held" in one]
    moved = [f"{_label(one)}, {_at(one)}" for one in shown if _moved(one)]
    narrow = [f"{_label(one)}, {_span(one)}" for one in shown if "low" in one.get("book", {})]
    opens, holds, narrows = (
        _("Opens at your instructor’s setting: {settings}."),
        _("Held fixed in this edition: {settings}."),
        _("Narrowed in this edition: {settings}."),
    )
    found = [f"{opens.format(settings='; '.join(moved))} {_back(module)}"] if moved else []
    found += [holds.format(settings="; ".join(held))] if held else []
    return found + ([narrows.format(settings="; ".join(narrow))] if narrow else []) + _reads(module)


def _reads(module):
    """Which series of the record stands where the book has another."""
    name = module.__name__.rpartition(".")[2]
    book = library.own(name).DATA
    text = _("In this edition the record is {series} where the book, for which these words were written, has {book}.")
    pairs = [(module.DATA[key], wanted) for key, wanted in book.items() if module.DATA[key] != wanted]
    called = [[tongue.small(*_called(asked(one).label, name)) for one in pair] for pair in pairs]
    return [text.format(series=new, book=old) for new, old in called]


def _called(label, name):
    label = _(label, name)
    return label, f"{label[0].lower()}{label[1:]}"


def _label(control):
    return tongue.small(control["label"], f"{control['label'][0].lower()}{control['label'][1:]}")


def _at(control):
    """Where it stands, and what the book has there: history's value only where one is known."""
    own = contract.words(control["default"], control)
    if not _moved(control):
        return (_("{value}, history’s value") if control["source"] else _("{value}, as in the book")).format(value=own)
    text = _("{value} (history’s value {own})") if control["source"] else _("{value} (in the book {own})")
    return text.format(value=contract.words(control["opens"], control), own=own)


def _span(control):
    """From where to where it can be set, here and in the book."""
    book = control["book"]
    if control["names"]:
        return _("{low} to {high}").format(low=control["names"][0], high=control["names"][-1])
    low, least, most = (_bare(value, control) for value in (control["low"], book["low"], book["high"]))
    high = contract.words(control["high"], control)
    return _("{low} to {high} (in the book {least} to {most})").format(low=low, high=high, least=least, most=most)


def _bare(value, control):
    return contract.digits(value, 0 if value == int(value) else control["decimals"], control["unit"])


def _back(module):
    """Which buttons go back, and to what."""
    names = [name for name, changes in library.scenarios(module).items() if not changes and name != RESET]
    return _("{reset} goes back to it, “{name}” to the book’s values.").format(reset=_(RESET), name=_(names[0]))


def noted(control):
    """What an edition did to a control, beside what is known of it: "" where it did nothing."""
    book = control.get("book", {})
    said = [_("called “{label}” in the book").format(label=book["label"])] if "label" in book else []
    if "held" in control:
        held = contract.words(control["held"], control)
        said.append(_("held fixed at {value} in this edition").format(value=held))
    elif _moved(control):
        opens = contract.words(control["opens"], control)
        said.append(_("opened at {value} in this edition").format(value=opens))
    return "".join(f"; {one}" for one in said)
