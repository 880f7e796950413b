"""The contract: numbers into words, and the gate that refuses a mini-model which breaks it."""

import os
import re
import sys
from pathlib import Path

import conftest
import pytest
from byhand import WORKED
from test_publishing import tool

from widgets import contract
from widgets.shelf import check, library
from widgets.shelf.check import ModelError

SPECIMEN = (Path(__file__).parent / "models/specimen_marks.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(17.6, 0, "18"), (0.5, 0, "1"), (2.5, 0, "3"), (0.125, 2, "0.13"), (-12.35, 1, "−12.4"), (-0.2, 0, "0"),
     (9999, 0, "9999"), (12345, 0, "12,345"), (1234567.8, 1, "1,234,567.8"), (0.05, 2, "0.05")],
)  # fmt: skip
def test_numbers_are_written_as_a_reader_expects(value, decimals, text):
    assert contract.digits(value, decimals) == text


@pytest.mark.parametrize(("value", "decimals"), [(0.49, 0), (-0.049, 1), (0.0049, 2)])
def test_what_would_be_written_as_nought_is_faint_and_what_is_more_is_not(value, decimals):
    declared = contract.amount("", unit="t", decimals=decimals, zero="none")
    assert contract.faint(value, declared)
    assert contract.words(value, declared) == "none"
    assert not contract.faint(value * 1.05, declared)


def test_a_year_stands_together_and_what_is_counted_does_not():
    assert contract.words(1958, contract.amount("", unit="")) == "1958"
    assert contract.words(1958, contract.amount("", unit="people")) == "1,958 people"
    assert contract.words(25000, contract.amount("", unit="")) == "25,000"


def test_a_sentence_takes_its_words_from_the_declarations():
    declared = {
        "first": contract.number("", default=6, unit="", low=6, high=8, step=1, names=["June", "July", "May"], assumed="x"),
        "free": contract.switch("", default=True, on="with free meals", off="on rations", assumed="x"),
        "share": contract.number("", default=1, unit="%", low=0, high=9, step=1, assumed="x"),
        "taken": contract.number("", default=1, unit="%", low=0, high=9, step=1, zero="nothing", assumed="x"),
        "lost": contract.amount("", unit="million tonnes", zero="almost nothing"),
    }  # fmt: skip
    values = {"first": 7, "free": False, "share": 5, "lost": 0.4, "taken": 0}
    said = contract.say("From {first}, {free}, {share}: {lost}; {taken} taken.", values, declared)
    assert said == "From July, on rations, 5 per cent: almost nothing; nothing taken."


def test_a_phrase_may_name_what_it_is_about():
    declared = {
        "lost": contract.amount("", unit="kg"),
        "found": contract.word("", options={"some": "loses {lost}", "none": "loses nothing"}),
    }
    assert contract.say("It {found}.", {"found": "some", "lost": 3}, declared) == "It loses 3 kg."
    assert contract.say("It {found}.", {"found": "none", "lost": 0}, declared) == "It loses nothing."


def test_a_phrase_that_says_nothing_leaves_no_gap():
    declared = {"more": contract.word("", options={"yes": "And so on.", "no": ""})}
    assert contract.say("It holds. {more} {more}", {"more": "no"}, declared) == "It holds."


def fault(tmp_path, *changes):
    """The specimen with some text replaced, put through the gate."""
    text = SPECIMEN
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new)
    conftest.gate(tmp_path, text)


def test_the_specimen_itself_passes(tmp_path):
    fault(tmp_path)


ASSUMED = 'high=10, step=1, assumed="made for the tests"'
FAULTS = {
    "raises away from its default": [("    x = [1, 2, 3, 4]\n", "    x = [1, 2, 3, 4]\n    1 / (size - 3)\n")],
    "returns NaN": [('"a": y[1],', '"a": float("nan") if heavy else y[1],')],
    "ignores a control": [(" * (2 if kind == \"b\" else 1)", "")],
    "has a gid that names no series": [('gid="line x y"', 'gid="line x hight"')],
    "has a gid of no kind": [('gid="line x y"', 'gid="lien x y"')],
    "has limits that do not hold the control box": [("ylim=(0, 25))\n    for", "ylim=(0, 20))\n    for")],
    "has a control without source or assumption": [(ASSUMED, "high=10, step=1")],
    "has a control with both": [(ASSUMED, ASSUMED + ', source="lin1990collectivization", status="seen"')],
    "has a control without unit": [('unit="units", low=0', "unit=None, low=0")],
    "has a default out of range": [("default=8", "default=11")],
    "has a default off its steps": [("default=8", "default=7.5")],
    "has a sentence naming an unknown result": [("{side}.", "{sade}.")],
    "lacks a declared result": [('"a": y[1], ', "")],
    "uses {**a}": [("x = [1, 2, 3, 4]", "x = [1, 2, 3, 4]; {**{}}")],
    "uses [*a]": [("x = [1, 2, 3, 4]", "x = [*range(1, 5)]")],
    "imports matplotlib": [('"""A specimen', 'import matplotlib\n"""A specimen')],
    "uses a name that MicroPython lacks": [("x = [1, 2, 3, 4]", "import math; x = [math.fsum([1]), 2, 3, 4]")],
    "has a scenario with an unknown control": [("SCENARIOS = {}", 'SCENARIOS = {"Big": {"sise": 9}}')],
    "has a bar of an amount": [('bar.set_gid(f"barh top {i}")', 'bar.set_gid(f"barh a {i}")')],
    "cannot draw every setting": [('one.text(4.1, y[-1] + 0.5', 'one.text(4.1, some[0] + 0.5')],
    "draws an unknown result": [("edges, a, b, gone)", "edges, a, b, gone, heigt)")],
    "misspells a control in its equations": [("def model(size, kind, heavy)", "def model(size, kidn, heavy)")],
    "leaves a control out of its equations": [("def model(size, kind, heavy)", "def model(size, kind)")],
    "uses an argument that MicroPython lacks": [("x = [1, 2, 3, 4]", "x = [n for (n,) in zip([1, 2, 3, 4], strict=True)]")],
    "returns a truth for a number": [('"a": y[1],', '"a": y[1] > 0,')],
    "says nothing of its limits": [("LIMITS = ", 'LIMITS = "" and ')],
    "has a result named like a control": [('"a": amount(', '"size": amount("Size", unit=""), "a": amount(')],
    "has a switch that is neither on nor off": [("default=False", 'default="no"')],
    "asks the record for a number": [("DATA = {}", 'DATA = {"grain": 1958}')],
}  # fmt: skip
MESSAGES = {
    "raises away from its default": "model: found ZeroDivisionError: division by zero at size=3",
    "returns NaN": 'model()["a"] at heavy=True: found nan; expected finite numbers',
    "ignores a control": 'CONTROLS["kind"]: found no result that it changes',
    "has a gid that names no series": 'gid "line x hight": found hight; expected the name of a result',
    "has a gid of no kind": 'gid "lien x y": found lien; expected line, ',
    "has limits that do not hold the control box": "y limits that hold it, not 0 to 20",
    "has a control without source or assumption": 'CONTROLS["size"]: found no ground for its default; expected one of source=',
    "has a control with both": 'CONTROLS["size"]: found source and assumed; expected one of',
    "has a control without unit": "CONTROLS[\"size\"]: found unit None; expected a unit in words",
    "has a default out of range": 'CONTROLS["size"] default: found 11; expected 0 to 10',
    "has a default off its steps": "found 7.5; expected a whole number of steps of 1 from 0",
    "has a sentence naming an unknown result": "SENTENCE: found {sade}; expected names of controls and results (did you",
    "lacks a declared result": "RESULTS: found a only in RESULTS",
    "uses {**a}": "found {**a}; expected dict(a) and update()",
    "uses [*a]": "found [*a]; expected list(a)",
    "imports matplotlib": "line 1: found import matplotlib; expected imports of math",
    "uses a name that MicroPython lacks": "found fsum; expected what MicroPython has as well; it has no such name",
    "has a scenario with an unknown control": 'SCENARIOS["Big"]: found sise; expected names of controls (did you mean size?)',
    "has a bar of an amount": 'gid "barh a 0": found a, an amount; expected a series',
    "cannot draw every setting": "figure: found TypeError: unsupported operand",
    "draws an unknown result": "figure: found an argument heigt; expected names of controls, series or results",
    "misspells a control in its equations": "an argument kidn; expected names of controls and series (did you mean kind?)",
    "leaves a control out of its equations": "model: found no argument heavy; expected every control and every series of DATA",
    "uses an argument that MicroPython lacks": "zip(strict=); expected what MicroPython has as well; it has no such argument",
    "returns a truth for a number": 'model()["a"] at the defaults: found True; expected numbers',
    "says nothing of its limits": "LIMITS: found ''; expected a text",
    "has a result named like a control": "CONTROLS, DATA, RESULTS: found size twice; expected a name of its own for each",
    "has a switch that is neither on nor off": 'CONTROLS["heavy"] default: found \'no\'; expected True or False',
    "asks the record for a number": 'DATA["grain"]: found 1958; expected the name of a series in data/',
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_mini_model_is_refused_that(tmp_path, name):
    with pytest.raises(ModelError, match=re.escape(MESSAGES[name])) as refusal:
        fault(tmp_path, *FAULTS[name])
    assert str(refusal.value).startswith("widgets/models/faulty.py: ")


@pytest.mark.parametrize("name", library.names())
def test_every_mini_model_passes_the_gate(name):
    module = library.load(name)
    check.check(module, library.record(module))  # that it passed once is remembered, and no proof here


def test_the_books_own_mini_models_keep_to_their_length():
    assert [one for name in set(WORKED) & set(library.names()) for one in tool("models").long(name)] == []


SLIPS = {  # of which Python itself complains, while the file is read
    "a control without unit": ('unit="units", ', "", r'line 7, "size": TypeError: number\(\) missing 1 required keyword-only'),
    "a misspelt argument": ("assumed=", "asumed=", r"keyword argument 'asumed'.*id you mean '?assumed'?\?"),
    "a misspelt import": ("amount, ", "amuont, ", "cannot import name 'amuont' from 'widgets.contract'"),
    "a slip of syntax": ("TITLE = ", "TITLE = = ", "line 5: SyntaxError: invalid syntax$"),
    "a series that is not in the record": ("DATA = {}", 'DATA = {"grain": "steel_outptu"}', "the nearest is 'steel_output'"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(tmp_path, monkeypatch, slip):
    old, new, message = SLIPS[slip]
    assert re.search(message, refusal(tmp_path, monkeypatch, old, new))


def refusal(tmp_path, monkeypatch, old, new):
    """What an author is told of the specimen with `old` replaced by `new`: the file, and what is wrong in it."""
    assert old in SPECIMEN
    (tmp_path / "spoilt.py").write_text(SPECIMEN.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(library.models, "__path__", [*library.models.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, "widgets.models.spoilt", raising=False)
    with pytest.raises(ModelError) as refused:
        library.load("spoilt")
    assert str(refused.value).startswith("widgets/models/spoilt.py: ")
    return str(refused.value)


SIZE, FIRST = 'CONTROLS["size"]', 'step=1, assumed="made for the tests"'
ASK = 'QUESTION = question("Which?", options={}, reply="{a}.")'
MADE = "from widgets.contract import question\n"
LINE = 'one.plot(x, y, color=BARN, gid="line x y")'
KIND = 'options={"a": "the first", "b": "the second"}'
HEIGHT = 'series("Height", unit="units", over="x")'
GAPS = {  # which Python takes, and which the page or a kernel would stumble over later
    "a forgotten return": ("return {", "{", "model: found None at the defaults; expected return {result: value}"),
    "no step, and a scenario": ("SCENARIOS = {}", 'SCENARIOS = {"Big": {"size": 9}}\nCONTROLS["size"]["step"] = 0',
        f"{SIZE}: found 0 to 10 by 0; expected low < high and a step above zero"),
    "a number in quotes": ("low=0", 'low="0"', f"{SIZE} low: found '0'; expected a number"),
    "an end that is no number": ("high=10", 'high=float("inf")', f"{SIZE} high: found inf; expected a number"),
    "a truth for a number": ("default=8", "default=True", f"{SIZE} default: found True; expected 0 to 10"),
    "an empty scenario": ("SCENARIOS = {}", 'SCENARIOS = {"Big": None}',
        'SCENARIOS["Big"]: found None; expected a dict {control: value}'),
    "answers in a list": ("SCENARIOS = {}", "SCENARIOS = {}\n" + MADE + ASK.replace("{}", '["more"]', 1),
        "QUESTION options: found ['more']; expected a dict {words: {control: value}}"),
    "an answer without settings": ("SCENARIOS = {}", "SCENARIOS = {}\n" + MADE + ASK.replace("{}", '{"more": 9}', 1),
        'QUESTION options["more"]: found 9; expected a dict {control: value}'),
    "a reply that is no text": ("SCENARIOS = {}", "SCENARIOS = {}\n" + MADE + ASK.replace('"{a}."', "None"),
        "QUESTION reply: found None; expected a text"),
    "a reply of an unknown result": ("SCENARIOS = {}",
        "SCENARIOS = {}\n" + MADE + ASK.replace("{}", '{"more": {"size": 9}}', 1).replace("{a}", "{sade}"),
        "QUESTION reply: found {sade}; expected names of controls and results (did you mean side?)"),
    "a number for a series": ('"y": y,', '"y": y[0],', 'model()["y"] at the defaults: found float; expected a list'),
    "a word that is no option": ('"side": "', '"side": "a', 'model()["side"] at the defaults: found \'a'),
    "a question in plain words": ("SCENARIOS = {}", 'SCENARIOS = {}\nQUESTION = "Which?"',
        "QUESTION: found 'Which?'; expected question(...)"),
    "a plain control": ("CONTROLS = {", 'CONTROLS = {"seed": 8, ',
        'CONTROLS["seed"]: found 8; expected number(...) or choice(...) or switch(...)'),
    "a result for a control": ("CONTROLS = {", 'CONTROLS = {"seed": amount("Seed", unit=""), ',
        'CONTROLS["seed"]: found amount(...); expected number(...)'),
    "a plain result": ('amount("A", unit="units", decimals=1)', '"units"',
        'RESULTS["a"]: found \'units\'; expected amount(...) or series(...) or word(...)'),
    "a line at a word": ("vline a", "vline side", 'gid "vline side": found side, a word; expected an amount after vline'),
    "a line at a series": ("vline a", "vline y", 'gid "vline y": found y, a series; expected an amount after vline'),
    "an end at a word": ("end x y", "end x side", 'gid "end x side": found side, a word; expected a series or an amount'),
    "a mark outside all axes": (LINE, 'line = one.plot(x, y, gid="line x y")[0]; line.remove(); fig.add_artist(line)',
        'gid "line x y": found a mark outside all axes; expected a mark on axes'),
    "a misspelt over": (HEIGHT, HEIGHT.replace('"x"', '"edgs"'),
        'RESULTS["y"] over: found \'edgs\'; expected the name of another series (did you mean edges?)'),
    "over an amount": (HEIGHT, HEIGHT.replace('"x"', '"a"'), 'RESULTS["y"] over: found \'a\'; expected the name of another'),
    "too few names on a control": (FIRST, FIRST + ', names=["one", "two"]',
        f"{SIZE} names: found 2 names; expected a list of 11, one for each step"),
    "a text for names": (FIRST, FIRST + ', names="one two"', f"{SIZE} names: found 'one two'; expected a list of 11"),
    "too few names on a series": ('"x": series("Place", unit=""', '"x": series("Place", unit="", names=["one", "two"]',
        'RESULTS["x"] names: found 2 names; expected a list of 4, one for each value'),
    "a mark shown by a word": ("show b", "show side", 'gid "show side": found side, a word; expected an amount after show'),
    "a mark shown by a series": ("show b", "show y", 'gid "show y": found y, a series; expected an amount after show'),
    "a bar that is not there": ('f"bar y {i}"', 'f"bar y {i + 1}"',
        'gid "bar y 4": found 4; expected a whole number from 0 to 3, one for each value of the series'),
    "a bar by its name": ('f"bar y {i}"', '"bar y first"', 'gid "bar y first": found first; expected a whole number from 0'),
    "a label beside the axes": ('one.text(4.1, y[-1] + 0.5, "here"', 'fig.text(0, 0, "here"',
        'gid "follow x y": found a mark outside all axes; expected a mark on axes: only show can do without'),
    "options in a list": (KIND, 'options=["a", "b"]',
        "CONTROLS[\"kind\"] options: found ['a', 'b']; expected a dict {value: words}"),
    "options that are numbers": (KIND, 'options={"a": 1, "b": 2}', "found {'a': 1, 'b': 2}; expected a dict {value: words}"),
    "one end of a span": (FIRST, FIRST + ", between=20", f"{SIZE} between: found 20; expected two numbers (least, most)"),
    "a span beyond the ends": (FIRST, FIRST + ", between=(5, 20)", f"{SIZE} between: found (5, 20); expected two numbers"),
    "no decimals on a control": (FIRST, FIRST + ", decimals=None", f"{SIZE}: found decimals None; expected a whole number"),
    "no decimals on a result": ("decimals=1", "decimals=None", 'RESULTS["a"]: found decimals None; expected a whole number'),
    "no unit on a result": ('amount("A", unit="units"', 'amount("A", unit=None',
        'RESULTS["a"]: found unit None; expected a unit in words ("" for a bare number)'),
    "a title of an unknown result": ("Every kind of mark", "Every kind of {sade}",
        "TITLE: found {sade}; expected names of controls and results (did you mean side?)"),
    "a text alternative of one": ("Marks of every kind.", "Marks of {sade}.", "ALT: found {sade}; expected names of controls"),
    "a title that says nothing somewhere": ('options={"low": "below", "high": "above"}', 'options={"low": "", "high": "above"}',
        "SENTENCE at size=0: found 'Loaded lightly with 0 units, the first: 0.0 units, −1.0 units and .'; expected"),
    "a phrase of an unknown result": ('word("Side", options={"low": "below"', 'word("", options={"low": "below {sade}"',
        'RESULTS["side"] low: found {sade}; expected names of controls and results (did you mean side?)'),
    "a wait for what is not there": (FIRST, FIRST + ', when=("kinds", "b")',
        f"{SIZE} when: found 'kinds'; expected the name of another control (did you mean kind?)"),
    "a wait for itself": (FIRST, FIRST + ', when=("size", 8)', f"{SIZE} when: found 'size'; expected the name of another"),
    "a wait for no value": (FIRST, FIRST + ', when=("kind",)', f"{SIZE} when: found only kind; expected a control, and the"),
    "a wait for no option": (FIRST, FIRST + ', when=("kind", "c")', f"{SIZE} when: found 'c'; expected one of a, b"),
    "a control that counts all the same": (FIRST, FIRST + ', when=("kind", "b")',
        f"{SIZE} when: found a result that it changes at kind=a; expected none where it does not count"),
    "a statement that MicroPython does not read": ("TITLE", "match 1:\n    case _: pass\nTITLE",
        "line 5: found Match; expected what MicroPython also reads"),
    "every mini-model": ("TITLE", "from widgets.models import *\nTITLE",
        "line 5: found from widgets.models import *; expected the names of the mini-models that it uses"),
    "itself": ("TITLE", "from widgets.models import spoilt\nTITLE",
        "line 5: found from widgets.models import spoilt; expected other mini-models: this is the file itself"),
}  # fmt: skip


@pytest.mark.parametrize("gap", GAPS)
def test_a_slip_is_refused_with_its_key_what_was_found_and_what_was_expected(tmp_path, monkeypatch, gap):
    old, new, message = GAPS[gap]
    assert message in refusal(tmp_path, monkeypatch, old, new)


TILES = (Path(__file__).parent / "models/specimen_tiles.py").read_text(encoding="utf-8")
UNTILED = {  # what is drawn place by place has to name places, and where its strengths part
    "steps that do not rise": ("steps=[2, 4, 6, 8]", "steps=[2, 8, 6, 4]",
        'RESULTS["now"] steps: found [2, 8, 6, 4]; expected 4 rising numbers: it fills tiles'),
    "places without names": ('names=["North", "East", "South", "West"]', "names=None",
        'RESULTS["now"] over: found \'place\'; expected a series whose names are the places of the tiles'),
    "a tile of no place": ('"tile now " + str(i)', '"tile now " + str(i + 1)', 'gid "tile now 4": found 4; expected a whole'),
    "a course of no place": ('"course " + str(i)', '"course " + str(i + 1)', 'gid "course 4 year then now": found 4;'),
    "a course that leaves its axes": ("ylim=(0, 11)", "ylim=(0, 5)", 'gid "course 0 year then now": found then = 9 at'),
    "years that nobody can read": ("* 1957-1958", "* 57", "DATA: data/: found 'province_death_rate, * 57'; expected a year"),
}  # fmt: skip


@pytest.mark.parametrize("slip", UNTILED)
def test_tiles_that_break_the_contract_are_refused(tmp_path, monkeypatch, slip):
    monkeypatch.setattr(sys.modules[__name__], "SPECIMEN", TILES)
    old, new, message = UNTILED[slip]
    assert message in refusal(tmp_path, monkeypatch, old, new)


def test_a_slip_that_no_check_foresaw_is_refused_with_its_file(monkeypatch):
    monkeypatch.setattr(check, "_heeded", lambda module, *_: module.SENTENCE / 2)
    module = library.load("capital_and_aid")
    with pytest.raises(
        ModelError, match="^widgets/models/capital_and_aid.py: TypeError: .*; expected a file as"
    ) as refused:
        check.check(module, library.record(module))
    assert isinstance(refused.value.__cause__, TypeError)


def test_a_file_saved_anew_is_read_anew_in_the_same_kernel(tmp_path, monkeypatch):
    """As an author works: a slip, its correction, a new title, and what the file no longer declares is gone."""
    monkeypatch.setattr(library.models, "__path__", [*library.models.__path__, str(tmp_path)])
    path = tmp_path / "edited.py"

    def saved(text, when):
        path.write_text(text, encoding="utf-8")
        os.utime(path, (when, when))

    saved(SPECIMEN.replace("LIMITS = ", "LIMITS = '' and "), 1)
    with pytest.raises(ModelError, match="LIMITS"):
        library.load("edited")
    saved(SPECIMEN, 2)
    first = library.load("edited")
    assert library.load("edited") is first
    saved(SPECIMEN.replace('TITLE = "', 'TITLE = "Anew: '), 3)
    assert library.load("edited").TITLE == f"Anew: {first.TITLE}"
    saved(SPECIMEN.replace("LIMITS = ", "LAMITS = "), 4)
    with pytest.raises(ModelError, match="LIMITS: found nothing"):
        library.load("edited")


def test_a_misspelt_name_gets_the_nearest():
    with pytest.raises(ModelError, match='there is no mini-model "labor_split".*the nearest is "labour_split"'):
        library.load("labor_split")


def test_a_wrong_setting_is_refused():
    module = library.load("labour_split")
    with pytest.raises(ValueError, match="away=900: expected 0 to 120 million"):
        library.settings(module, {"away": 900})
    with pytest.raises(ValueError, match=r'no control "awey".*\(did you mean away\?\)'):
        library.settings(module, {"awey": 9})
    for wrong in ("90", None, True, float("nan")):
        with pytest.raises(ValueError, match="away=.*: expected 0 to 120 million"):
            library.settings(module, {"away": wrong})
    with pytest.raises(ValueError, match="months='never': expected one of drive"):
        library.settings(module, {"months": "never"})


def test_a_page_needs_the_models_it_names_those_that_they_import_and_no_others(tmp_path, monkeypatch):
    monkeypatch.setattr(library.models, "__path__", [*library.models.__path__, str(tmp_path)])
    coupled = f"from widgets.models import labour_split, grain_balance\n{SPECIMEN}"
    for name, text in {"coupled": coupled, "spoilt": "= " + SPECIMEN, "apart": SPECIMEN}.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    assert library.needed(["explore", "coupled"]) == ["coupled", "grain_balance", "labour_split"]
    assert library.needed(["spoilt", "a_model_that_is_not_there"]) == ["spoilt"]
