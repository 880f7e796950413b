"""Compare: `make bench-peers` measures this book beside other ways to the same slider: bench/PEERS.md. Nothing is asserted."""

import datetime
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tests")]

import chromium  # noqa: E402
import probe  # noqa: E402
from page import THROTTLED, awaited  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from run import FLAGS, percentile  # noqa: E402
from server import serving  # noqa: E402

TIMES, STEPS, WARM = 5, 100, 10
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # no network but this machine's own
OUT, TOOLS = ROOT / "_build/peers", ROOT / "bench/peers"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = "async (rules) => (await axe.run({ runOnly: rules })).violations.map((v) => v.id)"
KEYS = {"slider": ".noUi-handle", "how": "keys"}
PEERS = {  # how each page is made, where it lies, and where its slider and its answer are
    "this book": {
        "at": ROOT / "_build/html",
        "page": "field-or-furnace.html",
        "slider": "input[name=away]",
        "how": "range",
        "answer": "[data-explorable] .said output",
    },
    "stock Jupyter Book": {
        "made": "stock_book.py",
        "by": sys.executable,
        "at": OUT / "stock_book/_build/html",
        **KEYS,
        "answer": ".widget-output",
        "patience": 10,  # seconds; no kernel, so no answer
    },
    "Panel embed": {"made": "panel_embed.py", "at": OUT / "panel_embed", **KEYS, "answer": ".told"},
    "Plotly frames": {
        "made": "plotly_frames.py",
        "at": OUT / "plotly_frames",
        "slider": ".slider-rail-touch-rect",
        "how": "rail",
        "answer": ".gtitle",
    },
    "Pyodide core": {
        "made": "pyodide_core.py",
        "at": OUT / "pyodide_core",
        "slider": "#away",
        "how": "range",
        "answer": ".told",
    },
}


def make(peer):
    """Build a peer's page with its own packages."""
    out = OUT / Path(peer["made"]).stem
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    python = peer.get("by", str(TOOLS / ".venv/bin/python"))
    done = subprocess.run([python, TOOLS / peer["made"], out], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{peer['made']}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def parts(peer):
    return {key: peer[key] for key in ("slider", "how", "answer")}


def opened(browser, url, peer, slow=False, cpu=1, script=True):
    """A fresh visitor's page, the probe at work, and the hosts that were asked in vain."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, java_script_enabled=script)
    page = context.new_page()
    hosts = set()
    page.on("requestfailed", lambda request: hosts.add(request.url.split("/")[2]))
    session = context.new_cdp_session(page)
    if slow:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", THROTTLED)
    session.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    page.add_init_script(probe.script(parts(peer)))
    page.goto(url, timeout=180_000)
    return page, hosts


def answered(page, peer):
    """Wait until the slider answers. Where it does not within the peer's patience after the page's load, it never will."""
    with suppress(TimeoutError):
        awaited(page, "probe.live", peer.get("patience", 120))
    page.wait_for_timeout(300)


def start(browser, url, peer, sent, **how):
    """Medians over visits of first paint, slider there, first answer; None where it never comes."""
    runs = []
    for _ in range(TIMES):
        sent.clear()
        page, _ = opened(browser, url, peer, **how)
        answered(page, peer)
        runs.append({key: page.evaluate(f"probe.{key}") or None for key in ("fcp", "seen", "live")})
        page.context.close()
    found = {key: median([run[key] for run in runs]) for key in runs[0]}
    return found | {"bytes": sum(size for _, size in sent), "requests": len(sent)}


def median(values):
    return None if None in values else statistics.median(values)


def steps(browser, url, peer, cpu):
    """Medians over visits of p50 and p99 of a step to the painted frame; None where a step has no answer."""
    runs = []
    for _ in range(TIMES):
        page, _ = opened(browser, url, peer, cpu=cpu)
        answered(page, peer)
        took = page.evaluate("(many) => probe.steps(many)", STEPS + WARM)[WARM:]
        page.context.close()
        if None in took:
            return None
        runs.append(took)
    return [statistics.median(percentile(run, share) for run in runs) for share in (0.5, 0.99)]


def sight(page, peer, lives):
    found = page.evaluate(probe.SIGHT, parts(peer))
    slider = ("a slider that answers" if lives else "a dead slider") if found["slider"] else "no slider"
    return f"{'the picture' if found['picture'] else 'no picture'}, {slider}, {found['words']} words"


def shown(browser, url, peer, script=True):
    """In words, what stands on a page without network or without script; and which hosts it asked in vain."""
    page, hosts = opened(browser, url, peer, script=script)
    if script:
        answered(page, {"patience": 5})
    said = sight(page, peer, script and page.evaluate("Boolean(probe.live)"))
    page.context.close()
    return said, sorted(hosts)


def axe(browser, url, peer):
    page, _ = opened(browser, url, peer)
    answered(page, peer)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(FOUND, RULES)
    page.context.close()
    return found


def measured(browser, peer):
    """Everything about one peer."""
    first = peer.get("page", "index.html")
    home = "home.html" if (peer["at"] / "home.html").exists() else first
    with serving(peer["at"]) as (address, sent):
        url = f"{address}/{home}"
        near = start(browser, url, peer, sent)
        return {
            "near": near,
            "far": start(browser, url, peer, sent, slow=True, cpu=4),
            "steps": {cpu: steps(browser, url, peer, cpu) if near["live"] else None for cpu in (1, 4)},
            "alone": shown(browser, f"{address}/{first}", peer),
            "bare": shown(browser, f"{address}/{first}", peer, script=False),
            "axe": axe(browser, url, peer),
        }


def ms(value):
    return "never" if value is None else f"{value:.0f}"


def row(name, found):
    near, far = found["near"], found["far"]
    moved = [f"{p[0]:.0f} / {p[1]:.0f}" if (p := found["steps"][cpu]) else "none" for cpu in (1, 4)]
    figures = [ms(side[key]) for side in (near, far) for key in ("fcp", "seen", "live")]
    return f"| {name} | {near['bytes'] / 1000:.0f} | {near['requests']} | {' | '.join(figures + moved)} |"


def words(name, found):
    hosts = ", ".join(found["alone"][1]) or "none"
    axe = ", ".join(found["axe"]) or "none"
    return f"| {name} | {hosts} | {found['alone'][0]} | {found['bare'][0]} | {len(found['axe'])}: {axe} |"


def pins():
    """The peers' own packages, as pinned."""
    named = "panel", "bokeh", "plotly"
    lines = (TOOLS / "requirements.txt").read_text("utf-8").splitlines()
    python = [line.rstrip(" \\").replace("==", " ") for line in lines if line.split("==")[0] in named]
    node = json.loads((TOOLS / "package.json").read_text("utf-8"))["dependencies"]
    return ", ".join([*python, *(f"{name} {number}" for name, number in node.items())])


def machine(browser):
    load = os.getloadavg()[0]
    own = ", ".join(f"{name} {version(name)}" for name in ("jupyter-book", "ipywidgets", "matplotlib", "playwright"))
    return (
        f"{datetime.date.today()}. {platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, {own}, Chromium {browser.version}. Load when it began: {load:.1f} (other work ran "
        "beside if above 0.5)."
    )


def main(names):
    for peer in PEERS.values():
        if "made" in peer:
            make(peer)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find() or sys.exit(chromium.WANTED), args=[*FLAGS, ALONE]
        )
        head, found = machine(browser), {}
        for name in names or PEERS:
            print(f"Measuring {name}", flush=True)
            found[name] = measured(browser, PEERS[name])
        browser.close()
    lines = {"ROWS": "\n".join(map(row, found, found.values())), "WORDS": "\n".join(map(words, found, found.values()))}
    text = (TOOLS / "words.md").read_text("utf-8")
    for key, value in {**lines, "MACHINE": head, "PINS": pins(), "TIMES": TIMES, "STEPS": STEPS}.items():
        text = text.replace(f"@{key}@", str(value))
    (ROOT / "bench/PEERS.md").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
