"""How communes spread: the equations against the values they were specified with (each to half a unit of its last digit)."""

import math

import pytest

from widgets import contract
from widgets.models.commune_spread import DAYS, PARTS, REMEMBERED, SEEN, spread, steps
from widgets.record import table
from widgets.shelf import library

COUNTED = [131, 143, 153, 163]  # 29 August, 10, 20 and 30 September


def shares(*days, **settings):
    path = spread(**settings)
    return [round(path[day], 3) for day in days or COUNTED]


def found(**changes):
    module = library.load("commune_spread")
    return library.work(module, library.settings(module, changes))


def said(**changes):
    module = library.load("commune_spread")
    return contract.say(module.SENTENCE, found(**changes), {**module.CONTROLS, **module.RESULTS})


def test_the_specified_path_with_an_order_five_times_as_fast_from_20_september():
    assert shares() == [0.233, 0.391, 0.546, 0.976]
    assert shares(148, 178) == [0.467, 1.000]


def test_without_an_order():
    assert shares(163, push=1) == [0.694]


def test_a_little_more_copying_meets_the_three_remembered_counts():
    assert shares(copy=0.066) == [0.307, 0.493, 0.654, 0.988]
    for (day, counted), share in zip(REMEMBERED, shares(copy=0.066), strict=False):
        assert abs(100 * share - counted) < 1.5, day


def test_the_default_copying_passes_below_all_three():
    assert all(100 * share < counted for (_, counted), share in zip(REMEMBERED, shares(), strict=False))


def test_the_remembered_counts_keep_a_pace_of_six_or_seven_per_cent_and_then_leap():
    def logit(share):
        return math.log(share / (100 - share))

    days = [*REMEMBERED, SEEN[1]]
    pace = [(logit(b[1]) - logit(a[1])) / (b[0] - a[0]) for a, b in zip(days, days[1:], strict=False)]
    assert [round(p, 2) for p in pace] == [0.06, 0.07, 0.34]
    assert round((logit(98) - logit(65.3)) / 10, 2) == 0.33
    assert round((logit(SEEN[0][1]) - logit(65.3)) / 10, 2) == 0.16  # by the count of the day it is half of that
    assert [round(100 * math.expm1(p)) for p in (*pace, 0.161)] == [6, 7, 40, 17]  # per cent a day, as the text says


def test_the_terms_that_no_control_sets():
    """Own starts need no neighbours; an order may enrol directly; nothing exceeds the whole."""
    assert spread(copy=0, own=0.01, start=0, push=1)[1:3] == pytest.approx([0.01, 0.0199])
    assert spread(copy=0, direct=0.5, start=0, day=1)[:4] == pytest.approx([0, 0, 0.5, 0.75])
    assert max(spread(copy=0.9, push=9, start=0.5)) <= 1


def test_each_of_three_readings_reaches_the_count_of_the_day_and_copying_alone_does_not():
    fits = {reading: found(reading=reading) for reading in ("copy", "order", "ahead", "renamed")}
    assert {reading: values["fits"] for reading, values in fits.items()} == {
        "copy": "short",
        "order": "near",
        "ahead": "near",
        "renamed": "near",
    }
    assert [round(fits[reading]["sep30"], 1) for reading in fits] == [69.4, 89.7, 90.2, 89.6]


def test_fast_enough_copying_alone_meets_both_counts_that_were_seen_first():
    """So the case for a leap rests on the three remembered counts."""
    path = spread(copy=0.072, push=1)
    assert [round(100 * path[day]) for day in (163, 194)] == [91, 99]
    assert found(copy=7.2)["fits"] == "near"
    assert found(copy=7.2)["sep20"] > 65.3 + 15


def test_an_order_dated_to_its_printing_fits_as_well():
    values = found(reading="order", day="printed", push=2)
    assert [round(values[key]) for key in ("aug29", "sep10", "sep20", "sep30")] == [23, 39, 69, 89]


def test_the_later_count_asks_for_a_stronger_order():
    assert round(found(reading="order", push=5)["sep30"], 1) == 97.6
    assert found(reading="order", push=5, against="later")["fits"] == "near"
    assert found(reading="order", against="later")["fits"] == "short"


def test_reports_that_run_ahead_leave_fewer_formed_than_counted():
    values = found(reading="ahead")
    assert round(values["under"]) == 21
    assert [told >= true for told, true in zip(values["counted"], values["formed"], strict=True)]
    assert found()["under"] == 0
    assert set(found()["formed"]) == {None}


def test_names_change_in_a_day():
    path, plain = spread(renamed=0.6, push=1), spread(push=1)
    assert path[152] == plain[152]
    assert path[153] == pytest.approx(plain[153] + 0.6 * (1 - plain[153]))


@pytest.mark.parametrize("copy", [0.06, 0.066, 0.07])
def test_twenty_orders_on_days_of_their_own_make_the_curve_of_copying(copy):
    path = spread(copy=copy, push=1)
    assert max(abs(a - b) for a, b in zip(path, steps(path), strict=True)) < 0.03
    assert PARTS == 20


def test_the_counts_are_those_of_the_table():
    rows = [row for row in table("commune_spread") if row["share"] is not None]
    day = {"08-29": 131, "09-10": 143, "09-20": 153, "09-30": 163, "10-31": 194}
    kept = {"seen": [], "recalled": []}
    for row in rows:
        kept[row["share_status"]].append((day[row["date"][5:]], row["share"]))
    assert kept == {"seen": SEEN, "recalled": REMEMBERED}
    assert list(DAYS.values()) == [131, 143, 153]


def test_both_end_september_counts_imply_the_same_number_of_peasant_households():
    """What the text says: the later count has more inside, not a smaller whole."""
    assert round(23397 * 4797 / 1e6, 1) == 112.2
    assert round(26425 * 4614 / 1e6, 1) == 121.9
    assert [round(23397 * 4797 / 0.904 / 1e6), round(26425 * 4614 / 0.982 / 1e6)] == [124, 124]


def test_the_opening_sentence():
    assert said() == (
        "Suppose that one place copies another, and nothing else happens. The pace does not change. Then 23 per cent of "
        "peasant households are counted as members on 29 August, 55 per cent on 20 September and 69 per cent on 30 "
        "September. The record has 90.4 per cent, announced that day. The model stays below it."
    )


@pytest.mark.parametrize("answer", ["About 70", "About 80", "About 90"])
def test_each_answer_sets_a_pace_that_ends_near_it(answer):
    module = library.load("commune_spread")
    assert abs(found(**module.QUESTION["options"][answer])["sep30"] - int(answer[-2:])) < 2
