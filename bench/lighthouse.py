"""Lighthouse: `make bench-lighthouse` has it judge three pages as a phone meets them, and writes bench/LIGHTHOUSE.md."""

import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tests")]

import chromium  # noqa: E402
from server import serving  # noqa: E402

TIMES, LEAST = 3, 98
PAGES = ["index", "field-or-furnace", "going-it-alone"]
KINDS = ["performance", "accessibility", "best-practices", "seo"]
TIMED = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"]
COMMAND = ["node", ROOT / "bench/lighthouse/node_modules/lighthouse/cli/index.js"]
OPTIONS = ["--quiet", "--output=json", "--no-enable-error-reporting", "--chrome-flags=--headless=new --no-sandbox"]


def judged(url):
    """One visit's report. The default settings: a phone, throttled by calculation."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        environment = {**os.environ, "CHROME_PATH": chromium.find() or sys.exit(chromium.WANTED)}
        subprocess.run([*COMMAND, url, *OPTIONS, f"--output-path={path}"], check=True, env=environment)
        return json.loads(path.read_text("utf-8"))


def score(report, kind):
    return round(100 * report["categories"][kind]["score"])


def faults(report, kind):
    """The audits that cost the page something, worst first: "name (score)"."""
    counted = [part["id"] for part in report["categories"][kind]["auditRefs"] if part["weight"]]
    found = [(report["audits"][name]["score"], name) for name in counted]
    return [f"{name} ({value:.2f})" for value, name in sorted(f for f in found if f[0] is not None and f[0] < 1)]


def row(name, reports):
    cells = []
    for kind in KINDS:
        found = statistics.median(score(report, kind) for report in reports)
        worst = min(reports, key=lambda report, kind=kind: score(report, kind))
        cells.append(f"{found:.0f}" + (f": {', '.join(faults(worst, kind))}" if found < LEAST else ""))
    times = [f"{statistics.median(r['audits'][a]['numericValue'] for r in reports):.0f}" for a in TIMED]
    return f"| {name} | {' | '.join(cells + times)} |"


def main():
    load = os.getloadavg()[0]
    with serving(ROOT / "_build/html") as (address, _):
        found = {name: [judged(f"{address}/{name}.html") for _ in range(TIMES)] for name in PAGES}
    one = found[PAGES[0]][0]
    browser = one["environment"]["hostUserAgent"].split("Chrome/")[1].split()[0]
    text = f"""# Results of `make bench-lighthouse`

{datetime.date.today()}. Lighthouse {one["lighthouseVersion"]}, its phone (throttled by calculation), Chromium {browser},
{os.cpu_count()} cores, pages from loopback with gzip. Load when it began: {load:.1f} (other work ran beside if above 0.5).
Medians of {TIMES}; wanted: {LEAST} or more. Where it is less, the audits that cost something are named, with their own scores
of 0 to 1.

| page | {" | ".join(KINDS)} | first paint, ms | largest paint, ms | blocked, ms |
| --- | --- | --- | --- | --- | --- | --- | --- |
""" + "".join(row(name, reports) + "\n" for name, reports in found.items())
    (ROOT / "bench/LIGHTHOUSE.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
