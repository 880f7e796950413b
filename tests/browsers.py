"""Finds Firefox and WebKitGTK, which the long tests drive beside Chromium; with --install, gets what is missing.

$FIREFOX, else one on PATH. WebKitGTK is Debian's: its driver, the small browser that comes with the library, and a screen for
them. Installing: apt as root on Debian or Ubuntu; elsewhere a sentence says
what is wanted, and the walk fails without it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import driven

HERE = ["Firefox", "WebKitGTK"] if sys.platform == "linux" else ["Firefox"]  # what this system can have
FIREFOX = "firefox-esr", "firefox"
PACKAGES = "webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb"  # and firefox-esr, where there is no Firefox yet
WANTED = {
    "Firefox": "No Firefox found: install one (Debian: apt install firefox-esr) or set FIREFOX=/path/to/firefox",
    "WebKitGTK": "No WebKitGTK found: Debian and Ubuntu have it (apt install webkit2gtk-driver xvfb)",
}


def firefox():
    """The path of a Firefox, or None."""
    return next(
        (path for name in (os.environ.get("FIREFOX", ""), *FIREFOX) if name and (path := shutil.which(name))), None
    )


def webkit():
    """The paths of WebKitGTK's driver and of its browser, or None where one of them, or the screen, is not there."""
    small, driver = sorted(Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser")), shutil.which("WebKitWebDriver")
    return (driver, small[0]) if driver and small and shutil.which("Xvfb") else None


FOUND = {"Firefox": firefox, "WebKitGTK": webkit}


def missing():
    return [name for name in HERE if not FOUND[name]()]


def started(name, folder):
    """The browser of this name, running, with all that it keeps in `folder`."""
    found = FOUND[name]()
    assert found, WANTED[name]
    return driven.Firefox(found, folder) if name == "Firefox" else driven.WebKit(*found, folder)


def install():
    """Get what is missing by apt, where that can be."""
    if missing() and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing", " and ".join(missing()), "(apt)")
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        wanted = [*PACKAGES, *([] if firefox() else ["firefox-esr"])]
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted], check=False, **quiet)


if __name__ == "__main__":
    if "--install" in sys.argv:
        install()
    for name in HERE:  # the walk itself fails without one: here it is said
        print(f"{name}:", FOUND[name]() or WANTED[name])
