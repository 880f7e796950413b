"""The gate of handles: one that does not go where it is put, or sets what it cannot set, is refused."""

import re

import conftest
import pytest
from conftest import gate

from widgets.shelf.check import ModelError

SPECIMEN = (conftest.SPECIMENS / "specimen_handles.py").read_text(encoding="utf-8")
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
    "goes across where it moves up": ("level; grab up", "level; grab across", "found grab across; expected the way"),
    "names one number and no way": ("far large", "far", "found grab far; expected two controls, or across or up before"),
    "is no handle by its kind": ('"vline edge; grab', '"show edge; grab', "found show as a handle; expected end, dots, vline"),
    "misspells grab": ("; grab across", "; grasp across", "found 'grasp across late'; expected \"grab\" and names of numbers"),
}  # fmt: skip


def test_handles_of_every_kind_pass(tmp_path):
    gate(tmp_path, SPECIMEN)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_handle_is_refused_that(tmp_path, fault):
    old, new, message = FAULTS[fault]
    assert old in SPECIMEN
    with pytest.raises(ModelError, match=re.escape(message)) as refusal:
        gate(tmp_path, SPECIMEN.replace(old, new))
    assert str(refusal.value).startswith('widgets/models/faulty.py: gid "')
