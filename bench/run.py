"""Run: `make bench [CHAPTER=field-or-furnace]` measures the built book and writes bench/RESULTS.md. Nothing is asserted."""

import datetime
import json
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
from page import visit  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from server import serving  # noqa: E402

TIMES, STEPS, WARM = 5, 200, 20  # the first steps of a visit are the engine's warming up
FEWER = 3  # visits of each kind where every chapter has its turn
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
EVERYWHERE = f"""

Every chapter, medians of {FEWER} visits of each kind; milliseconds. Far: throttled; a step: at CPU x4 to the marks, p99.
What is above a target is bold.

| chapter | kB before the runtime | kB with it | requests | live | far: first paint | largest | live | shift | step |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""
BUILD = ["jupyter-book", "build", "book", "--config", "_config.yml", "--path-output", ".", "-W", "-n", "--keep-going"]


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def middle(runs, key):
    return statistics.median(run[key] for run in runs)


def visits(browser, url, sent, times=TIMES, **how):
    """So many visits, and what one of them was sent. Each starts with nothing kept; the browser itself has had one before."""
    runs = []
    visit(browser, url, **how)
    for _ in range(times):
        sent.clear()
        runs.append(visit(browser, url, **how))
    return runs, list(sent)


def steps(browser, url, cpu, times=TIMES):
    """Medians over the visits of p50, p95, p99: [[to the update], [to the painted frame]]."""
    runs = [visit(browser, url, cpu=cpu, steps=STEPS + WARM)["steps"][WARM:] for _ in range(times)]
    return [
        [statistics.median(percentile([step[i] for step in run], share) for run in runs) for share in (0.5, 0.95, 0.99)]
        for i in (0, 1)
    ]


def kernel(model):
    """Medians over five processes of p50, p95, p99 of a step in a kernel."""
    command = [sys.executable, str(ROOT / "bench/kernel.py"), model, "60"]
    runs = [json.loads(subprocess.check_output(command, cwd=ROOT / "book")) for _ in range(TIMES)]
    return [statistics.median(percentile(run, share) for run in runs) for share in (0.5, 0.95, 0.99)]


def builds(chapter, model):
    """Seconds of a build, in a copy: {what had changed: median}. Its packages are those of this environment."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "book"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", "node_modules", ".git", "_build"))
        (copy / "_build/live").mkdir(parents=True)
        shutil.copy(ROOT / "_build/live/live.js", copy / "_build/live")
        note, equations = copy / f"book/{chapter}.ipynb", copy / f"widgets/models/{model}.py"
        changes = {
            "cold": lambda i: [
                shutil.rmtree(copy / f"_build/{d}", True) for d in (".doctrees", ".jupyter_cache", "html")
            ],
            "nothing changed": lambda i: None,
            "one word of prose changed": lambda i: prose(note, i),
            "one model changed": lambda i: equations.write_text(equations.read_text("utf-8") + f"# {i}\n", "utf-8"),
        }
        return {
            name: statistics.median(built(copy, change, i) for i in range(TIMES)) for name, change in changes.items()
        }


def prose(path, i):
    notebook = json.loads(path.read_text("utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    cell["source"] = (
        [*cell["source"], f"\n\nAgain {i}.\n"] if isinstance(cell["source"], list) else f"{cell['source']}\n\n{i}."
    )
    path.write_text(json.dumps(notebook), "utf-8")


def built(copy, change, i):
    change(i)
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(copy)}  # the copy's widgets, not the installed ones
    done = subprocess.run(BUILD, cwd=copy, env=environment, capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stdout.decode()[-2000:] + done.stderr.decode()[-2000:])
    return time.perf_counter() - began


def row(what, figure, target=None, kept=None):
    return f"| {what} | {figure} | {target or ''} | {'' if kept is None else 'yes' if kept else '**no**'} |"


def ms(what, value, most=None):
    return row(what, f"{value:.0f} ms", most and f"at most {most} ms", None if most is None else value <= most)


def sums(sent):
    """Kilobytes of a visit: before the runtime, and with it."""
    before = sum(size for name, size in sent if not name.endswith("live.js")) / 1000
    return before, sum(size for _, size in sent) / 1000


def weight(sent):
    """Rows on what a visit was sent, before and after the runtime."""
    before, total = sums(sent)
    size = sum(path.stat().st_size for path in (ROOT / "_build/html").rglob("*") if path.is_file()) / 1e6
    listed = ", ".join(f"{name} {size / 1000:.1f}" for name, size in sent)
    return [
        row("sent before the runtime, gzip", f"{before:.1f} kB", "at most 60 kB", before <= 60),
        row("sent until a control answers", f"{total:.1f} kB", "at most 340 kB", total <= 340),
        row(f"requests: {listed}", len(sent), "at most 6", len(sent) <= 6),
        row("the site on disk", f"{size:.2f} MB", "at most 5 MB", size <= 5),
    ]


def sight(browser, url, sent):
    """Rows on a visit, on loopback and throttled."""
    near, asked = visits(browser, url, sent)
    far, _ = visits(browser, url, sent, slow=True, cpu=4)
    rows = weight(asked)
    for words, runs, paint, live in (("loopback", near, None, 300), ("throttled", far, 900, 2500)):
        rows += [ms(f"first paint, {words}", middle(runs, "fcp"), paint)]
        rows += [ms(f"largest paint, {words}", middle(runs, "lcp"), paint)]
        rows += [ms(f"live, {words}", middle(runs, "live"), live)]
        rows += [row(f"layout shift, {words}", f"{middle(runs, 'cls'):.4f}", "0", middle(runs, "cls") == 0)]
    return rows, middle(far, "live") / middle(near, "live")


def motion(browser, url):
    """Rows on a slider's step."""
    rows = []
    for cpu in (1, 4):
        for words, found in zip(("model and marks", "painted frame"), steps(browser, url, cpu), strict=True):
            figure = " / ".join(f"{value:.1f}" for value in found) + " ms"
            limit = cpu == 4 and words == "model and marks"
            kept = found[2] < 16.7 if limit else None
            rows.append(
                row(f"step to {words}, CPU x{cpu}: p50 / p95 / p99", figure, limit and "p99 under 16.7 ms", kept)
            )
    return rows


def everywhere(browser, address, sent):
    """A row for each chapter with a model; what is above a target is bold."""
    pages = [
        path for path in sorted((ROOT / "_build/html").glob("*.html")) if "data-explorable=" in path.read_text("utf-8")
    ]
    return [f"| {path.stem} | {' | '.join(one(browser, f'{address}/{path.name}', sent))} |" for path in pages]


def one(browser, url, sent):
    """The cells of a chapter's row, as EVERYWHERE heads them."""
    near, asked = visits(browser, url, sent, FEWER)
    far, _ = visits(browser, url, sent, FEWER, slow=True, cpu=4)
    p99 = steps(browser, url, 4, FEWER)[0][2]
    shift = max(middle(near, "cls"), middle(far, "cls"))
    cells = [(f"{size:.1f}", size <= most) for size, most in zip(sums(asked), (60, 340), strict=True)]
    cells += [(str(len(asked)), len(asked) <= 6), (f"{middle(near, 'live'):.0f}", middle(near, "live") <= 300)]
    cells += [
        (f"{middle(far, key):.0f}", middle(far, key) <= most)
        for key, most in {"fcp": 900, "lcp": 900, "live": 2500}.items()
    ]
    cells += [(f"{shift:.4f}", shift == 0), (f"{p99:.1f}", p99 < 16.7)]
    return [figure if kept else f"**{figure}**" for figure, kept in cells]


def table(chapter, model):
    """All rows of both tables, the ratio of a throttled start to one on loopback, and the browser."""
    with sync_playwright() as playwright, serving(ROOT / "_build/html") as (address, sent):
        browser = playwright.chromium.launch(executable_path=chromium.find() or sys.exit(chromium.WANTED), args=FLAGS)
        url, named = f"{address}/{chapter}.html", f"Chromium {browser.version}"
        rows, ratio = sight(browser, url, sent)
        rows += motion(browser, url)
        every = everywhere(browser, address, sent)
        browser.close()
    found = kernel(model)
    figure = " / ".join(f"{value:.1f}" for value in found) + " ms"
    rows.append(row("kernel step: p50 / p95 / p99", figure, "p50 under 5 ms", found[0] < 5))
    made = builds(chapter, model)
    for name, seconds in made.items():
        rows.append(row(f"build, {name}", f"{seconds:.1f} s ({seconds / made['cold']:.2f} of cold)"))
    return rows, every, ratio, named


def main(chapter, model):
    began = os.getloadavg()[0]
    rows, every, ratio, named = table(chapter, model)
    packages = ", ".join(f"{name} {version(name)}" for name in ("jupyter-book", "matplotlib", "playwright"))
    head = f"""# Results of `make bench`

{datetime.date.today()}, chapter `{chapter}`, model `{model}`. {platform.system()} {platform.machine()}, {os.cpu_count()} cores,
Python {platform.python_version()}, {packages}, {named}. Load when it began: {began:.1f} (other work ran beside if above 0.5).

Medians of {TIMES}; percentiles are of {STEPS} steps a visit, the median of {TIMES} visits. Bytes are bodies, without headers.
The browser's first visit after its start is not counted.
Loopback has no added latency and the full CPU; throttled is 1.6 Mbit/s, 150 ms, CPU x4. A painted frame waits for the
screen's next one, up to 16.7 ms by itself. The throttle slows the page, and may not slow the worker that runs the model.
A throttled start takes {ratio:.1f} times one on loopback. Builds leave out the set-up of packages and of the runtime.

| measured | found | target | kept |
| --- | --- | --- | --- |
"""
    text = head + "\n".join(rows) + EVERYWHERE + "\n".join(every) + "\n"
    (ROOT / "bench/RESULTS.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main(*(sys.argv[1:] + ["field-or-furnace", "labour_split"][len(sys.argv) - 1 :]))
