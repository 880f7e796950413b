"""The record's words: pinyin that says what the characters say, one tile for each province, sixty claims."""

import re

import pytest
from pypinyin import Style, lazy_pinyin, pinyin

from widgets.record import table


def plain(text):
    return re.sub(r"[\s’',]", "", text).lower()


# where the library reads a character otherwise than the phrase is said
SAID = {"以钢为纲": "yǐgāngwéigāng", "以粮为纲": "yǐliángwéigāng", "第一个五年计划": "dìyīgèwǔniánjìhuà"}


@pytest.mark.parametrize("term", table("glossary"), ids=lambda term: term["english"])
def test_pinyin_is_what_the_characters_say(term):
    characters = term["simplified"].replace("，", "")
    expected = SAID.get(characters) or "".join(lazy_pinyin(characters, style=Style.TONE))
    assert plain(term["pinyin"]) == plain(expected)


@pytest.mark.parametrize("term", table("glossary"), ids=lambda term: term["english"])
def test_traditional_characters_say_the_same(term):
    simplified, traditional = term["simplified"], term["traditional"]
    assert len(simplified) == len(traditional)
    for one, other in zip(simplified, traditional, strict=True):
        readings = [set(pinyin(character, style=Style.TONE, heteronym=True)[0]) for character in (one, other)]
        assert readings[0] & readings[1], f"{one} and {other}"


def test_names_of_provinces_are_what_the_characters_say():
    for row in table("provinces"):
        usual = {"陕西": "shaanxi"}  # spelt with two a to keep it apart from Shanxi
        assert plain(row["pinyin"]) == usual.get(row["chinese"], "".join(lazy_pinyin(row["chinese"])))


def test_no_two_provinces_share_a_tile():
    places = [(row["tile_row"], row["tile_col"]) for row in table("provinces")]
    assert len(set(places)) == len(places) == 29


def test_the_sixty_claims_are_there():
    assert [row["id"] for row in table("claims")] == [f"C{number:02}" for number in range(1, 61)]
