"""Sealed and whole: what a page may ask for, that it asks for nothing else, and that the packed book needs no network."""

import base64
import hashlib
import re
import zipfile
from pathlib import Path

import pytest
from conftest import watched
from playwright.sync_api import expect
from test_publishing import tool
from test_site import pages

AT_WORK = "at-work.html"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; worker-src blob:; connect-src 'none'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'"
)
SEARCH = {"seek.js", "words.js"}
FONT = {"han.woff2"}  # where this machine has no Chinese font

# What a page that had been tampered with might try: each must be refused.
ADD = "(what) => document.head.append(Object.assign(document.createElement('script'), what))"
TRIED = {
    "a script of its own": (ADD, {"text": "window.ran = 1"}),
    "a script from elsewhere": (ADD, {"src": "http://127.0.0.1:9/a.js"}),
    "an inline handler": ("(code) => { document.body.setAttribute('onclick', code); document.body.click() }", "window.ran = 1"),
    "a request": ("() => fetch(location.href).catch(() => {})", None),
    "a picture from elsewhere": ("(address) => { new Image().src = address; }", "http://127.0.0.1:9/a.png"),
}  # fmt: skip


def wanted(html):
    """The policy a page should have: that of the design, with a hash for each inline script it holds."""
    inline = re.findall(r"<script>(.*?)</script>", html, re.S)
    digests = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in inline]
    return POLICY.format(hashes="".join(f" 'sha256-{digest}'" for digest in digests))


def test_every_page_carries_the_policy_and_the_hashes_of_its_own_scripts(site):
    for path in pages(site):
        html = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in html:
            continue  # leads to the first page, and holds nothing
        assert re.findall(r'Content-Security-Policy" content="([^"]*)"', html) == [wanted(html)], path.name
        assert not re.search(r"\son[a-z]+=[\"']", re.sub(r"<script.*?</script>|<pre.*?</pre>", "", html, flags=re.S)), (
            path
        )


def test_no_page_names_another_that_a_browser_would_fetch_ahead(site):
    """Firefox asks for the page behind `<link rel="next">` at once, which the policy refuses: an error on every chapter."""
    for path in pages(site):
        named = re.findall(r'<link rel="([^"]*)"', path.read_text(encoding="utf-8"))
        assert set(named) <= {"icon", "stylesheet", "search", "canonical"}, path.name  # no browser fetches the last


@pytest.mark.browser
def test_the_browser_refuses_what_a_page_was_not_built_with(page, sample_server):
    page.goto(f"{sample_server}/{AT_WORK}")
    page.evaluate("() => { addEventListener('securitypolicyviolation', () => { refused++; }); }")
    for what, tried in TRIED.items():
        page.evaluate("() => { window.refused = 0; }")
        page.evaluate(*tried)
        page.wait_for_timeout(200)
        assert page.evaluate("() => refused > 0 && !window.ran"), what
    page.strays.clear()  # the refusals are the point


def of_each_kind(site):
    """A page with each set of what a page can ask for: by its folder, its models, pictures and search."""
    kinds = {}
    for path in pages(site):
        html = path.read_text(encoding="utf-8")
        holds = [part in html for part in ("data-explorable=", "<img ", 'id="search-results"')]
        kinds.setdefault((path.parent, *holds), path)
    return kinds.values()


@pytest.mark.browser
@pytest.mark.parametrize("some", [True, pytest.param(False, marks=pytest.mark.long)])
def test_a_page_asks_for_its_own_four_files_a_font_if_need_be_and_no_more(page, server, site, some):
    """One page of each kind; all of them in the long run."""
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    framed = sorted(site.glob("embed/*.html"))[2:]  # all by one template: two of them are enough
    for path in of_each_kind(site) if some else sorted(set(pages(site)) - set(framed)):
        name, html = path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in html:
            continue
        asked.clear()
        page.goto(f"{server}/{name}", wait_until="load")
        for root in page.locator("[data-explorable]").all():
            expect(root).to_have_attribute("data-state", "live", timeout=20_000)
        files = {re.sub(r"\?.*", "", Path(url).name) for url in asked}
        own = {Path(name).name, "page.css", "page.js"} | ({"live.js"} if "data-explorable=" in html else set())
        pictures = {Path(src).name for src in re.findall(r'<img [^>]*src="([^"]+)"', html)}  # come when in sight
        assert files - pictures - FONT == own | (SEARCH if name == "search.html" else set()), name


@pytest.mark.browser
def test_the_packed_book_works_from_disk_without_a_network(tab, sample, tmp_path):
    tool("zip").packed(sample, tmp_path / "book.zip")
    with zipfile.ZipFile(tmp_path / "book.zip") as packed:
        packed.extractall(tmp_path)
    # in a context of its own: all pages from disk keep their choices in one place, and another's may still be on its way
    with watched(tab(offline=True)) as page:
        page.goto((tmp_path / "great-leap-textbook" / AT_WORK).as_uri())
        expect(page.locator("[data-explorable]")).to_have_attribute("data-state", "live", timeout=20_000)
        page.get_by_role("button", name="Dark page").click()
        page.keyboard.press("Control+k")
        page.keyboard.type("procurement")
        page.keyboard.press("Enter")
        expect(page.locator("#search-results li").first).to_be_visible()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.locator("#search-results a").first.click()
        expect(page.locator("main h1")).to_be_visible()
