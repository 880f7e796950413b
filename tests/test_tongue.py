"""Another language: a figure speaks it on page and in kernel alike, and broken or missing words are told."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from widgets import contract, explore, record
from widgets.shelf import library
from widgets.surfaces.figure import as_json, figure_html

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "make"))
import catalogue  # noqa: E402
import prose  # noqa: E402
import translated  # noqa: E402

NAME = "specimen_handles"
GERMAN = {
    "language": "de",
    "format": {"group": ".", "decimal": ",", "percent": "%", "before percent": "\u00a0", "none": "keine"},
    "words": {
        NAME: {
            "Large": "Menge",
            "tonnes": "Tonnen",
            "to the left": "links",
            "{large} at {far}, {side}; {late}, {high}, {how}: {first}, {third}.": "Bei {far} {large}, {side}; {high}.",
        },
        "figure": {
            "Hold this run": "Diesen Lauf festhalten",
            "More settings": "Weitere Einstellungen",
            "Reset": "Zurück",
        },
        "script": {
            "Let the held run go": "Lauf loslassen",
            "Held, drawn faintly: {sentence}": "Festgehalten: {sentence}",
            "is below {low}, the least": "liegt unter {low}",
            "{label}: what was entered {problem}.": "{label}: Eingabe {problem}.",
        },
    },
}


@pytest.fixture
def german(tmp_path, monkeypatch):
    """An edition in German, as a course's tree has it beside its data."""
    (tmp_path / "data").symlink_to(record.folder())
    monkeypatch.setattr(record, "folder", lambda: tmp_path / "data")
    (tmp_path / "edition.json").write_text(json.dumps({"name": "lesson", **GERMAN}), encoding="utf-8")
    yield
    monkeypatch.undo()
    library.load(NAME)  # numbers are English again


# ---- on the page and in a kernel ------------------------------------------------------------------------------------------
@pytest.mark.browser
@pytest.mark.usefixtures("german")
def test_a_figure_speaks_the_language_of_its_edition(specimen):
    words = {"language": "de", "decimal": ",", "words": GERMAN["words"]["script"]}
    root = specimen(NAME, lambda html: f'<script type="application/json" id="tongue">{as_json(words)}</script>{html}')
    said, exact = root.locator(".said output"), root.locator("[data-exact=large]")
    expect(said).to_have_text("Bei 4 20 Tonnen, links; 30\u00a0%.")
    exact.fill("20.5")
    exact.press("Tab")
    expect(said).to_have_text("Bei 4 20,5 Tonnen, links; 30\u00a0%.")
    model = explore(NAME, large=20.5)
    assert repr(model) == "Bei 4 20,5 Tonnen, links; 30\u00a0%."
    assert "Menge</label>" in model.widget().html
    assert '"decimal":","' in model.widget().html
    root.get_by_role("button", name="Diesen Lauf festhalten").click()
    expect(root.get_by_role("button", name="Lauf loslassen")).to_be_visible()
    expect(root.locator(".held")).to_have_text("Festgehalten: Bei 4 20,5 Tonnen, links; 30\u00a0%.")
    exact.fill("1")
    exact.press("Tab")
    expect(root.locator(".notice")).to_have_text("Menge: Eingabe liegt unter 2.")
    root.get_by_role("button", name="Zurück").click()
    expect(said).to_have_text("Bei 4 20 Tonnen, links; 30\u00a0%.")


@pytest.mark.usefixtures("german")
def test_numbers_are_written_as_the_language_writes_them():
    library.load(NAME)
    assert contract.digits(1234567.25, 1, "t") == "1.234.567,3"
    assert contract.words(None, contract.amount("Gone", unit="t")) == "keine"


def test_every_word_of_a_model_can_be_put_in_another_language():
    """What is declared, what the picture says, and what its series are called, is asked for; and English is left alone."""
    module = library.load("canteen_stock")
    words = {text: f"<{text}>" for text in catalogue.told(module)}
    double = catalogue.tongue.laid(words, module)
    values = library.work(double, library.settings(double, {}))
    svg = catalogue.drawing.svg(catalogue.drawing.draw(double, values), "of")[0]
    drawn = re.findall(r"<text[^>]*>([^<]*[A-Za-z][^<]*)</text>", svg)
    assert drawn
    assert all(text.startswith("&lt;") for text in drawn)
    assert "<" not in figure_html("canteen_stock", {}, "x").split('class="title"')[1].split(">", 1)[1].split("</h2>")[0]


# ---- catalogues -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def locale(tmp_path, monkeypatch):
    """A copy of the German catalogues: planting is free."""
    shutil.copytree(ROOT / "locale/de", tmp_path / "locale/de")
    monkeypatch.setattr(catalogue, "HOME", tmp_path / "locale")
    catalogue.read.cache_clear()
    yield tmp_path / "locale/de/LC_MESSAGES"
    catalogue.read.cache_clear()


BROKEN = {
    "a name in braces": (
        "canteen_stock",
        "{end}; {instead}",
        "{ende}; {instead}",
        r"found \{end\} nowhere.*|found \{ende\} once.*end\}\?\)",
    ),
    "a work": (
        "the-canteens",
        "`linyang2000food,ssb1980s`;",
        "`linyang2000food`;",
        r"found \{cite:p\}`linyang2000food` once; expected it nowhere",
    ),
    "a setting": (
        "the-canteens",
        "[einem Monat](#canteen_stock?months=1)",
        "[einem Monat](#canteen_stock?months=2)",
        r"months=2\) once; .*months=1",
    ),
    "a term": (
        "the-canteens",
        "<work points>",
        "<Arbeitspunkte>",
        r"found \{term\}`work points` nowhere; expected it once",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_translation_that_loses_what_is_no_word_is_refused(locale, what):
    domain, old, new, told = BROKEN[what]
    path = locale / f"{domain}.po"
    text = "".join(re.split(r'"\n"', path.read_text(encoding="utf-8")))  # a long text stands on several lines
    at = text.rindex(old)
    path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    found = catalogue.amiss("de")
    assert found
    assert all(re.match(rf"locale/de/LC_MESSAGES/{domain}.po:\d+: ERROR: “", one) for one in found)
    assert any(re.search(told, one) for one in found), found


def test_a_catalogue_of_nothing_is_told_with_the_nearest_name(locale):
    (locale / "the-canteens.po").rename(locale / "the-cantens.po")
    assert catalogue.amiss("de") == [
        "locale/de/LC_MESSAGES/the-cantens.po:1: ERROR: found a catalogue the-cantens; expected "
        "the name of a page or a mini-model, figure or script (did you mean the-canteens?)"
    ]


def test_a_catalogue_is_brought_up_to_what_the_book_says_and_loses_nothing(locale):
    path = locale / "the-canteens.po"
    before = path.read_text(encoding="utf-8")
    gone = 'msgid "The canteens"\n'
    assert gone in before
    path.write_text(before.replace(gone, 'msgid "The cantinas of old"\n'), encoding="utf-8")
    catalogue.read.cache_clear()
    catalogue.write("de", "the-canteens")
    after = path.read_text(encoding="utf-8")
    assert '#~ msgid "The cantinas of old"' in after or "fuzzy" in after
    assert after.count("msgid") >= before.count("msgid")
    assert "not read by a native speaker" in after


def test_the_samples_say_that_they_are_samples_and_follow_the_book():
    """A new English word may come first: who writes it need not know German. Nine in ten are there."""
    for language in catalogue.languages():
        assert catalogue.sample(language)
        for domain in ("the-canteens", "canteen_stock", "figure", "script"):
            said = catalogue.messages(domain)
            missing = [text for text in said if text not in catalogue.table(language, domain)]
            assert len(missing) < len(said) / 10, f"make catalogue LANGUAGE={language} CHAPTER=the-canteens: {missing}"


# ---- a page's text --------------------------------------------------------------------------------------------------------
PAGE = """\
# A title

:::{admonition} Read first
:class: note
Some words
on two lines {cite:p}`a2000`.

- One thing
- another

```python
left = "alone"
```
:::
"""
CHART = 'chart(\n    "band",\n    "Ü title",\n    events={"1958": "an event"},\n    alt="First "\n    "second.",\n)'


def test_the_words_of_a_page_are_apart_from_what_holds_them():
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": PAGE},
        {"cell_type": "code", "metadata": {}, "source": CHART},
    ]
    said = prose.messages(cells)
    assert said == [
        "A title", "Read first", "Some words on two lines {cite:p}`a2000`.", "One thing", "another",
        "Ü title", "an event", "First second.",
    ]  # fmt: skip
    table = {text: text.upper().replace("CITE:P", "cite:p") for text in said if text != "another"}
    text, code = (cell["source"] for cell in prose.translated(cells, table, said))
    wanted = PAGE
    for old, new in (
        *((one, one.upper()) for one in ("A title", "Read first", "One thing")),
        ("Some words\non two lines {cite:p}`a2000`.", "SOME WORDS ON TWO LINES {cite:p}`A2000`."),
        ("- another", "- [another]{.language-en}"),
    ):
        wanted = wanted.replace(old, new)
    assert text == wanted
    assert '"Ü TITLE",\n    events={"1958": "AN EVENT"},\n    alt="FIRST SECOND.",' in code


NAMES = "the-canteens", "teaching/the-canteens", "counting-grain"


def test_what_is_missing_is_counted_page_by_page():
    course = type("Course", (), {"told": {"language": "de"}})
    cells = {name: catalogue.coursenames.cells(catalogue.pages()[name]) for name in NAMES}
    first, canteens, teaching, grain, model, *_ = translated.missing(course, cells, ["canteen_stock"])
    assert re.fullmatch(r"German: \d+ of \d+ strings", first)
    assert re.match(r"  the-canteens: (100|9\d) %", canteens)
    assert re.match(r"  teaching/the-canteens: (100|9\d) %", teaching)
    assert re.match(r"  model canteen_stock: (100|9\d) %", model)
    assert re.fullmatch(r"  counting-grain: 0 % \((\d+) of \1 missing\)", grain)


# ---- the two samples, built -----------------------------------------------------------------------------------------------
SAMPLES = {
    "canteens-german": ("Ende Oktober enthält er 15 kg;", "Diesen Lauf festhalten", "de"),
    "canteens-chinese": ("十月底仓里有 15 公斤；", "保留这次结果", "zh-CN"),
}


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_built_and_speaks_after_a_move(live, page, name):
    done = subprocess.run(
        [sys.executable, "make/course.py", "build", name], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert re.search(r"the-canteens: (100|9\d) %", done.stdout)
    sentence, button, tag = SAMPLES[name]
    root = live((ROOT / f"_build/courses/{name}/student/_build/html/the-canteens.html").as_uri())
    root.locator("input[name=left]").press("ArrowLeft")
    expect(root.locator(".said output")).to_contain_text(sentence)
    expect(root.get_by_role("button", name=button)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", tag)
    expect(page.locator("main .translated").first).to_be_visible()
