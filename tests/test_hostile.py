"""What is fed to the build may be broken or meant ill: each reader passes it, or refuses it in words that name the file.

Files of the book are damaged by chance (seeded, so that a case can be had again by its number) and by the slips below. No
reader may end otherwise than in its own complaint: a traceback names this project's lines, not the author's.
"""

import asyncio
import csv
import json
import random
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import canonical
import nbformat
import pytest
import stale
import yaml
from sphinx.errors import ExtensionError
from test_publishing import tool

from widgets import record
from widgets.charts import still
from widgets.charts.page import Renderer as Still
from widgets.shelf import ledger, library
from widgets.shelf.check import ModelError
from widgets.surfaces.page import Renderer

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "make"))
import course  # noqa: E402
import coursefile  # noqa: E402

PAGES, SETTINGS = tool("pages"), tool("settings")
QUICK, LONG = 300, 10_000
# what slips into files: by hand, by a spreadsheet or another system, and by who means ill
STRAYS = """!!python/object/apply:os.system ["false"]|&a [*a]|<<: *b|? [a, b]|- |: |{|}|[|]|"|'|#|2026-13-45|.inf|!!int x|null
    ../../etc/passwd|/dev/zero|javascript:alert(1)|<script>alert(1)</script>|{{ x }}|%|\\|\\u0000|;|,|\t|\r|\n|\n\n|1e999|٣|-1
    explore(5)|explore(*[1])|:::{note}|``|@book{x,|[1](live:
    |[1](#a?b=c)|![](|{"a": 1}|[1, 2]|😀|"cells": 3,|é|_|9999999999999""".split("|")
BYTES = b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe9", b"\x1b", b"\x0c", b"[" * 3000, b"1" * 5000, b"a" * 140_000


def damaged(chance, data):
    """Some bytes with one to three slips in them."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((0, 1, 1, 3, 20, 400)))
        stray = chance.choice(BYTES) if chance.random() < 0.15 else chance.choice(STRAYS).encode()
        put = chance.choice((b"", stray, stray, data[at:to] * 2, bytes([chance.randrange(256)])))
        data = data[:at] + put + (b"" if chance.random() < 0.03 else data[to:])
    return data


# ---- the readers, each on a small project -----------------------------------------------------------------------------
def pages(home, path):
    told = PAGES.amiss(path)
    assert all(one.startswith(f"book/{path.name}:") for one in told), told
    return "\n".join(told)


def notebook(home, path):
    canonical.canonical(canonical.read(path))


def settings(home, path):
    told = SETTINGS.config(path) if path.name == "_config.yml" else SETTINGS.contents(path, {"index", "glossary"})[0]
    assert all(one.partition(":")[0].isdigit() and "ERROR: " in one for one in told), told
    return "\n".join(told)


def table(home, path):
    record.table(path.stem) if path.suffix == ".csv" else record.names()


def works(home, path):
    ledger.bibliography()


def lesson(home, path):
    told = course.looked("lesson").wrong
    assert all(one.startswith("courses/lesson.yml:") for one in told), told
    return "\n".join(told)


READERS = {  # a file of the small project: who reads it, the file that it is a damaged copy of
    "book/a-page.ipynb": (pages, "book/index.ipynb"),
    "book/a-page.md": (pages, "book/build-a-model.md"),
    "book/index.ipynb": (notebook, "book/index.ipynb"),
    "_config.yml": (settings, "_config.yml"),
    "book/_toc.yml": (settings, "book/_toc.yml"),
    "data/soviet_loans.csv": (table, "data/soviet_loans.csv"),
    "data/commune_spread.csv": (table, "data/commune_spread.csv"),
    "data/datapackage.json": (table, "data/datapackage.json"),
    "book/references.bib": (works, "book/references.bib"),
    "courses/lesson.yml": (lesson, "courses/one-lesson.yml"),
}
TOLD = record.DataError, ModelError, SystemExit


def sound(path):
    """The bytes of a file of the book; a notebook's without its pictures, and of what is long the beginning."""
    text = re.sub(r'"image/png": "[^"]*"', '"image/png": ""', (ROOT / path).read_text(encoding="utf-8"))
    short = {".bib": "\n".join(text.split("\n")[:80]), ".md": text[:6000]}
    return short.get(Path(path).suffix, text).encode()


def misbuilt(chance, data, kind):
    """A notebook, a description, a settings file that is well written, in which one thing is something else."""
    whole = json.loads(data) if kind in (".ipynb", ".json") else yaml.safe_load(data)
    places = list(nodes(whole))
    if not places:
        return data
    above, key = chance.choice(places)
    above[key] = chance.choice(
        (None, [], {}, "", 3, -1.5, True, "x", [1], {"a": 1}, [[]], "\x00", [None], {"": None}, 10**9)
    )
    return json.dumps(whole).encode()  # which is YAML too


def nodes(whole):
    """(what holds it, its key) of everything in nested lists and dicts."""
    for key, value in whole.items() if isinstance(whole, dict) else enumerate(whole):
        yield whole, key
        if isinstance(value, (dict, list)):
            yield from nodes(value)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A small project, which the readers take for the book; the book's own chapters stand beside it."""
    for name in ("book", "courses/lesson/notes"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setattr(PAGES, "ROOT", tmp_path)
    monkeypatch.setattr(canonical, "BOOK", tmp_path / "book")
    monkeypatch.setattr(coursefile, "COURSES", tmp_path / "courses")
    monkeypatch.chdir(tmp_path)
    limit = csv.field_size_limit(131072)  # Python's own: frictionless lifts it for all that comes after it in a process
    yield tmp_path
    csv.field_size_limit(limit)


def tried(home, name, data):
    """What a reader says of a file with these bytes; "" if it takes it. Any other end is a traceback."""
    read = READERS[name][0]
    (home / name).write_bytes(data)
    try:
        return read(home, home / name) or ""
    except TOLD as refused:
        said = str(refused)
        assert said.startswith(name), said
        assert "\n" not in said.strip(), said
        return said


@pytest.mark.parametrize("cases", [QUICK, pytest.param(LONG, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", READERS)
def test_no_damage_ends_in_a_traceback(home, name, cases):
    """Which case it was stands in the failure: `damaged(random.Random("NAME CASE"), ...)` makes it again."""
    data, kind = sound(READERS[name][1]), Path(name).suffix
    for case in range(cases // len(READERS)):
        chance = random.Random(f"{name} {case}")
        built = kind in (".ipynb", ".json", ".yml") and chance.random() < 0.5
        spoilt = misbuilt(chance, data, kind) if built else damaged(chance, data)
        try:
            tried(home, name, spoilt)
        except Exception as fault:
            (home.parent / "spoilt").write_bytes(spoilt)
            raise AssertionError(f"{name}, case {case}, {home.parent / 'spoilt'}: {type(fault).__name__}") from fault


# ---- what was met, or is known of others ------------------------------------------------------------------------------
TABLE, CONTENTS = "data/soviet_loans.csv", "book/_toc.yml"
CELL = (
    '{"cells": [], "nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "%s", "display_name": ""}}}'
)
MET = {  # a file, what is done to the bytes of the sound one, and what is said of it
    "a tag of Python": (CONTENTS, lambda old: old + b"x: !!python/object/apply:os.system [ls]", "python/object/apply"),
    "a value that holds itself": (CONTENTS, lambda old: b"root: &a [*a]",
        "1: ERROR: found \\*a, which stands for another value; expected the value itself"),
    "a day of no calendar": ("courses/lesson.yml", lambda old: b"title: 2026-13-45", "1: ERROR: found 2026-13-45; "),
    "contents that climb out": (CONTENTS, lambda old: old.replace(b"glossary", b"../README"), "found ../README; "),
    "an address that is a script": (CONTENTS, lambda old: b"root: index\nx:\n- url: javascript:a", "3: ERROR: found java"),
    "settings of another system": ("_config.yml", lambda old: old.decode().encode("utf-16"), "found no UTF-8"),
    "a notebook of another system": ("book/index.ipynb", lambda old: old.decode().encode("utf-16"), "no UTF-8"),
    "another language’s kernel": ("book/a-page.ipynb", lambda old: (CELL % "ir").encode(), "the kernel ir; expected python3"),
    "semicolons of a spreadsheet": (TABLE, lambda old: old.replace(b",", b";"), "row 1, column .*expected a column of this"),
    "nothing where a sign was": (TABLE, lambda old: old[:-3] + b"\0" + old[-3:], "no control characters"),
    "a table of another system": (TABLE, lambda old: old.decode().encode("utf-16"), "save the table as “CSV UTF-8”"),
    "a cell of 10 MB": (TABLE, lambda old: old + b"x" * 10**7, "field larger than field limit"),
    "a table that climbs out": ("data/datapackage.json", lambda old: old.replace(b"timeline.csv", b"../x.csv"), "no file of"),
    "a logo that climbs out": ("courses/lesson.yml", lambda old: old + b"\nlogo: ../../x.png\n", "logo: found ../../x.png; "),
    "the book’s logo that climbs out": ("_config.yml", lambda old: b"logo: ../_config.yml", "1: ERROR: found ../_config.yml; "),
    "works of another system": ("book/references.bib", lambda old: old.decode().encode("utf-16"), "save the file as UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("slip", MET)
def test_what_was_met_is_refused_with_its_file_and_place(home, slip):
    name, spoil, said = MET[slip]
    told = tried(home, name, spoil(sound(READERS[name][1])))
    assert re.search(said, told), told


def test_a_page_that_is_a_link_out_of_the_project_or_to_nothing_is_refused(home, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("words", encoding="utf-8")
    itself = home / "book/a-page.md", "cannot be read"
    for to, said in ((outside, "a link that leads out"), (home / "book/nothing.md", "cannot be read"), itself):
        (home / "book/a-page.md").unlink(missing_ok=True)
        (home / "book/a-page.md").symlink_to(to)
        (told,) = PAGES.amiss(home / "book/a-page.md")
        assert told.startswith("book/a-page.md:1: ERROR: found a ")
        assert said in told


def test_links_to_folders_go_neither_out_nor_round(home, tmp_path_factory):
    """Sphinx follows them: one to its own book would be forty books deep."""
    for name, to in {
        "widgets": home / "data",
        "loop": home / "book",
        "out": tmp_path_factory.mktemp("outside"),
    }.items():
        (home / "book" / name).symlink_to(to)
    told = [one.partition(": ERROR: found a link to ")[0] for one in PAGES.circling()]
    assert told == ["book/loop:1", "book/out:1"]


def test_a_table_that_is_a_link_out_of_its_folder_is_refused(home):
    """/dev/zero would be read until the memory is full."""
    path = home / TABLE
    for to in ("/dev/zero", "/etc/hostname", path):
        path.unlink()
        path.symlink_to(to)
        with pytest.raises(record.DataError, match=f"{TABLE}: found no such file in data/; expected"):
            record.table(path.stem)


def test_what_lies_in_a_courses_folder_is_its_own(home):
    (home / "courses/lesson.yml").write_bytes(sound("courses/one-lesson.yml") + b"\nlogo: logo.svg\n")
    (home / "courses/lesson/logo.svg").symlink_to("/etc/hostname")
    said = "courses/lesson.yml:1: ERROR: found courses/lesson/logo.svg, a link that leads out of the project or to no file; "
    assert any(told.startswith(said) for told in course.looked("lesson").wrong)


def test_a_cell_that_ends_its_kernel_ends_the_build_with_its_notebooks_name(home):
    path, cell = home / "book/index.ipynb", nbformat.v4.new_code_cell("import os\nos._exit(3)")
    with pytest.raises(ExtensionError, match="book/index.ipynb: ERROR: found no kernel at work"):
        asyncio.run(stale.run(path, nbformat.v4.new_notebook(cells=[cell]), None, 60))


def test_an_address_in_the_bibliography_that_is_a_script_is_refused(home):
    text = "@book{x, title={<script>alert(1)</script>}, year=1999, known={seen}, url={javascript:alert(1)}}\n"
    path = home / "book/references.bib"
    path.write_text(text + (ROOT / "book/references.bib").read_text(encoding="utf-8"), encoding="utf-8")
    (told,) = ledger.amiss()
    assert told.startswith("book/references.bib, x: found the address javascript:alert(1); expected")


MIMES = {Renderer: library.MIME, Still: still.MIME}
MARKS = {
    "no such model": (Renderer, {"model": "labour_splt", "settings": {}}, "the nearest is .labour_split."),
    "keys missing": (Renderer, {}, "found 'None' for model in a stored mark"),
    "a list": (Renderer, ["labour_split"], "for model in a stored mark"),
    "settings that are off": (
        Renderer,
        {"model": "labour_split", "settings": {"away": 999}},
        "away=999: expected 0 to 120",
    ),
    "a chart of no kind": (Still, {"kind": "pie", "title": "x", "spec": {}}, "found the kind 'pie'"),
    "a chart that is a text": (Still, "pie", "found 'pie' for kind"),
}


@pytest.mark.parametrize("mark", MARKS)
def test_a_stored_mark_that_means_nothing_is_a_complaint_of_its_page(mark):
    surface, content, said = MARKS[mark]
    told = []
    myst = SimpleNamespace(
        sphinx_env=SimpleNamespace(temp_data={}), create_warning=lambda words, **more: told.append(words)
    )
    data = SimpleNamespace(mime_type=MIMES[surface], content=content)
    assert surface.handle_mime(SimpleNamespace(renderer=myst), data, False) == []
    assert re.search(said, told[0])
