"""Server: the built book on loopback as a static host sends it, text compressed with gzip, and a tally of what was sent."""

import functools
import gzip
import http.server
import mimetypes
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

PACKED = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/wasm")


@functools.cache
def packed(path):
    return gzip.compress(Path(path).read_bytes(), 6)


class Gzip(http.server.BaseHTTPRequestHandler):
    """GET only. `sent` is a list of (path, bytes of the body as sent), shared by all requests."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # as static hosts do: else a second answer waits 40 ms for the first one's receipt

    def __init__(self, root, sent, *rest):
        self.root, self.sent = root, sent
        super().__init__(*rest)

    def do_GET(self):
        name = self.path.split("?")[0].lstrip("/") or "index.html"
        path = self.root / name
        if not path.is_file():
            return self.send_error(404)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        squeeze = kind.startswith(PACKED)
        body = packed(str(path)) if squeeze else path.read_bytes()
        self.sent.append((name, len(body)))
        self.send_response(200)
        for key, value in {"Content-Type": kind, "Content-Length": len(body), "Cache-Control": "max-age=600"}.items():
            self.send_header(key, str(value))
        if squeeze:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with suppress(ConnectionError):  # a visitor who leaves before all has come
            self.wfile.write(body)
        return None

    def log_message(self, *words):
        pass


@contextmanager
def serving(root):
    """(address, list of what is sent) while the folder is served."""
    sent = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Gzip, root, sent)) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", sent
        running.shutdown()
