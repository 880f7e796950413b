"""What the pages' text promises is so, and a slip in it is told in one sentence before anything is built.

On a small project: one page that shows two models, one claim.
"""

import json
import re
from pathlib import Path

import pytest
from test_publishing import tool

ROOT = Path(__file__).parents[1]
PAGE = """# A page

As it is set it stands at [30 per cent](live:specimen_handles/level).
[Higher](#specimen_handles?high=40), or [down](#specimen_handles-2?high=0).

## How much was lost?

::::{admonition} Check yourself
:class: check
Which?

:::{dropdown} This
:class-container: right
Yes.
:::
:::{dropdown} That
No.
:::
::::

![A field in June](field.png)
"""
CODE = 'from widgets import explore\n\nexplore("specimen_handles")\nexplore("specimen_handles", high=40)'
CLAIM = "id,chapter,heading\nC01,a-page,How much was lost?\n"


CUT = "---- another cell ----"


def cell(kind, text):
    more = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True), **more}


@pytest.fixture
def held(tmp_path, monkeypatch):
    """A function that says all that is wrong on the small project, with the page and the code given."""
    pages = tool("pages")
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    (tmp_path / "book").mkdir()
    (tmp_path / "data").mkdir()

    def looked(page=PAGE, code=CODE, claim=CLAIM):
        cells = [cell("code", code), *(cell("markdown", text) for text in page.split(CUT))]
        (tmp_path / "book/a-page.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
        (tmp_path / "data/claims.csv").write_text(claim, encoding="utf-8")
        return [one for path in pages.pages().values() for one in pages.amiss(path)] + list(pages.unsettled())

    return looked


def test_a_page_that_holds_what_it_says_passes(held):
    assert held() == []


SLIPS = {  # what is changed into what, and what is said of it
    "no such result": ("les/level", "les/levels",
        r"20003: ERROR: found 30 per cent, live:specimen_handles/levels: .* has no result levels; .*\(did you mean level\?\)"),
    "another number": ("30 per", "31 per", "20003: ERROR: .*: the model says 30 per cent as the page opens; expected these"),
    "no such model": ("live:specimen_handles", "live:specimen_handle",
        r"20003: .*no mini-model specimen_handle; .*\(did you mean specimen_handles\?\)"),
    "no result named": ("live:specimen_handles/level", "live:specimen_handles", "20003: .*expected live:MODEL/RESULT"),
    "no such control": ("?high=40", "?hihg=40", r'20004: .*no control "hihg"; .*\(did you mean high\?\)'),
    "off its range": ("?high=40", "?high=999", "20004: ERROR: found #specimen_handles.high=999: high=999: expected 0 to 50"),
    "between two steps": ("?high=40", "?high=41", "20004: .*high=41: expected a whole number of steps of 5 from 0"),
    "no number": ("?high=40", "?high=many", "20004: .*high='many': expected 0 to 50"),
    "a third figure": ("handles-2", "handles-3", "20004: .*this page shows no specimen_handles-3; .*: specimen_handles"),
    "an open box": (":::{dropdown} That\nNo.\n:::", ":::{dropdown} That\nNo.",
        "200(08|17): ERROR: found ::::?{.*nothing that closes it; expected a line ::"),
    "an open listing": ("![A field", "```\n![A field", "20021: ERROR: found ``` and nothing that closes it"),
    "a bare picture": ("![A field in June]", "![]", "20021: ERROR: found the picture field.png without words"),
    "a bare figure": ("![A field in June](field.png)", ":::{figure} field.png\nIn June.\n:::", "20021: .*expected :alt:"),
    "a lost page": ("(field.png)", "(field.png)\n[Here](a-pgae.ipynb)",
        r"20022: ERROR: found a link to a-pgae.ipynb; expected a page that is there \(did you mean a-page.ipynb\?\)"),
    "no right answer": (":class-container: right\n", "", "20008: ERROR: found no answers marked as right; expected :class"),
    "two right answers": ("That\n", "That\n:class-container: right\n", "20008: ERROR: found 2 answers marked as right"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_on_a_page_is_told_with_its_line(held, slip):
    old, new, said = SLIPS[slip]
    assert PAGE.count(old) >= 1
    (found,) = held(PAGE.replace(old, new, 1))
    assert re.match(f"book/a-page.ipynb:{said}", found), found


def test_all_that_is_wrong_is_told_at_once(held):
    found = held((PAGE + CUT + PAGE).replace("30 per", "31 per"))
    assert [re.match(r"[^:]*:(\d+): ERROR: found 31 per cent", one)[1] for one in found] == ["20003", "30003"]


def test_a_figure_is_described_and_a_listing_may_show_what_is_no_box(held):
    assert held(PAGE + "\n:::{figure} field.png\n:alt: A field in June\nIn June.\n:::\n\n```\n:::{div}\n```\n") == []


def test_the_number_follows_the_settings_at_which_the_page_opens_its_model(held):
    found = held(code=CODE.replace('"specimen_handles")', '"specimen_handles", high=40)'))
    assert re.match(r"book/a-page.ipynb:20003: ERROR: found 30 per cent.*: the model says 40 per cent as", found[0]), (
        found
    )
    assert len(found) == 1


def test_a_model_opened_at_settings_that_it_does_not_have_is_told(held):
    (found,) = held(code=CODE.replace("high=40", "hihg=40"))
    assert found.startswith('book/a-page.ipynb:10004: ERROR: found specimen_handles opened at hihg: no control "hihg"')


def test_a_claim_whose_section_was_renamed_is_told(held):
    (found,) = held(PAGE.replace("## How much was lost", "## How much grain was lost"))
    said = (
        "data/claims.csv:2: ERROR: claim C01: found the heading “How much was lost?”; expected one of book/a-page.ipynb"
    )
    assert found == f"{said} (did you mean “How much grain was lost?”?)"
    assert held("# Another\n", code="1", claim="id,chapter,heading\nC01,gone,How much was lost?\n") == []


@pytest.mark.parametrize("path", tool("pages").pages().values(), ids=lambda path: path.stem)
def test_the_books_own_pages_hold_what_they_say(path):
    assert tool("pages").amiss(path) == []


def test_every_claim_of_the_book_is_settled_in_a_section_that_is_there():
    assert list(tool("pages").unsettled()) == []


# ---- a merge left half done -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["book/a.ipynb", "book/a.md", "book/_toc.yml", "data/claims.csv", "_config.yml"])
def test_a_merge_that_was_left_half_done_is_called_so(tmp_path, monkeypatch, name):
    merged = tool("merged")
    monkeypatch.setattr(merged, "ROOT", tmp_path)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("a\n=======\n<<<< b\n", encoding="utf-8")  # a heading as MyST has it is none
    assert [merged.half(one) for one in merged.files()] == [""]
    path.write_text('a\n<<<<<<< HEAD\n"b"\n=======\n"c"\n>>>>>>> theirs\n', encoding="utf-8")
    assert [merged.half(one).split(". ")[0] for one in merged.files()] == [
        f"{name}:2: ERROR: a merge was left half done"
    ]
