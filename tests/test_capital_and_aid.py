"""Land and plan, The experts leave: the equations against the values they were specified with, and what the debt is."""

import byhand
import chapters
import pytest

from widgets import contract
from widgets.models import capital_and_aid
from widgets.models.capital_and_aid import FINISHED, IN_HAND, NEED, SENT, finish, grow
from widgets.record import table
from widgets.shelf import ledger, library

KEPT = 1964


def plant(stops, later=100, working=None):
    """Plant in the specified case: 6 points a year from abroad, 24 per cent saved, 5 per cent worn out."""
    return [round(stock, 1) for stock in grow(stops, 6, 24, later, 5, working or {})]


def worked(**changes):
    module = library.load("capital_and_aid")
    return library.work(module, byhand.settings(module, changes))


def test_plant_grows_by_six_tenths_in_seven_years():
    assert plant(1960)[:8] == [100, 108.2, 116.6, 125.1, 133.9, 142.8, 152.0, 161.3]


def test_it_goes_on_growing_without_aid_but_more_slowly():
    assert plant(KEPT)[8:11] == [170.9, 180.6, 190.6]
    assert plant(1960)[8:11] == [164.9, 168.5, 172.2]


def test_halving_what_is_saved_from_1959_costs_more_than_the_end_of_aid():
    assert plant(KEPT, later=50)[10] == 167.2
    assert worked(aid=KEPT, specialists="stay", later=50)["late"] < worked(aid=1960)["late"]


@pytest.mark.parametrize(("sent", "expected"), [(0, [131.5, 162.9, 197.4]), (SENT, [153.2, 190.9, 219.2])])
def test_projects_are_finished_more_slowly_after_the_withdrawal(sent, expected):
    done, _ = finish(sent, home=700, learn=10, build=4)
    assert [round(number, 1) for number in done] == [103, *expected]


def test_six_points_are_an_upper_bound_of_45_per_cent_of_new_plant():
    assert round(worked()["foreign"]) == 45
    assert worked(plant=0)["foreign"] == worked(aid=1953)["foreign"] == 0


def test_without_aid_plant_is_what_own_savings_make():
    for changes in ({"plant": 0}, {"aid": 1953}):
        values = worked(**changes)
        assert values["capital"] == values["own"]


def test_missing_engineers_idle_only_machinery_that_still_comes():
    """The specialists' leaving touches plant only if machinery keeps coming and stands idle without them."""
    assert worked(idle=True)["late"] == worked()["late"]
    idle = worked(aid=KEPT, idle=True)
    expected = grow(KEPT, 6, 24, 100, 5, {1961: 770 / NEED, 1962: 847 / NEED, 1963: 931.7 / NEED})
    assert idle["capital"] == pytest.approx(expected)
    assert worked(aid=KEPT, specialists="stay", idle=True)["late"] == worked(aid=KEPT)["late"]


def test_had_the_specialists_stayed_nothing_is_behind():
    assert worked(specialists="stay")["behind"] == 0
    assert round(worked()["behind"]) == 22


def test_the_limits_count_the_assumptions():
    assert len([row for row in ledger.entries(["capital_and_aid"]) if row["assumed"]]) == 12
    assert "Twelve of its numbers are assumptions" in " ".join(capital_and_aid.LIMITS.split())


def test_saving_near_40_per_cent_as_recorded_raises_plant_on_paper():
    assert round(worked(later=175)["late"]) == 211


def test_the_opening_sentence():
    module = library.load("capital_and_aid")
    said = contract.say(module.SENTENCE, worked(), {**module.CONTROLS, **module.RESULTS})
    assert said == (
        "Plant (1952 = 100) stands at 161 in 1959 and 172 in 1962; own savings alone would bring it to 124. Soviet machinery "
        "stops in 1960. The specialists leave: 197 of 304 projects are finished by the end of 1963."
    )


def test_the_end_of_aid_is_a_step_that_fills_the_picture():
    """Lines of plant itself were nearly flat; growth falls to a third where machinery stops, and the line stands there."""
    values = worked()
    assert [round(rate, 1) for rate in values["grown"]] == [8.2, 7.7, 7.3, 7.0, 6.7, 6.4, 6.1, 2.2, 2.2, 2.2, 2.2]
    for stops in (1954, 1960, 1963):
        values = worked(aid=stops)
        assert values["edge"].index(values["stop"]) == stops - 1953  # the left edge of the first year without
        assert values["grown"][stops - 1953] < values["grown"][stops - 1954] / 2


def test_title_and_sentence_follow_what_comes_from_abroad():
    module = library.load("capital_and_aid")
    said = {
        str(one): library.said(module, worked(**one))
        for one in (
            {},
            {"aid": 1964},
            {"plant": 0},
            {"saving": 10},
            {"aid": 1959, "later": 175},
            {"specialists": "stay"},
            {"aid": 1964, "later": 50},
        )
    }
    assert [text["TITLE"].split(", and ")[0] for text in said.values()] == [
        "When machinery stops coming, plant still grows, but more slowly",
        "Machinery goes on coming",
        "All new plant is from own savings",
        "Without machinery plant begins to shrink",
        "When machinery stops coming, more is saved and plant grows no more slowly",
        "When machinery stops coming, plant still grows, but more slowly",
        "Machinery goes on coming while less is saved",
    ]
    assert said["{'plant': 0}"]["TITLE"].endswith("and projects begin from the count of 1960")
    assert "172 in 1962; own" in said["{}"]["SENTENCE"]
    assert "124 in 1962, from own savings alone. No Soviet machinery comes." in said["{'plant': 0}"]["SENTENCE"]
    assert "Soviet machinery goes on coming." in said["{'aid': 1964}"]["SENTENCE"]


def test_people_and_machines_are_kept_apart_unless_new_machinery_stands_idle():
    """The experts leave: either stop alone does what it does in company, because the equations do not join them."""
    both, neither = worked(), worked(aid=KEPT, specialists="stay")
    people, machines = worked(aid=KEPT), worked(specialists="stay")
    assert (people["late"], people["finished"]) == (neither["late"], both["finished"])
    assert (machines["late"], machines["finished"]) == (both["late"], neither["finished"])
    assert round(worked(aid=1961)["late"]) == 178
    assert round(worked(aid=KEPT, idle=True)["late"]) == 183


@pytest.mark.parametrize(("home", "finished", "waits"), [(200, 130, True), (1200, 218, True), (1300, 219, False)])
def test_what_the_recall_cost_hangs_on_a_number_nobody_counted(home, finished, waits):
    values = worked(home=home)
    assert (round(values["finished"]), values["projects"] == "wait") == (finished, waits)


def test_the_loans_are_in_dollars_what_they_were_in_their_own_money():
    for row in table("soviet_loans"):
        ends = [end for end in (row["low"], row["central"], row["high"]) if end is not None]
        amounts = [row["amount"]] + ([row["amount_to"]] if row["amount_to"] else [])
        assert ends == [pytest.approx(amount * row["dollars_each"] / 1000, abs=0.006) for amount in amounts], row[
            "label"
        ]
        assert (row["status"] == "computed") == (row["dollars_each"] != 1), row["label"]


def test_one_sum_in_three_moneys_is_one_bar():
    """The Soviet figure of 1964, 8.1 billion old roubles and Li Xiannian's yuan are, by the source, one answer."""
    bars = [row["label"] for row in table("soviet_loans")]
    assert "Li Xiannian 1963" not in bars
    assert len(bars) == 8
    assert [round(sum_) for sum_ in (81 * 0.25, 18.16 * 1.11, 52.94 / 2.617)] == [20, 20, 20]


COMMON = ["790 million dollars", "6.6 billion old roubles", "95 per cent", "3.05 per cent", "1,150 in economic work"]


def test_two_chapters_and_the_model_have_one_set_of_figures():
    plan, leave = chapters.prose("land-and-plan"), chapters.prose("the-experts-leave")
    for figure in [*COMMON, str(IN_HAND), str(FINISHED + IN_HAND), "265"]:
        assert figure in plan, figure
        assert figure in leave, figure
    assert "1.406 billion new roubles" in plan
    assert "1,406 million new roubles" in leave
    for text in (leave, chapters.prose("going-it-alone")):
        assert contract.digits(SENT, 0, "people") in text
