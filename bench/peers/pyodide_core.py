"""Pyodide's core: as in its quick start (`loadPyodide`, `runPython`), with a native slider.

The equations are the book's own files. Only the core and the standard library: no numpy, no matplotlib.
The picture is one line, moved by hand.
"""

import json
import sys
from pathlib import Path

from equations import ROOT, told, work
from home import bring_home

VERSION = json.loads((ROOT / "bench/peers/package.json").read_text("utf-8"))["dependencies"]["pyodide"]
CDN = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
NEEDED = ["pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip"]
FILES = ["widgets/contract.py", "widgets/models/labour_split.py", "bench/peers/equations.py"]
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pyodide</title>
<script src="@CDN@pyodide.js"></script></head>
<body>
<main><h1>Pyodide</h1>
<svg viewBox="5 0 7 250" width="600" height="320" preserveAspectRatio="none" role="img" aria-label="Brought in">
<polyline fill="none" stroke="teal" stroke-width="3" vector-effect="non-scaling-stroke" transform="matrix(1 0 0 -1 0 250)"
points="@POINTS@"/></svg>
<p><label>People away <input type="range" id="away" min="0" max="120" step="5" value="90"></label></p>
<p class="told">@TOLD@</p></main>
<script>
async function main() {
  const pyodide = await loadPyodide();
  for (const [path, text] of Object.entries(@FILES@)) {
    pyodide.FS.mkdirTree("/book/" + path.split("/").slice(0, -1).join("/"));
    pyodide.FS.writeFile("/book/" + path, text);
  }
  pyodide.runPython("import sys; sys.path.insert(0, '/book/bench/peers'); import equations");
  const away = document.getElementById("away");
  away.addEventListener("input", () => {
    pyodide.globals.set("away", Number(away.value));
    const [points, told] = pyodide.runPython(`
      found = equations.work(away)
      [" ".join(f"{x},{y}" for x, y in zip(found["edge"], found["barn"])), equations.told(away)]`).toJs();
    document.querySelector("polyline").setAttribute("points", points);
    document.querySelector(".told").textContent = told;
  });
}
main();
</script></body></html>
"""


def build(out):
    files = {name: (ROOT / name).read_text("utf-8") for name in FILES}
    found = work(90)
    filled = {
        "CDN": CDN,
        "FILES": json.dumps(files).replace("<", "\\u003c"),
        "POINTS": " ".join(f"{x},{y}" for x, y in zip(found["edge"], found["barn"], strict=True)),
        "TOLD": told(90),
    }
    text = PAGE
    for name, value in filled.items():
        text = text.replace(f"@{name}@", value)
    (out / "index.html").write_text(text, "utf-8")
    package = ROOT / "bench/peers/node_modules/pyodide"
    bring_home(out, {CDN: lambda name: package / name}, also=[CDN + name for name in NEEDED])


if __name__ == "__main__":
    build(Path(sys.argv[1]))
