"""Host: runs mini-models, inside the page's worker (MicroPython: JSON text in, JSON text out) or for a kernel (`answer`)."""

import builtins
import json
import sys

from widgets.contract import FORMAT, cell, received, say, words

SAYS = ("title", "sentence", "alt", "reply")  # said anew at each setting
_cards = {}  # {model name: its card: declarations and record, as the page holds them}


def guard():
    """From here on, only what a mini-model may import, said in words. What keeps equations in is the cell: worker.js."""
    real = builtins.__import__

    def only(name, *rest):
        if name not in ("math", "widgets.contract") and not name.startswith("widgets.models"):
            raise ImportError(name + " cannot be imported here: math, widgets.contract and other mini-models can")
        return real(name, *rest)

    builtins.__import__ = only


def enter(text):
    """Take in a card: {"name", "sources", "controls", "results", "record"} and what it SAYS; import its model."""
    card = json.loads(text)
    for name, source in card["sources"].items():
        with open("/widgets/models/" + name + ".py", "w") as file:
            file.write(source)
    read(card)
    __import__("widgets.models." + card["name"])
    _cards[card["name"]] = card
    return "{}"


def read(card):
    """Make of a card what its model is given and what it may name, once for all settings."""
    FORMAT.update(card.get("format", {}))
    card["series"] = {key: received(plain) for key, plain in card["record"].items()}
    card["declared"] = dict(card["controls"])
    card["declared"].update(card["results"])
    card["spoken"] = [(name, declared) for name, declared in card["declared"].items() if name not in card["tables"]]
    card["known"], card["told"] = {}, {}  # {name: value} as last told, {name: its words}


def run(text):
    """Work a model: {"name", "controls", "cells": names} to its `answer`."""
    ask = json.loads(text)
    module = sys.modules["widgets.models." + ask["name"]]
    return json.dumps(answer(_cards[ask["name"]], module, ask["controls"], ask["cells"]))


def answer(card, module, controls, cells):
    """What a model finds at these settings: {"results", "told": {name: words}, "cells": {name: words}} and what it SAYS."""
    values, given = dict(controls), dict(controls)
    given.update(card["series"])
    results = module.model(**given)
    for name in card["results"]:
        if name not in results:
            raise ValueError("the result " + name + " is missing")
        _sound(name, results[name], card["results"][name]["kind"])
    values.update(results)
    declared, told = card["declared"], _told(card, values)
    found = {
        "results": {name: results[name] for name in card["results"]},
        "told": dict(told),
        "cells": {name: [cell(value, declared[name]) for value in results[name]] for name in cells},
    }
    for text in SAYS:
        found[text] = say(card[text], values, declared, told)
    return found


def _told(card, values):
    """{name: words} of all that is in no table. Most of it stands as it stood: only what has changed is put anew."""
    known, told = card["known"], card["told"]
    for name, declared in card["spoken"]:
        if name not in known or known[name] != values[name]:
            known[name], told[name] = values[name], words(values[name], declared)
    return told


def _sound(name, value, kind):
    """As declared: a word, a number, a list of numbers; None for what is not there."""
    if kind == "word":
        return
    if isinstance(value, list) != (kind == "series"):
        raise ValueError("the result " + name + " is not " + ("a list" if kind == "series" else "a number"))
    for number in value if kind == "series" else [value]:
        if number is None:
            continue
        if not isinstance(number, (int, float)):
            raise ValueError("the result " + name + " is not a number")
        if number - number != 0:  # so with infinity, and with what is no number
            raise ValueError("the result " + name + " is not a finite number")
