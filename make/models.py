"""Hold every mini-model against the contract and the bibliography, and say in one line each which are refused and why."""

import difflib
import re
import sys
from pathlib import Path

from widgets import library
from widgets.check import ModelError

BOOK = Path(__file__).resolve().parents[1] / "book"
WORKS = re.findall(r"^@\w+\{([^,\s]+),", (BOOK / "references.bib").read_text(encoding="utf-8"), re.M)


def refused(name):
    """The refusal of the mini-model of this name, as a sentence; "" if it keeps the contract."""
    try:
        controls = library.load(name).CONTROLS
    except ModelError as fault:
        return f"ModelError: {fault}"
    lost = [(one, key) for one, control in controls.items() for key in control["source"] or [] if key not in WORKS]
    return unknown(name, *lost[0]) if lost else ""


def unknown(name, control, key):
    """An invented source is the worst that a model can bring: it is refused before anything is built."""
    near = "".join(f" (did you mean {one}?)" for one in difflib.get_close_matches(key, WORKS, 1))
    where = f'widgets/models/{name}.py: CONTROLS["{control}"] source'
    return f"ModelError: {where}: found {key}; expected a key of book/references.bib{near}"


if __name__ == "__main__":
    sys.exit("\n".join(filter(None, map(refused, library.names()))) or 0)
