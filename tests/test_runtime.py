"""Runtime: what the page's own scripts compute, asked without a page. Links and CSV come back whole, marks to the digit."""

import csv
import html
import io
import json
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_properties import MODELS, at, found, load, needs

from widgets.shelf import library
from widgets.surfaces.figure import card

AXES = {"x": [10, 200, 0, 100, False], "y": [150, -100, 1, 1000, True]}  # from, size, limits, whether by tens


@pytest.fixture(scope="module")
def runtime():
    """A function that asks the page's scripts, in one process of Node."""
    command = ["node", Path(__file__).with_name("runtime.mjs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as node:

        def ask(*question):
            print(json.dumps(question), file=node.stdin, flush=True)
            return json.loads(node.stdout.readline())

        yield ask
        node.stdin.close()


@pytest.fixture(scope="module", params=MODELS)
def told(request):
    """The card of each model, as its page has it, without its equations and its record."""
    module = load(request.param)
    whole = card(module, request.param, library.work(module, library.settings(module, {}), needs(request.param)), [])
    return {key: whole[key] for key in ("name", "controls", "results", "defaults", "along")}


# ---- links ----------------------------------------------------------------------------------------------------------------
def anew(url):
    """A link as it is, and as other programs write it anew."""
    page, fragment = url.split("#")
    yield url
    yield f"{page}#{quote(fragment)}"
    yield f"{page}#{html.escape(fragment)}"
    yield f"{url}."


@given(data=st.data())
def test_a_link_to_a_state_leads_back_to_it_however_it_was_written(runtime, told, data):
    state = data.draw(at(told["name"]))
    for url in anew(runtime("link", told, state)):
        [[name, query]] = runtime("asked", url)
        assert name == told["name"]
        assert [runtime("unfit", told["controls"][key], text) for key, text in query] == [""] * len(query)
        read = {key: text if told["controls"][key]["kind"] == "choice" else json.loads(text) for key, text in query}
        assert {**told["defaults"], **read} == state, url


def test_what_a_link_asks_for_and_cannot_have_is_told(runtime):
    slider = {"kind": "number", "low": 5, "high": 9}
    asked = {"4.9": "is below 5, the least", "9.1": "is above 9, the most", "5": "", "9": "", "": "is not a number"}
    asked |= {"0x9": "is not a number", "7e0": "", "1e999": "is above 9, the most", "-7": "is below 5, the least"}
    assert {text: runtime("unfit", slider, text) for text in asked} == asked
    assert runtime("unfit", {"kind": "choice", "options": {"a": "A"}}, "b") == "is not one of its options"
    assert runtime("unfit", {"kind": "switch"}, "yes") == "is neither true nor false"
    assert runtime("unfit", {**slider, "held": 7}, "8") == "is held fixed in this edition"


# ---- numbers to carry away --------------------------------------------------------------------------------------------
def rows(text):
    return list(csv.reader(io.StringIO(text, newline="")))


@given(data=st.data())
def test_the_numbers_of_a_state_come_back_from_their_file(runtime, told, data):
    state = data.draw(at(told["name"]))
    results = {key: found(told["name"], state)[key] for key in told["results"]}
    head, *body = rows(runtime("tidy", told, {"controls": state, "results": results}))
    assert head == ["name", "label", "at", "value", "unit"]
    kept = {key: [row[3] for row in body if row[0] == key] for key in {**state, **results}}
    for key, value in {**state, **results}.items():
        stands = key in state or told["results"][key]["label"]  # a phrase of the sentence stands in no file
        wanted = (value if isinstance(value, list) else [value]) if stands else []
        assert len(kept[key]) == len(wanted), key
        assert all(map(reads, kept[key], wanted)), key


def reads(text, value):
    """Whether a cell says what a value is."""
    if isinstance(value, bool):
        return text == str(value).lower()
    if value is None or isinstance(value, str):
        return text.removeprefix("'") == (value or "")  # which keeps a spreadsheet from working words
    return float(text) == value


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")), min_size=2), min_size=1))
def test_any_words_come_back_and_none_begins_a_formula(runtime, table):
    for before, after in zip(table, rows(runtime("csv", table)), strict=True):
        assert after == [f"'{cell}" if cell[:1] in tuple("=+-@\t") and cell else cell for cell in before]
        assert not any(cell[:1] in tuple("=+-@\t") and cell for cell in after)


# ---- answers ------------------------------------------------------------------------------------------------------------
def test_an_answer_that_cannot_be_drawn_is_refused_by_its_name(runtime):
    kinds = {"many": "series", "one": "amount", "said": "word"}
    asked = {"results": {name: {"kind": kind} for name, kind in kinds.items()}, "drawn": {"many": [1, 2]}}
    whole = {"many": [3, None], "one": None, "said": "a"}
    assert runtime("sound", asked, whole) == ""
    wrong = {
        "the result many is not a series": {"many": 3},
        "the result one is not a amount": {"one": [3]},
        "the result said is not a word": {"said": 3},
        "the result many changed its length": {"many": [3]},
        "the result many is not made of finite numbers": {"many": [3, True]},
        "the result one is not made of finite numbers": {"one": {}},
    }
    assert {runtime("sound", asked, {**whole, **change}) for change in wrong.values()} == set(wrong)


# ---- marks ----------------------------------------------------------------------------------------------------------------
@given(st.lists(st.floats(1, 1000), max_size=9))
def test_a_place_on_the_picture_leads_back_to_its_value(runtime, values):
    for side in AXES.values():
        assert runtime("there", side, values) == pytest.approx(values, rel=1e-9, abs=1e-9)


PATHS = {
    ("line", (0, 50, 100), (1, 10, 1000)): "M10 150L110 116.667L210 50",
    ("line", (0, 50, 100), (1, None, 1000)): "M10 150M210 50",
    ("line", (None, 50, 100), (1, 10, 1000)): "M110 116.667L210 50",
    ("line", (0, 1 / 3, 100), (None, None, None)): "",
    ("line", (0, 1 / 3), (1, 2)): "M10 150L10.667 139.966",
    ("band", (0, 100), (1, 10), (10, 1000)): "M10 150L210 116.667L210 50L10 116.667Z",
    ("stairs", (0, 50, 100), (1, 10)): "M10 150L110 150L110 116.667L210 116.667",
    ("vline", 50): "M110 150L110 50",
    ("hline", 10): "M10 116.667L210 116.667",
    ("vspan", 0, 50): "M10 150L110 150L110 50L10 50Z",
    ("hspan", 1, 10): "M10 150L210 150L210 116.667L10 116.667Z",
}


@pytest.mark.parametrize("asked", PATHS, ids=str)
def test_a_path_goes_through_its_points_stops_at_a_gap_and_closes_where_it_is_filled(runtime, asked):
    kind, *series = asked
    assert runtime("path", kind, AXES, *series) == PATHS[asked]


def test_what_is_filled_to_nought_begins_and_ends_there(runtime):
    even = {"x": [0, 10, 0, 10, False], "y": [100, -10, 0, 10, False]}
    assert runtime("path", "area", even, [2, 4], [3, 5]) == "M2 100L2 97L4 95L4 100Z"
    assert runtime("path", "blocks", even, [2, 4], [3]) == "M2 100L2 97L4 97L4 100Z"


def test_a_bar_keeps_its_width_and_its_foot(runtime):
    even = {"x": [0, 10, 0, 10, False], "y": [100, -10, 0, 10, False]}
    drawn = "M2 100L3 100L3 96L2 96Z"
    assert runtime("bar", even, drawn, 7.00049, True) == "M2 100L3 100L3 93L2 93Z"
    assert runtime("bar", even, drawn, None, True) == "M2 100L3 100L3 100L2 100Z"
    lying = "M0 90L4 90L4 92L0 92Z"
    assert runtime("bar", even, lying, 7.5, False) == "M0 90L7.5 90L7.5 92L0 92Z"


def test_a_label_keeps_its_distance_and_goes_where_its_point_is_gone(runtime):
    even = {"x": [0, 10, 0, 10, False], "y": [100, -10, 0, 10, False]}
    assert runtime("follow", even, [4, 7], [2, 3.3333]) == ["", "translate(2 -3.667)"]
    assert runtime("follow", even, [None, 7], [2, 3]) == ["hidden", "translate(0 0)"]
    assert runtime("follow", even, [4, 7], [None, 3]) == ["", "translate(0 -4)"]


def test_a_marker_stands_at_its_point_or_is_hidden(runtime):
    even = {"x": [0, 10, 0, 10, False], "y": [100, -10, 0, 10, False]}
    shown, gone = runtime("markers", even, [[1, 2.33333], [1, None]])
    assert shown == {"x": 1, "y": 97.667, "visibility": "visible"}
    assert gone["visibility"] == "hidden"
