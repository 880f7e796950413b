"""Pages made from tables: what is chosen is shown, without a script; and what the tables say stands on them."""

import csv
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from pypinyin import Style, lazy_pinyin

from widgets.record import package, table, tables

ROOT = Path(__file__).parents[1]
# names that the library reads otherwise than they are said
SURE = {"曾希圣": "zēngxīshèng", "刘少奇": "liúshàoqí", "薄一波": "bóyībō"}


def test_an_event_is_named_by_its_date_and_by_which_of_that_day_it_is(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "book/_ext"))
    from timeline import names

    dates = ["1958-08-17", "1959-07-02", "1958-08-17", "1958-08-17"]
    found = names([{"date": date} for date in dates])
    assert found == ["e1958-08-17", "e1959-07-02", "e1958-08-17-no2", "e1958-08-17-no3"]


@pytest.fixture
def plain(tab, site):
    """A function that opens a page of the book from disk, in a browser that runs no script."""
    page = tab(java_script_enabled=False)

    def opened(name):
        page.goto((site / f"{name}.html").as_uri())
        return page

    return opened


def shown(page):
    return page.locator(".sifted:visible").count()


@pytest.mark.browser
def test_events_are_narrowed_by_kind_and_place_without_a_script(plain):
    page, rows = plain("timeline"), table("timeline")
    assert shown(page) == len(rows)
    famine = [row for row in rows if row["category"] == "famine"]
    page.get_by_label(f"famine {len(famine)}").check()
    assert shown(page) == len(famine)
    page.locator("summary", has_text="Place").click()
    page.get_by_label(re.compile("^Henan")).check()
    there = [row for row in famine if row["region"] == "Henan"]
    assert 0 < shown(page) == len(there)
    years = {row["date"][:4] for row in there}
    assert set(page.locator("section.listed:visible h2").all_text_contents()) == years
    page.get_by_label(re.compile("^Tibet")).check()  # has none of that kind
    assert shown(page) == page.locator("section.listed:visible").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "of", "column", "value"),
    [
        ("checking-the-article", "claims", "verdict", "wrong"),
        ("people", "decision_makers", "part", "refused"),
        ("what-changed", "changes", "kind", "claim"),
    ],
)
def test_claims_people_and_changes_are_narrowed_without_a_script(plain, name, of, column, value):
    page, rows = plain(name), table(of)
    page.get_by_label(re.compile(f"^{value}")).check()
    assert 0 < shown(page) == sum(row[column] == value for row in rows) < len(rows)


def blocks(site, page, kind):
    html = (site / f"{page}.html").read_text(encoding="utf-8")
    return [block for block in re.split(r'(?=<div class="[^"]*\bsifted\b)', html)[1:] if kind in block[:90]]


@pytest.mark.parametrize(
    ("page", "of", "words"),
    [
        ("timeline", "timeline", "event"),
        ("people", "decision_makers", "what"),
        ("checking-the-article", "claims", "claim"),
        ("what-changed", "changes", "after"),
    ],
)
def test_each_row_stands_on_its_page_with_its_words_and_leads_to_its_chapter(site, page, of, words):
    rows, found = table(of), blocks(site, page, "sifted")
    assert len(found) == len(rows)
    for row, block in zip(sorted(rows, key=order(of)), found, strict=True):
        assert [word for word in re.findall(r"[A-Za-z]{4,}", row[words]) if word.lower() not in block.lower()] == [], (
            row[words]
        )
        assert not row["chapter"] or f'href="{row["chapter"]}.html' in block, row[words]


def order(of):
    """People stand by level, changes by day, the last first; the other pages keep the order of their table."""
    levels = ["centre", "province", "prefecture", "county", "team"]
    if of == "changes":
        return lambda row: -int(row["date"].replace("-", ""))
    return (lambda row: levels.index(row["level"])) if of == "decision_makers" else (lambda row: 0)


def test_claims_are_counted_by_verdict(site):
    html = (site / "checking-the-article.html").read_text(encoding="utf-8")
    counts = Counter(row["verdict"] for row in table("claims"))
    told = re.search(r"<p>Of 60 claims (.*?)</p>", html)[1]
    assert sorted(map(int, re.findall(r"\d+", told))) == sorted(counts.values())
    assert f"{counts['supported']} are supported" in told
    assert [row["id"] for row in table("claims") if not row["heading"]] == []


def test_a_person_leads_to_the_events_that_name_them(site):
    (peng,) = [block for block in blocks(site, "people", "person") if 'id="peng-dehuai"' in block]
    assert 'href="timeline.html#e1959-07-14"' in peng
    assert 'id="e1959-07-14"' in (site / "timeline.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("person", table("decision_makers"), ids=lambda row: row["person"])
def test_a_name_is_written_as_its_characters_are_said(person):
    spoken = SURE.get(person["chinese"], "".join(lazy_pinyin(person["chinese"], style=Style.TONE)))
    assert re.sub(r"[\s’]", "", person["pinyin"]).lower() == spoken


@pytest.mark.browser
@pytest.mark.parametrize("words", ["Peng Dehuai", "pengdehuai", "Péng Déhuái", "彭德怀", "彭德懷"])
def test_a_person_is_found_by_name_by_pinyin_and_by_characters(page, site, words):
    page.goto(f"{(site / 'search.html').as_uri()}?q={quote(words)}")
    found = page.locator("#search-results li a").first
    assert found.get_attribute("href").split(":~:")[0] == "people.html#peng-dehuai"


# ---- the data page ----------------------------------------------------------------------------------------------------
def test_every_table_can_be_taken_from_the_page_as_it_is(site):
    html = (site / "data-and-sources.html").read_text(encoding="utf-8")
    for name in tables():
        path = f"data/{package(name)['path']}"
        assert f'href="{path}"' in html, name
        assert (site / path).read_bytes() == (ROOT / path).read_bytes()
    assert (site / "data/datapackage.json").is_file()


def test_the_page_counts_values_by_how_they_are_known(site):
    html = (site / "data-and-sources.html").read_text(encoding="utf-8")
    part = html[html.index('id="table-national-annual"') : html.index('id="table-demography"')]
    with (ROOT / "data/national_annual.csv").open(encoding="utf-8-sig", newline="") as file:
        counts = Counter(row["status"] for row in csv.DictReader(file) if row["status"])
    words = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))["statuses"]
    for status, count in counts.items():
        assert f"{count:,} {words[status]}" in part
