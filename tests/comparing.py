"""Comparing a page with the models: settings to try, and how far a moved mark is from where matplotlib draws it."""

import re
from xml.etree import ElementTree as ET

from widgets import contract, drawing
from widgets.shelf import check, library

SVG = "{http://www.w3.org/2000/svg}"

# Sets all controls of a mini-model as a reader would, and waits for its answer.
MOVE = """([id, settings]) => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("the model does not answer")), 20_000);
  const root = document.getElementById(id), form = root.querySelector("form.controls");
  root.addEventListener("explorable:update", ({ detail }) => resolve(
    { ...detail, sentence: root.querySelector(".said output").textContent }), { once: true });
  for (const [name, value] of Object.entries(settings)) {
    for (const field of [...form.elements].filter((f) => f.name === name)) {
      if (field.type === "radio") field.checked = field.value === value;
      else if (field.type === "checkbox") field.checked = value;
      else field.value = value;
    }
  }
  form.querySelector("input[name]").dispatchEvent(new Event("input", { bubbles: true }));
})"""

# The same for many settings, one after the other: a list of answers.
MOVES = f"""async ([id, many]) => {{
  const move = {MOVE}, answers = [];
  for (const settings of many) answers.push(await move([id, settings]));
  return answers;
}}"""

# Every mark that moves: its name, and the points it now passes through, in the drawing's own units.
MARKS_OF = """(root) => [...root.querySelectorAll("[data-mark]")].map((mark) => {
  const [dx, dy] = (mark.getAttribute("transform") || "0 0").match(/-?[\\d.]+/g).map(Number);
  const number = (e, key) => Number(e.getAttribute(key));
  const shape = mark.querySelector(":scope > path");
  const placed = [...mark.querySelectorAll("use, text")].filter((e) => getComputedStyle(e).visibility !== "hidden");
  return { name: mark.dataset.mark, path: shape && shape.getAttribute("d"),
    placed: placed.map((e) => [number(e, "x") + dx, number(e, "y") + dy]) };
})"""
MARKS = f"(id) => ({MARKS_OF})(document.getElementById(id))"


def settings(name, many, seed):
    """`many` random settings of a mini-model's controls, all of them."""
    return check.trials(library.load(name).CONTROLS, many, seed)[-many:]


def sentence(name, values):
    """What CPython says at some settings, without the picture: drawing it is most of what `expected` takes."""
    module = library.load(name)
    return library.said(module, library.work(module, values))["SENTENCE"]


def expected(name, values):
    """What CPython and matplotlib say at some settings: (results, sentence, {mark: points})."""
    module = library.load(name)
    known = library.work(module, values)
    fig = drawing.draw(module, known)
    drawing.hide(fig, module, known)
    root = ET.fromstring(drawing.svg(fig, "x")[0])
    drawn = {e.get("data-mark"): _points(e) for e in root.iter() if e.get("data-mark")}
    results = {key: known[key] for key in module.RESULTS}
    return results, contract.say(module.SENTENCE, known, {**module.CONTROLS, **module.RESULTS}), drawn


def _points(mark):
    shape = mark.find(f"{SVG}path")
    if shape is not None:
        return through(shape.get("d") or "")
    placed = [e for e in mark.iter() if e.tag in (f"{SVG}use", f"{SVG}text") and e.get("visibility") != "hidden"]
    return [(float(e.get("x")), float(e.get("y"))) for e in placed]


def through(path):
    """The points of a path, without repeated ones: matplotlib draws some twice."""
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    kept = [p for i, p in enumerate(points) if i == 0 or apart(p, points[i - 1]) > 0.02]
    return kept[:-1] if len(kept) > 1 and apart(kept[0], kept[-1]) < 0.02 else kept


def apart(p, q):
    """The distance of two points."""
    return ((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2) ** 0.5


def distance(marks, drawn):
    """The farthest that any mark of the page is from matplotlib's, in units of the drawing; infinite if one is missing."""
    farthest = 0.0
    for mark in marks:
        theirs = drawn.get(mark["name"], [])
        ours = through(mark["path"]) if mark["path"] else mark["placed"]
        if mark["name"].startswith("show"):
            ours, theirs = [()] * bool(ours), [()] * bool(theirs)  # there or not there: it does not move
        if len(ours) != len(theirs):
            return float("inf")
        farthest = max([farthest, *(apart(p, q) for p, q in zip(ours, theirs, strict=True) if p)])
    return farthest


def close(a, b):
    """Whether results agree to a relative 1e-9, lists within lists."""
    if isinstance(a, list):
        return len(a) == len(b) and all(close(x, y) for x, y in zip(a, b, strict=True))
    if a is None or isinstance(a, (str, bool)):
        return a == b
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-9)
