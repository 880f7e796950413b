"""What a course brings of its own: a mini-model reads its table; a slip in model, table or page is told at its file."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "make"))
import course  # noqa: E402
import coursefile  # noqa: E402
import courselaid  # noqa: E402

FIELDS = next(
    one for one in json.loads((ROOT / "data/datapackage.json").read_text("utf-8"))["resources"] if "years" in one
)
PACKAGE = {"resources": [{**FIELDS, "name": "ours", "path": "ours.csv", "years": [1957, 1958]}]}
HEAD = "series,place,label,unit,layer,source,licence,year,value,status,note\n"
ROW = "ours_a_head,China,Grain a head,kg a head,published,linyang2000food,facts,{},{},computed,\n"
BEGUN = (ROOT / "make/model.txt").read_text("utf-8")  # what `make model` writes
MODEL = (
    BEGUN.replace("DATA = {}", 'DATA = {"grain": "ours_a_head"}')
    .replace('RESULTS = {\n    "month"', 'RESULTS = {\n    "crop": amount("Grown a head", unit=KG),\n    "month"')
    .replace("eaten, spoilt):\n    store, ", "eaten, spoilt, grain):\n    store, ")
    .replace('"end": store[-1]', '"crop": grain[1957], "end": store[-1]')
)
COURSE = """\
title: Ours
parts: [{chapters: [our-store, the-canteens]}]
models: {our_store: {opens: {eaten: 20}}}
"""
PAGE = """# Our store

:::{figure} pot.svg
:alt: A pot.
:::
"""


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """The folder of a course, with a mini-model that reads a table of the course, and a page."""
    folder = tmp_path / "courses/mine"
    monkeypatch.setattr(coursefile, "COURSES", folder.parent)
    for name, text in {
        "../mine.yml": COURSE,
        "our-store.md": PAGE,
        "models/our_store.py": MODEL,
        "data/ours.csv": HEAD + ROW.format(1957, 302) + ROW.format(1958, 299),
        "data/datapackage.json": json.dumps(PACKAGE),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_model_of_ones_own_reads_a_table_of_ones_own_and_opens_where_the_course_says(mine):
    assert course.check() == 0


SLIPS = {
    "a name in its code": ("models/our_store.py", "MONTHS = 12", "MONTHS = twelve", "models/our_store.py:14: ERROR: "),
    "a source that no work has": (
        "models/our_store.py",
        'assumed="an example to begin with"),\n    "spoilt"',
        'source="linyang2000fod", status="seen"),\n    "spoilt"',
        "(did you mean linyang2000food?)",
    ),
    "a series that no table has": ("models/our_store.py", '"ours_a_head"', '"ours_a_hed"', "the nearest is 'ours_a_head'"),
    "a value": ("data/ours.csv", "1958,299", "1958,2x9", "data/ours.csv:3: ERROR: column value: found '2x9'; expected"),
    "a series of the book": (
        "data/ours.csv",
        "ours_a_head",
        "grain_output_revised",
        "data/ours.csv:2: ERROR: column series: found 'grain_output_revised', which stands in data/national_annual.csv too",
    ),
    "a work that none is": ("data/ours.csv", "linyang2000food", "linyang200food", "data/ours.csv:2: ERROR: column source: "),
    "no JSON": ("data/datapackage.json", "{", "", "data/datapackage.json:1: ERROR: found "),
    "another file": (
        "data/datapackage.json",
        "ours.csv",
        "our.csv",
        "data/datapackage.json:1: ERROR: found nothing on ours.csv; expected tables in JSON",
    ),
    "a picture without words": ("our-store.md", ":alt: A pot.\n", "", "our-store.md:3: ERROR: found the picture pot.svg"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_at_its_file(mine, slip):
    name, old, new, said = SLIPS[slip]
    change(mine / name, old, new)
    told = course.check()
    assert told.startswith(f"courses/mine/{name}:"), told
    assert said in told


def test_a_number_that_follows_a_model_is_held_against_the_chapter_in_which_it_stands(mine):
    """In what takes a section's place, the chapter's models count; the build writes what the course opens elsewhere."""
    change(mine.with_name("mine.yml"), "the-canteens]", "{chapter: the-canteens, replace: {Exercises: ours.md}}]")
    (mine / "ours.md").write_text("It ends with [220 kg a head](live:canteen_stock/left).\n", encoding="utf-8")
    assert course.check() == 0
    (mine / "ours.md").write_text(
        "It ends with [20 kg](live:canteen_stock/left) and [2](live:our_store/end).\n", "utf-8"
    )
    told = course.check()
    assert "found 20 kg, live:canteen_stock/left: the model says 220 kg a head as the page opens" in told
    assert "this page shows no our_store" in told
    change(mine.with_name("mine.yml"), "models: {", "models: {canteen_stock: {opens: {left: 200}}, ")
    assert len(course.check().splitlines()) == 1


def test_a_course_in_another_language_misses_no_words_of_a_model_of_its_own(mine):
    """It is written in that language; a catalogue has the book's."""
    cell = {
        "cell_type": "code",
        "metadata": {},
        "source": 'explore("our_store")',
        "outputs": [],
        "execution_count": None,
    }
    (mine / "our-model.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    change(mine.with_name("mine.yml"), "title: Ours", "title: Kurs\nlanguage: de")
    change(mine.with_name("mine.yml"), "[our-store,", "[our-model, our-store,")
    told = "\n".join(courselaid.missing(course.checked("mine")))
    assert "model canteen_stock" in told
    assert "our_store" not in told
