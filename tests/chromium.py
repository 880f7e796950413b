"""Finds the Chromium that the browser tests drive; with --install, gets one if there is none.

$CHROMIUM, else one on PATH, else Playwright's own. Installing: apt as root on Debian, else Playwright's download.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
WANTED = "No Chromium found: install one (Debian: apt install chromium) or set CHROMIUM=/path/to/chromium"


def find():
    """The path of a browser, or None. Exits with a sentence if $CHROMIUM points to nothing."""
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        sys.exit(f"CHROMIUM={named} is not a program that can be run")
    found = [named or "", *(shutil.which(name) or "" for name in NAMES), MAC]
    return next((path for path in found if path and Path(shutil.which(path) or path).exists()), None) or _playwrights()


def _playwrights():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install():
    """Get a browser by whatever way this machine has. Exits with one sentence where there is none."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium (apt)")
        quiet = {
            "stdout": subprocess.DEVNULL,
            "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            "check": False,
        }
        subprocess.run(["apt-get", "update", "-qq"], **quiet)  # noqa: PLW1510
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], **quiet)  # noqa: PLW1510
    if not find():
        print("Installing Chromium (Playwright)")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find() or sys.exit(WANTED)


if __name__ == "__main__":
    print("Chromium:", find() or (install() if "--install" in sys.argv else sys.exit(WANTED)))
