"""Passed: which mini-models, as their files are now, have kept the contract; so that they are not held against it again.

Holding a model against the contract is most of what its first `explore` takes, and each chapter has a kernel of its own.
What the gate says follows from files alone: the model's and those that it imports, the record it asks for, the gate itself.
A file of that name in `_build/passed/` says that they passed together. Where there is no `_build`, nothing is kept.
"""

import contextlib
import hashlib
import json
from pathlib import Path

import matplotlib

from widgets import contract, drawing, record
from widgets.shelf import check, dialect, grabbed, marked, worded

GATE = [contract, drawing, check, dialect, grabbed, marked, worded]


def token(sources, needs):
    """The file that says so. sources: {name: text} of a model and those it imports; needs: its series of the record."""
    gate = [Path(module.__file__).read_text(encoding="utf-8") for module in GATE]
    series = {key: one.plain() for key, one in needs.items()}
    said = json.dumps([matplotlib.__version__, gate, sources, series], sort_keys=True)
    return record.folder().parent / "_build/passed" / hashlib.sha256(said.encode()).hexdigest()[:24]


def once(module, needs, sources):
    """Hold a mini-model against the contract, unless it passed as it is. Raises ModelError (see `check`)."""
    passed = token(sources, needs)
    if passed.is_file():
        return
    check.check(module, needs)
    if passed.parent.parent.is_dir():
        with contextlib.suppress(
            OSError
        ):  # a shelf that cannot be written to: it is held against the contract each time
            passed.parent.mkdir(exist_ok=True)
            passed.touch()
