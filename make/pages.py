"""Pages: holds what the pages' text promises against the models, the table of claims and the other pages, before anything
is built.

A number that follows a model, a link that sets one or leads to a page, the section in which a claim is settled, the end of a
box, the words for who cannot see a picture, the right answer of a self-check: one line each, with file and line (in a
notebook's second cell 20004 is the fourth), what was found and what was expected.
"""

import ast
import csv
import difflib
import json
import re
import sys
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl

from widgets import contract
from widgets.shelf import library
from widgets.shelf.check import ModelError

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "book/_ext"))
from boxes import texts, unclosed  # noqa: E402  the build's own way to read a page

LIVE = re.compile(r"\[([^\]]+)\]\(live:([^)\s]*)\)")
PAGE = re.compile(r"\]\(((?:\.\./)*[\w/-]+\.(?:md|ipynb))(?:#[^)]*)?\)")
SET = re.compile(r"\]\(#([a-z]\w*(?:-\d+)?)\?([^)]*)\)")
PICTURE = re.compile(r"!\[(.*?)\]\(([^)\s]+)\)")
FIGURE = re.compile(r"^ *[:`]{3,}\{(?:figure|image)\} *(\S+)((?:\n *:[\w-]+:.*)*)", re.M)
CHECK = re.compile(r"^ *(:{4,})\{admonition\}[^\n]*\n:class: check\n(.*?)^ *\1 *$", re.M | re.S)
RIGHT = ":class-container: right"


# ---- what a page shows ------------------------------------------------------------------------------------------------
def shown(path):
    """[(line, model, settings)] of the models that a notebook shows, in their order; none for a page without code."""
    try:
        cells = json.loads(path.read_text("utf-8", "replace"))["cells"] if path.suffix == ".ipynb" else []
        code = [
            (10000 * i, "".join(cell["source"]))
            for i, cell in enumerate(cells, 1)
            if cell["cell_type"] == "code" and "remove-cell" not in cell["metadata"].get("tags", ())
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):  # no notebook: told by who reads it next
        return []
    return [(before + line, *rest) for before, text in code for line, *rest in explored(text)]


def explored(code):
    """[(line, model, settings)] of a cell's calls such as `explore("labour_split", away=60)`."""
    try:
        calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # told by who runs it
        return []
    found = []
    for call in calls:
        if getattr(call.func, "id", "") == "explore" and call.args and isinstance(call.args[0], ast.Constant):
            given = {one.arg: one.value.value for one in call.keywords if isinstance(one.value, ast.Constant)}
            found.append((call.lineno, call.args[0].value, given))
    return found


@cache
def worked(name, given):
    """(the model, its values) at settings such as ("away", 60); (None, {}) where it is refused, which is told elsewhere."""
    try:
        module = library.load(name)
    except ModelError:
        return None, {}
    return module, library.work(module, library.settings(module, dict(given)))


# ---- numbers that follow a model, and links that set one --------------------------------------------------------------
def figure(asked, figures):
    """(its name, its settings) of the figure that `labour_split` or `labour_split-2` means on a page. ValueError: why not."""
    name, _, place = asked.partition("-")
    there = [given for _, one, given in figures if one == name]
    if name not in library.names():
        raise ValueError(f"no mini-model {name}; expected one of widgets/models{near(name, library.names())}")
    if len(there) < int(place or 1):
        names = sorted({one for _, one, _ in figures})
        raise ValueError(f"this page shows no {asked}; expected one that it shows: {', '.join(names) or 'it has none'}")
    return name, there[int(place or 1) - 1]


def number(words, target, figures, moved=()):
    """Why a number's words are not what its model says as the page opens; "" if they are.

    moved: models that a course opens elsewhere; its build writes their numbers.
    """
    asked, slash, result = target.partition("/")
    if not slash:
        return "expected live:MODEL/RESULT"
    name, given = figure(asked, figures)
    module, values = worked(name, tuple(given.items()))
    if not module:
        return ""
    declared = {**module.CONTROLS, **module.RESULTS}
    if result not in declared:
        return f"{name} has no result {result}; expected one of {', '.join(declared)}{near(result, declared)}"
    said = contract.words(values[result], declared[result])
    return "" if words == said or name in moved else f"the model says {said} as the page opens; expected these words"


def link(target, query, figures):
    """Why a link does not set its model; "" if it does."""
    name, _ = figure(target, figures)
    module, _ = worked(name, ())
    for key, text in parse_qsl(query, keep_blank_values=True) if module else ():
        library.settings(module, {key: value(text, module.CONTROLS.get(key))})
    return ""


def value(text, control):
    """What a link's text stands for; the text itself where it is no value of the control, which is told then."""
    if not control or control["kind"] == "choice":
        return text
    if control["kind"] == "switch":
        return {"true": True, "false": False}.get(text, text)
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text


def followed(text, figures, moved=()):
    """[(place in the text, what is wrong)] of the numbers and links of a text. moved: as `number` has it."""
    tries = [(one, f"live:{one[2]}", number, (*one.groups(), figures, moved)) for one in LIVE.finditer(text)]
    tries += [(one, f"#{one[1]}?{one[2]}", link, (*one.groups(), figures)) for one in SET.finditer(text)]
    for match, written, rule, parts in tries:
        try:
            why = rule(*parts)
        except ValueError as fault:
            why = str(fault)
        if why:
            yield match.start(), f"found {match[1] + ', ' if rule is number else ''}{written}: {why}"


# ---- boxes, pictures, self-checks -------------------------------------------------------------------------------------
def seen(text):
    """[(place, what is wrong)] of the pictures of a text: each says in words what it shows."""
    bare = [(one.start(), one[2], "![what it shows](...)") for one in PICTURE.finditer(text) if not one[1].strip()]
    for one in FIGURE.finditer(text):
        bare += [] if re.search(r":alt: *\S", one[2]) else [(one.start(), one[1], ":alt: what it shows, below it")]
    for at, name, wanted in bare:
        yield at, f"found the picture {name} without words for who cannot see it; expected {wanted}"


def led(text, folder):
    """[(place, what is wrong)] of the links of a text to pages that are not there; a folder that is gone was taken out."""
    for one in PAGE.finditer(text):
        path = (folder / one[1]).resolve()
        if path.parent.is_dir() and not path.is_file():
            there = [other.name for other in path.parent.glob("*") if other.suffix in (".md", ".ipynb")]
            yield one.start(), f"found a link to {one[1]}; expected a page that is there{near(path.name, there)}"


def answered(text):
    """[(place, what is wrong)] of the self-checks of a text: one answer of each is marked as the right one."""
    for one in CHECK.finditer(text):
        if one[2].count(RIGHT) != 1:
            found = one[2].count(RIGHT) or "no"
            yield one.start(), f"found {found} answers marked as right; expected {RIGHT} below the first line of one"


def opened(text):
    """[(place, what is wrong)] of the boxes and listings that nothing closes."""
    for line, marks in unclosed(text):
        at = len("\n".join(text.split("\n")[: line - 1])) + (line > 1)
        fence = marks[: len(marks) - len(marks.lstrip(":`"))]
        yield at, f"found {marks} and nothing that closes it; expected a line {fence} of its own below"


# ---- claims -----------------------------------------------------------------------------------------------------------
def headings(path):
    """The headings of a page as a reader sees them."""
    text = "\n".join(text for _, text in texts(path, path.read_text("utf-8", "replace")))
    found = re.findall(r"^#{1,6} +(.+?) *$", re.sub(r"^ *(`{3,}).*?^ *\1", "", text, flags=re.M | re.S), re.M)
    return [plain(heading) for heading in found]


def plain(text):
    """Without links, roles and marks of emphasis."""
    text = re.sub(
        r"\{[\w:]+\}`([^`<]*?)(?: *<[^`]*>)?`|\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", lambda m: m[1] or m[2], text
    )
    return re.sub(r"[*`]", "", text)


def unsettled():
    """The complaints about claims whose section is no longer on the page that the table names."""
    with (ROOT / "data/claims.csv").open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            path, wanted = pages().get(row.get("chapter")), row.get("heading")
            if wanted and path and wanted not in headings(path):
                said = f"claim {row.get('id')}: found the heading “{wanted}”; expected one of book/{path.name}"
                yield f"data/claims.csv:{rows.line_num}: ERROR: {said}{near(wanted, headings(path), '“{}”')}"


# ---- all of them ------------------------------------------------------------------------------------------------------
def near(name, names, quoted="{}"):
    return "".join(f" (did you mean {quoted.format(one)}?)" for one in difflib.get_close_matches(name, list(names), 1))


def pages():
    """{name: path} of the book's pages."""
    book = ROOT / "book"
    found = sorted(path.relative_to(book) for path in book.rglob("*") if path.suffix in (".ipynb", ".md"))
    own = [path for path in found if not any(part[0] in "._" for part in path.parts)]
    return {path.with_suffix("").as_posix(): book / path for path in own}


def circling():
    """The complaints about links to folders, which the builder follows: out of the project, or round and round."""
    book = ROOT.resolve() / "book"
    for path in sorted(book.rglob("*")):
        to = path.resolve() if path.is_symlink() and path.is_dir() else None
        if to and (book.is_relative_to(to) or to.is_relative_to(book) or not to.is_relative_to(book.parent)):
            found = f"{path.relative_to(book.parent)}:1: ERROR: found a link to {to}"
            yield f"{found}; expected a folder of the project outside book/"


def unset(figures):
    """[(line, what is wrong)] of the models that a page opens at settings that they do not have."""
    for line, name, given in figures:
        try:
            worked(name, tuple(given.items()))
        except ValueError as fault:
            yield line, f"found {name} opened at {', '.join(given)}: {fault}"


def unread(path):
    """Why a page's file cannot be read, or leads out of the project; "" if it can."""
    try:
        if not path.resolve().is_relative_to(ROOT.resolve()):
            return "found a link that leads out of the project; expected a page of its own"
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        return f"found no UTF-8 ({fault}); expected the file saved as UTF-8"
    except (OSError, RuntimeError) as fault:  # the second before Python 3.13, of a link to itself
        return f"found a file that cannot be read ({getattr(fault, 'strerror', fault)}); expected a page"
    return kernel(text) if path.suffix == ".ipynb" else ""


def kernel(text):
    """What is wrong with the kernel that a notebook asks for; "" if it is Python's, or none."""
    try:
        asked = json.loads(text)["metadata"]["kernelspec"]["name"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return "" if asked == "python3" else f"found the kernel {asked}; expected python3, by which the book is run"


def amiss(path):
    """The complaints about a page, in the order of its lines."""
    lost = unread(path)
    if lost:
        return [f"{path.relative_to(ROOT)}:1: ERROR: {lost}"]
    told = faults(path, shown(path), lambda text: led(text, path.parent))
    return [f"{path.relative_to(ROOT)}:{line}: ERROR: {said}" for line, said in told]


def faults(path, figures, *rules, moved=()):
    """[(line, what is wrong)] of a page's text that stands beside these models. rules: what else a text is held against."""
    wrong = list(unset(figures))
    lost = bool(wrong)  # then nobody knows what the numbers should be
    for before, text in texts(path, path.read_text("utf-8", "replace")):
        found = [one for rule in (opened, seen, answered, *rules) for one in rule(text)]
        found += followed(text, figures, moved) if not lost else ()
        wrong += [(before + text.count("\n", 0, at) + 1, said) for at, said in found]
    return sorted(wrong)


if __name__ == "__main__":
    sys.exit("\n".join([*circling(), *(one for path in pages().values() for one in amiss(path)), *unsettled()]) or 0)
