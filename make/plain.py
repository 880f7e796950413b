"""The same book by Sphinx alone: for the day Jupyter Book 1.x stops, and for a preview that follows what is edited.

    python make/plain.py build [folder]     build the whole book with `sphinx-build`
    python make/plain.py watch PAGE PORT    serve the book, open at PAGE, and build anew what changes

`jupyter-book config sphinx` turns `_config.yml` into a `conf.py`, which is all that Sphinx needs. To leave Jupyter Book
for good, keep that file beside `_config.yml`'s other heirs and call `sphinx-build -c . book _build/html`.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACES = """
# Paths of _config.yml are relative to the book; Jupyter Book itself finds the local extensions.
import sys
book = {book!r}
sys.path.insert(0, book + "_ext")
html_theme_path = [book + path for path in html_theme_path]
bibtex_bibfiles = [book + path for path in bibtex_bibfiles]
"""
OPEN = """
def setup(app):
    # a page that reloads itself needs a script and a connection that the book's own policy forbids
    app.connect("html-page-context", lambda *event: event[3].update(policy=lambda *_: "img-src * data:"), priority=950)
"""


def configured(folder, more=""):
    """Write the book's `conf.py` into a folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "_config.yml", folder)
    command = ["jupyter-book", "config", "sphinx", "book", "--config", folder / "_config.yml"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with (folder / "conf.py").open("a", encoding="utf-8") as file:
        file.write(PLACES.format(book=f"{ROOT / 'book'}/") + more)
    return folder


def build(folder="_build/plain"):
    """The whole book, as strictly as `make book`; returns the exit status."""
    out = configured(ROOT / folder)
    strict = ["-q", "-W", "-n", "--keep-going", "-d", out / "doctrees"]
    return subprocess.run(["sphinx-build", *strict, "-c", out, "book", out / "html"], cwd=ROOT, check=False).returncode


def watch(page, port):
    """Serve until interrupted. What chapters are made of is watched too."""
    out = configured(ROOT / "_build/preview", OPEN)
    watched = [option for folder in ("widgets", "data") for option in ("--watch", folder)]
    print(f"http://127.0.0.1:{port}/{page}.html follows what you save. Ctrl+C ends it.", flush=True)
    command = ["sphinx-autobuild", "-q", *watched, "--ignore", "*/__pycache__/*", "--port", port]
    return subprocess.run([*command, "-c", out, "book", out / "html"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit({"build": build, "watch": watch}[sys.argv[1]](*sys.argv[2:]))
