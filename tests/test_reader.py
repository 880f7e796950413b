"""What a reader can do beside moving a slider: guess, type, hold, take the numbers, link, and change the equations."""

import csv
import re

import comparing
import pytest
from playwright.sync_api import expect

from widgets.shelf import library

pytestmark = pytest.mark.browser
CHAPTER = "at-work.html"
DEFAULTS = library.settings(library.load("labour_split"), {})


@pytest.fixture
def root(live, sample_server):
    """The flagship's mini-model, live."""
    return live(f"{sample_server}/{CHAPTER}")


def said(values):
    return comparing.sentence("labour_split", {**DEFAULTS, **values})


# ---- guess, type, hold, compare -------------------------------------------------------------------------------------
def test_the_question_can_be_answered_and_the_model_answers_in_words(root):
    root.get_by_role("button", name="Set the model to my answer").click()
    expect(root.locator(".ask output")).to_contain_text("Choose one of the answers")
    root.locator(".ask").get_by_label("August to November").check()
    root.get_by_role("button", name="Set the model to my answer").click()
    expect(root.locator(".ask output")).to_contain_text("from August to November, the model loses 25 million tonnes")
    expect(root.locator(".said output")).to_have_text(said({"months": "early"}))
    assert root.locator("svg.plot").is_visible()


def test_a_value_can_be_typed_and_is_kept_within_bounds(root):
    exact = root.get_by_label("People away at the peak, exactly, in million")
    exact.fill("35")
    exact.press("Enter")
    expect(root.locator(".said output")).to_have_text(said({"away": 35}))
    exact.fill("900")
    exact.press("Enter")
    expect(root.locator(".said output")).to_have_text(said({"away": 120}))
    expect(root.locator(".notice")).to_contain_text("is above 120, the most")
    expect(exact).to_have_value("120")


def test_a_run_can_be_held_and_let_go(root):
    root.get_by_role("button", name="Hold this run").click()
    held = root.locator("[data-axes] .ghost path").first.get_attribute("d")
    root.locator("input[name=away]").press("Home")
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))
    assert root.locator("[data-axes] .ghost path").first.get_attribute("d") == held
    expect(root.locator(".held")).to_have_text(f"Held, drawn faintly: {said({})}")
    root.get_by_role("button", name="Let the held run go").click()
    expect(root.locator(".ghost")).to_have_count(0)


def test_every_scenario_is_what_its_button_says(root):
    for label, changes in library.load("labour_split").SCENARIOS.items():
        root.get_by_role("button", name=label, exact=True).click()
        expect(root.locator(".said output")).to_have_text(said(changes))
    root.get_by_role("button", name="Reset").click()
    expect(root.locator(".said output")).to_have_text(said({}))


# ---- the numbers ----------------------------------------------------------------------------------------------------
def test_the_numbers_behind_the_picture_follow_it(root):
    root.locator("details.numbers summary").click()
    root.locator("input[name=away]").press("Home")
    expect(root.locator("td[data-cell='barn 7']")).to_have_text("215")
    expect(root.locator("td[data-cell=lost]")).to_have_text("almost nothing")


def test_the_numbers_can_be_downloaded_and_no_cell_is_a_formula(root):
    with root.page.expect_download() as download:
        root.get_by_role("button", name="Download CSV").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    barn = [float(row["value"]) for row in rows if row["name"] == "barn"]
    assert comparing.close(barn, comparing.expected("labour_split", DEFAULTS)[0]["barn"])
    assert [row["at"] for row in rows if row["name"] == "barn"][-1] == "December"
    assert not [cell for row in rows for cell in row.values() if re.match(r"[=+@]|-(?!\d)", cell)]


def test_a_link_to_the_state_brings_it_back(root, live):
    root.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    root.get_by_label("August to November", exact=True).last.check()
    root.locator("input[name=away]").press("ArrowLeft")
    expect(root.locator(".said output")).to_have_text(said({"away": 85, "months": "early"}))
    root.get_by_role("button", name="Copy link to this state").click()
    expect(root.locator(".notice")).not_to_have_text("")
    address = root.page.evaluate("navigator.clipboard.readText().catch(() => location.href)")
    assert address.endswith("#labour_split?away=85&months=early")
    root.page.goto("about:blank")
    expect(live(address).locator(".said output")).to_have_text(said({"away": 85, "months": "early"}))


@pytest.mark.parametrize(
    "fragment",
    [
        "labour_split?away=<script>alert(1)</script>&months=%00",
        "labour_split?__proto__=1&constructor=2&toString=3",
        "labour_split?away=1e999&loss=NaN&extra=Infinity&crop=-1e308",
        "labour_split?" + "&".join(f"x{i}=1" for i in range(5000)),
        "%E0%A4%A?;;;labour_split?=&&&=;//labour_split/nothing",
        "labour_split?away=0x10&away=&away=%20&care=0.30000000000000004",
    ],
)
def test_a_hostile_link_leaves_a_working_page(live, sample_server, fragment):
    root = live(f"{sample_server}/{CHAPTER}#{fragment}")
    values = root.page.evaluate(comparing.MOVE, ["labour_split", DEFAULTS])
    assert values["sentence"] == said({})
    assert len(root.locator(".notice").text_content()) < 1500


# the models are not awake before the test says `release()`
LATE = """{ const post = Worker.prototype.postMessage; let kept = [];
Worker.prototype.postMessage = function (...all) { if (kept) kept.push([this, all]); else post.apply(this, all); };
window.release = () => { const now = kept; kept = null; now.forEach(([worker, all]) => post.apply(worker, all)); }; }"""


def test_a_link_that_is_followed_before_the_model_is_awake_is_not_lost(page, sample_server):
    page.add_init_script(LATE)
    page.goto(f"{sample_server}/{CHAPTER}", wait_until="load")
    page.evaluate("location.hash = '#labour_split?away=60&months=early'")
    root = page.locator("[data-explorable=labour_split]")
    assert root.get_attribute("data-state") == "still"
    page.evaluate("release()")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    expect(root.locator(".said output")).to_have_text(said({"away": 60, "months": "early"}))


def test_who_has_scrolled_on_is_not_called_back_when_the_model_wakes(page, sample_server):
    page.add_init_script(LATE)
    page.goto(f"{sample_server}/{CHAPTER}#labour_split", wait_until="load")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    seen = "document.querySelector('footer.foot').getBoundingClientRect().top"  # what is read stays where it is
    place = page.evaluate(seen)
    page.evaluate("release()")
    expect(page.locator("[data-explorable=labour_split]")).to_have_attribute("data-state", "live", timeout=20_000)
    assert abs(page.evaluate(seen) - place) < 1


def test_a_number_beyond_all_numbers_is_clamped_like_any_other(live, sample_server):
    root = live(f"{sample_server}/{CHAPTER}#labour_split?away=1e999&loss=-1e308")
    expect(root.locator(".said output")).to_have_text(said({"away": 120, "loss": 30}))


# ---- the equations --------------------------------------------------------------------------------------------------
def change(root, old, new):
    """Replace some text of the model's file in the page, and run it."""
    root.locator("details.equations summary").click()
    root.get_by_role("button", name="Change the equations").click()
    field = root.locator("details.equations textarea")
    text = field.input_value()
    assert old in text
    field.fill(text.replace(old, new))
    root.get_by_role("button", name="Run these equations").click()
    return root.locator("details.equations output")


def test_changed_equations_move_the_picture_and_one_click_brings_back_the_books(root):
    said_there = change(root, "cut = waiting * done", "cut = waiting * done * 0.5")
    expect(said_there).to_have_text("These equations now move the picture.")
    expect(root.locator(".said output")).not_to_have_text(said({}))
    expect(root.locator(".kind")).to_contain_text("your own equations")
    assert "cut" not in root.page.url
    root.get_by_role("button", name="Back to the book’s equations").click()
    expect(root.locator(".said output")).to_have_text(said({}))


SLOW = ("    full = workers", "    while away > 100: pass\n    full = workers")


def test_equations_that_never_answer_give_way_to_the_books_at_the_readers_setting(root):
    """They work as they open, and loop where the slider goes."""
    expect(change(root, *SLOW)).to_have_text("These equations now move the picture.")
    root.locator("input[name=away]").press("End")
    expect(root.locator(".notice")).to_contain_text("stopped after 2 seconds", timeout=8_000)
    expect(root.locator(".said output")).to_have_text(said({"away": 120}))
    expect(root.locator(".kind")).not_to_contain_text("your own equations")


CORRECTED = """() => { const field = document.querySelector("textarea");
  field.value = field.value.replace("while away > 100: pass", "pass"); document.querySelector("[data-run]").click(); }"""


def test_corrected_equations_are_not_taken_down_by_the_slow_ones_they_replace(root):
    root.locator("input[name=away]").press("End")
    change(root, *SLOW)
    root.page.evaluate(CORRECTED)  # at once: the slow ones have two seconds, whatever else the machine has to do
    root.page.wait_for_timeout(2500)  # longer than the slow ones have
    assert root.get_attribute("data-equations") == "changed"
    assert root.locator(".notice").text_content() == ""
    root.locator("input[name=away]").press("Home")
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))


def test_the_way_back_from_slow_equations_is_open_at_once_and_keeps_the_focus(root):
    root.locator("input[name=away]").press("End")
    change(root, *SLOW)
    root.get_by_role("button", name="Back to the book’s equations").press("Enter")
    assert root.page.evaluate("document.activeElement.hasAttribute('data-change')")
    root.locator("input[name=away]").press("Home")
    expect(root.locator(".said output")).to_have_text(said({"away": 0}), timeout=1_500)
    assert "stopped" not in root.locator(".notice").text_content()


def test_a_result_that_nobody_declared_is_left_out(root):
    """As one writes it to look at something: no number, and no name of the page's."""
    changed = change(root, '"lost": crop - barn[-1]', '"spare": float("nan"), "lost": crop - barn[-1]')
    expect(changed).to_have_text("These equations now move the picture.")


HOSTILE = {
    "an endless loop": ("    ripe, waiting", "    while True: pass\n    ripe, waiting", "stopped after 2 seconds"),
    "an endless loop on import": ("MT = ", "while True: pass\nMT = ", "stopped after 2 seconds"),
    "a memory hog": ("    ripe, waiting", "    hog = [0] * 10**8\n    ripe, waiting", "MemoryError"),
    "a growing list": (
        "    ripe, waiting",
        "    a = [0]\n    while True: a += a\n    ripe, waiting",
        "MemoryError|stopped",  # by its size or by the time, whichever comes first
    ),
    "import js": ("    ripe, waiting", "    import js\n    ripe, waiting", "js cannot be imported here"),
    "import jsffi": ("MT = ", "import jsffi\nMT = ", "jsffi cannot be imported here"),
    "the host": ("    ripe, waiting", "    import host\n    ripe, waiting", "host cannot be imported here"),
    "a mistake": ("    ripe, waiting", "    1 / 0\n    ripe, waiting", "line {line}: ZeroDivisionError"),
    "a syntax error": ("MT = ", "MT = = ", "SyntaxError"),
    "not a number": ('"lost": crop - barn[-1]', '"lost": float("nan")', "lost is not a finite number"),
    "markup": ('"lost": crop - barn[-1]', '"lost": "<img src=x onerror=alert(1)>"', "lost is not a number"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_equations_do_no_harm(root, name):
    old, new, message = HOSTILE[name]
    output = change(root, old, new)
    root.page.evaluate("() => new Promise(requestAnimationFrame)")  # the page still paints
    line = library.sources("labour_split")["labour_split"].split(old)[0].count("\n") + 1
    expect(output).to_contain_text(re.compile(message.format(line=line)), timeout=8_000)
    root.get_by_role("button", name="Back to the book’s equations").click()
    root.locator("input[name=away]").press("Home")
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))
    assert root.locator("img").count() == 0


# ---- without a mouse ------------------------------------------------------------------------------------------------
def test_every_slider_knows_arrows_page_home_and_end(root):
    slider = root.locator("input[name=away]")
    slider.focus()
    for key, value in [("End", 120), ("PageDown", None), ("Home", 0), ("PageUp", None), ("ArrowRight", None)]:
        before = slider.input_value()
        slider.press(key)
        assert slider.input_value() != before
        assert value is None or slider.input_value() == str(value)
        assert slider.get_attribute("aria-valuetext").endswith(" million") or value == 0


def test_the_whole_model_can_be_worked_by_keyboard_alone(root):
    page, reached = root.page, []
    root.page.locator("body").press("Tab")
    for _ in range(120):
        name = page.evaluate("""() => { const e = document.activeElement;
          return e.closest('[data-explorable]') ? (e.name || e.dataset.exact || e.textContent).trim().slice(0, 24) : '' }""")
        reached.append(name)
        outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        ringed = page.evaluate("() => document.activeElement.matches('input[type=range]')")
        assert outline != "none" or ringed or not name
        page.keyboard.press("Tab")
    for name in (
        "guess",
        "away",
        "months",
        "loss",
        "More settings",
        "Reset",
        "Show the numbers",
        "Copy link to this state",
    ):
        assert name in reached, name
    assert reached.index("guess") < reached.index("away") < reached.index("Reset")


def test_the_sentence_is_told_to_screen_readers_once_the_slider_rests(root):
    output = root.locator(".said output")
    assert output.get_attribute("aria-live") == "polite"
    root.locator("input[name=away]").press("ArrowLeft")
    expect(output).to_have_attribute("aria-busy", "true")
    expect(output).to_have_attribute("aria-busy", "false")
