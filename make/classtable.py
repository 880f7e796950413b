"""A table of a class's work: python make/classtable.py FOLDER [TABLE]

FOLDER holds the files that readers kept on the pages of chapters (widgets/live/work.js) and handed in, in any order of folders.
The table (TABLE, or _build/class-table.csv) has a row for each answer, each guess, and the settings and changed equations of
each model. A file that is not such work (data/work.schema.json) is left out and named. Nothing of it is run, nothing scored.
"""

import csv
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[1]
MOST = 1 << 20  # bytes, as on the page
HEAD = "file reader book version chapter kept kind about text".split()
FORMULA = "=+-@\t\r\n"  # a spreadsheet runs a cell that begins so


def checks():
    return Draft202012Validator(json.loads((ROOT / "data/work.schema.json").read_text(encoding="utf-8")))


def no_number(name):
    raise ValueError(f"{name} is no number")


def read(path, schema):
    """The work in a file; ValueError in one line where it is none."""
    size = path.stat().st_size
    if size > MOST:
        raise ValueError(f"found {size / 1024:,.0f} kB; expected at most {MOST // 1024:,}")
    try:
        work = json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=no_number)
        json.dumps(work, ensure_ascii=False).encode()  # half a character cannot be written into a table
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"found no JSON ({str(fault)[:80]}); expected work that was kept on a page") from None
    for fault in schema.iter_errors(work):
        raise ValueError(f"{place(fault)}: found {json.dumps(fault.instance)[:60]}; expected {wanted(fault)}")
    return work


def place(fault):
    return ".".join(str(part) for part in fault.absolute_path) or "the file"


def wanted(fault):
    """What a rule of the schema asks for, in words."""
    rule, value = fault.validator, fault.validator_value
    if rule == "anyOf":
        return "a number, a word, or true or false"
    if rule == "required":
        return f"the keys {', '.join(value)}"
    return {"type": f"of type {value}", "const": json.dumps(value)}.get(rule, f"{rule} {value}")


def rows(name, work):
    """The rows of one reader's work."""
    head = [name, *(work.get(key, "") for key in "reader book version chapter kept".split())]
    for one in work["answers"]:
        yield [*head, "answer", one["exercise"], one["answer"]]
    for one in work["models"]:
        if "guess" in one:
            yield [*head, "guess", one["id"], one["guess"]]
        said = "; ".join(f"{key}={json.dumps(value).strip(chr(34))}" for key, value in one["settings"].items())
        yield [*head, "settings", one["id"], said]
        if "equations" in one:
            yield [*head, "equations", one["id"], one["equations"]]


def harmless(cell):
    """A cell that no spreadsheet runs: an apostrophe makes it text."""
    return f"'{cell}" if cell.startswith(tuple(FORMULA)) else cell


def tabled(folder):
    """([rows], [what was left out, a line each]) of the files of a folder."""
    schema, found, left = checks(), [], []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        try:
            found += rows(name, read(path, schema))
        except (ValueError, OSError) as fault:
            left.append(f"{name!r} is left out: {fault}")
    return found, left


def main(folder, table=ROOT / "_build/class-table.csv"):
    folder, table = Path(folder), Path(table)
    if not folder.is_dir():
        return f"{folder}: found no folder; expected one with the files that readers handed in"
    found, left = tabled(folder)
    print(*left, sep="\n", end="\n" if left else "")
    if not found:
        return f"{folder}: found no reader’s work in it; expected files that were kept on the pages of chapters"
    table.parent.mkdir(parents=True, exist_ok=True)
    with table.open("w", encoding="utf-8-sig", newline="") as file:  # with the mark by which spreadsheets know UTF-8
        csv.writer(file).writerows([HEAD, *([harmless(cell) for cell in row] for row in found)])
    print(f"{table}: {len(found)} rows of {len({row[0] for row in found})} files, {len(left)} left out")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or not sys.argv[1]:
        sys.exit("which folder? make class-table FOLDER=handed-in")
    sys.exit(main(*sys.argv[1:]))
