"""Settings: holds `_config.yml` and `book/_toc.yml` against what the builder reads, before anything is built.

By itself the builder passes over a misspelt key in silence, and complains of a misspelt file somewhere else. Here it is one
line each: file, line, what was found, what was expected. A page that no list names is said too, and may stay so.
"""

import difflib
import importlib.util
import json
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
ENTRY = set("file url glob title sections subtrees entries options caption numbered chapters parts root format".split())
ENTRY |= set("defaults maxdepth hidden titlesonly reversed".split())


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
    """(the file's top node, []) with the line of everything in it, or (None, [the complaint])."""
    try:
        top = yaml.compose(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as fault:
        line = fault.problem_mark.line + 1 if getattr(fault, "problem_mark", None) else 1
        return None, [f"{line}: ERROR: no YAML: {getattr(fault, 'problem', fault)}; indent by spaces, two at a level"]
    if not isinstance(top, yaml.MappingNode):
        return None, ["1: ERROR: found no keys; expected lines such as `title: A title`"]
    return top, []


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
        if isinstance(value, yaml.MappingNode):
            wrong += strange(value.value, known.get(key.value, ()))
    return wrong


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
    listed = set()
    for node in entries(top) if top else ():
        wrong += strange(node.value, ENTRY)
        for key, value in node.value:
            if key.value in ("file", "root"):
                name = str(value.value).removesuffix(".ipynb").removesuffix(".md")
                listed.add(name)
                wrong += [complaint(value, pages, "a page of book/:")] if name not in pages else []
    return wrong, listed


def pages():
    """{name as the contents have it: path} of all that could be a page."""
    found = [path.relative_to(BOOK) for path in BOOK.rglob("*") if path.suffix in (".ipynb", ".md")]
    return {path.with_suffix("").as_posix(): path for path in found if not any(p[0] in "._" for p in path.parts)}


def main():
    there = pages()
    wrong, listed = contents(BOOK / "_toc.yml", there)
    said = [f"_config.yml:{one}" for one in config(ROOT / "_config.yml")] + [f"book/_toc.yml:{one}" for one in wrong]
    for name in sorted(set(there) - listed) if not said else ():
        print(f"book/{there[name]}: WARNING: book/_toc.yml does not list it, so the book is built without it")
    return "\n".join(said) or 0


if __name__ == "__main__":
    sys.exit(main())
