"""The canteens: the store against the values it was specified with (each to half a unit of its last printed digit)."""

import byhand
import pytest

from widgets import contract
from widgets.models.canteen_stock import MONTHS, course
from widgets.shelf import library

REST = {"free": 24, "ration": 14, "seed": 0.2, "waste": 0.1, "summer": 45}


def ends(left=220, months=3, **changes):
    """In store at the end of November to October, June's after the summer crop."""
    store = course(left, months, **{**REST, **changes})[0]
    return store[1:8] + store[9:]


def found(**changes):
    module = library.load("canteen_stock")
    return library.work(module, byhand.settings(module, changes))


def said(**changes):
    module = library.load("canteen_stock")
    return contract.say(module.SENTENCE, found(**changes), {**module.CONTROLS, **module.RESULTS})


def title(**changes):
    return library.said(library.load("canteen_stock"), found(**changes))["TITLE"]


def test_the_stocks_of_the_specification():
    assert [round(n) for n in ends()] == [150, 123, 97, 83, 69, 55, 41, 72, 58, 44, 30, 16]


def test_rationed_throughout_53_are_left():
    assert round(ends(months=0)[-1]) == 53


def test_with_190_left_the_store_holds_a_little_in_september_and_is_empty_in_october():
    stocks = ends(left=190)
    assert round(stocks[-2], 1) == 5.8
    assert stocks[-1] == 0
    assert found(left=190)["fate"] == "October"


def test_one_month_of_free_meals_leaves_41_and_a_tenth_of_the_crop_more_leaves_45():
    assert round(ends(months=1)[-1]) == 41
    assert round(ends(left=256)[-1]) == 45


def test_the_tenth_is_of_the_crop_of_1958_and_its_villagers():
    values = found()
    assert round(values["tenth"]) == 36
    assert (round(values["spared"]), round(values["rationed"])) == (45, 53)
    assert values["spared"] == pytest.approx(ends(left=220 + values["tenth"])[-1])


def test_the_title_says_what_each_takes_and_goes_on_saying_so():
    values = found()
    assert values["cost"] == pytest.approx(values["rationed"] - values["end"])  # while the store lasts
    assert values["gain"] == pytest.approx(values["spared"] - values["end"])
    assert title() == (
        "In this model free meals ask for 37 kg more than rations would, and a tenth of the crop taken leaves 29 kg less"
    )
    assert "ask for no more than rations would" in title(months=0)
    assert title(left=120) == title()


def test_the_edge_of_the_free_months_stands_on_the_store():
    for months in range(7):
        values = found(months=months)
        assert (values["stop"], values["held"]) == (months, values["store"][months])


def test_what_is_eaten_leaves_out_what_spoils():
    eaten = course(220, 3, **REST)[1]
    assert eaten == pytest.approx([24] * 3 + [14] * 9)


@pytest.mark.parametrize("months", [0, 3, 6])
@pytest.mark.parametrize("left", [120, 148, 190, 220, 260])
def test_nothing_is_made_or_lost_but_what_spoils(left, months):
    store, eaten, _ = course(left, months, **REST)
    spoilt = 0.1 * sum(eaten[:months])
    assert store[0] + 45 == pytest.approx(sum(eaten) + spoilt + store[-1])
    assert min(store) >= 0


def test_a_store_that_is_just_enough_does_not_fall_short():
    store, eaten, short = course(100, 0, free=24, ration=10, seed=0.2, waste=0.1, summer=40)
    assert (store[-1], eaten, short) == (0, [10] * 12, [])


def test_with_what_the_crop_of_1959_left_it_falls_short_even_without_free_meals():
    assert (found(left=148, months=0)["fate"], found(left=148, months=0)["short"]) == ("October", 1)
    assert (found(left=148)["fate"], found(left=148)["short"]) == ("April", 4)


def test_more_taken_or_longer_free_meals_never_leave_more():
    for left in range(121, 261):
        assert ends(left=left)[-1] >= ends(left=left - 1)[-1]
    for months in range(1, 7):
        assert ends(months=months)[-1] <= ends(months=months - 1)[-1]


def test_the_record_beside_it_is_what_was_left_after_procurement():
    values = found()
    kept, grown, taken, people = (values[key] for key in ("kept", "counted", "taken", "villagers"))
    assert [kept[year] for year in (1957, 1958, 1959, 1960)] == [273, 268, 193, 182]
    for year in range(1957, 1963):
        assert kept[year] == round(1000 * (grown[year] - taken[year]) / people[year])
    assert values["whole"] == 265


def test_the_opening_sentence_names_procurement():
    assert said() == (
        "With 220 kg a head left in the village after procurement and three months of free meals, the store lasts to the "
        "autumn harvest. At the end of October it holds 16 kg; rationed from November on it would hold 53 kg, and with a tenth "
        "of the crop less taken by the state 45 kg."
    )


def test_rationed_all_year_the_sentence_compares_with_free_meals_and_not_with_itself():
    assert "it holds 53 kg; with three months of free meals it would hold 16 kg" in said(months=0)


def test_the_sentence_says_when_the_store_first_falls_short():
    assert (
        "no months of free meals, the store first falls short in October. At the end of October it holds nothing"
        in said(left=148, months=0)
    )
    assert set(MONTHS) < set(library.load("canteen_stock").RESULTS["fate"]["options"])


def test_no_result_speaks_of_deaths_or_people_dying():
    module = library.load("canteen_stock")
    labels = " ".join(one["label"] + one["unit"] for one in module.RESULTS.values() if "unit" in one).lower()
    assert not any(word in labels for word in ("death", "die", "dead", "mortal"))


def test_what_the_chapter_takes_from_the_report_on_mianzhu():
    """125 canteens; in jin, of which a tonne has 2,000."""
    assert 65 > 125 / 2
    assert 65 + 25 + 25 < 125
    assert [jin / 2000 for jin in (1_600_000, 660_000, 600_000)] == [800, 330, 300]
    assert [jin / 2 for jin in (57, 30, 80)] == [28.5, 15, 40]
