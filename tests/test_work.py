"""Work: a reader's own file of a chapter goes to the reader's disk and comes back; a class's files become a table."""

import csv
import json

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import expect
from test_access import SETTLED, check
from test_publishing import ROOT, tool
from test_reader import change, said

table = tool("classtable")
SCHEMA = Draft202012Validator(json.loads((ROOT / "data/work.schema.json").read_text(encoding="utf-8")))
FIRST, SECOND = "Exercise 1. Half of it", "Exercise 2. In words"
ANSWER = "At 60 million.\n\n<script>window.ran = 1</script> & “so”"
WORK = {
    "format": "work on a chapter", "form": 1, "book": "A leap", "version": "0.0.1", "page": "at-work", "chapter": "At work",
    "answers": [{"exercise": FIRST, "answer": ANSWER}], "models": [{"id": "labour_split", "settings": {"away": 0}}],
}  # fmt: skip
MODEL = WORK["models"][0]
SPOILT = {  # what is in the file, and what the page and the script say of it
    "10 MB": ("x" * 10_000_000, "has more than 1024 kB", "found 9,766 kB; expected at most 1,024"),
    "broken": (json.dumps(WORK)[:-9], "cannot be read", "found no JSON"),
    "deep": ("[" * 200_000, "cannot be read", "found no JSON"),
    "another kind": ("[1, 2]", "is no work that was kept from this book", "the file: found [1, 2]; expected of type object"),
    "another shape": ({**WORK, "answers": {"a": 1}}, "has another shape", 'answers: found {"a": 1}; expected of type array'),
    "a reader in parts": ({**WORK, "reader": ["Ay"]}, "has another shape", 'reader: found ["Ay"]; expected of type string'),
    "an answer that is none": ({**WORK, "answers": [{"exercise": FIRST, "answer": ["a"]}]}, "has an answer that is no text",
        'answers.0.answer: found ["a"]; expected of type string'),
    "settings within settings": ({**WORK, "models": [{**MODEL, "settings": {"away": {"b": 1}}}]}, "has settings, a guess",
        'models.0.settings.away: found {"b": 1}; expected a number, a word, or true or false'),
    "of a later form": ({**WORK, "form": 2}, "is of a later form", "form: found 2; expected 1"),
}  # fmt: skip


def content(given):
    return (given if isinstance(given, str) else json.dumps(given)).encode()


# ---- on the page ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def root(live, address):
    """The model of a chapter with two exercises, over http and from disk."""
    root = live(f"{address}/at-work.html")
    root.page.on("dialog", lambda dialog: dialog.accept())  # asked before what is typed is left
    return root


def opened(page, given, name="mine.json"):
    page.locator(".work input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content(given)}
    )
    return page.locator(".work output")


def answer(page, title):
    return page.get_by_label(f"Your answer: {title}")


@pytest.mark.browser
def test_work_goes_to_the_readers_disk_and_comes_back_and_nothing_is_sent(root):
    page, asked = root.page, []
    page.on("request", lambda request: asked.append(request.url))
    answer(page, FIRST).fill(ANSWER)
    root.locator(".ask").get_by_label("August to November").check()
    change(root, "cut = waiting * done", "cut = waiting * done * 0.5")
    root.locator("input[name=away]").press("Home")
    expect(page.get_by_label("Your name")).to_have_attribute("autocomplete", "name")
    page.get_by_label("Your name").fill("=Ay")
    with page.expect_download() as download:
        page.get_by_role("button", name="Keep my work as a file").click()
    assert download.value.suggested_filename == "at-work-work.json"
    kept = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [fault.message for fault in SCHEMA.iter_errors(kept)] == []
    assert kept["models"][0]["guess"] == "August to November"
    assert [
        url for url in asked if not url.startswith("blob:") and "/han.woff2" not in url
    ] == []  # the page's own font
    page.reload()
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    expect(opened(page, kept)).to_have_text("mine.json is open.")
    assert answer(page, FIRST).input_value() == ANSWER
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))
    assert root.locator(".ask").get_by_label("August to November").is_checked()
    assert "done * 0.5" in root.locator("textarea[id$=-text]").input_value()
    assert root.get_attribute("data-equations") != "changed"  # they wait for the reader to run them
    assert page.evaluate("() => document.querySelectorAll('.exercise script').length") == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Keep my work as a file").click()
    assert json.loads(download.value.path().read_text(encoding="utf-8")) == kept


@pytest.mark.browser
def test_a_file_that_cannot_be_opened_is_told_and_what_stood_there_stays(live, sample_server):
    page = live(f"{sample_server}/at-work.html").page
    page.on("dialog", lambda dialog: dialog.accept())
    answer(page, FIRST).fill("Mine.")
    other = {**WORK, "page": "the-canteens", "chapter": "The canteens"}
    cases = [(given, why) for given, why, _ in SPOILT.values()] + [
        (other, "is work on “The canteens”: open it on that page")
    ]
    for given, why in cases:
        expect(opened(page, given)).to_contain_text(f"Not opened: mine.json {why}")
        assert answer(page, FIRST).input_value() == "Mine."


@pytest.mark.browser
def test_what_has_no_place_any_more_is_told_and_kept_and_what_stood_there_can_be_put_back(live, sample_server):
    root = live(f"{sample_server}/at-work.html")
    page = root.page
    page.on("dialog", lambda dialog: dialog.accept())
    answer(page, SECOND).fill("Mine.")
    gone = [{"exercise": "Exercise 9. Gone", "answer": "Of old"}]
    models = [
        {"id": "labour_split", "settings": {"away": 9999, "none": 1}, "guess": "Never", "equations": "none"},
        {"id": "no_model", "settings": {}},
    ]
    told = opened(page, {**WORK, "answers": WORK["answers"] + gone, "models": models})
    for part in (
        "It was kept from A leap, version 0.0.1.",
        "this page has no “Exercise 9. Gone”; your answer was: Of old",
        "this page has no model “no_model”",
        "the guess “Never” is not among the answers",
        "the equations are none",
        "some settings of “labour_split” are not as they were",
    ):
        expect(told).to_contain_text(part)
    expect(root.locator(".notice")).to_contain_text(
        "Not all settings of the file could be used: away=9999 is above 120"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Keep my work as a file").click()
    kept = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert gone[0] in kept["answers"]
    assert models[1] in kept["models"]
    page.get_by_role("button", name="Put back what stood here").click()
    expect(told).to_have_text("What stood here is back.")
    assert answer(page, SECOND).input_value() == "Mine."
    assert answer(page, FIRST).input_value() == ""


@pytest.mark.browser
def test_answers_print_whole_empty_ones_do_not_and_all_can_be_reached(live, sample_server):
    page = live(f"{sample_server}/at-work.html").page
    page.set_viewport_size({"width": 360, "height": 740})
    page.on("dialog", lambda dialog: dialog.accept())
    long = "\n".join(f"Line {n}" for n in range(30))
    answer(page, FIRST).fill(long)
    page.keyboard.press("Tab")
    expect(answer(page, SECOND)).to_be_focused()
    for name in (
        "Your name, if whoever reads the file should know it",
        "Keep my work as a file",
        "Open a file of my work",
    ):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_accessible_name(name)
    page.evaluate(SETTLED)
    check(page)
    page.emulate_media(media="print")
    expect(page.locator(".typed").first).to_be_visible()
    assert page.locator(".typed").first.text_content() == long
    assert [page.locator(one).first.is_visible() for one in (".typing textarea", ".work")] == [False, False]
    assert not page.locator(".typing").nth(1).is_visible()


@pytest.mark.browser
def test_without_a_script_there_is_no_place_to_type(tab, sample_server):
    page = tab(java_script_enabled=False)
    page.goto(f"{sample_server}/at-work.html")
    assert page.locator(".exercise").count() == 2
    assert page.locator(".exercise textarea, .work").count() == 0


# ---- a class's files ------------------------------------------------------------------------------------------------------
def test_a_folder_of_work_becomes_a_table_in_which_no_cell_is_a_formula_and_what_is_spoilt_is_named(tmp_path, capsys):
    folder = tmp_path / "handed in"
    (folder / "monday").mkdir(parents=True)
    mine = {
        **WORK,
        "reader": "=Ay",
        "answers": [{"exercise": FIRST, "answer": one} for one in ("@SUM(A1)", "-1", ANSWER)],
    }
    mine["models"] = [
        {
            **MODEL,
            "settings": {"away": 0, "months": "drive"},
            "guess": "+1",
            "equations": "def model(a):\n    return {}",
        }
    ]
    (folder / "monday/=1.json").write_bytes(content(mine))
    for name, (given, _, _) in SPOILT.items():
        (folder / f"{name}.json").write_bytes(content(given))
    (folder / "half.json").write_text(json.dumps({**WORK, "reader": "\ud800"}), encoding="utf-8")
    assert table.main(folder, tmp_path / "table.csv") == 0
    printed = capsys.readouterr().out
    for name, (_, _, why) in SPOILT.items():
        assert f"'{name}.json' is left out: {why}" in printed
    assert "'half.json' is left out: found no JSON" in printed
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["kind"], row["text"]) for row in rows] == [
        ("answer", "'@SUM(A1)"), ("answer", "'-1"), ("answer", ANSWER), ("guess", "'+1"), ("settings", "away=0; months=drive"),
        ("equations", "def model(a):\n    return {}"),
    ]  # fmt: skip
    assert {row["reader"] for row in rows} == {"'=Ay"}
    assert {row["file"] for row in rows} == {"monday/=1.json"}


def test_a_folder_without_work_is_told(tmp_path):
    assert "found no reader’s work in it" in table.main(tmp_path, tmp_path / "table.csv")
    assert "found no folder" in table.main(tmp_path / "none")
    assert not (tmp_path / "table.csv").exists()
