"""The accessibility statement: every criterion of WCAG 2.2 at A and AA, tests that are there, a way to it from every page."""

import re

from characters import PINYIN
from test_site import ROOT, pages

STATEMENT = (ROOT / "book/accessibility.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d[\d.]+) \| (.+?) \| (A|AA) \| (.+?) \| (.+?) \|$", STATEMENT, re.M)
STANDS = {"supported", "partly", "does not apply"}
# {guideline: the last numbers of its criteria at A and AA}, as the Recommendation has them
WANTED = {"1.1": "1", "1.2": "1 2 3 4 5", "1.3": "1 2 3 4 5", "1.4": "1 2 3 4 5 10 11 12 13", "2.1": "1 2 4", "2.2": "1 2",
          "2.3": "1", "2.4": "1 2 3 4 5 6 7 11", "2.5": "1 2 3 4 7 8", "3.1": "1 2", "3.2": "1 2 3 4 6",
          "3.3": "1 2 3 4 7 8", "4.1": "2 3"}  # fmt: skip
TONE = re.compile("[āēīōūǖǎěǐǒǔǚ]", re.IGNORECASE)


def test_the_statement_has_every_criterion_once_and_in_order():
    assert [row[0] for row in ROWS] == [f"{line}.{last}" for line, lasts in WANTED.items() for last in lasts.split()]
    assert {row[3] for row in ROWS} <= STANDS


def test_every_test_that_it_names_is_there():
    named = set(re.findall(r"`(test_\w+\.py)`", STATEMENT))
    assert named
    assert sorted(name for name in named if not (ROOT / "tests" / name).is_file()) == []


def test_every_page_leads_to_it_in_the_same_place_and_says_its_version(site):
    for path in pages(site):
        html = path.read_text(encoding="utf-8")
        if path.parent.name == "embed" or 'http-equiv="refresh"' in html:
            continue  # a model alone, for frames: it leads to its chapter
        foot = re.search(r'</main>\s*<footer class="where foot">(.*?)</footer>', html, re.S)
        assert foot, path.name
        named = re.findall(r'<a href="([^"]*)">(.*?)</a>', foot[1])
        assert [word for _, word in named][:2] == ["Accessibility", "Licences"], path.name
        assert re.search(r" · (<a [^>]*>)?Version \d[\w.-]*(</a>)?$", foot[1]), path.name
        assert named[1][0].endswith("_static/licences.txt"), path.name


def test_pinyin_says_what_language_it_is_in(site):
    for name in ("people", "field-or-furnace"):
        html = (site / f"{name}.html").read_text(encoding="utf-8")
        spoken = [one for one in re.findall(r"<em[^>]*>[^<]*</em>", html) if TONE.search(one)]
        assert spoken
        assert [one for one in spoken if f'lang="{PINYIN}"' not in one] == []
