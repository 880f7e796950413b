"""CONTRIBUTING.md's walk, walked: its files and commands, in a copy of the repository, to a live figure in a browser."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
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
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "node_modules", "_build", "bench", "__pycache__", ".*_cache")
# what is installed is not installed again for a copy; with the copy's own code before any other
READY = ["-o", ".venv/ready", "-o", "node_modules/.package-lock.json", "-o", "_build/live/live.js"]
TOOLS = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
DEAF = ("PYTEST_", "MAKE", "VENV", "PYTHON")


@pytest.fixture
def copy(tmp_path):
    """Without the walk's own outcome, which who has walked it still has."""
    home = fresh(tmp_path / "book")
    for name in (*FILES, "book/close-planting.ipynb"):
        (home / name).unlink(missing_ok=True)
    contents = home / "book/_toc.yml"
    contents.write_text(
        contents.read_text(encoding="utf-8").replace("      - file: close-planting\n", ""), encoding="utf-8"
    )
    return home


def fresh(home):
    """A fresh copy of the repository, with what a clone makes on its first `make book`."""
    shutil.copytree(ROOT, home, symlinks=True, ignore=LEFT_OUT)
    (home / "node_modules").symlink_to(ROOT / "node_modules")  # the page tests read axe from there
    (home / "_build/live").mkdir(parents=True)
    shutil.copy(ROOT / "_build/live/live.js", home / "_build/live")
    shutil.copytree(ROOT / "_build/passed", home / "_build/passed")  # by what the book's models are, not by their place
    return home


def surroundings(home, **more):
    clean = {key: value for key, value in os.environ.items() if not key.startswith(DEAF)}
    return {"cwd": home, "env": {**clean, "PATH": TOOLS, "PYTHONPATH": str(home), **more}}


def ran(command, home, **more):
    return subprocess.run(command, **surroundings(home, **more), capture_output=True, text=True, check=False)


def done(command, home, **more):
    result = ran(command, home, **more)
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


@contextlib.contextmanager
def previewed(home, patience=120):
    """`make preview` as the walk has it, at a port of its own; ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (words,) = (words for words in COMMANDS if words[1] == "preview")
    command = ["make", *READY, *words[1:], f"PORT={port}"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    with subprocess.Popen(command, **surroundings(home), **quiet) as running:
        try:
            address = f"http://127.0.0.1:{port}/close-planting.html"
            for _ in range(patience):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(address).close()
                    break
                time.sleep(1)
            yield address
        finally:
            os.killpg(running.pid, signal.SIGTERM)


def opened(page, address):
    """The new page's figure answers: the sentence follows the slider."""
    page.goto(address)
    root = page.locator("[data-explorable=seed_rate]")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    before = root.locator(".said output").inner_text()
    root.locator("input[name=seed]").first.press("End")
    expect(root.locator(".said output")).not_to_have_text(before)


def test_the_walk_can_be_read():
    assert list(FILES) == ["widgets/models/seed_rate.py", "tests/test_seed_rate.py"]
    assert [words[1] for words in COMMANDS] == ["chapter", "canonical", "preview", "golden", "test-chapter"]
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
    opened(page, (copy / "_build/chapter.html/close-planting.html").as_uri())


@pytest.mark.long
@pytest.mark.browser
def test_the_walk_ends_in_the_book_itself(copy, page):
    """The whole way, with the book that `make test-chapter` builds and the tests that it runs."""
    walked(copy, {"chapter", "canonical", "golden", "test-chapter"})
    opened(page, (copy / "_build/html/close-planting.html").as_uri())
    contents = (copy / "_build/html/index.html").read_text(encoding="utf-8")
    assert 'href="close-planting.html"' in contents
    model = copy / "widgets/models/seed_rate.py"
    model.write_text(model.read_text(encoding="utf-8").replace('TITLE = "Past', 'TITLE = "Beyond'), encoding="utf-8")
    again = ran(["make", *READY, "book"], copy)
    assert re.findall(r"(\d+) changed|(\S+): Executing", again.stdout + again.stderr) == [
        ("1", ""),  # no other chapter is read, and no other notebook run, for this model's sake
        ("", str(copy / "book/close-planting.ipynb")),
    ]
    assert "Beyond some rate" in (copy / "_build/html/close-planting.html").read_text(encoding="utf-8")


@pytest.mark.long
def test_a_build_that_failed_fails_again_until_its_cause_is_mended(copy):
    """Also where the model comes back as old as it was, and where a chapter leaves the contents in the meantime."""
    model, page = copy / "widgets/models/canteen_stock.py", copy / "_build/html/the-canteens.html"
    text, when = model.read_text(encoding="utf-8"), model.stat().st_mtime
    model.unlink()
    for _ in range(2):
        failed = ran(["make", *READY, "book"], copy)
        assert failed.returncode
        assert 'there is no mini-model "canteen_stock"' in failed.stdout.splitlines()[-1]
    model.write_text(text, encoding="utf-8")
    os.utime(model, (when, when))
    done(["make", *READY, "book"], copy)
    assert "data-explorable" in page.read_text(encoding="utf-8")
    model.write_text(text.replace('TITLE = "In this', 'TITLE = "In that'), encoding="utf-8")
    os.utime(model, (when - 9, when - 9))
    done(["make", *READY, "book"], copy)
    assert "In that model" in page.read_text(encoding="utf-8")
    contents = copy / "book/_toc.yml"
    listed = contents.read_text(encoding="utf-8").replace("      - file: the-canteens\n", "")
    contents.write_text(listed, encoding="utf-8")
    done(["make", *READY, "book"], copy)
    assert not page.exists()
    assert not (copy / "_build/html/_sources/the-canteens.ipynb").exists()


@pytest.mark.long
@pytest.mark.browser
def test_the_preview_follows_what_is_saved(copy, page):
    walked(copy, {"chapter"})
    with previewed(copy) as address:
        opened(page, address)
        model = copy / "widgets/models/seed_rate.py"
        text = model.read_text(encoding="utf-8").replace('TITLE = "Past', 'TITLE = "Beyond')
        model.write_text(text.replace('gid="vline at"', 'gid="vline seed"'), encoding="utf-8")
        refused = f'ModelError: {model.relative_to(copy)}: gid "vline seed": found seed; expected the name of a result'
        page.get_by_text(refused).first.wait_for(timeout=120_000)
        model.write_text(text, encoding="utf-8")
        page.get_by_text("Beyond some rate").first.wait_for(timeout=120_000)


def test_an_invented_source_and_a_broken_contract_are_refused_before_anything_is_built(copy):
    """Planted: a key that is not in the bibliography; in another model, a gid that names no result. A sentence for each."""
    name, other = "widgets/models/seed_rate.py", "widgets/models/sown_rate.py"
    (copy / other).write_text(FILES[name].replace('gid="vline at"', 'gid="vline seed"'), encoding="utf-8")
    invented = 'source="lin1990colectivization", status="seen"'
    text = FILES[name].replace('assumed="an example for this page; no source is claimed"', invented)
    (copy / name).write_text(text, encoding="utf-8")
    refused = ran([sys.executable, "make/models.py"], copy)
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        f'ModelError: {name}: CONTROLS["seed"] source: found lin1990colectivization; expected a key of '
        "book/references.bib (did you mean lin1990collectivization?)",
        f'ModelError: {other}: gid "vline seed": found seed; expected the name of a result',
    ]


def test_a_constant_that_rests_on_nothing_is_refused(copy):
    """Planted: the words in brackets taken away."""
    name = "widgets/models/seed_rate.py"
    text = FILES[name].replace(" [assumed: the rates at which the curves are drawn]", "")
    (copy / name).write_text(text, encoding="utf-8")
    refused = ran([sys.executable, "make/models.py"], copy)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"{name}, RATES: found none of them; expected one of the three")
