"""The cell in which a page works its models: what equations might try in order to get out, and that nothing of it arrives.

Each escape is tried twice: by equations that a reader runs, with the guard on imports taken away, and by JavaScript in the
worker itself, as if the interpreter had been broken out of. A server beside the page's own writes down all that comes.
"""

import http.server
import json
import re
import threading
from types import SimpleNamespace

import comparing
import pytest
from conftest import Server
from playwright.sync_api import expect

from widgets.shelf import library

pytestmark = pytest.mark.browser
DEFAULTS = library.settings(library.load("labour_split"), {})
UNGUARDED = "\nhost = __import__.__globals__\ndel host['builtins'].__import__\n"
JS = UNGUARDED + "import js\n"
CLOSED = "Not run: JavaScript cannot be reached from equations."
BREACH = "stopped, as something came that was no answer"
SETTLED = "() => !document.querySelector('details.equations output').textContent.startsWith('Running')"

# {what is tried: (in Python, in JavaScript)}; {at} is the address of the server that listens.
ESCAPES = {
    "a request": ("js.fetch('{at}')", "fetch('{at}')"),
    "a request of the old kind": ("js.XMLHttpRequest.new().open('GET', '{at}')", "new XMLHttpRequest().open('GET', '{at}')"),
    "a socket": ("js.WebSocket.new('{at}')", "new WebSocket('{at}')"),
    "a stream of events": ("js.EventSource.new('{at}')", "new EventSource('{at}')"),
    "a script from the page's host": ("js.importScripts('{at}')", "importScripts('{at}')"),
    "a font": ("js.FontFace.new('a', 'url({at})').load()", "new FontFace('a', 'url({at})').load()"),
    "a database": ("js.indexedDB.open('left')", "indexedDB.open('left')"),
    "a cache": ("js.caches.open('left')", "caches.open('left')"),
    "the origin's files": ("js.navigator.storage.getDirectory()", "navigator.storage.getDirectory()"),
    "a worker of its own": ("js.Worker.new('{at}')", "new Worker('{at}')"),
    "other tabs": ("js.BroadcastChannel.new('a').postMessage(1)", "new BroadcastChannel('a').postMessage(1)"),
    "a message": ("js.postMessage(1)", "postMessage(1)"),
    "a message by another name": ("js.self.constructor.prototype.postMessage", "self.postMessage.call(globalThis, 1)"),
    "the channel taken over": ("js.postMessage = print", "onmessage({})"),
    "a timer for later": ("js.setTimeout(print, 500)", "setTimeout(() => fetch('{at}'), 500)"),
    "code of a text": ("import jsffi\njsffi.to_js([]).constructor.constructor('fetch(\"{at}\")')()", "eval('fetch(\"{at}\")')"),
    "code of a text, by a function": ("js.Function.new('return this')()", "new (() => {}).constructor('fetch(\"{at}\")')()"),
    "code of a text, by a promise": (
        "import asyncio\nasync def leave():\n    await asyncio.sleep(0)\nasyncio.create_task(leave())",
        "(async () => {}).constructor('fetch(\"{at}\")')().then()",
    ),
}  # fmt: skip

# What equations may put in the place of the answer, and what a reader is told.
SPOILT = {
    "nonsense": ("lambda asked: 'nonsense'", BREACH),
    "nothing": ("lambda asked: '{}'", "stopped, as the answer did not say what it should"),
    "numbers for words": ("lambda asked: own(asked).replace('\"sentence\": \"', '\"sentence\": 1, \"no\": \"')", "did not say"),
    "no text": ("lambda asked: [1]", "the answer is not a text"),
    "too long a text": ("lambda asked: own(asked) + ' ' * 500000", "longer than 500000 characters"),
    "names of JavaScript's own": (
        "lambda asked: own(asked)[:-1] + ', \"__proto__\": {\"spoilt\": 1}, \"constructor\": {\"spoilt\": 1}}'",
        "These equations now move the picture",
    ),
}  # fmt: skip

# The JavaScript of a worker that is none of ours, in the place of a trial's: the page has to hold without the cell's help.
STARTS = "onmessage = ({ data }) => { if (data.module) postMessage({ id: 0, answer: '{}' });"
ROGUES = {
    "junk": "postMessage(null); postMessage('a'); postMessage({ id: 7, answer: {} });",
    "a flood": f"{STARTS} else for (;;) postMessage({{ id: data.id, answer: '{{}}' }}); }};",
    "sixty million characters": f"{STARTS} else postMessage({{ id: data.id, answer: '{{}}' + ' '.repeat(6e7) }}); }};",
    "two answers to one question": "for (let twice = 0; twice < 2; twice++) postMessage({ id: 0, answer: '{}' });",
    "an error that is no text": f"{STARTS} else postMessage({{ id: data.id, error: {{ length: 1 }} }}); }};",
}
IN_PLACE = """const real = Worker; window.Worker = function (address) { return new real(window.rogue || address); };"""
ROGUE = "(code) => { window.rogue = code && URL.createObjectURL(new Blob([code], { type: 'text/javascript' })); }"

# A worker's names after it has been emptied: the language, what it stands on, and what the interpreter has left there.
LEFT = set("""
    globalThis undefined NaN Infinity Object Array String Number Boolean Symbol BigInt Math JSON Date RegExp Map Set WeakMap
    WeakRef FinalizationRegistry Promise Proxy Reflect Error TypeError RangeError ReferenceError SyntaxError ArrayBuffer
    DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array
    BigInt64Array BigUint64Array isNaN isFinite parseInt parseFloat WebAssembly TextDecoder
    TEMPORARY PERSISTENT
    WorkerGlobalScope crypto console
    Module proxy_js_ref proxy_js_ref_next proxy_js_ref_map proxy_js_map proxy_js_existing pyProxyFinalizationRegistry
""".split())  # fmt: skip
LANGUAGE = re.compile(
    r"Object|(|Async|Generator)Function|(|Int8|Uint8)Array|String|Number|Boolean|Symbol|BigInt|Math|JSON|Date|RegExp|"
    r"(Weak)?(Map|Ref)|Set|Promise|Error|Reflect|FinalizationRegistry|ArrayBuffer|DataView|WebAssembly(\.\w+)?|TextDecoder"
)
NAMES = """(() => { const all = [];
  for (let one = globalThis; one !== Object.prototype; one = Object.getPrototypeOf(one)) all.push(...Reflect.ownKeys(one));
  return all.map(String); })()"""
KINDS = """(() => { const seen = new Set(), kinds = new Set(), next = [globalThis];
  while (next.length) { const one = next.pop();
    if (Object(one) !== one || seen.has(one)) continue;
    seen.add(one); kinds.add(Object.prototype.toString.call(one)); next.push(Object.getPrototypeOf(one));
    if (ArrayBuffer.isView(one)) continue;
    const held = Object.getOwnPropertyDescriptors(one);
    for (const name of Reflect.ownKeys(held)) next.push(held[name].value, held[name].get, held[name].set); }
  return [...kinds]; })()"""


class Listening(http.server.BaseHTTPRequestHandler):
    came = []

    def do_GET(self):
        self.came.append(self.path)
        self.send_error(404)

    do_POST = do_HEAD = do_OPTIONS = do_GET

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def elsewhere():
    """A server that nobody should come to: its address, and what was asked of it."""
    with Server(("127.0.0.1", 0), Listening) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield SimpleNamespace(at=f"http://127.0.0.1:{running.server_port}/escaped.js", came=Listening.came)
        running.shutdown()


class Inside:
    """JavaScript in the workers of a page. Playwright's own way asks for names that an emptied worker does not have."""

    def __init__(self, page):
        self.page, self.found, self.count, self.sessions = page, {}, 0, []
        self.line = page.context.new_cdp_session(page)
        self.line.on("Target.attachedToTarget", lambda event: self.sessions.append(event["sessionId"]))
        self.line.on("Target.receivedMessageFromTarget", self._hear)
        self.line.send("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False})

    def _hear(self, event):
        message = json.loads(event["message"])
        self.found[message.get("id")] = message.get("result")

    def __call__(self, code):
        """What the code comes to in the page's first worker, or the words of its error."""
        self.count += 1
        how = {"expression": code, "returnByValue": True, "awaitPromise": True}
        asked = json.dumps({"id": self.count, "method": "Runtime.evaluate", "params": how})
        self.line.send("Target.sendMessageToTarget", {"sessionId": self.sessions[0], "message": asked})
        while self.count not in self.found:
            self.page.wait_for_timeout(5)
        found = self.found[self.count]
        return found["result"].get("description", found["result"].get("value"))


class Opened:
    """A page on which one escape after another is tried, and what came of them."""

    def __init__(self, browser, address, listening):
        self.context = browser.new_context()
        self.page, self.listening, self.strays = self.context.new_page(), listening, []
        self.made = 0  # workers
        self.page.on("worker", self._count)
        self.page.add_init_script(IN_PLACE)
        self.page.on("console", lambda message: self.strays.append(message.text))
        self.page.on("pageerror", lambda error: self.strays.append(str(error)))
        self.page.goto(f"{address}/at-work.html")
        self.root = self.page.locator("[data-explorable]")
        expect(self.root).to_have_attribute("data-state", "live", timeout=20_000)
        self.inside = Inside(self.page)
        self.root.locator("details.equations summary").click()
        self.root.get_by_role("button", name="Change the equations").click()
        self.field = self.root.locator("details.equations textarea")
        self.own = self.field.input_value()

    def _count(self, _):
        self.made += 1

    def run(self, more):
        """What the page says to the model's own equations and these lines after them."""
        self.field.fill(self.own + more)
        self.root.get_by_role("button", name="Run these equations").click()
        self.page.wait_for_function(SETTLED, timeout=20_000)
        return self.root.locator("details.equations output").text_content()

    def unharmed(self, workers=1):
        """Nothing came out, nothing stays, and the book's own model answers."""
        slider = self.root.locator("input[name=away]")
        for key, away in [("Home", 0), ("End", 120)]:
            slider.press(key)
            expect(self.root.locator(".said output")).to_have_text(
                comparing.sentence("labour_split", {**DEFAULTS, "away": away}), timeout=8_000
            )
        assert self.listening.came == []
        assert self.strays == []
        wait_for(self.page, lambda: len(self.page.workers) <= workers)


def wait_for(page, holds):
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("waited for ten seconds in vain")


@pytest.fixture(scope="module")
def over_http(browser, sample_server, elsewhere):
    opened = Opened(browser, sample_server, elsewhere)
    yield opened
    opened.context.close()


@pytest.fixture(scope="module")
def from_disk(browser, sample, elsewhere):
    opened = Opened(browser, sample.as_uri(), elsewhere)
    yield opened
    opened.context.close()


def tried(opened, name):
    python, javascript = (text.replace("{at}", opened.listening.at) for text in ESCAPES[name])
    assert opened.run(JS + python) == CLOSED
    assert "Error: " in opened.inside(javascript)
    opened.unharmed()


@pytest.mark.parametrize("name", ESCAPES)
def test_no_escape_arrives(over_http, name):
    tried(over_http, name)


@pytest.mark.parametrize("name", ["a script from the page's host", "a database", "a worker of its own"])
def test_no_escape_arrives_from_disk(from_disk, name):
    tried(from_disk, name)


def test_a_worker_keeps_no_name_beyond_the_language(over_http):
    """The worker is emptied of what is not on a list, so this notices only what a browser does not let go of."""
    left = set(over_http.inside(NAMES)) - LEFT
    assert not left, (
        f"This browser leaves {sorted(left)} in the worker of the equations. If it can make a request, keep something, send a "
        "message or make a worker, it has to go (widgets/live/emptied.js); if it is a mere value, add it to LEFT here."
    )
    odd = [kind[8:-1] for kind in over_http.inside(KINDS) if not LANGUAGE.fullmatch(kind[8:-1])]
    assert not odd, f"Objects of these kinds can be reached from the names that are left: {sorted(odd)}"


@pytest.mark.parametrize("name", SPOILT)
def test_an_answer_that_is_none_does_no_harm(over_http, name):
    lie, told = SPOILT[name]
    assert told in over_http.run(f"{UNGUARDED}own = host['run']\nhost['run'] = {lie}\n")
    assert over_http.page.evaluate("() => ({}).spoilt === undefined && ({}).constructor === Object")
    over_http.root.get_by_role("button", name="Back to the book’s equations").click()
    over_http.root.get_by_role("button", name="Change the equations").click()
    over_http.unharmed()


@pytest.mark.parametrize("name", ROGUES)
def test_the_page_ends_a_worker_at_the_first_thing_that_is_no_answer(over_http, name):
    over_http.page.evaluate(ROGUE, ROGUES[name])
    told = over_http.run("")
    over_http.page.evaluate(ROGUE, None)
    assert BREACH in told
    over_http.unharmed()


CLICKS = """async (others) => { const field = document.querySelector("textarea"), run = document.querySelector("[data-run]");
  for (let i = 0; i < 50; i++) { field.value += others; run.click(); }
  for (let i = 0; i < 4; i++) { run.click(); await new Promise((later) => setTimeout(later, 300)); } }"""


@pytest.mark.parametrize("others", ["", "#"], ids=["one text", "another at each click"])
def test_fifty_clicks_on_an_endless_loop_leave_one_worker_and_then_none(over_http, others):
    made, loop = over_http.made, over_http.own.replace("    ripe, waiting", "    while True: pass\n    ripe, waiting")
    over_http.field.fill(f"{loop}\n# ")
    over_http.page.evaluate(CLICKS, others)
    assert over_http.root.locator("details.equations output").text_content() == "Running."
    assert len(over_http.page.workers) == 2
    assert over_http.made == made + 1 or others
    over_http.page.wait_for_function(SETTLED, timeout=20_000)
    assert "stopped after 2 seconds" in over_http.root.locator("details.equations output").text_content()
    over_http.unharmed()
