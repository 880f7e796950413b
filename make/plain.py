"""The same book by Sphinx alone: for the day Jupyter Book 1.x stops, and for a preview that follows what is edited.

    python make/plain.py build [PAGE]       build the whole book with `sphinx-build`, or one chapter of it
    python make/plain.py watch PAGE PORT    serve one chapter, and build it anew at each change
    python make/plain.py serve PORT         serve the book as `make book` built it

`jupyter-book config sphinx` turns `_config.yml` into a `conf.py`, which is all that Sphinx needs. To leave Jupyter Book
for good, keep that file beside `_config.yml`'s other heirs and call `sphinx-build -c . book _build/html`.
"""

import contextlib
import shlex
import shutil
import socket
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
ONE = """
# One chapter, and what every chapter leads to. Links to other chapters lead nowhere here, which is no fault of its own.
external_toc_path = {toc!r}
suppress_warnings = ["myst.xref_missing", "ref", "toc", "app.add_node"]
"""
OPEN = """
# a model that is refused is told of on the page and in the terminal, and does not end the preview
nb_execution_show_tb = True
def setup(app):
    # a page that reloads itself needs a script and a connection that the book's own policy forbids
    app.connect("html-page-context", lambda *event: event[3].update(policy=lambda *_: "img-src * data:"), priority=950)
"""
CONTENTS = "format: jb-book\nroot: bibliography\nchapters:\n  - file: {page}\n  - file: glossary\n"


def configured(folder, page=None, more=""):
    """Write the `conf.py` of the book, or of one chapter, into a folder; returns what Sphinx is to be told."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "_config.yml", folder)
    command = ["config", "sphinx", "book", "--config", folder / "_config.yml"]
    subprocess.run(
        [Path(sys.executable).with_name("jupyter-book"), *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    if page:
        (folder / "_toc.yml").write_text(CONTENTS.format(page=page), encoding="utf-8")
        more += ONE.format(toc=str(folder / "_toc.yml"))
    with (folder / "conf.py").open("a", encoding="utf-8") as file:
        file.write(PLACES.format(book=f"{ROOT / 'book'}/") + more)
    return ["-q", "-d", folder / "doctrees", "-c", folder, "book", folder.with_suffix(".html")]


def known(page):
    names = sorted(path.stem for path in (ROOT / "book").glob("*.ipynb"))
    return page if page in names else sys.exit(f"make: there is no chapter {page}; there are {', '.join(names)}")


def build(page=None):
    """The whole book, as strictly as `make book`, or one chapter; returns the exit status."""
    folder = ROOT / "_build" / ("chapter" if page else "plain")
    strict = ["-D", "nb_execution_raise_on_error=1"] if page else ["-W", "-n", "--keep-going"]
    command = [sys.executable, "-m", "sphinx", *strict, *configured(folder, page and known(page))]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def free(port):
    """The port, if nobody has it; else ends, and says what to do."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", int(port)))
        except (OSError, ValueError, OverflowError) as fault:
            sys.exit(f"make: port {port} cannot be had ({fault}). Name another: PORT=8001")
    return port


def until_interrupted(command):
    with contextlib.suppress(KeyboardInterrupt):
        return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode
    return 0


def serve(port):
    print(f"http://127.0.0.1:{free(port)}  Ctrl+C ends it.", flush=True)
    return until_interrupted(["http.server", "-b", "127.0.0.1", "-d", "_build/html", port])


def watch(page, port):
    """Serve one chapter until interrupted. What chapters are made of is watched too."""
    free(port)
    told = configured(ROOT / "_build/preview", known(page), OPEN)
    watched = [option for folder in ("widgets", "data") for option in ("--watch", folder)]
    watched += ["--pre-build", shlex.join([sys.executable, "book/_ext/canonical.py", "--readable"])]
    print(f"http://127.0.0.1:{port}/{page}.html follows what you save. Ctrl+C ends it.", flush=True)
    return until_interrupted(["sphinx_autobuild", *watched, "--ignore", "*/__pycache__/*", "--port", port, *told])


if __name__ == "__main__":
    sys.exit({"build": build, "watch": watch, "serve": serve}[sys.argv[1]](*sys.argv[2:]))
