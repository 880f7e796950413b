"""Quiet evidence: what a sign says is what the bibliography says, and what stands behind it opens in place for everyone."""

import re
from html.parser import HTMLParser
from pathlib import Path

import evidence
import pytest
from playwright.sync_api import expect
from test_access import check
from test_site import pages

from widgets.shelf import ledger, library
from widgets.surfaces import numbers

AT_WORK = "at-work.html"
SHOWN = "#note:not([hidden])"


# ---- the signs and the bibliography -----------------------------------------------------------------------------------
class Signs(HTMLParser):
    """What a page says of works: {work: signs at its citations}, {work: [sign in the list, words of the entry]}."""

    def __init__(self, html):
        super().__init__()
        self.cited, self.listed, self.inside = {}, {}, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        names = set((attributes.get("class") or "").split())
        if tag == "a" and (attributes.get("href") or "").startswith("#source-"):
            self.cited.setdefault(attributes["href"][8:], set()).add(" ".join(sorted(names & set(evidence.KINDS))))
        if tag == "li":
            name = attributes.get("id") or ""
            self.inside = self.listed.setdefault(name[7:], ["", ""]) if name.startswith("source-") else None
        if tag == "span" and "key" in names and self.inside:
            self.inside[0] = " ".join(names - {"key"})

    def handle_data(self, data):
        if self.inside:
            self.inside[1] += data

    def handle_endtag(self, tag):
        self.inside = None if tag == "li" else self.inside


def wanted(work):
    """The sign that an entry of the bibliography asks for: whole only where it says the whole, in so many words."""
    if work["known"] != "seen":
        return work["known"]
    return "whole" if re.match(r"the whole |the (note|report), whole", work["seen"]) else "part"


def wrong(html, works):
    """The works of which a page shows another sign than the bibliography's, at a citation or in its list."""
    page = Signs(html)
    shown = {(key, sign) for key, signs in page.cited.items() for sign in signs}
    shown |= {(key, sign) for key, (sign, _) in page.listed.items()}
    return sorted(key for key, sign in shown if sign != wanted(works[key]))


def test_every_sign_on_every_page_is_the_bibliographys(site):
    works, kinds = ledger.bibliography(), set()
    for path in pages(site):
        html = path.read_text(encoding="utf-8")
        assert wrong(html, works) == [], path.name
        kinds |= {sign for signs in Signs(html).cited.values() for sign in signs}
    assert kinds >= {"whole", "part", "cited"}


def longest(site):
    """The page with the longest list of sources at its foot."""
    return max((path.read_text(encoding="utf-8") for path in pages(site)), key=lambda html: len(Signs(html).listed))


def test_another_sign_would_be_noticed(site):
    """Planted: a work known from another one is passed off as read, and one in the list as read whole."""
    html, works = longest(site), ledger.bibliography()
    assert wrong(html.replace('class="sign cited', 'class="sign part', 1), works) != []
    assert wrong(html.replace('"><span class="key part">', '"><span class="key whole">', 1), works) != []


def test_the_list_at_a_pages_foot_says_what_was_read(site):
    works, said = ledger.bibliography(), Signs(longest(site)).listed
    assert said
    plain = {key: works[key]["seen"] for key in said if not re.search(r"[\\{}-]", works[key]["seen"])}
    assert [key for key, seen in plain.items() if seen[1:] not in said[key][1]] == []


def test_whole_is_said_only_where_the_bibliography_says_it():
    assert evidence.kind({"known": "seen", "seen": "the whole text, in a copy"}) == "whole"
    assert evidence.kind({"known": "seen", "seen": "the note, whole"}) == "whole"
    for seen in ("abstract", "a review, and long parts; the whole was not read", "Table 3-1, whole", "the opening"):
        assert evidence.kind({"known": "seen", "seen": seen}) == "part"
    assert evidence.kind({"known": "recalled", "seen": "the whole of it, from memory"}) == "recalled"
    assert evidence.kind({}) == ""


def test_a_note_that_says_no_more_than_its_sign_is_empty():
    assert evidence.empty("From memory.", "From memory")
    assert evidence.empty("Seen in part: a copy", "Seen in part")
    assert not evidence.empty("From memory: no record of that meeting was at hand.", "From memory")


@pytest.mark.parametrize("path", sorted(Path(__file__).parents[1].glob("book/**/*.ipynb")), ids=lambda path: path.stem)
def test_the_notes_of_a_chapter_are_not_empty(path):
    starts = "|".join(evidence.KINDS.values())
    for start, rest in re.findall(rf"\[\^\w+\]: ({starts})(.*?)(?:\\n|\")", path.read_text(encoding="utf-8")):
        assert not evidence.empty(start + rest, start), rest


# ---- opened in place ----------------------------------------------------------------------------------------------------
@pytest.fixture
def chapter(page, sample_server):
    page.goto(f"{sample_server}/{AT_WORK}")
    return page


def first(page, selector):
    link = page.locator(selector).first
    link.scroll_into_view_if_needed()
    return link


CITATION = "main p a[href='#source-wagner2011']"


@pytest.mark.browser
def test_a_citation_opens_under_the_pointer_which_can_go_onto_it(page, address):
    page.goto(f"{address}/{AT_WORK}")
    first(page, CITATION).hover()
    note = page.locator(SHOWN)
    expect(note).to_contain_text("Background to the Great Leap Forward in Iron and Steel")
    expect(note).to_contain_text("Seen: introduction and four regional pages.")
    note.hover()
    page.wait_for_timeout(600)
    expect(note).to_be_visible()
    page.mouse.move(2, 2)
    expect(note).to_have_count(0)


@pytest.mark.browser
def test_escape_puts_the_note_away_and_it_stays_away(chapter):
    sign = first(chapter, "button.why")
    sign.locator(".key").hover()
    expect(chapter.locator(SHOWN)).to_be_visible()
    chapter.keyboard.press("Escape")
    expect(chapter.locator(SHOWN)).to_have_count(0)
    sign.get_by_text("assumed", exact=True).hover()  # on along the same sign
    chapter.wait_for_timeout(400)
    expect(chapter.locator(SHOWN)).to_have_count(0)


def tab_to(page, selector):
    """The focus goes to a link as a keyboard brings it."""
    first(page, selector).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")


@pytest.mark.browser
def test_focus_opens_it_and_enter_goes_to_the_list(chapter):
    tab_to(chapter, CITATION)
    expect(chapter.locator(SHOWN)).to_contain_text("four regional pages")
    expect(chapter.locator(CITATION).first).to_have_attribute("aria-describedby", "note")
    chapter.keyboard.press("Escape")
    expect(chapter.locator(SHOWN)).to_have_count(0)
    expect(chapter.locator(CITATION).first).to_be_focused()
    chapter.keyboard.press("Enter")
    assert chapter.url.endswith("#source-wagner2011")


@pytest.mark.browser
def test_the_focus_passes_from_link_to_link_and_never_into_a_note(chapter):
    tab_to(chapter, "main p a[href='#source-liyang2005']")
    expect(chapter.locator(SHOWN)).to_contain_text("10.1086/430804")  # in the list this is a link
    assert chapter.locator("#note :is(a, button, input, [tabindex])").count() == 0
    for _ in range(4):
        chapter.keyboard.press("Tab")
        assert not chapter.evaluate("document.activeElement.closest('#note')")


@pytest.fixture
def phone(tab, sample):
    """A chapter under a finger, 360 px wide."""
    page = tab(360, 740, has_touch=True)
    page.goto(f"{sample.as_uri()}/{AT_WORK}")
    return page


@pytest.mark.browser
def test_a_first_tap_opens_and_a_second_follows(phone):
    link = first(phone, CITATION)
    before = phone.url, phone.evaluate("scrollY")
    link.tap()
    expect(phone.locator(SHOWN)).to_contain_text("four regional pages")
    assert (phone.url, phone.evaluate("scrollY")) == before
    link.tap()
    expect(phone.locator(SHOWN)).to_have_count(0)
    assert phone.url.endswith("#source-wagner2011")


@pytest.mark.browser
def test_a_tap_elsewhere_puts_it_away(phone):
    # some phones focus no link that is tapped
    phone.evaluate("addEventListener('mousedown', (event) => event.preventDefault(), true)")
    first(phone, CITATION).tap()
    expect(phone.locator(SHOWN)).to_be_visible()
    phone.locator("main h2").first.tap()
    expect(phone.locator(SHOWN)).to_have_count(0)


WITHIN = """() => { const out = [];
  for (const link of document.querySelectorAll("main a.sign, main a:has(> .std-term)")) {
    link.scrollIntoView({ block: "center" });
    link.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "touch" }));
    link.click();
    const note = document.getElementById("note"), at = note.getBoundingClientRect();
    const off = at.left < 0 || at.right > innerWidth || at.top < 0 || at.bottom > innerHeight;
    if (note.hidden || off) out.push(link.textContent);
  }
  return [out, document.querySelectorAll("main a.sign").length, document.documentElement.scrollWidth <= innerWidth]; }"""


@pytest.mark.browser
def test_on_a_phone_every_note_is_within_the_screen(phone):
    out, count, still = phone.evaluate(WITHIN)
    assert (out, still) == ([], True)
    assert count > 4


PLACES = """() => [...document.querySelectorAll("main :is(p, h2, li):not([data-explorable] *, #note *)")].map(
  (e) => e.getBoundingClientRect().top)"""  # a model's picture comes and goes by itself


@pytest.mark.browser
def test_nothing_moves_when_a_note_opens(chapter):
    link = first(chapter, CITATION)
    before = chapter.evaluate(PLACES)
    link.hover()
    expect(chapter.locator(SHOWN)).to_be_visible()
    after = chapter.evaluate(PLACES)
    assert before == after


@pytest.mark.browser
def test_a_term_opens_its_definition_and_leads_to_the_glossary(chapter):
    term = first(chapter, "a[href*='#term-']")
    term.hover()
    expect(chapter.locator(SHOWN)).to_contain_text("The drive of autumn 1958 to make iron and steel everywhere.")
    assert chapter.locator(f"{SHOWN} [lang=zh-Hans]").count() == 1
    term.click()
    assert "glossary.html#term-" in chapter.url


@pytest.mark.browser
def test_a_number_may_have_a_sign_and_a_note_of_its_own(chapter):
    sign = first(chapter, "a.to-note")
    sign.hover()
    expect(chapter.locator(SHOWN)).to_have_text("From memory: popular histories, which give no count of their own.")
    assert chapter.locator("aside.footnote").filter(has_text="From memory: popular histories").is_visible()


@pytest.mark.browser
def test_a_screen_reader_hears_a_sign_only_where_it_warns(chapter):
    """In the browser's accessibility tree: names and years, and two words more for what was not seen."""
    told = chapter.context.new_cdp_session(chapter).send("Accessibility.getFullAXTree")["nodes"]
    links = [" ".join(str(one["name"]["value"]).split()) for one in told if one.get("role", {}).get("value") == "link"]
    assert "Lardy 1987 , from memory" in links
    assert "2011 , in another work" in links
    assert "Wagner 2011" in links
    assert "note 1 , from memory" in links


@pytest.mark.browser
def test_without_javascript_links_lead_to_what_a_note_would_say(tab, sample):
    page = tab(java_script_enabled=False)
    page.goto(f"{sample.as_uri()}/{AT_WORK}")
    first(page, CITATION).click()
    assert page.url.endswith("#source-wagner2011")
    assert page.locator("#source-wagner2011").is_visible()
    assert "four regional pages" in page.locator("#source-wagner2011").text_content()
    page.goto(f"{sample.as_uri()}/{AT_WORK}")
    page.get_by_text("What the settings rest on").click()
    assert page.get_by_text("Assumed: nobody measured it.").is_visible()


@pytest.mark.browser
def test_in_print_the_signs_are_drawn_and_the_notes_stand_at_the_foot(chapter):
    first(chapter, CITATION).hover()
    expect(chapter.locator(SHOWN)).to_be_visible()
    chapter.emulate_media(media="print")
    assert not chapter.locator("#note").is_visible()
    drawn = chapter.locator(CITATION).first.evaluate(
        "(link) => { const s = getComputedStyle(link, '::after'); return [s.maskImage, s.printColorAdjust, s.display]; }"
    )
    assert "svg" in drawn[0]
    assert drawn[1:] == ["exact", "inline"]
    assert chapter.locator("a.to-note .nr").bounding_box()["width"] > 2
    assert chapter.locator("#source-wagner2011 .seen").is_visible()
    assert chapter.locator(".sources .legend").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_while_a_note_is_open(tab, sample, width, scheme):
    page = tab(width, color_scheme=scheme, bypass_csp=True)
    page.goto(f"{sample.as_uri()}/{AT_WORK}")
    tab_to(page, CITATION)
    expect(page.locator(SHOWN)).to_be_visible()
    check(page)


@pytest.mark.browser
def test_signs_are_seen_in_forced_colours(tab, sample):
    page = tab(forced_colors="active")
    page.goto(f"{sample.as_uri()}/{AT_WORK}")
    sign, ground = page.locator(CITATION).first.evaluate(
        "(link) => [getComputedStyle(link, '::after').backgroundColor, getComputedStyle(document.body).backgroundColor]"
    )
    assert sign != ground


# ---- at the settings of a model ---------------------------------------------------------------------------------------
@pytest.mark.browser
def test_the_sign_at_a_setting_opens_its_reason_by_mouse_and_by_keyboard(live, sample_server):
    root = live(f"{sample_server}/{AT_WORK}")
    page, sign = root.page, root.locator(".ctl", has_text="Spoilt each month it stands").first.locator("button.why")
    place = page.evaluate("scrollY"), page.url
    expect(sign).to_contain_text("assumed")
    sign.click()
    expect(page.locator(SHOWN)).to_have_text("Assumed: nobody measured it.")
    sign.press("Escape")
    expect(page.locator(SHOWN)).to_have_count(0)
    sign.press("Enter")
    expect(page.locator(SHOWN)).to_have_text("Assumed: nobody measured it.")
    assert page.url == place[1]
    assert sign.bounding_box()["height"] >= 24


@pytest.mark.browser
def test_a_slider_is_described_in_a_word_and_its_reason_is_one_step_away(live, sample_server):
    root = live(f"{sample_server}/{AT_WORK}")
    slider = root.locator("input[type=range][name=away]")
    described = slider.get_attribute("aria-describedby").split()[0]
    assert root.page.locator(f"#{described}").text_content() == "assumed"
    slider.focus()
    root.page.keyboard.press("Tab")
    expect(root.page.locator(SHOWN)).to_contain_text("Mao spoke of 60 on 21 November")


@pytest.mark.browser
def test_every_setting_has_its_sign_and_every_sign_its_reason(live, sample_server):
    root = live(f"{sample_server}/{AT_WORK}")
    controls = library.load("labour_split").CONTROLS
    assert root.locator("button.why").count() == len(controls)
    for name, control in controls.items():
        sign = root.locator(f"#labour_split-{name}-is")
        assert sign.text_content() == numbers.standing(control)
        reason = root.page.locator(f"#{sign.locator('..').get_attribute('data-note')}").text_content()
        assert control["label"] in reason
        assert numbers.known(control)[1:] in reason


@pytest.mark.browser
def test_reasons_print_under_the_model(live, sample_server):
    root = live(f"{sample_server}/{AT_WORK}")
    root.page.emulate_media(media="print")
    assert root.get_by_text("Assumed: nobody measured it.").is_visible()
    assert not root.locator("button.why").first.is_visible()
