"""The notebook's surface without a front end: what one object offers, and what a cell goes on from."""

import base64
import io
import re
from html import escape

import pytest
from comparing import expected, settings
from matplotlib.image import imread

from widgets import explore
from widgets.live.joined import joined
from widgets.shelf import library
from widgets.surfaces import works
from widgets.surfaces.figure import figure_html

DEFAULTS = library.settings(library.load("labour_split"), {})


@pytest.fixture
def told():
    """A model that is shown, what its views are told, and a function that asks as a view does."""
    model = explore("labour_split")
    sent = []
    model.widget().send = sent.append

    def ask(**content):
        model.widget()._asked(None, {"id": "1", "equations": None, **content}, [])
        return sent[-1]

    return model, sent, ask


def test_one_object_offers_a_widget_a_mark_a_picture_and_a_sentence():
    offered, about = explore("labour_split", away=60)._repr_mimebundle_()
    assert offered["application/vnd.explorable+json"] == {"model": "labour_split", "settings": {"away": 60}}
    assert base64.b64decode(offered["image/png"]).startswith(b"\x89PNG")
    assert about["image/png"]["alt"] == explore("labour_split", away=60).figure().alt
    assert offered["text/plain"] == expected("labour_split", {**DEFAULTS, "away": 60})[1]
    assert offered["application/vnd.jupyter.widget-view+json"]["model_id"]


@pytest.mark.parametrize("name", ["labour_split", "specimen_marks", "specimen_tiles"])
def test_the_notebook_shows_the_figure_of_the_page(name):
    """All of it but what only a published page has: an address of its own, and how its sources are cited."""
    shown, page = explore(name).widget().html, figure_html(name, {}, name)
    for part in ("<svg.*?</svg>", '<form class="controls.*?</form>', '<p class="limit.*?</p>', "<pre .*?</pre>"):
        assert re.search(part, page, re.S)[0] in shown
    assert "<!--" not in shown
    assert "embed:" not in shown


def test_what_is_set_and_found_is_there_to_go_on_from():
    model = explore("labour_split")
    results, sentence, _ = expected("labour_split", {**DEFAULTS, "away": 30})
    model.set(away=30)
    assert (model.settings, model.results, repr(model)) == ({**DEFAULTS, "away": 30}, results, sentence)
    model.set(months="released")
    assert model.settings == {**DEFAULTS, "away": 30, "months": "released"}
    model.settings["away"] = 7  # a copy: only `set` sets
    assert model.settings["away"] == 30


def test_a_wrong_setting_is_refused_and_changes_nothing():
    model = explore("labour_split")
    for wrong, said in (({"awy": 3}, r"did you mean away"), ({"away": 900}, "expected 0 to 120 million")):
        with pytest.raises(ValueError, match=said):
            model.set(**wrong)
    assert model.settings == DEFAULTS


def test_the_picture_is_ones_own_and_as_it_stands():
    model = explore("labour_split")
    model.set(away=30)
    picture = model.figure()
    picture.axes[0].set_title("mine")
    assert picture is not model.figure()
    assert f'alt="{escape(model.card["alt"])[:40]}' in picture._repr_html_()
    assert imread(io.BytesIO(picture._repr_png_())).shape[:2] == (500, 640)


def test_who_observes_is_told_of_a_hand_and_of_a_cell(told):
    model, sent, ask = told
    seen = []
    watch = model.observe(lambda m: seen.append(m.settings["away"]))
    model.set(away=30)
    ask(controls={**DEFAULTS, "away": 60}, name="labour_split")
    model.unobserve(watch)
    model.set(away=90)
    assert seen == [30, 60]
    assert [one["id"] for one in sent] == ["", "1", ""]  # the views follow what a cell set


@pytest.mark.parametrize("controls", settings("labour_split", 3, 5))
def test_a_view_is_answered_what_the_page_is_answered(told, controls):
    model, _, ask = told
    answer = ask(controls=controls, name="labour_split", cells=["barn"])["answer"]
    results, sentence, _ = expected("labour_split", controls)
    assert (answer["results"], answer["sentence"], model.settings) == (results, sentence, controls)
    assert len(answer["cells"]["barn"]) == len(results["barn"])


def test_changed_equations_work_here_and_their_faults_are_told_with_their_line(told):
    model, _, ask = told
    source = library.files()["labour_split"].read_text(encoding="utf-8")
    changed = source.replace(
        "\ndef model(", "\ndef model(**all):\n    return {**own(**all), 'lost': 1.5}\n\n\ndef own("
    )
    assert ask(equations=changed, controls=DEFAULTS, name="labour_split")["answer"]["results"]["lost"] == 1.5
    assert model.results["lost"] == 1.5
    assert ask(equations="a = 1\ndef model(:")["error"].startswith("line 2: SyntaxError")
    assert ask(equations="a = 1\nb = c")["error"] == "line 2: NameError: name 'c' is not defined"
    assert ask(controls=DEFAULTS, name="labour_split")["answer"]["results"]["lost"] > 10


def test_the_script_is_joined_from_the_pages_own_files_each_once():
    script = joined("notebook")
    for name in ("explorable", "handles", "marks", "tools", "kernel"):
        assert script.count(f"const {name}_js = (") == 1
    assert "\nimport " not in script


def test_works_are_named_as_the_page_names_them():
    assert works.cited(["linyang2000food", "ograda2011great", "drought_rivers", "nobody1900"]) == (
        "Lin and Yang (2000); Ó Gráda (2011); Paper on the drought of 1959–1961 (n.d.); nobody1900"
    )
