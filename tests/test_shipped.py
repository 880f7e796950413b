"""What goes out with the pages: each file is the book's own or has its licence told, and so has each package in the script."""

import json
from fnmatch import fnmatch

import pytest
import shipped
from test_site import ROOT

TOLD = shipped.listed()
# what each licence says of itself
WORDS = [
    "Permission is hereby granted",
    "SIL OPEN FONT LICENSE Version 1.1",
    "Apache License\nVersion 2.0",
    "PSF is making",
]


def unaccounted(static):
    """The files of a folder that are neither the book's own nor anybody's."""
    known = [*TOLD["own"], *(one["file"] for one in TOLD["theirs"])]
    names = sorted(path.relative_to(static).as_posix() for path in static.rglob("*") if path.is_file())
    return [name for name in names if not any(fnmatch(name, one) for one in known)]


def unlicensed(packages):
    return sorted(set(packages) - {one.get("node") for one in TOLD["theirs"] if one["file"] == "live.js"})


def test_every_file_beside_the_pages_is_accounted_for(site, tmp_path):
    assert unaccounted(site / "_static") == []
    for name in ("page.css", "vendor/new.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert unaccounted(tmp_path) == ["vendor/new.js"]


def test_every_package_in_the_pages_script_is_accounted_for():
    packages = json.loads((ROOT / "_build/live/live.json").read_text(encoding="utf-8"))
    assert packages, "the script has MicroPython in it"
    assert unlicensed(packages) == []
    assert unlicensed([*packages, "left-pad"]) == ["left-pad"]


@pytest.fixture
def told(tmp_path):
    """The list as the build brings it."""
    shipped.bring(ROOT, tmp_path)
    return (tmp_path / shipped.FILE).read_text(encoding="utf-8")


def test_the_list_stands_beside_the_pages(site, told):
    assert (site / "_static" / shipped.FILE).read_text(encoding="utf-8") == told


@pytest.mark.parametrize("one", TOLD["theirs"], ids=lambda one: one["name"])
def test_what_is_of_others_is_told_beside_the_pages_and_in_the_repository(told, one):
    """With the version that the book's own locks name."""
    version, _ = shipped.package(ROOT, one)
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    if "node" in one:
        assert locked[f"node_modules/{one['node']}"]["version"] == version
    else:
        assert f"{one['python']}=={version} " in (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert f"{one['name']}, {version}\nIn: _static/{one['file']}\nLicence: {one['licence']}\n" in told
    assert one["name"] in (ROOT / "LICENSES.md").read_text(encoding="utf-8")


def test_the_words_of_each_licence_are_there(told):
    assert [words for words in WORDS if words not in told] == []
