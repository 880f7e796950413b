"""An edition's settings, laid over a mini-model: page and kernel open there, the book's values stay, and mistakes bounce."""

import json
import re

import comparing
import pytest
import yaml
from playwright.sync_api import expect

from widgets import contract, explore, record
from widgets.shelf import library, overlay
from widgets.shelf.check import ModelError
from widgets.surfaces.figure import figure_html

BOOK = library.settings(library.load("labour_split"), {})
LAID = {
    "opens": {"away": 60, "workers": 200},
    "range": {"away": [0, 100]},
    "labels": {"away": "People sent away"},
    "hidden": ["workers", "elasticity"],
    "scenarios": {
        "rename": {"October released": "October set free"},
        "remove": ["Lower estimate"],
        "add": {"Half of them": {"away": 45}},
    },
}
OPENS = {**BOOK, "away": 60, "workers": 200}


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A function that makes an edition of what it lays over the flagship's model, as a course's folder has it."""
    (tmp_path / "data").symlink_to(record.folder())
    monkeypatch.setattr(record, "folder", lambda: tmp_path / "data")

    def lay(model="labour_split", **over):
        edition = {"name": "seminar", "models": {model: over}}
        (tmp_path / "edition.json").write_text(json.dumps(edition), encoding="utf-8")

    return lay


@pytest.fixture
def laid(asked):
    asked(**LAID)


def figure():
    return figure_html("labour_split", {}, "labour_split")


def test_the_settings_of_a_model_that_a_page_shows_twice_are_told_apart():
    forms = [re.search(r'<form class="controls".*? aria-label="([^"]*)"', figure_html("labour_split", {}, id))[1]
             for id in ("labour_split", "labour_split-2")]  # fmt: skip
    assert forms[1] == f"{forms[0]} (2)"


# ---- the same on page and in kernel ------------------------------------------------------------------------------------
@pytest.mark.usefixtures("laid")
def test_page_and_kernel_open_where_the_edition_says():
    model, html = explore("labour_split"), figure()
    _, sentence, _ = comparing.expected("labour_split", OPENS)
    assert (model.settings, repr(model)) == (OPENS, sentence)
    assert f'<output aria-live="polite">{sentence}</output>' in html
    assert model._found["alt"] in html
    assert "Drawn with: people sent away 60 million;" in html
    assert (
        model.widget().html.count("Opens at your instructor’s setting: people sent away, 60 million (in the book 90")
        == 1
    )


@pytest.mark.usefixtures("laid")
def test_the_books_values_stay_and_are_told():
    module = library.load("labour_split")
    assert {name: one["default"] for name, one in module.CONTROLS.items()} == BOOK
    html = figure()
    assert re.search(r'style="--from:0.6;--to:1.0;--at:0.9"><input type="range" id="labour_split-away"', html)
    assert "“Autumn 1958, upper estimate” to the book’s values" in html
    assert (
        "Held fixed in this edition: farm workers, 200 million (history’s value 193 million); labour’s weight" in html
    )
    assert "called “People away at the peak” in the book; opened at 60 million in this edition" in html
    # what is hidden keeps its source in sight
    assert re.search("193 million, seen in a copy .*; held fixed at 200 million in this edition.</li>", html)


@pytest.mark.usefixtures("laid")
def test_what_is_hidden_cannot_be_set_and_keeps_its_value_in_the_kernel():
    model = explore("labour_split")
    with pytest.raises(ValueError, match="workers=150: expected 200, at which this edition holds it"):
        model.set(workers=150)
    with pytest.raises(ValueError, match="away=120: expected 0 to 100 million"):
        model.set(away=120)
    model.set(away=80)
    assert model.settings == {**OPENS, "away": 80}


@pytest.mark.usefixtures("laid")
def test_scenarios_are_renamed_in_their_place_and_reset_goes_to_the_opening():
    assert library.scenarios(library.load("labour_split")) == {
        "Autumn 1958, upper estimate": {},
        "October set free": {"months": "released"},
        "No one away": {"away": 0},
        "Half of them": {"away": 45},
        "Reset": {"away": 60},
    }


def test_a_span_of_the_record_is_cut_to_a_narrower_range_and_goes_where_that_holds_none_of_it(asked):
    for high, span in {45: (8, 45), 20: (8, 20), 8: (8, 8), 5: None}.items():
        asked("excess_deaths", range={"before": [0, high]}, scenarios={"remove": ["38 per cent never registered"]})
        assert (high, library.load("excess_deaths").CONTROLS["before"]["between"]) == (high, span)


def test_names_of_steps_follow_a_narrower_range(asked):
    asked(range={"begin": [7, 10]})
    control = library.load("labour_split").CONTROLS["begin"]
    assert [contract.words(value, control) for value in (7, 10)] == ["August", "November"]


def test_what_counts_only_beside_a_hidden_value_is_hidden_with_it(asked, monkeypatch):
    """By the flagship's own controls, were there neither question nor handle."""
    module = library.load("labour_split")
    found = overlay.controls({"hidden": ["months"]}, module)
    assert {name for name, one in found.items() if "held" in one} >= {"months", "jan", "dec"}
    assert "held" not in found["away"]
    assert found["begin"]["when"] is None  # it always counts now


def test_a_model_without_an_overlay_is_the_module_itself(asked):
    before = figure_html("canteen_stock", {}, "c")
    asked(opens={"away": 60})
    assert figure_html("canteen_stock", {}, "c") == before
    assert "opening" not in before


# ---- the live page ------------------------------------------------------------------------------------------------------
@pytest.mark.browser
@pytest.mark.usefixtures("laid")
def test_the_live_page_opens_resets_and_follows_links(specimen, page):
    root = specimen("labour_split")
    said, kind = root.locator(".said output"), root.locator(".kind")

    def sentence(**changes):
        return comparing.expected("labour_split", {**BOOK, "workers": 200, **changes})[1]

    expect(said).to_have_text(sentence(away=60))
    expect(kind).to_have_text("Model · opens at your instructor’s setting")
    root.get_by_role("button", name="Autumn 1958, upper estimate").press("Enter")
    expect(said).to_have_text(sentence())
    expect(kind).to_have_text("Model · your setting")
    root.get_by_role("button", name="Reset").press("Enter")
    expect(said).to_have_text(sentence(away=60))
    expect(kind).to_have_text("Model · opens at your instructor’s setting")
    page.evaluate("location.hash = 'labour_split?workers=150&away=80'")
    expect(said).to_have_text(sentence(away=80))
    expect(root.locator(".notice")).to_contain_text("workers=150 is held fixed in this edition")
    assert root.get_by_label("Farm workers").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # paper shows the opening, whatever was set since
    expect(said).to_have_text(sentence(away=60))
    expect(root.locator(".printed")).to_contain_text("Drawn with: people sent away 60 million;")


def test_a_hidden_choice_keeps_what_it_is_held_at(asked):
    asked("attribution", hidden=["against"])
    (kept,) = re.findall(r'<div hidden>.*?name="against"(.*?) disabled>', figure_html("attribution", {}, "of"))
    assert kept == ' value="trend" checked'


# ---- another record -------------------------------------------------------------------------------------------------------
READS = {"history": {"counted": "grain_output_revised"}, "words": {"as counted": "as revised"}}


def test_another_series_stands_in_picture_and_source_and_the_page_says_whose_place_it_has(asked):
    asked(**READS)
    model, html = explore("labour_split"), figure()
    assert '"counted":{"name":"grain_output_revised"' in html
    assert model.card["series"]["counted"].name == "grain_output_revised"
    assert "In this edition the record is grain output, later revision where the book, for which these words" in html
    assert "as revised" in html
    assert "as counted<" not in html


@pytest.mark.parametrize(("key", "wanted"), [("registered", "death_rate_banister"), ("people", "farm_labour_ggdc")])
def test_a_model_that_counts_the_dead_reads_what_the_book_reads(asked, key, wanted):
    asked("excess_deaths", history={key: wanted})
    with pytest.raises(
        ModelError, match=f"history: {key}: found '{wanted}'; expected no other series: the record of those"
    ):
        library.load("excess_deaths")


# ---- what is refused ------------------------------------------------------------------------------------------------------
WRONG = """
opens: {awy: 60} | opens: found 'awy'; expected a control of labour_split (did you mean away?)
open: {away: 60} | open: found this key; expected one of opens, range, labels, hidden, scenarios, history, words (did
opens: {away: 63} | opens: away: found 63; expected a whole number of steps of 5 from 0
opens: {away: 300} | opens: away: found 300; expected 0 to 120
{opens: {away: 120}, range: {away: [0, 100]}} | opens: away: found 120; expected 0 to 100
opens: {months: drve} | opens: months: found 'drve'; expected one of drive, early, winter, released, own (did you
range: {away: [0, 130]} | range: away: found 0 to 130; expected a part of 0 to 120, the model's own
range: {away: [1, 100]} | range: away: found 1 to 100; expected ends on steps of 5 from 0
range: {away: [0, 80]} | range: away: found 0 to 80; expected a range with the book's value in it, 90
range: {away: [80, 100]} | range: away: found 80 to 100; expected a range with the 0 of the scenario “No one away” in it, or
range: {months: [1, 2]} | range: months: found a choice; expected a number: only a slider has a range
hidden: [months] | hidden: found months; expected it to stay: the question before the picture asks about it
hidden: [sep] | hidden: found sep; expected it to stay: a mark of the picture sets it (gid “dots mid gone; grab up jun
hidden: [away] | hidden: found away, which the scenario “No one away” sets; expected none that sets what is hidden, or
scenarios: {remove: [October]} | scenarios: remove: found 'October'; expected one of “Autumn 1958, upper estimate”, “October
scenarios: {rename: {No one away: Reset}} | scenarios: rename: found 'Reset'; expected a name that no other scenario has
scenarios: {add: {All: {away: 200}}} | scenarios: add: All: away: found 200; expected 0 to 120
history: {count: grain_output_revised} | history: found 'count'; expected a series that labour_split reads (did you mean counted
history: {counted: grain_output_revise} | history: counted: data/national_annual.csv
history: {counted: population_year_end} | history: counted: found population_year_end in
history: {counted: "province_death_rate, * 1957-1962"} | history: counted: found 'province_death_rate, * 1957-1962'; expected
history: {counted: "steel_after_1966, China"} | history: widgets/models/labour_split.py:
words: {as counted: as revised} | words: found words without history; expected another series below history
{history: {counted: grain_output_revised}, words: {as count: as revised}} | words: found 'as count'; expected what the picture
"""


@pytest.mark.parametrize("case", WRONG.strip().splitlines())
def test_a_wrong_setting_is_told_with_its_file_and_key(asked, case):
    over, told = case.split(" | ")
    asked(**yaml.safe_load(over))
    with pytest.raises(ModelError) as refused:
        library.load("labour_split")
    assert str(refused.value).startswith(f"courses/seminar.yml: models: labour_split: {told}")


def test_all_mistakes_are_told_at_once_with_the_keys_that_lead_to_them():
    wrong = library.amiss({"labor_split": {}, "labour_split": {"opens": {"away": 63, "loss": 41}}})
    assert [path for path, _ in wrong] == [
        ["models"],
        ["models", "labour_split", "opens", "away"],
        ["models", "labour_split", "opens", "loss"],
    ]
    assert wrong[0][1].endswith("(did you mean labour_split?)")
