"""Figures: what Counting grain says in its text is what the tables give; no other page splits the fall its own way."""

import re
import sys

import byhand
import chapters
import pytest

from widgets.record import series as recorded
from widgets.shelf import library

PAGE = "counting-grain"
ZHOU = {1957: 20, 1959: 25, 1960: 20, 1961: 13.4}  # resale, Mt: mean of 1953-57, of 1958-59, "over", 1961-62
JIN = {  # two provinces, 100 million jin, trade grain, 1957 to 1961 (grainministry1962): procured, sold
    "Shandong": ([51.04, 61.82, 74.69, 29.57, 42.95], [55.66, 71.42, 66.73, 45.44, 40.93]),
    "Gansu": ([16.91, 22.2, 25.09, 12.34, 9.65], [13.08, 20.38, 19.27, 17.94, 10.75]),
}


series = recorded  # a test plants a change here


# ---- the arithmetic ---------------------------------------------------------------------------------------------------
def villager(year, weight=1.0):
    """Kilograms of the year's crop for each villager: grown, and taken before resale."""
    people = series("rural_population")[year]
    crop, take = series("grain_output_first_published")[year], series("procurement_trade_grain")[year]
    return 1000 * crop / people, 1000 * weight * take / people


def fall(weight=1.0):
    """The one split of the fall in grain left from 1957 to 1959: not grown, taken on top, together."""
    (grown, taken), (less, more) = villager(1957, weight), villager(1959, weight)
    return grown - less, more - taken, (grown - taken) - (less - more)


def by_share():
    """The same fall, where the share that was taken in 1957 is held to be usual."""
    (grown, taken), (less, more) = villager(1957), villager(1959)
    usual = less * (1 - taken / grown)
    return (grown - taken) - usual, usual - (less - more)


def resold(year):
    grown, taken = villager(year)
    return grown - taken + 1000 * ZHOU[year] / series("rural_population")[year]


def share(year, weight=1.0):
    grown, taken = villager(year, weight)
    return 100 * taken / grown


def net(year):
    return series("grain_exports")[year] - series("grain_imports")[year]


def rate(year, place=None):
    return series("province_death_rate", place)[year] if place else series("death_rate_official")[year]


def model(**changes):
    module = library.load("grain_balance")
    return library.work(module, byhand.settings(module, changes))


# ---- what the text says -----------------------------------------------------------------------------------------------
def sentences():
    """[(page, words as they must stand there)], every figure computed from the tables."""
    take, crop, town = (
        series(name) for name in ("procurement_trade_grain", "grain_output_first_published", "urban_population")
    )
    (grown, taken), (less, more), (lost, added, whole) = villager(1957), villager(1959), fall()
    left, kept = grown - taken, less - more
    heavy, people = fall(1.15), series("rural_population")[1959]
    december = 12 * (rate(1958, "Sichuan") - rate(1957, "Sichuan")) / rate(1957, "Sichuan") + 1
    met = [model(why=way, **one) for way, one in (("towns", {"ration": 250}), ("belief", {"believed": 60}))]
    met.append(model(why="rule", hope=35))
    text = [
        f"gave {crop[1959]:.0f} million tonnes of grain, {crop[1958] - crop[1959]:.0f} million fewer",
        f"{take[1959]:.0f} million tonnes after {take[1958]:.0f}",
        f"from {rate(1957, 'Sichuan'):.1f} in 1957 to {rate(1958, 'Sichuan'):.1f} in calendar 1958",
        f"in Gansu from {rate(1957, 'Gansu'):.1f} to {rate(1958, 'Gansu'):.1f}",
        f"in Yunnan from {rate(1957, 'Yunnan'):.1f} to {rate(1958, 'Yunnan'):.1f}",
        f"For the nation it went from {rate(1957):.1f} to {rate(1958):.1f}",
        f"some {('thirteen', 'fourteen', 'fifteen')[round(december) - 13]} times the rate of 1957",
        f"{100 * (series('grain_output_announced')[1958] / crop[1958] - 1):.0f} per cent above the 200",
        f"rose from {take[1957]:.1f} to {take[1959]:.1f} million tonnes, and from {share(1957):.1f} to "
        f"{share(1959):.1f} per cent",
        f"nearer to {1.15 * take[1959]:.0f} million tonnes of grain as harvested, {share(1959, 1.15):.0f} per cent",
        f"before resale, {left:.1f} kilograms left from the crop of 1957 and {kept:.1f} from that of 1959",
        f"The fall of {whole:.1f} kilograms",
        f"| Grown | {grown:.1f} | {less:.1f} | {lost:.1f} |",
        f"| Taken | {taken:.1f} | {more:.1f} | {added:.1f} |",
        f"| Left before resale | {left:.1f} | {kept:.1f} | {whole:.1f} |",
        f"So {100 * lost / whole:.0f} per cent of it had not grown and {100 * added / whole:.0f} per cent was taken",
        "{:.1f} kilograms would fall to the harvest and {:.1f} to the take".format(*by_share()),
        f"after it the fall is about {round(resold(1957) - resold(1959), -1):.0f}",
        f"less still, {series('grain_left_in_villages')[1960]:.0f} kilograms before resale, and by Zhou’s figures about "
        f"{resold(1960):.0f} after it, against {resold(1959):.0f}",
        f"the death rate fell, from {rate(1960):.1f} to {rate(1961):.1f}",
        f"the towns grew from {town[1957]:.0f} to {town[1959]:.0f} million people",
        f"275 million tonnes, {275 - crop[1959]:.0f} more than was counted later",
        "too much of the crop of 1960: {:.0f}, {:.0f} and {:.0f} million".format(*(values["later"] for values in met)),
        f"where the record has {take[1960]:.1f}",
        f"sold {net(1958):.1f} million tonnes more grain abroad than it bought, and in 1959, {net(1959):.1f} million",
        f"in 1960 it was still {net(1960):.1f}",
        f"in 1961 net imports were {-net(1961):.1f} million tonnes",
        f"it would have been {1000 * net(1959) / people:.0f} kilograms each, and with the imports of 1961, had they come "
        f"for the winter of 1959-60, {1000 * (net(1959) - net(1961)) / people:.0f}",
        f"some {25.17 * 200 / 1000:.0f} million tonnes (computed here",
    ]
    for place, rows in JIN.items():
        for words, row in zip(("procured", "sold"), rows, strict=True):
            text.append(f"| {place}, {words} | " + " | ".join(f"{jin / 20:.2f}" for jin in row) + " |")
    answers = [
        f"{left:.1f} less {kept:.1f} is {whole:.1f}. Of it {lost:.1f} had not grown, and {added:.1f} were taken on top",
        f"At {share(1957):.1f} per cent, {less * share(1957) / 100:.1f} kilograms would have been taken of the {less:.1f} "
        f"and {less * (1 - share(1957) / 100):.1f} left",
        "So {:.1f} kilograms of the fall go with the smaller harvest and {:.1f} with".format(*by_share()),
        f"grows from {added:.1f} to {heavy[1]:.1f} kilograms",
        f"and the fall is {heavy[2]:.1f}",
        "Towns at 250 kilograms take {:.0f} million tonnes of the crop of 1959, {:.0f} of that of 1958 and {:.0f}".format(
            *(met[0]["taken"][at] for at in (2, 1, 3))
        ),
        "believed it is {:.0f}, {:.0f} and {:.0f}".format(*(met[1]["taken"][at] for at in (2, 1, 3))),
        "more it is {:.0f}, {:.0f} and {:.0f}".format(*(met[2]["taken"][at] for at in (2, 1, 3))),
    ]
    return [(PAGE, words) for words in text] + [("solutions", words) for words in answers]


def prose(page):
    if page == PAGE:
        return chapters.prose(PAGE)
    return (chapters.BOOK / "solutions" / f"{PAGE}.md").read_text(encoding="utf-8")


def missing(text, words):
    """Whether these words, and these figures, do not stand in the text."""
    return " ".join(words.split()) not in " ".join(text.split())


@pytest.mark.parametrize(("page", "words"), sentences(), ids=lambda value: value[:60])
def test_a_figure_in_the_text_is_what_the_tables_give(page, words):
    assert not missing(prose(page), words)


def test_a_figure_that_was_changed_is_noticed():
    """Planted: one digit of each sentence and of each row."""
    for page, words in sentences():
        figure = re.search(r"\d[\d.]*\d", words)
        if figure:
            wrong = words.replace(figure[0], figure[0][:-1] + str((int(figure[0][-1]) + 1) % 10), 1)
            assert missing(prose(page).replace(words, wrong), words), words


@pytest.mark.parametrize("name", ["procurement_trade_grain", "grain_output_first_published", "rural_population"])
def test_a_value_that_was_changed_in_a_table_is_noticed(name, monkeypatch):
    """Planted: the value of 1959, one per cent larger."""

    def planted(asked, place=None):
        record = recorded(asked, place)
        return {year: record[year] * (1.01 if (asked, year) == (name, 1959) else 1) for year in record.years}

    monkeypatch.setattr(sys.modules[__name__], "series", planted)
    assert [words for page, words in sentences() if missing(prose(page), words)]


def test_the_two_parts_are_the_whole():
    for weight in (1.0, 1.15):
        lost, added, whole = fall(weight)
        assert lost + added == pytest.approx(whole)
    assert sum(by_share()) == pytest.approx(fall()[2])


def test_the_recorded_series_is_what_is_computed_here():
    record = series("grain_left_in_villages")
    for year in range(1957, 1963):
        grown, taken = villager(year)
        assert record[year] == pytest.approx(grown - taken, abs=0.6)


def test_shandong_sold_more_than_it_took_when_the_text_says():
    procured, sold = JIN["Shandong"]
    assert [1957 + at for at in range(5) if sold[at] > procured[at]] == [1957, 1958, 1960]


# ---- one split in the whole book --------------------------------------------------------------------------------------
SHRANK = re.compile(r"shr[aiu]nk|smaller (crop|harvest)|not grown|(crop|harvest)\w* (itself )?(fell|had fallen)", re.I)
GREW = re.compile(r"(take|taken)\b[^.]*\b(grown|grew|rose|on top)|larger take|taken on top", re.I)


def rivals(text):
    """Where a text splits a fall in grain, in figures, between a smaller crop and a larger take."""
    stops = [" ".join(part.split()) for part in re.split(r"(?<=[.?])\s", text)]
    pairs = [f"{first} {second}" for first, second in zip(stops, [*stops[1:], ""], strict=True)]
    return [
        pair for pair in pairs if SHRANK.search(pair) and GREW.search(pair) and len(re.findall(r"\b\d+\b", pair)) >= 2
    ]


OTHERS = sorted(set(chapters.notebooks()) - {PAGE})


@pytest.mark.parametrize("page", OTHERS)
def test_no_other_chapter_splits_the_fall(page):
    assert rivals(chapters.prose(page)) == []


@pytest.mark.parametrize("path", sorted(chapters.BOOK.glob("solutions/*.md")), ids=lambda path: path.stem)
def test_no_other_solution_does(path):
    assert path.stem == PAGE or rivals(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "split",
    [  # as the book once had it
        "The crop itself had shrunk by 52 kilograms a villager, and the take had grown by 23, from 94 to 117.",
        "So 26 of the 59 kilograms that are missing come of the smaller crop and 33 of the larger take.",
        "Of these, 30 million had not grown, and 12 million were taken on top of the last year’s take.",
    ],
)
def test_a_rival_split_is_noticed(split):
    assert rivals(f"It was so. {split} And so on.")
