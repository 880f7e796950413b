"""What a course brings of its own, mini-models, tables and pages: held against all that the book's own have to keep.

A course's models may read its tables, which stand in no folder together before its tree is laid out. `shelved` lays them
beside the book's for as long as something is looked up.
"""

import contextlib
import json
import re
import tempfile
from pathlib import Path

import courselaid
import models as gate
import pages
from coursefile import ROOT, nearest
from coursenames import KINDS, called, entries, source

import widgets.models
from widgets import described, record
from widgets.shelf import ledger

# what is said of a file of the tree: the file, its row or line where one is named, the rest
PLACE = re.compile(
    r"(?:ModelError: )?(widgets/models|data|book)/([\w-]+\.\w+)(?:, row (\d+)|: line (\d+))?[,:] ?(.*)", re.S
)
FOLDERS = {"widgets/models": "models", "data": "data", "book": ""}
DESCRIBED = "tables in JSON, each described as data/datapackage.json describes one"


@contextlib.contextmanager
def shelved(course):
    """The course's models and tables are found beside the book's, as its tree will have them."""
    widgets.models.__path__.append(str(course.folder / "models"))
    try:
        with tempfile.TemporaryDirectory() as place, contextlib.chdir(beside(course, Path(place))):
            yield
    finally:
        widgets.models.__path__.pop()


def beside(course, place):
    """The folder from which `widgets.record` finds what the course reads: ours, or this one where it adds tables or works."""
    added = {name: given for name, given in courselaid.own(course).items() if re.match(r"data/|book/.*\.bib", name)}
    if not added:
        return Path.cwd()
    book = [*(ROOT / "data").glob("*.*"), ROOT / "book/references.bib"]
    for name, given in ({path.relative_to(ROOT).as_posix(): path for path in book} | added).items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(given.read_bytes() if isinstance(given, Path) else given)
    if (ROOT / "_build").is_dir():  # which models have kept the contract is known there
        (place / "_build").symlink_to(ROOT / "_build")
    return place


# ---- names ----------------------------------------------------------------------------------------------------------
def look_at_names(course):
    """Nothing has the name of what the book has, since that is what its chapters mean; each table has its description."""
    for kind, place in (("models/*.py", "widgets/models"), ("data/*.csv", "data")):
        for path in sorted(course.folder.glob(kind)):
            if (ROOT / place / path.name).exists():
                course.mistake((), f"{called(path)}, which the book has too", "another name for it")
    package = course.folder / "data/datapackage.json"
    course.wrong += [f"{called(package)}:1: ERROR: {said}" for said in undescribed(package)]


def undescribed(package):
    """What is wrong between the description of a course's tables and the files beside it."""
    there = {path.name for path in package.parent.glob("*.csv")}
    try:
        told = described.checked(json.loads(package.read_text("utf-8")))["resources"] if package.is_file() else []
    except (ValueError, RecursionError) as fault:
        yield f"found {fault}; expected {DESCRIBED}"
        return
    for name in sorted(there - {one["path"] for one in told}):
        yield f"found nothing on {name}; expected {DESCRIBED}"
    for one in told:
        if one["path"] not in there:
            yield f"found {one['path']}; expected a file beside it{nearest(one['path'], there)}"
        if one["name"] in record.tables():
            yield f"found the name {one['name']}, which a table of the book has; expected another"
        lost = [key for key in ("title", "description", "licenses") if not one.get(key)]
        lost += [f"description of {field['name']}" for field in one["schema"]["fields"] if not field.get("description")]
        for key in lost:  # the page *Data and sources* has it
            yield f"found no {key} in {one['name']}; expected {DESCRIBED}"


# ---- what they hold --------------------------------------------------------------------------------------------------
def look(course):
    """Every own model keeps the contract, every own table its description, and what both rest on has a source or a reason."""
    own = [path.stem for path in sorted(course.folder.glob("models/*.py"))]
    if not own and not list(course.folder.glob("data/*")):
        return
    record.names()  # a series stands in one table only, the book's or the course's
    gate.WORKS.update(ledger.bibliography())
    refused = list(filter(None, map(gate.refused, own)))
    course.wrong += [placed(course, said) for said in refused or ledger.amiss(own)]


def look_at_pages(course):
    """Numbers, links, boxes, pictures, self-checks of its own pages; what takes a section's place stands in its chapter."""
    home = {
        file: source(course, name) for _, name, more in entries(course) for file in more.get("replace", {}).values()
    }
    for path in sorted(path for path in course.folder.glob("*") if path.suffix in KINDS):
        figures = pages.shown(home.get(path.name, path))
        for line, said in pages.faults(path, figures, moved=course.told.get("models", ())):
            course.wrong.append(f"{called(path)}:{line}: ERROR: {said}")


def placed(course, said):
    """What is said of a file of the course's tree, as a line on the file that the course has."""
    found = PLACE.match(said)
    path = found and course.folder / FOLDERS[found[1]] / found[2]
    if not found or not path.is_file():
        return course.say((), "ERROR", said)
    return f"{called(path)}:{found[3] or found[4] or 1}: ERROR: {found[5]}"
