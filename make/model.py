"""Begin a mini-model: `python make/model.py NAME` writes widgets/models/NAME.py, which keeps the contract as it stands."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "widgets/models"
BEGUN = ROOT / "make/model.txt"  # a small model of its own, with a comment at each part


def new(name=""):
    """Write the file; returns what is wrong, or 0."""
    path = MODELS / f"{name}.py"
    if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", name):
        return f"make: found {name or 'no name'}; expected small letters and low lines: make model NAME=store_of_grain"
    if path.exists():
        return f"make: widgets/models/{name}.py is there already; expected a name that no mini-model has"
    path.write_text(BEGUN.read_text(encoding="utf-8"), encoding="utf-8")
    print(
        f'widgets/models/{name}.py\nIn a notebook: explore("{name}"). In a chapter: make chapter CHAPTER=... MODEL={name}'
    )
    return 0


if __name__ == "__main__":
    sys.exit(new(*sys.argv[1:]))
