"""Kernels: a build's kernels are forked from one process that has imported what they all import, once for all of them.

    python kernels.py serve SOCKET              imports, then forks a kernel for whoever asks
    python kernels.py ask SOCKET FILE OPTION..  asks for one, and lives as long as it does: this is what nbclient starts

Most of a notebook's run is these imports. Only packages are imported ahead, nothing of this project's, so that a kernel
finds the same files as any other. Each has its own memory; when who asked is gone, it goes too.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time

PACKAGES = "ipykernel.kernelapp ipykernel.zmqshell ipywidgets matplotlib.figure matplotlib.backends.backend_agg"


def serve(path):
    os.environ.pop("JPY_PARENT_PID", None)  # a kernel takes its parent from here, as it is imported
    del sys.path[0]  # this file's folder, which no other kernel looks through
    os.environ.setdefault(
        "MPLBACKEND", "module://matplotlib_inline.backend_inline"
    )  # as a kernel sets it, before the import
    for name in PACKAGES.split():
        __import__(name)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        while True:
            asker, _ = server.accept()
            if not os.fork():
                if not os.fork():  # a grandchild, which nobody has to wait for
                    kernel(asker, server)
                os._exit(0)
            os.wait()
            asker.close()


def kernel(asker, server):
    """Be a kernel, in the asker's folder and surroundings."""
    from ipykernel.kernelapp import IPKernelApp

    server.close()
    asked = json.loads(asker.makefile().readline())
    os.setsid()
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    os.environ.pop("JPY_PARENT_PID", None)
    threading.Thread(target=lambda: (asker.recv(1), os._exit(1)), daemon=True).start()
    try:
        IPKernelApp.launch_instance(argv=[*asked["argv"], "--IPKernelApp.parent_handle=1"])  # it has who asked
    finally:
        os._exit(0)


def ask(path, *argv):
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(path)
        told = json.dumps({"cwd": os.getcwd(), "env": dict(os.environ), "argv": list(argv)})
        server.sendall(told.encode() + b"\n")
        with contextlib.suppress(KeyboardInterrupt):
            server.recv(1)  # until the kernel is gone


@contextlib.contextmanager
def forked():
    """The path of a socket where kernels can be asked for, while inside; "" where this system is not known to bear it."""
    if sys.platform != "linux":
        yield ""
        return
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "socket")
        server = subprocess.Popen([sys.executable, __file__, "serve", path], stdin=subprocess.DEVNULL)
        while not os.path.exists(path) and server.poll() is None:
            time.sleep(0.02)
        try:
            yield path if os.path.exists(path) else ""
        finally:
            server.kill()
            server.wait()


def command(path, connection_file, options):
    """What to start instead of a kernel of one's own."""
    return [sys.executable, "-I", "-S", __file__, "ask", path, "-f", connection_file, *options]


if __name__ == "__main__":
    {"serve": serve, "ask": ask}[sys.argv[1]](*sys.argv[2:])
