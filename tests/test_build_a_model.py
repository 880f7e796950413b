"""The page *Build a model*, worked as printed: its code keeps the contract, its tests pass, its page has a live slider."""

import re
import subprocess
import sys
import types
from pathlib import Path

import pytest
from conftest import gate
from playwright.sync_api import expect
from test_contributing import done, fresh, made

from widgets import drawing
from widgets.shelf import library

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "book/build-a-model.md").read_text(encoding="utf-8")
CODE = re.findall(r"^```python\n(.*?)^```$", PAGE, re.M | re.S)
COMMANDS = [
    line.split() for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.M | re.S) for line in block.splitlines()
]
FILES = {
    "widgets/models/way_to_work.py": "\n\n".join(CODE[:4]),
    "tests/test_way_to_work.py": CODE[4],
    "widgets/models/common_store.py": CODE[5],
}
BEGUN = (ROOT / "make/model.txt").read_text(encoding="utf-8")
MODELS = {path: text for path, text in FILES.items() if "/models/" in path} | {"what make model writes": BEGUN}


@pytest.mark.parametrize("name", MODELS)
def test_each_model_keeps_the_contract_and_draws_its_picture(tmp_path, name):
    gate(tmp_path, MODELS[name])
    module = types.ModuleType("printed")
    exec(MODELS[name], vars(module))
    assert "<svg" in drawing.svg(drawing.draw(module, library.work(module, library.settings(module, {}))), "x")[0]
    assert max(map(len, MODELS[name].splitlines())) <= 100


def test_the_printed_tests_pass():
    known = {}
    exec(FILES["widgets/models/way_to_work.py"], known)
    exec(CODE[4].partition("\n\n\n")[2], known)  # what it imports is there
    found = [known[name] for name in list(known) if name.startswith("test_")]
    assert len(found) == 2
    for test in found:
        test()


def test_what_the_page_names_is_there_and_what_it_quotes_is_so():
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert {words[1] for words in COMMANDS if words[0] == "make"} <= set(targets)
    assert {words[1] for words in COMMANDS if words[1][0] != "-"} >= {"make/models.py", "chapter", "canonical", "model"}
    assert CODE[6] in BEGUN


def begun(home, name):
    command = [sys.executable, "make/model.py", name]
    return subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)


def test_a_model_is_begun_under_a_name_of_its_own_and_none_is_written_over(tmp_path):
    (tmp_path / "make").mkdir()
    (tmp_path / "widgets/models").mkdir(parents=True)
    for name in ("make/model.py", "make/model.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    written = tmp_path / "widgets/models/store_of_grain.py"
    assert begun(tmp_path, "store_of_grain").returncode == 0
    assert written.read_text(encoding="utf-8") == BEGUN
    written.write_text("mine", encoding="utf-8")
    assert "store_of_grain.py is there already" in begun(tmp_path, "store_of_grain").stderr
    assert written.read_text(encoding="utf-8") == "mine"
    assert "found Store-1; expected small letters and low lines" in begun(tmp_path, "Store-1").stderr


@pytest.mark.long
@pytest.mark.browser
def test_whoever_follows_the_page_has_a_live_slider(tmp_path, page):
    """To the letter, but that the page is built once where the text has it followed as it is saved."""
    home = fresh(tmp_path / "book")
    for name, text in FILES.items():
        (home / name).write_text(text, encoding="utf-8")
    done([sys.executable, "make/models.py"], home)
    for words in COMMANDS:
        if words[1] in ("model", "chapter", "canonical"):
            made(words, home)
    done([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_way_to_work.py"], home)
    done([sys.executable, "make/plain.py", "build", "the-way-to-work"], home)
    page.goto((home / "_build/chapter.html/the-way-to-work.html").as_uri())
    root = page.locator("[data-explorable=way_to_work]")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    root.locator("input[name=way]").press("End")
    expect(root.locator(".said output")).to_contain_text("A field 15 km away takes 7.5 hours")
