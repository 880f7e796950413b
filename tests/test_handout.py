"""On paper: what is printed of an edition has its sentences, counted sheets, an outline, and no answer for students."""

import io
import re
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "make"))
import built  # noqa: E402
import handout  # noqa: E402
import sample as small  # noqa: E402

pytestmark = pytest.mark.browser
ANSWER = "October, when the second harvest peak meets the fewest hands"


def paper(browser, sample, folder, names, **how):
    handout.printed(browser, sample.parents[1], names, folder / "paper.pdf", **how)
    return PdfReader(io.BytesIO((folder / "paper.pdf").read_bytes()))


@pytest.fixture(scope="module")
def whole(browser, sample, tmp_path_factory):
    """Two chapters, one after the other, behind a title page."""
    return paper(browser, sample, tmp_path_factory.mktemp("paper"), ["at-work", "field-or-furnace"], whole=True)


def words(sheet):
    return " ".join(sheet.extract_text().split())


def titles(outline):
    return [one for item in outline for one in (titles(item) if isinstance(item, list) else [item.title])]


def test_it_says_what_the_page_says_under_its_own_title(whole):
    told = " ".join(map(words, whole.pages))
    assert whole.metadata.title == small.TITLE
    assert whole.trailer["/Root"]["/Lang"] == "en"
    assert "/StructTreeRoot" in whole.trailer["/Root"], "not tagged: a screen reader finds no headings"
    assert "loses 18 million tonnes" in told, "the model’s sentence"
    assert "大躍進" in told
    assert ANSWER in told
    for dead in ("Show the numbers", "needs JavaScript", "Copy link", "Next"):
        assert dead not in told


def test_sheets_are_counted_through_and_say_where_they_are_from(whole):
    for count, sheet in enumerate(whole.pages, 1):
        assert sheet.extract_text(extraction_mode="layout").split()[-1] == str(count)
        assert small.TITLE in words(sheet)
        assert small.BASE in words(sheet)
    assert "Field or furnace" in words(whole.pages[-1])


def test_the_outline_has_chapters_and_their_sections(whole):
    found = titles(whole.outline)
    assert [one for one in found if re.fullmatch(r"At work|Field or furnace", one)] == ["At work", "Field or furnace"]
    assert "What is known, and how" in found
    assert "A month too early, or a month too late" in found


def test_links_lead_into_the_file_or_to_the_published_book(whole):
    """Never to a folder of the machine on which it was printed."""
    marks = [mark.get_object() for sheet in whole.pages for mark in sheet.get("/Annots", ())]
    led = {str(mark["/A"]["/URI"]) for mark in marks if "/A" in mark and "/URI" in mark["/A"]}
    assert [link for link in led if "book.invalid" in link or link.startswith("file")] == []
    assert f"{small.BASE}/backyard-steel.html" in led, "a chapter that is not in the file"
    assert f"{small.BASE}/at-work.html#labour_split?away=60" in led, "a link that sets the model"
    assert any("/Dest" in mark for mark in marks), "a link within the file"


def test_students_get_no_answer(browser, sample, tmp_path, monkeypatch):
    told = built.settings(sample.parents[1])
    told["sphinx"]["config"]["html_theme_options"]["handout"] = "yes"
    monkeypatch.setattr(built, "settings", lambda tree: told)
    sheets = paper(browser, sample, tmp_path, ["field-or-furnace"])
    text = " ".join(map(words, sheets.pages))
    assert "Which month costs the most grain, and why?" in text
    assert ANSWER not in text
    assert ANSWER.encode() not in (tmp_path / "paper.pdf").read_bytes()


def test_a_chapter_that_is_not_there_is_named(capsys, monkeypatch, sample):
    monkeypatch.setattr(handout.courses, "HOME", sample.parents[2])
    monkeypatch.setattr(handout.courses, "WHO", ("sample",))
    said = handout.chapters("", "field-or-furnance")
    assert said == (
        "make: CHAPTER: found field-or-furnance; expected one of index, at-work, field-or-furnace, backyard-steel"
        " (did you mean field-or-furnace?)"
    )


def test_teachers_have_the_pages_for_teaching_on_paper_too(tmp_path):
    (tmp_path / "book").mkdir()
    guide = "{caption: For the teacher, chapters: [{file: teaching/guide}]}"
    part = "{numbered: 1, chapters: [{file: a-chapter, sections: [{file: teaching/a-chapter}]}]}"
    (tmp_path / "book/_toc.yml").write_text(
        f"root: index\nparts: [{guide}, {part}, {{chapters: [{{file: glossary}}]}}]\n", encoding="utf-8"
    )
    assert handout.papers(tmp_path) == ["index", "teaching/guide", "a-chapter", "teaching/a-chapter"]


@pytest.mark.long
def test_the_whole_book_is_one_file(browser, tmp_path):
    handout.printed(browser, ROOT, built.pages(ROOT), tmp_path / "book.pdf", whole=True)
    book = PdfReader(tmp_path / "book.pdf")
    found = titles(book.outline)
    named = [built.titled(ROOT, name) for name in built.pages(ROOT)]
    assert [name for name in named if name not in found] == []
    assert [number for number, sheet in enumerate(book.pages, 1) if len(words(sheet)) < 60] == [], "empty sheets"
