"""What is said follows what is set: title, text alternative, controls that wait for another; and what prints is the opening."""

import comparing
import pytest
from playwright.sync_api import expect

from widgets import explore
from widgets.shelf import library

NAME = "specimen_words"
MODULE = library.load(NAME)
START = library.settings(MODULE, {})


def said(values):
    """{"TITLE", "SENTENCE", "ALT"} as CPython says them."""
    return library.said(MODULE, library.work(MODULE, {**START, **values}))


DESCRIBED = """field => field.getAttribute("aria-describedby").split(" ")
  .map((id) => document.getElementById(id).textContent).join(" ")"""


@pytest.fixture
def root(specimen):
    return specimen(NAME)


def states(root):
    """What a reader is told of the model: title, sentence, text alternative, what kind of state, the settings in words."""
    parts = (".title", ".said output", f"#{NAME}-alt", ".kind", ".printed")
    return [root.locator(part).text_content() for part in parts] + [root.page.evaluate(comparing.MARKS, NAME)]


@pytest.mark.browser
def test_title_and_text_alternative_follow_the_sliders(root):
    for values in ({}, {"taken": 100}, {"rule": "own", "june": 40}):
        root.page.evaluate(comparing.MOVE, [NAME, {**START, **values}])
        expect(root.locator(".title")).to_have_text(said(values)["TITLE"])
        assert root.locator(f"#{NAME}-alt").text_content() == said(values)["ALT"]
    assert said({})["TITLE"] != said({"taken": 100})["TITLE"]
    expect(root.locator(".kind")).to_have_text("Model · your setting")


@pytest.mark.browser
def test_a_longer_title_does_not_move_the_picture(root, site):
    root.page.set_viewport_size({"width": 320, "height": 700})
    root.page.evaluate("document.documentElement.classList.add('js')")  # as a page of the book does
    root.page.add_style_tag(content=(site / "_static/page.css").read_text(encoding="utf-8"))
    top = root.locator("svg.plot").evaluate("plot => plot.getBoundingClientRect().top + scrollY")
    root.locator("input[name=taken]").fill("100")
    expect(root.locator(".title")).to_have_text(said({"taken": 100})["TITLE"])
    assert root.locator("svg.plot").evaluate("plot => plot.getBoundingClientRect().top + scrollY") == top


@pytest.mark.browser
def test_a_control_that_waits_can_be_set_once_what_it_waits_for_is_there(root):
    june, exact, taken = (root.locator(f"input[{at}]") for at in ("name=june", "data-exact=june", "name=taken"))
    line = "Counts only with Rule: month by month."
    assert root.locator(".waits").all_text_contents()[1:] == [
        line,
        line,
    ]  # once for June and July, once under More settings
    for field in (june, exact):
        expect(field).to_be_disabled()
    assert line in june.evaluate(DESCRIBED)
    expect(taken).to_be_enabled()
    root.get_by_label("month by month").press("Space")  # the page has no styles here, and shifts under a pointer
    for field in (june, exact):
        expect(field).to_be_enabled()
    expect(taken).to_be_disabled()
    june.press("End")
    expect(root.locator(".said output")).to_have_text(said({"rule": "own", "june": 40})["SENTENCE"])


@pytest.mark.browser
def test_what_prints_is_the_model_as_it_opened(root):
    """Picture, sentence, title, text alternative and numbers; then the reader's own state is there again."""
    opened = states(root)
    root.page.evaluate(comparing.MOVE, [NAME, {**START, "taken": 100}])
    moved = states(root)
    assert all(now != then for now, then in zip(moved, opened, strict=True))
    root.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert states(root) == opened
    root.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert states(root) == moved


def test_a_kernels_title_and_words_follow():
    one = explore(NAME)
    assert one.widget().html.count("Counts only with Rule: month by month") == 2
    one.set(rule="own", june=40)
    assert one.figure().alt == said({"rule": "own", "june": 40})["ALT"]
    assert one.title == said({"rule": "own", "june": 40})["TITLE"]
