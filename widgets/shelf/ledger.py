"""The ledger: what every number of the mini-models rests on, and whether the record and the bibliography hold together.

    python -m widgets.shelf.ledger

lists each control and each constant of each mini-model with its value, unit, range and source or reason, then the
values of the record by status and the works that nobody saw, and ends with what is amiss, if anything.

A control is declared in its model with a source or an assumption, unless it changes only the view. A constant (a name
in capitals that holds numbers) says it in square brackets at the end of a comment: on its own line, or above, over one
line or several, for a block of lines without a gap:

    LAND = 193  # million hands [liyang2005anatomy: recalled]
    PLAN = 10.7  # million tonnes of steel [steel_targets: seen], a table of the record
    # [assumed: nobody wrote down the work of each month]
    WORK = [0.35, 0.35, 0.55]  # share of the hands that the land asks for
    CARE = [2, 3, 4]  # months of weeding
"""

import difflib
import re
import sys
from collections import Counter

from widgets.contract import STATUSES, words
from widgets.record import DataError, folder, keys, table, tables
from widgets.shelf import library

DECLARED = ("CONTROLS", "DATA", "RESULTS", "SCENARIOS", "QUESTION", "SIZE")  # names in capitals that are no constants
TAG = re.compile(r"#[^\[]*\[(?:assumed: (?P<assumed>[^\]]+)|(?P<source>[a-z0-9_; ]+): (?P<status>[a-z-]+))\]")
# a field of the bibliography: in braces, which may hold braces twice over, in quotation marks, or a bare word
FIELD = re.compile(r'(\w+)\s*=\s*(?:\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}|"([^"]*)"|(\w+))')


# ---- mini-models ----------------------------------------------------------------------------------------------------
def entries(names=None):
    """One row for each control and constant of the named mini-models, of all of them if none are named."""
    rows = []
    for name in names or library.names():
        module = library.load(name)
        rows += [_control(name, key, control) for key, control in module.CONTROLS.items()]
        rows += constants(name, vars(module), library.sources(name)[name])
    return rows


def _control(model, name, control):
    lowest, highest = control["between"] or (None, None)
    bounds = f"{control['low']} to {control['high']}" if control["kind"] == "number" else ""
    return {
        "model": model,
        "name": name,
        "value": words(control["default"], control),
        "range": bounds + (f", {lowest} to {highest} tried or given" if control["between"] else ""),
        "source": control["source"] or [],
        "status": control["status"],
        "assumed": control["assumed"] or "",
        "view": control["view"] or "",
    }


def constants(model, values, text):
    """One row for each name in capitals that `text`, the model's file, sets to numbers."""
    lines, rows = text.splitlines(), []
    for at, line in enumerate(lines):
        found = re.match(r"([A-Z][A-Z0-9_]*(?:, [A-Z][A-Z0-9_]*)*) = ", line)
        for name in found[1].split(", ") if found else ():
            if name not in DECLARED and _numeric(values[name]):
                rows.append(_constant(model, name, values[name], _tag(lines, at)))
    return rows


def _tag(lines, at):
    """What line `at` says in brackets, or else the nearest comment above it in the same block; None if neither."""
    if TAG.search(lines[at]):
        return TAG.search(lines[at])
    while at and lines[at - 1].strip():
        at -= 1
        if lines[at].startswith("#") and TAG.search(_comment(lines, at)):
            return TAG.search(_comment(lines, at))
    return None


def _comment(lines, at):
    """The comment whose last line is `at`, as one line: a reason may need two."""
    first = at
    while first and lines[first - 1].startswith("#"):
        first -= 1
    return " ".join(line.lstrip("# ") if i else line for i, line in enumerate(lines[first : at + 1]))


def _constant(model, name, value, tag):
    said = tag.groupdict() if tag else {"assumed": None, "source": None, "status": None}
    return {
        "model": model,
        "name": name,
        "value": str(value),
        "range": "",
        "source": keys(said["source"] or ""),
        "status": said["status"] or ("assumed" if said["assumed"] else ""),
        "assumed": said["assumed"] or "",
        "view": "",
    }


def _numeric(value):
    """Whether a value is a number or holds one, however deep."""
    if isinstance(value, dict):
        return any(map(_numeric, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(_numeric, value))
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def faults(rows, known):
    """What is wrong with rows of the ledger: each has a known source, or a reason, or changes only the view."""
    found = []
    for row in rows:
        where = f"widgets/models/{row['model']}.py, {row['name']}"
        grounds = [name for name in ("source", "assumed", "view") if row[name]]
        reason = row["assumed"] or row["view"]
        if len(grounds) != 1:
            wanted = "one of the three: a source, an assumption with its reason, a change of view"
            found.append(f"{where}: found {' and '.join(grounds) or 'none of them'}; expected {wanted}")
        elif row["status"] not in STATUSES or (row["status"] == "assumed") != bool(row["assumed"]):
            found.append(f"{where}: found status {row['status']!r}; expected one that fits, of {', '.join(STATUSES)}")
        elif reason and len(reason.split()) < 3:
            found.append(f"{where}: found the reason {reason!r}; expected one that a reader can weigh")
        # a table of the record will do as well: its rows say, each for itself, where a value was seen
        found += [
            f"{where}: {unknown(key, known)}" for key in row["source"] if key not in known and key not in tables()
        ]
    return found


# ---- the bibliography, and what cites it ----------------------------------------------------------------------------
def references():
    """{key: {field: its words}} of book/references.bib, however it is laid out. OSError without it.

    Read here, and not by pybtex as the build reads it: a kernel of Binder has no other need of that.
    """
    try:
        text = (folder().parent / "book" / "references.bib").read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise DataError("book/references.bib", f"{fault}", "UTF-8: save the file as UTF-8") from None
    entries = re.findall(r"^\s*@\s*\w+\s*\{\s*([^\s,{}=]+)\s*,(.*?)(?=^\s*@|\Z)", text, flags=re.M | re.S)
    return {
        key: {
            name.lower(): " ".join((braced or quoted or bare).split())
            for name, braced, quoted, bare in FIELD.findall(fields)
        }
        for key, fields in entries
    }


def bibliography():
    """{key: {"known": "seen", "cited" or "recalled", "seen": words}} of book/references.bib."""
    return {key: {name: work.get(name, "") for name in ("known", "seen")} for key, work in references().items()}


def unseen(works):
    """The works that stand in the bibliography from memory alone."""
    return [key for key, work in works.items() if work["known"] == "recalled"]


def cited(works):
    """What is wrong with the tables' references: a key that the bibliography lacks, at its file, row and column."""
    found = []
    for name in tables():
        rows = table(name)
        # beside a key, a source is words
        columns = [column for column in ("keys", "key", "source") if column in rows[0]][:1]
        for number, row in enumerate(rows if columns else (), start=2):
            wrong = [key for key in keys(row[columns[0]]) if key not in works]
            found += [f"data/{name}.csv, row {number}, column {columns[0]}: {unknown(key, works)}" for key in wrong]
    return found


def on_memory(works):
    """The claims that rest only on works that nobody saw."""
    lost = set(unseen(works))
    return [row["id"] for row in table("claims") if row["keys"] and set(keys(row["keys"])) <= lost]


def unknown(key, known):
    """The complaint about a key that the bibliography does not have."""
    close = difflib.get_close_matches(key, list(known), 1, 0.5)
    nearest = f"; the nearest is {close[0]!r}" if close else ""
    return f"found the source {key!r}; expected a key of book/references.bib{nearest}"


# ---- the whole ------------------------------------------------------------------------------------------------------
def statuses():
    """{table: {status: number of values}} over the whole record, a claim counting as one value."""
    counts = {}
    for name in tables():
        rows = table(name)
        columns = [column for column in rows[0] if column == "status" or column.endswith("_status")]
        counts[name] = Counter(row[column] for row in rows for column in columns if row[column])
    return {name: count for name, count in counts.items() if count}


def amiss(names=None):
    """Everything that is wrong: with the ledger, with references, with claims. An empty list is the aim."""
    works = bibliography()
    found = faults(entries(names), works) + cited(works)
    found += [f"book/references.bib, {key}: no word on whether it was seen" for key in works if not works[key]["known"]]
    found += [
        f"book/references.bib, {key}: found the address {work['url']}; expected one that begins with https://"
        for key, work in references().items()
        if not re.match("https?://|$", work.get("url", ""))
    ]
    return found + [f"data/claims.csv, {claim}: rests only on works that nobody saw" for claim in on_memory(works)]


def main():
    for row in entries():
        rests = "; ".join(row["source"]) or row["assumed"] or row["view"] or "nothing"
        print(f"{row['model']}.{row['name']}: {row['value']} ({row['range'] or 'fixed'}) {row['status']}; {rests}")
    print("\nValues of the record by status")
    total = Counter()
    for name, count in statuses().items():
        total += count
        print(f"  {name}: " + ", ".join(f"{count[status]} {status}" for status in STATUSES if count[status]))
    print("  all: " + ", ".join(f"{total[status]} {status}" for status in STATUSES if total[status]))
    print("\nWorks that nobody saw: " + ", ".join(unseen(bibliography())))
    problems = amiss()
    print("\n" + ("\n".join(problems) if problems else "Nothing amiss."))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
