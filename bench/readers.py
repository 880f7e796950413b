"""Readers: `make bench-static` serves the built book by nginx and deploy/nginx.conf, and lets 200 people read at once.

It writes bench/STATIC.md; nothing is asserted. READERS=200. A reader has one connection, fetches a page and all that a browser
would fetch for it, and then two more pages, whose script and style the browser has kept.
"""

import datetime
import gzip
import os
import platform
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import urllib3

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import nginx  # noqa: E402

READERS = int(os.environ.get("READERS") or 200)
PAGES, PATIENCE = 3, 60
PACKED = {".html", ".css", ".js", ".svg", ".txt"}
# What a browser asks for of itself: styles, scripts, pictures, and the font that the style names.
ASKED = re.compile(r'<(?:link rel="stylesheet" href|script[^>]* src|img[^>]* src)="([^":]+)"')
FONT = re.compile(r"url\(([\w.]+\.woff2[^)]*)\)")


class Reader:
    """One with a browser of their own: connection and kept files are shared with nobody."""

    def __init__(self, address, pages, number):
        self.browser = urllib3.connection_from_url(address, maxsize=1, retries=False, timeout=PATIENCE)
        self.pages = random.Random(number).sample(pages, PAGES)
        self.kept, self.requests, self.visits, self.failures = set(), [], [], []

    def fetch(self, path):
        """The text of a page or a style; what else came is only counted."""
        began = time.perf_counter()
        try:
            answer = self.browser.request("GET", f"/{path}", headers={"Accept-Encoding": "gzip"}, decode_content=False)
            if answer.status != 200:
                raise urllib3.exceptions.HTTPError(answer.status)
        except urllib3.exceptions.HTTPError as problem:
            self.failures.append(f"{path}: {problem}")
            return ""
        self.requests.append((time.perf_counter() - began, len(answer.data)))
        if "immutable" in answer.headers["cache-control"]:
            self.kept.add(path)
        return gzip.decompress(answer.data).decode() if path.split("?")[0].endswith((".html", ".css")) else ""

    def read(self, start):
        start.wait()  # all come at once
        for page in self.pages:
            began = time.perf_counter()
            for path in set(ASKED.findall(self.fetch(page))) - self.kept:
                for font in FONT.findall(self.fetch(path)):
                    self.fetch(f"_static/{font}")
            self.visits.append(time.perf_counter() - began)
        self.browser.close()


def packed(folder):
    """The same folder with each text packed beside it, as deploy/README.md says."""
    for path in folder.rglob("*"):
        if path.suffix in PACKED:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9))


def together(address, pages):
    """The readers, when all have read."""
    readers = [Reader(address, pages, number) for number in range(READERS)]
    start = threading.Barrier(READERS)
    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(lambda one: one.read(start), readers))
    return readers


def measured(folder, own):
    """One row: what the readers met, and what it cost the server."""
    pages = sorted(path.name for path in folder.glob("*.html") if path.name not in ("404.html", "search.html"))
    with nginx.serving(folder, own) as address:
        (master,) = [one for one in psutil.Process().children() if "nginx" in one.name()]
        began = time.perf_counter()
        readers = together(address, pages)
        lasted = time.perf_counter() - began
        servers = [master, *master.children()]
        cpu = sum(sum(one.cpu_times()[:2]) for one in servers)
        held = sum(one.memory_full_info().pss for one in servers) / 2**20
    requests = [request for one in readers for request in one.requests]
    failures = [failure for one in readers for failure in one.failures]
    first, later = [one.visits[0] for one in readers], [visit for one in readers for visit in one.visits[1:]]
    counts = [len(requests), len(failures), f"{sum(size for _, size in requests) / 1e6:.0f} MB", f"{lasted:.1f} s"]
    waits = [spread(one) for one in ([long for long, _ in requests], first, later)]
    return [*counts, *waits, f"{cpu:.2f} s", f"{held:.0f} MiB"]


def spread(values):
    ordered = sorted(values)
    return f"{1000 * statistics.median(ordered):.0f} / {1000 * ordered[round(0.95 * len(ordered)) - 1]:.0f} ms"


TEXT = """# Results of `make bench-static`

{date}. {machine}, {server}. Load when it began {began:.1f} (other work ran beside if above 0.5).

{readers} readers come within one moment, each with a connection of their own and nothing kept. Each fetches a page of the
book and all that it asks for, one after another, then at once two more pages. The server is nginx with `deploy/nginx.conf`;
the readers are one process on the same machine, so that what they wait is also their own work. Median / p95.

| texts packed | requests | failed | sent | in all | a request | first page | next pages | nginx, CPU | PSS |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
{rows}

*First page*: with all that it asks for. *Beforehand*: `page.html.gz` lies beside each page (`gzip_static`); *as asked*: nginx
packs each answer anew.
"""


def main():
    began, rows = os.getloadavg()[0], []
    with tempfile.TemporaryDirectory() as home:
        folder = shutil.copytree(ROOT / "_build/html", Path(home) / "book")
        Path(home).chmod(0o755)  # nginx's workers are another user where it is started by root
        for words in ("as asked", "beforehand"):
            own = Path(tempfile.mkdtemp(dir=home))
            own.chmod(0o755)
            rows.append(f"| {' | '.join(map(str, [words, *measured(folder, own)]))} |")
            packed(folder)
    text = TEXT.format(
        date=datetime.date.today(),
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        server="nginx of Debian", began=began, readers=READERS, rows="\n".join(rows),
    )  # fmt: skip
    (ROOT / "bench/STATIC.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
