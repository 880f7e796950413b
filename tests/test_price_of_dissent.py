"""The price of dissent: the specification, one share by hand, what a reader sees, and the chapter's arithmetic."""

import json
import re
from pathlib import Path

import byhand
import pytest

from widgets import contract
from widgets.models.price_of_dissent import LEADERS, speaking
from widgets.record import keys, table
from widgets.shelf import library

ROOT = Path(__file__).parents[1]
FREE = {"lushan": 0.6, "plenum": 0.7}  # the specification's world without punishment and without a new line


def found(**changes):
    module = library.load("price_of_dissent")
    return library.work(module, byhand.settings(module, changes))


def share(**changes):
    return [round(value) for value in found(**changes)["share"]]


def said(key="SENTENCE", **changes):
    module = library.load("price_of_dissent")
    return contract.say(getattr(module, key), found(**changes), {**module.CONTROLS, **module.RESULTS})


@pytest.fixture(scope="module")
def page():
    cells = json.loads((ROOT / "book/the-reckoning.ipynb").read_text("utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


# ---- the specification ------------------------------------------------------------------------------------------------
def test_the_five_shares_with_and_without_punishment():
    assert share() == [32, 56, 32, 100, 40]
    assert share(**FREE) == [32, 56, 96, 100, 80]


def test_the_marks_are_the_columns_had_the_price_of_1958_stayed():
    stayed = {"lushan": 0.6, "opened": 0.6, "plenum": 0.6}
    assert found()["free"] == found(**stayed)["share"] == found(opened=2, plenum=2)["free"]
    assert [round(value) for value in found()["free"]] == [32, 56, 96, 100, 88]


# ---- by hand ----------------------------------------------------------------------------------------------------------
def test_august_1958_step_by_step():
    """At a price of 0.6 with no evidence five leanings are above it, with these speaking seven, then eight."""
    leanings = [-1 + n / 12 for n in range(LEADERS)]
    steps = [0]
    for _ in range(4):
        steps.append(sum(own + 0.8 * steps[-1] / LEADERS > 0.6 + 1e-9 for own in leanings))
    assert steps == [0, 5, 7, 8, 8]
    assert speaking(0, 0.6, 0.8) == 8 / 25


def test_a_price_that_is_just_met_keeps_silent():
    """Strictly more: the warmest leaning, 1, does not meet a price of 1 without evidence."""
    assert speaking(0, 1, 0) == 0
    assert speaking(0.1, 1, 0) == 2 / 25


# ---- what a reader sees -----------------------------------------------------------------------------------------------
def test_only_price_less_evidence_counts():
    for evidence, price in [(0, 0.6), (0.3, 0.6), (0.8, 1.4), (0.7, 1.2)]:
        assert speaking(evidence, price, 0.8) == speaking(evidence + 0.2, price + 0.2, 0.8)


def test_fear_and_ignorance_leave_the_same_silence():
    assert found()["at60"] == found(lushan=0.6, known59=0, known60=0)["at60"] == 32


def test_half_a_year_after_lushan_as_few_speak_as_in_1958_and_in_1962_all():
    values = found()
    assert values["at60"] == values["at58"] < values["at59"] < values["at62"] == 100


@pytest.mark.parametrize(
    ("changes", "finding", "gap"),
    [
        ({}, "despite", "wider"),
        ({"lushan": 0.6}, "more", "narrower"),
        ({"lushan": 1.1}, "same", "same"),
        ({"known60": 0.3}, "fewer", "wider"),
        ({"known60": 0.2}, "fewer", "wider"),
    ],
)
def test_the_title_and_what_became_of_the_gap(changes, finding, gap):
    values = found(**changes)
    assert (values["finding"], values["gap"]) == (finding, gap)


def test_each_answer_to_the_question_is_right_at_its_price():
    module = library.load("price_of_dissent")
    for option, want in (("More", 1), ("As many", 0), ("Fewer", -1)):
        values = found(**module.QUESTION["options"][option])
        assert (values["at60"] > values["at59"]) - (values["at60"] < values["at59"]) == want


def test_the_opening_sentence():
    assert said() == (
        "In the model 56 per cent speak at Lushan before 23 July 1959, and 32 per cent in January 1960. Between the two, set "
        "against the evidence, speaking has become dearer. Had the price stayed at 0.6, 96 per cent would speak in January "
        "1960."
    )


def test_every_number_of_it_is_an_assumption_and_it_says_so():
    module = library.load("price_of_dissent")
    assert {control["status"] for control in module.CONTROLS.values()} == {"assumed"}
    assert "all numbers here are assumptions" in module.LIMITS
    assert "does not show two camps" in module.LIMITS
    assert "Nor are these history: as first set, a third object" in module.LIMITS
    assert round(found()["at58"]) == 32


# ---- what the chapter computes ------------------------------------------------------------------------------------------
def test_the_chapter_s_table_of_sichuan(page):
    rows = table("sichuan_1959")
    sums = {name: sum(row[name] for row in rows) for name in ("cadres", "attacked", "labelled")}
    assert sums == {"cadres": 121862, "attacked": 3578, "labelled": 873}
    assert round(sums["cadres"] / sums["labelled"]) == 140
    for row in [*rows, {"offices": "all", **sums}]:
        parts = [f"{100 * row[name] / row['cadres']:.1f}" for name in ("attacked", "labelled")]
        assert f"| {row['offices']} | {row['cadres']:,} | {' | '.join(parts)} |" in page


def test_whoever_the_page_lists_stands_in_the_record_and_the_other_way_round(page):
    """Names, and on which side; the works listed below the table are the record's, and each row has one on the page."""
    rows = [row for row in table("decision_makers") if row["chapter"] == "the-reckoning" and row["part"] != "spoke"]
    after = page[page.index(":name: who-decided") :]
    part, below = after.split(":::")[0], after[after.index("*Sources, row by row:*") :].split("\n")[0]
    lines = [line.split(" | ") for line in part.splitlines() if line.startswith("| ")][2:]
    for column, kind in enumerate(("decided", "refused")):
        listed = [name for line in lines for name in re.findall(r"\*\*(.+?)\*\*", line[column])]
        assert sorted(listed) == sorted(row["person"] for row in rows if row["part"] == kind)
    had = {key for row in rows for key in keys(row["key"])}
    assert set(re.findall(r"\{cite:t\}`(.+?)`", below)) <= had
    cited = {key for group in re.findall(r"\{cite:[pt]\}`(.+?)`", page) for key in group.split(",")}
    assert had <= cited


def test_the_solution_of_the_first_exercise():
    assert share(lushan=0.6, plenum=0.7)[1:3] == [56, 96]
    equal = {
        (a / 10, b / 10)
        for a in range(11)
        for b in range(11)
        if (values := share(known59=a / 10, known60=b / 10))[1] == values[2]
    }
    assert equal == {(0, 0.8), (0.1, 0.9), (0.2, 1)}


def test_the_solution_of_the_third_exercise():
    alone = share(others=0)
    assert alone == [20, 36, 20, 64, 24]
    falls = [with_others - without for with_others, without in zip(share(), alone, strict=True)]
    assert max(falls) == falls[3] == 36
    spoken = {price: share(opened=price / 10)[3] for price in range(2, 21)}
    assert max(price for price in spoken if spoken[price] == 100) == 7
    assert spoken[8] == 96
    assert min(price for price in spoken if spoken[price] < 50) == 14
    assert spoken[14] == 48
