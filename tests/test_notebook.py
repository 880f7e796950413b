"""The notebook's surface without a front end: what one object offers, and what a move does."""

import base64
import gc

from comparing import expected
from matplotlib.figure import Figure

from widgets import explore
from widgets.shelf import library

DEFAULTS = library.settings(library.load("labour_split"), {})


def fields(widget):
    """Every control of a widget tree, by the name of the model's control."""
    found = {widget.name: widget} if hasattr(widget, "name") else {}
    for child in getattr(widget, "children", ()):
        found.update(fields(child))
    return found


def parts(widget, kind):
    inner = [part for child in getattr(widget, "children", ()) for part in parts(child, kind)]
    return inner + [widget] * (type(widget).__name__ == kind)


def test_one_object_offers_a_widget_a_mark_a_picture_and_a_sentence():
    offered = explore("labour_split", away=60)._repr_mimebundle_()
    assert offered["application/vnd.explorable+json"] == {"model": "labour_split", "settings": {"away": 60}}
    assert base64.b64decode(offered["image/png"]).startswith(b"\x89PNG")
    assert offered["text/plain"] == expected("labour_split", {**DEFAULTS, "away": 60})[1]
    assert offered["application/vnd.jupyter.widget-view+json"]["model_id"]


def test_a_moved_slider_redraws_picture_and_sentence():
    widget = explore("labour_split").widget()
    picture = parts(widget, "Image")[0]
    before = picture.value
    fields(widget)["away"].value = 30
    assert picture.value != before
    assert any(expected("labour_split", {**DEFAULTS, "away": 30})[1] in part.value for part in parts(widget, "HTML"))


def test_a_long_drag_leaves_no_old_pictures_to_be_collected_while_a_reader_waits():
    moved = fields(explore("labour_split").widget())["away"]
    gc.collect()
    gc.disable()  # nothing is collected but by the move itself
    try:
        alive = []
        for away in range(0, 60, 5):
            moved.value = away
            alive.append(sum(isinstance(one, Figure) for one in gc.get_objects()))
    finally:
        gc.enable()
    assert max(alive) <= alive[0]


def test_every_control_has_its_field():
    assert set(fields(explore("labour_split").widget())) == set(DEFAULTS)
    assert set(fields(explore("specimen_marks").widget())) == {"size", "kind", "heavy"}


def test_every_setting_says_what_it_rests_on():
    """As on the page: assumed and why, or the value, how it came to be known, and the work."""
    (grounds,) = [part.value for part in parts(explore("labour_split").widget(), "HTML") if "As it opens" in part.value]
    for control in library.load("labour_split").CONTROLS.values():
        assert control["label"] in grounds
    assert "assumed: nobody measured it" in grounds
    assert "193 million, seen in a copy or secondary work" in grounds
    assert "nbs_labour" in grounds


def buttons(widget):
    return {button.description: button for button in parts(widget, "Button")}


def test_scenarios_reset_question_and_numbers_are_there_as_on_the_page():
    widget = explore("labour_split").widget()
    said, moved = parts(widget, "HTML"), fields(widget)
    buttons(widget)["October released"].click()
    assert moved["months"].value == "released"
    buttons(widget)["Reset"].click()
    assert {name: field.value for name, field in moved.items()} == DEFAULTS
    parts(widget, "RadioButtons")[0].value = "November to February"
    buttons(widget)["Set the model to my answer"].click()
    assert any("from November to February, the model loses almost nothing" in part.value for part in said)
    assert any("<td" in part.value and "Brought in" in part.value for part in said)
