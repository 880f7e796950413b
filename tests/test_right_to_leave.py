"""The right to leave: the equations against the values they were specified with (each to half a unit of its last digit)."""

import byhand
import pytest

from widgets import contract
from widgets.models.right_to_leave import SIZES, WATCHED, harvests, needed, weights
from widgets.shelf import library


def rounded(need):
    return {reading: round(weight, 3) for reading, weight in need.items()}


def said(**changes):
    module = library.load("right_to_leave")
    values = library.work(module, byhand.settings(module, changes))
    return contract.say(module.SENTENCE, values, {**module.CONTROLS, **module.RESULTS})


def found(**changes):
    module = library.load("right_to_leave")
    return library.work(module, byhand.settings(module, changes))


def test_the_payoffs_of_the_specification_give_its_critical_weights():
    work, all_shirk, alone, one_shirks = 1.2 - 0.4, 1.2 * 0.4, 1 - 0.4, 1.2 * (1 - 0.6 / 30)
    assert [round(x, 3) for x in (work, all_shirk, alone, one_shirks, one_shirks - work)] == [
        0.8,
        0.48,
        0.6,
        1.176,
        0.376,
    ]
    assert round(needed(one_shirks - work, work, alone), 3) == 0.653
    assert round(needed(one_shirks - work, work, all_shirk), 3) == 0.540


def test_a_ban_on_leaving_makes_work_easier_to_keep_up_where_the_game_goes_on():
    assert rounded(weights(30)) == {"exit": 0.653, "ban": 0.540, "once": 1}


def test_in_a_single_game_no_weight_is_enough():
    assert {weights(size)["once"] for size in SIZES[1:]} == {1}
    assert found(reading="once", patience=0.95)["verdict"] == "never"


def test_from_thirty_households_to_a_commune_almost_nothing_changes():
    assert rounded(weights(4600)) == {"exit": 0.667, "ban": 0.555, "once": 1}


def test_where_shirking_together_pays_more_than_farming_alone_the_two_regimes_agree():
    assert rounded(weights(30, idle=0.6)) == {"exit": 0.828, "ban": 0.828, "once": 1}


def test_a_team_that_pays_no_more_than_its_members_would_earn_alone_cannot_be_held_by_leaving():
    assert weights(30, scale=0)["exit"] == 1
    assert weights(30, scale=0)["ban"] < 1


def test_a_broken_promise_wears_a_team_down_year_by_year():
    assert [round(share, 3) for share in harvests(0.4, holds=False)] == [1, 0.7, 0.55, 0.475, 0.438, 0.419, 0.409]
    assert harvests(0.4, holds=True) == [1] * 7


def test_the_default_weight_holds_under_the_ban_and_fails_with_exit():
    assert [found(reading=r)["verdict"] for r in ("exit", "ban", "once")] == ["fails", "holds", "never"]
    assert [round(found(reading=r)["last"]) for r in ("exit", "ban", "once")] == [41, 100, 41]


def test_size_matters_once_somebody_watches():
    """The extension: a shirker is seen with the chance min(1, M/N) and then fined."""
    assert WATCHED == 30
    assert weights(30, fine=0.4) == {"exit": 0, "ban": 0, "once": 0}
    assert rounded(weights(165, fine=0.4)) == {"exit": 0.618, "ban": 0.502, "once": 1}
    assert rounded(weights(4600, fine=0.4)) == {"exit": 0.665, "ban": 0.554, "once": 1}


def test_without_a_fine_watching_changes_nothing():
    assert weights(165, fine=0) == weights(165)


def test_in_a_very_small_team_a_shirker_feels_it():
    assert rounded(weights(3)) == {"exit": 0.444, "ban": 0.333, "once": 1}


def test_the_record_beside_it_is_counted_from_1958():
    values = found()
    assert [round(n) for n in values["counted"]] == [100, 85, 72, 74, 80, 85, 94]
    assert [round(n) for n in values["recounted"]] == [100, 86, 73, 69, 78, 86, 95]


def test_the_opening_sentence():
    assert said() == (
        "Suppose that the members of a team of 30 households may leave, and do once one of them holds back. With a weight of "
        "0.60 on the next season, the promise to work fails: more weight would be needed. In its seventh year the team "
        "brings in 41 per cent of what it could."
    )


def test_the_first_slider_a_little_farther_holds_the_promise():
    """As it opens the weight given lies just below the one needed: a reader's first move shows what it is for."""
    assert [found(patience=weight)["verdict"] for weight in (0.60, 0.65, 0.66)] == ["fails", "fails", "holds"]
    assert said(patience=0.66).endswith(
        "the promise to work holds. In its seventh year the team brings in all that it could."
    )


def test_the_title_says_whose_promise_it_is_and_what_becomes_of_it():
    module = library.load("right_to_leave")
    titles = [library.said(module, found(reading=reading))["TITLE"] for reading in ("exit", "ban", "once")]
    assert titles == [
        "Where members may leave, the promise to work fails: more weight would be needed",
        "Where members must stay and all would follow a breach, the promise to work holds",
        "Where no season bears on the next, the promise to work fails, and no weight would be enough",
    ]


@pytest.mark.parametrize("answer", ["Easier", "Harder", "No difference"])
def test_each_answer_to_the_question_is_right_in_some_reading(answer):
    module = library.load("right_to_leave")
    values = found(**module.QUESTION["options"][answer])
    ways = {
        "Easier": values["need_ban"] < values["need_exit"],
        "Harder": values["need_once"] == 1 > values["need_exit"],
    }
    assert ways.get(answer, values["need_ban"] == values["need_exit"])


def test_the_picture_shows_the_weights_that_the_text_names():
    values = found()
    assert values["need"] == [values["need_exit"], values["need_ban"], values["need_once"]]
