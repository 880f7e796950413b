"""What a reader takes along: the picture, a link, a citation, changed equations as a file, and the model in a frame."""

import io
import re
import subprocess
import sys
from datetime import date
from xml.etree import ElementTree as ET

import nbformat
import pytest
import yaml
from conftest import ROOT, serving
from PIL import Image
from playwright.sync_api import expect
from test_access import OPEN, SETTLED, check
from test_publishing import tool
from test_reader import change, said

from widgets.shelf import library

pytestmark = pytest.mark.browser
fork = tool("sample")
CHAPTER = "at-work.html"
EMBED = "embed/labour_split.html"
SVG = "{http://www.w3.org/2000/svg}"
JADE, PAPER = (0x23, 0x71, 0x5F), (0xFC, 0xFC, 0xFA)
VERSION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"]
# The marks that a reader sees, by what they pass through.
SEEN = """(root) => [...root.querySelectorAll("[data-mark]")].filter((m) => getComputedStyle(m).visibility === "visible").map(
  (m) => [m.dataset.mark, [...m.querySelectorAll("path, use, text")].filter((e) => !e.closest("defs")).map((e) =>
    e.getAttribute("d") || `${e.getAttribute("x")} ${e.getAttribute("y")} ${e.textContent}`)])"""
REFUSED = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } })"


@pytest.fixture
def root(live, sample_server):
    """The flagship's mini-model, live."""
    return live(f"{sample_server}/{CHAPTER}")


def taken(root, button):
    """What a button lets the browser download: (name, bytes)."""
    with root.page.expect_download() as download:
        root.get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def told(svg):
    """All that a picture says, as a reader would read it."""
    return " ".join(" ".join(text.text.split()) for text in svg.iter(f"{SVG}text"))


# ---- the picture ------------------------------------------------------------------------------------------------------
def test_the_picture_can_be_taken_as_svg_with_its_words_and_the_marks_of_the_page(live, address):
    root = live(f"{address}/{CHAPTER}")
    root.page.emulate_media(color_scheme="dark")
    root.get_by_role("button", name="Hold this run").click()
    root.locator("input[name=away]").press("Home")
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))
    seen = root.evaluate(SEEN)
    name, file = taken(root, "Picture as SVG")
    text = file.decode()
    svg = ET.fromstring(text)
    assert name == "labour_split.svg"
    assert "var(" not in text
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"|>[^<]*<', "", text)
    assert "stroke: #23715F" in text  # light paper, though the page is dark
    words = told(svg)
    for part in (
        root.locator(".title").text_content(),
        said({"away": 0}),
        f"Held, drawn faintly: {said({})}",
        "Settings. People away at the peak: 0 million; Months away:",
        "What this must not be taken to show.",
        "Sources: National Bureau of Statistics of China",
        "20 of 21 are assumptions.",
        f"{fork.TITLE}, version {VERSION}.",
        f"{fork.BASE}/at-work.html#labour_split?away=0",
    ):
        assert part in re.sub(r"(?<=#labour_split) ", "", words), part
    drawn = {m.get("data-mark"): m for m in svg.iter() if m.get("data-mark")}
    assert list(drawn) == [mark for mark, _ in seen]
    assert "show lost" not in drawn
    for mark, places in seen:
        there = [e for e in drawn[mark].iter() if e.tag in (f"{SVG}path", f"{SVG}use", f"{SVG}text")]
        assert {e.get("d") or f"{e.get('x')} {e.get('y')} {e.text or ''}" for e in there} >= set(places), mark
    assert sum(e.get("opacity") == "0.35" for e in svg.iter(f"{SVG}g")) > 2  # the run that is held
    ids = {e.get("id") for e in svg.iter()}
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= ids  # hatches and cuts come along


def test_the_picture_can_be_taken_as_png_and_is_drawn(live, address):
    root = live(f"{address}/{CHAPTER}")
    name, file = taken(root, "Picture as PNG")
    image = Image.open(io.BytesIO(file)).convert("RGB")
    assert name == "labour_split.png"
    assert image.width > 1200
    assert image.getpixel((3, 3)) == PAPER
    colours = {colour: count for count, colour in image.getcolors(1 << 24)}
    assert colours[JADE] > 500  # the line of what is brought in
    below = image.crop((0, image.height * 3 // 4, image.width, image.height)).convert("L")
    assert below.getextrema()[0] < 60  # and below it words in ink


# ---- link, citation, frame ---------------------------------------------------------------------------------------------
def test_a_citation_carries_the_editions_title_its_version_the_date_and_the_address_of_the_state(root):
    root.locator("input[name=away]").press("Home")
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))
    root.get_by_text("Cite or embed").click()
    citation = root.get_by_label("Citation, at this state")
    today = f"{date.today().day} {date.today():%B %Y}"
    for part in (
        fork.TITLE,
        f"version {VERSION}",
        today,
        f"{fork.BASE}/at-work.html#labour_split?away=0",
        "contributors",
    ):
        expect(citation).to_have_value(re.compile(re.escape(part)))
    bibtex = root.get_by_label("The same as BibTeX").input_value()
    assert bibtex.startswith("@misc{labour_split,\n")
    assert fork.TITLE.replace("&", r"\&") in bibtex
    assert r"Mini-model labour\_split" in bibtex
    assert bibtex.count("{") == bibtex.count("}")
    root.locator("input[name=away]").press("ArrowRight")  # it follows
    expect(citation).to_have_value(re.compile("away=5 "))


def test_changed_equations_are_cited_as_changed(root):
    change(root, "cut = waiting * done", "cut = waiting * done * 0.5")
    expect(root).to_have_attribute("data-equations", "changed")
    root.get_by_text("Cite or embed").click()
    expect(root.get_by_label("Citation, at this state")).to_have_value(re.compile("changed by a reader"))


def test_where_the_clipboard_is_refused_the_link_stands_selected_in_a_field(page, live, sample_server):
    page.add_init_script(REFUSED)
    root = live(f"{sample_server}/{CHAPTER}")
    field = root.get_by_label("Link to this state")
    assert not field.is_visible()
    before = page.url
    root.locator("input[name=away]").press("Home")
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))
    root.get_by_role("button", name="Copy link to this state").click()
    expect(field).to_be_focused()
    assert field.input_value().endswith("/at-work.html#labour_split?away=0")
    assert field.evaluate("e => e.selectionEnd - e.selectionStart === e.value.length")
    expect(root.locator(".notice")).to_contain_text("is selected in a field")
    assert page.url == before
    root.get_by_text("Cite or embed").click()
    root.get_by_role("button", name="Copy the BibTeX entry").click()
    expect(root.get_by_label("The same as BibTeX")).to_be_focused()


@pytest.mark.parametrize(
    ("env", "version"),
    [
        ({}, VERSION),
        ({"GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1.2"}, "1.2"),
        ({"GITHUB_REF_TYPE": "branch", "GITHUB_REF_NAME": "spring"}, VERSION),
        ({"CI_COMMIT_TAG": "v3"}, "3"),
    ],
)
def test_the_version_is_that_of_the_release_that_is_built(env, version):
    import released  # a hook of the build

    assert released.edition({"version": VERSION, "date-released": date(2027, 1, 2)}, env) == [version, "2027"]
    assert released.edition({}, {}) == ["", ""]  # a fork that has no such file
    home = "https://fork.example.org/leap"  # a release is cited where it stays
    assert released.address(f"{home}/", env) == (home if version == VERSION else f"{home}/v{version}")
    assert released.address("", env) == ""


# ---- equations as a file -----------------------------------------------------------------------------------------------
def opened(root, file):
    with root.page.expect_file_chooser() as chooser:
        root.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(file)
    return root.locator("details.equations output")


def test_changed_equations_can_be_kept_and_opened_again(live, address):
    root = live(f"{address}/{CHAPTER}")
    change(root, "cut = waiting * done", "cut = waiting * done * 0.5")
    expect(root).to_have_attribute("data-equations", "changed")
    sentence = root.locator(".said output").text_content()
    name, file = taken(root, "Keep as a file")
    assert name == "labour_split.py"
    assert file.decode().startswith(
        f"# Equations of labour_split, {fork.TITLE}, version {VERSION}, changed by a reader"
    )
    root.page.goto("about:blank")
    root = live(f"{address}/{CHAPTER}")
    root.locator("details.equations summary").click()
    root.get_by_role("button", name="Change the equations").click()
    given = {"name": "mine (1).py", "mimeType": "", "buffer": file.replace(b"\n", b"\r\n")}
    expect(opened(root, given)).to_contain_text("mine (1).py is open.")
    assert root.locator("textarea[id$=-text]").input_value() == file.decode()
    root.get_by_role("button", name="Run these equations").click()
    expect(root.locator(".said output")).to_have_text(sentence)
    assert taken(root, "Keep as a file")[1] == file  # one first line, not two


def test_a_wrong_file_is_told_and_changes_nothing(root):
    root.locator("details.equations summary").click()
    root.get_by_role("button", name="Change the equations").click()
    own = root.locator("textarea[id$=-text]").input_value()
    other = (
        b"# Equations of grain_balance, Another book, changed by a reader, 1 May 2027\ndef model(a):\n    return {}\n"
    )
    for buffer, why in [
        (b"x" * 70_000, "has more than 64 kB"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is no model’s file"),
        (b"def other():\n    pass\n", "is no model’s file"),
        (other, "holds the equations of grain_balance, not of labour_split"),
    ]:
        expect(opened(root, {"name": "some.py", "mimeType": "", "buffer": buffer})).to_contain_text(
            f"Not opened: some.py {why}"
        )
        assert root.locator("textarea[id$=-text]").input_value() == own


# ---- the model in a frame ----------------------------------------------------------------------------------------------
HEAD = '<!DOCTYPE html><link rel="icon" href="data:,"><title>A lecture</title>'
FOLLOWS = re.search(r"^```html\n(.*?)^```$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.M | re.S)[1]
KEPT = '<script>window.told = []; addEventListener("message", ({ data }) => told.push(data))</script>'
FRAME = '<iframe src="{address}/embed/labour_split.html#labour_split?away=60&months=early" style="width: {width}px"></iframe>'
HOST = f'{HEAD}{FOLLOWS}{KEPT}<div style="height: 60vh">Above</div>{FRAME}'


@pytest.fixture(params=["http", "file"])
def hosted(request, tab, sample, sample_server, tmp_path):
    """A function that opens a host's page with the model in a frame, from another origin than the book's, or from disk."""

    def host(width):
        address = sample_server if request.param == "http" else sample.as_uri()
        (tmp_path / "host.html").write_text(
            HOST.replace("{address}", address).replace("{width}", str(width)), encoding="utf-8"
        )
        page = tab(1280, 800)
        if request.param == "http":
            page.goto(f"{request.getfixturevalue('lecture')}/host.html")
        else:  # Chromium lets one file copy in another; by default no page of another server may
            page.add_init_script(REFUSED)
            page.goto((tmp_path / "host.html").as_uri())
        return page, page.frame_locator("iframe").locator("[data-explorable=labour_split]")

    return host


@pytest.fixture
def lecture(tmp_path):
    with serving(tmp_path) as address:
        yield address


def test_a_model_in_a_frame_takes_its_state_from_the_address_and_tells_its_host_its_height(hosted):
    page, root = hosted(900)
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    expect(root.locator(".said output")).to_have_text(said({"away": 60, "months": "early"}))
    inside = page.frames[1]
    high = "() => document.documentElement.scrollHeight - innerHeight"
    assert inside.evaluate(high) == 0  # nothing is cut off, and the frame has no bar of its own
    before = page.evaluate("told[told.length - 1]")
    assert before["name"] == "labour_split"
    assert abs(before["height"] - inside.evaluate("document.body.scrollHeight")) <= 1
    root.locator("details.numbers summary").click()
    page.wait_for_function(f"told[told.length - 1].height > {before['height'] + 100}")
    root.locator("details.numbers summary").click()
    page.wait_for_function(f"told[told.length - 1].height === {before['height']}")  # and back
    root.locator("input[name=away]").press("Home")
    expect(root.locator(".said output")).to_have_text(said({"away": 0, "months": "early"}))
    assert page.evaluate("Object.keys(told[0]).sort().join()") == "height,name,type"


def test_a_frame_does_not_move_the_page_that_it_stands_on(hosted):
    page, root = hosted(900)
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    expect(root.locator(".said output")).to_have_text(said({"away": 60, "months": "early"}))
    assert page.evaluate("scrollY") == 0


def test_in_a_frame_without_leave_to_copy_the_link_to_the_chapter_is_shown(hosted, sample_server):
    page, root = hosted(360)
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    root.get_by_role("button", name="Copy link to this state").click()
    field = root.get_by_label("Link to this state")
    expect(field).to_be_focused()
    home = fork.BASE if page.url.startswith("file:") else sample_server  # from a disk, where the book is published
    assert field.input_value() == f"{home}/at-work.html#labour_split?away=60&months=early"


def test_the_frame_to_copy_shows_this_state(page, live, sample_server, lecture, tmp_path):
    root = live(f"{sample_server}/{CHAPTER}#labour_split?away=30")
    root.get_by_text("Cite or embed").click()
    expect(root.get_by_label("A frame for another page")).to_have_value(re.compile("away=30"))
    snippet = root.get_by_label("A frame for another page").input_value()
    assert snippet.startswith(
        f'<iframe src="{fork.BASE}/{EMBED}#labour_split?away=30" title="{root.locator(".title").text_content()}'
    )
    assert 'loading="lazy"' in snippet
    assert 'width="100%"' in snippet
    (tmp_path / "host.html").write_text(HEAD + snippet.replace(fork.BASE, sample_server), encoding="utf-8")
    page.goto(f"{lecture}/host.html")
    framed = page.frame_locator("iframe").locator("[data-explorable]")
    expect(framed.locator(".said output")).to_have_text(said({"away": 30}), timeout=20_000)


def test_a_framed_model_leads_back_to_its_chapter_and_its_works(live, address):
    root = live(f"{address}/{EMBED}")
    page = root.page
    link = page.get_by_role("link", name="At work")
    assert link.get_attribute("href") == "../at-work.html#labour_split"
    assert fork.TITLE in page.locator("main > p.where:not(.noscript)").text_content()
    assert page.locator("header, nav, footer").count() == 0
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{fork.BASE}/at-work.html"
    works = page.locator(".of a")
    assert works.count() > 2
    assert all(work.get_attribute("target") == "_blank" for work in works.all())
    with page.context.expect_page() as opened:
        works.first.click()
    assert re.search(r"/at-work\.html#source-\w+$", opened.value.url)
    expect(opened.value.locator(":target")).to_be_visible()


def test_axe_finds_nothing_on_a_framed_model_with_all_that_can_be_taken(tab, sample_server):
    """In a wide light frame, and then in the same one narrow and dark."""
    page = tab(color_scheme="light", bypass_csp=True)
    page.add_init_script(REFUSED)
    page.goto(f"{sample_server}/{EMBED}")
    root = page.locator("[data-explorable]")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    page.evaluate(OPEN)
    root.get_by_role("button", name="Copy link to this state").click()
    check(page)
    page.set_viewport_size({"width": 360, "height": 900})
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    check(page)


def test_an_edition_has_its_own_logo_icon_and_line_of_copyright(sample):
    html = (sample / "at-work.html").read_text(encoding="utf-8")
    assert re.search(r'<a class="book"[^>]*><img src="_static/picture.svg[^"]*" alt="">', html)
    assert re.search(r'<link rel="icon" href="_static/picture.svg[^"]*">', html)
    assert f"© {fork.OWN['copyright']}" in html
    assert (sample / "_static/picture.svg").is_file()


def test_where_the_front_page_has_another_name_the_index_leads_there(tmp_path):
    """Planted: the index of an earlier build, which would stay."""
    from types import SimpleNamespace as Some

    import leap

    (tmp_path / "index.html").write_text("an earlier front page", encoding="utf-8")
    config = {"root_doc": "index", "html_title": "Iron & grain", "language": "en"}
    leap.entrance(Some(config=Some(**config)), tmp_path)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "an earlier front page"
    leap.entrance(Some(config=Some(**config | {"root_doc": "welcome"})), tmp_path)
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'content="0; url=welcome.html"' in html
    assert '<a href="welcome.html">Iron &amp; grain</a>' in html


def test_each_model_of_the_edition_has_a_page_of_its_own_and_no_other_has(site):
    shown = {
        name
        for page in site.rglob("*.html")
        for name in re.findall(r'data-explorable="(\w+)"', page.read_text("utf-8"))
    }
    assert {path.stem for path in site.glob("embed/*.html")} == shown
    assert shown <= set(library.names())


def test_a_model_that_no_chapter_shows_any_more_loses_its_page(tmp_path):
    """Planted: one that is left from an earlier build, and a chapter's own."""
    from types import SimpleNamespace as Some

    import leap

    figure = '<figure class="model wide" data-explorable="one" id="one"></figure>'
    for name, text in {"a.html": figure, "embed/one.html": "", "embed/gone.html": ""}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    app = Some(env=Some(all_docs={"a": 0}, collect_relations=lambda: {"a": []}))
    leap.tidy(app, tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*.html")) == ["a.html", "one.html"]


def test_without_script_a_framed_model_is_whole_and_its_citation_reads(tab, sample_server):
    page = tab(java_script_enabled=False)
    page.goto(f"{sample_server}/{EMBED}")
    expect(page.locator(".said output")).to_have_text(said({}))
    page.locator("details.cite summary").click()
    expect(page.locator(".cite > p")).to_contain_text(f"of {fork.TITLE}, version {VERSION}")
    assert not page.locator(".cite textarea").first.is_visible()


def test_a_downloaded_notebook_alone_says_in_one_sentence_what_it_needs(site, tmp_path):
    path = next((site / "_sources").glob("*.ipynb"))
    notebook = nbformat.read(path, as_version=4)
    first = next(cell.source for cell in notebook.cells if cell.cell_type == "code")
    lonely = [sys.executable, "-S", "-c", first]  # without what is installed here
    done = subprocess.run(lonely, cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
    assert "ImportError: This notebook works in the book’s folder: get it " in done.stderr
    assert f"open book/{path.name} there." in done.stderr
    assert "No module named" not in done.stderr
    there = subprocess.run(
        [sys.executable, "-c", first], cwd=ROOT / "book", capture_output=True, text=True, check=False
    )
    assert there.returncode == 0, there.stderr
