"""A fork with a course: what the book changes later comes in without a conflict, is told, and students still get no answer."""

import re
import shutil
import subprocess
import sys

import pytest
from edition import unpacked
from test_contributing import READY, ROOT, done, fresh, ran

CHAPTER = "book/field-or-furnace.ipynb"
MINE = """\
title: A lesson of ours
front: welcome
parts:
  - chapters:
      - chapter: field-or-furnace
        sections: ["Which months cost grain?", What happened to people, Exercises]
        replace: {"Which months cost grain?": months.md}
models:
  labour_split:
    opens: {away: 60}
checked: "{commit}"
"""
OWN = {
    "welcome.md": "# Welcome\n\n:::{div} chapters\n:::\n",
    "months.md": "Ours, on [the loss as it is set](live:labour_split/lost).\n",
    "notes/field-or-furnace.md": "## Exercises\n\nQuincunx, said to teachers alone.\n",
}
REPLACED, KEPT, LEFT_OUT = "Take the same peak to other months.", "The mass furnaces were out by", "In both editions"
PLANTED = "Zanzibarine"


def git(home, *command):
    done(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *command], home)


def said(command, home):
    result = ran([sys.executable, *command], home)
    return result.stdout + result.stderr


def change(home, path, old, new):
    file = home / path
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def upstream(tmp_path_factory):
    """The book as a repository, with one commit."""
    home = fresh(tmp_path_factory.mktemp("forge") / "upstream")
    git(home, "init", "-q", "-b", "main")
    git(home, "add", "-A")
    git(home, "commit", "-q", "-m", "The book")
    return home


@pytest.fixture(scope="module")
def fork(upstream):
    """A fork of it with a course, committed; then the book goes on in the same chapter, and the fork pulls."""
    home = upstream.with_name("fork")
    git(upstream, "clone", "-q", str(upstream), str(home))
    shutil.copytree(ROOT / "_build/passed", home / "_build/passed")
    commit = subprocess.check_output(["git", "rev-parse", "--short", "HEAD"], cwd=home, text=True).strip()
    (home / "courses/mine/notes").mkdir(parents=True)
    (home / "courses/mine.yml").write_text(MINE.replace("{commit}", commit), encoding="utf-8")
    for name, text in OWN.items():
        (home / "courses/mine" / name).write_text(text, encoding="utf-8")
    change(
        upstream, "book/solutions/field-or-furnace.md", "At about 50 million.", f"At about 50 million. {PLANTED} words."
    )
    change(upstream, "book/teaching/field-or-furnace.md", "## Exit task", "## A task to leave with")
    change(upstream, CHAPTER, REPLACED, f"{REPLACED} Later words.")
    change(upstream, CHAPTER, KEPT, "The mass furnaces were, later, out by")
    change(upstream, CHAPTER, LEFT_OUT, "In both later editions")
    change(upstream, "widgets/models/labour_split.py", '"""Field', '"""Later: field')
    for place in (home, upstream):
        git(place, "add", "-A")
        git(place, "commit", "-q", "-m", "A change")
    git(home, "pull", "-q", "--no-rebase", "--no-edit")
    return home


def test_a_pull_brings_no_conflict_and_what_changed_is_told(fork, upstream):
    assert subprocess.check_output(["git", "diff", "HEAD^2", "--stat", "--", "book", "widgets"], cwd=fork) == b""
    told = said(["make/coursediff.py", "mine"], fork)
    line = r"courses/mine\.yml:{}: WARNING: .*{}.* since \w+\n"
    assert re.search(line.format(7, "“Which months cost grain\\?” changed, which this course replaces"), told), told
    assert re.search(line.format(5, "“What happened to people” changed"), told), told
    assert re.search(line.format(9, "widgets/models/labour_split.py changed"), told), told
    assert re.search(line.format(5, "book/teaching/field-or-furnace.md changed"), told), told
    assert re.search(r'\nRead these, then set in courses/mine\.yml: checked: "\w{7,}"\n$', told), told
    assert told.count("WARNING") == 4, told  # not of the section that the course leaves out
    warned = said(["make/course.py", "lay", "mine"], fork)
    assert warned.count("WARNING") == 1, warned
    assert "which this course replaces" in warned
    student = (fork / "_build/courses/mine/student" / CHAPTER).read_text(encoding="utf-8")
    assert "were, later, out by" in student
    assert "Ours, on [the loss" in student
    assert "Later words." not in student


@pytest.mark.parametrize(("line", "told"), [
    ("", r"courses/mine\.yml:1: WARNING: found no checked; expected checked: \"\w+\" once you have read it against the book"),
    ('checked: "0123abc"', r"courses/mine\.yml:\d+: WARNING: checked: found 0123abc; expected a commit of this clone .*"),
])  # fmt: skip
def test_a_course_that_cannot_be_compared_says_why(fork, line, told):
    course = fork / "courses/mine.yml"
    text = course.read_text(encoding="utf-8")
    course.write_text(re.sub(r"^checked: .*$", line, text, flags=re.M), encoding="utf-8")
    try:
        assert re.fullmatch(told, said(["make/coursediff.py", "mine"], fork).strip())
        assert re.search(told, said(["make/course.py", "lay", "mine"], fork))
    finally:
        course.write_text(text, encoding="utf-8")


@pytest.mark.long
def test_the_fork_builds_and_its_students_get_no_planted_word(fork):
    (fork / "_build/live").mkdir()
    shutil.copy(ROOT / "_build/live/live.js", fork / "_build/live")
    done(["make", *READY, "course", "COURSE=mine"], fork)
    student, teacher = (fork / f"_build/courses/mine/{who}" for who in ("student", "teacher"))
    for word in (PLANTED.lower(), "quincunx"):
        files = {
            who: [path for path in who.rglob("*") if path.is_file() and word in packed(path)]
            for who in (student, teacher)
        }
        assert files[student] == []
        assert {path.name for path in files[teacher]} >= {"field-or-furnace.html", "words.js", "field-or-furnace.ipynb"}


def test_a_heading_that_the_book_renames_is_told_with_the_new_one(fork, upstream):
    change(upstream, CHAPTER, "## What happened to people", "## What happened to the people")
    git(upstream, "commit", "-q", "-a", "-m", "A heading")
    git(fork, "pull", "-q", "--no-rebase", "--no-edit")
    told = said(["make/course.py", "lay", "mine"], fork)
    assert told.startswith("courses/mine.yml:6: ERROR: parts: chapters: sections: found What happened to people;")
    assert "(did you mean “What happened to the people”?)" in told


def packed(path):
    """All that stands in a file, unpacked, in small letters."""
    return b"\n".join(unpacked(path.read_bytes())).decode("utf-8", errors="ignore").lower()
