"""The reader's walk in Firefox and in WebKitGTK, over http and from disk: what works in Chromium works there.

The pages are those of the sample and of the book, with one script before all others (ear.js): it hears what the console would
be told, keeps what would be downloaded, and lets a test look into the worker of the equations. The walk is written once.
"""

import base64
import contextlib
import io
import re
from xml.etree import ElementTree as ET

import browsers
import comparing
import pytest
from conftest import serving
from PIL import Image
from test_cell import LANGUAGE, LEFT
from test_reader import said
from walking import CHAPTER, SENTENCE, Reader, heard_into

from widgets.shelf import library

pytestmark = pytest.mark.long
PHONE = '<!doctype html><meta charset="utf-8"><title>A phone</title><iframe src="{}" width="360" height="740"></iframe>'


@pytest.fixture(scope="module")
def shelf(sample, site, tmp_path_factory):
    """A folder with the sample and the book, each with its ear, and each on a phone."""
    folder = tmp_path_factory.mktemp("walk")
    for name, pages in (("sample", sample), ("book", site)):
        heard_into(folder / name, pages)
    for name, page in (("phone", CHAPTER), ("front", "book/index.html")):
        (folder / f"{name}.html").write_text(PHONE.format(page), encoding="utf-8")
    with serving(folder) as address:
        yield {"http": address, "disk": folder.as_uri()}


@pytest.fixture(scope="module", params=browsers.HERE)
def browser(request, tmp_path_factory):
    """One of each that this system can have. There is no skipping: without it the walk fails."""
    running = browsers.started(request.param, tmp_path_factory.mktemp("browser"))
    running("size", width=1280, height=900)
    yield running
    running.close()


@pytest.fixture(params=["http", "disk"])
def reader(request, browser, shelf):
    """At the end: no message, no refusal by the page's policy, and nothing kept for the next."""
    someone = Reader(browser, shelf[request.param])
    yield someone
    heard = someone.js("() => { try { localStorage.clear(); } catch { } return window.heard; }")
    assert [*(heard or []), *browser.said()] == []


# ---- a model ----------------------------------------------------------------------------------------------------------
def test_a_slider_moved_by_keys_and_by_the_mouse_moves_picture_and_sentence(reader):
    reader.live()
    reader.says()
    reader.js("() => document.querySelector('input[type=range][name=away]').focus()")
    reader.keys("Home")
    reader.says(away=0)
    x, y, wide = reader.middle("input[type=range][name=away]")
    reader.drag(x - wide / 2 + 12, y, across=wide / 2)
    away = float(reader.find("input[type=range][name=away]", "", "e.value"))
    assert 40 < away < 80
    reader.says(away=away)
    _, _, drawn = comparing.expected(
        "labour_split", {**library.settings(library.load("labour_split"), {}), "away": away}
    )
    assert comparing.distance(reader.js(comparing.MARKS, "labour_split"), drawn) < 0.05


def test_a_handle_in_the_picture_is_taken_hold_of(reader):
    reader.live()
    x, y, _ = reader.middle("[role=slider]")
    name, before = reader.find("[role=slider]", "", "e.title"), reader.text(SENTENCE)
    reader.drag(x, y, across=60, up=60)
    reader.until(lambda: reader.text(SENTENCE) != before, f"{name}: moves nothing")
    assert reader.js("() => location.href.split('#').length") <= 2


def test_a_link_of_the_text_sets_the_model_and_the_way_back_leads_back(reader):
    reader.live()
    reader.click("a[href='#labour_split?away=60']")
    reader.says(away=60)
    reader.click("a[href='#labour_split?months=winter']")
    reader.says(months="winter")
    reader.browser("back")
    reader.says(away=60)
    reader.live(f"{CHAPTER}?from=elsewhere#labour_split?away=85&months=early")
    reader.says(away=85, months="early")


def test_a_run_is_held_and_compared(reader):
    reader.live()
    reader.js("() => document.querySelector('[data-hold]').focus()")
    reader.keys("Enter")
    reader.js("() => document.querySelector('input[type=range][name=away]').focus()")
    reader.keys("Home")
    reader.says(away=0)
    assert reader.text(".held") == f"Held, drawn faintly: {said({})}"
    assert reader.js("() => document.querySelectorAll('.ghost path').length") > 2


# ---- equations --------------------------------------------------------------------------------------------------------
def test_changed_equations_run_and_hostile_ones_are_stopped(reader):
    reader.live()
    assert reader.run("cut = waiting * done", "cut = waiting * done * 0.5") == "These equations now move the picture."
    reader.until(lambda: reader.text(SENTENCE) != said({}), "the picture does not follow")
    reader.click("button", "Back to the book’s equations")
    reader.says()
    reader.click("button", "Change the equations")
    assert "js cannot be imported here" in reader.run("    ripe, waiting", "    import js\n    ripe, waiting")
    reader.click("button", "Back to the book’s equations")
    reader.click("button", "Change the equations")
    assert "stopped after 2 seconds" in reader.run("    ripe, waiting", "    while True: pass\n    ripe, waiting")
    reader.js("() => document.querySelector('input[type=range][name=away]').focus()")
    reader.keys("Home")
    reader.says(away=0)


def test_the_worker_of_the_equations_is_emptied_here_too(reader):
    """What its list of names leaves, what can be reached from there, and that no way out is left."""
    reader.live()
    found = reader.until(lambda: reader.js("() => (window.look(), window.found)"), "the worker does not tell")
    assert set(found["names"]) - LEFT == set()
    assert [kind for kind in found["kinds"] if not LANGUAGE.fullmatch(kind[8:-1])] == []
    assert {name: told for name, told in found["tried"].items() if "Error: " not in told} == {}


# ---- what is taken along ----------------------------------------------------------------------------------------------
def test_the_picture_is_taken_as_svg_and_png(reader):
    reader.live()
    reader.click("button", "Picture as SVG")
    name, data = reader.until(lambda: reader.js("() => window.taken"), "nothing is taken")
    svg = ET.fromstring(base64.b64decode(data.split(",")[1]))
    assert name == "labour_split.svg"
    assert said({}) in " ".join(" ".join("".join(text.itertext()).split()) for text in svg.iter(f"{comparing.SVG}text"))
    reader.js("() => { window.taken = null; }")
    reader.click("button", "Picture as PNG")
    name, data = reader.until(lambda: reader.js("() => window.taken"), "nothing is taken")
    image = Image.open(io.BytesIO(base64.b64decode(data.split(",")[1]))).convert("RGB")
    assert image.width > 1200
    assert (
        dict(reversed(one) for one in image.getcolors(1 << 24))[0x23, 0x71, 0x5F] > 500
    )  # the line of what is brought in


def test_the_link_to_a_state_is_copied(reader):
    reader.live(f"{CHAPTER}#labour_split?away=60")
    reader.click("button", "Copy link to this state")
    reader.until(lambda: reader.text(".notice"), "nothing is said")
    reader.js(
        "() => { const field = document.querySelector('#q'); field.scrollIntoView({ block: 'center' }); field.focus(); }"
    )
    reader.keys("Control", "v")
    pasted = reader.until(lambda: reader.find("#q", "", "e.value"), "nothing was copied")
    assert pasted.endswith("#labour_split?away=60")


def test_the_page_for_frames_is_live(reader):
    reader.live("sample/embed/labour_split.html#labour_split?away=0")
    reader.says(away=0)


# ---- the book ---------------------------------------------------------------------------------------------------------
def test_the_front_pages_model_follows_the_mouse_through_its_years(reader):
    reader.live("book/index.html")
    name = reader.find("[data-explorable]", "", "e.dataset.explorable")
    reader.js("""() => { window.through = []; document.querySelector("[data-explorable]").addEventListener("explorable:update",
      ({ detail }) => through.push([detail.controls, document.querySelector(".said output").textContent.trim()])); }""")
    x, y, wide = reader.middle("[data-explorable] input[type=range]")
    years = iter(range(1957, 1963))

    def follows():
        """The model answers for the year that the mouse is at, before it goes on."""
        year = next(years)
        answer = "(year) => through.find(([controls]) => controls.year === year)"
        controls, sentence = reader.until(lambda: reader.js(answer, year), f"it does not follow to {year}")
        assert sentence == comparing.sentence(name, controls)

    reader.drag(x - wide / 2 + 12, y, across=wide - 24, follows=follows)


@pytest.mark.parametrize("words", ["furnace", "1959", "dayuejin", "大躍進"])
def test_a_word_a_year_and_pinyin_are_found(reader, words):
    reader.live("book/index.html")
    reader.type("#q", words)
    reader.keys("Enter")
    reader.until(lambda: reader.text("#search-results li a"), f"{words} is not found")


def test_the_page_is_dark_at_a_press_and_stays_so(reader):
    reader.live()
    light = reader.js("() => getComputedStyle(document.body).backgroundColor")
    reader.click("#theme")
    dark = reader.until(lambda: reader.js("() => getComputedStyle(document.body).backgroundColor"), "no colour")
    assert sum(map(int, re.findall(r"\d+", dark))) < 150 < sum(map(int, re.findall(r"\d+", light)))
    reader.open("sample/glossary.html")
    assert reader.js("() => document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("page", ["phone", "front"])
def test_on_a_phone_nothing_hangs_over_and_a_slider_answers(reader, page):
    """In a frame 360 pixels wide, as neither browser makes its window so narrow."""
    reader.open(f"{page}.html")
    with framed(reader):
        reader.awake()
        assert reader.js("() => [innerWidth, document.scrollingElement.scrollWidth <= innerWidth]") == [360, True]
        before = reader.text(SENTENCE)
        x, y, wide = reader.middle("[data-explorable] input[type=range]")
        reader.drag(x, y, across=wide / 2 - 2)
        reader.until(lambda: reader.text(SENTENCE) != before, "the slider moves nothing")


@contextlib.contextmanager
def framed(reader):
    reader.browser("frame", id=0)
    yield
    reader.browser("frame", id=None)


def test_the_term_beside_a_title_lies_over_nothing(reader):
    """WebKit gives a column of characters no width of its own: what it means lay over it."""
    reader.live("book/index.html")
    boxes = reader.js(
        "() => [...document.querySelectorAll('.term > p')].map((p) => { const r = document.createRange(); "
        "r.selectNodeContents(p); return [r.getBoundingClientRect().left, r.getBoundingClientRect().right]; })"
    )
    assert len(boxes) == 2
    assert boxes[0][1] <= boxes[1][0]
