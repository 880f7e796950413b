"""Counting grain: the equations against the values they were specified with (each to half a unit of its last digit)."""

import pytest

from widgets import contract
from widgets.models.grain_balance import FIT, RURAL, YEARS, balance
from widgets.record import series
from widgets.shelf import ledger, library

CROPS = [195, 200, 170, 143.5, 147.5, 160]


def found(**changes):
    module = library.load("grain_balance")
    return library.work(module, library.settings(module, changes))


def said(**changes):
    module = library.load("grain_balance")
    return contract.say(module.SENTENCE, found(**changes), {**module.CONTROLS, **module.RESULTS})


@pytest.mark.parametrize(
    ("year", "gross", "share", "kept", "food"),
    [
        (1957, 48.8, 0.25, 292.5, 203.9),
        (1958, 60.0, 0.30, 287.3, 196.4),
        (1959, 68.0, 0.40, 222.5, 145.3),
        (1960, 50.2, 0.35, 197.0, 131.8),
        (1961, 40.6, 0.275, 216.6, 149.5),
        (1962, 40.0, 0.25, 240.0, 167.3),
    ],
)
def test_each_harvest_is_divided_as_specified(year, gross, share, kept, food):
    at = YEARS.index(year)
    taken, stays, eaten = balance(CROPS[at], FIT[at])
    assert taken == pytest.approx(gross, abs=0.05 + 1e-9)
    assert taken / CROPS[at] == pytest.approx(share)
    assert stays == pytest.approx(kept, abs=0.05)
    assert eaten == pytest.approx(food, abs=0.05)


def test_the_page_opens_on_those_values():
    values = found()
    assert [round(n, 1) for n in values["taken"]] == [48.8, 60.0, 68.0, 50.2, 40.6, 40.0]
    assert [round(n, 1) for n in values["food"]] == [203.9, 196.4, 145.3, 131.8, 149.5, 167.3]
    assert RURAL == 550


@pytest.mark.parametrize(("checked", "error"), [(0, 0.974), (50, 0.419), (100, 0)])
def test_six_boasts_are_multiplied_and_a_check_takes_them_down(checked, error):
    assert found(checked=checked)["error"] / 100 == pytest.approx(error, abs=0.0005)


def test_what_is_read_at_the_top_when_the_truth_is_200():
    assert round(found()["reported"]) == 395
    assert [round(n) for n in found()["report"]] == [200, 224, 251, 281, 315, 352, 395]


@pytest.mark.parametrize(("levels", "error"), [(5, 0.762), (4, 0.574), (3, 0.405), (0, 0)])
def test_three_levels_must_be_honest_to_halve_the_error(levels, error):
    assert found(levels=levels)["error"] / 100 == pytest.approx(error, abs=0.0005)
    assert (error < 0.974 / 2) == (levels <= 3)


def test_the_take_misses_the_series_it_was_fitted_to_by_under_two_per_cent():
    specified = [48.0, 58.8, 67.4, 51.1, 40.5, 38.2]
    record = series("procurement_gross")
    assert [record[year] for year in YEARS] == pytest.approx(specified, abs=0.051)
    taken = [balance(crop, fit)[0] for crop, fit in zip(CROPS, FIT, strict=True)]
    misses = [abs(ours / theirs - 1) for ours, theirs in zip(taken, specified, strict=True)]
    assert 100 * sum(misses) / 6 == pytest.approx(1.8, abs=0.05)


def test_the_checked_series_is_lower_and_has_the_same_peak():
    record, taken = series("procurement_trade_grain"), found()["taken"]
    apart = [100 * (ours / record[year] - 1) for year, ours in zip(YEARS, taken, strict=True)]
    assert (round(min(apart)), round(max(apart))) == (6, 23)
    assert max(YEARS, key=lambda year: record[year]) == YEARS[taken.index(max(taken))] == 1959


def test_the_share_of_the_boast_that_the_take_went_by_is_what_the_control_says():
    assert [round(100 * fit / (1.12**6 - 1)) for fit in FIT] == [0, 21, 62, 41, 10, 0]


def test_what_the_harvest_cost_and_what_the_boast_cost_in_1959():
    values = found()
    assert [round(n) for n in (values["plenty"], values["truth"], values["hunger"])] == [204, 178, 145]


def test_true_reports_leave_what_the_dotted_line_shows():
    assert found(levels=0)["food"] == found()["honest"]
    assert found(boast=0)["food"] == found(trust=0)["food"] == found()["honest"]


def test_exports_alter_village_food_only_when_they_are_left_there():
    values = {way: found(abroad=way)["food"] for way in ("out", "kept", "sent")}
    more = [round(kept - out, 1) for kept, out in zip(values["kept"], values["out"], strict=True)]
    assert more == [0, 4.9, 7.6, 0, 0, 0]
    assert [round(n) for n in (values["out"][2], values["kept"][2], values["sent"][2])] == [145, 153, 161]


def test_no_more_is_taken_than_half_of_a_crop():
    assert balance(100, 3) == balance(100, 1)
    assert max(found(trust=150, boast=15, base=30)["share"]) == 50


def test_what_is_left_before_resale_is_measured_as_the_record_beside_it():
    record, before = series("grain_left_in_villages"), found()["before"]
    assert [round(n) for n in before] == [266, 255, 185, 170, 194, 218]
    assert all(0.92 < ours / record[year] < 1 for year, ours in zip(YEARS, before, strict=True))


def test_the_opening_sentence():
    assert said() == (
        "With 12 per cent added at all of the six levels, 200 million tonnes of grain are reported as 395 million tonnes. "
        "From the crop of 1959 the state takes 68 million tonnes, 40 per cent of it, and each villager has 145 kg left to "
        "eat until the next; from that of 1957 it was 204 kg."
    )


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"levels": 0}, "With 12 per cent added at none of the six levels, 200 million tonnes"),
        ({"levels": 1}, "With 12 per cent added at one of the six levels"),
        ({"checked": 100}, "With nothing added at all of the six levels"),
    ],
)
def test_the_sentence_reads_well_at_the_ends(changes, start):
    assert said(**changes).startswith(start)


def test_the_limits_count_the_assumptions_as_the_ledger_does():
    assumed = [row["name"] for row in ledger.entries(["grain_balance"]) if row["status"] == "assumed"]
    assert len(assumed) == 13
    assert "Thirteen of its numbers are assumptions" in library.load("grain_balance").LIMITS


def test_no_result_counts_people_or_deaths():
    results = library.load("grain_balance").RESULTS
    assert {declared["unit"] for declared in results.values()} <= {
        "",
        "million tonnes",
        "per cent",
        "kg",
        "kg a villager",
    }
