"""The map that can be questioned: its values are the record's, its correlation is right, and one place is shown at a time."""

import html
import json
import re

import chapters
import conftest
import numpy as np
import pytest
from playwright.sync_api import expect
from test_access import check

from widgets import contract, drawing
from widgets.models import province_map
from widgets.record import names, series, table
from widgets.shelf import library

NAME, CHAPTER = "province_map", "who-went-hungry.html"
pytestmark = [pytest.mark.browser, chapters.needed(CHAPTER)]
YEARS = range(1957, 1963)


def found(**changes):
    module = library.load(NAME)
    return library.work(module, library.settings(module, changes))


def by_place(name, **changes):
    return dict(zip(province_map.PLACES, found(**changes)[name], strict=True))


def recorded(place, year):
    """The registered rate, read from the table itself; None where it was not seen."""
    rows = [row for row in table("provinces_annual") if row["series"] == "province_death_rate"]
    (value,) = [r["value"] for r in rows if (r["place"], r["year"]) == (place, year) and r["status"] != "recalled"] or [
        None
    ]
    return value


# ---- the record ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("year", YEARS)
def test_each_tile_has_the_rate_of_its_year_and_what_was_not_seen_stays_blank(year):
    rates = by_place("rate", year=year)
    assert rates == {place: recorded(place, year) for place in province_map.PLACES}
    blank = {"Inner Mongolia", "Xinjiang", "Ningxia", "Tibet", "Guangxi", "Labour camps"} | (
        {"Shanxi"} if year == 1960 else set()
    )
    assert {place for place, rate in rates.items() if rate is None} == blank


@pytest.mark.parametrize("year", YEARS)
def test_by_counties_each_tile_has_their_average_and_no_other_has_any(year):
    means = {row["province"]: row["weighted_mean"] for row in table("county_means") if row["year"] == year}
    assert by_place("rate", year=year, rates="county") == {place: means.get(place) for place in province_map.PLACES}


def test_every_province_has_its_tile_where_the_book_s_maps_have_it():
    rows = {row["province"]: (row["tile_col"] - 2, row["tile_row"]) for row in table("provinces")}
    places = zip(province_map.PLACES, province_map.TILES, strict=True)
    assert {place: (column, row) for place, (_, column, row) in places} == {**rows, "Labour camps": (0, 7)}


def test_grain_for_each_villager_by_hand():
    grain = by_place("grain")
    assert grain["Anhui"] == pytest.approx(10270 / (33.37 - 3.56))
    assert grain["Sichuan"] == pytest.approx(23250 / (72.16 * 0.9)), "a tenth of its people put down as townspeople"
    assert grain["Zhejiang"] is None, "its crop was not seen"


def test_no_setting_changes_a_rate_and_leaving_out_takes_provinces_out_of_the_comparison_alone():
    every, fewer = found(), found(cities=True, northeast=True)
    assert fewer["rate"] == every["rate"]
    gone = {place for place, a, b in zip(province_map.PLACES, every["grain"], fewer["grain"], strict=True) if a != b}
    assert gone == {*province_map.CITIES, *province_map.NORTHEAST}


# ---- the correlation ------------------------------------------------------------------------------------------------------
def spearman(first, second):
    """By numpy: each value's rank from the values sorted, equal ones sharing the mean of theirs; then Pearson's."""

    def ranks(values):
        order = np.sort(values)
        return [np.flatnonzero(order == value).mean() for value in values]

    return np.corrcoef(ranks(first), ranks(second))[0, 1]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("rates", ["all", "both", "county"])
@pytest.mark.parametrize("out", [False, True])
def test_the_correlation_is_what_numpy_finds(year, rates, out):
    values = found(year=year, rates=rates, cities=out, northeast=out)
    pairs = [pair for pair in zip(values["grain"], values["rate"], strict=True) if pair[0] is not None]
    assert values["rho"] == pytest.approx(spearman(*zip(*pairs, strict=True)))
    assert values["many"] == len(pairs)


def test_equal_values_share_their_ranks():
    assert province_map.ranks([3, 1, 3, 7]) == [2.5, 1, 2.5, 4]
    assert province_map.likeness([1, 2, 2, 3], [5, 4, 4, 1]) == pytest.approx(-1)


@pytest.mark.parametrize(
    ("settings", "way"), [({}, "-2"), ({"cities": True, "northeast": True}, "0"), ({"year": 1961}, "-1")]
)
def test_its_words_go_by_the_number_as_it_is_read(settings, way):
    assert found(**settings)["way"] == way


def test_the_chapter_says_what_the_map_says():
    text = chapters.prose("who-went-hungry")
    for year, words in ((1957, "year=1957) the answer is"), (1960, "year=1960) it is")):
        assert f"{words} {contract.digits(found(year=year)['rho'], 1)}" in text
    for link in re.findall(r"\[([^\]]*)\]\(#province_map\?([^)]*)\)(?:,? 1960 gives)? ?(−\d\.\d)?", text):
        words, said = " ".join(link), re.search(r"−\d\.\d", link[0] + link[2])
        settings = {
            n: {"true": True}.get(v, int(v) if v.isdigit() else v)
            for n, v in (p.split("=") for p in link[1].split("&"))
        }
        if said:
            assert said[0] == contract.digits(found(**settings)["rho"], 1), words


# ---- the page -------------------------------------------------------------------------------------------------------------
def test_the_still_page_has_every_tile_and_says_of_the_blank_ones_that_no_rate_was_seen(site):
    text = (site / CHAPTER).read_text(encoding="utf-8")
    told = re.findall(r'data-mark="tell rate (\d+)">\s*<text[^>]*>([^<]*)', text)
    assert {province_map.PLACES[int(i)]: html.unescape(words) for i, words in told} == {
        place: "not seen" if rate is None else contract.digits(rate, 1) for place, rate in by_place("rate").items()
    }


@pytest.fixture
def root(page, live, site):
    live((site / CHAPTER).as_uri())
    root = page.locator(f"#{NAME}")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    return root


def tile(root, place):
    return root.locator(f"[data-mark='tile rate {province_map.PLACES.index(place)}']")


def lit(root):
    """What is lit up: [which mark, and its number among its like]."""
    return root.evaluate("""root => [...root.querySelectorAll(".lit")].map((e) => {
      if (e.tagName === "use") return `dot ${[...e.closest("[data-mark]").querySelectorAll("use")].indexOf(e)}`;
      if (e.tagName === "TR") return `row ${e.cells[0].textContent}`;
      return e.dataset.mark.split(" ").filter((w) => w === "tile" || w === "course" || /^\\d+$/.test(w)).join(" "); })""")


def number(place):
    return province_map.PLACES.index(place)


def test_a_tile_in_focus_lights_up_its_dot_its_course_and_its_row_and_says_its_value(root):
    tile(root, "Anhui").focus()
    i = number("Anhui")
    assert sorted(lit(root)) == sorted([f"tile {i}", f"dot {i}", f"course {i}", "row Anhui"])
    said = "Anhui. Death rate: 68.6 per thousand. Grain grown in 1957: 345 kg a villager."
    expect(root.locator(".picked")).to_have_text(said)
    assert tile(root, "Anhui").get_attribute("aria-label") == said
    tile(root, "Tibet").focus()
    assert sorted(lit(root)) == sorted(
        [f"tile {number('Tibet')}", f"dot {number('Tibet')}", f"course {number('Tibet')}", "row Tibet"]
    )
    expect(root.locator(".picked")).to_have_text("Tibet. Death rate: not seen. Grain grown in 1957: not compared.")


def test_a_touch_on_a_dot_or_a_row_lights_up_its_tile(root):
    root.locator("[data-mark='dots grain rate'] use").nth(number("Henan")).dispatch_event("click")
    assert f"tile {number('Henan')}" in lit(root)
    root.locator("details.numbers summary").click()
    root.locator("tr", has=root.page.get_by_role("rowheader", name="Sichuan", exact=True)).click()
    assert f"tile {number('Sichuan')}" in lit(root)
    tile(root, "Yunnan").hover()
    assert f"course {number('Yunnan')}" in lit(root)


def test_arrow_keys_go_from_tile_to_tile_and_only_one_of_them_is_a_stop(root):
    assert root.locator("[role=option][tabindex='0']").count() == 1
    tile(root, "Henan").focus()
    walk = {"ArrowRight": "Anhui", "ArrowDown": "Jiangxi", "ArrowLeft": "Hubei", "ArrowUp": "Henan"}
    for key, place in walk.items():
        root.page.keyboard.press(key)
        expect(tile(root, place)).to_be_focused()
        expect(tile(root, place)).to_have_attribute("aria-selected", "true")
    assert root.locator("[role=option][tabindex='0']").count() == 1
    for _ in range(12):  # to the edge, and no further
        root.page.keyboard.press("ArrowUp")
    assert root.evaluate("root => document.activeElement.getAttribute('role')") == "option"
    for key, place in (("Home", "Heilongjiang"), ("End", "Guangxi")):
        root.page.keyboard.press(key)
        expect(tile(root, place)).to_be_focused()


def test_another_year_fills_each_tile_anew_and_says_it_of_the_tile_that_is_lit(root):
    tile(root, "Shanxi").focus()
    expect(root.locator(".picked")).to_contain_text("Death rate: not seen.")
    for year in (1957, 1961, 1960):
        root.locator("input[type=range][name=year]").fill(str(year))
        expect(root.locator(".title")).to_contain_text(f"In {year}")
        module = library.load(NAME)
        values = library.work(module, library.settings(module, {"year": year}))
        for i, rate in enumerate(values["rate"]):
            strength = contract.shade(rate, module.RESULTS["rate"])
            style = root.locator(f"[data-mark='tile rate {i}'] path").evaluate(
                "e => [+e.style.fillOpacity, e.style.strokeDasharray]"
            )
            assert style[0] == (strength or 0), (year, i)
            assert (style[1] == "none") == (rate is not None)
            text = root.locator(f"[data-mark='tell rate {i}'] text")
            assert text.text_content() == contract.cell(rate, module.RESULTS["rate"])
            assert ("paper" in text.get_attribute("style")) == ((strength or 0) > 0.5)
        expect(root.locator(".picked")).to_contain_text(
            "not seen" if year == 1960 else f"{values['rate'][number('Shanxi')]:.1f}"
        )


def test_what_prints_is_the_map_as_it_opened_with_nothing_lit(root):
    tile(root, "Anhui").focus()
    root.locator("input[type=range][name=year]").fill("1957")
    expect(root.locator(".title")).to_contain_text("In 1957")
    page, text = root.page, root.locator(f"[data-mark='tell rate {number('Anhui')}'] text")
    stroke = "e => getComputedStyle(e.querySelector('path')).strokeWidth"
    assert (text.text_content(), tile(root, "Anhui").evaluate(stroke)) == ("9.1", "2.4px")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert (text.text_content(), tile(root, "Anhui").evaluate(stroke)) == ("68.6", "0.8px")
    assert not root.locator(".picked").is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert text.text_content() == "9.1"


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_phone_every_tile_is_in_sight_large_enough_for_a_finger_and_its_text_to_be_read(tab, site, width):
    page = tab(width, 740)
    page.goto((site / CHAPTER).as_uri())
    root = page.locator(f"#{NAME}")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    boxes = root.locator("[role=option]").evaluate_all("all => all.map((e) => e.getBoundingClientRect().toJSON())")
    assert len(boxes) == len(province_map.PLACES)
    assert all(0 <= box["left"] and box["right"] <= width for box in boxes)
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24
    sizes = root.locator("[data-mark^='tell '] text").evaluate_all(
        "all => all.map((e) => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)"
    )
    assert min(sizes) >= (9 if width == 360 else 8)
    over = root.locator("[role=listbox] text").evaluate_all("""all => all.filter((e) => [...e.closest("[role=listbox]")
      .querySelectorAll("[role=option]")].some((tile) => {
        const a = e.getBoundingClientRect(), b = tile.getBoundingClientRect();
        const x = a.x + a.width / 2, y = a.y + a.height / 2;
        return b.x < x && x < b.right && b.y < y && y < b.bottom && (a.x < b.x - 2 || a.right > b.right + 2); }))
      .map((e) => e.textContent)""")
    assert over == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_tile_lit(tab, site, scheme):
    page = tab(color_scheme=scheme, bypass_csp=True)
    page.goto((site / CHAPTER).as_uri())
    root = page.locator(f"#{NAME}")
    expect(root).to_have_attribute("data-state", "live", timeout=20_000)
    tile(root, "Sichuan").focus()
    check(page)


def test_the_page_s_strengths_are_the_contract_s():
    text = (conftest.ROOT / "widgets/live/marks.js").read_text(encoding="utf-8")
    assert json.loads(re.search(r"const TINTS = (\[.*?\]);", text)[1]) == contract.TINTS


def test_a_kernel_draws_it_too():
    module = library.load(NAME)
    fig = drawing.draw(module, found(year=1957, rates="county"))
    assert drawing.png(fig, "County").startswith(b"\x89PNG")
    assert {series("province_death_rate", place).unit for place in names()["province_death_rate"]} == {"per thousand"}
