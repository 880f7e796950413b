"""A real JupyterLab in Chromium: a chapter's notebook, run, and its model worked by keys, by its text and by other cells."""

import re
import shutil
import sys

import canonical
import chapters
import lab
import nbformat
import pytest
from playwright.sync_api import expect
from test_access import AXE, FOUND, RULES

from widgets.shelf import library

FIRST, *OTHERS = sorted(chapters.shown(), key=lambda name: name != "labour_split")  # the flagship's, where it is shown
pytestmark = [pytest.mark.browser, pytest.mark.lab, pytest.mark.xdist_group("lab")]
IN_OUTPUT = FOUND.replace("axe.run(", "axe.run('.jp-OutputArea-output', ")  # the notebook around it is not ours
TEXT = """# A title

:::{div} question
What does it cost?
:::

:::{div} term
[土高炉]{.language-zh-Hans}

*tǔ gāolú* native furnace
:::

In a {term}`new village <People's commune>`, or [大躍進]{.language-zh-Hant}: it loses
[18 million tonnes](live:labour_split/lost) {cite:p}`yang2012tombstone`, as {cite:t}`linyang2000food` say.
[A mild case](#labour_split?away=60). [There](#labour_split-2?away=60)."""
CHART = """from widgets import chart
chart("lines", "Grain", series=["grain_output_revised"], top=300, alt="It falls in 1959 and 1960")"""
CELLS = [
    "from widgets import explore\nm = explore('labour_split')\nm",
    "seen = []\n\n@m.observe\ndef after(m):\n    seen.append(m.settings['away'])\n\nm.set(away=30)\nm.figure()",
    "print(seen, round(m.results['lost'], 3))",
    CHART,
    "explore('labour_split')",
]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The address of a JupyterLab over a copy of the book: it saves what it runs."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "book").mkdir()
    for path in [*chapters.BOOK.glob("*.ipynb"), chapters.BOOK / "references.bib"]:
        shutil.copy(path, folder / "book")
    shutil.copytree(chapters.BOOK.parent / "data", folder / "data")
    cells = [*map(nbformat.v4.new_markdown_cell, (canonical.RUN, TEXT)), *map(nbformat.v4.new_code_cell, CELLS)]
    nbformat.write(
        nbformat.v4.new_notebook(cells=cells, metadata=chapters.notebooks()["index"].metadata),
        folder / "book/own.ipynb",
    )
    with lab.serving(sys.executable, folder, folder) as address:
        yield address


@pytest.mark.parametrize("name", [FIRST, *(pytest.param(other, marks=pytest.mark.long) for other in OTHERS)])
def test_a_chapter_runs_and_a_key_moves_marks_and_sentence(browser, running, name):
    page = chapters.shown()[name].replace(".html", ".ipynb")
    page, _ = lab.work(
        browser, f"{running}lab/workspaces/{name}/tree/book/{page}", name
    )  # none brings back another's tabs
    page.context.close()


@pytest.fixture(scope="module")
def own(browser, running):
    """A notebook of a reader's own, run: its page, and the model's figure."""
    page = browser.new_context(viewport={"width": 1500, "height": 1000}, bypass_csp=True).new_page()
    page.strays = []
    page.on("request", lambda asked: page.strays.append(asked.url))
    page.goto(f"{running}lab/workspaces/own/tree/book/own.ipynb")
    lab.run_all(page)
    root = page.locator("[data-explorable][data-state=live]").first
    root.wait_for(timeout=60_000)
    yield page, root
    page.context.close()
    assert [url for url in page.strays if not re.match("(http|ws)://127.0.0.1:|data:|blob:", url)] == []


def at(**changes):
    return library.settings(library.load("labour_split"), changes)


def test_a_cell_sets_the_model_and_goes_on_from_it(own):
    page, root = own
    lab.stands_at(root, "labour_split", at(away=30))
    expect(page.locator(".jp-OutputArea-output img:not(figure *)")).to_have_count(1)  # m.figure()
    expect(page.locator(".jp-RenderedText pre").last).to_have_text(re.compile(r"^\[30\] \d"))


def test_numbers_links_and_citations_of_the_text_are_alive(own):
    page, root = own
    text = page.locator(".jp-MarkdownCell .myst > p").last
    page.get_by_role("link", name="A mild case").click()
    lab.stands_at(root, "labour_split", at(away=60))
    expect(text).to_contain_text("it loses 9 million tonnes Yang 2012, as Lin and Yang (2000) say.")


def test_a_link_sets_the_second_figure_of_a_model(own):
    page, root = own
    before = root.locator(".said output").text_content()
    second = page.locator("[data-explorable]").nth(1)
    page.get_by_role("link", name="There").click()
    lab.stands_at(second, "labour_split", at(away=60))
    expect(root.locator(".said output")).to_have_text(before)


def test_the_books_own_forms_of_text_look_meant(own):
    page, _ = own
    text = page.locator(".jp-MarkdownCell").nth(1)
    expect(text.locator(".explorable-question")).to_have_text("What does it cost?")
    expect(text.locator(".explorable-term [lang=zh-Hans]")).to_have_text("土高炉")
    expect(text).to_contain_text("or 大躍進: it loses")
    expect(text.get_by_role("link", name="new village")).to_have_attribute("title", re.compile("^人民公社 "))
    expect(text.locator(".explorable-number")).to_have_css("text-decoration-style", "dotted")
    expect(page.locator(".jp-Cell em", has_text="The pictures stand still")).to_be_hidden()  # it has been run


def test_a_still_chart_has_its_title_and_its_words(own):
    page, _ = own
    expect(
        page.get_by_role("figure", name="Grain").get_by_role("img", name="It falls in 1959 and 1960")
    ).to_be_visible()


@pytest.mark.parametrize("light", ["true", "false"])
def test_axe_finds_nothing_in_the_output(own, light):
    page, root = own
    page.evaluate("(light) => { document.body.dataset.jpThemeLight = light; }", light)
    expect(page.locator(".root.embed").first).to_have_attribute("data-theme", "light" if light == "true" else "dark")
    page.evaluate(AXE)
    assert page.evaluate(IN_OUTPUT, RULES) == []


def test_two_views_of_one_model_show_one_state(own):
    page, root = own
    root.click(button="right", position={"x": 20, "y": 5})
    page.get_by_role("menuitem", name="Create New View for Cell Output").click()
    other = page.locator(".jp-LinkedOutputView [data-explorable][data-state=live]")
    other.locator("input[name=away]").press("Home")
    for view in (root, other):
        lab.stands_at(view, "labour_split", at(away=0))


def test_a_key_pressed_in_the_figure_is_not_the_notebooks(own):
    page, root = own
    cells = page.locator(".jp-Cell").count()
    for key in "dd":  # takes the cell away, where the notebook hears it
        root.locator("[data-scenario=Reset]").press(key)
    assert page.locator(".jp-Cell").count() == cells


def test_a_restarted_kernel_is_told_and_the_cell_run_again_lives(own):
    page, root = own
    root.locator("input[name=away]").focus()  # the notebook is what the menu speaks of, not another view
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator(".lm-Menu-item[data-command='kernelmenu:restart']").click()
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    root.locator("input[name=away]").press("ArrowRight")
    expect(root.locator(".notice")).to_contain_text("run its cell again", timeout=10_000)
    lab.run_all(page)
    root.wait_for(timeout=60_000)
    lab.stands_at(root, "labour_split", at(away=30))
