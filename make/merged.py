"""Merged: names the files in which a merge was left half done, before anything else complains of what they hold."""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = {".ipynb", ".md", ".yml", ".yaml", ".csv", ".json", ".bib", ".py", ".cff", ".toml", ".txt"}
MADE = {"_build", "node_modules", "build"}  # and all that begins with a dot
MARK = re.compile(r'^\s*"?(?:<{7}|>{7}) ', re.M)  # in a notebook also within a text, where a tool has merged it


def files():
    """Every file that somebody writes and merges, sorted."""
    found = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name[0] != "." and name not in MADE]
        found += [Path(folder, name) for name in names if Path(name).suffix in KINDS]
    return sorted(found)


def half(path):
    """The complaint about a file with marks of a merge, at the first of them; "" about any other."""
    text = path.read_text(encoding="utf-8", errors="replace")
    mark = MARK.search(text)
    if not mark:
        return ""
    line = text.count("\n", 0, mark.end()) + 1
    said = "a merge was left half done. Keep one of the two versions below, and no line of <<<<<<<, ======= or >>>>>>>"
    return f"{path.relative_to(ROOT)}:{line}: ERROR: {said}"


if __name__ == "__main__":
    sys.exit("\n".join(filter(None, map(half, files()))) or 0)
