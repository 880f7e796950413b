"""Prose: the words of a page, apart from what holds them. Pure: cells in, cells out, no file is touched.

What a catalogue has of a page is one message for each heading, paragraph, item of a list, title of a box and text alternative,
on one line, in MyST as it stands; and each text that a chart is given in code. Fences, options and targets stay as they are.
"""

import ast
import re

from coursetext import over, shows, words

FENCE = re.compile(r"^(\s*(?::{3,}|`{3,})(?:\{([\w-]+)\})?\s*)(.*)$")
OPTION = re.compile(r"^(\s*:([\w-]+):\s*)(.*)$")
STARTS = re.compile(r"^(\s*(?:#{1,6} +|(?:[-*+]|\d+[.)]) +|\[\^[\w-]+\]: +|: +|\|)?)(.*)$")
KEPT = re.compile(r"^\s*(?:\([\w-]+\)=|<!--.*|%.*|[-*_]{3,}|\|[-:| ]+\|)\s*$")
TITLED = "admonition", "dropdown", "note", "tip", "warning", "important", "sidebar", "margin"
LATIN = re.compile(r"[A-Za-z]")
# the arguments of `chart` that hold words
TOLD = "alt", "events", "labels", "unit"


def pieces(text):
    """[(what stands before and stays, words)] of a text, "" for words where there are none."""
    found, code, after = [], "", False
    for line in text.split("\n"):
        kept, said, goes_on = _line(line, code, after)
        fence = FENCE.match(line)
        if fence and "`" in fence[1]:
            code = "" if code else fence[1].strip()[:3]
        after = bool(fence or (after and OPTION.match(line)))
        if goes_on and found and found[-1][1] and found[-1][2]:
            found[-1][1] += f" {said}"
        else:
            found.append([kept, said, bool(said) and not fence and not kept.lstrip().startswith("#")])
    return [(kept, said) for kept, said, _ in found]


def _line(line, code, after):
    """(what of a line stays, its words, whether these may go on from the line before)."""
    fence, option, start = FENCE.match(line), OPTION.match(line), STARTS.match(line)
    if code or KEPT.match(line) or not line.strip():
        return line, "", False
    if fence:
        return (fence[1], fence[3], False) if fence[2] in TITLED and fence[3] else (line, "", False)
    if option and after:
        return (option[1], option[3], False) if option[2] == "alt" else (line, "", False)
    return start[1], start[2].rstrip(), not start[1].strip()


def charts(code):
    """[(first byte, last byte, text)] of the words that a cell of code gives to charts."""
    try:
        tree = ast.parse(code)
    except SyntaxError:  # told by who runs it
        return []
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "chart"]
    starts = [0]
    for line in code.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    given = [one for call in calls for one in [*call.args[1:2], *(k.value for k in call.keywords if k.arg in TOLD)]]
    texts = [one for value in given for one in (value.values if isinstance(value, ast.Dict) else [value])]
    return [
        (starts[one.lineno - 1] + one.col_offset, starts[one.end_lineno - 1] + one.end_col_offset, one.value)
        for one in texts
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


def messages(cells):
    """What a catalogue has to have of a page, in its order."""
    found = {}
    for cell in filter(shows, cells):
        text = words(cell)
        parts = pieces(text) if cell["cell_type"] == "markdown" else charts(text)
        said = [one for *_, one in parts]
        found.update(dict.fromkeys(one for one in said if LATIN.search(one)))
    return list(found)


def translated(cells, table, known=()):
    """The cells in another language. What is `known` to want words and has none in the `table` says that it is English."""

    def change(text):
        return "\n".join(kept + _worded(kept, said, table, known) for kept, said in pieces(text))

    return [over(cell, change) if cell["cell_type"] == "markdown" else _charted(cell, table) for cell in cells]


def _worded(kept, said, table, known):
    if table.get(said):
        return table[said]
    plain = kept.strip() and not re.match(r"\s*(?:[-*+]|\d+[.)])", kept)  # a heading, a title, a row of a table
    return said if plain or said not in known else f"[{said}]{{.language-en}}"


def _charted(cell, table):
    code = words(cell).encode()
    for start, end, text in sorted(charts(words(cell)), reverse=True):
        if table.get(text):
            quoted = table[text].replace("\\", "\\\\").replace('"', '\\"')
            code = code[:start] + f'"{quoted}"'.encode() + code[end:]
    return cell if code == words(cell).encode() else {**cell, "source": code.decode(), "outputs": []}


# ---- what a translation has to keep ---------------------------------------------------------------------------------------
ROLE = re.compile(r"\{([a-z][\w:-]*)\}`(?:[^`<]*<([^`>]+)>|([^`]+))`")
MARKS = re.compile(r"\]\([^()\s]+\)|\[\^[\w-]+\](?!:)")
NAMES = re.compile(r"\{\w*\}(?!`)")


def marks(text):
    """What of a text is no word: roles with what they lead to, links, notes, classes, names in braces; sorted."""
    roles = [f"{{{role}}}`{aimed or bare}`" for role, aimed, bare in ROLE.findall(text)]
    return sorted(roles + MARKS.findall(text) + NAMES.findall(ROLE.sub("", text)))
