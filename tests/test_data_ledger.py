"""The ledger: no number of a mini-model without a source or a reason, no source that the bibliography does not have."""

import json
from collections import Counter
from pathlib import Path

import pytest
from pybtex.database import parse_file

from widgets.contract import STATUSES
from widgets.record import names, series, table
from widgets.shelf import ledger

ROOT = Path(__file__).parents[1]
MODELS = sorted(path.stem for path in (ROOT / "widgets/models").glob("[!_]*.py"))
GOOD = {"model": "m", "name": "n", "source": [], "status": "assumed", "assumed": "nobody measured it", "view": ""}


@pytest.fixture(scope="module")
def works():
    return ledger.bibliography()


@pytest.mark.parametrize("name", MODELS)
def test_every_number_of_a_model_has_a_source_or_a_reason(name, works):
    assert ledger.faults(ledger.entries([name]), works) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"assumed": "", "status": ""}, "found none of them; expected one of the three"),
        ({"source": ["meng2015institutional"]}, "found source and assumed; expected one of the three"),
        (
            {"source": ["meng2015institutionel"], "assumed": "", "status": "seen"},
            "the nearest is 'meng2015institutional'",
        ),
        ({"source": ["meng2015institutional"], "assumed": "", "status": ""}, "found status ''"),
        ({"source": ["meng2015institutional"], "assumed": "", "status": "assumed"}, "found status 'assumed'"),
        ({"view": "what to look at"}, "found assumed and view; expected one of the three"),
        ({"assumed": "", "view": "what to look at"}, "found status 'assumed'"),
        ({"assumed": "just because"}, "found the reason 'just because'"),
    ],
)
def test_a_row_without_footing_is_refused(change, message, works):
    assert ledger.faults([GOOD], works) == []
    (fault,) = ledger.faults([GOOD | change], works)
    assert message in fault
    assert fault.startswith("widgets/models/m.py, n: ")


def test_constants_are_found_and_their_words_read():
    text = """
A = 1  # hands [liyang2005anatomy: recalled]
WORDS = "no number"
# of a month [assumed: nobody measured it]
B, C = [0.1], {"x": 2}
D = (3,)

E = 4  # hands
"""
    values = {"A": 1, "WORDS": "no number", "B": [0.1], "C": {"x": 2}, "D": (3,), "E": 4}
    rows = {row["name"]: row for row in ledger.constants("m", values, text)}
    assert {name: (row["source"], row["status"], row["assumed"]) for name, row in rows.items()} == {
        "A": (["liyang2005anatomy"], "recalled", ""),
        "B": ([], "assumed", "nobody measured it"),
        "C": ([], "assumed", "nobody measured it"),
        "D": ([], "assumed", "nobody measured it"),
        "E": ([], "", ""),
    }


def test_the_settings_of_a_question_are_no_constants():
    question = {"options": {"Easier": {"reading": "ban", "idle": 60}}}
    assert ledger.constants("m", {"QUESTION": question}, "QUESTION = question()\n") == []


# ---- the bibliography -----------------------------------------------------------------------------------------------
def test_the_bibliography_is_read_as_bibtex_reads_it(works):
    entries = parse_file(ROOT / "book/references.bib").entries
    assert set(entries) == set(works)
    read = ledger.references()
    assert all(read[key] == {**read[key], **entry.fields} for key, entry in entries.items())
    assert {key: (entry.fields["known"], entry.fields["seen"]) for key, entry in entries.items()} == {
        key: (work["known"], work["seen"]) for key, work in works.items()
    }
    assert {work["known"] for work in works.values()} == {"seen", "cited", "recalled"}


def test_a_work_from_memory_says_so(works):
    for key in ledger.unseen(works):
        assert works[key]["seen"].startswith("from memory"), key


def test_every_reference_in_the_record_is_in_the_bibliography(works):
    assert ledger.cited(works) == []


def test_the_source_of_a_whole_table_is_in_the_bibliography(works):
    package = json.loads((ROOT / "data/datapackage.json").read_text("utf-8"))
    assert {resource["source"] for resource in package["resources"] if "source" in resource} <= set(works)


def test_no_claim_rests_on_memory_alone(works):
    assert ledger.on_memory(works) == []
    forgotten = {key: {"known": "recalled", "seen": "from memory"} for key in works}
    assert len(ledger.on_memory(forgotten)) == 59  # all but the last, which is about the article's own words


CHAPTERS = [
    "index",
    "land-and-plan",
    "going-it-alone",
    "a-borrowed-campaign",
    "the-communes",
    "field-or-furnace",
    "backyard-steel",
    "the-canteens",
    "counting-grain",
    "who-went-hungry",
    "counting-the-dead",
    "the-experts-leave",
    "weather-or-policy",
    "what-children-were-told",
    "the-reckoning",
    "the-whole-leap",
]


def test_every_claim_has_its_chapter():
    assert {row["chapter"] for row in table("claims")} <= set(CHAPTERS)


def test_computed_values_rest_on_values_that_were_seen():
    """A series computed here may not pass on what is only remembered under another name."""
    computed = [name for name in names() if "computed" in series(name, names()[name][0]).statuses]
    by_itself = "disaster_affected_area"  # one year, worked out from shares that were seen; others are from memory
    shares = ["procurement_trade_grain_share", "grain_left_in_villages", "grain_procured_per_urban_head"]
    assert computed == [*shares, by_itself]
    for name in ("procurement_trade_grain", "grain_output_first_published", "urban_population", "rural_population"):
        known = series(name)
        assert "recalled" not in [how for year, how in zip(known.years, known.statuses, strict=True) if year > 1951]


VERDICTS = {"supported", "needs nuance", "disputed", "outdated", "wrong", "missing"}


def test_a_silence_is_missing_and_nothing_else_is():
    assert {row["verdict"] for row in table("claims")} == VERDICTS
    assert [row["id"] for row in table("claims") if row["verdict"] == "missing"] == ["C56", "C57", "C58", "C59"]
    assert {row["section"] for row in table("claims") if row["verdict"] == "missing"} == {"Omission"}


def test_one_fact_has_one_verdict():
    verdict = {row["id"]: row["verdict"] for row in table("claims")}
    assert verdict["C20"] == verdict["C38"]


def test_the_page_explains_every_verdict():
    page = (ROOT / "book/checking-the-article.md").read_text("utf-8")
    assert {verdict for verdict in VERDICTS if f"*{verdict[0].upper()}{verdict[1:]}*" not in page} == set()


def test_no_claim_names_a_work_that_nobody_saw(works):
    lost = set(ledger.unseen(works))
    assert [(row["id"], key) for row in table("claims") for key in row["keys"].split("; ") if key in lost] == []


def test_no_text_of_a_table_speaks_of_memory_where_its_status_says_seen():
    """What is remembered besides may stand in a note; in a claim's text or an event's source it would carry weight."""
    assert [row["id"] for row in table("claims") if "memory" in row["scholarship"]] == []
    seen = [row for row in table("timeline") if row["status"] != "recalled"]
    assert [row["event"] for row in seen if "memory" in row["source"]] == []


def test_the_count_of_values_by_status():
    counts = sum(ledger.statuses().values(), Counter())
    assert set(counts) <= set(STATUSES)
    assert counts["seen"] + counts["cross-checked"] > 7 * counts["recalled"]


def test_a_number_may_rest_on_a_table_of_the_record(works):
    seen = {"assumed": "", "status": "seen"}
    assert ledger.faults([GOOD | seen | {"source": ["steel_targets"]}], works) == []
    (fault,) = ledger.faults([GOOD | seen | {"source": ["steel_hopes"]}], works)
    assert "found the source 'steel_hopes'" in fault
