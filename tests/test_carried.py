"""Carried: a page has the text of each file that its models run once; a page of one model's own has all of them."""

import json

import carried
import pytest

from widgets.shelf import library

TWO = ["six_harvests", "whole_leap"]  # of which the second runs all that the first runs, and more


def figure(name):
    card = json.dumps({"name": name, "sources": dict.fromkeys(list(library.sources(name))[1:])})
    return (
        f'<figure class="model wide" data-explorable="{name}"><script type="application/json">{card}</script></figure>'
    )


def sources(html):
    return [json.loads(card)["sources"] for card in carried.CARD.findall(html)]


@pytest.mark.parametrize("shown", [TWO, TWO[::-1]])
def test_a_file_stands_at_the_first_figure_that_runs_it_and_at_no_other(shown):
    first, second = sources(carried.once("\n".join(map(figure, shown))))
    assert {**second, **first}.keys() == set(library.sources("whole_leap")) - {"whole_leap"}
    for name in {**second, **first}:
        texts = [one[name] for one in (first, second) if name in one]
        if name in TWO:  # it is shown itself, and its figure has its text
            assert texts == [None]
        else:
            assert [isinstance(text, str) and "def model" in text for text in texts] == [True, False][: len(texts)]


def test_a_page_of_one_model_is_left_as_it_is():
    assert carried.once(figure("six_harvests")) == figure("six_harvests")


def test_on_a_page_of_its_own_a_model_has_all_that_it_runs():
    (found,) = sources(carried.whole(figure("whole_leap"), "whole_leap"))
    assert found.keys() == set(library.sources("whole_leap")) - {"whole_leap"}
    assert all("def model" in text for text in found.values())
