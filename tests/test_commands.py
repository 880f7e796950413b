"""Commands that write something: a chapter that is begun, the tests that concern one, the book in one file."""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
import yaml

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "make"))
import chapter  # noqa: E402
import zip as packing  # noqa: E402

CONTENTS = """root: index
parts:
  - caption: First
    numbered: 1
    chapters:
      - file: a-town
  - caption: Last
    chapters:
      - file: glossary
"""


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A book of a numbered part and one that is not, and a model."""
    (tmp_path / "book").mkdir()
    (tmp_path / "widgets/models").mkdir(parents=True)
    (tmp_path / "widgets/models/harvest.py").touch()
    (tmp_path / "book/_toc.yml").write_text(CONTENTS, "utf-8")
    monkeypatch.setattr(chapter, "ROOT", tmp_path)
    monkeypatch.setattr(chapter, "BOOK", tmp_path / "book")
    return tmp_path / "book"


# ---- make chapter ---------------------------------------------------------------------------------------------------
def test_a_chapter_is_begun_with_all_its_parts_and_listed_last(book, capsys):
    chapter.new("our-town", "harvest")
    parts = yaml.safe_load((book / "_toc.yml").read_text("utf-8"))["parts"]
    assert [one["file"] for one in parts[0]["chapters"]] == ["a-town", "our-town"]
    assert parts[1] == {"caption": "Last", "chapters": [{"file": "glossary"}]}
    note = nbformat.read(book / "our-town.ipynb", as_version=4)
    nbformat.validate(note)
    kinds = [cell.cell_type for cell in note.cells]
    assert kinds == ["markdown", "code", "markdown", "markdown", "markdown", "markdown"]  # the model before the history
    assert note.cells[0].source.startswith("# Our town\n\n:::{div} question\n")
    assert note.cells[1].source == 'from widgets import explore\n\nexplore("harvest")'
    assert note.cells[1].metadata.tags == ["remove-input"]
    heads = [cell.source.splitlines()[0] for cell in note.cells[3:]]
    assert heads == ["## What is known", "## What happened to people", "## Exercises"]
    told = f"{book / 'our-town.ipynb'}\n{book / '_toc.yml'}: listed last; move the line to where the chapter belongs\n"
    assert capsys.readouterr().out == told


@pytest.mark.parametrize(
    ("name", "model", "told"),
    [
        ("Our Town", "harvest", "name the chapter, in lower case with hyphens"),
        ("our-", "harvest", "name the chapter, in lower case with hyphens"),
        ("our-town", "harvst", "there is no mini-model widgets/models/harvst.py"),
        ("glossary", "harvest", "is there already"),
    ],
)
def test_a_chapter_that_cannot_be_begun_leaves_all_as_it_was(book, name, model, told):
    (book / "glossary.ipynb").touch()
    with pytest.raises(SystemExit, match=f"make: .*{told}"):
        chapter.new(name, model)
    assert (book / "_toc.yml").read_text("utf-8") == CONTENTS
    assert [path.name for path in book.glob("*.ipynb")] == ["glossary.ipynb"]


def test_a_part_is_numbered_by_true_as_well(book):
    (book / "_toc.yml").write_text(CONTENTS.replace("numbered: 1", "numbered: true"), "utf-8")
    chapter.new("our-town", "harvest")
    parts = yaml.safe_load((book / "_toc.yml").read_text("utf-8"))["parts"]
    assert [one["file"] for one in parts[0]["chapters"]] == ["a-town", "our-town"]


def test_contents_without_a_counted_part_are_not_guessed_at(book):
    (book / "_toc.yml").write_text(CONTENTS.replace("    numbered: 1\n", ""), "utf-8")
    with pytest.raises(SystemExit, match=r"_toc\.yml has no part with `numbered: 1`"):
        chapter.new("our-town", "harvest")
    assert not (book / "our-town.ipynb").exists()


def test_the_tests_that_concern_a_chapter_are_its_own_and_its_models(book, capsys):
    code = {"cell_type": "code", "source": ['explore("towns")\n', "explore('harvest', away=3)"]}
    prose = {"cell_type": "markdown", "source": ['explore("weather")']}
    (book / "a-town.ipynb").write_text(json.dumps({"cells": [prose, code]}), "utf-8")
    chapter.concerned("a-town")
    assert capsys.readouterr().out == "a-town or harvest or towns\n"
    with pytest.raises(SystemExit, match=r"name a chapter: make test-chapter CHAPTER=\{a-town\}"):
        chapter.concerned("no-town")


def test_the_command_itself_begins_a_chapter(tmp_path):
    """In a copy, by Python alone: nothing that a test had imported helps it."""
    for name in ("make/chapter.py", "widgets/models/labour_split.py", "book/_toc.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "book/_ext", tmp_path / "book/_ext")
    command = [sys.executable, "make/chapter.py", "new", "our-town", "labour_split"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "book/our-town.ipynb").is_file()


# ---- make zip -------------------------------------------------------------------------------------------------------
def test_the_book_in_one_file_has_every_page_and_its_checksum_beside_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(packing, "ROOT", tmp_path)
    with pytest.raises(SystemExit, match="nothing is built: run make site"):
        packing.main()
    site = tmp_path / "_build/site"
    (site / "_static").mkdir(parents=True)
    (site / "index.html").write_text("front")
    (site / "_static/a.css").write_text("style " * 200)
    packing.main()
    file = tmp_path / "_build/great-leap-textbook.zip"
    with zipfile.ZipFile(file) as opened:
        assert opened.namelist() == ["great-leap-textbook/_static/a.css", "great-leap-textbook/index.html"]
        assert opened.read("great-leap-textbook/index.html") == b"front"
        assert {one.date_time for one in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.external_attr >> 16 for one in opened.infolist()} == {0o644}
    checksum = hashlib.sha256(file.read_bytes()).hexdigest()
    assert file.with_name(f"{file.name}.sha256").read_text("utf-8") == f"{checksum}  {file.name}\n"
    assert checksum in capsys.readouterr().out
    first = file.read_bytes()
    packing.main()
    assert file.read_bytes() == first
