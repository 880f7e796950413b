"""Hold every mini-model against the contract and the bibliography, and say in one line each which are refused and why.

Where none is, the ledger has the word: on constants that rest on nothing, and on what the tables cite. That a model is longer
than can be read aloud is said, and stops nothing: an edition's own may be.
"""

import difflib
import signal
import sys

from widgets.record import DataError
from widgets.shelf import ledger, library
from widgets.shelf.check import ModelError

WORKS = {}
LIMIT = 30  # seconds for one model, which takes a tenth of one
LINES, WIDTH = 160, 100


def late(*_):
    raise ModelError(
        f"no answer in {LIMIT} seconds; expected results at every setting: is there a loop without an end?"
    )


def refused(name):
    """The refusal of the mini-model of this name, as a sentence; "" if it keeps the contract."""
    try:
        signal.signal(signal.SIGALRM, late)
        signal.alarm(LIMIT)
        controls = library.load(name).CONTROLS
    except ModelError as fault:
        said = str(fault)
        return (
            f"ModelError: {said if said.startswith(('widgets/', 'courses/')) else f'widgets/models/{name}.py: {said}'}"
        )
    finally:
        signal.alarm(0)
    lost = [(one, key) for one, control in controls.items() for key in control["source"] or [] if key not in WORKS]
    return unknown(name, *lost[0]) if lost else ""


def unknown(name, control, key):
    """An invented source is the worst that a model can bring: it is refused before anything is built."""
    near = "".join(f" (did you mean {one}?)" for one in difflib.get_close_matches(key, WORKS, 1))
    where = f'widgets/models/{name}.py: CONTROLS["{control}"] source'
    return f"ModelError: {where}: found {key}; expected a key of book/references.bib{near}"


def long(name):
    """The warnings about a model's length."""
    lines = library.files()[name].read_text(encoding="utf-8").splitlines()
    where = f"widgets/models/{name}.py"
    if len(lines) > LINES:
        yield f"{where}: WARNING: found {len(lines)} lines; a model of the house has {LINES}, to be read aloud"
    for n, line in enumerate(lines, 1):
        if len(line) > WIDTH:
            yield f"{where}:{n}: WARNING: found {len(line)} characters; a line of the house has {WIDTH}"


def main():
    """Tell of what is long; return what is wrong, a line each, or 0."""
    print("".join(f"{one}\n" for name in library.names() for one in long(name)), end="")
    try:
        WORKS.update(ledger.bibliography())
        found = list(filter(None, map(refused, library.names())))
        return "\n".join(found or ledger.amiss()) or 0
    except DataError as fault:  # of a table that no mini-model asks for
        return f"ERROR: {fault}"


if __name__ == "__main__":
    sys.exit(main())
