"""Handles: marks that a reader takes hold of. They go where they are put, set what the sliders set, and are said."""

import math

import conftest
import pytest
import test_access
from playwright.sync_api import expect

from widgets.shelf import library

pytestmark = pytest.mark.browser
LOOK = (conftest.ROOT / "widgets/surfaces/page.css").as_uri()
AT_WORK = "at-work.html"


def ring(root, label):
    """The handle that sets the control of this label."""
    return root.get_by_role("slider", name=f"{label}, in the picture")


def centre(element):
    box = element.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(element, across=0, up=0, steps=6):
    """Take a ring hold of and let it go so many pixels away."""
    mouse, (x, y) = element.page.mouse, centre(element)
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + across, y - up, steps=steps)
    mouse.up()


def unit(root, axes, side):
    """How many pixels a unit of an axes is, across or up; for a logarithmic one, a factor of ten."""
    card = root.evaluate("root => JSON.parse(root.querySelector('script[type=\"application/json\"]').textContent)")
    _, size, low, high, log = card["axes"][axes][side]
    scale = root.evaluate("root => root.querySelector('svg.plot').getScreenCTM().a")
    return abs(size) * scale / ((math.log10(high / low)) if log else high - low)


def values(root, *names):
    """What the sliders say."""
    return [float(root.locator(f"input[type=range][name={name}]").input_value()) for name in names]


@pytest.fixture
def handles(specimen):
    """The specimen in the book's look, live."""
    root = specimen("specimen_handles", lambda html: f'<link rel="stylesheet" href="{LOOK}">{html}')
    root.evaluate("root => { root.ownerDocument.documentElement.className = 'js'; }")
    root.scroll_into_view_if_needed()
    return root


def test_what_is_dragged_sets_its_slider_snapped_to_its_steps(handles):
    across = unit(handles, 1, "x")
    drag(ring(handles, "Late"), across=2.6 * across)
    assert values(handles, "late") == [5]
    expect(ring(handles, "Late")).to_have_attribute("aria-valuetext", "f")
    drag(ring(handles, "High"), up=-8 * unit(handles, 1, "y"))
    expect(ring(handles, "High")).to_have_attribute("aria-valuenow", "20")
    drag(ring(handles, "High"), up=-500)
    assert values(handles, "high") == [0]


def test_a_handle_of_two_numbers_goes_both_ways_on_a_logarithmic_axes_too(handles):
    far, large = ring(handles, "Far"), ring(handles, "Large")
    before = centre(far)
    across, up = 3 * unit(handles, 0, "x"), unit(handles, 0, "y")
    drag(far, across=across, up=up)
    expect(large).to_have_attribute("aria-valuetext", "200 tonnes")
    assert values(handles, "far", "large") == [7, 200]
    assert centre(far) == pytest.approx((before[0] + across, before[1] - up), abs=1)
    assert centre(large) == centre(far)


def test_a_move_that_the_page_takes_for_a_swipe_is_put_back(handles):
    late, mouse = ring(handles, "Late"), handles.page.mouse
    before, (x, y) = values(handles, "late"), centre(late)
    late.evaluate(
        "ring => addEventListener('pointerdown', ({pointerId}) => { window.finger = pointerId; }, {once: true})"
    )
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 3 * unit(handles, 1, "x"), y, steps=3)
    assert values(handles, "late") != before
    late.evaluate("ring => ring.dispatchEvent(new PointerEvent('pointercancel', {pointerId: finger, bubbles: true}))")
    assert values(handles, "late") == before
    mouse.move(x - 30, y)  # and the hand that is still down has let go
    assert values(handles, "late") == before
    mouse.up()


def test_a_press_without_a_move_changes_nothing(handles):
    before, (x, y) = values(handles, "far", "large", "late", "high"), centre(ring(handles, "Far"))
    handles.page.mouse.move(x + 9, y - 7)  # beside the ring, within what can be hit
    handles.page.mouse.down()
    handles.page.mouse.up()
    assert values(handles, "far", "large", "late", "high") == before


def test_keys_on_a_handle_do_what_they_do_on_its_slider(handles):
    for name, label in {"late": "Late", "high": "High", "large": "Large"}.items():
        slider, handle = handles.locator(f"input[type=range][name={name}]"), ring(handles, label)
        for key in "ArrowRight ArrowUp ArrowLeft ArrowDown PageUp PageUp PageDown End ArrowRight Home PageUp".split():
            before = slider.input_value()
            slider.press(key)
            wanted = slider.input_value()
            slider.fill(before)
            handle.press(key)
            assert (key, slider.input_value()) == (key, wanted)


def test_a_picture_without_handles_has_no_group_of_them(specimen):
    root = specimen("specimen_log")
    root.locator("input[type=range]").first.press("End")
    expect(root.get_by_role("group", name="Marks of the picture that can be moved")).to_have_count(0)


def test_other_keys_do_what_they_do_everywhere(handles):
    names = ["far", "large", "late", "high"]
    before = values(handles, *names)
    for key in ("a", "Enter", "Space", "Control+ArrowRight", "Tab"):
        ring(handles, "Late").press(key)
        assert (key, values(handles, *names)) == (key, before)
    expect(ring(handles, "Late")).not_to_be_focused()


def test_a_number_that_does_not_count_yet_is_made_to_and_the_others_stay_where_they_are_seen(handles):
    assert values(handles, "first", "third") == [10, 40]  # while both points stand at 30
    third = centre(ring(handles, "Third"))
    drag(ring(handles, "First"), up=-10 * unit(handles, 1, "y"))
    expect(handles.locator("input[name=how][value=own]")).to_be_checked()
    assert values(handles, "first", "third") == [20, 30]
    expect(ring(handles, "First")).to_have_attribute("aria-valuenow", "20")
    assert centre(ring(handles, "Third")) == pytest.approx(third, abs=0.5)


# ---- a finger -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def finger(tab, sample_server):
    """A function that opens the flagship's sample on a phone, and one that moves a finger there."""
    page = tab(360, 740, has_touch=True, is_mobile=True)
    session = page.context.new_cdp_session(page)

    def swipe(start, across=0, down=0, steps=8):
        def send(kind, *points):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

        (x, y) = start
        send("touchStart", {"x": x, "y": y})
        for i in range(1, steps + 1):
            send("touchMove", {"x": x + across * i / steps, "y": y + down * i / steps})
            page.wait_for_timeout(20)
        send("touchEnd")

    page.goto(f"{sample_server}/{AT_WORK}")
    root = page.locator("[data-explorable]")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    root.locator("svg.plot").evaluate("plot => plot.scrollIntoView({ block: 'center' })")
    return root, swipe


def test_a_finger_takes_a_month_down_and_the_page_stays(finger):
    root, swipe = finger
    october = ring(root, "Away in October")
    top = root.page.evaluate("scrollY")
    swipe(centre(october), down=60)
    expect(root.locator(".said output")).to_have_text(said(months="own", sep=50, oct=0, nov=90, dec=60))
    assert root.page.evaluate("scrollY") == top


def test_a_swipe_the_way_a_handle_does_not_go_scrolls_and_changes_nothing(finger):
    root, swipe = finger
    before, top = root.locator(".said output").text_content(), root.page.evaluate("scrollY")
    swipe(centre(ring(root, "The four months begin in")), down=-200)
    root.page.wait_for_function("top => scrollY > top + 100", arg=top)
    assert root.locator(".said output").text_content() == before
    assert values(root, "begin") == [8]


# ---- where it teaches -----------------------------------------------------------------------------------------------------
def said(name="labour_split", **changes):
    """What CPython says at these settings."""
    module = library.load(name)
    return library.said(module, library.work(module, library.settings(module, changes)))["SENTENCE"]


def test_october_dragged_to_nothing_moves_control_picture_and_sentence_together(live, sample_server):
    root = live(f"{sample_server}/{AT_WORK}")
    root.locator("svg.plot").evaluate("plot => plot.scrollIntoView({ block: 'center' })")
    blocks = root.locator("[data-mark='blocks edge gone'] path")
    before = blocks.get_attribute("d")
    drag(ring(root, "Away in October"), up=-90 * unit(root, 1, "y"))
    expect(root.locator(".said output")).to_have_text(said(months="own", sep=50, oct=0, nov=90, dec=60))
    assert values(root, "sep", "oct", "nov", "dec") == [50, 0, 90, 60]
    assert blocks.get_attribute("d") != before
    expect(root.locator(".title")).to_have_text("In this model September has too few hands for the harvest")
    assert root.locator("input[name=months][value=own]").is_checked()
    assert ring(root, "The four months begin in").count() == 0  # there is no run to move any more


def test_the_whole_run_goes_through_the_year(live, sample_server):
    root = live(f"{sample_server}/{AT_WORK}")
    root.locator("svg.plot").evaluate("plot => plot.scrollIntoView({ block: 'center' })")
    drag(ring(root, "The four months begin in"), across=-1.2 * unit(root, 1, "x"))
    expect(root.locator(".said output")).to_have_text(said(begin=7))
    ring(root, "The four months begin in").press("End")
    expect(root.locator(".said output")).to_have_text(said(begin=11))
    expect(ring(root, "The four months begin in")).to_have_attribute("aria-valuetext", "December")


def test_a_page_with_handles_is_for_every_reader(tab, sample_server):
    page = test_access.looked_at(tab, f"{sample_server}/{AT_WORK}", 360, "dark")
    assert page.locator(".handles > *").count() == 8
    test_access.check(page)
    page.emulate_media(media="print")
    assert not page.locator(".handles").is_visible()
    assert not page.locator(".hint").is_visible()


@pytest.mark.parametrize("name", ["target_race", "canteen_stock"])
def test_in_the_other_models(specimen, name):
    root = specimen(name, lambda html: f'<link rel="stylesheet" href="{LOOK}">{html}')
    root.evaluate("root => { root.ownerDocument.documentElement.className = 'js'; }")
    root.locator("svg.plot").evaluate("plot => plot.scrollIntoView({ block: 'center' })")
    if name == "target_race":
        drag(ring(root, "Due in the year"), across=-10 * unit(root, 0, "x"), up=math.log10(2) * unit(root, 0, "y"))
        due, target = values(root, "due", "target")
        assert due == 1962
        assert target == pytest.approx(80, abs=1)  # a pixel is half a million tonnes there
        expect(root.locator(".said output")).to_have_text(said(name, due=1962, target=target))
    else:
        drag(ring(root, "Months of free meals"), across=-2 * unit(root, 0, "x"))
        expect(root.locator(".said output")).to_have_text(said(name, months=1))
