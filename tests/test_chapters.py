"""The chapters: what their text promises is so. Numbers in the text, links that set a model, claims settled where said."""

import itertools
from html.parser import HTMLParser

import chapters
import pytest
from byhand import WORKED
from playwright.sync_api import expect

from widgets.record import table
from widgets.shelf import library

PAGES = sorted(chapters.notebooks())
LONG = 12  # words: shorter sentences may stand in two chapters


def test_every_mini_model_is_shown_somewhere():
    """Of the book's own: an edition may have one that waits for its chapter."""
    assert set(WORKED) & set(library.names()) <= {model for _, model, _ in chapters.marks()}


def test_no_long_sentence_stands_in_two_chapters():
    pages = {}
    for page in PAGES:
        for words in chapters.sentences(page):
            if len(words) >= LONG:
                pages.setdefault(" ".join(words), set()).add(page)
    assert {sentence: where for sentence, where in pages.items() if len(where) > 1} == {}


def test_no_chapter_opens_like_another():
    openings = {page: " ".join(itertools.chain(*chapters.sentences(page)))[:60] for page in PAGES}
    assert len(set(openings.values())) == len(openings)


class Sections(HTMLParser):
    """The sections of a built page: {heading: [words, cited works]}, a section's own text and that below it."""

    def __init__(self):
        super().__init__()
        self.open, self.found, self.heading = [], {}, None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "section":
            self.open.append([])
        if tag in ("h1", "h2", "h3"):
            self.heading = ""
        if tag == "a" and attributes.get("href", "").startswith(("#", "bibliography.html#")):
            for words in self.open:
                words.append("cite:" + attributes["href"].split("#")[1])

    def handle_data(self, data):
        if self.heading is not None:
            self.heading += data
        else:
            for words in self.open:
                words.extend(data.split())

    def handle_endtag(self, tag):
        if tag in ("h1", "h2", "h3") and self.heading is not None:
            if self.open:
                self.found[" ".join(self.heading.split())] = self.open[-1]
            self.heading = None
        if tag == "section" and self.open:
            self.open.pop()


def claims():
    return [row for row in table("claims") if row["heading"] and row["chapter"] not in chapters.left_out()]


@pytest.mark.parametrize("claim", claims(), ids=lambda row: row["id"])
def test_a_claim_is_settled_where_the_table_says(site, claim):
    """The section exists, holds at least sixty words and cites a work of the claim's list."""
    sections = Sections()
    sections.feed((site / f"{claim['chapter']}.html").read_text(encoding="utf-8"))
    assert claim["heading"] in sections.found, sorted(sections.found)
    words = sections.found[claim["heading"]]
    assert len([word for word in words if not word.startswith("cite:")]) >= 60
    wanted = [key.strip() for key in claim["keys"].split(";") if key.strip()]
    cited = " ".join(word for word in words if word.startswith("cite:"))
    assert not wanted or any(key in cited for key in wanted), (wanted, cited)


# ---- the model comes early ----------------------------------------------------------------------------------------
EARLY = sorted({f"{page}.html" for page, _, _ in chapters.marks() if page in chapters.contents()[1:]})
SCREENS = {"wide": (1280, 800, 2), "phone": (360, 740, 3)}  # and how many of them may pass before the model
FOUND = """(end) => {
  const [model, claims] = ["[data-explorable]", ".admonition.claims"].map((one) => document.querySelector(one));
  const top = Math.round(model.getBoundingClientRect().top + scrollY), said = model.closest(".cell").nextElementSibling;
  const first = claims && claims.compareDocumentPosition(model) & Node.DOCUMENT_POSITION_FOLLOWING;
  return [top < end ? "" : `its model begins at ${top} px`, said?.matches("p") ? "" : "nothing says what its model shows",
    first ? "its claims come first" : ""].filter(Boolean); }"""
PLANTED = "document.querySelector('section > section:last-child').append(document.querySelector('.cell:has(figure)'))"


@pytest.fixture(params=SCREENS)
def screen(request, tab):
    """(a page of this size, where its last screen ends by which a model has begun)."""
    width, height, screens = SCREENS[request.param]
    return tab(width, height), height * screens


def skipped_to(page):
    """The model that is two keys from the top: the link "Skip to the model", which only a keyboard finds."""
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the model")).to_be_focused()
    page.keyboard.press("Enter")
    return page.locator("[data-explorable]").first


@pytest.mark.browser
def test_a_model_comes_early_then_what_it_shows_then_the_claims(screen, site):
    """And two keys from the top it is focused, its head in sight."""
    page, end = screen
    late = {}
    for name in EARLY:
        page.goto((site / name).as_uri())
        late[name] = page.evaluate(FOUND, end)
        model = skipped_to(page)
        expect(model).to_be_focused()
        assert 0 <= model.bounding_box()["y"] < page.viewport_size["height"] / 2, name
    assert {name: why for name, why in late.items() if why} == {}


@pytest.mark.browser
def test_a_late_model_would_be_noticed(screen, site):
    """Planted: the model at the end of its chapter, after the claims, and no word on it."""
    page, end = screen
    page.goto((site / EARLY[0]).as_uri())
    page.evaluate(PLANTED)
    assert [why.split(" at ")[0] for why in page.evaluate(FOUND, end)] == [
        "its model begins",
        "nothing says what its model shows",
        "its claims come first",
    ]
