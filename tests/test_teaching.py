"""The pages for teaching: each has the whole form, for its own chapter, with times that add up and sources to be reached."""

import csv
import re
import sys
from pathlib import Path

import pytest
from pybtex.database import parse_file

from widgets.shelf import library

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "make"))
import coursenames  # noqa: E402
import coursetext  # noqa: E402
import pages  # noqa: E402

HOME = ROOT / "book/teaching"
FORM = """Question, What students can do at the end, What they need, Key terms, Advisory, 45 minutes, 90 minutes, To discuss,
A pair of sources, Exit task, Marking, Adaptations"""
DEPTHS = ["From the picture.", "Why.", "How one knows."]
SHELF = "doi journal publisher howpublished".split()  # by which a reader finds a work
NAMES = sorted(path.stem for path in HOME.glob("*.md") if path.stem != "guide")
each = pytest.mark.parametrize("name", NAMES)


def parts(name):
    """{heading: text} of a page, "" for what stands before the first."""
    return coursetext.sections(coursenames.cells(HOME / f"{name}.md"))


def named(name, role):
    """All that a page names by a role, such as {term} or {cite:t}."""
    text = (HOME / f"{name}.md").read_text(encoding="utf-8")
    found = re.findall(rf"\{{{role}\}}`(?:[^`<]*<)?([^`>]+)", text)
    return [one.strip() for names in found for one in (names.split(",") if role != "term" else [names])]


def plan(name, heading):
    """[(minutes, what is done, with what)] of a plan."""
    rows = re.findall(r"^\| *(\d+) *\|(.*)\|(.*)\|$", parts(name)[heading], re.M)
    return [(int(minutes), done, means) for minutes, done, means in rows]


def test_every_chapter_has_a_page_and_there_is_a_guide():
    assert coursenames.chapters() == NAMES
    assert (HOME / "guide.md").is_file()


@each
def test_a_page_has_the_whole_form_in_order_and_is_about_its_chapter(name):
    there, path = parts(name), coursenames.page(coursenames.BOOK, name)
    assert list(there) == ["", *re.split(r",\s+", FORM)]
    title = pages.headings(path)[0]
    assert there[""].startswith(f"# Teaching *{title}*\n")
    assert f"](../{path.name})" in there[""]
    assert re.findall(r"^\*\*(.+?)\*\*", there["To discuss"], re.M) == DEPTHS
    assert 3 <= len(re.findall(r"^- ", there["What students can do at the end"], re.M)) <= 5


@each
@pytest.mark.parametrize("minutes", [45, 90])
def test_a_plan_fills_its_time_with_what_the_chapter_has(name, minutes):
    """Its sections, its exercises, the settings and scenarios of its models are called what they are called there."""
    steps, path = plan(name, f"{minutes} minutes"), coursenames.page(coursenames.BOOK, name)
    assert sum(step[0] for step in steps) == minutes
    models = [library.own(model) for _, model, _ in pages.shown(path)]
    has = {*pages.headings(path), *(title for model in models for title in model.SCENARIOS)}
    has |= {control["label"] for model in models for control in model.CONTROLS.values()}
    text = "\n".join(coursetext.words(cell) for cell in coursenames.cells(path))
    has |= {title.partition(".")[0] for title in coursetext.TITLED.findall(text)}
    assert [one for step in steps for one in re.findall(r"\*([^*]+)\*", step[2]) if one not in has] == []


@pytest.mark.parametrize("name", [*NAMES, "guide"])
def test_terms_are_in_the_glossary_and_works_in_the_bibliography(name):
    with (ROOT / "data/glossary.csv").open(encoding="utf-8-sig", newline="") as file:
        terms = {row["english"].casefold() for row in csv.DictReader(file)}
    works = parse_file(ROOT / "book/references.bib").entries
    assert [term for term in named(name, "term") if term.casefold() not in terms] == []
    assert [key for key in named(name, "cite:[tp]") if key not in works] == []


@each
def test_the_two_sources_can_be_reached(name):
    """Each was seen for this book, and its entry says where it is kept, or in what it was published."""
    works = parse_file(ROOT / "book/references.bib").entries
    keys = re.findall(r"\{cite:t\}`([\w]+)`", parts(name)["A pair of sources"])
    assert len(set(keys)) == 2
    for key in keys:
        fields = works[key].fields
        assert fields["known"] == "seen", key
        assert any(field in fields for field in SHELF), key
        assert not re.match(r"(An?|In a|Online)\b", fields.get("howpublished", "")), key
