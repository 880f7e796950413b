"""What a notebook's front end is given, without JupyterLab: a figure before a slow kernel, and links of the text beside it."""

import pytest
from comparing import expected
from playwright.sync_api import expect

from widgets import explore
from widgets.live.joined import joined
from widgets.shelf import library

pytestmark = pytest.mark.browser
# What a front end gives a view: the widget's state, and a line to the kernel that can be held up.
OPENED = """async ([script, html]) => {
  const { default: { render } } = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const hears = new Map(), held = [];
  const terms = { "mass smelting": "The drive of 1958." };
  let still = false, under = 0, worked = 0;
  const give = async (message) => {
    under++;
    hears.get("msg:custom")(await window.kernel(message));
    under--;
    if (message.ahead) worked++;
  };
  const model = {
    get: (name) => ({ html, works: { liyang2005: ["Li and Yang", "2005"] }, terms })[name],
    on: (what, hear) => hears.set(what, hear),
    off: () => {},
    send: (message) => (still ? held.push(message) : give(message)),
  };
  window.line = {
    hold: () => { still = true; },
    go: async () => { still = false; for (const one of held.splice(0)) await give(one); },
    told: () => held.filter(({ controls }) => controls).map(({ controls }) => controls.away),
    rests: () => worked && !under && !held.length,
    hear: (message) => hears.get("msg:custom")(message),
    lose: () => hears.get("comm:close")(),
  };
  render({ model, el: document.body.appendChild(document.createElement("div")) });
}"""


@pytest.fixture
def view(page):
    """(a model, its figure's slider, the figure), where the page's script holds the line up and lets it go."""
    model = explore("labour_split")
    page.goto("about:blank")

    def kernel(message):
        sent.clear()
        model.widget()._asked(None, message, [])
        return sent[-1]

    sent = []
    model.widget().send = sent.append
    page.expose_function("kernel", kernel)
    page.evaluate(OPENED, [joined("notebook"), model.widget().html])
    root = page.locator("[data-explorable][data-state=live]")
    root.wait_for()
    slider = root.locator("input[name=away]")
    slider.focus()
    page.wait_for_function("line.rests()")
    return model, slider, root


def said(**changes):
    return expected("labour_split", library.settings(library.load("labour_split"), changes))[1]


def test_a_step_is_shown_before_the_kernel_answers_and_the_kernel_follows(page, view):
    model, slider, root = view
    first, step = model.settings["away"], model.module.CONTROLS["away"]["step"]
    page.evaluate("line.hold()")
    for _ in range(3):
        slider.press("ArrowLeft")
    expect(root.locator(".said output")).to_have_text(said(away=first - 3 * step))
    assert model.settings["away"] == first
    assert page.evaluate("line.told()") == [first - step]  # the others wait, and only the last of them will be told
    page.evaluate("line.go()")
    page.wait_for_function("line.rests()")
    expect(root.locator(".said output")).to_have_text(said(away=first - 3 * step))
    assert model.settings["away"] == first - 3 * step


def test_view_and_kernel_end_at_the_same_setting_when_a_cell_set_it_meanwhile(page, view):
    model, slider, root = view
    page.evaluate("line.hold()")
    slider.press("ArrowLeft")
    asked = model.widget().send
    model.widget().send = lambda message: page.evaluate("(said) => line.hear(said)", message)
    model.set(away=30)
    expect(root.locator(".said output")).to_have_text(said(away=30))
    model.widget().send = asked
    page.evaluate("line.go()")  # the hand's move comes to the kernel after the cell's
    page.wait_for_function("line.rests()")
    expect(slider).to_have_value(f"{model.settings['away']:g}")
    expect(root.locator(".said output")).to_have_text(said(**model.settings))


def test_what_mysts_rendering_leaves_of_the_books_forms_looks_meant(page, view):
    """Characters in the language that they are in, the chapter's question and its term by where they stand."""
    page.evaluate("""() => { document.body.insertAdjacentHTML("beforeend", `<div class="myst">
      <h1>Backyard steel</h1><div><p>What did it cost?</p></div><div><p>[土高炉]{.language-zh-Hans}</p></div>
      <p><a class="hover-link" href="#">mass smelting</a>: the drive
      [大炼钢铁]{.language-zh-Hans} or [大煉鋼鐵]{.language-zh-Hant} of autumn</p>
      <p class="cite-group">(<span title="Citation Not Found">liyang2005</span>)</p></div>`); }""")
    paragraphs = page.locator(".myst p")
    expect(paragraphs.nth(2)).to_have_text("mass smelting: the drive 大炼钢铁 or 大煉鋼鐵 of autumn")
    expect(paragraphs.nth(1)).to_have_text("土高炉")
    expect(paragraphs.nth(1)).to_have_attribute("lang", "zh-Hans")
    expect(page.locator(".explorable-question")).to_have_text("What did it cost?")
    expect(page.locator(".explorable-term")).to_have_text("土高炉")
    expect(page.locator(".explorable-word")).to_have_attribute("title", "The drive of 1958.")
    expect(page.locator(".explorable-work")).to_have_text("Li and Yang 2005")
    expect(page.locator(".explorable-work")).to_have_attribute("title", "liyang2005")


def test_a_number_of_the_text_follows_the_model_and_a_link_sets_it(page, view):
    page.evaluate("""() => { document.body.insertAdjacentHTML("beforeend",
      `<p><a href="live:labour_split/lost">as drawn</a>, <a href="live:labour_split?away=60">sixty</a></p>`); }""")
    number = page.locator("a[href='live:labour_split/lost']")
    expect(number).to_have_text("18 million tonnes")
    page.locator("a[href='live:labour_split?away=60']").click()
    expect(view[1]).to_have_value("60")
    expect(view[2].locator(".said output")).to_have_text(said(away=60))
    expect(number).to_have_text("9 million tonnes")


def test_a_kernel_that_is_gone_is_told(page, view):
    _, slider, root = view
    page.evaluate("line.lose()")
    slider.press("Home")
    expect(root.get_by_text("the kernel that worked this model is gone: run its cell again")).to_be_visible()


# where the notebook says its theme: JupyterLab and Notebook, VS Code, Colab
WORN = [
    ('document.body.dataset.jpThemeLight = "true"', "light"),
    ('document.body.dataset.jpThemeLight = "false"', "dark"),
    ('delete document.body.dataset.jpThemeLight; document.body.className = "vscode-dark"', "dark"),
    ('document.body.className = "vscode-light"', "light"),
    ('document.body.className = ""; document.documentElement.setAttribute("theme", "dark")', "dark"),
    ('document.documentElement.setAttribute("theme", "light")', "light"),
    ('document.documentElement.removeAttribute("theme")', ""),
]


@pytest.mark.usefixtures("view")
def test_a_figure_wears_its_notebooks_theme_and_changes_with_it(page):
    for surroundings, worn in WORN:
        page.evaluate(surroundings)
        expect(page.locator(".root")).to_have_attribute("data-theme", worn)
