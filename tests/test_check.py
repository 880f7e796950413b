"""The gate at its edges: what just passes, and what no longer does."""

import pytest

from widgets import contract
from widgets.shelf import check
from widgets.shelf.check import ModelError

MONTHS = ["Jan", "Feb", "Mar"]
PASS = {
    "as many steps as a button may walk through": {"high": 23, "play": True},
    "one step": {"low": 0, "high": 1},
    "a span that is the whole range": {"between": (0, 10)},
    "a span of one value": {"between": (4, 4)},
    "a name for each step": {"high": 2, "names": MONTHS},
    "steps of a tenth, whose sum is not quite whole": {"high": 0.3, "step": 0.1, "names": [*MONTHS, "Apr"]},
}
FAIL = {
    "a step more than a button may walk through": ({"high": 24, "play": True}, "play: found 25 steps from 0 to 24"),
    "steps of a half to be played": ({"step": 0.5, "play": True}, "expected whole numbers, at most 24 of them"),
    "ends that are one": ({"low": 10}, "found 10 to 10 by 1; expected low < high and a step above zero"),
    "steps of nothing": ({"step": 0}, "expected low < high and a step above zero"),
    "an end without a number": ({"high": float("inf")}, "high: found inf; expected a number"),
    "a span that begins below": ({"between": (-1, 4)}, "between: found"),
    "a span that ends above": ({"between": (4, 11)}, "within 0 to 10"),
    "a span that runs backward": ({"between": (6, 4)}, "two numbers (least, most)"),
    "a name too few": ({"high": 3, "names": MONTHS}, "found 3"),
}


def control(changes):
    declared = {"default": 1, "unit": "t", "low": 0, "high": 10, "step": 1, "assumed": "a trial", **changes}
    return contract.number("A slider", **declared)


@pytest.mark.parametrize("edge", PASS)
def test_what_is_just_within_passes(edge):
    check._range("it", control(PASS[edge]))


@pytest.mark.parametrize("edge", FAIL)
def test_what_is_just_beyond_is_refused_with_what_was_expected(edge):
    changes, said = FAIL[edge]
    with pytest.raises(ModelError) as refusal:
        check._range("it", control(changes))
    assert said in str(refusal.value)
