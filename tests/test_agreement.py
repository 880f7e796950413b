"""One model, one answer: the page's interpreter against CPython, and its moved marks against matplotlib's."""

import chapters
import comparing
import pytest
from playwright.sync_api import expect

from widgets.shelf import library

pytestmark = pytest.mark.browser
WITHIN = 0.5  # px: the column's drawing is 460.8 units wide and shown at 576 px, so this is stricter than it sounds
CHAPTERS = {
    name: page for name, page in chapters.shown().items() if page.removesuffix(".html") not in chapters.left_out()
}


def stands_as_drawn(root, name, values):
    """At these settings each mark of the page stands where matplotlib draws it, and the sentence is CPython's.

    Returns how many marks the page has, and how many matplotlib draws.
    """
    said = root.page.evaluate(comparing.MOVE, [name, values])["sentence"]
    _, sentence, drawn = comparing.expected(name, values)
    marks = root.page.evaluate(comparing.MARKS, name)
    assert comparing.distance(marks, drawn) < WITHIN, values
    assert said == sentence
    return len(marks), len(drawn)


@pytest.mark.parametrize("name", CHAPTERS)
@pytest.mark.parametrize(("count", "drawn"), [(30, 3), pytest.param(500, 10, marks=pytest.mark.long)])
def test_page_and_kernel_give_the_same_results_and_the_same_picture(live, server, name, count, drawn):
    """Each model of the book. In the quick run at few settings, the first of them drawn: many in the long one."""
    root, module = live(f"{server}/{CHAPTERS[name]}"), library.load(name)
    record, many = library.record(module), comparing.settings(name, count, seed=5)
    for values in many[:drawn]:
        stands_as_drawn(root, name, values)
    for values, theirs in zip(many, root.page.evaluate(comparing.MOVES, [name, many]), strict=True):
        ours = module.model(**values, **record)
        assert theirs["controls"] == values
        for key in module.RESULTS:
            assert comparing.close(theirs["results"][key], ours[key]), (key, values)


@pytest.mark.parametrize("name", ["specimen_marks", "specimen_log", "specimen_tiles", "specimen_units"])
@pytest.mark.parametrize("count", [5, pytest.param(15, marks=pytest.mark.long)])
def test_every_kind_of_mark_moves_as_the_contract_says(specimen, name, count):
    root = specimen(name)
    for values in comparing.settings(name, count, seed=7):
        if values.get("late") is True:
            continue  # a label whose point is not there is hidden by the page, which a redrawn picture is not (test_units)
        here, there = stands_as_drawn(root, name, values)
        assert here == there


def test_a_wrong_transform_is_noticed(specimen):
    """Planted: the foot of the first axes two units too low."""
    root = specimen(
        "specimen_marks", lambda html: html.replace('"axes":[{"x":[', '"axes":[{"x":[2+'.replace("2+", "9"))
    )
    values = comparing.settings("specimen_marks", 1, seed=7)[0]
    root.page.evaluate(comparing.MOVE, ["specimen_marks", values])
    marks = root.page.evaluate(comparing.MARKS, "specimen_marks")
    assert comparing.distance(marks, comparing.expected("specimen_marks", values)[2]) > WITHIN


def test_a_model_that_fails_on_the_page_leaves_the_last_picture_and_says_so(specimen):
    """Planted: equations that cannot be worked below half of the first slider."""
    fault = " model(size, kind, heavy):\n    if size < 5:\n        raise ValueError('too small')\n"
    root = specimen("specimen_marks", lambda html: html.replace(" model(size, kind, heavy):\n", fault))
    before = root.locator("[data-mark='line x y'] path").get_attribute("d")
    root.locator("input[name=size]").fill("2")
    root.locator(".notice", has_text="too small").wait_for()
    assert root.locator("[data-mark='line x y'] path").get_attribute("d") == before
    root.locator("input[name=size]").fill("9")
    expect(root.locator(".notice")).to_have_text("")
    expect(root.locator("[data-mark='line x y'] path")).not_to_have_attribute("d", before)
