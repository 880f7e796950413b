"""Ahead: what a reader may go to next is worked before it is asked for. (In a notebook: tests/test_front_end.py.)"""

import comparing
import pytest
from playwright.sync_api import expect

from widgets.shelf import library

pytestmark = pytest.mark.browser
# One step further, and what stands there when the browser would draw: nothing but what is known already can be in that frame.
STEP = """async (slider) => {
  const root = slider.closest("[data-explorable]"), before = root.querySelector("svg.plot").innerHTML;
  slider.stepDown();
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  for (let i = 0; i < 30; i++) await null; // what goes on in this task, and nothing later
  return root.querySelector("svg.plot").innerHTML !== before;
}"""


@pytest.fixture
def root(live, sample_server):
    return live(f"{sample_server}/at-work.html")


def said(away):
    return comparing.sentence("labour_split", library.settings(library.load("labour_split"), {"away": away}))


def test_slider_and_picture_move_in_one_frame(root):
    """Settings nobody has been at are worked ahead, while the reader looks: after a slow machine's pause the next is there."""
    slider = root.locator("input[name=away]")
    slider.focus()
    at_once = []
    for _ in range(12):
        root.page.wait_for_timeout(250)
        at_once.append(slider.evaluate(STEP))
    assert any(at_once), "each step waited for its answer"
    expect(root.locator(".said output")).to_have_text(said(int(slider.input_value())))
