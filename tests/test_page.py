"""The built page in a real Chromium: what a reader can do with it, from a sample_server and from disk."""

import comparing
import pytest
from playwright.sync_api import expect

from widgets.shelf import library

pytestmark = pytest.mark.browser
CHAPTER = "at-work.html"
DEFAULTS = library.settings(library.load("labour_split"), {})


def said(values):
    return comparing.sentence("labour_split", {**DEFAULTS, **values})


def test_before_its_script_runs_the_page_shows_the_picture_the_sentence_and_dead_controls(tab, address):
    page = tab(java_script_enabled=False)
    page.goto(f"{address}/{CHAPTER}")
    root = page.locator("[data-explorable=labour_split]")
    assert root.get_attribute("data-state") == "still"
    expect(root.locator(".said output")).to_have_text(said({}))
    assert root.locator("svg.plot text").count() > 10
    assert root.locator("input:not([disabled])").count() == 0


def test_a_slider_answers_to_the_keyboard(live, address):
    root = live(f"{address}/{CHAPTER}")
    slider = root.locator("input[name=away]")
    slider.focus()
    slider.press("ArrowLeft")
    expect(root.locator(".said output")).to_have_text(said({"away": 85}))
    assert slider.get_attribute("aria-valuetext") == "85 million"


def test_a_slider_answers_to_dragging(live, address):
    root = live(f"{address}/{CHAPTER}")
    before = root.locator("[data-mark='line edge barn'] path").get_attribute("d")
    slider = root.locator("input[name=away]")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    root.page.mouse.move(box["x"] + 12 + (box["width"] - 24) * 0.75, middle)
    root.page.mouse.down()
    root.page.mouse.move(box["x"] + 2, middle, steps=8)
    root.page.mouse.up()
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))
    assert root.locator("[data-mark='line edge barn'] path").get_attribute("d") != before
    assert root.locator("[data-mark='show lost']").evaluate("mark => getComputedStyle(mark).visibility") == "hidden"


def test_a_choice_and_a_scenario_answer(live, address):
    root = live(f"{address}/{CHAPTER}")
    root.get_by_label("November to February").last.check()
    expect(root.locator(".said output")).to_have_text(said({"months": "winter"}))
    root.get_by_role("button", name="October released").click()
    expect(root.locator(".said output")).to_have_text(said({"months": "released"}))
    assert root.get_by_role("button", name="October released").get_attribute("aria-pressed") == "true"


def test_a_link_restores_a_state(live, address):
    root = live(f"{address}/{CHAPTER}#labour_split?away=60&months=early&loss=70")
    expect(root.locator(".said output")).to_have_text(said({"away": 60, "months": "early", "loss": 70}))
    root.page.evaluate("location.hash = '#labour_split?away=30'")
    expect(root.locator(".said output")).to_have_text(said({"away": 30}))


def test_a_link_that_asks_too_much_is_followed_as_far_as_it_can_be_and_says_so(live, address):
    root = live(f"{address}/{CHAPTER}#labour_split?away=500&loss=lots&months=never&colour=%E0%A4&extra=-3;nobody?x=1")
    expect(root.locator(".said output")).to_have_text(said({"away": 120, "extra": 0}))
    notice = root.locator(".notice").text_content()
    assert notice.count("Not all of the link") == 1
    for part in (
        "away=500 is above 120",
        "loss=lots is not a number",
        "months=never",
        "colour=",
        "extra=-3 is below 0",
    ):
        assert part in notice


def test_each_redraw_is_told_to_the_page(live, address):
    root = live(f"{address}/{CHAPTER}")
    detail = root.page.evaluate(comparing.MOVE, ["labour_split", {**DEFAULTS, "away": 45}])
    results, sentence, _ = comparing.expected("labour_split", {**DEFAULTS, "away": 45})
    assert detail["controls"]["away"] == 45
    assert detail["controls"]["months"] == "drive"
    assert comparing.close(detail["results"]["barn"], results["barn"])
    assert detail["sentence"] == sentence


def test_a_browser_that_cannot_decode_by_itself_comes_to_life_too(page, live, sample_server):
    """Browsers from before 2025 have no Uint8Array.fromBase64."""
    page.add_init_script("delete Uint8Array.fromBase64")
    root = live(f"{sample_server}/{CHAPTER}")
    assert page.evaluate("Uint8Array.fromBase64 === undefined")
    root.locator("input[name=away]").press("End")
    expect(root.locator(".said output")).to_have_text(said({"away": 120}))
