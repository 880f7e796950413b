"""How communes spread: the equations against values worked out apart from them, and what the picture must not hide."""

import math

import byhand
import pytest

from widgets import contract
from widgets.models.commune_spread import PLACES, PROVINCES, SEEN, first, orders, ramp, spread
from widgets.record import table
from widgets.shelf import library


def found(**changes):
    module = library.load("commune_spread")
    return library.work(module, byhand.settings(module, changes))


def said(**changes):
    module = library.load("commune_spread")
    return contract.say(module.SENTENCE, found(**changes), {**module.CONTROLS, **module.RESULTS})


def test_copying_alone_meets_both_counts_that_were_seen():
    path = spread(0.072)
    assert [round(100 * path[day]) for day in (163, 194)] == [91, 99]
    assert found()["fits"] == "near"


def test_a_little_less_or_more_copying_misses_the_count_of_the_day():
    assert {copy: found(copy=copy)["fits"] for copy in (6.6, 7.1, 7.3, 7.4)} == {
        6.6: "short",
        7.1: "near",
        7.3: "near",
        7.4: "past",
    }
    assert found(copy=8.2, against="later")["fits"] == "near"


def test_copying_grows_by_its_pace_while_few_are_in_and_never_passes_the_whole():
    path = spread(0.063, start=0.001)
    assert path[1] / path[0] == pytest.approx(1.063, abs=1e-4)
    assert max(spread(0.9, start=0.5)) <= 1


@pytest.mark.parametrize("copy", [0.055, 0.072, 0.09])
@pytest.mark.parametrize("spell", [2, 14, 30])
def test_orders_on_days_of_their_own_add_up_to_the_curve_of_copying(copy, spell):
    path = spread(copy)
    assert max(abs(a - b) for a, b in zip(path, orders(path, spell), strict=True)) < 0.04


def test_an_ordered_place_climbs_evenly_round_its_middle_day():
    assert [ramp(day, 10, 4) for day in (7, 8, 9, 10, 11, 12, 13)] == [0, 0, 0.25, 0.5, 0.75, 1, 1]
    values = found()
    assert values["ordered"][132 - 103] == 0
    assert values["ordered"][146 - 103] == pytest.approx(97.6)


@pytest.mark.parametrize("place", ["huaian", "henan"])
def test_by_copying_at_the_countrys_pace_a_place_would_have_been_in_before_it_was_told(place):
    """In closed form: the odds of its count, brought back to the day of its order or visit."""
    mark, day, count = PLACES[place]
    odds = count / (100 - count) / math.exp((day - mark) * math.log(1.072))
    assert found(place=place)["before"] == pytest.approx(100 * odds / (1 + odds), abs=1)
    assert round(found(place=place)["before"]) == 94


def test_how_far_ahead_of_the_country_a_copying_place_would_be():
    path = spread(0.072)
    assert (first(path, 0.976) - 146, first(path, 0.99) - 133) == (37, 61)
    assert found(place="henan")["lead"] > found()["lead"]


def test_how_fast_huaian_would_have_had_to_copy():
    """As the solutions page says: from one household in a hundred to its count in a fortnight, a lead of 81 per cent a day."""
    pace = (math.log(97.6 / 2.4) - math.log(1 / 99)) / 14
    assert round(100 * math.expm1(pace)) == 81


def test_reports_that_run_ahead_leave_fewer_formed_than_counted():
    values = found(copy=6.5, ahead=20)
    assert values["fits"] == "near"
    assert round(values["under"]) == 15
    assert all(told >= true for told, true in zip(values["counted"], values["formed"], strict=True))
    assert found()["under"] == 0
    assert set(found()["formed"]) == {None}


def test_the_counts_are_those_of_the_table_and_none_is_from_memory():
    rows = [row for row in table("commune_spread") if row["share"] is not None and row["share_status"] == "seen"]
    day = {"08-31": 133, "09-13": 146, "09-30": 163, "10-31": 194}
    kept = [(day[row["date"][5:]], row["share"]) for row in rows]
    for count in [*SEEN, *((day, count) for _, day, count in PLACES.values())]:
        assert count in kept


def test_the_announcement_names_twenty_seven_provinces():
    """Complete, over nine in ten, about 85 per cent, expected within days, farm areas at 80, still forming."""
    assert PROVINCES == 11 + 7 + 5 + 2 + 1 + 1


def test_both_end_september_counts_imply_the_same_number_of_peasant_households():
    """What the text says: the later count has more inside, not a smaller whole."""
    assert round(23397 * 4797 / 1e6, 1) == 112.2
    assert round(26425 * 4614 / 1e6, 1) == 121.9
    assert [round(23397 * 4797 / 0.904 / 1e6), round(26425 * 4614 / 0.982 / 1e6)] == [124, 124]


def test_the_opening_sentence():
    assert said() == (
        "By copying at 7.2 per cent a day, 91 per cent of the country’s peasant households are counted as members on 30 "
        "September; the record has 90.4 per cent, announced that day, and 98.2, counted later. Copying comes within "
        "two points of the first. A sum of orders, 14 days each, keeps within 1.2 points of the same curve. "
        "But Huai’an (Jiangsu) would then have had 94 per cent in on "
        "30 August, when the directive came."
    )


def test_title_and_sentence_say_what_the_picture_shows_beside_both_counts():
    """As it opens one count lies on the curves and one above them: the sentence names both; the title follows the first."""
    module = library.load("commune_spread")
    titles = [library.said(module, found(**one))["TITLE"] for one in ({}, {"spell": 40}, {"copy": 5.5}, {"copy": 9})]
    assert titles == [
        "For the country, orders add up to the curve of copying; one place tells them apart",
        "For the country, orders run close to the curve of copying; one place tells them apart",
        "For the country, orders add up to the curve of copying, and both fall short of the count; one place tells them apart",
        "For the country, orders add up to the curve of copying, and both run ahead of the count; one place tells them apart",
    ]
    assert "98.2 per cent, counted later, and 90.4, announced that day. Copying stays below" in said(against="later")


@pytest.mark.parametrize("answer", ["A staircase", "A smooth curve", "A nearly straight line"])
def test_whatever_the_answer_the_sum_of_orders_stays_near_the_curve(answer):
    module = library.load("commune_spread")
    assert found(**module.QUESTION["options"][answer])["apart"] < 4
