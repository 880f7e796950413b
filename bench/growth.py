"""Growth: `make bench-growth` measures what more models, longer models and more chapters cost, and writes bench/GROWTH.md."""

import datetime
import os
import platform
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tests")]

import chromium  # noqa: E402
import synthetic  # noqa: E402
from page import visit  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from run import FLAGS, percentile  # noqa: E402
from server import serving  # noqa: E402

TIMES, STEPS, WARM = 3, 60, 10
MODELS, CHAPTERS, CHAPTER, MODEL = (1, 5, 20), (1, 16, 60), "field-or-furnace", "labour_split"
LOOPS = [(10, 10), (100, 100), (1000, 10), (1000, 1000), (10000, 10), (10000, 10000)]  # steps worked, points drawn


def pages():
    """The measured pages {page: models}, and the models they are made of {name: file}."""
    own = (ROOT / f"widgets/models/{MODEL}.py").read_text("utf-8")
    models = {f"copy_{i}": own for i in range(1, max(MODELS) + 1)}
    loops = {f"loop_{s}_{d}": synthetic.LOOP.format(steps=s, drawn=d) for s, d in LOOPS}
    many = {f"models-{n}": list(models)[:n] for n in MODELS}
    return {**many, **{name.replace("_", "-"): [name] for name in loops}}, {**models, **loops}


def visited(browser, address, sent, page):
    """Medians over visits: {"bytes", "fcp", "all", "steps": {cpu: ((p50, p99) to the update, to the frame)}}."""
    runs, found = {}, {}
    for cpu in (1, 4):
        runs[cpu] = []
        for _ in range(TIMES):
            sent.clear()
            runs[cpu].append(visit(browser, f"{address}/{page}.html", cpu=cpu, steps=STEPS + WARM))
        found[cpu] = [
            [
                statistics.median(percentile([s[i] for s in r["steps"][WARM:]], p) for r in runs[cpu])
                for p in (0.5, 0.99)
            ]
            for i in (0, 1)
        ]
    middle = {key: statistics.median(run[key] for run in runs[1]) for key in ("fcp", "all")}
    return {**middle, "bytes": sum(size for _, size in sent) / 1000, "steps": found}


def row(name, found):
    steps = [f"{p50:.0f} / {p99:.0f}" for cpu in (1, 4) for p50, p99 in found["steps"][cpu]]
    return f"| {name} | {found['bytes']:.0f} | {found['fcp']:.0f} | {found['all']:.0f} | {' | '.join(steps)} |"


def live(browser):
    """Rows on pages of more models, and of longer ones."""
    chapters, models = pages()
    with tempfile.TemporaryDirectory() as folder:
        made = synthetic.book(Path(folder), chapters, models)
        synthetic.built(made)
        with serving(made / "_build/html") as (address, sent):
            found = {page: visited(browser, address, sent, page) for page in chapters}
    more = [row(f"{n} model{'s' * (n > 1)}", found[f"models-{n}"]) for n in MODELS]
    longer = [row(f"{s} steps, {d} points drawn", found[f"loop-{s}-{d}"]) for s, d in LOOPS]
    return more, longer


def builds(many):
    """Seconds of a cold build, of one with nothing changed and one with a word changed, and the site's size. Once each."""
    chapter = (ROOT / f"book/{CHAPTER}.ipynb").read_text("utf-8")
    # each with code of its own, or else one run would serve them all
    chapters = {f"chapter-{i}": chapter.replace("import explore", f"import explore  # {i}") for i in range(many)}
    with tempfile.TemporaryDirectory() as folder:
        made = synthetic.book(Path(folder), chapters)
        cold, again = synthetic.built(made), synthetic.built(made)
        page = made / f"book/chapter-{many - 1}.ipynb"
        page.write_text(page.read_text("utf-8").replace("tens of millions", "many millions", 1), "utf-8")
        word = synthetic.built(made)
        size = sum(path.stat().st_size for path in (made / "_build/html").rglob("*") if path.is_file()) / 1e6
        shutil.rmtree(made / "_build")
    return f"| {many} | {cold:.1f} | {cold / many:.2f} | {again:.1f} | {word:.1f} | {size:.2f} |"


def main():
    load = os.getloadavg()[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find() or sys.exit(chromium.WANTED), args=FLAGS)
        named = browser.version
        more, longer = live(browser)
        browser.close()
    columns = (
        "kB | first paint, ms | all live, ms | step to marks, ms | step to frame, ms | CPU x4: to marks | to frame"
    )
    line = "| --- " * 8 + "|"
    made = [builds(many) for many in CHAPTERS]
    text = f"""# Results of `make bench-growth`

{datetime.date.today()}. {platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},
Chromium {named}. Load when it began: {load:.1f}, when it ended: {os.getloadavg()[0]:.1f} (other work ran beside if above 0.5).
Loopback, gzip. Medians of {TIMES} visits; steps are p50 / p99 of {STEPS} a visit, of the page's first model. CPU x4 may not
slow the worker.

More models on a page, copies of `{MODEL}`, each a file of its own:

| page | {columns} |
{line}
{chr(10).join(more)}

Longer models, made up (`bench/synthetic.py`):

| model | {columns} |
{line}
{chr(10).join(longer)}

More chapters, copies of `{CHAPTER}`, each built once, without `-W`:

| chapters | cold, s | of that a chapter | nothing changed, s | a word of one changed, s | site, MB |
| --- | --- | --- | --- | --- | --- |
{chr(10).join(made)}
"""
    (ROOT / "bench/GROWTH.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
