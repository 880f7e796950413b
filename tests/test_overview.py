"""The chapters on the front page: all that the contents list, each with its own question and its model's small picture."""

import io
import re
from html import unescape

import chapters
import pytest
from PIL import Image
from playwright.sync_api import expect
from test_access import SETTLED

from widgets.shelf import library

QUESTION = re.compile(r":::\{div\} question\n(.*?)\n:::", re.S)
ITEM = re.compile(r"<li><a href=\"([^\"]+)\">.*?</li>", re.S)
LISTINGS = pytest.mark.parametrize("listing", chapters.listings())


def items(folder, page):
    """{page: its item in the list}."""
    html = (folder / page).read_text(encoding="utf-8")
    listing = re.search(r'<div class="chapters.*?</ol>', html, re.S)[0]
    return {match[1]: match[0] for match in ITEM.finditer(listing)}


def plain(text):
    """The words, whichever way their apostrophes are written."""
    return unescape(text).replace("’", "'")


def asked():
    """{page: its question} of the chapters in the contents that have one."""
    left = chapters.left_out()
    pages = {page: QUESTION.search(chapters.prose(page)) for page in chapters.notebooks() if page not in left}
    return {
        f"{page}.html": " ".join(found[1].split())
        for page, found in pages.items()
        if found and page != chapters.contents()[0]
    }


def title(name, settings):
    """A model's title as a page opens it."""
    module = library.load(name)
    return library.said(module, library.work(module, library.settings(module, settings)))["TITLE"]


@LISTINGS
def test_every_chapter_of_the_contents_is_there_with_its_own_question(site, listing):
    found = items(site, listing)
    assert set(asked()) <= set(found)
    for page, question in asked().items():
        assert plain(question) in plain(re.sub(r"<[^>]+>", "", found[page])), page


@LISTINGS
def test_every_chapter_with_a_model_shows_it_and_names_it_for_screen_readers(site, listing):
    found = items(site, listing)
    shown = {f"{page}.html" for page, _, _ in chapters.marks()} & set(found)
    assert shown
    for page in shown:
        titles = [title(model, at) for name, model, at in chapters.marks() if f"{name}.html" == page]
        alt = re.search(r'alt="Its model: ([^"]+)"', found[page])[1]
        assert plain(alt) in map(plain, titles), page
        picture = site / re.search(r'src="([^"]+)"', found[page])[1]
        text = picture.read_text(encoding="utf-8")
        assert "<path" in text
        assert "<text" not in text  # too small to be read
        assert len(text) < 60_000


def test_an_edition_lists_its_own_chapters_and_none_that_it_leaves_out(sample):
    found = items(sample, "index.html")
    assert "at-work.html" in found
    assert "left-out.html" not in found
    assert "bibliography.html" not in found  # asks nothing and shows nothing
    assert (sample / "_static/pictures/at-work.svg").is_file()


@pytest.mark.browser
@LISTINGS
def test_the_pictures_are_on_the_pages_own_paper(page, server, listing):

    page.goto(f"{server}/{listing}")
    pictures = page.locator(".chapters img")
    pictures.first.scroll_into_view_if_needed()
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("img => img.naturalWidth") > 0
    for scheme, paper in (("light", (252, 252, 250)), ("dark", (21, 25, 27))):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        for picture in pictures.all():
            shot = Image.open(io.BytesIO(picture.screenshot())).convert("RGB")
            drawn = sorted(shot.getcolors(1 << 20), reverse=True)
            assert drawn[0][1] == paper  # most of it
            assert len(drawn) > 9
