"""Where a link of a page leads in an edition that leaves pages, models and claims out: to its place, or nowhere at all."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "make"))
import courselinks  # noqa: E402
import coursenames  # noqa: E402
import coursetext  # noqa: E402

CHAPTER = coursenames.cells(coursenames.ROOT / "book/field-or-furnace.ipynb")
MODELS = {"labour_split", "canteen_stock"}


@pytest.fixture(scope="module")
def there():
    """An edition of one chapter, whole, and the page of the claims."""
    return courselinks.follows({"field-or-furnace": (".ipynb", CHAPTER), "checking-the-article": (".md", [])})


@pytest.mark.parametrize(
    "target",
    [
        "#labour_split?oct=0",
        "live:labour_split/lost",
        "field-or-furnace.ipynb",
        "#which-months-cost-grain",
        "https://example.org",
    ],
)
def test_a_link_to_what_is_kept_stays_as_it_is(there, target):
    assert there(target, MODELS) == target


@pytest.mark.parametrize("target", ["#towns_first?share=1", "live:towns_first/share", "the-canteens.ipynb"])
def test_a_link_to_what_is_left_out_leads_nowhere(there, target):
    assert there(target, MODELS) == ""


def test_a_page_is_found_from_a_folder_below_and_at_a_place(there):
    assert there("../field-or-furnace.md#exercises", MODELS) == "../field-or-furnace.ipynb#exercises"
    assert there("../the-canteens.md#exercises", MODELS) == ""


def test_a_claim_and_a_person_lead_where_their_page_is_kept(there):
    settled = courselinks.settled({"field-or-furnace": (".ipynb", CHAPTER)})
    kept, others = min(settled), {f"c{n:02}" for n in range(1, 61)} - settled
    assert kept in {f"c{n:02}" for n in range(1, 61)}
    assert there(f"#{kept}", MODELS) == f"#{kept}"
    assert there(f"#{sorted(others)[0]}", MODELS) == ""
    assert there("#peng-dehuai", MODELS) == ""  # the page of people is left out


def test_without_solutions_a_sentence_that_leads_to_one_goes_and_the_others_stay():
    text = "Try it first. See [how](solutions/a-town.md#one); then go on.\nIs it in [the book](a-town.md)? It is."
    assert coursetext.silent(text) == "Try it first. Then go on.\nIs it in [the book](a-town.md)? It is."
