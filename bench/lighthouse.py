"""Lighthouse: `make bench-lighthouse` has it judge three pages as a phone meets them, and writes bench/LIGHTHOUSE.md."""

import datetime
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tests")]

import chromium  # noqa: E402
from server import serving  # noqa: E402

TIMES, LEAST = 3, 98
PAGES = ["index", "field-or-furnace", "going-it-alone"]
KINDS = ["performance", "accessibility", "best-practices", "seo"]
TIMED = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"]
JUDGE = ["node", ROOT / "bench/lighthouse/judge.mjs"]


def judged(url, *how):
    """One visit's report."""
    environment = {**os.environ, "CHROME_PATH": chromium.find() or sys.exit(chromium.WANTED)}
    done = subprocess.run([*JUDGE, url, *how], env=environment, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if not done.returncode else sys.exit(done.stderr)


def score(report, kind):
    return round(100 * report["categories"][kind]["score"])


def faults(report, kind):
    """The audits that cost the page something, worst first: "name (score)"."""
    counted = [part["id"] for part in report["categories"][kind]["auditRefs"] if part["weight"]]
    found = [(report["audits"][name]["score"], name) for name in counted]
    return [f"{name} ({value:.2f})" for value, name in sorted(f for f in found if f[0] is not None and f[0] < 1)]


def row(name, reports, lifted):
    cells = []
    for kind in KINDS:
        found = statistics.median(score(report, kind) for report in reports)
        worst = min(reports, key=lambda report, kind=kind: score(report, kind))
        cells.append(f"{found:.0f}" + (f": {', '.join(faults(worst, kind))}" if found < LEAST else ""))
    times = [f"{statistics.median(r['audits'][a]['numericValue'] for r in reports):.0f}" for a in TIMED]
    return f"| {name} | {' | '.join([*cells, str(score(lifted, 'seo')), *times])} |"


def main():
    load = os.getloadavg()[0]
    with serving(ROOT / "_build/html") as (address, _):
        found = {name: [judged(f"{address}/{name}.html") for _ in range(TIMES)] for name in PAGES}
        lifted = {name: judged(f"{address}/{name}.html", "lift") for name in PAGES}
    one = found[PAGES[0]][0]
    browser = one["environment"]["hostUserAgent"].split("Chrome/")[1].split()[0]
    text = f"""# Results of `make bench-lighthouse`

{datetime.date.today()}. Lighthouse {one["lighthouseVersion"]}, its phone (throttled by calculation), Chromium {browser},
{os.cpu_count()} cores, pages from loopback with gzip. Load when it began: {load:.1f} (other work ran beside if above 0.5).
Medians of {TIMES}; wanted: {LEAST} or more. Where it is less, the audits that cost something are named, with their own scores
of 0 to 1. The policy of every page, `connect-src 'none'`, lets Lighthouse itself fetch nothing, robots.txt neither, which
costs nine points of SEO; the last column but three is of one visit with the policy lifted, all else being equal.

| page | {" | ".join(KINDS)} | seo, policy lifted | first paint, ms | largest paint, ms | blocked, ms |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
""" + "".join(row(name, reports, lifted[name]) + "\n" for name, reports in found.items())
    (ROOT / "bench/LIGHTHOUSE.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
