"""An edition's pages: text that no longer holds beside a changed model is found, other numbers near it are listed."""

import logging

import opened
import pytest
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser
from sphinx.util import logging as sphinx_logging

from widgets.shelf import overlay

LAID = {
    "opens": {"away": 60},
    "range": {"away": [0, 95]},
    "hidden": ["extra"],
    "scenarios": {"rename": {"October released": "October set free"}},
}
PAGE = """# A page

```{raw} html
<figure data-explorable="labour_split"></figure>
```

What is never brought in: [18 million tonnes](live:labour_split/lost). In the model 90 million go.
In 1958 they went on 7 October.

[A hundred](set:labour_split?away=100) go. [Sixty](set:labour_split?away=60&extra=15) stay.
[More help](set:labour_split?extra=30).

Press “October released” and see.

## Elsewhere

Here stand 12 ovens, beside no model.
"""
# as the book's settings have them; by docutils alone a link that begins with # would be looked for
SCHEMES = {"live": {"url": "#{{path}}"}, "set": {"url": "#{{path}}?{{query}}"}}


def parsed():
    more = {"raw_enabled": True, "myst_url_schemes": SCHEMES}
    return publish_doctree(PAGE, source_path="a.md", parser=Parser(), settings_overrides=more)


@pytest.fixture
def read(monkeypatch, caplog):
    """What the page's text becomes in an edition, what stops the build, and what is only listed."""
    monkeypatch.setattr(overlay, "edition", lambda: {"name": "seminar", "models": {"labour_split": LAID}})
    monkeypatch.setattr(logging.getLogger(sphinx_logging.NAMESPACE), "propagate", True)
    doctree = parsed()
    caplog.set_level(logging.INFO)
    opened.read(None, doctree)
    told = [(record.levelname, record.getMessage()) for record in caplog.records]
    return (
        doctree,
        [words for level, words in told if level == "WARNING"],
        [words for _, words in told if "NOTICE" in words],
    )


def test_numbers_are_written_as_the_model_opens(read):
    doctree, _, notices = read
    assert "never brought in: 9 million tonnes." in doctree.astext()
    told = "a.md:7: NOTICE: 18 million tonnes became 9 million tonnes, as the model opens here: “What is never brought in: 9"
    assert notices[0].startswith(told)


def test_what_no_longer_holds_stops_the_build_with_its_sentence(read):
    _, wrong, _ = read
    assert wrong == [
        "[A hundred](#labour_split?away=100) sets away=100, not within 0 to 95: “A hundred go.”; expected other words, below "
        "prose in courses/seminar.yml",
        "[More help](#labour_split?extra=30) sets extra=30, which this edition holds at 15: “More help.”; expected other "
        "words, below prose in courses/seminar.yml",
        "the scenario “October released” of labour_split has no such name here: “Press “October released” and see.”; "
        "expected other words, below prose in courses/seminar.yml",
    ]


def test_numbers_that_no_model_moves_are_listed_and_neither_years_nor_days_are(read):
    _, _, notices = read
    assert [one.split("numbers: ")[1] for one in notices[1:]] == ["“In the model 90 million go.”"]


def test_the_book_itself_is_left_alone(monkeypatch):
    monkeypatch.setattr(overlay, "edition", dict)
    doctree = parsed()
    before = doctree.pformat()
    opened.read(None, doctree)
    assert doctree.pformat() == before


@pytest.mark.parametrize(("held", "written"), [(0.3, "0.3"), (15, "15.0"), (True, "true"), ("own", "own")])
def test_a_link_to_the_value_that_is_held_is_none_that_is_lost(held, written):
    assert opened.unfit({"held": held}, written) == ""
