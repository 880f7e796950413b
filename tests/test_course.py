"""A course file: every mistake is told in one line; what an edition keeps, replaces and leaves out; what students never get."""

import json
import re
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "make"))
import course  # noqa: E402
import coursediff  # noqa: E402
import coursefile  # noqa: E402
import courselaid  # noqa: E402
import coursenames  # noqa: E402
import coursetext  # noqa: E402

RIGHT = """\
title: A lesson
parts:
  - title: Week 1
    chapters:
      - chapter: field-or-furnace
        minutes: 45
        sections:
          - Which months cost grain?
          - Exercises
      - our-town
models:
  labour_split:
    opens: {away: 60}
exercises:
  field-or-furnace:
    Exercise 1: {labour_split: {oct: 80}}
solutions: out
"""
OWN = "# Our town\n\n## What it remembers\n\nMemory planted here.\n"
NOTE = "## Exercises\n\nA planted teacher’s word.\n"


@pytest.fixture
def courses(tmp_path, monkeypatch):
    """A folder of courses with one that is right, `lesson`, and a page and a note of its own."""
    folder = tmp_path / "courses"
    monkeypatch.setattr(coursefile, "COURSES", folder)
    (folder / "lesson/notes").mkdir(parents=True)
    (folder / "lesson.yml").write_text(RIGHT, encoding="utf-8")
    (folder / "lesson/our-town.md").write_text(OWN, encoding="utf-8")
    (folder / "lesson/notes/field-or-furnace.md").write_text(NOTE, encoding="utf-8")
    return folder


def laid(who="student"):
    """{path: text} of the pages and settings of an edition."""
    files = courselaid.files(course.checked("lesson"), who)
    return {name: content.decode() for name, content in files.items() if isinstance(content, bytes)}


# ---- mistakes -----------------------------------------------------------------------------------------------------------
MISTAKES = {  # what is wrong: (a line of the file, what stands there instead, the line and the words that tell it)
    "a misspelt key": (
        "title: A",
        "titel: A",
        r"1: ERROR: titel: found titel; expected"
        r" one of .* \(did you mean title\?\)",
    ),
    "a key of a model that none has": (
        "opens: {away: 60}",
        "limits: none",
        r"13: ERROR: models: labour_split: limits: found limits; expected"
        r" one of opens, range, .*",
    ),
    "no title": (
        "title: A lesson\n",
        "",
        r"1: ERROR: found no title; expected"
        r" title: the edition's title, as text",
    ),
    "a number for a title": (
        "title: A lesson",
        "title: 1958",
        r"1: ERROR: title: found a number \(1958\); expected"
        r" the edition's title, as text",
    ),
    "a chapter that is not there": (
        "chapter: field-or-furnace",
        "chapter: field-and-furnace",
        r"5: ERROR: parts: chapters: found field-and-furnace; expected"
        r" a chapter of the book or a page in courses/lesson/ \(did you mean field-or-furnace\?\)",
    ),
    "a chapter twice": (
        "      - our-town",
        "      - our-town\n      - our-town",
        r"11: ERROR: parts: chapters: found our-town a second time; expected"
        r" each chapter once",
    ),
    "a heading that is not there": (
        "- Which months cost grain?",
        "- Which month costs grain?",
        r"8: ERROR: parts: chapters: sections: found Which month costs grain\?; expected"
        r" a heading of book/field-or-furnace.ipynb \(did you mean “Which months cost grain\?”\?\)",
    ),
    "a file that is not there": (
        "        minutes: 45",
        "        replace: {Exercises: our-twon.md}",
        r"6: ERROR: .*Exercises: found our-twon.md; expected"
        r" a file in courses/lesson/ \(did you mean our-town.md\?\)",
    ),
    "minutes in words": (
        "minutes: 45",
        "minutes: three quarters",
        r"6: ERROR: .*minutes: found text \(three quarters\); expected"
        r" how long it takes, in whole minutes",
    ),
    "a model that is not there": (
        "  labour_split:\n    opens",
        "  labor_split:\n    opens",
        r"12: ERROR: models: labor_split: found labor_split; expected"
        r" a mini-model .* \(did you mean labour_split\?\)",
    ),
    "an exercise that is not there": (
        "Exercise 1:",
        "Exercise 9:",
        r"16: ERROR: exercises: field-or-furnace: Exercise 9: found Exercise 9; expected"
        r" an exercise of field-or-furnace.*",
    ),
    "an exercise of a chapter that is left out": (
        "exercises:\n  field-or-furnace",
        "exercises:\n  the-canteens",
        r"15: ERROR: exercises: the-canteens: found the-canteens; expected"
        r" a chapter that stands under parts.*",
    ),
    "a word that is no choice": (
        "solutions: out",
        "solutions: aparts",
        r"17: ERROR: solutions: found aparts; expected"
        r" out or in or apart: .* \(did you mean apart\?\)",
    ),
    "a language without a translation": (
        "title: A lesson",
        "title: A lesson\nlanguage: deu",
        r"2: ERROR: language: found deu; expected"
        r" one of en, .*; `make catalogue LANGUAGE=deu` begins another \(did you mean de\?\)",
    ),
    "a key twice": (
        "solutions: out",
        "title: Another",
        r"17: ERROR: title: found the key a second time; expected"
        r" each key once",
    ),
    "a bracket left open": (
        "{away: 60}",
        "{away: 60",
        r"\d+: ERROR: no YAML: .*; words with a colon or a question mark stand in quotation marks",
    ),
    "no list of chapters": (
        "    chapters:",
        "    chapter:",
        r"(3|4): ERROR: parts: .*expected .*",
    ),
    "an empty value": (
        "minutes: 45",
        "minutes:",
        r"6: ERROR: .*minutes: found nothing; expected"
        r" how long it takes, in whole minutes",
    ),
    "a front page that is not there": (
        "title: A lesson",
        "title: A lesson\nfront: our-towns",
        r"2: ERROR: front: found our-towns; expected"
        r" a page in courses/lesson/ \(did you mean our-town\?\)",
    ),
    "a commit that is none": (
        "title: A lesson",
        "title: A lesson\nchecked: yesterday",
        r"2: ERROR: checked: found yesterday; expected"
        r" the commit of the book .*",
    ),
}


def test_a_course_that_is_right_passes(courses):
    assert course.check() == 0


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_the_nearest_name(courses, mistake):
    old, new, said = MISTAKES[mistake]
    assert RIGHT.count(old) == 1
    (courses / "lesson.yml").write_text(RIGHT.replace(old, new), encoding="utf-8")
    told = course.check()
    assert re.fullmatch(rf"courses/lesson\.yml:{said}", told.splitlines()[0]), told


def test_a_course_without_a_file_is_told_with_the_nearest(courses):
    assert course.check("leson") == (
        "courses/leson.yml:1: ERROR: found no such file; expected one of lesson (did you mean lesson?)"
    )


def test_a_note_to_a_heading_that_is_not_there_is_told(courses):
    (courses / "lesson/notes/field-or-furnace.md").write_text("## Exercise\n\nx\n", encoding="utf-8")
    assert "found ## Exercise in courses/lesson/notes/field-or-furnace.md" in course.check()
    assert "(did you mean Exercises?)" in course.check()


def test_the_course_that_says_so_is_published_and_else_the_book(courses, capsys):
    for added, name in (("", "\n"), ("publish: true\n", "lesson\n")):
        (courses / "lesson.yml").write_text(RIGHT + added, encoding="utf-8")
        assert course.published() == 0
        assert capsys.readouterr().out == name


def test_only_one_course_takes_the_place_of_the_book(courses):
    for name in ("lesson", "other"):
        (courses / f"{name}.yml").write_text(
            f"publish: true\n{RIGHT}".replace("      - our-town\n", ""), encoding="utf-8"
        )
    assert course.check().startswith("courses/other.yml:1: ERROR: publish: found true, as in courses/lesson.yml")


def test_no_key_takes_away_what_an_edition_cannot(courses):
    """Limits, sentence, assumptions, advisory, licence and the range of the toll have no key; the schema is closed."""
    schema = json.loads((ROOT / "courses/schema.json").read_text(encoding="utf-8"))
    assert schema["additionalProperties"] is schema["$defs"]["model"]["additionalProperties"] is False
    assert set(schema["$defs"]["model"]["properties"]) == set(
        "opens range labels hidden scenarios history words".split()
    )
    (courses / "lesson.yml").write_text(RIGHT + "front: our-town\nreference: []\n", encoding="utf-8")
    front = laid()["book/index.md"]
    for kept in (
        ":class: advisory",
        "at least 45",
        "3.66 million",
        "Creative Commons Attribution 4.0",
        "The Great Leap Forward",
    ):
        assert kept in front
    assert {"file": "bibliography"} in yaml.safe_load(laid()["book/_toc.yml"])["parts"][-1]["chapters"]


# ---- what is kept ---------------------------------------------------------------------------------------------------------
def headings(text):
    return re.findall(r'"## (.*?)\\n"', text)


def test_the_sections_that_are_chosen_stand_there_with_what_comes_before_them(courses):
    text = laid()["book/field-or-furnace.ipynb"]
    assert headings(text) == ["Which months cost grain?", "Exercises", "Going on in Jupyter"]  # the last no page shows
    assert ":class: advisory" in text
    assert 'explore(\\"labour_split\\")' in text
    assert "About 45 minutes" in text
    assert "WARNING" not in "".join(courselaid.warnings(course.checked("lesson")))


@pytest.mark.usefixtures("courses")
def test_a_course_that_replaces_nothing_is_held_against_nothing():
    assert coursediff.replaced(course.checked("lesson")) == []


def test_a_replaced_section_stands_under_its_own_heading(courses):
    (courses / "lesson/words.md").write_text("What our town says.\n", encoding="utf-8")
    (courses / "lesson.yml").write_text(
        RIGHT.replace("minutes: 45", 'replace: {"Which months cost grain?": words.md}'), encoding="utf-8"
    )
    text = laid()["book/field-or-furnace.ipynb"]
    assert headings(text)[:2] == ["Which months cost grain?", "Exercises"]
    assert "What our town says." in text
    assert "The picture opens on an upper estimate" not in text


def test_a_chapter_that_is_kept_whole_is_the_books_but_for_links(courses):
    (courses / "lesson/notes/field-or-furnace.md").unlink()
    (courses / "lesson.yml").write_text(
        "title: A\nsolutions: apart\nparts: [{chapters: [the-canteens]}]\n", encoding="utf-8"
    )
    ours, theirs = (
        json.loads(one)["cells"]
        for one in (laid()["book/the-canteens.ipynb"], (ROOT / "book/the-canteens.ipynb").read_text("utf-8"))
    )
    assert [cell["source"] for cell in ours if cell["cell_type"] == "code"] == [
        cell["source"] for cell in theirs if cell["cell_type"] == "code"
    ]
    plain = re.compile(r"\[([^\]]*)\]\([\w-]+\.ipynb\)|\[([^\]]*)\]\(#c\d\d\)|:class-container: right\n()")
    bare = [
        plain.sub(lambda m: m[1] or m[2] or "", "".join(cell["source"])) for cells in (ours, theirs) for cell in cells
    ]
    assert bare[: len(ours)] == bare[len(ours) :]


def test_links_to_what_is_left_out_are_words_and_those_to_what_is_kept_stay(courses):
    pages = laid()
    links = re.findall(
        r"\]\(([^)#]+?)(?:#.*?)?\)", "\n".join(pages[name] for name in pages if name.endswith((".ipynb", ".md")))
    )
    led = {link for link in links if link.endswith((".ipynb", ".md"))}
    assert led
    assert led <= {
        "index.ipynb",
        "field-or-furnace.ipynb",
        "bibliography.md",
        "glossary.md",
        "checking-the-article.md",
        "people.md",
        "timeline.md",
        "data-and-sources.md",
    }
    assert "the-canteens.ipynb" not in pages["book/index.ipynb"]
    assert "The canteens" in pages["book/index.ipynb"]


@pytest.mark.parametrize("name", coursenames.chapters())
def test_each_section_of_each_chapter_can_stand_alone(name):
    """Its notes come with it, and no other's; its code has what it imports."""
    cells = coursenames.cells(coursenames.page(coursenames.BOOK, name))
    for heading in coursetext.sections(cells):
        left = [cell for cell in coursetext.chosen(cells, {"", heading}, {}) if coursetext.shows(cell)]
        text = "\n\n".join(coursetext.words(cell) for cell in left if cell["cell_type"] == "markdown")
        assert set(re.findall(r"\[\^([\w-]+)\](?!:)", text)) == set(re.findall(r"^\[\^([\w-]+)\]:", text, re.M)), (
            heading
        )
        code = "\n".join(coursetext.words(cell) for cell in left if cell["cell_type"] == "code")
        assert all(f"import {call}" in code for call in ("chart", "explore") if re.search(rf"^{call}\(", code, re.M)), (
            heading
        )


# ---- what students never get ------------------------------------------------------------------------------------------------
def secrets(name):
    """Sentences that stand in a chapter's worked solutions."""
    text = (ROOT / f"book/solutions/{name}.md").read_text(encoding="utf-8")
    return [line[:50] for line in text.splitlines()[4:] if len(line) > 60]


def test_students_get_no_solution_and_no_note_and_teachers_get_both(courses):
    student, teacher = ("\n".join(laid(who).values()) for who in course.WHO)
    words = [json.dumps(one, ensure_ascii=False)[1:-1] for one in secrets("field-or-furnace")]
    assert len(words) > 5
    assert [one for one in words if one not in teacher] == []
    assert [one for one in words if one in student] == []
    assert "planted teacher" in teacher
    assert "planted teacher" not in student
    assert re.findall(r"\b(?:worked )?solutions?\b(?! of)", student, re.I) == []
    assert "Memory planted here" in student
    assert ":class-container: right" in teacher
    assert ":class-container: right" not in student


def test_only_teachers_get_the_pages_for_teaching_each_below_its_chapter(courses):
    """Of the chapters that are kept, and the guide; in the contents, and led to at the head of each. Notes may be the
    students' too, these never."""
    (courses / "lesson.yml").write_text(RIGHT + "notes: in\n", encoding="utf-8")
    student, teacher = map(laid, course.WHO)
    assert [name for name in student if "teaching" in name] == []
    assert "eaching/" not in "".join(student.values())
    page = teacher["book/teaching/field-or-furnace.md"]
    assert "This edition has the chapter in part: *Which months cost grain?*; *Exercises*." in page
    assert "[Field or furnace](../field-or-furnace.ipynb)" in page
    assert "Backyard steel" in page
    assert "backyard-steel.ipynb" not in page  # a chapter that is left out
    assert "book/teaching/backyard-steel.md" not in teacher
    assert "To teach from: [](teaching/field-or-furnace.md)." in teacher["book/field-or-furnace.ipynb"]
    listed = [one for part in yaml.safe_load(teacher["book/_toc.yml"])["parts"] for one in part["chapters"]]
    assert {"file": "field-or-furnace", "sections": [{"file": "teaching/field-or-furnace"}]} in listed


def test_solutions_and_notes_may_be_the_students_too(courses):
    (courses / "lesson.yml").write_text(
        RIGHT.replace("solutions: out", "solutions: apart\nnotes: in"), encoding="utf-8"
    )
    pages = laid()
    assert "planted teacher" in pages["book/field-or-furnace.ipynb"]
    assert secrets("field-or-furnace")[0] in pages["book/solutions/field-or-furnace.md"]
    assert "[Worked solution](solutions/field-or-furnace.md)" in pages["book/field-or-furnace.ipynb"]
    assert "book/solutions/the-canteens.md" not in pages


def test_a_note_on_the_whole_course_stands_on_the_teachers_front_page(courses):
    """Before its first section, in a box, with its plan as a table."""
    (courses / "lesson/notes/index.md").write_text(
        "# How it is run\n\nPlanted plan.\n\n| 5 | Begin |\n", encoding="utf-8"
    )
    student, teacher = map(laid, course.WHO)
    front = teacher["book/index.ipynb"]
    assert front.index(":::::::{admonition} For the teacher") < front.index("Planted plan") < front.index('"## ')
    assert "How it is run" not in front
    assert "Planted plan" not in "".join(student.values())


@pytest.mark.usefixtures("courses")
def test_a_students_edition_offers_its_handout_and_a_teachers_is_named_as_one():
    settings = {who: yaml.safe_load(laid(who)["_config.yml"]) for who in ("student", "teacher")}
    offered = {who: "handout" in one["sphinx"]["config"]["html_theme_options"] for who, one in settings.items()}
    assert offered == {"student": True, "teacher": False}
    assert settings["student"]["title"] == "A lesson"
    assert re.fullmatch("A lesson.+", settings["teacher"]["title"])
