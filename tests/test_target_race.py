"""The race with Britain: growth arithmetic against the values it was specified with, and the ladder against the record."""

import byhand
import pytest

from widgets import contract
from widgets.models import target_race
from widgets.models.target_race import LADDER, MAY, bottleneck, rate, years_to
from widgets.record import table
from widgets.shelf import library

BASE = 5.35


def worked(**given):
    module = library.load("target_race")
    return library.work(module, byhand.settings(module, given))


@pytest.mark.parametrize(
    ("target", "years", "expected", "digits"),
    [(40, 15, 14.4, 1), (30, 15, 12.2, 1), (22, 3, 60, 0), (80, 5, 71.8, 1), (30, 2, 137, 0)],
)
def test_a_promise_asks_for_so_much_growth(target, years, expected, digits):
    assert round(rate(target, BASE, years), digits) == expected
    assert worked(target=target, due=1957 + years)["growth"] == pytest.approx(rate(target, BASE, years))
    assert years_to(target, BASE, rate(target, BASE, years)) == pytest.approx(years)


def test_the_first_plan_ran_faster_than_the_promise_of_1957_asked():
    assert worked()["plan"] == pytest.approx(31.7, abs=0.05)
    assert worked()["plan"] > 2 * worked()["growth"]


def test_the_inputs_of_the_illustration_allow_ten_million_and_the_railways_give_out_first():
    assert bottleneck(12, 18, 22, 60) == (10.0, "rail")
    assert worked(inputs=True)["made"] == 10.0
    assert worked(inputs=True)["first"] == "rail"
    assert worked()["made"] is None


@pytest.mark.parametrize(
    ("given", "first"),
    [({"capacity": 6}, "capacity"), ({"coal": 12}, "coal"), ({"ore": 18}, "ore"), ({"target": 7.1}, "enough")],
)
def test_what_runs_out_first_depends_on_what_there_is_least_of(given, first):
    assert worked(inputs=True, **given)["first"] == first


def test_within_ten_months_the_growth_asked_for_went_from_half_the_pace_of_the_plan_to_three_times_it():
    asked = [round(rate(level, BASE, year - 1957)) for _, level, year in LADDER]
    assert asked == [14, 17, 31, 33, 106, 100, 137, 72]
    assert round(rate(MAY[1], BASE, 1)) == 59


def test_the_ladder_is_the_one_in_the_record():
    rows = [row for row in table("steel_targets") if row["kind"] == "plan" and row["set_on"] < "1958-09"]
    told = {(row["steel"], row["for_year"]): row["status"] for row in rows}
    assert told == {**{(level, year): "seen" for _, level, year in LADDER}, MAY[1:]: "recalled"}


def test_china_passes_britain_only_within_the_time_of_the_promise():
    assert worked()["passes"] == "1970"
    assert worked(target=20, due=1972)["passes"] == "never"
    assert worked(target=10.7, due=1958)["passes"] == "never"
    assert worked(target=30, due=1959)["passes"] == "1959"


def test_a_straight_line_on_the_chart_is_steady_growth_from_1957():
    path = worked()["path"]
    assert path[0] == BASE
    assert path[-1] == pytest.approx(40)
    assert {round(b / a, 9) for a, b in zip(path, path[1:], strict=False)} == {round(1 + worked()["growth"] / 100, 9)}
    assert worked(due=1960)["path"][4:] == [None] * 12


def test_growth_beyond_the_lower_chart_is_said_not_drawn():
    fast = worked(target=30, due=1958)
    assert fast["shown"] is None
    assert fast["beyond"] == fast["growth"]
    assert worked()["beyond"] is None


def test_the_opening_sentence():
    module = library.load("target_race")
    said = contract.say(module.SENTENCE, worked(), {**module.CONTROLS, **module.RESULTS})
    assert said.startswith("40 million tonnes in 1972 asks for 14 per cent more steel every year from 1957 on;")
    assert said.endswith("On these paths China passes Britain in 1970.")
    assert len(target_race.ALT.split()) < 90


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({}, "A promise of 40 million tonnes by 1972 is modest beside the growth just seen"),
        ({"target": 7.1, "due": 1958}, "A promise of 7.1 million tonnes by 1958 asks for growth as just seen"),
        ({"target": 22, "due": 1960}, "A promise of 22 million tonnes by 1960 asks for more than the growth just seen"),
        (
            {"target": 80, "due": 1962},
            "A promise of 80 million tonnes by 1962 asks for more than twice the growth just seen",
        ),
    ],
)
def test_the_title_holds_what_is_set_beside_what_had_been_done(given, title):
    module = library.load("target_race")
    assert library.said(module, worked(**given))["TITLE"] == title
