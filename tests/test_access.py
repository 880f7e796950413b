"""Every page for every reader: axe finds nothing, nothing scrolls sideways, print and screen readers get the whole."""

import re
from pathlib import Path
from urllib.parse import urlencode

import byhand
import comparing
import pytest
from playwright.sync_api import expect

from widgets import contract
from widgets.shelf import library

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[1]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AT_WORK = "at-work.html"
# a list of pictures and what plays; handles; a map and a second model; rows that can be narrowed; words; one of the solutions
BOTH = "index field-or-furnace who-went-hungry people glossary solutions/land-and-plan search 404".split()
SAID = Path(__file__).with_name("flagship.aria.yml")
# A page folds much away: a reader may open it all.
OPEN = """() => { document.querySelectorAll("details").forEach((d) => { if (!d.name) d.open = true; });
  document.querySelectorAll("[data-change]").forEach((b) => b.click()); }"""
FOUND = """async (rules) => (await axe.run({ runOnly: rules, resultTypes: ["violations"], preload: false })).violations.map(
  (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`)"""

# Colours fade into each other; a fade that another one overtakes is over too.
SETTLED = """async () => { while (document.getAnimations().length) {
  await Promise.allSettled(document.getAnimations().map((one) => one.finished)); } }"""
# What sticks out of its column is cut off, or lies over something else.
STICKING = """() => [...document.querySelectorAll("form.controls")].flatMap((form) => [...form.querySelectorAll("*")]
  .filter((e) => e.getBoundingClientRect().right > form.getBoundingClientRect().right + 1)
  .map((e) => `${e.tagName} ${e.textContent.trim().slice(0, 40)}`))"""


def pages():
    """Every page of the site, as named in its table of contents, and those that are not in it."""
    text = (ROOT / "book/_toc.yml").read_text(encoding="utf-8")
    named = re.findall(r"(?:root|file): (\S+)", text)
    return [f"{name}.html" for name in named] + ["search.html", "404.html"]


def looked_at(tab, address, width, scheme):
    """A page at a width and in a mode, everything on it opened, its models live."""
    page = tab(width, color_scheme=scheme, bypass_csp=True)
    page.goto(address)
    for root in page.locator("[data-explorable]").all():
        expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    page.evaluate(OPEN)
    return page


def check(page):
    page.evaluate(AXE)
    assert page.evaluate(FOUND, RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    assert page.evaluate(STICKING) == []


def of_one_form(name):
    """Solutions are text alone, in one form: two of them stand for all but in the long run."""
    return name.startswith("solutions/") and name not in ("solutions/index.html", "solutions/land-and-plan.html")


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=pytest.mark.long) if of_one_form(one) else one for one in pages()]
)
def test_axe_finds_nothing_with_everything_open(tab, server, name):
    """On a narrow dark page; then wide and light where it holds what others do not: the others in the long run."""
    page = looked_at(tab, f"{server}/{name}", 360, "dark")
    check(page)
    if name.removesuffix(".html") not in BOTH:
        return
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    page.evaluate(SETTLED)
    check(page)


@pytest.mark.long
@pytest.mark.parametrize("name", pages())
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (320, "light")])
def test_axe_finds_nothing_in_the_other_modes(tab, server, name, width, scheme):
    check(looked_at(tab, f"{server}/{name}", width, scheme))


def unopened(tree):
    """The flagship's tree; where an edition opens it elsewhere, without what says that it stands as it opens."""
    own = library.settings(library.load("labour_split"), {}) != byhand.WORKED["labour_split"]
    return re.sub(r"Model · .*| \[pressed\]", "", tree) if own else tree


def test_a_screen_reader_is_told_what_was_told_before(live, sample_server):
    """Chromium's accessibility tree of a model, the flagship's, as stored. Renew: rm tests/flagship.aria.yml and run this.

    At the settings at which it was stored, wherever an edition has the model open.
    """
    asked = urlencode(byhand.WORKED["labour_split"])
    told = live(f"{sample_server}/{AT_WORK}#labour_split?{asked}").aria_snapshot()
    if not SAID.exists():
        SAID.write_text(told + "\n", encoding="utf-8")
    assert unopened(told + "\n") == unopened(SAID.read_text(encoding="utf-8"))


def test_print_tells_the_opening_in_the_text_the_picture_and_the_settings(live, sample_server):
    root = live(f"{sample_server}/{AT_WORK}")
    page, link = root.page, root.page.locator("a.live[href='#labour_split/lost']").first
    sentence = root.locator(".said output").text_content()
    before, mark = link.get_attribute("data-history"), root.locator("[data-mark='line edge barn'] path")
    opened = comparing.through(mark.get_attribute("d"))
    root.locator("input[name=away]").press("Home")
    expect(link).to_have_text("almost nothing")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert link.text_content() == before
    printed = comparing.through(mark.get_attribute("d"))
    assert max(map(comparing.apart, printed, opened)) < 0.02
    assert root.locator(".printed").is_visible()
    away = library.load("labour_split").CONTROLS["away"]
    said = f"{away['label'].lower()} {contract.words(away['default'], away)}"
    assert said in root.locator(".printed").text_content()
    assert root.locator(".said output").text_content() == sentence
    assert not root.locator("form.controls").is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert link.text_content() == "almost nothing"


def test_figures_use_the_pages_colours_in_the_dark(tab, sample_server):
    page = looked_at(tab, f"{sample_server}/{AT_WORK}", 1280, "dark")
    stroke = page.locator("[data-mark='line edge barn'] path").first.evaluate("e => getComputedStyle(e).stroke")
    assert stroke == "rgb(79, 192, 155)"


def test_forced_colours_and_zoom_leave_all_controls_usable(tab, sample_server):
    page = tab(640, 450, forced_colors="active", reduced_motion="reduce")
    page.goto(f"{sample_server}/{AT_WORK}")
    root = page.locator("[data-explorable]")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    slider = root.locator("input[name=away]")
    slider.press("Home")
    values = {**library.settings(library.load("labour_split"), {}), "away": 0}
    expect(root.locator(".said output")).to_have_text(comparing.sentence("labour_split", values))
    assert slider.bounding_box()["height"] >= 24


# ---- the theme's test page --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark"), (320, "light")]
)
def test_every_form_of_the_theme_passes_in_every_mode(tab, sample, width, scheme):
    page = tab(width, color_scheme=scheme, bypass_csp=True)
    page.goto((sample / "field-or-furnace.html").as_uri())
    page.evaluate(OPEN)
    check(page)


def test_a_link_to_a_chapter_that_is_left_out_stays_as_words(sample):
    """The strict build passed over it, and nothing leads to a page that is not there."""
    html = (sample / "field-or-furnace.html").read_text(encoding="utf-8")
    said = re.search(r"An edition may.*?</p>", html, re.S)[0]
    assert "<a " not in said
    assert "this one is not in the contents, nor is left out." in re.sub(r"<.*?>", "", said)
    assert not (sample / "left-out.html").exists()
    assert "A link alone" not in html  # as solutions are linked: without their page they go
