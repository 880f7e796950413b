"""The tests' own small book, built as the real one is, into _build/sample. `make test` calls it.

What the tests need of a chapter stands there, so that an edition may leave out any of its own: every form of MyST that
chapters use (the theme's specimen), and a mini-model at work (tests/sample). It is an edition of its own, by title and address.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "_build/sample"
THEIRS = ROOT / "book/_themes/leap/specimen"
TITLE, BASE = "A leap & its models", "https://fork.example.org/leap"
OWN = {"copyright": "2026 The fork", "logo": "picture.svg"}
AT_WORK, TABLES = "      - file: at-work\n", "      - file: tables\n"
BUILD = "build book --config _config.yml --path-output . -W -n --keep-going".split()


def gathered():
    """The book's folder: what stands there from the last time goes, what was built of it stays."""
    for name in ("book", "widgets", "data"):
        shutil.rmtree(HOME / name, ignore_errors=True)
    skipped = shutil.ignore_patterns("specimen", "__pycache__")
    shutil.copytree(THEIRS, HOME / "book")
    shutil.copytree(ROOT / "tests/sample", HOME / "book", ignore=shutil.ignore_patterns(".*"), dirs_exist_ok=True)
    for name in ("book/_themes", "book/_ext", "widgets", "data"):
        shutil.copytree(ROOT / name, HOME / name, ignore=skipped)
    shutil.copytree(ROOT / "_build/live", HOME / "_build/live", dirs_exist_ok=True)
    for name in ("CITATION.cff", "requirements.lock"):
        shutil.copy(ROOT / name, HOME)
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    settings |= {"title": TITLE, **OWN}
    settings["html"] |= {"baseurl": BASE, "favicon": "picture.svg"}
    (HOME / "_config.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


def listed():
    """A mini-model's page comes first in the contents, one of what is made of tables last; both cite what the book cites."""
    contents = HOME / "book/_toc.yml"
    text = contents.read_text(encoding="utf-8")
    contents.write_text(text.replace("    chapters:\n", f"    chapters:\n{AT_WORK}", 1) + TABLES, encoding="utf-8")
    with (HOME / "book/references.bib").open("a", encoding="utf-8") as works:
        works.write((ROOT / "book/references.bib").read_text(encoding="utf-8"))


def main():
    gathered()
    listed()
    builder = Path(sys.executable).with_name("jupyter-book")
    environment = {**os.environ, "PYTHONPATH": str(HOME)}  # the copy's widgets, not the installed ones
    environment |= {"GITHUB_REF_TYPE": "", "CI_COMMIT_TAG": ""}  # it is no release, whatever is built around it
    built = subprocess.run([builder, *BUILD], cwd=HOME, env=environment, capture_output=True, text=True, check=False)
    return built.stdout[-3000:] + built.stderr[-3000:] if built.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
