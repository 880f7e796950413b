"""Worded: what a mini-model says of itself, at every setting that is tried: title, sentence, text alternative, reply."""

import re

from widgets import contract
from widgets.shelf.marked import fail

GAP = re.compile(r" [.,;:)]|\( ")  # left where a phrase in the middle had no words


def texts(module):
    """What a model says anew at each setting: {key: sentence with names in braces}."""
    said = {key: getattr(module, key) for key in ("TITLE", "SENTENCE", "ALT")}
    if hasattr(module, "QUESTION"):
        said["QUESTION reply"] = module.QUESTION["reply"]
    return said


def said(module, tried, record):
    """Each text names what there is, and says something wherever the sliders go. tried: [(settings, results)]."""
    known = {**module.CONTROLS, **module.RESULTS}
    phrases = {name: d["options"] for name, d in module.RESULTS.items() if d["kind"] == "word" and not d["label"]}
    for name, options in phrases.items():
        for value, text in options.items():
            _names(f'RESULTS["{name}"] {value}', text, known)
    for key, text in texts(module).items():
        _names(key, text, known)
        for values, results in tried:
            _sound(key, contract.say(text, {**values, **results}, known), values, tried[0][0])


def names(text):
    """The names in braces of a text."""
    return [part.split("}")[0] for part in text.split("{")[1:]]


def _names(key, text, known):
    for name in names(text):
        if name not in known:
            fail(key, "{" + name + "}", "names of controls and results", name, known)


def _sound(key, words, values, start):
    """No empty text, and no gap where a phrase was to be."""
    if not words or GAP.search(words):
        at = ", ".join(f"{n}={v}" for n, v in values.items() if v != start[n]) or "the defaults"
        fail(f"{key} at {at}", repr(words), "words at every setting")
