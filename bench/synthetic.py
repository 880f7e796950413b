"""Synthetic: books made for measuring only, in a folder of their own, with the theme, hooks and runtime of the real one."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ["jupyter-book", "build", "book", "--config", "_config.yml", "--path-output", "."]
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
LOOP = '''"""A made-up model: {steps} steps of growth towards a limit; the picture draws {drawn} of them."""

from widgets.contract import BARN, amount, number, series

STEPS, DRAWN = {steps}, {drawn}
TITLE = "A loop of {steps} steps, {drawn} of them drawn"
CONTROLS = {{"rate": number("Rate", default=50, unit="%", low=0, high=100, step=1, assumed="made up")}}
DATA = {{}}
RESULTS = {{
    "at": series("Step", unit=""), "size": series("Size", unit="", decimals=3, over="at"),
    "end": amount("At the end", unit="", decimals=3),
}}
SENTENCE = "At {{rate}} it ends at {{end}}."
ALT = "A line that rises to one."
LIMITS = "It shows nothing but how long it takes."
SCENARIOS = {{}}


def model(rate):
    size, sizes = 0.01, []
    for step in range(STEPS):
        size += rate / 100 * size * (1 - size) * 10 / STEPS
        if (step + 1) % (STEPS // DRAWN) == 0:
            sizes.append(size)
    return {{"at": list(range(DRAWN)), "size": sizes, "end": size}}


def figure(fig, at, size):
    axes = fig.add_axes([0.1, 0.1, 0.85, 0.85])
    axes.plot(at, size, color=BARN, gid="line at size")
    axes.set(xlim=(0, DRAWN), ylim=(0, 1))
'''


def book(folder, chapters, models=None):
    """A book in `folder`: {page: notebook as text or list of models}, and {model: its file} beside the real ones."""
    skipped = shutil.ignore_patterns("*.ipynb", "*.md", "_toc.yml", "widgets", "__pycache__", "solutions", "specimen")
    shutil.copytree(ROOT / "book", folder / "book", ignore=skipped)
    for name in ("widgets", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "_config.yml", folder)
    (folder / "_build/live").mkdir(parents=True)
    shutil.copy(ROOT / "_build/live/live.js", folder / "_build/live")
    for name, text in (models or {}).items():
        (folder / f"widgets/models/{name}.py").write_text(text, "utf-8")
    for page, content in chapters.items():
        text = content if isinstance(content, str) else notebook(page, content)
        (folder / f"book/{page}.ipynb").write_text(text, "utf-8")
    first, *others = chapters
    toc = f"format: jb-book\nroot: {first}\nchapters:\n" + "".join(f"  - file: {page}\n" for page in others)
    (folder / "book/_toc.yml").write_text(toc if others else f"format: jb-book\nroot: {first}\n", "utf-8")
    return folder


def notebook(page, models):
    """A page of these models, each in a cell of its own."""
    sources = [f'from widgets import explore\n\nexplore("{name}")' for name in models]
    cells = [{"cell_type": "markdown", "id": "c0", "metadata": {}, "source": f"# {page}\n\nA page made for measuring."}]
    for i, source in enumerate(sources, 1):
        cell = {"cell_type": "code", "id": f"c{i}", "metadata": {}, "source": source, "outputs": []}
        cells.append({**cell, "execution_count": None})
    return json.dumps({"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5})


def built(folder):
    """Seconds of a build."""
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(BUILD, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return time.perf_counter() - began
