"""What a course's tree holds: {path: bytes or the file to copy} of one edition, from the course file and the book.

In the students' tree there is nothing that students are not to have.
"""

import json
import re

import coursediff
import courselinks
import coursenames
import coursetext
import translated
import yaml
from coursefile import ROOT
from coursenames import ALWAYS, BOOK, OFTEN

from widgets.shelf import library
from widgets.shelf.tongue import N_

WHOLE = ["book/_themes", "book/_ext", "widgets", "data", "binder", "_build/live"]  # copied as they are
SINGLE = ["CITATION.cff", "LICENSE", "LICENSES.md", "requirements.lock", "pyproject.toml", "book/references.bib"]
TOLL = "How many people died?"  # the section of the front page that no edition is without
PICTURES = ".svg", ".png", ".jpg", ".jpeg", ".webp"
TEACHER = N_(" (teacher’s edition)")
FOR_TEACHING = N_("To teach from: [](teaching/{}.md).")
IN_PART = N_("This edition has the chapter in part: {}. What follows is written for the whole chapter.")
ABOUT = N_("""## About this edition

*{title}* is an edition of *{book}*, an interactive textbook by {authors}{made}. {part} Where a figure opens at
other settings than the book's, it says so.

The text of the book is under [Creative Commons Attribution 4.0](https://creativecommons.org/licenses/by/4.0/), its code
under the MIT licence, each table under its own, which [Data and sources](data-and-sources.md) names.
""")


def files(course, who):
    """All files of an edition's tree."""
    found = {name: ROOT / name for name in SINGLE}
    for folder in WHOLE[:-1]:
        found |= {path.relative_to(ROOT).as_posix(): path for path in (ROOT / folder).rglob("*") if plain(path)}
    found |= own(course)
    found |= {f"book/{name}": text for name, text in pages(course, who).items()}
    found["book/_toc.yml"] = written(contents(course, who))
    found["_config.yml"] = written(settings(course, who))
    found["edition.json"] = (json.dumps(edition(course), indent=1, ensure_ascii=False) + "\n").encode()
    return found


def plain(path):
    return path.is_file() and "__pycache__" not in path.parts and "specimen" not in path.parts


def written(content):
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False).encode()


def edition(course):
    """What the figures are told of the course (widgets/shelf/overlay.py); the pages are laid out as they are to be."""
    cells = {name: one for name, (_, one) in english(course, "teacher").items()}
    known = {"name": course.name, "models": course.told.get("models", {})}
    return known | translated.edition(course, cells, translated.models(cells))


def missing(course):
    """What is to be told of a translation, of the edition that has the most."""
    cells = {name: one for name, (_, one) in english(course, "teacher").items()}
    return translated.missing(course, cells, translated.models(cells))


# ---- what a course brings -------------------------------------------------------------------------------------------
def own(course):
    """A course's models, tables, works and pictures, each where the book has its own."""
    folder = course.folder
    found = {f"widgets/models/{path.name}": path for path in sorted(folder.glob("models/*.py"))}
    found |= {f"book/{path.name}": path for path in sorted(folder.glob("*")) if path.suffix in PICTURES}
    if (folder / "references.bib").is_file():
        works = [(place / "references.bib").read_bytes() for place in (BOOK, folder)]
        found["book/references.bib"] = b"\n".join(works)
    if (folder / "data/datapackage.json").is_file():
        packages = [
            json.loads((place / "datapackage.json").read_text("utf-8")) for place in (ROOT / "data", folder / "data")
        ]
        packages[0]["resources"] += packages[1]["resources"]
        found["data/datapackage.json"] = json.dumps(packages[0], indent=1, ensure_ascii=False).encode()
        found |= {f"data/{path.name}": path for path in sorted(folder.glob("data/*.csv"))}
    return found


# ---- settings and contents ------------------------------------------------------------------------------------------
def settings(course, who):
    """The book's settings, with the edition's own in their place."""
    told, found = course.told, yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    hub = told.get("hub", {})
    found["title"] = told["title"] + (translated.said(course, TEACHER) if who == "teacher" else "")
    found["author"] = "; ".join(filter(None, [told.get("author"), found["author"]]))
    found["logo"] = told.get("logo", "")
    found["launch_buttons"] = {"binderhub_url": hub.get("binder", ""), "jupyterhub_url": hub.get("jupyterhub", "")}
    if "address" in told:
        found["html"] |= {"baseurl": told["address"]}
    if hub:
        found["repository"] = {"url": hub["repository"], "branch": hub.get("branch", "")}
    if who == "student":
        found["sphinx"]["config"]["html_theme_options"]["handout"] = "yes"
    found["sphinx"]["config"] |= {"language": told.get("language", "en"), "launch_offered": bool(hub)}
    return found


def contents(course, who):
    """The edition's table of contents. The teacher's begins with the guide, and has a page for teaching below each chapter."""
    there = taught(course, who)
    parts = [
        ({"caption": part["title"]} if "title" in part else {})
        | {"numbered": 1, "chapters": [with_page(name, there) for name in names]}
        for part, names in zip(course.told["parts"], listed(course), strict=True)
    ]
    guide = {"caption": "For the teacher", "numbered": False, "chapters": [{"file": "teaching/guide"}]}
    first = [guide] if "guide" in there else []
    return {"format": "jb-book", "root": "index", "parts": [*first, *parts, reference(course, who)]}


def with_page(name, there):
    """A chapter in the contents, with its page for teaching below it."""
    return {"file": name} | ({"sections": [{"file": f"teaching/{name}"}]} if name in there else {})


def taught(course, who):
    """The pages of `book/teaching` that an edition has: for teachers the guide and those of the book's chapters it keeps."""
    kept = [name for names in listed(course) for name in names if name in coursenames.chapters()]
    return [name for name in ("guide", *kept) if who == "teacher" and (BOOK / f"teaching/{name}.md").is_file()]


def listed(course):
    """The names of each part's chapters."""
    return [
        [one if isinstance(one, str) else one["chapter"] for one in part["chapters"]] for part in course.told["parts"]
    ]


def reference(course, who):
    kept = set(course.told.get("reference", OFTEN)) | set(ALWAYS)
    chapters = [{"file": name} for name in (*OFTEN, *ALWAYS) if name in kept]
    if mode(course, who) == "apart":
        pages = [{"file": f"solutions/{name}"} for name in answered(course)]
        chapters.append({"file": "solutions/index", "sections": pages})
    return {"caption": translated.said(course, N_("Reference")), "numbered": False, "chapters": chapters}


def mode(course, who):
    """Where the solutions are: teachers have them beside the exercises."""
    return "in" if who == "teacher" else course.told.get("solutions", "out")


def answered(course):
    """The chapters that are kept and have worked solutions."""
    return [name for names in listed(course) for name in names if (BOOK / f"solutions/{name}.md").is_file()]


# ---- pages ----------------------------------------------------------------------------------------------------------
def pages(course, who):
    """{name of the file in book/: its text} of all pages of an edition."""
    made = english(course, who)
    there = courselinks.follows(made)
    changed = library.names() if translated.language(course) else course.told.get("models", {})
    for name, (kind, cells) in made.items():
        spoken = translated.page(course, name, cells) if translated.language(course) else cells
        if not coursenames.page(course.folder, name):
            spoken = coursetext.linked(coursetext.unrun(spoken, changed), there)
        made[name] = kind, spoken
    return {f"{name}{kind}": page(kind, cells) for name, (kind, cells) in made.items()}


def english(course, who):
    """{name: (kind of its file, its cells)} of all pages of an edition, as the book and the course have them."""
    made = {"index": front(course, who)}
    for _, name, more in coursenames.entries(course):
        made[name] = (coursenames.source(course, name).suffix, chapter(course, who, name, more))
    for name in taught(course, who):
        made[f"teaching/{name}"] = (".md", teaching(course, name))
    for one in reference(course, who)["chapters"]:
        for name in [one["file"], *(below["file"] for below in one.get("sections", ()))]:
            path = coursenames.page(BOOK, name)
            made[name] = (path.suffix, coursenames.cells(path))
    return made


def page(kind, cells):
    """A page as a file."""
    if kind == ".md":
        return "\n\n".join(coursetext.words(cell).strip("\n") for cell in cells).encode() + b"\n"
    numbered = [{**cell, "id": cell.get("id", f"e{i}")} for i, cell in enumerate(cells)]
    seen = set()
    for i, cell in enumerate(numbered):
        cell["source"] = coursetext.words(cell).splitlines(keepends=True)
        cell["id"] = f"e{i}" if cell["id"] in seen else cell["id"]
        seen.add(cell["id"])
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = {"cells": numbered, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def chapter(course, who, name, more):
    """The cells of a chapter: sections chosen and replaced, sentences, solutions, notes, minutes."""
    cells = coursenames.cells(coursenames.source(course, name))
    if who == "student":
        cells = [coursetext.over(cell, lambda text: coursetext.RIGHT.sub("", text)) for cell in cells]
    swapped = {heading: replacing(course, heading, file) for heading, file in more.get("replace", {}).items()}
    if "sections" in more or swapped:
        kept = {"", *more.get("sections", coursetext.sections(cells))}
        cells = coursetext.chosen(cells, kept, swapped)
    cells = coursetext.worded(cells, course.told.get("prose", {}).get(name, {}))
    cells = coursetext.opened(cells, course.told.get("exercises", {}).get(name, {}))
    return coursetext.timed(with_answers(course, who, name, cells), more.get("minutes"))


def teaching(course, name):
    """The cells of a chapter's page for teaching, which says so where the edition has the chapter in part."""
    more = next((more for _, one, more in coursenames.entries(course) if one == name), {})
    said = translated.said(course, IN_PART).format("; ".join(f"*{heading}*" for heading in more.get("sections", ())))
    cells = coursenames.cells(BOOK / f"teaching/{name}.md")
    first = re.compile(r"\A# .*\n")
    return [
        coursetext.over(cell, lambda text: first.sub(lambda title: f"{title[0]}\n{said}\n", text))
        if "sections" in more
        else cell
        for cell in cells
    ]


def replacing(course, heading, file):
    """The cells in a section's place, under its own heading where they bring none: claims and links name it."""
    cells = coursenames.cells(course.folder / file)
    first = next((cell for cell in cells if cell["cell_type"] == "markdown"), None)
    if first and not coursetext.words(first).lstrip().startswith("## "):
        head = {**first, "source": f"## {heading}\n\n{coursetext.words(first)}"}
        cells = [head if cell is first else cell for cell in cells]
    return cells


def with_answers(course, who, name, cells):
    """Solutions and teacher's notes, as far as this edition has them."""
    where, path = mode(course, who), BOOK / f"solutions/{name}.md"
    if where != "apart":
        answers = coursetext.solutions(path.read_text(encoding="utf-8")) if where == "in" and path.is_file() else None
        cells = coursetext.solved(cells, answers)
    return coursetext.noted(cells, notes(course, who, name))


def notes(course, who, name):
    """{heading: note} of a page: the course's own, and at the head of the page where the book's page for teaching is."""
    path, page = course.folder / f"notes/{name}.md", "guide" if name == "index" else name
    own = path.is_file() and (who == "teacher" or course.told.get("notes") == "in")
    found = coursenames.notes(path) if own else {}
    way = translated.said(course, FOR_TEACHING).format(page) if page in taught(course, who) else ""
    head = [found.pop("", "").strip(), way]
    return found | ({"": "\n\n".join(filter(None, head))} if any(head) else {})


def front(course, who):
    """The front page: the book's or the course's own, with what no edition is without."""
    theirs = coursenames.cells(coursenames.page(BOOK, "index"))
    path = coursenames.page(course.folder, course.told.get("front", "")) or coursenames.page(BOOK, "index")
    cells = coursetext.titled(coursenames.cells(path), course.told["title"] if path.parent == BOOK else "")
    cells = coursetext.timed(with_answers(course, who, "index", cells), course.told.get("minutes"))
    if path.parent == course.folder:
        text = coursetext.sections(theirs)
        cells = [*coursetext.warned(cells, coursetext.ADVISORY.search(text[""])[0]), one(text[TOLL], "toll")]
    return path.suffix, [*cells, one(about(course), "about")]


def one(text, name):
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text}


def about(course):
    """What this is an edition of, who made it, how much of the book it has, and under which licences."""
    book = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    theirs = [(name, more) for _, name, more in coursenames.entries(course) if name in coursenames.chapters()]
    cut = sum("sections" in more or "replace" in more for _, more in theirs)
    parts = (
        N_("Of the book's {all} chapters it has {some}."),
        N_("Of the book's {all} chapters it has {some}, in part or with sections of its own."),
        N_("Of the book's {all} chapters it has {some}, {cut} of them in part or with sections of its own."),
    )
    which = parts[0] if not cut else parts[1] if cut == len(theirs) else parts[2]
    part = translated.said(course, which).format(all=len(coursenames.chapters()), some=len(theirs), cut=cut)
    made = translated.said(course, N_(", made by {author}")).format(author=course.told.get("author"))
    named = {"title": course.told["title"], "book": book["title"], "authors": book["author"], "part": part}
    return translated.said(course, ABOUT).format(**named, made=made if "author" in course.told else "")


# ---- warnings -------------------------------------------------------------------------------------------------------
def warnings(course):
    """What an instructor should know, and may leave so."""
    yield from coursediff.replaced(course)
    took = [more["minutes"] for _, _, more in coursenames.entries(course) if "minutes" in more]
    if sum(took) > course.told.get("minutes", sum(took)):
        words = f"found {course.told['minutes']}; the chapters take {sum(took)} together"
        yield course.say(("minutes",), "WARNING", words)
