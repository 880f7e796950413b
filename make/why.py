"""Why: what stopped a build, in one line each and last of all that is printed. Called by the Makefile after a failure.

A notebook that is no JSON, a mini-model that is refused, a cell that failed: the builder tells of each amid a hundred lines.
"""

import contextlib
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "_build/html/reports"  # one for each notebook with a cell that failed; removed before each build
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def failed(path):
    """What a notebook's failed cell said last."""
    lines = [line for line in COLOUR.sub("", path.read_text(encoding="utf-8")).splitlines() if line.strip()]
    name = path.relative_to(REPORTS).as_posix().removesuffix(".err.log")
    return f"book/{name}.ipynb: ERROR: {lines[-1] if lines else 'a cell failed'}"


def main():
    for look in ("book/_ext/canonical.py --readable", "make/models.py"):
        with contextlib.suppress(subprocess.TimeoutExpired):  # a model without an end has been told of by its notebook
            subprocess.run([sys.executable, *look.split()], cwd=ROOT, check=False, timeout=60)
    for path in sorted(REPORTS.rglob("*.err.log")):
        print(failed(path))


if __name__ == "__main__":
    main()
