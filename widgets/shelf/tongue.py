"""Tongue: the language of an edition: its words, laid over a mini-model and over what figures say, and its way with numbers.

`edition.json` of a translated edition has beside what `overlay` reads

    {"language": "de", "format": as contract.FORMAT, "words": {"figure" or the name of a model: {english: words}}}

made by `make course` from the catalogues in `locale/`. A model's file stays plain English: its strings are the keys. What
has no words there stays English.
"""

import types

from widgets import contract
from widgets.shelf.overlay import edition

FIGURE, SCRIPT = "figure", "script"  # the catalogues of what all figures say: in their HTML, and by the page's runtime
SAID = "TITLE", "SENTENCE", "ALT", "LIMITS"
DECLARED = frozenset("label unit zero names options on off assumed view disputed blank".split())
ENGLISH = dict(contract.FORMAT)
N_ = str  # marks words for the catalogues that are said later


def language():
    """The edition's language as Sphinx writes it ("zh_CN"); "" where it is the book's own."""
    return edition().get("language", "")


def tag():
    """The same as HTML writes it: "zh-CN"."""
    return (language() or "en").replace("_", "-")


def words(domain):
    """{english: words} of one catalogue: of a model, by its name, or of FIGURE or SCRIPT; {} where there is none."""
    return edition().get("words", {}).get(domain, {})


def said(text, domain=FIGURE):
    """A text of figure or page in the edition's language; as it is where that has no words for it."""
    return words(domain).get(text, text)


def small(label, written):
    """A label within a sentence: `written` in English; as it is in a language with capitals, or none, of its own."""
    return label if language() else written


def settle():
    """Let numbers be written as the edition's language writes them."""
    contract.FORMAT.update({**ENGLISH, **edition().get("format", {})})


def script():
    """What the page's runtime is told of the language, ready for JSON; None where it is the book's own."""
    if not language():
        return None
    return {"language": tag(), "decimal": edition()["format"]["decimal"], "words": words(SCRIPT)}


def laid(words, module):
    """The double of a mini-model that speaks with these words: all that it declares, and (WORDS) what its picture says."""
    double = types.ModuleType(module.__name__)
    vars(double).update(vars(module))
    double.WORDS = words
    for name in SAID:
        setattr(double, name, words.get(getattr(module, name), getattr(module, name)))
    for name in ("CONTROLS", "RESULTS"):
        setattr(double, name, {key: _declared(words, one) for key, one in getattr(module, name).items()})
    double.SCENARIOS = _keyed(words, module.SCENARIOS)
    if hasattr(module, "QUESTION"):
        asked = module.QUESTION
        ask, reply = (words.get(asked[part], asked[part]) for part in ("ask", "reply"))
        double.QUESTION = {"ask": ask, "options": _keyed(words, asked["options"]), "reply": reply}
    return double


def _keyed(words, table):
    return {words.get(key, key): value for key, value in table.items()}


def _declared(words, declaration):
    """A control or a result; `book` holds what an edition has changed of it, as it was."""
    return {
        key: _declared(words, value) if key == "book" else _spoken(words, value) if key in DECLARED else value
        for key, value in declaration.items()
    }


def _spoken(words, value):
    if isinstance(value, list):
        return [_spoken(words, one) for one in value]
    if isinstance(value, dict):
        return {key: _spoken(words, one) for key, one in value.items()}
    return words.get(value, value) if isinstance(value, str) and value else value


class Heard(dict):
    """Words that keep what is asked of them, in order: what `laid` looks for is what a catalogue has to have."""

    def get(self, text, default=None):
        self[text] = ""
        return default


def strings(module):
    """Every string that a mini-model declares, in its order."""
    heard = Heard()
    laid(heard, module)
    return list(heard)
