"""The settings files: a slip in `_config.yml` or `_toc.yml` is told in one line, with its line, before anything is built."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_publishing import tool

ROOT = Path(__file__).parents[1]
CONFIG, TOC = "_config.yml", "book/_toc.yml"
BLANK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@pytest.fixture
def copied(tmp_path):
    """The settings, the pages they name (blank: nobody reads them here), and what looks them over."""
    shutil.copytree(ROOT / "make", tmp_path / "make")
    shutil.copytree(
        ROOT / "book", tmp_path / "book", ignore=shutil.ignore_patterns("_themes", "*.ipynb", "__pycache__")
    )
    for path in ROOT.glob("book/**/*.ipynb"):
        (tmp_path / path.relative_to(ROOT)).write_text(BLANK, encoding="utf-8")
    shutil.copy(ROOT / CONFIG, tmp_path)
    return tmp_path


def looked(home, tool="settings"):
    return subprocess.run([sys.executable, home / f"make/{tool}.py"], capture_output=True, text=True, check=False)


def change(home, name, old, new):
    path = home / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_books_own_settings_pass(copied):
    result = looked(copied)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.count("does not list it") == len(result.stdout.splitlines()), result.stdout


SLIPS = {
    "a misspelt section": (CONFIG, "title:", "titel:", r"found titel; expected one of .*\(did you mean title\?\)"),
    "a misspelt key": (CONFIG, "binderhub_url:", "binderhub:", r"found binderhub; .*\(did you mean binderhub_url\?\)"),
    "a tab": (CONFIG, "  timeout:", "\ttimeout:", "no YAML: .*; indent by spaces"),
    "a misspelt chapter": (TOC, "file: bibliography", "file: bibliografy", r"found bibliografy; .*\(did you mean"),
    "a misspelt word": (TOC, "- file: bibliography", "- fiel: bibliography", r"found fiel; .*\(did you mean file\?\)"),
    "a missing quotation mark": (TOC, "file: glossary", 'file: "glossary', "no YAML: "),
    "a title with a colon": (CONFIG, "title:", "title: Iron:", "no YAML: .*; put a text that has a colon between"),
    "a part with a colon": (TOC, "- caption:", "- caption: Iron:", "no YAML: .*; put a text that has a colon between"),
    "a chapter twice": (TOC, "- file: glossary", "- file: timeline",
        r"found timeline a second time; expected each page once, and it stands in line \d+$"),
    "an address without its kind": (TOC, "file: glossary", "url: example.org", "found example.org; expected an address that b"),
    "a chapter among parts": (TOC, "  - caption:", "  - file: people\n  - caption:", "found file: people among the parts"),
    "an empty part": (TOC, "  - caption:", "  - caption: Empty\n  - caption:", "entry not a mapping containing 'chapters'"),
    "a misspelt setting of Sphinx": (CONFIG, "html_theme:", "html_themme:", r"found html_themme; .*mean html_theme\?\)"),
    "another language": (CONFIG, "language: en", "language: de", "found de; expected en: "),
    "a logo that is not there": (CONFIG, 'logo: ""', "logo: ours.png", "found ours.png; expected a picture in book/"),
    "a button that no page has": (CONFIG, "  binderhub_url:", "  colab_url: https://c.example\n  binderhub_url:",
        "found colab_url, which has no effect in this book: the pages"),
    "a section of no effect": (CONFIG, "title:", "latex: {latex_engine: xelatex}\ntitle:", "found latex, which has no effect"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_line(copied, slip):
    name, old, new, said = SLIPS[slip]
    line = change(copied, name, old, new)
    result = looked(copied)
    assert result.returncode == 1
    found = re.match(rf"{re.escape(name)}:(\d+): ERROR: {said}", result.stderr)
    assert found, result.stderr
    assert int(found[1]) == line or slip == "a missing quotation mark"  # whose end is found lines later


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "only words\n"])
@pytest.mark.parametrize("name", [CONFIG, TOC])
def test_a_file_without_keys_is_told(copied, name, text):
    (copied / name).write_text(text, encoding="utf-8")
    assert f"{name}:1: ERROR: found no keys" in looked(copied).stderr


def test_a_page_that_is_not_listed_is_said_and_may_stay_so(copied):
    """As after a second download: the browser gave the file another name."""
    (copied / "book/the-canteens (1).ipynb").write_text(BLANK, encoding="utf-8")
    result = looked(copied)
    assert result.returncode == 0
    assert "book/the-canteens (1).ipynb: WARNING: book/_toc.yml does not list it" in result.stdout


def test_a_long_model_is_told_and_stops_nothing(monkeypatch, tmp_path, capsys):
    models = tool("models")
    (tmp_path / "own.py").write_text("#" * 171 + "\n" * 161, encoding="utf-8")
    monkeypatch.setattr(models.library, "files", lambda: {"own": tmp_path / "own.py"})
    assert [one.split(";")[0] for one in models.long("own")] == [
        "widgets/models/own.py: WARNING: found 161 lines",
        "widgets/models/own.py:1: WARNING: found 171 characters",
    ]
    monkeypatch.setattr(models.library, "names", lambda: ["own"])
    monkeypatch.setattr(models, "refused", lambda name: None)
    monkeypatch.setattr(models.ledger, "amiss", list)
    assert models.main() == 0
    assert capsys.readouterr().out.count("widgets/models/own.py:") == 2


def test_why_a_build_stopped_is_told_in_a_line_for_each_notebook(copied):
    """From the reports that the builder leaves, with colours and empty lines as there."""
    reports = copied / "_build/html/reports/solutions"
    reports.mkdir(parents=True)
    said = '\x1b[31mValueError\x1b[39m: no control "awey"; expected one of away\n\n\n'
    (reports / "the-canteens.err.log").write_text(f"Traceback\n{said}", encoding="utf-8")
    (reports / "the-communes.err.log").write_text("\n", encoding="utf-8")
    assert looked(copied, "why").stdout.splitlines()[-2:] == [
        'book/solutions/the-canteens.ipynb: ERROR: ValueError: no control "awey"; expected one of away',
        "book/solutions/the-communes.ipynb: ERROR: a cell failed",
    ]


def test_a_chapter_that_is_not_there_is_not_tested_as_if_it_were_all():
    command = ["make", "-s", "-o", "book", "-o", "sample", "test-chapter", "CHAPTER=the-canteen"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode != 0
    assert "make: name a chapter" in result.stderr
    assert "collected" not in result.stdout
