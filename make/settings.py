"""Settings: holds `_config.yml` and `book/_toc.yml` against what the builder reads, before anything is built.

By itself the builder passes over a misspelt key in silence, takes keys of which this book's pages make nothing, and complains
of a misspelt file somewhere else. Here it is one line each: file, line, what was found, what was expected. A page that no
list names is said too, and may stay so.
"""

import difflib
import importlib.util
import json
import re
import sys
from functools import cache
from pathlib import Path

import yaml
from sphinx_external_toc.parsing import MalformedError, parse_toc_data

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
FOR_TEACHERS = "teaching/"  # pages that only a course's edition for teachers has (make/courselaid.py)
ENTRY = set("file url glob title sections subtrees entries options caption numbered chapters parts root format".split())
ENTRY |= set("defaults maxdepth hidden titlesonly reversed".split())
SEALED = "the pages ask nobody else for anything, and their policy refuses it"
OWN = "the pages are by the book's own theme, which has no place for it"
IDLE = {  # keys that the builder takes and of which nothing comes: why, or what to do instead
    "html/announcement": "write it into the front page, book/index.ipynb",
    "html/extra_footer": "write it into a page of book/",
    "html/navbar_footer_text": "write it into a page of book/",
    "html/home_page_in_navbar": "the book's title leads to the front page",
    "html/analytics": SEALED,
    "html/google_analytics_id": SEALED,
    "html/comments": SEALED,
    "launch_buttons/notebook_interface": "chapters open in JupyterLab",
    "launch_buttons/thebe": "the models work on the page as it is",
    "launch_buttons/colab_url": OWN,
    "launch_buttons/deepnote_url": OWN,
    "repository/path_to_book": "set `repository: url`; the folder is known",
    "execute/cache": "outputs are kept in _build/.jupyter_cache",
    "execute/stderr_output": "set `nb_output_stderr` under `sphinx: config`",
    "latex": "only web pages are built",
    "project": "set `title`",
}
PLAIN = "a plain text, number or date, a list or keys of such; else put it in quotation marks"
TAGS = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
LANGUAGE = "en: the book's words are English, and a screen reader would read them by the sounds of another language"
INSTALLED = ("sphinx*", "myst_*", "pydata_sphinx_theme", "jupyter_book")  # where keys of `sphinx: config` are declared
FIELDS = {"myst_": "myst_parser/config/main.py", "nb_": "myst_nb/core/config.py", "sd_": "sphinx_design/config.py"}


def keys_of_the_builder():
    """{section of _config.yml: its keys}, "" for the sections themselves; from Jupyter Book's schema and its defaults."""
    home = Path(importlib.util.find_spec("jupyter_book").origin).parent
    schema = json.loads((home / "config_schema.json").read_text(encoding="utf-8"))["properties"]
    defaults = yaml.safe_load((home / "default_config.yml").read_text(encoding="utf-8"))
    found = {"": {*schema, *defaults}}
    for section in found[""]:
        known, usual = schema.get(section, {}).get("properties", {}), defaults.get(section)
        found[section] = {*known, *(usual if isinstance(usual, dict) else {})}
    return found


def read(path):
    """(the file's top node, []) with the line of everything in it, or (None, [the complaints])."""
    try:
        text = path.read_text(encoding="utf-8")
        wrong = [borrowed(event) for event in yaml.parse(text) if isinstance(event, yaml.AliasEvent)]
        top = yaml.compose(text) if not wrong else None
        wrong += odd(top) if top else []
    except UnicodeDecodeError as fault:
        return None, [f"1: ERROR: found no UTF-8 ({fault}); expected the file saved as UTF-8"]
    except RecursionError:
        return None, ["1: ERROR: found lists within lists without an end; expected keys and values"]
    except yaml.YAMLError as fault:
        line = fault.problem_mark.line + 1 if getattr(fault, "problem_mark", None) else 1
        said = str(getattr(fault, "problem", None) or fault).splitlines()[0]
        hint = "indent by spaces, two at a level"
        if "mapping values" in said:
            hint = 'put a text that has a colon between quotation marks, as in title: "Iron: a promise"'
        return None, [f"{line}: ERROR: no YAML: {said}; {hint}"]
    if not wrong and not isinstance(top, yaml.MappingNode):
        wrong = ["1: ERROR: found no keys; expected lines such as `title: A title`"]
    return (None, wrong) if wrong else (top, [])


def borrowed(event):
    """A value that is taken from elsewhere may hold itself, or grow without an end."""
    said = f"found *{event.anchor}, which stands for another value; expected the value itself"
    return f"{event.start_mark.line + 1}: ERROR: {said}"


def odd(node):
    """The complaints about what is no plain value, as the builder would meet it: a tag, a day that no calendar has."""
    if isinstance(node, yaml.ScalarNode):
        try:
            yaml.SafeLoader("").construct_object(node)
            return []
        except (yaml.YAMLError, ValueError, OverflowError, KeyError, IndexError, AttributeError):
            return [f"{node.start_mark.line + 1}: ERROR: found {node.value[:40]}; expected {PLAIN}"]
    below = [one for pair in node.value for one in pair] if isinstance(node, yaml.MappingNode) else node.value
    keyless = isinstance(node, yaml.MappingNode) and any(not isinstance(key, yaml.ScalarNode) for key, _ in node.value)
    if node.tag not in TAGS or keyless:
        found = "a key that is no word" if keyless else node.tag
        return [f"{node.start_mark.line + 1}: ERROR: found {found}; expected {PLAIN}"]
    return [said for one in below for said in odd(one)]


def strange(pairs, known):
    """The complaints about keys that are not known."""
    return [complaint(key, known, "one of") for key, _ in pairs if known and key.value not in known]


def complaint(node, known, kind):
    near = difflib.get_close_matches(str(node.value), known, 1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    return f"{node.start_mark.line + 1}: ERROR: found {node.value}; expected {kind} {', '.join(sorted(known))}{hint}"


def config(path):
    """The complaints about `_config.yml`."""
    top, wrong = read(path)
    known = keys_of_the_builder()
    pairs = top.value if top else []
    wrong += strange(pairs, known[""])
    for key, value in pairs:
        below = value.value if isinstance(value, yaml.MappingNode) else []
        wrong += strange(below, known.get(key.value, ()))
        wrong += [idle(key, key.value)] if key.value in IDLE else []
        wrong += [idle(one, f"{key.value}/{one.value}") for one, set_to in below if is_idle(key, one, set_to)]
        wrong += missing(key, value)
    return wrong + sphinx(pairs)


def is_idle(key, one, value):
    """Whether a key has no effect here, and is not just switched off."""
    return f"{key.value}/{one.value}" in IDLE and value.value not in ("", "false", "False", "no", "off")


def idle(node, name):
    return f"{node.start_mark.line + 1}: ERROR: found {node.value}, which has no effect in this book: {IDLE[name]}"


def own(path, folder):
    """Whether a file is there, and in this folder wherever a link leads."""
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def missing(key, value):
    """The complaint about a logo that is not there."""
    if key.value != "logo" or not value.value or own(BOOK / str(value.value), BOOK):
        return []
    return [f"{value.start_mark.line + 1}: ERROR: found {value.value}; expected a picture in book/, by its name there"]


def sphinx(pairs):
    """The complaints about what stands under `sphinx: config`."""
    found = [
        below for key, node in pairs if key.value == "sphinx" for one, below in _pairs(node) if one.value == "config"
    ]
    wrong = []
    for key, value in (pair for node in found for pair in _pairs(node)):
        if key.value not in declared():
            near = difflib.get_close_matches(key.value, declared(), 1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            said = f"found {key.value}; expected a setting of Sphinx or of one of its extensions{hint}"
            wrong.append(f"{key.start_mark.line + 1}: ERROR: {said}")
        if key.value == "language" and value.value != "en":
            wrong.append(f"{value.start_mark.line + 1}: ERROR: found {value.value}; expected {LANGUAGE}")
    return wrong


def _pairs(node):
    return node.value if isinstance(node, yaml.MappingNode) else []


@cache
def declared():
    """The names of all settings that Sphinx and its extensions declare. Read from their files: to start them takes seconds."""
    home = Path(importlib.util.find_spec("sphinx").origin).parents[1]
    files = [path for name in INSTALLED for folder in home.glob(name) for path in folder.rglob("*.py")]
    text = "\n".join(path.read_text("utf-8", "replace") for path in [*files, *BOOK.glob("_ext/*.py")])
    names = {
        *re.findall(r"""add_config_value\(\s*["'](\w+)""", text),
        *re.findall(r"^        '(\w+)': _Opt\(", text, re.M),
    }
    for prefix, path in FIELDS.items():
        names |= {prefix + field for field in re.findall(r"^    (\w+):", (home / path).read_text("utf-8"), re.M)}
    return names


def entries(node):
    """Every mapping of the contents."""
    if isinstance(node, yaml.MappingNode):
        yield node
    for below in [v for _, v in node.value] if isinstance(node, yaml.MappingNode) else node.value:
        if not isinstance(below, yaml.ScalarNode):
            yield from entries(below)


def contents(path, pages):
    """(the complaints about `_toc.yml`, the pages that it lists)."""
    top, wrong = read(path)
    wrong += among_parts(top) if top else []
    listed = {}
    for node in entries(top) if top else ():
        wrong += strange(node.value, ENTRY)
        for key, value in node.value:
            wrong += elsewhere(value) if key.value == "url" else []
            if key.value in ("file", "root"):
                name = str(value.value).removesuffix(".ipynb").removesuffix(".md")
                wrong += [complaint(value, pages, "a page of book/:")] if name not in pages else []
                wrong += twice(value, listed[name]) if name in listed else []
                listed.setdefault(name, value.start_mark.line + 1)
    wrong.sort(key=lambda one: int(one.split(":")[0]))
    return wrong or (misplaced(top) if top else []), set(listed)


def elsewhere(node):
    """The complaint about an address that does not lead to another site."""
    if re.match("https?://", str(node.value)):
        return []
    return [f"{node.start_mark.line + 1}: ERROR: found {node.value}; expected an address that begins with https://"]


def twice(node, line):
    said = f"found {node.value} a second time; expected each page once, and it stands in line {line}"
    return [f"{node.start_mark.line + 1}: ERROR: {said}"]


def among_parts(top):
    """The complaints about chapters that stand where only parts do."""
    parts = [part for key, value in top.value if key.value == "parts" for part in value.value]
    for key, value in (pair for part in parts for pair in _pairs(part)):
        if key.value == "file":
            said = f"found file: {value.value} among the parts; expected it below the `chapters:` of one"
            yield f"{key.start_mark.line + 1}: ERROR: {said}, indented as the others there"


def misplaced(top):
    """The complaint about an entry that stands where the builder wants another: its own words, with the line."""
    try:
        parse_toc_data(yaml.safe_load(yaml.serialize(top)))
    except MalformedError as fault:
        said, _, place = str(fault).partition(" @ ")
        node = top
        for step in place.strip("'/").split("/"):
            node = _below(node, step) or node
        return [f"{node.start_mark.line + 1}: ERROR: {said}"]
    return []


def _below(node, step):
    """What a step of a place such as /parts/1/chapters leads to; None where there is no such thing."""
    if isinstance(node, yaml.SequenceNode):
        return node.value[int(step)] if step.isdigit() and int(step) < len(node.value) else None
    return next((value for key, value in _pairs(node) if key.value == step), None)


def pages():
    """{name as the contents have it: path} of all that could be a page."""
    found = [path.relative_to(BOOK) for path in BOOK.rglob("*") if path.suffix in (".ipynb", ".md")]
    return {path.with_suffix("").as_posix(): path for path in found if not any(p[0] in "._" for p in path.parts)}


def main():
    there = pages()
    wrong, listed = contents(BOOK / "_toc.yml", there)
    said = [f"_config.yml:{one}" for one in config(ROOT / "_config.yml")] + [f"book/_toc.yml:{one}" for one in wrong]
    unlisted = sorted(name for name in set(there) - listed if not name.startswith(FOR_TEACHERS))
    for name in unlisted if not said else ():
        print(f"book/{there[name]}: WARNING: book/_toc.yml does not list it, so the book is built without it")
    return "\n".join(said) or 0


if __name__ == "__main__":
    sys.exit(main())
