"""Versions that stay: releases side by side, each with its version; and what changed between them is what the history shows."""

import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from playwright.sync_api import expect
from test_publishing import tool

from widgets.record import table

versions = tool("versions")
PAGES = ["index.html", "field-or-furnace.html", "what-changed.html", "embed/labour_split.html"]


def released(site, folder, tag, more=()):
    """A site as a release of this tag has it, in its zip; `more`: pages that no other version has."""
    own = folder / "site"
    shutil.rmtree(own, ignore_errors=True)
    shutil.copytree(site / "_static", own / "_static")
    for name in [*PAGES, *more]:
        text = (site / (PAGES[1] if name in more else name)).read_text(encoding="utf-8")
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_text(text.replace(versions.version(site), tag[1:]), encoding="utf-8")
    (folder / "releases" / tag).mkdir(parents=True)
    tool("zip").packed(own, folder / "releases" / tag / "great-leap-textbook.zip")
    return own


@pytest.fixture(scope="module")
def published(site, tmp_path_factory):
    """The newest state, 1.10, with three releases beside it."""
    folder = tmp_path_factory.mktemp("versions")
    released(site, folder, "v1.2", more=["gone.html"])
    released(site, folder, "v1.9")
    newest = released(site, folder, "v1.10")
    assert versions.beside(newest, folder / "releases", folder / "out") == ["v1.10", "v1.9", "v1.2"]
    return folder / "out"


@pytest.mark.browser
def test_an_older_version_says_so_leads_to_the_newest_and_is_cited_as_itself(page, published):
    page.goto((published / "v1.2/field-or-furnace.html").as_uri())
    notice = page.get_by_role("note").filter(has_text="version")
    expect(notice).to_have_text("This is an older version, 1.2. The newest is version 1.10: see this page there.")
    expect(page.locator("footer.foot")).to_contain_text("Version 1.2")
    page.get_by_text("Cite or embed").click()
    expect(page.get_by_label("Citation, at this state")).to_have_value(re.compile(r"version 1\.2\. "))
    notice.get_by_role("link").click()
    page.wait_for_url((published / "field-or-furnace.html").as_uri())
    expect(page.locator("footer.foot")).to_contain_text("Version 1.10")
    expect(notice).to_have_count(0)
    page.goto((published / "v1.2/what-changed.html").as_uri())
    page.get_by_role("link", name="1.9", exact=True).click()  # from one release to another
    expect(page.locator("footer.foot")).to_contain_text("Version 1.9")


def test_the_newest_release_is_no_older_version_and_a_page_that_is_gone_leads_to_the_front(published):
    said = {name: (published / name).read_text(encoding="utf-8") for name in ("v1.10/index.html", "v1.2/gone.html")}
    assert "This is version 1.10, as it was released." in said["v1.10/index.html"]
    assert 'href="../index.html">see the book, which has no such page any more, there</a>' in said["v1.2/gone.html"]
    framed = (published / "v1.2/embed/labour_split.html").read_text(encoding="utf-8")
    assert "older version" not in framed  # a slide shows what it showed


SPOILT = {
    "no zip": ("v1.0", {"a.zip": b"none"}, "a.zip: found no zip"),
    "no site": ("v1.0", {}, "v1.0: found 0 zips"),
    "no tag": ("spring", {"a.zip": b"none"}, "spring: found 1 zips; expected a folder named as a tag"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_broken_release_stops_the_publishing_with_its_name(tmp_path, name):
    """Else the site would be published without it, and its address be gone."""
    tag, files, told = SPOILT[name]
    (tmp_path / "releases" / tag).mkdir(parents=True)
    for file, content in files.items():
        (tmp_path / "releases" / tag / file).write_bytes(content)
    (tmp_path / "site").mkdir()
    with pytest.raises(SystemExit, match=re.escape(told)):
        versions.beside(tmp_path / "site", tmp_path / "releases", tmp_path / "out")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the history is not here")
def test_each_change_is_shown_by_its_commit_on_its_day():
    for row in table("changes"):
        told = ["git", "show", "--no-patch", "--date=short", "--format=%cd", row["commit"]]
        done = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.stdout.strip() == row["date"], row["about"] + done.stderr


def test_the_command_lays_out_a_site_that_has_no_release_yet(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text(
        "<!doctype html><html><head></head><body></body></html>", encoding="utf-8"
    )
    (tmp_path / "releases").mkdir()
    command = [sys.executable, ROOT / "make/versions.py", "site", "releases", "public"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert told == "beside the newest state: no release yet\n"
    assert (tmp_path / "public/index.html").is_file()
