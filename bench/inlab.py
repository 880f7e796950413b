"""In Lab: `make bench-lab` works a chapter's model by keys in a real JupyterLab, and writes bench/LAB.md. Nothing is asserted.

With BASE=commit that commit is worked too, in turns with the present one, by the same packages: a busy machine slows both
alike, so that the ratio can be compared and the milliseconds cannot. The base may be of the time when a notebook showed
ipywidgets' own sliders beside a picture.
"""

import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tests")]

import chromium  # noqa: E402
import lab  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from run import FLAGS, percentile, row  # noqa: E402

MOVES, PATIENCE = 40, 120_000
TIMES = int(os.environ.get("TIMES", "2"))
NEEDED = "book", "widgets", "data", "_config.yml", "CITATION.cff"
FIGURE = "[data-explorable][data-state=live]"
PANEL = ".jp-OutputArea-output .widget-image"
# Milliseconds from each key to the frame that shows the new picture.
WATCH = """() => {
  window.took = [];
  let began = 0;
  const shown = () => requestAnimationFrame(() => { if (began) took.push(performance.now() - began); began = 0; });
  document.addEventListener("keydown", () => { began = performance.now(); }, true);
  const shadows = [...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean);
  for (const shadow of shadows) shadow.addEventListener("explorable:update", shown);
  const picture = document.querySelector(".jp-OutputArea-output .widget-image");
  if (picture) picture.addEventListener("load", shown);
}"""


def copied(commit, folder):
    """A copy of what a kernel needs, as it is here or at a commit."""
    if commit:
        tree = subprocess.Popen(["git", "archive", commit, *NEEDED], cwd=ROOT, stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", folder], stdin=tree.stdout, check=True)
        return folder
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name, **({"symlinks": True} if copy is shutil.copytree else {}))
    return folder


def worked(browser, folder, chapter):
    """One JupyterLab: {"start": seconds until its model is live, "took": milliseconds of each move}."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as own, lab.serving(sys.executable, folder, Path(own)) as address:
        page = browser.new_context(viewport={"width": 1500, "height": 1000}).new_page()
        page.goto(f"{address}lab/tree/book/{chapter}.ipynb")
        lab.run_all(page)
        page.locator(f"{FIGURE}, {PANEL}").first.wait_for(state="attached", timeout=PATIENCE)
        start = time.perf_counter() - began
        slider = page.locator(f"{FIGURE} input[type=range], .widget-slider .noUi-handle").first
        slider.scroll_into_view_if_needed()
        took = moved(page, slider)
        page.context.close()
    return {"start": start, "took": took}


def moved(page, slider):
    """Up its track and down again, a step at a time, each after the picture of the one before."""
    page.evaluate(WATCH)
    slider.focus()
    slider.press("Home")
    page.wait_for_timeout(2000)
    page.evaluate("took.length = 0")
    for i in range(MOVES):
        slider.press("ArrowRight" if i < MOVES / 2 else "ArrowLeft")
        page.wait_for_function("(many) => took.length > many", arg=i, timeout=PATIENCE)
        page.wait_for_timeout(30)
    return page.evaluate("took")


def measured(chapter, base):
    """{"head": figures} and, where a base is named, {"base": figures}; in turns, and the browser's name."""
    runs = {"head": [], **({"base": []} if base else {})}
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find() or sys.exit(chromium.WANTED), args=FLAGS)
        for i in range(TIMES):
            for name, found in runs.items():
                folder = Path(home) / f"{name}{i}"
                folder.mkdir()
                copied(base if name == "base" else None, folder)
                os.environ["PYTHONPATH"] = str(folder)  # its widgets, not the installed ones
                found.append(worked(browser, folder, chapter))
                print(name, figures(found[-1:]), f"load {os.getloadavg()[0]:.1f}", flush=True)
        return {name: figures(found) for name, found in runs.items()}, f"Chromium {browser.version}"


def figures(runs):
    """Medians over the runs of p50 and p95 of a move, and of the seconds to a live model."""
    found = {f"p{share}": [percentile(run["took"], share / 100) for run in runs] for share in (50, 95)}
    found["start"] = [run["start"] for run in runs]
    return {key: round(statistics.median(values), 1) for key, values in found.items()}


def rows(found):
    """The table's rows."""
    head, base = found["head"], found.get("base")
    kept = head["p95"] <= 50
    told = [
        row("key to new picture, p50", f"{head['p50']:.0f} ms"),
        row("key to new picture, p95", f"{head['p95']:.0f} ms", "at most 50 ms", kept),
        row("from JupyterLab's start to a live model", f"{head['start']:.1f} s"),
    ]
    for key, what in {"p50": "key to new picture, p50", "p95": "key to new picture, p95", "start": "start"}.items():
        if base:
            ratio = head[key] / base[key]
            target = ("at most 0.20", ratio <= 0.2) if key == "p95" else (None, None)
            told.append(row(f"{what}, of the base's {base[key]:.0f}", f"{ratio:.2f}", *target))
    return told


def main(chapter, base):
    began = os.getloadavg()[0]
    found, browser = measured(chapter, base)
    packages = ", ".join(f"{name} {version(name)}" for name in ("jupyterlab", "ipykernel", "anywidget", "matplotlib"))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    load = f"Load when it began {began:.1f}, at the end {os.getloadavg()[0]:.1f} (other work ran beside if above 0.5)"
    text = f"""# Results of `make bench-lab`

{datetime.date.today()}, chapter `{chapter}`{f", base `{base}`" if base else ""}. {machine},
{packages}, {browser}. {load}.

{MOVES} moves of the first slider by a key, from the key to the frame that shows the picture; medians of {TIMES} runs.
From the second step on the kernel has been asked ahead, so that a key's picture need not wait for it.

| measured | found | target | kept |
| --- | --- | --- | --- |
"""
    text += "\n".join(rows(found)) + "\n"
    (ROOT / "bench/LAB.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main(os.environ.get("CHAPTER") or "field-or-furnace", os.environ.get("BASE"))
