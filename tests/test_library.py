"""Library: which file a name stands for, what is read anew, and which settings a model takes."""

import ast
import os
import re
import signal
from pathlib import Path

import pytest
from test_publishing import tool

from widgets.shelf import library
from widgets.shelf.lent import lent

LENT = """TITLE = "A title"
ALT = "A picture"
SENTENCE = "It {grows}"
RATE = len(SENTENCE)


def model(one):
    return RATE


def figure(fig):
    fig.clear()
"""
PICTURE = "def figure(fig):\n    fig.clear()\n"
SPECIMEN = (Path(__file__).parent / "models/specimen_marks.py").read_text(encoding="utf-8")


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of a course's own models, behind the book's."""
    monkeypatch.setattr(library.models, "__path__", [*library.models.__path__, str(tmp_path)])
    return tmp_path


def saved(path, text, when):
    path.write_text(text, encoding="utf-8")
    os.utime(path, (when, when))


def test_models_that_import_each_other_are_each_needed_once(shelf):
    for name, other in (("here", "there"), ("there", "here")):
        (shelf / f"{name}.py").write_text(f"from widgets.models import {other}\n{SPECIMEN}", encoding="utf-8")
    assert library.needed(["here"]) == ["here", "there"]
    assert set(library.sources("there")) == {"here", "there"}


def test_a_model_is_read_anew_when_one_that_it_imports_has_changed(shelf):
    saved(shelf / "part.py", SPECIMEN, 1)
    saved(shelf / "whole.py", f"from widgets.models import part\n{SPECIMEN}\nSAID = part.TITLE\n", 1)
    first = library.load("whole").SAID
    saved(shelf / "part.py", SPECIMEN.replace('TITLE = "', 'TITLE = "Anew: '), 2)
    assert library.load("whole").SAID == library.load("part").TITLE == f"Anew: {first}"


def test_where_two_folders_have_a_name_the_file_that_is_shown_is_the_one_that_runs(shelf):
    saved(shelf / "target_race.py", SPECIMEN, 1)
    assert library.sources("target_race")["target_race"] != SPECIMEN
    assert library.load("target_race").__file__ == str(library.files()["target_race"])


def test_a_setting_between_two_steps_is_refused_in_words():
    module = library.load("labour_split")
    with pytest.raises(ValueError, match=r"away=61.3: expected a whole number of steps of 5 from 0"):
        library.settings(module, {"away": 61.3})
    assert library.settings(module, {"care": 0.3})["care"] == 0.3


def test_a_loop_without_an_end_is_refused_by_name(shelf, monkeypatch):
    models = tool("models")
    monkeypatch.setattr(models, "LIMIT", 1)
    before = signal.signal(signal.SIGALRM, models.late)
    endless = SPECIMEN.replace("def model(", "def model(**given):\n    while True:\n        pass\n\n\ndef unused(")
    (shelf / "endless.py").write_text(endless, encoding="utf-8")
    said = models.refused("endless")
    signal.signal(signal.SIGALRM, before)
    assert re.search(r"endless.py: .*no answer in 1 seconds", said)


def test_what_a_model_lends_is_all_but_its_own_words_and_picture():
    texts = {"own": "from widgets.models import other\n\nother.model(other.ALT)\n", "other": LENT}
    kept = LENT.replace('TITLE = "A title"\n', "").replace(PICTURE, "")
    assert lent(texts, {"own"}) == {"other": ast.unparse(ast.parse(kept)) + "\n"}


def test_what_a_model_lends_works_as_its_own_file_does():
    """Comments, docstrings and reasons are gone; every number is there, to the last digit."""
    for name in ("labour_split", "furnace_balance"):
        texts = lent(library.sources(name), set())
        assert '"""' not in texts[name]
        assert "assumed=" not in texts[name]
        bare = {}
        exec(texts[name], bare)
        module = library.load(name)
        opens = {**library.settings(module, {}), **library.record(module)}
        assert bare["model"](**opens) == module.model(**opens)
