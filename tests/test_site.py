"""The built site as a whole: its pages are valid, its links lead somewhere, and it can be put anywhere."""

import functools
import gzip
import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import serving
from playwright.sync_api import expect
from test_access import pages as listed

ROOT = Path(__file__).parents[1]
AT_WORK = "at-work.html"
SOME = {("index.html", 360), (listed()[1], 1280), ("404.html", 360)}  # a list of chapters, a chapter, a page alone
SIZED = [(name, width) for name in listed() for width in (1280, 360)]
# what moved, by how much, from where to where: a failure on another machine must be understood from its text
MOVED = """const told = ({node, previousRect, currentRect}) => [(node?.outerHTML ?? node?.textContent ?? "").slice(0, 200),
  JSON.stringify(previousRect), JSON.stringify(currentRect)];
window.moved = []; new PerformanceObserver((list) => list.getEntries().forEach((one) => moved.push([
  one.value, ...one.sources.map(told)]))).observe({type: 'layout-shift', buffered: true})"""
THROTTLED = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}  # bytes a second


def pages(site):
    return sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)


def test_every_page_is_valid_html(site):
    config = Path(__file__).with_name("htmlvalidate.json")
    command = [ROOT / "node_modules/.bin/html-validate", "--config", config, *pages(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


class Page(HTMLParser):
    """What a page can be asked for (ids), and what it asks for (addresses)."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links = set(), []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for key, value in attributes:
            if key == "id":
                self.ids.add(value)
            if key in ("href", "src") and value is not None:
                self.links.append(value)


def lost(site, path, link, found):
    """Why a link of a page leads nowhere on the site; nothing if it leads somewhere, or off the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_file():
        return f"{path.name}: {link}: no such file"
    name = unquote(parts.fragment)
    model = re.match(r"([a-z_]+)[?/]", name)  # "#NAME?control=value" sets a model, "#NAME/RESULT" shows where it stands
    wanted = model[1] if model else name
    return f"{path.name}: {link}: no such place" if wanted and wanted not in found(target).ids else ""


def test_every_link_within_the_site_leads_to_a_file_and_a_place_on_it(site):
    found = functools.cache(Page)
    problems = [lost(site, path, link, found) for path in pages(site) for link in found(path).links]
    assert [problem for problem in problems if problem] == []


def test_a_lost_link_would_be_noticed(sample):
    """Planted: a file and a place that are not there."""
    path, found = sample / AT_WORK, functools.cache(Page)
    assert lost(sample, path, "nowhere.html", found).endswith("no such file")
    assert lost(sample, path, "index.html#nowhere", found).endswith("no such place")
    assert not lost(sample, path, "#labour_split?away=60", found)


@pytest.fixture
def below(site, sample, tmp_path):
    """An address with the site two folders down, the sample beside it, and nothing else."""
    (tmp_path / "some").mkdir()
    (tmp_path / "some/edition").symlink_to(site)
    (tmp_path / "some/sample").symlink_to(sample)
    with serving(tmp_path) as address:
        yield f"{address}/some"


# the server is named before the page, so that it goes after it: else what the page still asks for is a failed request
@pytest.mark.browser
def test_the_site_works_from_a_folder_of_a_server(below, live):
    root = live(f"{below}/sample/{AT_WORK}")
    root.page.locator("#q").fill("furnace")
    root.page.locator("#q").press("Enter")
    expect(root.page.locator("#search-results li").first).to_be_visible()
    root.page.locator("#search-results a").first.click()
    root.page.wait_for_url(lambda url: "search.html" not in url)  # and until it has loaded
    assert root.page.url.startswith(f"{below}/sample/")


@pytest.mark.browser
def test_an_address_that_is_not_there_can_be_answered_with_a_page_that_leads_on(below, page):
    page.goto(f"{below}/edition/404.html")
    page.get_by_role("link", name="first page").click()
    expect(page.locator("main.front h1")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "width"), [one if one in SOME else pytest.param(*one, marks=pytest.mark.long) for one in SIZED]
)
def test_nothing_moves_by_itself_while_a_page_comes_to_life(tab, server, name, width):
    """Three pages of three kinds; the other pages, and the other width of these, in the long run."""
    page = tab(width)
    page.add_init_script(MOVED)
    slow = page.context.new_cdp_session(page)  # a slow page is painted while half of it is still to come
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    slow.send("Network.enable")
    slow.send("Network.setCacheDisabled", {"cacheDisabled": True})  # as for who comes for the first time
    slow.send("Network.emulateNetworkConditions", THROTTLED)
    page.goto(f"{server}/{name}")
    for root in page.locator("[data-explorable]").all():
        expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    page.wait_for_timeout(300)
    assert page.evaluate("moved") == []


@pytest.mark.parametrize("name", ["page.css", "page.js", "seek.js"])
def test_style_and_scripts_go_out_without_their_comments_and_with_all_their_names(site, name):
    sent = (site / "_static" / name).read_text(encoding="utf-8")
    place = "widgets/surfaces" if name == "page.css" else "book/_themes/leap/static"
    source = (ROOT / place / name).read_text(encoding="utf-8")
    assert "/*" in source
    assert "/*" not in sent
    kept = re.sub(r"/\*.*?\*/", "", source, flags=re.S)
    names = set(re.findall(r"\.[a-zA-Z][\w-]*|--[\w-]+|@[\w-]+", kept))
    assert len(names) > 20
    assert [one for one in sorted(names) if one not in sent] == []


def test_a_page_sends_at_most_60_kb_before_the_runtime_and_no_file_of_a_model_twice(site):
    """What gzip makes of the page, its style and its script; a page of solutions, the 404 and embeds as well."""
    asked = sum(len(gzip.compress((site / "_static" / name).read_bytes(), 6)) for name in ("page.css", "page.js"))
    for path in pages(site):
        text = path.read_text("utf-8")
        assert len(gzip.compress(text.encode(), 6)) + asked <= 60_000, path
        cards = [json.loads(card) for card in re.findall(r'<script type="application/json">(.*?)</script>', text)]
        sent = [name for card in cards for name, source in card["sources"].items() if source]
        assert sorted(sent) == sorted(set(sent) - {card["name"] for card in cards}), path
