"""Hold every mini-model against the contract and the bibliography, and say in one line each which are refused and why.

Where none is, the ledger has the word: on constants that rest on nothing, and on what the tables cite.
"""

import difflib
import sys

from widgets import ledger, library
from widgets.check import ModelError

WORKS = ledger.bibliography()


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
    found = list(filter(None, map(refused, library.names())))
    sys.exit("\n".join(found or ledger.amiss()) or 0)
