"""Handles: marks that a reader takes hold of. They go where they are put, set what the sliders set, and are said."""

import importlib.util
import math
import re

import conftest
import pytest
from playwright.sync_api import expect

from widgets.shelf import check
from widgets.shelf.check import ModelError

SPECIMEN = (conftest.SPECIMENS / "specimen_handles.py").read_text(encoding="utf-8")
AT_WORK = "at-work.html"
FAULTS = {
    "goes half as far as it is put": (
        '"edge": late,',
        '"edge": late / 2,',
        '"vline edge; grab across late": found edge = ',
    ),
    "stops before its slider does": ('"level": high,', '"level": min(high, 35),', "grab up high"),
    "moves the other way": ("[first, (", "[50 - first, (", "where the handle of first was put, to half a step"),
    "is gone once it is put": ('"x": far,', '"x": far if far < 6 else None,', "found x = none at {"),
    "sets an unknown number": ("across late", "across lat", "found lat; expected the name of a control (did you mean late?)"),
    "sets a choice": ("across late", "across how", "found how, a choice; expected a number"),
    "sets two numbers at three points": ("up first - third", "up first third", "found 2 controls; expected 3, one for each"),
    "goes across where it moves up": ("hline level; grab up", "hline level; grab across", "found grab across; expected the way"),
    "names one number and no way": ("far large", "far", "found grab far; expected two controls, or across or up before"),
    "is no handle by its kind": ('"vline edge; grab', '"show edge; grab', "found show as a handle; expected end, dots, vline"),
    "misspells grab": ("; grab across", "; grasp across", "found 'grasp across late'; expected \"grab\" and names of numbers"),
}  # fmt: skip


# ---- the gate ---------------------------------------------------------------------------------------------------------
def gate(tmp_path, text):
    """A file with this text, put through the gate."""
    path = tmp_path / "faulty.py"
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("widgets.models.faulty", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    check.check(module, {})


def test_handles_of_every_kind_pass(tmp_path):
    gate(tmp_path, SPECIMEN)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_handle_is_refused_that(tmp_path, fault):
    old, new, message = FAULTS[fault]
    assert old in SPECIMEN
    with pytest.raises(ModelError, match=re.escape(message)) as refusal:
        gate(tmp_path, SPECIMEN.replace(old, new))
    assert str(refusal.value).startswith('widgets/models/faulty.py: gid "')


# ---- the page ---------------------------------------------------------------------------------------------------------
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
    look = (conftest.ROOT / "book/_themes/leap/static/page.css").as_uri()
    root = specimen("specimen_handles", lambda html: f'<link rel="stylesheet" href="{look}">{html}')
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
    expect(large).to_have_attribute("aria-valuetext", re.compile("^200.0"))
    assert values(handles, "far", "large") == [7, 200]
    assert centre(far) == pytest.approx((before[0] + across, before[1] - up), abs=1)
    assert centre(large) == centre(far)


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


def test_a_number_that_does_not_count_yet_is_made_to_and_the_others_stay_where_they_are_seen(handles):
    assert values(handles, "first", "third") == [10, 40]  # while both points stand at 30
    third = centre(ring(handles, "Third"))
    drag(ring(handles, "First"), up=-10 * unit(handles, 1, "y"))
    expect(handles.locator("input[name=how][value=own]")).to_be_checked()
    assert values(handles, "first", "third") == [20, 30]
    expect(ring(handles, "First")).to_have_attribute("aria-valuenow", "20")
    assert centre(ring(handles, "Third")) == pytest.approx(third, abs=0.5)


def touches(page, kind, *points):
    """A finger: touchStart, touchMove or touchEnd."""
    session = page.context.new_cdp_session(page)
    for x, y in points or [None]:
        at = [{"x": x, "y": y}] if kind != "touchEnd" else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
