"""The picture stays with the sentence: links and answers that move no reader, the way back, links written anew, swipes."""

import comparing
import pytest
from playwright.sync_api import expect

from widgets.shelf import library

pytestmark = pytest.mark.browser
CHAPTER = "at-work.html"
DEFAULTS = library.settings(library.load("labour_split"), {})
SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 740}}
FAR = "a.set[href='#labour_split?away=100']"

SEEN = """([root, link]) => {
    const box = root.querySelector("svg.plot").getBoundingClientRect(), at = link && link.getClientRects()[0];
    const share = (low, high, size) => Math.max(0, Math.min(high, size) - Math.max(low, 0)) / (high - low);
    const hit = at && document.elementFromPoint((at.left + Math.min(at.right, at.left + 20)) / 2, (at.top + at.bottom) / 2);
    return { picture: share(box.top, box.bottom, innerHeight) * share(box.left, box.right, innerWidth),
        link: !!hit && link.contains(hit), top: at && at.top }; }"""
# where the focus is, if something else lies on all of it (over a slider lies what a finger moves it by, which is its own)
UNDER = """() => { const at = document.activeElement, box = at.getBoundingClientRect();
    const met = (share) => document.elementFromPoint(box.left + share * box.width, box.top + box.height / 2);
    const hits = [0.1, 0.5, 0.9].map(met);
    const seen = hits.some((hit) => hit && (at.parentElement.contains(hit) || hit.contains(at)));
    return seen ? [] : [`${at.name || at.textContent.trim()} under ${hits[1] && hits[1].outerHTML.slice(0, 60)}`]; }"""
# controls in sight that the picture lies on, where there was room for both
COVERED = """([root]) => { const near = root.querySelector(".near"), form = root.querySelector("form.controls");
    if (form.getBoundingClientRect().bottom + near.offsetHeight > innerHeight) return [];
    const shown = [...form.querySelectorAll("input, button, summary")].filter((one) => one.checkVisibility());
    return shown.filter((one) => { const box = one.getBoundingClientRect();
        return near.contains(document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2));
    }).map((one) => one.name || one.textContent.trim()); }"""
REMEMBER = "(link) => link.addEventListener('click', () => { link.was = link.getClientRects()[0].top; }, true)"


def said(values):
    return comparing.sentence("labour_split", {**DEFAULTS, **values})


def held(tab, size):
    """A page of a size, in the hand where it is a phone's."""
    hand = {"has_touch": True, "is_mobile": True} if size == "phone" else {}
    return tab(**SIZES[size], **hand)


@pytest.fixture(params=SIZES)
def reader(request, tab, sample_server):
    """The sample's chapter as a reader has it on a desk and in the hand: (its page, the model's root)."""
    page = held(tab, request.param)
    page.goto(f"{sample_server}/{CHAPTER}")
    root = page.locator("[data-explorable]")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    return page, root


def settled(page):
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def seen(page, root, link=None):
    settled(page)
    return page.evaluate(SEEN, [root.element_handle(), link and link.element_handle()])


def centred(page, element):
    """An element, in the middle of the screen as far as the page is long."""
    element.evaluate("(element) => element.scrollIntoView({ block: 'center' })")
    settled(page)
    return element


def pressed(page, link):
    """Follow a link in the middle of the screen; how far it moved on the screen by that."""
    link.evaluate("(link) => { for (let d = link; (d = d.closest('details:not([open])'));) d.open = true; }")
    centred(page, link)
    link.evaluate(REMEMBER)
    link.click()
    settled(page)
    return link.evaluate("(link) => link.getClientRects()[0].top - link.was")


def kept(page, root, link):
    moved = pressed(page, link)
    found = seen(page, root, link)
    return {"moved": abs(moved) > 2, "picture": found["picture"] >= 0.8, "link": found["link"]}


KEPT = {"moved": False, "picture": True, "link": True}


def test_a_link_that_sets_the_model_brings_the_picture_to_the_reader(reader):
    page, root = reader
    for link in page.locator("a.set").all():
        assert kept(page, root, link) == KEPT, link.get_attribute("href")
    expect(root.locator(".said output")).to_have_text(said({"months": "winter"}))


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES)
def test_every_link_of_the_book_that_sets_a_model_leaves_the_reader_where_they_are(tab, server, site, size):
    page, followed, wrong = held(tab, size), 0, []
    for path in [path for path in site.glob("*.html") if "data-explorable=" in path.read_text("utf-8")]:
        page.goto(f"{server}/{path.name}")
        expect(page.locator("[data-explorable]").first).to_have_attribute("data-state", "live", timeout=20_000)
        for link in page.locator("a.set").all():
            root = page.locator("#" + link.get_attribute("href")[1:].split("?")[0])
            found = kept(page, root, link)
            followed += 1
            wrong += [f"{path.name} {link.get_attribute('href')}: {found}"] if found != KEPT else []
    assert followed > 10
    assert not wrong, "\n".join(wrong)


def test_answering_the_question_moves_nobody_and_shows_the_picture(reader):
    page, root = reader
    button = root.get_by_role("button", name="Set the model to my answer")
    root.locator(".ask").get_by_label("August to November").check()
    assert abs(pressed(page, button)) <= 2
    expect(root.locator(".said output")).to_have_text(said({"months": "early"}))
    assert seen(page, root)["picture"] >= 0.8


def test_the_picture_is_there_while_a_control_far_below_it_is_worked(reader):
    page, root = reader
    root.locator("details.more summary").click()
    field = centred(page, root.locator("input[name=elasticity]"))
    field.focus()
    field.press("Home")
    found = seen(page, root, root.locator("label[for$='-elasticity']"))
    assert found["picture"] >= 0.8
    assert found["link"]


def test_what_has_the_focus_is_never_under_the_picture(reader):
    """From the first control on through the whole figure, by keyboard, on a screen that is low besides."""
    page, root = reader
    page.set_viewport_size({**page.viewport_size, "height": 400})
    root.locator("form.controls input").first.focus()
    names, hidden = 0, []
    while page.evaluate("([root]) => root.contains(document.activeElement)", [root.element_handle()]):
        settled(page)
        names += 1
        hidden += page.evaluate(UNDER)
        page.keyboard.press("Tab")
    assert names > 20
    assert hidden == []


def test_the_picture_comes_while_the_text_speaks_of_it_and_goes_home_after(reader):
    page, root = reader
    centred(page, page.locator(FAR))
    assert seen(page, root)["picture"] >= 0.8
    centred(page, root.locator(".stage"))
    expect(root).to_have_attribute("data-beside", "")
    assert root.locator(".near").evaluate("(near) => getComputedStyle(near).position") == "static"


@pytest.mark.parametrize("reader", ["wide"], indirect=True)
def test_a_picture_in_the_margin_hangs_below_the_controls_that_are_in_sight(reader):
    page, root = reader
    centred(page, root.locator("form.controls"))
    beside, covered = 0, []
    for by in [*[60] * 40, *[-60] * 30]:
        page.evaluate("(by) => scrollBy(0, by)", by)
        settled(page)
        if root.get_attribute("data-beside") == "margin":
            beside += 1
            covered += page.evaluate(COVERED, [root.element_handle()])
    assert beside > 10
    assert covered == []


@pytest.mark.parametrize("reader", ["wide"], indirect=True)
def test_a_picture_that_changes_sides_or_comes_back_stands_where_it_belongs(reader):
    page, root = reader
    near = root.locator(".near")
    centred(page, root.locator("form.controls"))
    while root.get_attribute("data-beside") != "margin":
        page.evaluate("scrollBy(0, 60)")
        settled(page)
    hung = near.bounding_box()["y"]
    assert hung > 0
    root.get_by_role("button", name="Put the picture away").click()
    root.get_by_role("button", name="Show the picture").click()
    assert near.bounding_box()["y"] == hung
    root.locator("form.controls .scen button").last.focus()
    settled(page)
    expect(root).to_have_attribute("data-beside", "column")
    assert near.bounding_box()["y"] == 0


def test_the_picture_can_be_put_away_and_comes_back(reader):
    page, root = reader
    link = page.locator(FAR)
    pressed(page, link)
    root.get_by_role("button", name="Put the picture away").click()
    assert not root.locator("svg.plot").is_visible()
    assert not page.evaluate("document.documentElement.dataset.strip"), (
        "what is focused keeps clear of a strip that is away"
    )
    root.get_by_role("button", name="Show the picture").click()
    assert seen(page, root)["picture"] >= 0.8
    page.keyboard.press("Escape")
    assert not root.locator("svg.plot").is_visible()
    assert kept(page, root, link) == KEPT  # a link is followed to see what it does


def test_back_leads_to_the_state_before(reader):
    page, root = reader
    root.locator("input[name=loss]").press("Home")
    expect(root.locator(".said output")).to_have_text(said({"loss": 30}))
    pressed(page, page.locator(FAR))
    expect(root.locator(".said output")).to_have_text(said({"away": 100}))
    page.go_back()
    expect(root.locator(".said output")).to_have_text(said({"loss": 30}))
    page.go_forward()
    expect(root.locator(".said output")).to_have_text(said({"away": 100}))


@pytest.mark.parametrize(
    "fragment",
    [
        "labour_split%3Faway%3D60%26months%3Dearly",
        "labour_split?away=60&amp;months=early",
        "labour_split%3Faway=60&amp;amp;months=early",
        "labour_split?away=60&months=early.",
        "labour_split?away=60&months=early%E2%80%9D).",
    ],
)
def test_a_link_that_another_program_wrote_anew_still_works(live, sample_server, fragment):
    root = live(f"{sample_server}/{CHAPTER}#{fragment}")
    expect(root.locator(".said output")).to_have_text(said({"away": 60, "months": "early"}))
    expect(root.locator(".notice")).to_have_text("")


def test_a_link_to_a_model_that_is_not_there_says_so(live, sample_server):
    root = live(f"{sample_server}/{CHAPTER}")
    root.page.evaluate("location.hash = '#labour_spilt?away=60'")
    expect(root.locator(".notice")).to_contain_text("labour_spilt")


# ---- a finger on a slider -----------------------------------------------------------------------------------------------
def finger(page, x, y, across=0, down=0):
    """A finger set down at a place, moved in twenty steps, and lifted."""
    session = page.context.new_cdp_session(page)
    touch = lambda kind, *points: session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [*points]})  # noqa: E731
    touch("touchStart", {"x": x, "y": y})
    for i in range(1, 21):
        touch("touchMove", {"x": x + across * i / 20, "y": y + down * i / 20})
        settled(page)
    touch("touchEnd")
    settled(page)


@pytest.mark.parametrize("reader", ["phone"], indirect=True)
def test_a_swipe_that_begins_on_a_slider_scrolls_and_changes_nothing(reader):
    page, root = reader
    field = centred(page, root.locator("input[name=away]"))
    box, before = field.bounding_box(), page.evaluate("scrollY")
    finger(page, box["x"] + 40, box["y"] + 12, down=-250)
    assert page.evaluate("scrollY") > before + 100
    assert field.input_value() == "90"


@pytest.mark.parametrize("reader", ["phone"], indirect=True)
def test_a_finger_that_drags_or_taps_a_slider_sets_it(reader):
    page, root = reader
    field = centred(page, root.locator("input[name=away]"))
    box = field.bounding_box()
    page.touchscreen.tap(box["x"] + 13, box["y"] + 12)
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))
    finger(page, box["x"] + 20, box["y"] + 12, across=box["width"] - 22)
    expect(field).to_have_value("120")
    expect(root.locator(".said output")).to_have_text(said({"away": 120}))


@pytest.mark.parametrize("reader", ["phone"], indirect=True)
def test_a_tap_on_a_slider_that_is_half_in_sight_moves_no_page(reader):
    page, root = reader
    field = centred(page, root.locator("input[name=away]"))
    box = field.bounding_box()
    page.evaluate("(y) => scrollBy({ top: y, behavior: 'instant' })", box["y"] + box["height"] / 2 - 740)
    settled(page)
    before = page.evaluate("scrollY")
    page.touchscreen.tap(box["x"] + 13, 740 - 4)
    expect(root.locator(".said output")).to_have_text(said({"away": 0}))
    assert page.evaluate("scrollY") == before
