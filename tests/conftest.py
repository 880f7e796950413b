"""What the tests share: one built book, one browser, one server; and a page that tolerates no stray message."""

import contextlib
import functools
import http.server
import importlib.util
import os
import sys
import threading
from pathlib import Path

import chromium
import hypothesis
import pytest
from playwright.sync_api import expect, sync_playwright
from xdist.scheduler import LoadGroupScheduling

import widgets.models
from widgets.shelf import check
from widgets.surfaces.figure import figure_html

ROOT = Path(__file__).parents[1]
SPECIMENS = Path(__file__).parent / "models"  # mini-models made for the tests: every kind of mark, every planted fault
widgets.models.__path__.append(str(SPECIMENS))
sys.path.append(str(ROOT / "book/_ext"))  # the build's hooks
# Chromium as root wants no sandbox; the rest keeps it from calling home
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

# What a site keeps is forgotten when a tab comes to it first: `sessionStorage` is a tab's own.
FORGET = (
    """try { if (!sessionStorage.came) localStorage.clear(); sessionStorage.came = 1; } catch { /* none here */ }"""
)


os.environ |= {
    "GITHUB_REF_TYPE": "",
    "CI_COMMIT_TAG": "",
}  # editions made here are no release, whatever is being tested

# a few settings for each property in `make test`, told as drawn; many in `make test-long`, told at their plainest
SHORT = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
for name, many, phases in (("quick", 10, SHORT), ("long", 100, [*SHORT, hypothesis.Phase.shrink])):
    drawn = {"derandomize": True, "database": None, "deadline": None}  # the same at each run
    hypothesis.settings.register_profile(name, max_examples=many, phases=phases, **drawn)


def pytest_configure(config):
    hypothesis.settings.load_profile("long" if config.option.markexpr == "long or not long" else "quick")


def gate(folder, text):
    """A mini-model's file with this text, loaded as a module and put through the gate."""
    path = folder / "faulty.py"
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("widgets.models.faulty", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    check.check(module, {})


def pytest_collection_modifyitems(items):
    """Browser tests last: Playwright keeps an event loop running, which would be in the way of kernels."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


class Side(LoadGroupScheduling):
    """How tests are spread over the cores: one by one, but a notebook's cells share a kernel, and stay with one worker."""

    def _split_scope(self, nodeid):
        return nodeid.split("::")[0] if ".ipynb::" in nodeid else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return Side(config, log)


@pytest.fixture(scope="session")
def site():
    """The built book. `make test` builds it first; nothing here builds it a second time."""
    html = ROOT / "_build/html"
    assert (html / "index.html").exists(), "the book is not built: run make book"
    return html


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def sample():
    """The tests' own small book (make/sample.py), whose chapters are no edition's to leave out. `make test` builds it too."""
    html = ROOT / "_build/sample/_build/html"
    assert (html / "index.html").exists(), "the sample is not built: run make sample"
    return html


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64  # a page of many pictures asks for them all at once: with five some are refused


@contextlib.contextmanager
def serving(folder, handler=Quiet):
    """The address of a folder on loopback."""
    with Server(("127.0.0.1", 0), functools.partial(handler, directory=folder)) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="session")
def server(site):
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def sample_server(sample):
    with serving(sample) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests. There is no skipping: without a browser they fail."""
    path = chromium.find() or pytest.fail(chromium.WANTED)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(params=["http", "file"])
def address(request, sample_server, sample):
    """Where a book is read: from a server, and from disk."""
    return sample_server if request.param == "http" else sample.as_uri()


@pytest.fixture(scope="session")
def contexts():
    """{options: a context}: a context costs Chromium as much as the page in it, so pages of one kind share one."""
    return {}


@pytest.fixture
def tab(browser, contexts):
    """A function that opens a fresh page of a size, a mode and a kind, which finds nothing that another one kept.

    A page with a clock of its own (`page.clock`) wants a context of its own: a clock is the whole context's.
    """
    used = []

    def opened(width=1280, height=900, color_scheme=None, forced_colors=None, reduced_motion=None, **kind):
        context = contexts.get(str(kind)) or contexts.setdefault(str(kind), browser.new_context(**kind))
        used.append((context, context.new_page()))
        fresh = used[-1][1]
        fresh.add_init_script(FORGET)
        fresh.set_viewport_size({"width": width, "height": height})
        fresh.emulate_media(color_scheme=color_scheme, forced_colors=forced_colors, reduced_motion=reduced_motion)
        return fresh

    yield opened
    for context, _ in used:
        for one in context.pages:
            one.close()
        context.clear_permissions()
        context.set_offline(False)


@contextlib.contextmanager
def watched(fresh):
    """A page of `tab`'s. At the end: no message in the console, no failed request, no request off the site."""
    strays = []
    fresh.on("console", lambda message: strays.append(message.text))
    fresh.on("pageerror", lambda error: strays.append(str(error)))
    fresh.on("requestfailed", lambda asked: None if _left(asked) else strays.append(f"failed: {asked.url}"))
    fresh.on("request", lambda asked: strays.append(f"off the site: {asked.url}") if _foreign(asked.url) else None)
    fresh.strays = strays
    yield fresh
    fresh.close()
    assert strays == []


@pytest.fixture
def page(tab):
    """A fresh page, watched."""
    with watched(tab()) as fresh:
        yield fresh


def _left(asked):
    """Whether the test went on to another page before this came: what is missing or refused fails with another word."""
    return asked.failure == "net::ERR_ABORTED"


def _foreign(url):
    return not url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:"))


@pytest.fixture
def live(page):
    """A function that opens an address and waits until its mini-models answer; it returns the first one's root."""

    def opened(url):
        page.goto(url)
        root = page.locator("[data-explorable]").first
        expect(root).to_have_attribute("data-state", "live", timeout=20_000)  # by attribute: the policy allows no eval
        return root

    return opened


@pytest.fixture
def specimen(page, site, tmp_path):
    """A function that puts one specimen model alone on a page, lets `spoil` change its HTML, and opens it."""

    def opened(name, spoil=lambda html: html):
        html = spoil(figure_html(name, {}, name))
        script = f'<script src="{(site / "_static/live.js").as_uri()}"></script>'
        file = tmp_path / "specimen.html"
        file.write_text(f'<!doctype html><meta charset="utf-8"><title>{name}</title>{html}{script}', encoding="utf-8")
        page.goto(file.as_uri())
        root = page.locator("[data-explorable]")
        expect(root).to_have_attribute("data-state", "live", timeout=20_000)
        return root

    return opened
