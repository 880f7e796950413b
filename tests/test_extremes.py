"""Where a slider goes to its end: no text says what nobody would say, and no control in view is dead as a model opens."""

import re

import chapters
import pytest

from widgets import contract
from widgets.shelf import check, extremes, library

MODELS = [name for name in library.names() if not name.startswith("specimen")]


@pytest.mark.parametrize("name", MODELS)
def test_no_text_reads_wrongly_at_an_end_or_a_corner(name):
    assert extremes.faults(library.load(name)) == []


PLANTED = {
    "a bare nought": ("SENTENCE", "With {taken} taken, 0 per cent is left."),
    "nothing, of something": ("TITLE", "There is nothing of {end}"),
    "one of many": ("SENTENCE", "After 1 months {end} is left."),
    "a number below nought": ("ALT", "A line that falls by −3."),
    "a sign for a word": ("SENTENCE", "With 20% taken, {end} is left."),
    "not so many as that": ("SENTENCE", "Up to {end}, by nothing."),
    "twice the same": ("SENTENCE", "By {rule} and {rule}."),
}


@pytest.mark.parametrize("why", PLANTED)
def test_a_text_that_reads_wrongly_is_noticed(why, monkeypatch):
    module = library.load("specimen_words")
    assert extremes.faults(module) == []
    monkeypatch.setattr(module, *PLANTED[why])
    assert why in [fault[2] for fault in extremes.faults(module)]


def test_a_nought_that_only_a_corner_shows_is_noticed(monkeypatch):
    """Planted: the words for nothing left are gone."""
    module = library.load("specimen_words")
    monkeypatch.setitem(module.RESULTS["end"], "zero", "")
    assert ("SENTENCE", "a bare nought") in [fault[1:3] for fault in extremes.faults(module)]


# ---- dead controls ------------------------------------------------------------------------------------------------------
def places(control):
    """Places along a control's whole range."""
    if control["kind"] != "number":
        return check.ends(control)
    steps = round((control["high"] - control["low"]) / control["step"])
    along = [*range(0, steps, max(1, steps // 12)), steps]
    return [control["low"] + control["step"] * step for step in along]


def shown(module, found):
    """{result: what a reader is told of it}, each as it is written."""
    told = {}
    for name, d in module.RESULTS.items():
        one = {**d, "kind": "amount", "names": None} if d["kind"] == "series" else d
        told[name] = [contract.words(value, one) for value in (found[name] if d["kind"] == "series" else [found[name]])]
    return told


def moves(module, name):
    """Whether a control, moved over its range as the model opens, changes a result that is not its own value again."""
    start, needs = library.settings(module, {}), library.record(module)
    found = [(place, library.work(module, {**start, name: place}, needs)) for place in places(module.CONTROLS[name])]
    echoes = [key for key in module.RESULTS if all(one[key] in (place, [place]) for place, one in found)]
    seen = [{key: words for key, words in shown(module, one).items() if key not in echoes} for _, one in found]
    return any(one != seen[0] for one in seen)


def dead(module):
    """The controls in view that change nothing as the model opens."""
    return [name for name, control in module.CONTROLS.items() if not control["more"] and not moves(module, name)]


@pytest.mark.parametrize("name", MODELS)
def test_no_control_in_view_is_dead_as_a_model_opens(name):
    assert dead(library.load(name)) == []


def test_a_dead_control_is_noticed():
    """Two of the specimen wait for another, and stand in view."""
    assert dead(library.load("specimen_words")) == ["june", "july"]


# ---- one way to write a number ------------------------------------------------------------------------------------------
SIGN = re.compile(r"\d ?%")
BARE = re.compile(r"(?<![\d.,/#=_-])\d{5,}(?![\d%])|\d[\u202f\u2009 ]\d{3}(?![\d.])")


def prose():
    """{where: running text} of the chapters, pages and solutions, what is not for reading left out."""
    texts = {page: chapters.prose(page) for page in chapters.notebooks()}
    for path in sorted([*chapters.BOOK.glob("*.md"), *chapters.BOOK.glob("solutions/*.md")]):
        texts[str(path.relative_to(chapters.BOOK))] = path.read_text(encoding="utf-8")
    cut = re.compile(r"`[^`]*`|\]\([^)]*\)|```.*?```|\$[^$]*\$", re.S)
    return {where: cut.sub(" ", text) for where, text in texts.items()}


def spoken():
    """{where: text} of what the mini-models say in words beside their live texts."""
    found = {}
    for name in MODELS:
        module = library.load(name)
        parts = [module.LIMITS, getattr(module, "QUESTION", {"ask": ""})["ask"], *module.SCENARIOS]
        for control in module.CONTROLS.values():
            parts += [control["label"], control["assumed"] or "", control["disputed"], control["view"] or ""]
        found[name] = " ".join(parts)
    return found


def test_a_share_is_in_words_and_thousands_have_a_comma_everywhere():
    for where, text in {**prose(), **spoken()}.items():
        assert SIGN.findall(text) == [], where
        assert BARE.findall(text) == [], where
