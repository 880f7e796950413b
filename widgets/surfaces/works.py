"""Works: how a notebook names the works of the bibliography, by author and year, as the page does; and what terms mean."""

import functools

from pybtex.richtext import Text

from widgets.record import DataError, table
from widgets.shelf import ledger


@functools.cache
def works():
    """{key: (author, year)} of book/references.bib; {} where a notebook stands without the book."""
    try:
        return {key: _named(fields) for key, fields in ledger.references().items()}
    except (DataError, OSError):
        return {}


def _named(entry):
    """Lin and Yang; Chen et al.; where nobody is named, the title."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [" ".join(one.prelast_names + one.last_names) for one in people] or [entry.fields.get("title", "")]
    told = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    return str(Text.from_latex(told)), entry.fields.get("year", "n.d.")


@functools.cache
def terms():
    """{term: its characters, how they are spoken, what it means} of the glossary; {} where a notebook stands without it."""
    try:
        return {row["english"]: "{simplified} {pinyin}. {definition}".format(**row) for row in table("glossary")}
    except (DataError, OSError):
        return {}


def cited(keys):
    """These works in a sentence: Lin and Yang (2000), Wagner (2011). One that is not known keeps its key."""
    return "; ".join("{} ({})".format(*works()[key]) if key in works() else key for key in keys)
