"""Launch: where a chapter can be run. On Binder, on a JupyterHub of the course's or the reader's choice, or at home.

A fork's address is never written down here. It is `repository: url` of `_config.yml` where that is set, or what the forge
that builds the book says of itself, or the clone's own remote; where none of them knows, the page says what to set.
"""

import os
import re
import subprocess
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

THEMES_OWN = "launch_buttons"  # the setting that sphinx-book-theme would make its buttons of; these replace them


def remembered(app, config):
    """Ask for the address once a build. A new one writes every page anew."""
    options = config.html_theme_options
    config.launch_hosts = options.pop(THEMES_OWN, {})
    url, branch = repository(Path(app.srcdir).parent, os.environ, options)
    config.launch_repository, options["repository_url"] = [url, branch], url
    if forge(url):  # the theme makes these links, and knows two forges
        options.update(repository_branch=branch, use_repository_button=True, use_issues_button=True)


def repository(root, env, options):
    """The address and branch of the repository that is being built; ("", "") where nothing says it."""
    url = public(
        options.get("repository_url")
        or (env.get("GITHUB_REPOSITORY") and f"{env['GITHUB_SERVER_URL']}/{env['GITHUB_REPOSITORY']}")
        or env.get("CI_PROJECT_URL")
        or git(root, "remote", "get-url", "origin")
    )
    # of a pull request the branch that it goes to: its own may be in another repository
    asked = env.get("GITHUB_BASE_REF") or env.get("GITHUB_REF_NAME") or env.get("CI_DEFAULT_BRANCH")
    branch = options.get("repository_branch") or asked or git(root, "branch", "--show-current")
    return (url, branch or "HEAD") if url else ("", "")


def public(address):
    """A remote as a page can link it: no password, no .git; "" for a folder on somebody's disk."""
    address = re.sub(r"^(?:ssh://)?git@([^:/]+)(?::\d+/|[:/])", r"https://\1/", address or "")
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    return f"{parts.scheme}://{host}{parts.path.rstrip('/').removesuffix('.git')}"


def git(root, *command):
    """What git says, or "": there may be no git, or no clone."""
    try:
        return subprocess.run(["git", "-C", root, *command], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def forge(url):
    return next((name for name in ("github", "gitlab") if name in urlsplit(url).netloc), "")


# ---- the links -------------------------------------------------------------------------------------------------------
def binder(host, url, branch, notebook):
    """The address that opens a notebook in JupyterLab on a Binder."""
    parts = urlsplit(url)
    if parts.netloc == "github.com":
        place = f"gh{parts.path}"
    elif parts.netloc == "gitlab.com":
        place = f"gl/{quote(parts.path[1:], safe='')}"
    else:
        place = f"git/{quote(url, safe='')}"
    return f"{host.rstrip('/')}/v2/{place}/{quote(branch, safe='')}?" + urlencode(
        {"urlpath": f"lab/tree/{notebook}"}, safe="/"
    )


def pull(url, branch, notebook):
    """The same on a JupyterHub with nbgitpuller, from the hub's own address on."""
    folder = url.rsplit("/", 1)[-1]
    asked = {"repo": url, "branch": branch, "urlpath": f"lab/tree/{folder}/{notebook}"}
    return "hub/user-redirect/git-pull?" + urlencode(asked, safe="/")


def page_context(app, pagename, templatename, context, doctree):
    """What the template's menu needs; nothing on a page that is no notebook, or where no place is known that has it."""
    source = app.env.doc2path(pagename, False) if pagename in app.env.all_docs else ""
    if not source.endswith(".ipynb") or not app.config.launch_offered:
        return
    (url, branch), hosts = app.config.launch_repository, app.config.launch_hosts
    notebook = f"{Path(app.srcdir).name}/{source}"
    context["launch"] = {
        "known": url,
        "binder": url and hosts.get("binderhub_url") and binder(hosts["binderhub_url"], url, branch, notebook),
        "hub": hosts.get("jupyterhub_url", "").rstrip("/"),
        "pull": url and pull(url, branch, notebook),
    }


def setup(app):
    app.add_config_value("launch_hosts", {}, "html")
    app.add_config_value("launch_repository", [], "html")
    app.add_config_value(
        "launch_offered", True, "html"
    )  # an edition's notebooks stand in no repository until somebody puts them there
    app.connect("config-inited", remembered)
    app.connect("html-page-context", page_context, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
