"""Golden: what a reader gets of each mini-model, of the record and of the bibliography is what was last read in a review."""

import difflib

import goldens
import pytest

from widgets.shelf import library

RENEW = (
    "Where the change is meant, `make golden` renews the text, and its diff is read in review; without a terminal, "
    "put the lines with + in place of those with \u2212, in the file named above."
)


def change(name):
    """What changed of a golden text, line by line, and how to renew it; "" where nothing did."""
    if not goldens.kept(name):
        return f"tests/golden/{name}.txt: there is none; `make golden` writes it, and it is read in review"
    diff = difflib.unified_diff(goldens.kept(name), goldens.made(name), n=0, lineterm="")
    lines = [line.replace("-", "\u2212", 1) if line[0] == "-" else line for line in list(diff)[2:] if line[0] in "+-"]
    return "\n".join(["", f"tests/golden/{name}.txt", *lines[:60], RENEW]) if lines else ""


@pytest.mark.parametrize("name", goldens.texts())
def test_a_reader_gets_what_was_read_in_review(name):
    changed = change(name)
    assert not changed, changed


def test_no_golden_text_is_left_of_what_is_gone():
    assert {path.stem for path in goldens.GOLDEN.glob("*.txt")} == set(goldens.texts())


def test_what_changed_is_told_line_by_line(monkeypatch):
    """Planted: the label of a control."""
    module = library.load("national_series")
    name = next(iter(module.CONTROLS))
    monkeypatch.setitem(module.CONTROLS[name], "label", "Another label")
    told = change("national_series")
    assert "make golden" in told
    assert f"+{name}: Another label" in told
