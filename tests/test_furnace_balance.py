"""Backyard steel: the balance against the values it was specified with, and what a reader would notice."""

import byhand
import pytest

from widgets import contract, drawing
from widgets.models import furnace_balance
from widgets.models.furnace_balance import HIDDEN, HOUSEHOLDS, MISSING, SMALL
from widgets.record import series
from widgets.shelf import ledger, library


def worked(**given):
    module = library.load("furnace_balance")
    return library.work(module, byhand.settings(module, given))


def said(**given):
    module = library.load("furnace_balance")
    return contract.say(module.SENTENCE, worked(**given), {**module.CONTROLS, **module.RESULTS})


def test_twenty_furnaces_of_one_commune():
    found = worked()
    assert round(found["pig"]) == 270
    assert round(found["usable"]) == 81
    assert round(found["scrap"]) == 231
    assert round(found["lost"]) == 69
    assert round(found["melted"]) == 56
    assert round(1000 * found["burnt"]) == 1080
    assert round(1000 * found["felled"]) == 3888
    assert round(found["grain"] / 100, 3) == 0.922


def test_with_no_tools_melted_the_next_harvest_is_whole():
    assert worked(tools=0)["grain"] == 100
    assert worked(tools=0)["melted"] == 0
    assert worked(ore=100)["grain"] == 100
    assert worked(weight=0)["grain"] == 100


def test_twenty_five_thousand_communes_make_the_missing_tonnes_of_pig_iron_and_not_of_use():
    assert worked()["nation"] == pytest.approx(6.75)
    assert worked()["nation"] == pytest.approx(MISSING, rel=0.01)
    assert worked()["nation_good"] < 0.31 * MISSING
    assert worked(communes=15000)["nation"] == pytest.approx(SMALL, abs=0.06)
    assert worked(communes=2500)["nation"] < 0.7


def test_a_tenth_of_the_tools_is_never_given_up():
    found = worked(ore=0, tools=100)
    assert found["melted"] == pytest.approx(100 * (1 - HIDDEN))
    assert found["left"][0] == pytest.approx(10)
    assert found["grain"] > 0


def test_what_one_tonne_asks_for_does_not_depend_on_how_many_furnaces_there_are():
    few, many = worked(furnaces=5)["each"], worked(furnaces=20)["each"]
    assert few == pytest.approx(many)
    assert many[0] / many[4] == pytest.approx(48)  # tonnes of wood for each tonne of iron that can be used


def test_iron_comes_from_ore_or_from_scrap():
    assert worked(ore=100)["scrap"] == 0
    assert worked(ore=0)["scrap"] == pytest.approx(270 / 0.7)
    assert worked(ore=0)["pig"] == worked(ore=100)["pig"]


def test_half_of_the_tools_cost_less_than_half_of_their_weight_in_grain():
    lost = [100 - worked(tools=share)["grain"] for share in (10, 20, 30)]
    assert lost == sorted(lost)
    assert lost[2] - lost[1] > lost[1] - lost[0] > 0  # each further tool is missed more


def test_the_record_beside_it_is_the_record():
    iron = series("pig_iron_output")
    assert iron[1958] - iron[1957] == pytest.approx(7.75)
    assert iron.statuses[iron.years.index(1958)] == "seen"
    assert iron.statuses[iron.years.index(1957)] == "recalled"  # hence the open sign
    assert HOUSEHOLDS == pytest.approx(4797, rel=0.05)  # households to a commune on 30 September 1958


def test_the_limits_count_the_assumptions():
    rows = [row for row in ledger.entries(["furnace_balance"]) if row["assumed"]]
    assert len(rows) == 16
    assert "Sixteen of its numbers are assumptions" in furnace_balance.LIMITS


def test_the_opening_sentence():
    assert said() == (
        "In one season 20 furnaces make 270 tonnes of pig iron; 81 tonnes of it can be used. They burn 3.9 thousand tonnes of "
        "wood and melt 56 per cent of the commune’s farm tools; next year’s harvest is then 92 per cent of what it would have "
        "been. 25,000 communes like it make 6.8 million tonnes of iron; the plan lacked 6.7 million tonnes of steel."
    )
    assert len(furnace_balance.ALT.split()) < 90


def test_the_sentence_reads_where_nothing_is_melted_or_of_use():
    text = said(tools=0, good=0)
    assert "; none of it can be used." in text
    assert "melt no farm tools; next year’s harvest is whole" in text


def test_the_title_follows_what_is_made_and_what_is_of_use():
    module = library.load("furnace_balance")
    titles = [
        library.said(module, worked(**one))["TITLE"]
        for one in ({}, {"good": 0}, {"good": 60}, {"communes": 15000}, {"good": 90, "furnaces": 30})
    ]
    assert [title.split("the missing ")[1] for title in titles] == [
        "steel is there on paper, in iron mostly of no use",
        "steel is there on paper, in iron of no use at all",
        "steel is not there, though much of the iron is of use",
        "steel is not there even on paper: 4.1 million tonnes of iron",
        "tonnes are there, in iron that can be used",
    ]


def test_tools_and_usable_iron_are_no_slivers_beside_the_wood():
    """They have axes of their own, on which the opening can be read."""
    module = library.load("furnace_balance")
    fig = drawing.draw(module, worked())
    widths = {
        words[2]: mark.get_window_extent().width / fig.axes[number].get_window_extent().width
        for words, mark, number in drawing.marks(fig)
        if words[:2] == ["barh", "each"]
    }
    assert min(widths[at] for at in "034") > 0.1
