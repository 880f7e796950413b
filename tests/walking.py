"""A reader in a browser that Playwright cannot drive: what is pressed, typed and seen, and the pages made ready for it."""

import base64
import json
import shutil
from pathlib import Path

import driven
from test_cell import ESCAPES, KINDS, NAMES
from test_reader import said

EAR = (Path(__file__).parent / "ear.js").read_text(encoding="utf-8")
KEYS = {"Home": "\ue011", "Enter": "\ue007", "Control": "\ue009"}  # as WebDriver names them
WAIT = 60  # seconds for whatever a reader would wait for, on a machine that has other work
CHAPTER = "sample/at-work.html"
SENTENCE = ".said output"
FIND = """(selector, words) => {
  const e = [...document.querySelectorAll(selector)].find((one) => !words || one.textContent.trim() === words);
  return e && (%s);
}"""


class Reader:
    """Someone before one of the two browsers. An element is named by a selector and, where need be, by the words in it."""

    def __init__(self, browser, at):
        self.browser, self.at = browser, at

    def js(self, code, *given):
        return self.browser("run", script=f"return ({code})(...arguments)", args=list(given))

    def find(self, selector, words, what):
        """`what` is JavaScript that says something of the element `e`."""
        return self.js(FIND % what, selector, words)

    def text(self, selector, words=""):
        return self.find(selector, words, "e.textContent.trim()")

    def open(self, page):
        self.browser("open", url=f"{self.at}/{page}")

    def live(self, page=CHAPTER):
        self.open(page)
        self.awake()

    def awake(self):
        self.until(lambda: self.text("[data-explorable][data-state=live] .title"), "no model is live")

    def until(self, holds, what):
        def holding():
            try:
                return holds()
            except driven.Refused as no:
                if "unload" not in str(no):  # a page that is being left says nothing; the next one may
                    raise
                return None

        return driven.until(holding, WAIT, what)

    def says(self, **values):
        """The sentence is what CPython says at these settings."""
        self.until(lambda: self.text(SENTENCE) == said(values), f"not said: {said(values)}")

    def middle(self, selector, words=""):
        """Where it stands, once it is in sight and stands still: (x, y, width), in pixels."""
        place = """(e.scrollIntoView({ block: "center", behavior: "instant" }), (({ x, y, width, height }) =>
          [x + width / 2, y + height / 2, width])(e.getBoundingClientRect()))"""
        stood = []

        def still():
            stood.append(self.find(selector, words, place))
            return stood[-1] if stood[-2:-1] == stood[-1:] else None

        return self.until(still, f"{selector} {words} is not there")

    def hand(self, steps):
        """What the mouse does: a button that is down at the end stays down until the next call."""
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}
        self.browser("act", actions=[mouse])

    def drag(self, x, y, across=0, up=0, follows=None):
        """The mouse goes to a place, is pressed, moves so many pixels in five steps, and is let go.

        Where `follows` is given it is called before the first step and after each.
        """
        to = [(x + across * i / 5, y - up * i / 5) for i in range(1, 6) if across or up]
        moves = [{"type": "pointerMove", "duration": 60, "x": round(a), "y": round(b)} for a, b in [(x, y), *to]]
        parts = [
            [moves[0], {"type": "pointerDown", "button": 0}],
            *([one] for one in moves[1:]),
            [{"type": "pointerUp", "button": 0}],
        ]
        for part in parts if follows else [sum(parts, [])]:
            self.hand(part)
            if follows and part is not parts[-1]:
                follows()

    def click(self, selector, words=""):
        x, y, _ = self.middle(selector, words)
        self.drag(x, y)

    def keys(self, *names):
        """Keys pressed together, and let go."""
        pressed = [{"type": "keyDown", "value": KEYS.get(name, name)} for name in names]
        steps = [*pressed, *({**key, "type": "keyUp"} for key in reversed(pressed))]
        self.browser("act", actions=[{"type": "key", "id": "keys", "actions": steps}])

    def type(self, selector, words):
        self.js("(s) => document.querySelector(s).focus()", selector)
        for letter in words:
            self.keys(letter)

    def run(self, old, new):
        """The model's equations with some text replaced; what the page says to them in the end."""
        if not self.find("details.equations", "", "e.open"):
            self.click("details.equations summary")
            self.click("button", "Change the equations")
        put = "(old, neu) => { const field = document.querySelector('textarea'); field.value = field.value.replace(old, neu); }"
        self.js(put, old, new)
        self.click("button", "Run these equations")
        told = lambda: self.text("details.equations output")  # noqa: E731
        return self.until(
            lambda: told() and not told().startswith("Running") and told(), "nothing is said to the equations"
        )

    def picture(self, name):
        """What is seen, to be looked at."""
        Path(name).write_bytes(base64.b64decode(self.browser.picture()))


def heard_into(folder, pages):
    """A copy of some pages with the ear before all else that runs."""
    for path in pages.rglob("*"):
        there = folder / path.relative_to(pages)
        there.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".html":
            up = "../" * (len(there.relative_to(folder).parts) - 1)
            script = f'<script src="{up}ear.js"></script>'
            text = path.read_text(encoding="utf-8")
            there.write_text(
                text.replace('<meta name="viewport"', f'{script}<meta name="viewport"', 1), encoding="utf-8"
            )
        elif path.is_file():
            shutil.copy(path, there)
    tries = ", ".join(f"{json.dumps(name)}: () => {{ {code} }}" for name, (_, code) in ESCAPES.items())
    tries = tries.replace("{at}", "http://127.0.0.1:9/escaped.js")  # where nobody listens
    inside = EAR.split("// ---- inside\n")[1].replace("NAMES", NAMES).replace("KINDS", KINDS).replace("TRIES", tries)
    page = EAR.split("// ---- inside\n")[0].replace("INSIDE", json.dumps(inside))
    (folder / "ear.js").write_text(page, encoding="utf-8")
