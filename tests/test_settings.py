"""The settings files: a slip in `_config.yml` or `_toc.yml` is told in one line, with its line, before anything is built."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONFIG, TOC = "_config.yml", "book/_toc.yml"


@pytest.fixture
def copied(tmp_path):
    """The settings, the pages they name, and what looks them over."""
    shutil.copytree(ROOT / "make", tmp_path / "make")
    shutil.copytree(ROOT / "book", tmp_path / "book", ignore=shutil.ignore_patterns("_themes", "__pycache__"))
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
    "a missing quotation mark": (TOC, "caption: Background", 'caption: "Background', "no YAML: "),
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
    shutil.copy(copied / "book/the-canteens.ipynb", copied / "book/the-canteens (1).ipynb")
    result = looked(copied)
    assert result.returncode == 0
    assert "book/the-canteens (1).ipynb: WARNING: book/_toc.yml does not list it" in result.stdout


def test_why_a_build_stopped_is_told_in_a_line_for_each_notebook(copied):
    """From the reports that the builder leaves, with colours and empty lines as there."""
    reports = copied / "_build/html/reports/solutions"
    reports.mkdir(parents=True)
    said = '\x1b[31mValueError\x1b[39m: no control "awey"; expected one of away\n\n\n'
    (reports / "the-canteens.err.log").write_text(f"Traceback\n{said}", encoding="utf-8")
    last = looked(copied, "why").stdout.splitlines()[-1]
    assert last == 'book/solutions/the-canteens.ipynb: ERROR: ValueError: no control "awey"; expected one of away'


def test_a_chapter_that_is_not_there_is_not_tested_as_if_it_were_all():
    command = ["make", "-s", "-o", "book", "-o", "sample", "test-chapter", "CHAPTER=the-canteen"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode != 0
    assert "make: name a chapter" in result.stderr
    assert "collected" not in result.stdout
