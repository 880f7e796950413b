"""Ratio: `make bench-ratio BASE=commit` measures that commit and the present one in turns, in clones of their own.

Prints and writes bench/RATIO.md: builds, a kernel's step, the runtime's weight, a visit; with TESTS=1 the tests as well. A slow
or busy machine slows both alike, so that the ratios can be compared from one machine to the next, and the times cannot.
"""

import datetime
import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tests")]

import chromium  # noqa: E402
from page import visit  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from run import FLAGS, STEPS, WARM  # noqa: E402
from server import serving  # noqa: E402

HOME = ROOT / "_build/ratio"
BUILD = "build book --config _config.yml --path-output . -W -n --keep-going".split()
TIMES, VISITS = 3, 5
CHAPTER = "field-or-furnace"
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("VENV", "MAKE", "PYTHON", "PYTEST"))}


def clone(name, commit):
    """A clone at a commit, set up and built by its own `make book`."""
    folder = HOME / name
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", ROOT, folder], check=True)
    subprocess.run(["git", "checkout", "-q", commit], cwd=folder, check=True)
    subprocess.run(["make", "book"], cwd=folder, env=CLEAN, check=True, stdout=subprocess.DEVNULL)
    return folder


def timed(command, folder, **more):
    """Seconds of a command in a clone."""
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=CLEAN | more, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{folder}: {' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.perf_counter() - began


def build(folder):
    return timed([folder / ".venv/bin/jupyter-book", *BUILD], folder)


def cold(folder, _):
    for made in ("html", ".doctrees", ".jupyter_cache", "passed"):
        shutil.rmtree(folder / "_build" / made, ignore_errors=True)
    return build(folder)


def word(folder, i):
    path = folder / "book/index.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    first = next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    first["source"] = "".join(first["source"]) + f"\n\nAgain {i}.\n"
    path.write_text(json.dumps(notebook), "utf-8")
    return build(folder)


def chapters(folder, _):
    """Sixty copies of a chapter, cold, as bench/growth.py makes them."""
    code = "import sys; sys.path[:0] = ['bench', 'tests']; import growth; print(growth.builds(60))"
    command = [folder / ".venv/bin/python", "-c", code]
    path = f"{folder / '.venv/bin'}{os.pathsep}{CLEAN['PATH']}"
    done = subprocess.run(command, cwd=folder, env=CLEAN | {"PATH": path}, capture_output=True, text=True, check=True)
    return float(done.stdout.split("|")[2])


def steps(folder, _):
    """The 95th percentile of 300 steps in a kernel, as a multiple of their median."""
    command = [folder / ".venv/bin/python", folder / "bench/kernel.py", "labour_split", "300"]
    took = sorted(json.loads(subprocess.check_output(command, cwd=folder / "book", env=CLEAN)))
    return took[285] / statistics.median(took)


def runtime(folder, _):
    """Kilobytes of live.js, packed as a server packs it."""
    return len(gzip.compress((folder / "_build/live/live.js").read_bytes(), 6)) / 1000


@cache
def looked_at(folder, i):
    """Milliseconds of one visit of a chapter from far, throttled: {"lcp", "live", "step": p99 of a step to its frame}."""
    with sync_playwright() as playwright, serving(folder / "_build/html") as (address, _):
        browser = playwright.chromium.launch(executable_path=chromium.find() or sys.exit(chromium.WANTED), args=FLAGS)
        visit(browser, f"{address}/index.html")  # the browser's first is not counted
        found = visit(browser, f"{address}/{CHAPTER}.html", slow=True, cpu=4, steps=STEPS)
        browser.close()
    frames = sorted(frame for _, frame in found["steps"][WARM:])
    return {"lcp": found["lcp"], "live": found["live"], "step": frames[int(0.99 * len(frames))]}


def tests(folder, _):
    return timed(["make", "test"], folder)


MEASURES = {  # what is measured: (how, how often, the target of the ratio)
    "build, cold, s": (cold, TIMES, "at most 0.55"),
    "build, a word of prose changed, s": (word, TIMES, "at most 0.80"),
    "build, 60 chapters, cold, s": (chapters, 1, "at most 0.50"),
    "kernel step, p95 / p50": (steps, TIMES, "head at most 1.50"),
    "live.js, kB gzip": (runtime, 1, "head at most 224"),
    "page from far, largest paint, ms": (lambda folder, i: looked_at(folder, i)["lcp"], VISITS, "head at most 900"),
    "page from far, live, ms": (lambda folder, i: looked_at(folder, i)["live"], VISITS, "head at most 2200"),
    "step to its frame, CPU x4, p99, ms": (lambda folder, i: looked_at(folder, i)["step"], VISITS, "head at most 33"),
    "tests, s": (tests, 1, "at most 0.60"),
}


def main(base):
    folders = {"base": clone("base", base), "head": clone("head", "HEAD")}
    names = [
        subprocess.check_output(["git", "log", "-1", "--format=%h %s"], cwd=f, text=True).strip()
        for f in folders.values()
    ]
    rows = []
    for what, (how, times, target) in MEASURES.items():
        if how is tests and not os.environ.get("TESTS"):
            continue
        found = {name: [] for name in folders}
        for i in range(times):
            for name, folder in folders.items():
                found[name].append(how(folder, i))
        middle = {name: statistics.median(values) for name, values in found.items()}
        ratio = middle["head"] / middle["base"]
        rows.append(f"| {what} | {middle['base']:.2f} | {middle['head']:.2f} | {ratio:.2f} | {target} |")
        print(rows[-1], flush=True)
    text = f"""# Results of `make bench-ratio`

{datetime.date.today()}, {os.cpu_count()} cores, in turns: medians of {TIMES}, of {VISITS} visits to
`{CHAPTER}`; 60 chapters and the tests once. Load at the end:
{os.getloadavg()[0]:.1f}.

- base: {names[0]}
- head: {names[1]}

| measured | base | head | head / base | target |
| --- | --- | --- | --- | --- |
"""
    (ROOT / "bench/RATIO.md").write_text(text + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    known = re.fullmatch(r"[\w./~^-]+", sys.argv[1]) if len(sys.argv) > 1 else None
    main(known[0] if known else sys.exit("name the commit to compare with: make bench-ratio BASE=v1.0"))
