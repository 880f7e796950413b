"""Firefox and WebKitGTK, driven: the commands of the W3C's WebDriver, sent to each in its own way.

Debian has no driver of Firefox's, but Firefox answers the same commands itself, over a socket (Marionette, which geckodriver
translates to). WebKitGTK answers over HTTP, by Debian's webkit2gtk-driver, and wants a screen, here Xvfb's.
"""

import contextlib
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request

START = 60  # seconds that a browser may take to be there
ANSWER = 60  # and to answer one command

# {command: (Firefox's name for it, WebKit's way and path)}
COMMANDS = {
    "session": ("WebDriver:NewSession", "POST", ""),
    "open": ("WebDriver:Navigate", "POST", "/url"),
    "back": ("WebDriver:Back", "POST", "/back"),
    "run": ("WebDriver:ExecuteScript", "POST", "/execute/sync"),
    "act": ("WebDriver:PerformActions", "POST", "/actions"),
    "frame": ("WebDriver:SwitchToFrame", "POST", "/frame"),
    "size": ("WebDriver:SetWindowRect", "POST", "/window/rect"),
    "picture": ("WebDriver:TakeScreenshot", "GET", "/screenshot"),
}
# Firefox asks nobody for anything, opens no page of its own, and says what it has to say in English
QUIET = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.locale.requested": "en-US",
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
# What Firefox's console holds of a page: errors, warnings, refusals of the policy.
SAID = """const told = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError
  && /^(http|file|blob):/.test(one.sourceName)).map((one) => `${one.sourceName}: ${one.errorMessage}`);
  Services.console.reset(); return told;"""


class Refused(Exception):
    """A browser's no to a command, in its own words."""


def until(holds, seconds, what):
    """What `holds()` comes to, once it is anything."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited {seconds} seconds in vain: {what}")


class Firefox:
    """One Firefox with a fresh profile in `folder`."""

    def __init__(self, program, folder):
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in QUIET.items()]
        (folder / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [
            program,
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--no-remote",
            "--profile",
            folder,
        ]
        self.program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = folder / "MarionetteActivePort"
        until(lambda: port.exists() and port.read_text(), START, f"{program} opens no port")
        self.line = socket.create_connection(("127.0.0.1", int(port.read_text())), timeout=ANSWER)
        self.count = 0
        self._read()
        self("session")

    def _read(self):
        size = b""
        while (one := self.line.recv(1)) != b":":
            size += one or self.fail()
        text = b""
        while len(text) < int(size):
            text += self.line.recv(int(size) - len(text)) or self.fail()
        return json.loads(text)

    def fail(self):
        raise Refused("Firefox has gone")

    def send(self, name, parameters):
        self.count += 1
        message = json.dumps([0, self.count, name, parameters]).encode()
        self.line.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise Refused(f"{name}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def __call__(self, command, **parameters):
        return self.send(COMMANDS[command][0], parameters)

    def picture(self):
        return self("picture", full=False)

    def said(self):
        """What has come into the console since it was last asked."""
        self.send("Marionette:SetContext", {"value": "chrome"})
        try:
            return self("run", script=SAID, args=[])
        finally:
            self.send("Marionette:SetContext", {"value": "content"})

    def close(self):
        self.line.close()
        ended(self.program)


class WebKit:
    """One WebKitGTK browser on a screen of its own; `folder` is its home."""

    def __init__(self, driver, browser, folder):
        self.programs = contextlib.ExitStack()
        environment = {**os.environ, "DISPLAY": self._screen(), "HOME": str(folder), "NO_AT_BRIDGE": "1"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._start([driver, f"--port={port}"], env=environment)
        self.at = f"http://127.0.0.1:{port}/session"
        until(lambda: self._there(port), START, f"{driver} opens no port")
        how = {"binary": str(browser), "args": ["--automation"]}
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": how}}}
        self.at += "/" + self("session", **asked)["sessionId"]

    def _start(self, command, **how):
        program = subprocess.Popen(command, **how)
        self.programs.callback(ended, program)
        return program

    def _screen(self):
        reading, writing = os.pipe()
        self._start(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            return ":" + told.readline().strip()

    @staticmethod
    def _there(port):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True

    def __call__(self, command, **parameters):
        _, method, path = COMMANDS[command]
        body = json.dumps(parameters).encode() if method == "POST" else None
        asked = urllib.request.Request(self.at + path, body, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=ANSWER) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise Refused(f"{command}: {json.load(error)['value']['message']}") from None

    def picture(self):
        return self("picture")

    def said(self):
        """Its driver tells nothing of its console."""
        return []

    def close(self):
        with contextlib.suppress(OSError, Refused):
            urllib.request.urlopen(urllib.request.Request(self.at, method="DELETE"), timeout=ANSWER).close()
        self.programs.close()


def ended(program):
    """It goes when asked, or is made to."""
    program.terminate()
    try:
        program.wait(timeout=10)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
