"""Numbers: what a mini-model's picture draws, as tables for readers: on the page, in a notebook, in a download."""

from widgets import contract
from widgets.shelf.tongue import N_
from widgets.shelf.tongue import said as _

SHORT = {  # contract.STATUSES, for a sign
    "seen": N_("seen"),
    "cross-checked": N_("seen in two places"),
    "computed": N_("computed"),
    "recalled": N_("from memory"),
    "assumed": N_("assumed"),
}


def known(control):
    """What is known of a control's default, in words: why it was assumed, or the value and how it came to be known."""
    told, status = contract.words(control["default"], control), contract.STATUSES[control["status"]]
    near = _("about ") if control["status"] == "recalled" and control["kind"] == "number" else ""
    assumed = _("assumed: {reason}").format(reason=control["assumed"])
    reason = assumed if control["assumed"] else control["view"] or f"{near}{told}, {_(status)}"
    return f"{reason}; {control['disputed']}" if control["disputed"] else reason


def standing(control):
    """The same in a word or two, for the sign at a control."""
    if control["view"]:
        return _("changes the view")
    return _(SHORT[control["status"]]) + (_(", with a note") if control["disputed"] else "")


def condition(control, controls):
    """When a control counts, in words: Counts only with Months away: month by month. Or, if shorter, when it does not."""
    name, *values = control["when"]
    others = [one for one in controls[name].get("options", ()) if one not in values]
    less = 0 < len(others) < len(values)
    text = _("Does not count with {label}: {values}.") if less else _("Counts only with {label}: {values}.")
    told = _(" or ").join(contract.words(one, controls[name]) for one in (others if less else values))
    return text.format(label=controls[name]["label"], values=told)


def waiting(controls):
    """The controls that count only at times: {name: the first of those beside it that wait for the same}.

    A reader is told once what they all wait for.
    """
    found = {}
    for more in (False, True):
        before = ""
        for name, control in controls.items():
            if control["more"] == more:
                same = before and control["when"] == controls[before]["when"]
                if control["when"]:
                    found[name] = found[before] if same else name
                before = name
    return found


def longest(sentence, declared, values):
    """The sentence at its longest, "" where it never changes: room is kept for it, so that nothing below it moves."""
    most = {}
    for name, d in declared.items():
        most[name] = values[name]
        if d["kind"] in ("choice", "word"):
            most[name] = max(d["options"], key=lambda value, words=d["options"]: len(words[value]))
    return contract.say(sentence, most, declared) if "{" in sentence else ""


def kinds(module, *wanted):
    """The results of some kinds: [(name, declaration)]."""
    return [(name, d) for name, d in module.RESULTS.items() if d["kind"] in wanted]


def amounts(module, values):
    """The results that are not series, in words: [(name, label, words)]. A phrase without a label is none of them."""
    found = kinds(module, "amount", "word")
    return [(name, d["label"], contract.words(values[name], d)) for name, d in found if d["label"]]


def tables(module, values):
    """The series, those that run along the same places in one table: [{"head", "names", "labels", "rows"}].

    A row is {"name": its place, "cells": [text]}; `names` are those of the series. One without a label stands in none.
    """
    return [_table(module, values, over) for over in _overs(module)]


def _overs(module):
    """The series that others run along, each once; None for those that run along nothing."""
    overs = [d["over"] for name, d in kinds(module, "series") if d["label"] and not _leads(module, name)]
    return list(dict.fromkeys(overs))


def _leads(module, name):
    return any(d["kind"] == "series" and d["over"] == name for d in module.RESULTS.values())


def places(module, values, name):
    """What each value of a series stands at: the last of the places, where there is one place more than values."""
    over = module.RESULTS[name]["over"] or name
    d = module.RESULTS[over]
    group = contract.FORMAT["group"]
    places = d["names"] or [contract.digits(v, d["decimals"]).replace(group, "") for v in values[over]]
    if over == name and not d["names"]:
        places = list(range(1, len(values[name]) + 1))
    return places[len(places) - len(values[name]) :]


def _table(module, values, over):
    """Heads and rows of all series that run along `over`."""
    found = kinds(module, "series")
    names = [n for n, d in found if d["over"] == over and d["label"] and not _leads(module, n)]
    longest = max(names, key=lambda n: len(values[n]))
    rows = []
    for i, place in enumerate(places(module, values, longest)):
        cells = [_cell(module, values, n, i - len(values[longest]) + len(values[n])) for n in names]
        rows.append({"name": place, "cells": cells})
    heads = [_head(module.RESULTS[n]) for n in names]
    head = module.RESULTS[over]["label"] if over else _("Which")
    return {"head": head, "names": names, "labels": heads, "rows": rows}


def _head(declared):
    """What stands over a column: Grain cut, kg a hectare. Or: Plant (1952 = 100)."""
    label, unit = declared["label"], declared["unit"]
    return f"{label} {unit}" if unit.startswith("(") else f"{label}, {unit}" if unit else label


def _cell(module, values, name, i):
    return contract.cell(values[name][i], module.RESULTS[name]) if i >= 0 else ""
