"""The course file: reads `courses/NAME.yml` and holds it against its schema; every mistake is one line, with its place.

What a key may hold stands in `courses/schema.json`, which editors complete from. Whether the book has what a key names is
looked up by `coursenames`.
"""

import difflib
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from settings import read

ROOT = Path(__file__).resolve().parents[1]
COURSES = ROOT / "courses"
SCHEMA = COURSES / "schema.json"
KINDS = {dict: "keys below it", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}


@dataclass
class Course:
    """A course file: what it says, the line of each key, and what is wrong with it.

    `lines` has the line of ("models", "labour_split", "opens"), say; items of a list count from 0.
    """

    name: str
    told: dict = field(default_factory=dict)
    lines: dict = field(default_factory=dict)
    wrong: list = field(default_factory=list)

    @property
    def folder(self):
        """What belongs to it: pages, pictures, models, tables, notes."""
        return COURSES / self.name

    def say(self, keys, kind, words):
        """One line on a place in the file, as Sphinx would write it."""
        near = next((self.lines[keys[:n]] for n in range(len(keys), 0, -1) if keys[:n] in self.lines), 1)
        place = ": ".join(str(key) for key in keys if isinstance(key, str))
        return f"courses/{self.name}.yml:{near}: {kind}: {place}{': ' if place else ''}{words}"

    def mistake(self, keys, found, expected, among=(), word=None):
        """Note a mistake: what was found, what was expected, and the nearest to it, or to `word`, of those that there are."""
        hint = nearest(str(word or found), among)
        self.wrong.append(self.say(tuple(keys), "ERROR", f"found {found}; expected {expected}{hint}"))


# ---- reading ------------------------------------------------------------------------------------------------------------
def plain(course, node, keys=()):
    """A node of YAML as dicts, lists and values; the line of each key is kept, and a key that stands twice is told."""
    course.lines.setdefault(keys, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [plain(course, one, (*keys, i)) for i, one in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return yaml.SafeLoader("").construct_object(node)
    found = {}
    for key, value in node.value:
        below = (*keys, str(key.value))
        if str(key.value) in found:
            course.lines[below] = key.start_mark.line + 1
            course.mistake(below, "the key a second time", "each key once")
        course.lines[below] = key.start_mark.line + 1
        found[str(key.value)] = plain(course, value, below)
    return found


def names():
    """The names of all courses, sorted."""
    return sorted(path.stem for path in COURSES.glob("*.yml"))


def load(name):
    """The course of this name, held against the schema. One without a file has one mistake, which names the nearest."""
    course, path = Course(name), COURSES / f"{name}.yml"
    if not path.is_file():
        course.mistake((), "no such file", f"one of {', '.join(names()) or 'none: write one'}")
        course.wrong = [course.wrong[0] + nearest(name, names())]
        return course
    top, said = read(path)
    quoted = "words with a colon or a question mark stand in quotation marks"
    course.wrong += [f"courses/{name}.yml:{one}; {quoted}" for one in said]
    if top:
        course.told = plain(course, top)
        fits(course)
    return course


def nearest(word, among):
    """The question whether the nearest of some names was meant; "" where none is near."""
    close = difflib.get_close_matches(word, list(among), 1)
    return f" (did you mean {close[0] if ' ' not in close[0] else f'“{close[0]}”'}?)" if close else ""


# ---- the schema ---------------------------------------------------------------------------------------------------------
def fits(course):
    """Note what does not fit the schema, in the order of the file."""
    schema = yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))
    for fault in sorted(Draft202012Validator(schema).iter_errors(course.told), key=lambda one: str(one.absolute_path)):
        unfit(course, fault, tuple(fault.absolute_path))


def unfit(course, fault, keys):
    """A mistake as the schema finds it, in the words of a reader of the file."""
    known, expected = list(fault.schema.get("properties", {})), fault.schema.get("description", "something else")
    if fault.validator == "additionalProperties":
        for key in fault.instance.keys() - set(known):
            course.mistake((*keys, key), key, f"one of {', '.join(known)}", known)
    elif fault.validator == "required":
        missing = next(key for key in fault.validator_value if key not in fault.instance)
        course.mistake(keys, f"no {missing}", f"{missing}: {fault.schema['properties'][missing]['description']}")
    elif fault.validator == "enum":
        course.mistake(
            keys, fault.instance, f"{' or '.join(map(str, fault.validator_value))}: {expected}", fault.validator_value
        )
    elif fault.validator == "type":
        kind = "nothing" if fault.instance is None else KINDS.get(type(fault.instance), type(fault.instance).__name__)
        value = f" ({fault.instance})" if isinstance(fault.instance, (str, int, float)) else ""
        course.mistake(keys, f"{kind}{value}", expected)
    else:  # a pattern, a least number, a list that is too short
        course.mistake(keys, fault.instance if fault.instance else "nothing", expected)
