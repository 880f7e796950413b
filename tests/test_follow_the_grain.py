"""Follow the grain of 1958: the record in it by hand, and the first screen as a reader meets it."""

import itertools

import chapters
import comparing
import pytest
from playwright.sync_api import expect

from widgets import contract
from widgets.models import follow_the_grain, grain_balance
from widgets.record import series
from widgets.shelf import library

NAME = "follow_the_grain"
HOME = chapters.shown()[NAME]
MODULE = library.load(NAME)
START = library.settings(MODULE, {})
STEPS = follow_the_grain.STEPS
SIZES = {"desk": {"width": 1280, "height": 800}, "hand": {"width": 360, "height": 740}}


def found(**changes):
    return library.work(MODULE, {**START, **changes})


# ---- the numbers ------------------------------------------------------------------------------------------------------
def test_each_level_adds_to_what_it_was_told_or_passes_it_on():
    told = follow_the_grain.passed_on(100, [True, False, True])
    assert told == pytest.approx([100, 112, 112, 125.44])


@pytest.mark.parametrize("adds", list(itertools.product([True, False], repeat=6)))
def test_what_is_heard_depends_on_how_many_add_and_on_nothing_else(adds):
    values = found(**dict(zip(STEPS, adds, strict=True)))
    assert values["heard"] == pytest.approx(200 * 1.12 ** sum(adds))
    assert [more is not None for more in values["rung"][1:]] == list(adds)


def test_six_that_add_make_the_report_of_counting_grain():
    assert found()["heard"] == pytest.approx(grain_balance.passed_up(200, 0.12, 6)[-1])
    assert [round(told) for told in found()["report"]] == [200, 224, 251, 281, 315, 352, 395]


@pytest.mark.parametrize("year", range(1957, 1963))
def test_what_was_taken_and_left_is_the_records_year_by_year(year):
    values = found(year=year)
    assert values["taken"] == series("procurement_trade_grain")[year]
    assert values["crop"] == series("grain_output_first_published")[year]
    assert values["each"] == pytest.approx(series("grain_left_in_villages")[year], abs=0.6)
    assert values["stays"] + values["taken"] == pytest.approx(values["crop"])
    assert round(values["stays"]) + round(values["taken"]) == int(values["crop"] + 0.5)  # as squares, too


def test_the_report_moves_no_grain_and_no_year_moves_the_report():
    """Side by side, and neither the cause of the other."""
    silent, later = found(**dict.fromkeys(STEPS, False)), found(year=1960)
    for name in ("crop", "taken", "share", "stays", "each", "net", "before", "after"):
        assert silent[name] == found()[name]
    for name in ("report", "heard", "excess"):
        assert later[name] == found()[name]
    assert "does not make one the cause of the other" in MODULE.LIMITS


def test_the_title_is_the_record():
    counted, announced = series("grain_output_first_published")[1958], series("grain_output_announced")[1958]
    assert (
        MODULE.TITLE == f"China harvested {counted:.0f} million tonnes of grain in 1958 and announced {announced:.0f}"
    )


def test_the_opening_sentence():
    assert contract.say(MODULE.SENTENCE, found(), {**MODULE.CONTROLS, **MODULE.RESULTS}) == (
        "Each of six levels adds 12 per cent: Beijing hears of 395 million tonnes. By the record the state takes 52 of the "
        "200 million tonnes of 1958, 26 per cent: 268 kg are left for each villager, or 310 kg once 45 per cent of the take "
        "is sold back."
    )


# ---- the first screen -------------------------------------------------------------------------------------------------
SQUARES = """(root) => Object.fromEntries([...root.querySelectorAll("[data-mark^='units']")].map((mark) => [
  mark.dataset.mark.split(" ")[1],
  [...mark.querySelectorAll("use")].filter((use) => use.getAttribute("visibility") !== "hidden").length]))"""


@pytest.fixture
def front(browser, server):
    """A function that opens the model's page at a size, with a clock that a test moves, and waits for the model."""
    if HOME.removesuffix(".html") not in chapters.contents():
        pytest.skip(chapters.ELSEWHERE)
    opened = []

    def at(size="desk", **options):
        opened.append(browser.new_context(viewport=SIZES[size], **options))
        page = opened[-1].new_page()
        page.clock.install()
        page.goto(f"{server}/{HOME}")
        root = page.locator(f"[data-explorable={NAME}]")
        expect(root).to_have_attribute("data-state", "live", timeout=20_000)
        page.clock.pause_at(page.evaluate("Date.now()") + 1000)
        return root

    yield at
    for context in opened:
        context.close()


def said(**changes):
    return comparing.sentence(NAME, {**START, **changes})


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_the_first_screen_holds_the_whole_picture_at_work(front, size):
    root = front(size)
    for part in (".title", "svg.plot"):
        box = root.locator(part).bounding_box()
        assert 0 <= box["y"] <= SIZES[size]["height"] - box["height"], part
    assert root.page.evaluate("scrollY") == 0
    expect(root.locator(".said output")).to_have_text(said())
    if size == "desk":
        for part in ("input[name=year]", "[data-play]", "input[name=team]"):
            box = root.locator(part).bounding_box()
            assert box["y"] + box["height"] <= SIZES[size]["height"], part


@pytest.mark.browser
def test_there_are_as_many_squares_as_millions_of_tonnes(front):
    root = front()
    assert root.evaluate(SQUARES) == {"excess": 195, "stays": 148, "taken": 52}
    root.locator("input[name=county]").press("Space")
    expect(root.locator(".said output")).to_have_text(said(county=False))
    root.locator("input[name=year]").press("ArrowRight")
    expect(root.locator(".said output")).to_have_text(said(county=False, year=1959))
    assert root.evaluate(SQUARES) == {"excess": 152, "stays": 106, "taken": 64}
    label = root.locator("text.t", has_text="county").locator("xpath=..")
    assert label.evaluate("mark => getComputedStyle(mark).visibility") == "hidden"


def year(root):
    return int(root.locator("input[type=range][name=year]").input_value())


@pytest.mark.browser
def test_it_plays_by_keyboard_to_the_end_and_stops_there_by_itself(front):
    root, play = (opened := front()), opened.locator("[data-play=year]")
    play.press("Enter")
    expect(play).to_have_text("Pause: Harvest of")
    for expected in (1959, 1960, 1961, 1962):
        expect(root.locator(".said output")).to_have_text(said(year=expected))
        root.page.clock.run_for(1000)
    expect(play).to_have_text("Play: Harvest of")
    root.page.clock.run_for(5000)
    assert year(root) == 1962
    play.press("Enter")
    assert year(root) == 1957  # from the end it begins anew


@pytest.mark.browser
def test_it_can_be_paused_and_a_hand_on_the_slider_or_a_link_stops_it(front):
    root, play = (opened := front()), opened.locator("[data-play=year]")
    play.press("Space")
    play.press("Space")
    root.page.clock.run_for(5000)
    assert year(root) == 1959
    for stop in (
        lambda: root.locator("input[type=range][name=year]").press("Home"),
        lambda: root.page.evaluate("location.hash = '#follow_the_grain?year=1957'"),
    ):
        play.press("Enter")
        stop()
        expect(root.locator(".said output")).to_have_text(said(year=1957))
        root.page.clock.run_for(5000)
        assert year(root) == 1957
        expect(play).to_have_text("Play: Harvest of")


@pytest.mark.browser
def test_it_never_plays_by_itself(front):
    root = front()
    root.page.clock.run_for(20_000)
    assert year(root) == 1958


@pytest.mark.browser
def test_where_less_motion_is_wanted_a_press_is_one_step(front):
    root, play = (opened := front(reduced_motion="reduce")), opened.locator("[data-play=year]")
    expect(play).to_have_text("Step: Harvest of")
    for expected in (1959, 1960):
        play.press("Enter")
        root.page.clock.run_for(5000)
        assert year(root) == expected


@pytest.mark.browser
def test_on_paper_the_picture_stands_and_nothing_to_press(front):
    root = front()
    root.page.emulate_media(media="print")
    assert root.locator("svg.plot").is_visible()
    assert root.locator(".said output").is_visible()
    assert not root.locator("[data-play]").is_visible()
    assert "harvest of 1958" in root.locator(".printed").text_content()
