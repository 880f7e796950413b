"""Marks that count, labels at a point, sliders that play: the gate, the page and a kernel hold them to what they say."""

import re

import conftest
import pytest
from conftest import gate

from widgets import drawing
from widgets.shelf import library
from widgets.shelf.check import ModelError

NAME = "specimen_units"
SPECIMEN = (conftest.SPECIMENS / f"{NAME}.py").read_text(encoding="utf-8")
FAULTS = {
    "counts more than it draws": ("range(9)", "range(8)", "many = 9 at {'size': 9}; expected 0 to 8"),
    "counts a series": ('"units many"', '"units y"', "found y, a series; expected an amount after units"),
    "counts less than nothing": ('"many": size', '"many": size - 1', "many = -1 at {'size': 0}; expected 0 to 9"),
    "follows a point that is not there": ("follow x y 2", "follow x y 3", "found 3; expected a whole number from 0 to 2"),
    "follows a point of an amount": ("follow x y 1", "follow x many 1", "found many, an amount; expected a series"),
    "plays without end": ("high=9, step=3", "high=99, step=3", "found 34 steps from 0 to 99; expected whole numbers"),
    "plays fractions": ("high=9, step=3", "high=9, step=1.5", "expected whole numbers, at most 24 of them"),
}  # fmt: skip


def test_the_specimen_passes(tmp_path):
    gate(tmp_path, SPECIMEN)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_model_is_refused_that(tmp_path, fault):
    old, new, message = FAULTS[fault]
    assert old in SPECIMEN
    with pytest.raises(ModelError, match=re.escape(message)):
        gate(tmp_path, SPECIMEN.replace(old, new))


def drawn(**changes):
    """{mark: artist} of the specimen's picture, as a kernel shows it."""
    module = library.load(NAME)
    values = library.work(module, library.settings(module, changes))
    fig = drawing.draw(module, values)
    drawing.hide(fig, module, values)
    return {" ".join(words): artist for words, artist, _ in drawing.marks(fig)}


def test_a_kernels_picture_counts_and_follows_too():
    assert drawn(size=6)["units many"].get_markevery() == slice(6)
    assert drawn(size=3)["units more"].get_markevery() == slice(2)  # one and a half
    assert drawn(size=0)["units more"].get_markevery() == slice(0)  # none
    assert [drawn(late=late)["follow x y 1"].get_visible() for late in (False, True)] == [True, False]
