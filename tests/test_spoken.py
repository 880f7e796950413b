"""Spoken: what a page of a translated edition says of its translation."""

import pytest
import spoken

NONE = "This page has not been translated: it is in English."
SAMPLE = "A sample translation, not read by a native speaker of the language."


@pytest.mark.parametrize(("count", "told"), [
    (None, ([NONE], True)),
    ([0, 12], ([NONE], True)),
    ([3, 12], (["Of the 12 passages of this page 3 are translated; the others are in English."], False)),
    ([12, 12], ([], False)),
    ([0, 0], ([], False)),
])  # fmt: skip
@pytest.mark.parametrize("sample", [True, False])
def test_a_page_says_how_much_of_it_is_translated(monkeypatch, count, told, sample):
    monkeypatch.setattr(spoken, "edition", lambda: {"sample": sample})
    assert spoken.translated(count) == ([SAMPLE] * sample + told[0], told[1])


def test_a_page_of_the_english_book_says_nothing_of_it():
    assert spoken.of_page("the-canteens")["translated"] == []
