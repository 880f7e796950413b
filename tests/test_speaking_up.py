"""Speaking up: the thresholds against the values they were specified with, and what the chapter says of them."""

import itertools
import math

import byhand
import pytest

from widgets import contract
from widgets.models.speaking_up import CONTROLS, PEOPLE, RESULTS, STEPS, below, path, ready
from widgets.record import table
from widgets.shelf import library


def found(**changes):
    module = library.load("speaking_up")
    return library.work(module, byhand.settings(module, changes))


def said(key="SENTENCE", **changes):
    module = library.load("speaking_up")
    return contract.say(getattr(module, key), found(**changes), {**module.CONTROLS, **module.RESULTS})


def speaking(mean, spread):
    """Per cent of the village who speak, beginning from silence, where everybody doubts."""
    return 100 * path(0, (mean, spread, 0, PEOPLE))[-1] / PEOPLE


# ---- the specification: the even crowd of 200 -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("mean", "spread", "share"),
    [
        (0.20, 0.05, 0),
        (0.20, 0.08, 0.5),
        (0.20, 0.09, 2.5),
        (0.20, 0.10, 100),
        (0.20, 0.20, 100),
        (0.25, 0.12, 3.5),
        (0.25, 0.13, 100),
        (0.35, 0.20, 100),
    ],
)
def test_the_values_it_was_specified_with(mean, spread, share):
    assert speaking(mean, spread) == share


# ---- by hand ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("z", [-5.9, -2.5, -1, 0, 0.3, 1.96, 4])
def test_the_bell_is_the_usual_one(z):
    assert below(z) == pytest.approx((1 + math.erf(z / math.sqrt(2))) / 2, abs=1e-9)


def test_half_are_ready_where_the_average_speaks_and_nobody_beyond_those_who_doubt():
    assert ready(50, 0.25, 0.1) == 100
    assert ready(50, 0.25, 0.1, 0, 180) == 90, "of those who doubt, not of the readiest in the village"
    assert ready(200, 0.25, 0.1, 0, 180) == 180
    assert ready(0, 0.25, 0.05, 3) == 3


# ---- what a reader sees -----------------------------------------------------------------------------------------------
def test_nearly_all_doubt_and_hardly_anyone_says_so_and_the_same_people_could_all_speak():
    values = found()
    assert (values["doubters"], values["speak"], values["other"]) == (180, 5, 180)
    assert (values["far"], values["low"]) == (90, 2.5)
    assert found(differ=13)["low"] is None, "the dot has left the part that is drawn large"


@pytest.mark.parametrize(
    ("changes", "speak"),
    [
        ({"differ": 13}, 180),
        ({"first": 1}, 8),
        ({"first": 2}, 11),
        ({"first": 3}, 180),
        ({"punish": 5}, 1),
        ({"hunger": 4}, 180),
        ({"hunger": 4, "punish": 10}, 1),
    ],
)
def test_one_report_one_punishment_and_one_season_as_the_chapter_tells_them(changes, speak):
    assert found(**changes)["speak"] == speak


def test_the_same_average_is_silent_or_not_by_how_far_people_differ():
    alike, apart = found(differ=8), found(differ=14)
    assert alike["level"] == apart["level"]
    assert (alike["speak"], apart["speak"]) == (0, 180)


def test_the_first_exercise():
    assert found(hunger=2)["speak"] == found(wait=23)["speak"] == found(differ=13)["speak"] == 180
    assert found(wait=24)["speak"] == 9
    assert [found(differ=n, first=10)["speak"] for n in (6, 7, 8, 9, 10)] == [10, 10, 11, 14, 180]


def test_the_second_exercise_a_punishment_silences_a_beginning_and_not_a_chorus():
    silenced = {n: found(hunger=4, punish=n) for n in (2, 3, 4, 9, 13, 20)}
    assert [values["speak"] for values in silenced.values()] == [180, 9, 5, 1, 0, 0]
    assert {values["other"] for values in silenced.values()} == {180}


def test_fewer_doubters_are_fewer_who_begin():
    assert [found(doubt=share, differ=13)["speak"] for share in (50, 100)] == [4, 200]


def test_where_half_doubt_and_all_wait_for_more_than_that_an_open_word_dies_away():
    values = found(doubt=50, wait=40, punish=20, differ=5)
    assert (values["speak"], values["other"], values["once"]) == (0, 0, "none")


def test_the_opening_sentence():
    assert said() == (
        "In a village of 200 people 180 doubt in private. On average they wait until 25 per cent of the village speaks, "
        "some for less and some for more; 5 say so. Had all who doubt once spoken, 180 would keep speaking."
    )
    assert said("TITLE", punish=5) == "Of 200 people 180 doubt in private, and one says so"


def test_no_path_is_longer_than_the_line_that_draws_it():
    ends = itertools.product(range(2, 61, 2), range(5, 21), (0, 10), (100, 180, 200))
    assert max(len(path(0, (level / 100, differ / 100, *rest))) for level, differ, *rest in ends) <= STEPS


def test_nothing_in_it_is_history_and_it_counts_no_dead():
    assert {control["status"] for control in CONTROLS.values()} == {"assumed"}
    assert {result.get("unit", "") for result in RESULTS.values()} <= {"", "per cent"}
    assert "does not show what people believed" in library.load("speaking_up").LIMITS


# ---- the chapter's table of schools -------------------------------------------------------------------------------------
def test_the_chapter_s_counts_of_schools():
    counts = {(row["place"], row["year"], row["what"], row["kind"]): row["value"] for row in table("school_counts")}
    students = [counts["China", year, "Students, higher education", "in being"] for year in (1957, 1960, 1962)]
    assert [round(one / 1e6, 2) for one in students] == [0.52, 1.76, 1.24]
    vocational = "Vocational and agricultural secondary schools"
    assert [counts["Taishun, Zhejiang", 1961, vocational, kind] for kind in ("in being", "closed")] == [14, 13]
