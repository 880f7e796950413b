"""What changed in the book under a course since it was last read against it: `make course-diff COURSE=NAME`.

The course file keeps the commit, `checked: "92e42b3"`. What stood there then is asked of git; a section, model or table that a
course keeps, replaces or names is told where it is not the same any more. Nothing is written.
"""

import subprocess
import sys

import coursefile
import coursenames
import coursetext
from coursefile import ROOT


def git(*command):
    """What git says, or None where it knows no answer: no clone, no such commit, no such file then."""
    try:
        return subprocess.run(["git", "-C", ROOT, *command], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def before(commit, path):
    """A file of the book as it was; None where it was not there."""
    return git("show", f"{commit}:{path.relative_to(ROOT).as_posix()}")


def sections_before(commit, path):
    """{heading: text} of a page as it was; None where it was not there, or could not be read."""
    text = before(commit, path)
    try:
        return coursetext.sections(coursenames.of_text(text, path.suffix)) if text else None
    except ValueError:
        return None


# ---- what is compared -------------------------------------------------------------------------------------------------
def compared(course):
    """[(keys of the place in the file, what is told)] of all that changed."""
    commit = course.told["checked"]
    found = []
    for keys, name, more in coursenames.entries(course):
        path = coursenames.page(coursenames.BOOK, name)
        if path and not coursenames.page(course.folder, name):
            found += of_chapter(commit, keys, path, more) + of_teaching(commit, keys, name)
    found += of_teaching(commit, ("title",), "guide")
    if "front" not in course.told:
        found += of_chapter(commit, ("title",), coursenames.page(coursenames.BOOK, "index"), {})
    return found + of_models(course, commit)


def of_chapter(commit, keys, path, more):
    """The sections of a chapter that changed, came or went."""
    old, new, name = (
        sections_before(commit, path),
        coursetext.sections(coursenames.cells(path)),
        coursenames.called(path),
    )
    if old is None:
        return [(keys, f"{name} is new")]
    kept = {"", *more.get("sections", new)} | set(more.get("replace", ()))
    found = []
    for heading in dict.fromkeys([*new, *old]):
        place = (*keys, "replace", heading) if heading in more.get("replace", ()) else keys
        said = f"{name}, {f'“{heading}”' if heading else 'before its first heading'}"
        if heading not in old:
            found.append((keys, f"{said} is new" + ("" if heading in kept else ", and left out")))
        elif heading not in new:
            found.append((place, f"{said} is gone"))
        elif heading in kept and old[heading] != new[heading]:
            found.append((place, f"{said} changed" + (", which this course replaces" if place != keys else "")))
    return found


def of_teaching(commit, keys, name):
    """A chapter's page for teaching, or the guide: the teacher's edition has it whole."""
    path = coursenames.BOOK / f"teaching/{name}.md"
    old, new = before(commit, path), path.read_text(encoding="utf-8") if path.is_file() else None
    said = "is new" if old is None else "is gone" if new is None else "changed"
    return [(keys, f"{coursenames.called(path)} {said}")] if old != new else []


def of_models(course, commit):
    """The models that the course changes, and the tables that these read."""
    return [
        (
            ("models", name),
            f"{coursenames.called(path)} changed" if before(commit, path) else f"{coursenames.called(path)} is new",
        )
        for name in course.told.get("models", ())
        for path in [ROOT / f"widgets/models/{name}.py", *tables(name)]
        if path.is_file() and before(commit, path) != path.read_text(encoding="utf-8")
    ]


def tables(name):
    """The tables of the record that a model of the book reads, as files."""
    from widgets.shelf import library
    from widgets.shelf.check import ModelError

    try:
        read = [getattr(one, "file", "") for one in library.record(library.own(name)).values()]
    except (ModelError, KeyError):  # told by what builds the course
        return []
    return [ROOT / "data" / one.rsplit("/", 1)[-1] for one in dict.fromkeys(filter(None, read))]


# ---- what is told -------------------------------------------------------------------------------------------------------
def unknown(course):
    """Why nothing can be compared; "" where it can."""
    if "checked" not in course.told:
        head = (git("rev-parse", "--short", "HEAD") or "COMMIT").strip()
        return course.say(
            (), "WARNING", f'found no checked; expected checked: "{head}" once you have read it against the book'
        )
    commit = course.told["checked"]
    if git("cat-file", "-e", f"{commit}^{{commit}}") is None:
        return course.say(
            ("checked",), "WARNING", f"found {commit}; expected a commit of this clone (is its history whole?)"
        )
    return ""


def replaced(course):
    """The warnings of a build: a section that the course replaces, and whose original is not what it was."""
    swaps = [name for _, name, more in coursenames.entries(course) if more.get("replace")]
    if not swaps:
        return []
    if unknown(course):
        return [unknown(course)]
    return [course.say(keys, "WARNING", words) for keys, words in compared(course) if "replace" in keys]


def main(name=""):
    course = coursefile.load(name)
    if course.wrong:
        sys.exit("\n".join(course.wrong))
    if unknown(course):
        sys.exit(unknown(course))
    for keys, words in compared(course):
        print(course.say(keys, "WARNING", f"{words} since {course.told['checked']}"))
    head = (git("rev-parse", "--short", "HEAD") or "").strip()
    print(f'Read these, then set in courses/{name}.yml: checked: "{head}"')


if __name__ == "__main__":
    main(*sys.argv[1:])
