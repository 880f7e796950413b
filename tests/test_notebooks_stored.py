"""The notebooks as stored: in the one canonical form. (That they run and say the same is nbval's part of the tests.)"""

import base64
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import canonical
import matplotlib
import nbformat
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from nbclient import NotebookClient
from nbconvert import HTMLExporter, MarkdownExporter

from widgets import chart, drawing, explore

BOOK = Path(__file__).parents[1] / "book"


@pytest.fixture
def copied(tmp_path):
    """A copy of the book's notebooks and of the script that checks them."""
    (tmp_path / "book/_ext").mkdir(parents=True)
    shutil.copy(BOOK / "_ext/canonical.py", tmp_path / "book/_ext")
    for path in BOOK.glob("*.ipynb"):
        shutil.copy(path, tmp_path / "book")
    return tmp_path / "book"


def asked(book, way):
    command = [sys.executable, book / "_ext/canonical.py", way]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def pictureless(text):
    return re.sub(r'"image/png": "[^"]*"', "", text)


def checked(book):
    return asked(book, "--check")


def test_stored_outputs_are_canonical():
    result = checked(BOOK)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    "stray", ['"metadata": {"widgets": {}, "kernelspec"', '"metadata": {"collapsed": true}', '"id": "b7f3"']
)
def test_what_a_run_in_jupyter_leaves_behind_is_noticed(copied, stray):
    key = stray.split(":")[0]
    old = {'"metadata"': '"metadata": {\n  "kernelspec"', '"id"': '"id": "c0"'}[key]
    new = stray if "kernelspec" in stray or key == '"id"' else None
    path = copied / "index.ipynb"
    text = path.read_text(encoding="utf-8")
    changed = text.replace(old, new) if new else text.replace('"metadata": {}', stray, 1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    result = checked(copied)
    assert result.returncode == 1
    assert "index.ipynb" in result.stdout


def test_what_jupyter_saves_is_stored_without_another_run(copied):
    """As who has only a browser hands it in: run in Jupyter, with its pictures, its ids and the state of its widgets."""
    path = copied / "index.ipynb"
    stored = path.read_text(encoding="utf-8")
    ran = NotebookClient(nbformat.reads(stored, 4), resources={"metadata": {"path": str(BOOK)}}).execute()
    ran.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    ran.cells[0].id = "7f3b19c2"
    path.write_text(nbformat.writes(ran), encoding="utf-8")
    assert "image/png" in path.read_text(encoding="utf-8")
    assert asked(copied, "--as-saved").stdout.startswith("book/index.ipynb: WARNING: not in canonical form")
    assert pictureless(path.read_text(encoding="utf-8")) == pictureless(stored)  # another machine draws other bytes
    assert checked(copied).returncode == 0
    assert asked(copied, "--as-saved").stdout == ""


def test_every_picture_is_stored_small_and_its_code_folded():
    for path in BOOK.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            for output in cell.get("outputs", ()):
                assert 1000 < len(base64.b64decode(output.data["image/png"])) <= 25_000, path.name
            assert ("remove-input" in cell.metadata.get("tags", ())) == ("jupyter" in cell.metadata)
        assert "Run All Cells" in notebook.cells[0].source


def shown(path):
    """What a notebook stores of each of its models and charts."""
    outputs = [one for cell in nbformat.read(path, as_version=4).cells for one in cell.get("outputs", ())]
    return [one.data for one in outputs if set(canonical.MARKS) & set(one.get("data", {}))]


def drawn(data):
    """The figure of a model or chart, as it is drawn before it is stored."""
    model, still = (data.get(mark) for mark in canonical.MARKS)
    with matplotlib.rc_context(drawing.STYLE):
        if model:
            return explore(model["model"], **model["settings"]).figure()
        return chart(still["kind"], still["title"], **still["spec"]).axes.figure


FIRST, *OTHERS = sorted(BOOK.glob("*.ipynb"), key=lambda path: path.stem != "field-or-furnace")
each = pytest.mark.parametrize("path", [FIRST, *(pytest.param(path, marks=pytest.mark.long) for path in OTHERS)])


@each
def test_no_word_of_a_stored_picture_is_cut_at_its_edge(path):
    for data in shown(path):
        figure = drawn(data)
        FigureCanvasAgg(figure).draw()
        box, paper = figure.get_tightbbox(), figure.bbox_inches
        assert paper.x0 <= box.x0, data["text/plain"]
        assert paper.y0 <= box.y0, data["text/plain"]
        assert box.x1 <= paper.x1, data["text/plain"]
        assert box.y1 <= paper.y1, data["text/plain"]


@each
def test_what_does_not_run_it_shows_every_picture_and_its_words(path):
    """As GitHub and nbviewer do, by nbconvert, and a slide or a report made by it."""
    notebook, many = nbformat.read(path, as_version=4), len(shown(path))
    html, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    assert html.count('src="data:image/png') == many
    assert "No description has been provided" not in html
    text, kept = MarkdownExporter().from_notebook_node(notebook)
    assert text.count("![png](") == len(kept["outputs"]) == many
    for part in re.findall("<p>(.*?)</p>", html, re.S):
        if ":::" in part:  # a box's mark and its options: what is in the box stands apart
            assert all(line.startswith(":") for line in part.splitlines()), part


def test_a_note_stands_in_the_cell_that_has_its_sign():
    """A page gathers its notes; JupyterLab renders each cell by itself, and would leave the sign as it is written."""
    for path in BOOK.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            assert set(re.findall(r"\[\^[\w-]+\](?!:)", cell.source)) <= set(
                re.findall(r"^(\[\^[\w-]+\]):", cell.source, re.M)
            ), path.name


def test_a_picture_is_stored_anew_only_where_it_shows_something_else():
    at, moved = explore("labour_split"), explore("labour_split", away=30)
    small = [base64.b64encode(one.png()).decode() for one in (at, moved)]
    other = base64.b64encode(drawing.png(at.figure(), f"{at.title}.")).decode()  # a dot, as a font would differ
    assert small[0] != other
    assert canonical.alike(small[0], other)
    assert not canonical.alike(*small)


def test_what_jupyter_keeps_beside_a_notebook_is_left_alone(copied):
    (copied / ".ipynb_checkpoints").mkdir()
    (copied / ".ipynb_checkpoints/index-checkpoint.ipynb").write_text("no JSON", encoding="utf-8")
    assert checked(copied).returncode == 0


def test_two_who_change_different_lines_of_a_cell_are_merged(copied):
    """As a fork pulls a later upstream change of a chapter that it has changed too."""
    path = copied / "field-or-furnace.ipynb"
    text = path.read_text(encoding="utf-8")
    cell = next(cell for cell in json.loads(text)["cells"] if len(cell["source"]) > 8)
    ours, theirs = (copied / "ours.ipynb", copied / "theirs.ipynb")
    for file, line in ((ours, cell["source"][0]), (theirs, cell["source"][-1])):
        words = json.dumps(line, ensure_ascii=False)
        file.write_text(text.replace(words, words[:-1] + f' {file.stem}"'), encoding="utf-8")
    merged = subprocess.run(
        ["git", "merge-file", "-p", ours, path, theirs], capture_output=True, text=True, check=False
    )
    assert merged.returncode == 0
    assert ' ours"' in merged.stdout
    assert ' theirs"' in merged.stdout


OPENS = '"source": [\n    "'  # how a cell's text begins
HAND = {  # what a pencil does to a notebook's file: what stands there then, and the words that mend it
    r"a \n b": ("a \n b", r"a new line inside it is written \n"),
    r"a \\emph b": (r"a \emph b", r"a backslash is written twice: \\"),
    r"a \" b": ('a " b', r"needs a backslash before it: \""),
}


@pytest.mark.parametrize("right", HAND)
def test_a_slip_in_a_notebooks_file_is_told_with_what_mends_it(copied, right):
    path = copied / "index.ipynb"
    text = path.read_text(encoding="utf-8")
    wrong, mends = HAND[right]
    path.write_text(text.replace(OPENS, OPENS + right, 1), encoding="utf-8")
    assert asked(copied, "--readable").returncode == 0
    path.write_text(text.replace(OPENS, OPENS + wrong, 1), encoding="utf-8")
    said = asked(copied, "--readable").stderr
    assert re.match(r"book/index.ipynb:\d+: ERROR: no JSON: ", said)
    assert said.endswith(f"{mends}\n")


@pytest.mark.parametrize("way", ["--check", "--readable", "--as-saved"])
def test_a_straight_quotation_mark_that_spoils_the_file_is_told_with_its_line(copied, way):
    path = copied / "index.ipynb"
    text = path.read_text(encoding="utf-8")
    line = next(i for i, one in enumerate(text.splitlines(), 1) if '"source"' in one) + 1
    path.write_text(text.replace(OPENS, f'{OPENS}Rural" ', 1), encoding="utf-8")
    refused = asked(copied, way)
    assert refused.returncode == 1
    assert re.match(rf'book/index\.ipynb:{line}: ERROR: no JSON: .*needs a backslash before it: \\"$', refused.stderr)


@pytest.mark.parametrize("spoilt", ["[]", "{}", {"cells": 3}, ""])
def test_what_is_no_notebook_is_told_in_one_line(copied, spoilt):
    text = json.dumps(spoilt) if isinstance(spoilt, dict) else spoilt
    (copied / "index.ipynb").write_text(text, encoding="utf-8")
    refused = asked(copied, "--readable")
    assert re.fullmatch(r"book/index\.ipynb:1: ERROR: no (JSON|notebook): .+\n", refused.stderr)
