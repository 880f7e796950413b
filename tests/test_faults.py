"""What goes wrong between a page and its reader: files that do not come, browsers that lack something, hosts that forbid.

Whatever it is, picture, sentence and text are there, one sentence says what does not work, and nothing is thrown. Faults that
stand elsewhere: links written anew by other programs, links to no model, the way back (test_beside.py); hostile links, links
before the model is awake, equations that never answer (test_reader.py); no fromBase64 (test_page.py); a worker that answers
nonsense (test_cell.py); no clipboard (test_taken.py); no network from the start, from disk (test_sealed.py).
"""

import re
from pathlib import Path

import chromium
import comparing
import pytest
from conftest import FLAGS, Quiet, serving
from playwright.sync_api import expect

from widgets.shelf import library

pytestmark = pytest.mark.browser
DEFAULTS = library.settings(library.load("labour_split"), {})
AT_WORK = "at-work.html"
STARTED = "The sliders could not be started here"
LOADED = "the page’s script did not load. The picture stays as drawn. Loading the page again may help."
# A browser's own word on a file that is not there or not as it should be: it is no error of the page's.
ITS_OWN = r"Failed to load resource|net::ERR|Refused to|violates the following|^SyntaxError|Blocked script"


# What differs from another one by little is tried in the long run only.
SLOW = {
    "live.js empty", "no Worker", "the runtime’s WebAssembly no base64", "workers forbidden", "page.js cut short",
    "storage full", "the font missing", "pictures missing", "its text missing", "no.html", "a/b/c/d/", "100,000 parts",
    "an escape that is none",
}  # fmt: skip


def some(faults):
    return [pytest.param(one, marks=pytest.mark.long) if one in SLOW else one for one in faults]


def said(values):
    return comparing.sentence("labour_split", {**DEFAULTS, **values})


# ---- faults: each a function of a page that is not open yet -----------------------------------------------------------
def gone(pattern):
    return lambda page: page.route(pattern, lambda route: route.fulfill(status=404, body="Not found"))


def changed(pattern, change, **more):
    """What comes for an address is what this makes of its text."""

    def answered(route):
        came = route.fetch()
        route.fulfill(response=came, body=change(came.text()), **more)

    return lambda page: page.route(pattern, answered)


def without(code):
    return lambda page: page.add_init_script(code)


def policy(words):
    """What a host sends beside the page's own policy; both hold."""

    def answered(route):
        came = route.fetch()
        route.fulfill(response=came, headers={**came.headers, "content-security-policy": words})

    return lambda page: page.route(f"**/{AT_WORK}*", answered)


def half(text):
    return text[: len(text) // 2]


def spoilt_machine(text):
    """The WebAssembly in live.js, packed and as base64, with its middle missing."""
    start = text.index("H4sI")
    return text[: start + 40_000] + text[start + 80_000 :]


SCRIPT = "**/live.js*"
STILL = {  # no slider can work: what is done to the page, and what it says
    "live.js missing": (gone(SCRIPT), LOADED),
    "live.js cut short": (changed(SCRIPT, half), LOADED),
    "live.js empty": (changed(SCRIPT, lambda text: ""), LOADED),
    "live.js answered with a page": (
        changed(SCRIPT, lambda text: "<!doctype html><title>Sign in</title>", content_type="text/html"),
        LOADED,
    ),
    "live.js forbidden by its host": (policy("script-src 'unsafe-inline' http://127.0.0.1:*/_static/page.js"), LOADED),
    "all scripts forbidden": (policy("default-src 'self'; script-src 'none'; style-src 'self' 'unsafe-inline'"), None),
    "workers forbidden": (policy("worker-src 'none'"), STARTED),
    "WebAssembly forbidden": (policy("script-src 'self' 'unsafe-inline'"), STARTED),
    "the runtime’s WebAssembly cut short": (changed(SCRIPT, spoilt_machine), STARTED),
    "the runtime’s WebAssembly no base64": (changed(SCRIPT, lambda text: text.replace("H4sI", "H4s*", 1)), STARTED),
    "a page older than live.js": (
        changed(f"**/{AT_WORK}", lambda text: text.replace('"drawn":', '"shown":').replace('class="notice"', "")),
        STARTED,
    ),
    "a live.js older than the page": (changed(SCRIPT, lambda text: text.replace(".drawn", ".first")), STARTED),
    "equations that another contract was for": (
        changed(f"**/{AT_WORK}", lambda text: text.replace("</span> BARN,", "</span> gone,")),
        STARTED,
    ),
    "WebAssembly off": (without("delete window.WebAssembly"), STARTED),
    "no DecompressionStream": (without("delete window.DecompressionStream"), STARTED),
    "no Worker": (without("delete window.Worker"), STARTED),
    "a Worker that cannot be made": (without("window.Worker = function () { throw new Error('no more') }"), STARTED),
}  # fmt: skip
REFUSES = "{ get() { throw new DOMException('denied', 'SecurityError') } }"
ALIVE = {  # what the sliders do not need
    "storage refused": without(f"Object.defineProperty(window, 'localStorage', {REFUSES})"),
    "storage full": without("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"),
    "storage written by another site of the host": without(
        "localStorage.setItem('theme', 'sepia'); localStorage.setItem('hub', 'javascript:alert(1)')"
    ),
    "page.js missing": gone("**/page.js*"),
    "page.js cut short": changed("**/page.js*", half),
    "page.css missing": gone("**/page.css*"),
    "the font missing": gone("**/*.woff2*"),
    "pictures missing": gone("**/*.svg*"),
    "history kept by the browser": without("history.replaceState = () => { throw new DOMException('', 'SecurityError') }"),
}  # fmt: skip


@pytest.fixture
def faulty(tab):
    """A page, and what it throws or logs that is not the browser's own word on a missing or spoilt file."""
    page = tab(width=1280)
    page.thrown, page.asked = [], []
    page.on("pageerror", lambda error: page.thrown.append(f"{error.name}: {error.message}"))
    page.on("console", lambda message: page.thrown.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    page.unroute_all(behavior="ignoreErrors")
    assert [one for one in page.thrown if not re.search(ITS_OWN, one)] == []


def reads(root):
    """Picture, sentence and text are there; the settings are told in words, and no dead slider stands about."""
    page = root.page
    expect(root.locator(".said output")).to_have_text(said({}))
    expect(root.locator("svg.plot")).to_be_visible()
    expect(root.locator(".printed")).to_be_visible()
    expect(root.locator("form.controls")).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()


@pytest.mark.parametrize("fault", some(STILL))
def test_a_page_whose_models_cannot_come_to_life_reads_whole_and_says_so(faulty, sample_server, fault):
    spoil, words = STILL[fault]
    spoil(faulty)
    faulty.goto(f"{sample_server}/{AT_WORK}")
    root = faulty.locator("[data-explorable]")
    line = root.locator(".trouble") if words else faulty.locator(".noscript")
    expect(line).to_be_visible(timeout=20_000)
    expect(line).to_contain_text(words or "need JavaScript to move")
    reads(root)
    for more in root.locator("summary:visible").all():  # what still opens, opens
        more.click()
    faulty.wait_for_timeout(100)
    assert sum("live.js" in url for url in faulty.asked) <= 1  # and nothing is asked for again and again


@pytest.mark.parametrize("fault", some(ALIVE))
def test_what_the_sliders_do_not_need_may_fail(faulty, sample_server, fault):
    ALIVE[fault](faulty)
    faulty.goto(f"{sample_server}/{AT_WORK}")
    answers(faulty, faulty.locator("a.set").first)
    if "storage" in fault:
        faulty.get_by_role("button", name="Dark page").click()
        expect(faulty.locator("html")).to_have_attribute("data-theme", "dark")


def answers(page, link=None):
    """The first model works by its slider; dark and light change; a link of the text is followed."""
    root = page.locator("[data-explorable]").first
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    if link:
        link.click()
    root.locator("input[name=months]").first.check()
    for key, away in (("Home", 0), ("End", 120)):
        root.locator("input[name=away]").press(key)
        months = root.locator("input[name=months]").first.get_attribute("value")
        values = page.evaluate("() => Object.fromEntries(new FormData(document.querySelector('form.controls')))")
        assert (values["away"], values["months"]) == (str(away), months)
        wanted = {name: type(DEFAULTS[name])(values.get(name, DEFAULTS[name])) for name in DEFAULTS}
        expect(root.locator(".said output")).to_have_text(said(wanted))


def broken_off(text):
    """The page up to its figure's end, and of the same figure once more only the half."""
    end = text.index("</figure>") + len("</figure>")
    return text[:end] + half(text[text.index("<figure") : end])


def test_of_a_page_that_is_cut_short_the_figures_that_came_whole_work(faulty, sample_server):
    changed(f"**/{AT_WORK}", broken_off)(faulty)
    faulty.goto(f"{sample_server}/{AT_WORK}")
    answers(faulty)
    assert faulty.locator("[data-explorable]").count() == 2
    expect(faulty.locator("[data-explorable] .trouble").last).to_contain_text(STARTED)


# ---- what comes back --------------------------------------------------------------------------------------------------
def test_who_was_without_a_network_gets_the_sliders_when_it_is_back(faulty, sample_server):
    faulty.route(SCRIPT, lambda route: route.abort())
    faulty.goto(f"{sample_server}/{AT_WORK}")
    root = faulty.locator("[data-explorable]")
    expect(root.locator(".trouble")).to_contain_text(LOADED)
    faulty.evaluate(
        "() => dispatchEvent(new Event('online'))"
    )  # too early: it fails once more, and is not tried in a circle
    faulty.wait_for_timeout(200)
    assert sum("live.js" in url for url in faulty.asked) == 2
    faulty.unroute(SCRIPT)
    faulty.evaluate("() => dispatchEvent(new Event('online'))")
    answers(faulty)
    expect(root.locator(".trouble")).to_be_hidden()
    faulty.evaluate("() => dispatchEvent(new Event('online'))")
    faulty.wait_for_timeout(100)
    assert sum("live.js" in url for url in faulty.asked) == 3


def test_a_page_goes_on_without_a_network(faulty, sample_server):
    faulty.goto(f"{sample_server}/{AT_WORK}")
    expect(faulty.locator("[data-explorable]")).to_have_attribute("data-state", "live", timeout=20_000)
    faulty.context.set_offline(True)
    answers(faulty, faulty.locator("a.set").first)


def test_five_hundred_moves_at_once_end_at_the_last_and_hold_nobody_up(faulty, sample_server):
    faulty.goto(f"{sample_server}/{AT_WORK}")
    root = faulty.locator("[data-explorable]")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    drawn = faulty.evaluate("""async () => {
      const slider = document.querySelector("input[name=away]"), last = "30";
      let drawn = 0;
      addEventListener("explorable:update", () => { drawn++; });
      for (let i = 0; i <= 500; i++) {
        slider.value = i === 500 ? last : i % 120;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        if (i % 50 === 0) await new Promise((resolve) => setTimeout(resolve));
      }
      await new Promise((resolve) => setTimeout(resolve));
      return drawn;
    }""")
    expect(root.locator(".said output")).to_have_text(said({"away": 30}))
    assert drawn < 100  # what was overtaken is not drawn
    expect(root.locator(".notice")).to_have_text("")


def test_two_tabs_do_not_disturb_each_other(faulty, sample_server):
    faulty.goto(f"{sample_server}/{AT_WORK}#labour_split?away=60")
    other = faulty.context.new_page()
    other.goto(f"{sample_server}/{AT_WORK}")
    other.get_by_role("button", name="Dark page").click()
    answers(other)
    expect(faulty.locator(".said output")).to_have_text(said({"away": 60}), timeout=20_000)
    faulty.evaluate("() => localStorage.clear()")
    other.get_by_role("button", name="Light page").click()
    faulty.reload()
    expect(faulty.locator("html")).to_have_attribute("data-theme", "light")
    answers(faulty)
    other.close()


# ---- links ------------------------------------------------------------------------------------------------------------
LONG = {
    "100,000 full stops": ("labour_split?away=60&crop=" + "." * 100_000 + "x", {"away": 60}, "Not all of the link"),
    "the same setting 10,000 times": ("labour_split?" + "away=1&" * 10_000 + "away=60", {"away": 60}, ""),
    "100,000 parts": (";" * 100_000 + "labour_split?away=60", {"away": 60}, ""),
    "an escape that is none": ("labour_split?away=60&x=%", {"away": 60}, "x=% is not a control"),
    "another page’s model": ("canteen_stock?ration=1", {}, "“canteen_stock”, which is no model of this page"),
    "no numbers": ("labour_split?away=NaN&loss=Infinity&extra=1e", {}, "away=NaN is not a number"),
}


@pytest.mark.parametrize("link", some(LONG))
def test_a_long_or_broken_link_is_followed_as_far_as_it_goes(faulty, sample_server, link):
    fragment, values, told = LONG[link]
    faulty.goto(f"{sample_server}/{AT_WORK}")
    root = faulty.locator("[data-explorable]")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    faulty.evaluate("(to) => { location.hash = to; }", fragment)
    expect(root.locator(".notice")).to_contain_text(told)
    expect(root.locator(".said output")).to_have_text(said(values))


# ---- other pages --------------------------------------------------------------------------------------------------------
def test_without_style_and_scripts_the_page_is_all_there_and_says_so(faulty, sample_server):
    """As on a host that leaves out folders whose names begin with a line."""
    gone("**/_static/**")(faulty)
    faulty.goto(f"{sample_server}/{AT_WORK}")
    root = faulty.locator("[data-explorable]")
    expect(faulty.locator(".noscript")).to_contain_text("need JavaScript to move")
    expect(root.locator(".said output")).to_have_text(said({}))
    expect(root.locator("svg.plot text").first).to_be_visible()
    expect(root.locator(".printed")).to_be_visible()


SEARCH = {
    "its text missing": (gone("**/words.js*"), "has not come yet. If this line stays, load the page again"),
    "its text cut short": (changed("**/words.js*", half), "has not come yet"),
    "its script missing": (gone("**/seek.js*"), "has not come yet"),
    "scripts forbidden": (lambda page: page.route("**/search.html*", forbidding), "Searching needs JavaScript"),
}


def forbidding(route):
    came = route.fetch()
    route.fulfill(response=came, headers={**came.headers, "content-security-policy": "script-src 'none'"})


@pytest.mark.parametrize("fault", some(SEARCH))
def test_a_search_that_cannot_look_says_so_and_the_contents_lead_on(faulty, sample_server, fault):
    spoil, words = SEARCH[fault]
    spoil(faulty)
    faulty.goto(f"{sample_server}/search.html?q=furnace")
    expect(faulty.get_by_text(words)).to_be_visible()
    assert faulty.locator("#search-progress").is_visible() != faulty.locator(".noscript").is_visible()  # one of them
    faulty.locator(".contents a").first.click()
    expect(faulty.locator("main h1")).to_be_visible()


class Host(Quiet):
    """Answers as GitHub and GitLab do for the pages of a project: at /name/, and with its 404.html for what is not there."""

    def send_error(self, code, *more):
        body = (Path(self.directory) / "name/404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def project(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("host")
    (folder / "name").symlink_to(sample)
    with serving(folder, Host) as address:
        yield f"{address}/name/"


@pytest.mark.parametrize("lost", some(["no.html", "sub/no", "a/b/c/d/", "a/" * 40 + "no.html", "%E5%A4%A7/no?x=1#y"]))
def test_a_lost_address_of_any_depth_is_answered_in_the_books_look_and_leads_home(faulty, project, lost):
    faulty.goto(project + lost)
    expect(faulty.locator("h1")).to_have_text("There is no page at this address")
    expect(faulty.locator("h1")).to_have_css("font-family", re.compile("^Charter"))
    expect(faulty.locator(".contents details")).to_have_attribute("open", "")  # by the script, which has come too
    assert len(faulty.asked) < 30
    faulty.get_by_role("link", name="first page").click()
    expect(faulty).to_have_url(f"{project}index.html")
    faulty.go_back()
    faulty.locator("#q").fill("furnace")
    faulty.locator("#q").press("Enter")
    expect(faulty.locator("#search-results li").first).to_be_visible()
    assert faulty.url.startswith(f"{project}search.html")


@pytest.mark.parametrize("leave", ["allow-scripts", ""], ids=["scripts", "nothing"])
def test_a_frame_that_may_do_little_works_or_says_so(faulty, sample_server, leave):
    """A host's sandbox: no storage and no origin of its own, and then no script either."""
    frame = (
        f'<!doctype html><iframe sandbox="{leave}" src="embed/labour_split.html" width="1000" height="1400"></iframe>'
    )
    faulty.route("**/host.html", lambda route: route.fulfill(body=frame, content_type="text/html"))
    faulty.goto(f"{sample_server}/host.html")
    root = faulty.frame_locator("iframe").locator("[data-explorable]")
    if leave:
        expect(root).to_have_attribute("data-state", "live", timeout=20_000)
        root.locator("input[name=away]").press("End")
    else:
        expect(faulty.frame_locator("iframe").locator(".noscript")).to_be_visible()
    expect(root.locator(".said output")).to_have_text(said({"away": 120} if leave else {}))


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "loaded anew"])
def test_who_comes_back_finds_the_sliders_and_the_picture_of_one_mind(browser, sample_server, kept):
    """By the browser's way back, which keeps the page as it was, if it can; Playwright forbids that by a flag of its own."""
    flag = {"ignore_default_args": ["--disable-back-forward-cache"]} if kept else {}
    own = browser.browser_type.launch(executable_path=chromium.find(), args=FLAGS, **flag)
    page, thrown = own.new_page(), []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(f"{sample_server}/{AT_WORK}")
    root = page.locator("[data-explorable]")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    root.locator("input[name=away]").press("Home")
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))
    page.evaluate("() => addEventListener('pageshow', ({ persisted }) => { window.kept = persisted; })")
    page.locator("a.book").click()
    expect(page.locator("main.front")).to_be_visible()
    page.evaluate("() => { history.back(); }")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    assert page.evaluate("() => window.kept") is (True if kept else None)
    away = int(root.locator("input[name=away]").input_value())
    expect(root.locator(".said output")).to_have_text(said({"away": away}))
    answers(page)
    own.close()
    assert thrown == []
