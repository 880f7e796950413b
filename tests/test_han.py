"""Chinese type: a reader without Chinese fonts sees characters, not boxes, and waits for nothing on their account."""

import re
from types import SimpleNamespace

import han
import matplotlib
import pytest
from fontTools.ttLib import TTFont
from test_site import ROOT, pages

from widgets import drawing, explore
from widgets.surfaces.notebook import Picture

FONT = re.compile(r"han\.woff2")
DRAWN = """() => [...'大跃'].map((letter) => {
  const draw = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  draw.font = `20px ${getComputedStyle(document.querySelector('[lang|=zh]')).fontFamily}`;
  draw.fillText(letter, 0, 20);
  return draw.getImageData(0, 0, 30, 30).data.join();
})"""
LONG = """addEventListener('DOMContentLoaded', () => document.querySelectorAll('.term p:first-child [lang]').forEach(
  (one) => { one.textContent = '大跃进大跃进'; }))"""
WORKLESS = "textContent"  # of the specimen's figure, which has no model behind it
MOVED = (
    "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((e) => { moved += e.value; }))"
    ".observe({ type: 'layout-shift', buffered: true });"
)
# what moved before is not the font's doing: the test's own long word, which comes once the page is read
FORGET = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
  window.moved = 0; done(); }, 100))))"""
THEIRS = """addEventListener('DOMContentLoaded', () => document.head.append(Object.assign(document.createElement('style'),
  {textContent: '@font-face { font-family: "Songti SC"; src: url("_static/han.woff2?theirs"); }'})))"""


# the quick run sees each page once; its other width is seen in the long one
OTHERS = [pytest.param(*one, marks=pytest.mark.long) for one in (("field-or-furnace", 1280), ("glossary", 360))]


def letters(file):
    with TTFont(file, lazy=True) as font:
        return {chr(code) for code in font.getBestCmap()}


def opened(page, address, name="field-or-furnace.html"):
    """Open a page with characters at its side, and wait until its fonts are there; the addresses that it asked for."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/{name}", wait_until="load")
    page.wait_for_selector("html.late", state="attached")
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    page.strays[:] = [one for one in page.strays if WORKLESS not in one]
    return [url.split("/")[-1] for url in asked]


# ---- in a notebook's pictures -----------------------------------------------------------------------------------------
def drawn(label, weight="normal"):
    """The pixels of a label, as a cell's picture has it."""
    with matplotlib.rc_context(drawing.STYLE):
        picture = Picture(figsize=(2, 1))
        picture.text(0.1, 0.4, label, weight=weight)
        return picture._repr_png_()


def test_a_label_with_characters_is_drawn_by_a_font_that_has_them(site, caplog):
    assert (
        len({drawn(label) for label in ("大", "跃", "进")}) == 3
    )  # no boxes, and no warning, which would be an error here
    drawn("a bold label", "bold")
    assert caplog.text == ""  # a cell would show it


def test_what_a_reader_writes_on_a_models_picture_is_drawn_too(site):
    def written(words):
        picture = explore("labour_split").figure()
        picture.text(0.1, 0.4, words)
        return picture._repr_png_()

    assert len({written(title) for title in ("大", "跃")}) == 2


def test_a_character_that_no_font_has_is_told_which_stops_a_build():
    with pytest.warns(UserWarning, match="missing from font"):
        drawn("\U00012000")  # cuneiform


# ---- the font -------------------------------------------------------------------------------------------------------
def test_every_chinese_character_of_every_page_is_in_the_font(site):
    has = letters(site / "_static" / han.FONT)
    for path in pages(site):
        assert set(han.HAN.findall(path.read_text(encoding="utf-8"))) - has == set(), path.name


def test_the_font_is_small(site):
    assert (site / "_static" / han.FONT).stat().st_size < 100_000
    with TTFont(site / "_static" / han.FONT) as font:
        assert "Adobe" in font["name"].getDebugName(0)


def test_the_same_characters_give_the_same_bytes_and_others_others():
    place = han.package(ROOT)
    assert han.made(["大", "跃"], place) == han.made(["大", "跃"], place) != han.made(["大", "进"], place)


def test_an_author_adds_a_character_by_writing_it(tmp_path):
    """Plainly, as JSON writes it, and as HTML does."""
    (tmp_path / "book").mkdir()
    (tmp_path / "book/a.md").write_text("馆 &#x9928; and ！", encoding="utf-8")
    (tmp_path / "book/b.ipynb").write_text(r'{"source": "\u996d"}', encoding="utf-8")
    assert set(han.characters(tmp_path)) == set("馆館饭！")


def test_a_character_that_no_font_has_is_told_with_its_page_and_the_build_goes_on(sample, tmp_path, monkeypatch):
    """Planted: one from the last corner of Unicode's tables."""
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static/page.css").write_text("url(han.woff2)", encoding="utf-8")
    (tmp_path / "a.html").write_text("<p>大\U00031350</p>", encoding="utf-8")
    env = SimpleNamespace(all_docs={"a": 0}, doc2path=lambda name, base: f"{name}.ipynb")
    told = []
    monkeypatch.setattr(han.LOGGER, "info", told.append)
    han.bring(SimpleNamespace(srcdir=ROOT / "_build/sample/book", outdir=tmp_path, env=env))
    assert told == [
        "book/a.ipynb: WARNING: found \U00031350, which the book’s font does not have: "
        "boxes for a reader without a Chinese font"
    ]
    assert re.fullmatch(r"url\(han\.woff2\?v=\w{8}\)", (tmp_path / "_static/page.css").read_text(encoding="utf-8"))


# ---- on a page ------------------------------------------------------------------------------------------------------
@pytest.mark.browser
def test_a_reader_without_chinese_fonts_sees_characters(page, address):
    """Boxes look alike, characters do not."""
    opened(page, address)
    first, second = page.evaluate(DRAWN)
    assert first != second


@pytest.mark.browser
def test_without_javascript_too(tab, sample_server):
    page = tab(java_script_enabled=False)
    with page.expect_response(FONT) as font:
        page.goto(f"{sample_server}/field-or-furnace.html")
    assert font.value.ok


@pytest.mark.browser
def test_the_font_comes_after_all_else(page, sample_server):
    """While the models' script is on its way the page is painted, and no font is asked for."""
    held, asked = [], []
    page.route("**/live.js*", lambda route: held.append(route))  # noqa: PLW0108  Playwright wants a function of its own
    page.on("request", lambda request: asked.append(request.url) if FONT.search(request.url) else None)
    page.goto(f"{sample_server}/at-work.html", wait_until="domcontentloaded")
    page.wait_for_timeout(500)
    assert (len(held), asked) == (1, [])
    held[0].continue_()
    page.wait_for_selector("html.late", state="attached")
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    assert len(asked) == 1


@pytest.mark.browser
def test_where_the_machine_has_a_chinese_font_none_is_sent(page, sample_server):
    """Its own is played by one with the name of a Mac's."""
    page.add_init_script(THEIRS)
    asked = opened(page, sample_server)
    assert [name for name in asked if FONT.search(name)] == ["han.woff2?theirs"]


@pytest.mark.browser
@pytest.mark.parametrize(("name", "width"), [("field-or-furnace", 360), ("glossary", 1280)] + OTHERS)
def test_nothing_moves_when_the_font_comes(page, sample_server, name, width):
    held = []
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(MOVED + LONG)  # a word that runs down past the chapter's question
    page.route(FONT, lambda route: held.append(route))  # noqa: PLW0108  Playwright wants a function of its own
    with page.expect_request(FONT):
        page.goto(f"{sample_server}/{name}.html", wait_until="load")
    page.evaluate(FORGET)
    held[0].continue_()
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    assert page.evaluate(DRAWN)[0]  # painted once more with it
    page.wait_for_timeout(100)
    page.strays[:] = [one for one in page.strays if WORKLESS not in one]
    assert page.evaluate("() => window.moved") == 0
