"""CONTRIBUTING.md's walk, walked: its files and commands, in a copy of the repository, to a live figure in a browser."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
WALK = PAGE.split("## A new chapter with a new mini-model")[1].split("\n## ")[0]
FILES = dict(re.findall(r"^`([\w/.]+)`:\n\n```python\n(.*?)^```$", WALK, re.M | re.S))
COMMANDS = [
    line.split() for block in re.findall(r"^```sh\n(.*?)^```$", WALK, re.M | re.S) for line in block.splitlines()
]
LEFT_OUT = {".git", ".venv", "node_modules", "_build", "bench", "__pycache__", ".pytest_cache", ".ruff_cache"}
# what is installed is not installed again for a copy; with the copy's own code before any other
READY = ["-o", ".venv/ready", "-o", "node_modules/.package-lock.json", "-o", "_build/live/live.js"]
TOOLS = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
DEAF = ("PYTEST_", "MAKE", "VENV", "PYTHON")


@pytest.fixture
def copy(tmp_path):
    """A fresh copy of the repository, with what a clone makes on its first `make book`."""
    home = tmp_path / "book"
    shutil.copytree(ROOT, home, symlinks=True, ignore=lambda _, names: LEFT_OUT & set(names))
    (home / "_build/live").mkdir(parents=True)
    shutil.copy(ROOT / "_build/live/live.js", home / "_build/live")
    return home


def ran(command, home):
    clean = {key: value for key, value in os.environ.items() if not key.startswith(DEAF)}
    environment = {**clean, "PATH": TOOLS, "PYTHONPATH": str(home)}
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)


def done(command, home):
    result = ran(command, home)
    assert result.returncode == 0, f"{command}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"


def made(words, home):
    """One of the walk's commands, done as written but for what is installed already."""
    done(["make", *READY, *words[1:]], home)


def walked(home, targets):
    """Write the walk's files, and do those of its commands that these targets name."""
    for name, text in FILES.items():
        (home / name).write_text(text, encoding="utf-8")
    for words in COMMANDS:
        if words[1] in targets:
            made(words, home)


def opened(page, file):
    """The new page's figure answers: the sentence follows the slider."""
    page.goto(file.as_uri())
    root = page.locator("[data-explorable=seed_rate]")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    before = root.locator(".said output").inner_text()
    root.locator("input[name=seed]").first.press("End")
    expect(root.locator(".said output")).not_to_have_text(before)


def test_the_walk_can_be_read():
    assert list(FILES) == ["widgets/models/seed_rate.py", "tests/test_seed_rate.py"]
    assert [words[1] for words in COMMANDS] == ["chapter", "canonical", "preview", "test-chapter"]
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    asked = re.findall(r"(?:^ {4}|`)make ([a-z-]+)", PAGE + readme, re.M)
    assert set(asked) <= targets


@pytest.mark.browser
def test_the_walk_gives_a_chapter_whose_figure_is_alive(copy, page):
    """The short way: what `make preview` shows, built once."""
    walked(copy, {"chapter", "canonical"})
    done([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_seed_rate.py"], copy)
    done([sys.executable, "make/plain.py", "build", "close-planting"], copy)
    opened(page, copy / "_build/chapter.html/close-planting.html")


@pytest.mark.long
@pytest.mark.browser
def test_the_walk_ends_in_the_book_itself(copy, page):
    """The whole way, with the book that `make test-chapter` builds and the tests that it runs."""
    walked(copy, {"chapter", "canonical", "test-chapter"})
    opened(page, copy / "_build/html/close-planting.html")
    contents = (copy / "_build/html/index.html").read_text(encoding="utf-8")
    assert 'href="close-planting.html"' in contents


def test_a_model_that_breaks_the_contract_is_refused_in_one_sentence(copy):
    """Planted: a gid that names no result."""
    name = "widgets/models/seed_rate.py"
    (copy / name).write_text(FILES[name].replace('gid="vline at"', 'gid="vline seed"'), encoding="utf-8")
    refused = ran([sys.executable, "make/models.py"], copy)
    assert refused.returncode == 1
    assert refused.stderr == f'ModelError: {name}: gid "vline seed": found seed; expected the name of a result\n'
