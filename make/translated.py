"""Translated: what the language of a course makes of its pages and figures, by the catalogues of `locale/`."""

import re

import catalogue
import prose

from widgets.shelf import library, tongue

ENGLISH = "en"


def language(course):
    """The course's language as its catalogues are named; "" for the book's own."""
    told = course.told.get("language", ENGLISH)
    return "" if told == ENGLISH else told


def look(course):
    """Note a language that has no catalogues, and what is wrong with those that it has."""
    asked = language(course)
    if asked and asked not in catalogue.languages():
        there = [ENGLISH, *catalogue.languages()]
        expected = f"one of {', '.join(there)}; `make catalogue LANGUAGE={asked}` begins another"
        course.mistake(("language",), asked, expected, there)
    elif asked:
        course.wrong += catalogue.amiss(asked)
    return course


def said(course, text):
    """What pages say beside their own text, in the course's language."""
    return catalogue.table(language(course), tongue.FIGURE).get(text, text)


# ---- the pages ------------------------------------------------------------------------------------------------------------
def page(course, name, cells):
    """The cells of a page of an edition in its language. What a course brings of its own is not looked for in catalogues."""
    words, known = pairs(course, name), english(name)
    words = {text: said(course, text) for text in catalogue.BOXES} | words if words else {}
    return prose.translated(cells, words, known if words else ())


def english(name):
    """What a page has from the book: its own messages, and those of its solutions, which may stand in it."""
    own = [one for one in (name, f"solutions/{name}") if one in catalogue.pages()]
    return {text for one in own for text in catalogue.messages(one)}


def pairs(course, name):
    """{english: words} for a page."""
    return catalogue.table(language(course), f"solutions/{name}") | catalogue.table(language(course), name)


def count(course, name, cells):
    """(how many passages of a page are in its language, of how many): of those that the book has, as the edition has them."""
    words, there = pairs(course, name), [text for text in prose.messages(cells) if text in english(name)]
    return sum(text in words for text in there), len(there)


# ---- the figures ------------------------------------------------------------------------------------------------------------
def edition(course, cells, models):
    """What `edition.json` says of the language (widgets/shelf/tongue.py). cells: {page: its cells, in English}."""
    asked = language(course)
    if not asked:
        return {}
    tables = {name: catalogue.table(asked, name) for name in (*catalogue.SPOKEN, *models)}
    return {
        "language": asked,
        "format": catalogue.signs(asked),
        "sample": catalogue.sample(asked),
        "words": {name: table for name, table in tables.items() if table},
        "pages": {name: count(course, name, one) for name, one in cells.items()},
        "headings": headings(course, cells),
    }


def headings(course, cells):
    """{a heading in English: as the edition has it}: the table of claims names where each is settled."""
    found = {}
    for name, one in cells.items():
        said = [head for cell in one for head in re.findall(r"^## (.+?) *$", "".join(cell["source"]), re.M)]
        found |= {head: words for head in said for words in [pairs(course, name).get(head)] if words}
    return found


# ---- what is missing --------------------------------------------------------------------------------------------------------
def missing(course, cells, models):
    """What is to be told of a translation: how much of each page, each model and of what all figures say is there."""
    asked = language(course)
    if not asked:
        return []
    every = {name: count(course, name, one) for name, one in cells.items()}
    every |= {f"model {name}": _of(asked, name) for name in models}
    every |= {"buttons and lines of all figures": _of(asked, tongue.FIGURE), "messages": _of(asked, tongue.SCRIPT)}
    called = catalogue.Locale.parse(asked).get_display_name("en")
    some, whole = (sum(one[n] for one in every.values()) for n in (0, 1))
    return [
        f"{called}: {some:,} of {whole:,} strings",
        *(f"  {name}: {share(*one)}" for name, one in every.items() if one[1]),
    ]


def _of(asked, domain):
    there = catalogue.messages(domain)
    return sum(text in catalogue.table(asked, domain) for text in there), len(there)


def share(some, whole):
    return f"{100 * some // whole} %" + (f" ({whole - some} of {whole} missing)" if some < whole else "")


def models(cells):
    """The book's mini-models that pages show, in their order: a course's own is in its language as it stands."""
    code = [cell for one in cells.values() for cell in one if cell["cell_type"] == "code"]
    found = dict.fromkeys(name for cell in code for name in catalogue.SHOWN.findall("".join(cell["source"])))
    return [name for name in found if name in library.names()]
