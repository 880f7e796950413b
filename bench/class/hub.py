"""Hub: the settings of the JupyterHub that `make bench-class` starts, on loopback and for that run only."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821
home, book = (
    Path(os.environ["CLASS_HOME"]),
    Path(os.environ["CLASS_BOOK"]),
)  # the run's own folder; the book's environment
c.JupyterHub.bind_url = os.environ["CLASS_ADDRESS"]
c.JupyterHub.hub_bind_url = os.environ["CLASS_INNER"]
c.JupyterHub.db_url = f"sqlite:///{home}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(home / "cookie_secret")
c.ConfigurableHTTPProxy.command = str(Path(__file__).parent / "node_modules/.bin/configurable-http-proxy")
c.ConfigurableHTTPProxy.pid_file = str(home / "proxy.pid")
c.ConfigurableHTTPProxy.api_url = os.environ["CLASS_PROXY"]
# anybody is let in, as one and the same user of this machine: never so outside a measurement
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(home / "students/{username}")
c.Spawner.cmd = [str(Path(sys.executable).with_name("jupyterhub-singleuser"))]
c.Spawner.args = ["--allow-root"] if os.getuid() == 0 else []
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 300
c.Spawner.environment = {
    "JUPYTERLAB_DIR": str(book / "share/jupyter/lab"),
    "JUPYTER_PATH": str(book / "share/jupyter"),
    "JUPYTER_CONFIG_PATH": str(book / "etc/jupyter"),
    "OPENBLAS_NUM_THREADS": "1",  # as a container of one core has it
    "GIT_CONFIG_GLOBAL": "/dev/null",
}
