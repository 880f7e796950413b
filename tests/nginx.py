"""A real nginx for a test or a measurement: the installed one, or Debian's package unpacked beside it."""

import contextlib
import shutil
import socket
import subprocess
import time
from pathlib import Path

DEPLOY = Path(__file__).parents[1] / "deploy"
AROUND = """daemon off; pid {own}/pid; error_log {own}/error.log warn; worker_processes auto;
events {{ worker_connections 1024; }}
http {{ include {kinds}; default_type application/octet-stream;
client_body_temp_path {own}/b; proxy_temp_path {own}/p; fastcgi_temp_path {own}/f; uwsgi_temp_path {own}/u;
scgi_temp_path {own}/s; include {own}/book.conf; }}
"""


def program(own):
    """(nginx, its list of kinds of file); both unpacked into `own` where nginx is not installed."""
    if found := shutil.which("nginx"):
        return found, "/etc/nginx/mime.types"
    subprocess.run(["apt-get", "download", "-q", "nginx", "nginx-common"], cwd=own, check=True, capture_output=True)
    for package in own.glob("*.deb"):
        subprocess.run(["dpkg", "-x", package, own], check=True)
    return own / "usr/sbin/nginx", own / "etc/nginx/mime.types"


@contextlib.contextmanager
def serving(folder, own):
    """The address of `folder`, served by deploy/nginx.conf as it stands but for its port and its folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    ours = {"listen 80;": f"listen 127.0.0.1:{port};", "/srv/book;": f'"{folder}";'}
    for theirs, mine in ours.items():
        assert text.count(theirs) == 1, theirs
        text = text.replace(theirs, mine)
    (own / "book.conf").write_text(text, encoding="utf-8")
    nginx, kinds = program(own)
    (own / "nginx.conf").write_text(AROUND.format(own=own, kinds=kinds), encoding="utf-8")
    with subprocess.Popen([nginx, "-e", own / "error.log", "-c", own / "nginx.conf"]) as server:
        try:
            _listening(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _listening(port, server, patience=30):
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise RuntimeError("nginx did not start")
