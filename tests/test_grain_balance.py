"""Counting grain: the equations by hand, and what the picture says as it opens, at its ends and beside the record."""

import byhand
import pytest

from widgets import contract
from widgets.models.grain_balance import YEARS, balance, by_plan, by_report, passed_up, towns_first
from widgets.record import series
from widgets.shelf import check, ledger, library

WAYS = ("towns", "belief", "rule")
MEETING = {"towns": {"ration": 250}, "belief": {"believed": 60}, "rule": {"hope": 35}}  # what the chapter links to


def found(**changes):
    module = library.load("grain_balance")
    return library.work(module, byhand.settings(module, changes))


def said(**changes):
    module = library.load("grain_balance")
    return contract.say(module.SENTENCE, found(**changes), {**module.CONTROLS, **module.RESULTS})


# ---- the equations, by hand -------------------------------------------------------------------------------------------
def test_a_report_grows_at_the_upper_levels_that_add():
    assert passed_up(200, 0.5, 2) == [200, 200, 200, 200, 200, 300, 450]


def test_towns_first_takes_more_the_more_of_it_goes_back():
    assert towns_first(100, 200, 5, 0) == 25
    assert towns_first(100, 200, 5, 0.5) == 50


def test_belief_takes_its_share_of_a_crop_between_harvest_and_report():
    assert [by_report(200, 400, believed, 0.25) for believed in (0, 0.5, 1)] == [50, 75, 100]


def test_the_rule_does_not_know_what_grew():
    assert by_plan(200, 0.1, 0.25) == pytest.approx(55)


def test_what_is_left_before_and_after_resale():
    assert balance(170, 60, 0.5, 500) == (220, 280)


# ---- as the page opens ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("why", "taken"),
    [
        ("towns", [40.7, 45.8, 54.8, 54.7, 40.4, 37.4]),
        ("belief", [46.0, 70.1, 59.6, 50.3, 34.8, 37.7]),
        ("rule", [50.0, 50.6, 51.9, 44.1, 37.2, 38.2]),
        ("all", [45.6, 55.5, 55.4, 49.7, 37.5, 37.8]),
    ],
)
def test_each_explanation_takes_what_its_equation_says(why, taken):
    assert [round(n, 1) for n in found(why=why)["taken"]] == taken


def test_all_together_is_the_mean_of_the_three_and_lies_in_their_band():
    values, ways = found(), [found(why=way)["taken"] for way in WAYS]
    assert values["taken"] == pytest.approx([sum(three) / 3 for three in zip(*ways, strict=True)])
    assert values["low"] == pytest.approx([min(three) for three in zip(*ways, strict=True)])
    assert values["high"] == pytest.approx([max(three) for three in zip(*ways, strict=True)])


def test_the_title_no_explanation_meets_every_year():
    record = series("procurement_trade_grain")
    for settings in ({}, *({"why": way} for way in WAYS), *({"why": way, **MEETING[way]} for way in WAYS)):
        misses = [abs(ours - record[year]) for ours, year in zip(found(**settings)["taken"], YEARS, strict=True)]
        assert max(misses) > 5, settings


def test_the_title_holds_wherever_the_sliders_go():
    module, record = library.load("grain_balance"), series("procurement_trade_grain")
    for values in check.trials(module.CONTROLS):
        taken = library.work(module, values)["taken"]
        assert max(abs(ours - record[year]) for ours, year in zip(taken, YEARS, strict=True)) > 5, values


@pytest.mark.parametrize("way", WAYS)
def test_one_setting_brings_each_to_the_record_of_1959_and_then_above_that_of_1960(way):
    record, values = series("procurement_trade_grain"), found(why=way, **MEETING[way])
    assert values["tonnes"] == pytest.approx(record[1959], abs=1)
    assert values["later"] > record[1960] + 5


def test_the_crop_of_1960_leaves_less_before_resale_as_in_the_record():
    record, before = series("grain_left_in_villages"), found()["before"]
    assert record[1959] > record[1960]
    assert before[2] > before[3]
    assert [round(n) for n in before] == [273, 261, 209, 177, 207, 220]


# ---- gross and net ----------------------------------------------------------------------------------------------------
def test_with_towns_first_resale_raises_the_take_and_leaves_the_villages_the_same():
    none, half = found(why="towns", resale=0), found(why="towns", resale=50)
    assert half["tonnes"] == pytest.approx(2 * none["tonnes"])
    assert half["after"] == pytest.approx(none["after"])
    assert half["gross"] < none["gross"]


@pytest.mark.parametrize("way", ["belief", "rule"])
def test_otherwise_resale_leaves_the_villages_more(way):
    assert found(why=way, resale=50)["net"] > found(why=way, resale=0)["net"]


def test_nothing_sold_back_is_nothing_between_gross_and_net():
    assert found(resale=0)["before"] == found(resale=0)["after"]


# ---- the report -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("levels", "error"), [(6, 97), (5, 76), (4, 57), (3, 40), (0, 0)])
def test_three_levels_must_be_honest_to_halve_the_error(levels, error):
    assert round(found(levels=levels)["error"]) == error
    assert (error < 97 / 2) == (levels <= 3)


def test_a_boast_that_nobody_believes_moves_no_grain():
    assert found(why="belief", believed=0)["taken"] == found(why="belief", levels=0)["taken"]


def test_a_boast_moves_nothing_under_the_other_two():
    for way in ("towns", "rule"):
        assert found(why=way, levels=0)["taken"] == found(why=way)["taken"]


# ---- words ------------------------------------------------------------------------------------------------------------
def test_the_opening_sentence():
    assert said() == (
        "Explained by all three, with an equal say, the state takes 55 million tonnes of the crop of 1959, 33 per cent of "
        "it; the record has 64. Of that crop 209 kg are left for a villager before resale, and 254 kg with 45 per cent "
        "sold back; of the crop of 1957, 311 kg."
    )


@pytest.mark.parametrize("settings", [{"why": "belief", "believed": 100, "boast": 15}, {"ration": 260, "resale": 50}])
def test_the_picture_holds_every_setting(settings):
    values = found(**settings)
    assert max(values["high"]) < 115
    assert 0 < min(values["before"]) < max(values["after"]) < 380
    assert values["reported"] < 480


def test_the_limits_count_the_assumptions_as_the_ledger_does():
    assumed = [row["name"] for row in ledger.entries(["grain_balance"]) if row["status"] == "assumed"]
    assert len(assumed) == 7
    assert "It rests on seven assumptions" in library.load("grain_balance").LIMITS


def test_no_result_counts_people_or_deaths():
    results = library.load("grain_balance").RESULTS
    assert {declared["unit"] for declared in results.values()} <= {
        "",
        "million tonnes",
        "per cent",
        "kg",
        "kg a villager",
    }
