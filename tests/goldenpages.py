"""Pages as a reader gets them: those of the tests' small book, in which every hook of the build has its hand, as lines.

What is told of a page: its title and what it says of itself, the ways from it, and each block of its text with where its links
lead. Of many blocks of one kind in a row, as a table makes them, the first are told, the last, and some between.
"""

import collections
import itertools
import json
import re
from pathlib import Path

from bs4 import BeautifulSoup

SAMPLE = Path(__file__).parents[1] / "_build/sample/_build/html"
BLOCKS = "h1 h2 h3 h4 p li dt dd tr figcaption summary nav caption img button".split()
FIRST, LAST, EVERY, LONG = 4, 2, 12, 240
# figures have a golden text of their own; where a notebook can be run hangs on the clone's remote (tests/test_anywhere.py)
SELF = "[data-explorable], script, style, svg, details.acts"
WITHIN = ["tr", "li", "dd", "dt", "nav"]  # told whole


def pages():
    """The lines of all pages of the built sample; FileNotFoundError where it is not built."""
    files = sorted(SAMPLE.rglob("*.html"))
    if not files:
        raise FileNotFoundError(f"{SAMPLE}: the sample is not built: run make sample")
    return [*searched(), *(line for file in files for line in ["", *page(file)])]


def searched():
    """What the search page looks through: each page in turn, with how many places it has of each kind."""
    text = (SAMPLE / "_static/words.js").read_text(encoding="utf-8")
    book, _ = json.JSONDecoder().raw_decode(text[text.index("var book = ") + len("var book = ") :])
    for name, places in book:
        kinds = collections.Counter(kind for _, kind, *_ in places)
        yield f"searched: {name}: {', '.join(f'{kind} ({many})' for kind, many in kinds.items())}"


def page(file):
    whole = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    ways = sorted({link["href"] for link in whole.select("[data-explorable] a[href]")})
    reached = collections.Counter(f"{one.name} {one['tabindex']}" for one in whole.select("[tabindex]"))
    for part in whole.select(SELF):
        part.decompose()
    yield file.relative_to(SAMPLE).as_posix()
    yield f"title: {whole.title.get_text() if whole.title else ''}"
    yield f"html {attributes(whole.html)}; body {attributes(whole.body)}"
    for one in whole.select("meta[content]:not([name=author]), link[href]"):  # an edition's author is its own
        yield f"{one.name} {attributes(one)}"
    if ways:
        yield f"ways from figures: {' '.join(ways)}"
    yield f"in the order of focus: {', '.join(f'{name} ({many})' for name, many in sorted(reached.items()))}"
    blocks = [one for one in whole.body.find_all(BLOCKS) if not one.find_parent(WITHIN)]
    for kind, row in itertools.groupby(
        blocks, lambda one: (one.parent.name, "" if one.parent.name == "dl" else one.name)
    ):
        yield from told(kind, list(row))


def told(kind, blocks):
    """A row of blocks of one kind, as lines."""
    for n, one in enumerate(blocks):
        if n < FIRST or n >= len(blocks) - LAST or n % EVERY == 0:
            links = "".join(f" -> {link['href']}" for link in one.select("a[href]")[:6])
            yield f"{' '.join(kind)} {attributes(one)}: {short(one.get_text(' ', strip=True))}{links}"
    if len(blocks) > FIRST + LAST:
        yield f"{' '.join(kind)}: {len(blocks)} in a row"


def attributes(element):
    """What a reader or a program can tell an element by; what is counted up at each build is left out."""
    if element is None:
        return ""
    named = {key: " ".join(value) if isinstance(value, list) else value for key, value in element.attrs.items()}
    return " ".join(f"{key}={re.sub(r'[?]v=[0-9a-f]+', '', short(value))!r}" for key, value in sorted(named.items()))


def short(text):
    text = re.sub(r"^To cite : .*?, version [^,]+", "To cite …", re.sub(r"\s+", " ", text))  # as each edition has it
    return text if len(text) <= LONG else f"{text[:LONG].rpartition(' ')[0]} … ({len(text)})"
