"""By hand: the settings at which the tests' numbers were worked by hand, `tests/byhand.json`.

They are those at which the models of this book open. An edition that opens one elsewhere, or adds a control, has the same
equations still, and these numbers for them.
"""

import json
from pathlib import Path

from widgets.shelf import library

WORKED = json.loads(Path(__file__).with_name("byhand.json").read_text(encoding="utf-8"))


def settings(module, given):
    """All of a mini-model's settings: `given`, and the others as the numbers were worked at."""
    known = WORKED[module.__name__.rpartition(".")[2]]
    return library.settings(module, {**{name: known[name] for name in known if name in module.CONTROLS}, **given})
