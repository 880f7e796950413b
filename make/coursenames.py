"""The names of pages in a course file: whether the book, or the course's own folder, has what each of them names."""

import json
import re
import sys
from functools import cache

import coursefile
import coursetext
from coursefile import ROOT
from settings import own

BOOK = ROOT / "book"
ALWAYS = ["glossary", "data-and-sources", "bibliography", "accessibility"]  # what every page may lead to
OFTEN = ["checking-the-article", "timeline", "people", "what-changed"]
KINDS = ".ipynb", ".md"


# ---- pages ----------------------------------------------------------------------------------------------------------------
def page(folder, name):
    """The file of a page in a folder; None where there is none."""
    return next((folder / f"{name}{kind}" for kind in KINDS if (folder / f"{name}{kind}").is_file()), None)


def called(path):
    """A file as a message names it."""
    return path.relative_to(ROOT if ROOT in path.parents else coursefile.COURSES.parent).as_posix()


def pages(folder):
    return sorted({path.stem for path in folder.glob("*") if path.suffix in KINDS})


def chapters():
    """The names of the book's chapters: its pages without the front page and the reference."""
    return [name for name in pages(BOOK) if name not in ("index", *ALWAYS, *OFTEN)]


@cache
def cells(path):
    """The cells of a page; ends with one line where it is no notebook."""
    try:
        return of_text(path.read_text(encoding="utf-8"), path.suffix)
    except ValueError as fault:
        sys.exit(f"{called(path)}:1: ERROR: found no notebook; expected one as Jupyter saves it ({fault})")


def of_text(text, kind):
    """The cells in the text of a page of this kind; ValueError where it is no notebook."""
    if kind == ".md":
        return [{"cell_type": "markdown", "id": "page", "metadata": {}, "source": text}]
    try:
        return json.loads(text)["cells"]
    except (KeyError, TypeError) as fault:
        raise ValueError(f"no {fault}") from None


def entries(course):
    """[(keys of its place in the file, name, the other keys)] of the chapters that a course lists, in order."""
    found = []
    for i, part in enumerate(course.told.get("parts", ())):
        for j, one in enumerate(part["chapters"]):
            keys = ("parts", i, "chapters", j)
            found.append((keys, one, {}) if isinstance(one, str) else (keys, one["chapter"], one))
    return found


def source(course, name):
    """The file of a page: the course's own, or the book's; None where neither has it."""
    return page(course.folder, name) or (page(BOOK, name) if name in chapters() else None)


# ---- looked up ------------------------------------------------------------------------------------------------------------
def look(course):
    """Note every name that names nothing, as mistakes of the course."""
    for step in (look_at_links, look_at_chapters, look_at_files, look_at_prose, look_at_notes):
        step(course)
    return course


def look_at_links(course):
    """What lies in the course's folder is copied into its editions: nothing of elsewhere is."""
    for path in sorted(course.folder.rglob("*")):
        if path.is_symlink() and not own(path, coursefile.COURSES.parent):
            found = (
                f"courses/{path.relative_to(coursefile.COURSES)}, a link that leads out of the project or to no file"
            )
            course.mistake((), found, "a file of its own")


def look_at_chapters(course):
    seen = set()
    for keys, name, more in entries(course):
        own = page(course.folder, name) if name in pages(course.folder) else None
        if own and page(BOOK, name):
            course.mistake(
                keys, f"{name}, which the book has too", f"another name for courses/{course.name}/{own.name}"
            )
        elif name in seen:
            course.mistake(keys, f"{name} a second time", "each chapter once")
        elif not source(course, name):
            there = [*chapters(), *pages(course.folder)]
            course.mistake(keys, name, f"a chapter of the book or a page in courses/{course.name}/", there)
        else:
            look_at_sections(course, keys, source(course, name), more)
        seen.add(name)


def look_at_sections(course, keys, path, more):
    """The headings that are kept or replaced, and the files in their place."""
    there = [heading for heading in coursetext.sections(cells(path)) if heading]
    expected = f"a heading of {called(path)}"
    for i, heading in enumerate(more.get("sections", ())):
        if heading not in there:
            course.mistake((*keys, "sections", i), heading, expected, there)
    for heading, file in more.get("replace", {}).items():
        if heading not in there:
            course.mistake((*keys, "replace", heading), heading, expected, there)
        elif "sections" in more and heading not in more["sections"]:
            course.mistake(
                (*keys, "replace", heading), f"{heading}, which is left out", "a heading that stands under sections"
            )
        look_at_file(course, (*keys, "replace", heading), file)


def look_at_file(course, keys, name):
    there = [path.name for path in course.folder.glob("*")]
    if name not in there:
        course.mistake(keys, name, f"a file in courses/{course.name}/", there)


def look_at_files(course):
    """The front page and the picture."""
    front = course.told.get("front")
    if front and not page(course.folder, front):
        course.mistake(("front",), front, f"a page in courses/{course.name}/", pages(course.folder))
    if "logo" in course.told:
        look_at_file(course, ("logo",), course.told["logo"])


def look_at_prose(course):
    for name, sentences in course.told.get("prose", {}).items():
        if kept(course, ("prose", name), name):
            text = "\n".join(map(coursetext.words, cells(source(course, name))))
            for old in sentences:
                if old not in text:
                    said = re.split(r"(?<=[.?]) |\n", text)
                    course.mistake(("prose", name, old), f"“{old}”", f"a sentence as {name} has it", said)


def kept(course, keys, name):
    """Whether the course lists a chapter; if not, that is a mistake."""
    there = [one for _, one, _ in entries(course)]
    if name not in there:
        course.mistake(keys, name, "a chapter that stands under parts", there)
    return name in there and source(course, name)


def look_at_notes(course):
    """Each file of notes belongs to a page of the course, and each of its headings to one of that page's."""
    for path in sorted(course.folder.glob("notes/*.md")):
        there = ["index", *(name for _, name, _ in entries(course))]
        front = page(course.folder, course.told.get("front", "")) or page(BOOK, "index")
        about = front if path.stem == "index" else source(course, path.stem)
        if path.stem not in there or not about:
            expected = "the name of a chapter under parts, or index"
            course.mistake((), called(path), expected, there, path.stem)
            continue
        headings = coursetext.sections(cells(about))
        for heading in notes(path):
            if heading not in headings:
                expected = f"a heading of {called(about)}; deeper ones have ###"
                course.mistake((), f"## {heading} in {called(path)}", expected, headings, heading)


def notes(path):
    """{heading: note} of a file of notes, "" for what stands before the first; a title `# ...` is for its author."""
    text = re.sub(r"\A# .*\n", "", path.read_text(encoding="utf-8"))
    found = {heading or "": part for heading, part in coursetext.split(text)}
    return {heading: part.split("\n", 1)[1] if heading and "\n" in part else part for heading, part in found.items()}
