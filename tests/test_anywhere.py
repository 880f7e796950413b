"""Run it anywhere: a kernel needs little, finds `widgets/` and `data/` by itself, and each page leads to its notebook."""

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import jinja2
import pytest
from packaging.requirements import Requirement
from playwright.sync_api import expect

ROOT = Path(__file__).parents[1]
import launch  # noqa: E402  (a hook of the build, not a package)

BUILDS = {"docutils", "myst_nb", "sphinx", "jupyter_book", "yaml", "requests"}
MOST = 12  # wheels that a Binder has to fetch: binder/requirements.txt says which
BRINGS = "jupyterlab", "ipykernel", "ipywidgets"  # what it has already, with all that these need


# ---- a reader's kernel ----------------------------------------------------------------------------------------------
def run(code, cwd, *options):
    return subprocess.run([sys.executable, *options, "-c", code], cwd=cwd, capture_output=True, text=True, check=False)


BARE = """import sys
sys.meta_path = [f for f in sys.meta_path if "editable" not in getattr(f, "__module__", str(f))]
from widgets import explore
"""


def test_a_kernel_imports_nothing_that_builds_pages():
    code = "import sys, widgets.charts.still; from widgets import explore; explore('labour_split')._repr_mimebundle_()"
    result = run(f"{code}\nprint(*sorted({BUILDS} & set(sys.modules)))", ROOT / "book")
    assert (result.returncode, result.stdout.strip()) == (0, ""), result.stderr


def test_a_kernel_imports_only_what_a_binder_has():
    code = """import sys, widgets.charts.still; from widgets import explore; explore('labour_split')._repr_mimebundle_()
from importlib.metadata import packages_distributions
known = packages_distributions()
print(*sorted({d for name in {m.split('.')[0] for m in sys.modules} for d in known.get(name, ())}))"""
    result = run(code, ROOT / "book")
    assert result.returncode == 0, result.stderr
    has = needed(["great-leap-textbook", *BRINGS, *binder_asks()], set())
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in result.stdout.split()} - has - {"setuptools"} == set()


def test_without_any_installation_a_chapter_finds_widgets_and_data():
    """As on a JupyterHub that only pulled the repository."""
    result = run(BARE + "print(explore('labour_split'), sys.modules['widgets'].__file__)", ROOT / "book")
    assert "a harvest of 215 million tonnes loses" in result.stdout, result.stderr
    assert "book/widgets" in result.stdout


def test_a_copy_in_site_packages_finds_the_data_too(tmp_path):
    """As `pip install .` leaves it, which some hubs do."""
    subprocess.run(["cp", "-r", ROOT / "widgets", tmp_path], check=True)
    (tmp_path / "book").mkdir()
    subprocess.run(["cp", "-r", ROOT / "data", tmp_path / "book"], check=True)
    found_first = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
    code = found_first + BARE + "print(explore('national_series'))"
    result = run(code, tmp_path / "book")
    assert result.returncode == 0, result.stderr


def needed(names, found):
    """The distributions that these need, here, with what they need themselves."""
    for line in names:
        one = Requirement(line)
        name = re.sub(r"[-_.]+", "-", one.name).lower()
        if name not in found and (one.marker is None or one.marker.evaluate({"extra": ""})):
            found.add(name)
            needed(metadata.requires(name) or [], found)
    return found


def binder_asks():
    lines = (ROOT / "binder/requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_binder_asks_for_little_and_for_what_the_project_was_tested_with():
    direct = [
        line for line in binder_asks() if not line.startswith("jupyterlab-myst")
    ]  # that needs only what Binder has
    beyond = needed(direct, set()) - needed(BRINGS, set())
    assert len({*beyond, "jupyterlab-myst"}) <= MOST, sorted(beyond)
    for line in binder_asks():
        asked = Requirement(line)
        assert asked.specifier.contains(metadata.version(asked.name)), line
    assert not re.search(r"sphinx|jupyter-book|\.\.|-e", "\n".join(binder_asks()))


# ---- addresses ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("remote", "page"),
    [
        ("git@github.com:some/fork.git", "https://github.com/some/fork"),
        ("ssh://git@git.example.org:2222/a/b/c.git", "https://git.example.org/a/b/c"),
        ("https://user:secret@gitlab.com/group/sub/book.git", "https://gitlab.com/group/sub/book"),
        ("https://git.example.org:8443/a/b", "https://git.example.org:8443/a/b"),
        ("/home/somebody/book", ""),
        ("file:///home/somebody/book", ""),
        ("javascript:alert(1)//github.com/a/b", ""),
        ("", ""),
    ],
)
def test_a_remote_becomes_an_address_without_its_password_or_none(remote, page):
    assert launch.public(remote) == page


def test_the_address_is_the_settings_then_the_forges_then_the_clones(tmp_path):
    def git(*words):
        subprocess.run(["git", "-C", tmp_path, *words], check=True, capture_output=True)

    hub = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "a/b", "GITHUB_REF_NAME": "edition"}
    assert launch.repository(tmp_path, {}, {}) == ("", "")
    git("init", "-b", "spring")
    git("remote", "add", "origin", "git@gitlab.com:c/d.git")
    assert launch.repository(tmp_path, {}, {}) == ("https://gitlab.com/c/d", "spring")
    lab = {"CI_PROJECT_URL": "https://gitlab.example.org/x/y/z", "CI_DEFAULT_BRANCH": "main"}
    assert launch.repository(tmp_path, lab, {}) == ("https://gitlab.example.org/x/y/z", "main")
    assert launch.repository(tmp_path, hub, {}) == ("https://github.com/a/b", "edition")
    asked = {**hub, "GITHUB_BASE_REF": "main", "GITHUB_REF_NAME": "7/merge"}
    assert launch.repository(tmp_path, asked, {})[1] == "main"
    mine = {"repository_url": "https://github.com/me/mine", "repository_branch": "v2"}
    assert launch.repository(tmp_path, hub, mine) == ("https://github.com/me/mine", "v2")


def test_each_forge_has_its_own_form_of_binder_link():
    def place(url):
        return launch.binder("https://mybinder.org/", url, "a/b", "book/x.ipynb")

    tail = "a%2Fb?urlpath=lab/tree/book/x.ipynb"
    assert place("https://github.com/o/r") == f"https://mybinder.org/v2/gh/o/r/{tail}"
    assert place("https://gitlab.com/g/s/r") == f"https://mybinder.org/v2/gl/g%2Fs%2Fr/{tail}"
    assert place("https://git.example.org/r") == f"https://mybinder.org/v2/git/https%3A%2F%2Fgit.example.org%2Fr/{tail}"


# ---- the page's buttons -----------------------------------------------------------------------------------------------
NOTEBOOK = "book/at-work.ipynb"


def offered(url, hub=""):
    """The menu as the build prints it when it knows this address."""
    theme = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "book/_themes/leap"), autoescape=False)
    known = {"known": url, "hub": hub, "binder": "", "pull": ""}
    if url:
        known["binder"] = launch.binder("https://mybinder.org", url, "main", NOTEBOOK)
        known["pull"] = launch.pull(url, "main", NOTEBOOK)
    return theme.get_template("launch.html").render(launch=known, say=str)


@pytest.fixture
def chapter(page, sample_server):
    """A function that opens a chapter as if built with a known address; what leads off the site is caught."""

    def opened(menu):
        def instead(route):
            html = route.fetch().text()
            changed = re.sub(
                r'<details name="acts" class="acts"><summary>Run.*?</details>', lambda _: menu, html, flags=re.S
            )
            assert menu in changed
            route.fulfill(body=changed, content_type="text/html")

        page.route("**/at-work.html", instead)
        page.route("https://hub.example.edu/**", lambda route: route.fulfill(body="a hub", content_type="text/html"))
        page.goto(f"{sample_server}/at-work.html")
        page.get_by_text("Run", exact=True).click()
        return page

    return opened


@pytest.mark.browser
def test_the_button_opens_this_chapter_on_binder(chapter):
    page = chapter(offered("https://github.com/some/fork"))
    link = page.get_by_role("link", name="In JupyterLab on Binder")
    assert link.get_attribute("href") == f"https://mybinder.org/v2/gh/some/fork/main?urlpath=lab/tree/{NOTEBOOK}"


@pytest.mark.browser
def test_a_readers_hub_is_asked_for_once_and_kept(chapter, sample_server):
    page = chapter(offered("https://github.com/some/fork"))
    asked = page.get_by_label("Your JupyterHub’s address")
    asked.fill("https://hub.example.edu/spring/hub/user/me/lab")
    page.get_by_role("button", name="Open there").click()
    page.wait_for_url("https://hub.example.edu/spring/hub/user-redirect/git-pull?**")
    assert page.url.endswith(f"branch=main&urlpath=lab/tree/fork/{NOTEBOOK}")
    page = chapter(offered("https://github.com/some/fork"))
    assert page.get_by_role("link", name="In JupyterLab on hub.example.edu").get_attribute("href").endswith(NOTEBOOK)
    page.get_by_role("button", name="Another hub").click()
    expect(asked).to_be_focused()
    page.strays[:] = [stray for stray in page.strays if "hub.example.edu" not in stray]  # going there is the point


@pytest.mark.browser
def test_a_courses_hub_is_fixed_and_an_unknown_address_says_what_to_set(chapter):
    page = chapter(offered("https://github.com/some/fork", hub="https://hub.example.edu"))
    link = page.get_by_role("link", name="In JupyterLab on the course’s hub")
    assert link.get_attribute("href").startswith("https://hub.example.edu/hub/user-redirect/git-pull?repo=")
    assert page.get_by_label("Your JupyterHub’s address").count() == 0
    page = chapter(offered(""))
    expect(page.locator(".acts", has_text="Run")).to_contain_text("set repository: url in _config.yml")
    assert page.locator(".acts a[href*=binder]").count() == 0
