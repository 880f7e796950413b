"""Searching: what a reader types finds what the book says, however it is written, with the line in which it stands."""

import csv
import json
import re
import shutil
import subprocess
import unicodedata
from urllib.parse import quote

import chapters
import pytest
import seek
from conftest import ROOT, serving
from playwright.sync_api import expect
from test_site import pages


# ---- a small book, made for these tests: of each page its places, [name, kind, heading, text] ---------------------------
def canteens():
    crop = "A crop of 375 million tonnes was announced, 80,000 people were away."
    doubt = (
        "Mao Zedong doubted it.\nCormac Ó Gráda finds the book weak; so does Pei-k’ang Li. A commune kept its canteen."
    )
    yield ["", "page", "The canteens", "Why were meals free in 1958?"]
    yield ["winter", "section", "The winter of 1959", crop]
    yield ["stores", "section", "Who emptied the stores?", doubt]
    yield [
        "eaten",
        "section",
        "What was eaten",
        "Canteen after canteen. A great hall was shut; a leap year came; go forward.",
    ]


def steel():
    yield ["", "page", "Steel", "Iron was made in yards. In the canteens they spoke of the Great Leap Forward."]
    yield ["kilns", "section", "Kilns", "The Great Leap Forward built 1,375 kilns, in 1958 most of them."]


def glossary():
    yield ["", "page", "Glossary", "Words."]
    yield ["term-leap", "term", "Great Leap Forward", "大跃进 (大躍進) dà yuèjìn. The campaign of 1958."]
    yield ["term-grain", "term", "Grain ration", "口粮 kǒuliáng. What a person was given to eat."]
    yield ["term-commune", "term", "People’s commune", "人民公社 rénmín gōngshè. It ran a canteen."]


BOOK = [[f"{page.__name__}.html", list(page())] for page in (canteens, steel, glossary)]


@pytest.fixture(scope="module")
def small(sample, tmp_path_factory):
    """The sample's search page, with the small book to look through."""
    folder = tmp_path_factory.mktemp("search")
    shutil.copytree(sample / "_static", folder / "_static")
    shutil.copy(sample / "search.html", folder)
    letters = set(seek.HAN.findall(json.dumps(BOOK, ensure_ascii=False)))
    text, forms = (json.dumps(part, ensure_ascii=False) for part in (BOOK, seek.traditional(letters)))
    (folder / "_static/words.js").write_text(f"var book = {text}, forms = {forms};", encoding="utf-8")
    return folder


@pytest.fixture
def ask(page, small):
    """A function that types words into the search page, opened from disk, and returns the places found: their links' ends."""

    def asked(words):
        page.goto(f"{small.as_uri()}/search.html?q={quote(words)}")
        expect(page.locator("#search-progress")).not_to_be_empty()
        found = page.locator("#search-results li a").all()
        return [link.get_attribute("href").split(":~:")[0].rstrip("#") for link in found]

    return asked


LEAP, WINTER, STORES = "glossary.html#term-leap", "canteens.html#winter", "canteens.html#stores"


TYPED = [
    ("1959", WINTER),  # a year
    ("375", WINTER),  # a number
    ("80000", WINTER),  # whichever way it is written
    ("80,000", WINTER),
    ("dayuejin", LEAP),  # without tones, and in one
    ("da yue jin", LEAP),  # in parts
    ("dà yuèjìn", LEAP),
    ("DÀYUÈJÌN", LEAP),
    ("maozedong", STORES),
    ("mao ZEDONG", STORES),
    ("大跃进", LEAP),
    ("跃进", LEAP),  # a part of a word
    ("躍進", LEAP),  # and in traditional characters
    ("口糧", "glossary.html#term-grain"),  # of which the book has the simplified form alone
    ("O Grada", STORES),
    ("Pei-kang", STORES),
    ("Peikang", STORES),
    ("rations", "glossary.html#term-grain"),
    ("emptying stores", STORES),  # other endings
]


@pytest.mark.browser
def test_what_is_typed_is_found_however_it_is_written(ask):
    found = [(words, ask(words)[:1]) for words, _ in TYPED]
    assert found == [(words, [first]) for words, first in TYPED]


@pytest.mark.browser
def test_a_number_is_found_whole(ask):
    assert ask("37") == []
    assert ask("375") == [WINTER]
    assert ask("1375") == ["steel.html#kilns"]


@pytest.mark.browser
def test_headings_and_terms_come_before_text(ask):
    assert ask("canteen")[0] == "canteens.html"  # its title, though others say the word more often
    found = ask("great leap forward")
    assert found[0] == LEAP
    assert found[-1] == "canteens.html#eaten"  # the words apart, after the words together
    assert ask("commune") == ["glossary.html#term-commune", STORES]


@pytest.mark.browser
def test_a_phrase_in_quotation_marks_is_found_as_it_stands(ask):
    assert "canteens.html#eaten" in ask("great leap forward")
    assert "canteens.html#eaten" not in ask("“great leap forward”")


@pytest.mark.browser
def test_each_place_shows_the_line_in_which_the_words_stand(ask, page):
    ask("Grada")
    item = page.locator("#search-results li").first
    expect(item).to_contain_text("The canteens")  # the page that it is on
    expect(item.locator("p")).to_contain_text("Cormac Ó Gráda finds the book weak")  # the second of its place
    expect(item.locator("mark")).to_have_text("Gráda")
    ask("dayuejin")
    expect(page.locator("#search-results li").first.locator("mark")).to_have_text("dà yuèjìn")
    expect(page.locator("#search-results li").first.locator("[lang='zh-Hans']").first).to_have_text("大跃进")


@pytest.mark.browser
def test_what_was_found_is_counted_and_what_was_not_is_named(ask, page):
    status = page.get_by_role("status")
    ask("1958")
    expect(status).to_have_text("“1958”: 3 places on 3 pages.")
    ask("kilns Zedong")
    expect(status).to_have_text("Nothing in the book has all of “kilns Zedong” on one page.")
    ask("kilns sparrow")
    expect(status).to_have_text("Nothing in the book has “sparrow”.")
    assert ask("kilns yards") == ["steel.html"]  # on one page, though in no one place


@pytest.mark.browser
def test_many_places_are_shown_in_two_steps_by_keyboard(page, sample, small):
    many = [["a.html", [["", "page", "A", "x"], *([f"s{i}", "section", f"Part {i}", "Grain."] for i in range(30))]]]
    (small / "_static/many.js").write_text(f"var book = {json.dumps(many)}, forms = '';", encoding="utf-8")
    page.route("**/words.js*", lambda route: route.fulfill(path=small / "_static/many.js"))
    with serving(small) as address:
        page.goto(f"{address}/search.html?q=grain")
        expect(page.get_by_role("status")).to_have_text("“grain”: 30 places on 1 page, the first 20 shown.")
        page.get_by_role("button", name="Show the other 10").press("Enter")
        expect(page.locator("#search-results li")).to_have_count(30)
        expect(page.locator("#search-results li a").nth(20)).to_be_focused()


# ---- the text that is looked through --------------------------------------------------------------------------------
HTML = """<section id="top"><h1><span class="section-number">1. </span>Title</h1><p>One <em>line</em>.</p>
<section id="part"><h2>Part</h2><p>Before.</p>
<figure class="model" id="m"><p class="title">A picture</p><svg><text>axis</text></svg>
<form class="controls"><label>Sown</label></form><output>It falls.</output></figure><p hidden>Not seen</p><p>After.</p>
</section><dl><dt id="term-x">Word</dt><dd><p>Its meaning.</p></dd></dl>
<div class="citation" id="id1"><p><span class="vh">Seen: </span>A work.</p></div></section>"""


def test_a_page_is_cut_at_what_a_link_can_lead_to():
    assert [place.stored() for place in seek.Places(HTML).found] == [
        ["", "page", "Title", "One line."],
        ["part", "section", "Part", "Before.\nAfter."],
        ["m", "figure", "A picture", "It falls."],
        ["term-x", "term", "Word", "Its meaning."],
        ["id1", "work", "", "A work."],
    ]


def looked_through(site):
    text = (site / "_static" / seek.WORDS).read_text(encoding="utf-8")
    return json.loads(text[text.index("[") : text.rindex(",\n")])


def test_every_page_of_the_book_is_looked_through_and_every_place_is_there(site):
    found = dict(looked_through(site))
    html = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in pages(site)}
    made = {name for name, text in html.items() if 'http-equiv="refresh"' in text} | {"search.html", "404.html"}
    made |= {name for name in html if name.startswith("embed/")}  # a chapter's model once more, for frames
    assert found.keys() == html.keys() - made
    for page, places in found.items():
        assert [name for name, *_ in places if name and f'id="{name}"' not in html[page]] == [], page
        assert places[0][2], page
        assert all(text or heading for _, _, heading, text in places), page


FIND = r"""
const fs = require("fs"), [words, seek] = process.argv.slice(1);
const only = fs.readFileSync(seek, "utf8").replace(/\n  var query = new URL[^]*$/, "\n  globalThis.found = found;\n})();");
require("vm").runInThisContext(fs.readFileSync(words, "utf8") + only);
const first = (query) => found(query).slice(0, 3).map(({ place }) => [place.page, place.heading]);
console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(first)));
"""
SPOKEN = re.compile(r":::\{div\} term\n\W*([\u4e00-\u9fff]+).*?\n\n\*(.*?)\*", re.S)


def ways(name, pinyin="", *characters):
    """How a name can be typed: in English, in pinyin with tones, without, and in one, in either kind of characters."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", pinyin) if not unicodedata.combining(letter))
    return [way for way in (name, pinyin, bare, re.sub(r"\W", "", bare), *characters) if way]


def sought():
    """[(what is typed, the page it leads to, its heading there)] of each term, each person and each chapter."""
    for row in read("glossary"):
        forms = row["pinyin"], row["simplified"], row["traditional"]
        yield from ((way, "glossary.html", row["english"]) for way in ways(row["english"], *forms))
    for row in read("decision_makers"):
        yield from ((way, "people.html", row["person"]) for way in ways(row["person"], row["pinyin"], row["chinese"]))
    for page, notebook in chapters.notebooks().items():
        text = "\n".join(cell.source for cell in notebook.cells)
        title, spoken = re.search(r"^# (.*)$", text, re.M)[1], SPOKEN.search(text)
        forms = (spoken[2], spoken[1]) if spoken else ()
        yield from ((way, f"{page}.html", title) for way in ways(title, *forms))


def read(name):
    with (ROOT / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("every", [17, pytest.param(1, marks=pytest.mark.long)])
def test_terms_people_and_chapters_are_found_in_english_in_pinyin_and_in_characters(site, every):
    """Among the first three places. The search page's own script, without the page."""
    wanted = [one for one in sought() if one[1] not in {f"{page}.html" for page in chapters.left_out()}][::every]
    command = ["node", "-e", FIND, site / "_static" / seek.WORDS, ROOT / "book/_themes/leap/static/seek.js"]
    typed = json.dumps([query for query, *_ in wanted])
    done = subprocess.run(command, input=typed, capture_output=True, text=True, check=True)
    found = [[(page, head.replace("’", "'")) for page, head in hits] for hits in json.loads(done.stdout)]
    missing = [one for one, hits in zip(wanted, found, strict=True) if one[1:] not in hits]
    assert missing == []


def test_other_forms_of_the_books_characters_are_known_and_no_more():
    assert seek.traditional({"跃"}) == "躍跃"
    assert seek.traditional({"躍"}) == "躍跃"
    assert seek.traditional({"a"}) == ""


@pytest.mark.browser
def test_a_hit_leads_to_its_place(page, address):
    page.goto(f"{address}/search.html?q={quote('“words to look for”')}")
    page.locator("#search-results a").click()
    expect(page.locator("#what-stands-below")).to_be_in_viewport()
    expect(page.locator("[data-explorable]")).to_have_attribute("data-state", "live", timeout=20_000)
