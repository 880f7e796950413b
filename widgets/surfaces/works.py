"""Works: how a notebook names the works of the bibliography, by author and year, as the page does; and what terms mean."""

import functools
import re
import unicodedata

from widgets.record import DataError, folder, table
from widgets.shelf import ledger

APART = re.compile(r"\s+and\s+(?![^{]*\})")
ACCENT = re.compile(r"\\([\"'`])\{?(\w)\}?")  # as TeX writes them
OTHER = re.compile(r"\{term\}`([^`<]+?) *<([^`>]+)>`")
ACCENTS = {'"': "\u0308", "'": "\u0301", "`": "\u0300"}


@functools.cache
def works():
    """{key: (author, year)} of book/references.bib; {} where a notebook stands without the book."""
    try:
        return {key: _named(fields) for key, fields in ledger.references().items()}
    except (DataError, OSError):
        return {}


def _named(entry):
    """Lin and Yang; Chen et al.; where nobody is named, the title."""
    named = entry.get("author") or entry.get("editor") or entry.get("title", "")
    people = [_surname(one) for one in APART.split(named)]
    told = f"{people[0]} et al." if len(people) > 2 else " and ".join(people)
    return told, entry.get("year", "n.d.")


def _surname(name):
    """What stands before the comma; all of it where braces keep a name whole."""
    told = ACCENT.sub(lambda found: unicodedata.normalize("NFC", found[2] + ACCENTS[found[1]]), name)
    told = told.replace("--", "–")
    return re.sub(r"[{}\\]", "", told if name[:1] + name[-1:] == "{}" else told.split(",")[0]).strip()


@functools.cache
def terms():
    """{term: its characters, how they are spoken, what it means} of the glossary; {} where a notebook stands without it."""
    try:
        meant = {row["english"]: "{simplified} {pinyin}. {definition}".format(**row) for row in table("glossary")}
        return {**_in_other_words(meant), **meant}
    except (DataError, OSError):
        return {}


def _in_other_words(meant):
    """{words: what they mean} where a chapter writes {term}`words <term>`: a front end keeps the words only."""
    known = {term.lower(): meaning for term, meaning in meant.items()}
    chapters = sorted((folder().parent / "book").glob("*.ipynb"))
    found = [pair for path in chapters for pair in OTHER.findall(path.read_text(encoding="utf-8"))]
    return {words: known[term.lower()] for words, term in found if term.lower() in known}


def cited(keys):
    """These works in a sentence: Lin and Yang (2000), Wagner (2011). One that is not known keeps its key."""
    return "; ".join("{} ({})".format(*works()[key]) if key in works() else key for key in keys)
