"""Stale: what a build has to do again, and how it does that side by side: run notebooks, read pages, write pages.

Running the notebooks takes most of a build, so their cache is keyed by what they compute with and nothing else: a change
of the look, or of the page's script, writes pages anew and runs none of them. A notebook's run is mostly waiting for a
kernel; those that are due are run before Sphinx reads the first page, as many at a time as there are cores.
"""

import asyncio
import contextlib
import hashlib
import json
import os
import re
from pathlib import Path

import han
import kernels
import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_client import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from sphinx.errors import ExtensionError
from sphinx.util import logging

from widgets.shelf import library, overlay

LOGGER = logging.getLogger(__name__)
QUIET = ["--IPKernelApp.log_level=40"]  # without its warning about loopback, once for each notebook
RAN = ["widgets/**/*.py", "!widgets/models/[!_]*", "!widgets/live/*", "data/**/*", "requirements.lock"]
RUNTIME = "_build/live/live.js"
LOOK = "widgets/surfaces/page.css"  # there, since a figure in a notebook wears it too
THEME = "_themes/leap"


# ---- what has changed ---------------------------------------------------------------------------------------------


def digest(root, patterns):
    """One short name for the present state of all the files that the patterns find below the root, but for those after "!"."""
    found = {path for one in patterns if one[0] != "!" for path in root.glob(one) if path.is_file()}
    found -= {path for one in patterns if one[0] == "!" for path in root.glob(one[1:])}
    summary = hashlib.sha256()
    for path in sorted(path for path in found if "__pycache__" not in path.parts):
        summary.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return summary.hexdigest()[:12]


def stale(app, config):
    """Sphinx sees changes in pages only. These keys let it see changes in what all the pages are made of."""
    root = Path(app.srcdir).parent
    ran = digest(root, RAN) + overlay.edition().get("language", "")
    config.nb_execution_cache_path = str(Path(app.outdir).parent / ".jupyter_cache" / ran)
    config.leap_read = digest(root, [*RAN, overlay.FILE, "widgets/**/*.html", "book/_ext/*.py"])
    config.leap_written = digest(root, [RUNTIME, LOOK, f"book/{THEME}/**/*", "book/references.bib"]) + han.key(root)


def key_of(app, docname):
    """A short name for the models that a page's text names, and those that they import, as their files are now."""
    text, named = Path(app.env.doc2path(docname)).read_text(encoding="utf-8"), hashlib.sha256()
    for name in library.needed(re.findall(r"\w+", text)):
        named.update(name.encode() + b"\0" + library.files()[name].read_bytes() + b"\0")
        named.update(json.dumps(overlay.over(name), sort_keys=True).encode() if overlay.over(name) else b"")
    return named.hexdigest()[:12]


def kept(app, docname):
    """Where the outputs of a page's notebook are kept: run again when a model changed that its text names, and only then."""
    return f"{app.config.nb_execution_cache_path}-{app.env.leap_keys[docname]}"


def keyed_by_its_models(app, docname, source):
    app.env.mystnb_config = app.env.mystnb_config.copy(execution_cache_path=kept(app, docname))


def outdated(app, env, *found):
    """The pages whose models are not those that they were read with."""
    keys = getattr(env, "leap_keys", {})
    return [name for name in env.found_docs & keys.keys() if key_of(app, name) != keys[name]]


# ---- side by side -------------------------------------------------------------------------------------------------


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_parallel(app, config):
    """Read and write pages on all cores. Jupyter Book has no option for it, and two of its extensions do not say that
    they bear it; they look at the contents alone, which are put together after the last page is read."""
    app.parallel = cores()
    for name in ("sphinx_multitoc_numbering", "sphinx_jupyterbook_latex"):
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True


def run_ahead(app, env, docnames):
    """Run the notebooks that are about to be read and have no outputs in the cache, and put these there."""
    keys = env.leap_keys = getattr(env, "leap_keys", {})
    keys.update({name: key_of(app, name) for name in docnames})
    if app.config.nb_execution_mode == "cache":
        due = list(filter(None, (unrun(app, name) for name in docnames)))
        asyncio.run(all_of(app, due))


def unrun(app, docname):
    """(path, notebook, its cache) of a page whose notebook has to be run; None of any other."""
    path = Path(app.env.doc2path(docname))
    if path.suffix != ".ipynb" or any(map(path.match, app.config.nb_execution_excludepatterns)):
        return None
    notebook, cache = nbformat.read(path, as_version=4), get_cache(kept(app, docname))
    try:
        cache.match_cache_notebook(notebook)
    except KeyError:
        return path, notebook, cache
    return None


async def all_of(app, due):
    """Run them, as many at a time as there are cores."""
    free = asyncio.Semaphore(cores())

    async def one(path, notebook, cache):
        async with free:
            LOGGER.info(f"{path}: Executing, ahead of its page")
            await run(path, notebook, cache, app.config.nb_execution_timeout)

    with kernels.forked() if len(due) > 1 else contextlib.nullcontext("") as Forked.socket:
        await asyncio.gather(*(one(*each) for each in due))


class Forked(AsyncKernelManager):
    """Starts a kernel by forking one that is warm, where there is one."""

    socket = ""

    def format_kernel_cmd(self, extra_arguments=None):
        if not self.socket or "ipykernel_launcher" not in self.kernel_spec.argv:
            return super().format_kernel_cmd(extra_arguments)
        return kernels.command(self.socket, self.connection_file, extra_arguments or [])


async def run(path, notebook, cache, timeout):
    """Run one as MyST-NB would. One that fails it runs again itself, and says what failed, with file and line."""
    how = {
        "kernel_manager_class": Forked,
        "resources": {"metadata": {"path": str(path.parent)}},
        "extra_arguments": QUIET,
    }
    # when each cell ran would be part of what the cache knows a notebook by
    client = NotebookClient(notebook, timeout=timeout, record_timing=False, **how)
    try:
        await client.async_execute()
    except CellTimeoutError:
        told = f"book/{path.name}: a cell gave no answer in {timeout} seconds: is there a loop without an end?"
        raise ExtensionError(told) from None
    except DeadKernelError as fault:  # MyST-NB would end the build without the notebook's name
        told = f"book/{path.name}: ERROR: found no kernel at work ({fault}); expected no cell that ends it"
        raise ExtensionError(told) from None
    except Exception:  # whatever it is, MyST-NB meets it again
        return
    bundle = CacheBundleIn(notebook, str(path), data={"execution_seconds": 0})
    cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


def setup(app):
    app.add_config_value("leap_read", "", "env")  # a change reads every page anew
    app.add_config_value("leap_written", "", "html")  # a change writes every page anew
    app.connect("config-inited", stale)
    app.connect("config-inited", in_parallel)
    app.connect("env-get-outdated", outdated)
    app.connect("env-before-read-docs", run_ahead)
    app.connect("source-read", keyed_by_its_models)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
