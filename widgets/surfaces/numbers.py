"""Numbers: what a mini-model's picture draws, as tables for readers: on the page, in a notebook, in a download."""

from widgets import contract


def known(control):
    """What is known of a control's default, in words: why it was assumed, or the value and how it came to be known."""
    told, status = contract.words(control["default"], control), contract.STATUSES[control["status"]]
    near = "about " if control["status"] == "recalled" and control["kind"] == "number" else ""
    reason = f"assumed: {control['assumed']}" if control["assumed"] else control["view"] or f"{near}{told}, {status}"
    return f"{reason}; {control['disputed']}" if control["disputed"] else reason


def kinds(module, *wanted):
    """The results of some kinds: [(name, declaration)]."""
    return [(name, d) for name, d in module.RESULTS.items() if d["kind"] in wanted]


def amounts(module, values):
    """The results that are not series, in words: [(name, label, words)]."""
    return [(name, d["label"], contract.words(values[name], d)) for name, d in kinds(module, "amount", "word")]


def tables(module, values):
    """The series, those that run along the same places in one table: [{"head", "labels", "rows"}].

    A row is {"name": its place, "cells": [(name of the cell, text)]}; the page finds a cell by its name.
    """
    return [_table(module, values, over) for over in _overs(module)]


def _overs(module):
    """The series that others run along, each once; None for those that run along nothing."""
    overs = [d["over"] for name, d in kinds(module, "series") if not _leads(module, name)]
    return list(dict.fromkeys(overs))


def _leads(module, name):
    return any(d["kind"] == "series" and d["over"] == name for d in module.RESULTS.values())


def places(module, values, name):
    """What each value of a series stands at: the last of the places, where there is one place more than values."""
    over = module.RESULTS[name]["over"] or name
    d = module.RESULTS[over]
    places = d["names"] or [contract.digits(v, d["decimals"]).replace("\u202f", "") for v in values[over]]
    if over == name and not d["names"]:
        places = list(range(1, len(values[name]) + 1))
    return places[len(places) - len(values[name]) :]


def _table(module, values, over):
    """Heads and rows of all series that run along `over`."""
    names = [n for n, d in kinds(module, "series") if d["over"] == over and not _leads(module, n)]
    longest = max(names, key=lambda n: len(values[n]))
    rows = []
    for i, place in enumerate(places(module, values, longest)):
        cells = [_cell(module, values, n, i - len(values[longest]) + len(values[n])) for n in names]
        rows.append({"name": place, "cells": cells})
    heads = [_head(module.RESULTS[n]) for n in names]
    return {"head": module.RESULTS[over]["label"] if over else "Which", "labels": heads, "rows": rows}


def _head(declared):
    """What stands over a column: Grain cut, kg a hectare. Or: Plant (1952 = 100)."""
    label, unit = declared["label"], declared["unit"]
    return f"{label} {unit}" if unit.startswith("(") else f"{label}, {unit}" if unit else label


def _cell(module, values, name, i):
    if i < 0:
        return "", ""
    value = values[name][i]
    return f"{name} {i}", "" if value is None else contract.digits(value, module.RESULTS[name]["decimals"])
