"""Stock Jupyter Book with ipywidgets: a notebook with `interact`, as in the ipywidgets guide; all settings default."""

import json
import os
import subprocess
import sys
from pathlib import Path

from equations import ROOT
from home import bring_home

CELL = """import matplotlib.pyplot as plt
from ipywidgets import interact
from equations import told, work

def harvest(away=90):
    found = work(away)
    plt.plot(found["edge"], found["ripe"], label="ripe so far")
    plt.plot(found["edge"], found["barn"], label="brought in")
    plt.legend()
    plt.show()
    print(told(away))

interact(harvest, away=(0, 120, 5));"""
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def notebook():
    cells = [
        {"cell_type": "markdown", "id": "c0", "metadata": {}, "source": "# Field or furnace"},
        {"cell_type": "code", "id": "c1", "metadata": {}, "source": CELL, "outputs": [], "execution_count": None},
    ]
    return {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}


def build(out):
    book = out / "source"
    book.mkdir()
    (book / "_config.yml").write_text("title: Stock Jupyter Book\n", "utf-8")
    (book / "_toc.yml").write_text("format: jb-book\nroot: index\n", "utf-8")
    (book / "index.ipynb").write_text(json.dumps(notebook()), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    subprocess.run(["jupyter-book", "build", str(book), "--path-output", str(out)], check=True, env=environment)
    packages = ROOT / "bench/peers/node_modules"
    bring_home(
        out / "_build/html",
        {
            "https://cdnjs.cloudflare.com/ajax/libs/require.js/2.3.4/": lambda name: packages / "requirejs/require.js",
            "https://cdn.jsdelivr.net/npm/@jupyter-widgets/html-manager@1.0.6/": lambda name: (
                packages / "@jupyter-widgets/html-manager" / name
            ),
        },
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]))
