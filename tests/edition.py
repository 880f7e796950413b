"""What publishes a course's edition: links, live numbers, access, and that nothing of the answers is among what students get.

`make test-edition COURSE=NAME` builds it and runs this; `make test` does not, since the book's own tests are the book's.
"""

import functools
import gzip
import io
import os
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from conftest import serving
from playwright.sync_api import expect
from test_access import SETTLED, check, looked_at
from test_site import Page, lost
from test_site import pages as html_pages

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "make"))
import course as courses  # noqa: E402
import courselaid  # noqa: E402
import coursenames  # noqa: E402
import translated  # noqa: E402

NAME = os.environ.get("COURSE", "")
HOME = ROOT / "_build/courses" / NAME
LONG = 40  # letters: a shorter sentence may stand in a chapter too


@pytest.fixture(scope="session", params=courses.WHO)
def edition(request):
    """The built pages of the students' edition, and of the teacher's."""
    html = HOME / request.param / "_build/html"
    assert (html / "index.html").exists(), f"{NAME or 'no course'} is not built: make course COURSE={NAME or '...'}"
    return html


@pytest.fixture(scope="session")
def edition_server(edition):
    with serving(edition) as address:
        yield address


@pytest.fixture(scope="session")
def told():
    return courses.checked(NAME)


# ---- links, and what every page is --------------------------------------------------------------------------------------
def test_every_link_leads_to_a_file_and_a_place_on_it(edition):
    found = functools.cache(Page)
    problems = [lost(edition, path, link, found) for path in html_pages(edition) for link in found(path).links]
    assert [problem for problem in problems if problem] == []


def test_every_page_is_valid_html(edition):
    command = [ROOT / "node_modules/.bin/html-validate", "--config", ROOT / "tests/htmlvalidate.json"]
    done = subprocess.run([*command, *html_pages(edition)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_nothing_is_gone_that_an_edition_cannot_take_away(edition, told):
    """The advisory, the range of the toll and the licence on the front page; a sentence, limits and sources at each figure."""
    front = (edition / "index.html").read_text(encoding="utf-8")
    toll = ("at least 45", "3.66 million") if not translated.language(told) else ("dikotter2010famine", "sun2011makesi")
    for kept in ("advisory", *toll, "Creative Commons Attribution 4.0"):
        assert kept in front
    for path in html_pages(edition):
        for figure in re.findall(
            r'<figure class="model[^>]*data-explorable.*?</figure>', path.read_text(encoding="utf-8"), re.S
        ):
            assert re.search(r"<output[^>]*>[^<]", figure), path.name
            limits = translated.said(told, "What this must not be taken to show.")
            assert re.search(rf'class="limit"><b>{limits}</b> \w', figure), path.name


# ---- in a browser ---------------------------------------------------------------------------------------------------------
NUMBERS = """() => [...document.querySelectorAll("a.live")].map((one) => [one.getAttribute("href"), one.textContent])"""


@pytest.mark.browser
def test_live_numbers_are_in_the_text_as_the_models_give_them(page, edition, edition_server):
    """As the page is stored, and as its models answer once they work."""
    for path in html_pages(edition):
        html = path.read_text(encoding="utf-8")
        if 'class="live' not in html and "live " not in html:
            continue
        page.route("**/live.js*", lambda route: route.fulfill(body=""))
        page.goto(f"{edition_server}/{path.relative_to(edition)}")
        stored = page.evaluate(NUMBERS)
        page.unroute("**/live.js*")
        page.reload()
        for root in page.locator("[data-explorable]").all():
            expect(root).to_have_attribute("data-state", "live", timeout=20_000)
        assert page.evaluate(NUMBERS) == stored, path.name


@pytest.mark.browser
def test_axe_finds_nothing_wide_and_light_or_narrow_and_dark(tab, edition, edition_server):
    for path in html_pages(edition):
        if 'http-equiv="refresh"' in path.read_text(encoding="utf-8"):
            continue
        opened = looked_at(tab, f"{edition_server}/{path.relative_to(edition)}", 1280, "light")
        check(opened)
        opened.set_viewport_size({"width": 360, "height": 900})
        opened.emulate_media(color_scheme="dark")
        opened.evaluate(SETTLED)
        check(opened)
        opened.close()


@pytest.mark.browser
def test_what_students_print_says_no_answer_of_a_self_check(tab):
    """Though the page on the screen does, once it is asked; what teachers print has them."""
    for who in courses.WHO:
        for path in html_pages(HOME / who / "_build/html"):
            if 'class="check admonition' not in path.read_text(encoding="utf-8"):
                continue
            opened = tab()
            opened.goto(path.as_uri())
            answer = opened.locator(".check .sd-summary-content").first
            opened.locator(".check summary").first.click()
            expect(answer).to_be_visible()
            opened.emulate_media(media="print")
            assert answer.is_visible() == (who == "teacher"), path.name
            opened.close()


# ---- what students never get ------------------------------------------------------------------------------------------------
def unpacked(content, name=""):
    """What a file holds, and what is packed in it: [bytes]."""
    found = [content]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            found += [one for entry in packed.namelist() for one in unpacked(packed.read(entry), entry)]
    if content[:2] == b"\x1f\x8b":
        found.append(gzip.decompress(content))
    if content.startswith(b"# Sphinx inventory"):
        found.append(zlib.decompress(content.split(b"\n", 4)[4]))
    return found


def words(text):
    """Letters and figures alone, in small letters: a page, a notebook and an index write marks and quotes differently."""
    return re.sub(
        r"[\W_]+", " ", re.sub(r"\{[\w:]+\}`[^`]*`|\]\([^)]*\)|<[^>]+>|\\u[0-9a-f]{4}|\\[nt\"]", " ", text)
    ).lower()


def secrets(told):
    """{sentence, as `words` writes it: where it stands} of the solutions, notes and pages for teaching that students are not
    to have."""
    files = [coursenames.BOOK / f"teaching/{name}.md" for name in courselaid.taught(told, "teacher")]
    if told.told.get("solutions", "out") == "out":
        files += [coursenames.BOOK / f"solutions/{name}.md" for name in courselaid.answered(told)]
    if told.told.get("notes", "out") == "out":
        files += sorted(told.folder.glob("notes/*.md"))
    found = {}
    for path in files:
        for sentence in re.split(r"(?<=[.?:]) |\n", path.read_text(encoding="utf-8")):
            plain = words(sentence).strip()
            if len(plain) > LONG and "{" not in sentence:
                found[plain] = path.name
    return found


def leaks(folder, hidden):
    """[(file, sentence)] of all that is hidden and stands in a folder all the same, packed or not."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".woff2", ".png")):
        for content in unpacked(path.read_bytes()):
            text = words(content.decode("utf-8", errors="ignore"))
            found += [(path.relative_to(folder).as_posix(), one) for one in hidden if one in text]
    return found


def chapters_too(told):
    """What stands in the chapters themselves is no secret, though a solution repeats it."""
    pages = [coursenames.source(told, name) for _, name, _ in coursenames.entries(told)]
    return words("\n".join("".join(cell["source"]) for path in pages for cell in coursenames.cells(path)))


def test_students_get_nothing_of_solutions_and_notes(told):
    """Searched for in all that is published, and in the tree that it is made from; the teacher's edition has all of it."""
    open_ = chapters_too(told)
    hidden = [one for one in secrets(told) if one not in open_]
    if not hidden:
        pytest.skip("this course keeps nothing from its students")
    tree = HOME / "student"
    assert leaks(tree / "_build/html", hidden) == []
    assert [one for part in ("book", "widgets", "data", "_build/.doctrees") for one in leaks(tree / part, hidden)] == []
    has = {one for _, one in leaks(HOME / "teacher/_build/html", hidden)}
    assert len(has) > 0.9 * len(hidden), sorted(set(hidden) - has)
