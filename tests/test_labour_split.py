"""Field or furnace: the equations against the values they were specified with (each to half a unit of its last digit)."""

import byhand
import pytest

from widgets import contract
from widgets.models import labour_split
from widgets.models.labour_split import MONTHS, harvest
from widgets.shelf import library

LOSSES = 0.3, 0.5, 0.7


def brought_in(away, loss=0.5, extra=0.15, workers=193):
    """The share of the crop brought in when `away` gives {month: million people away}."""
    hands = [max(0, workers * (1 + extra) - away.get(month[:3], 0)) for month in MONTHS]
    return harvest(hands, loss, care=0.30)[-1][2]


def autumn(*people, first="Sep"):
    start = [month[:3] for month in MONTHS].index(first)
    return dict(zip([month[:3] for month in MONTHS[start : start + 4]], people, strict=True))


def test_with_nobody_away_everything_is_brought_in():
    assert [round(brought_in({}, loss), 3) for loss in LOSSES] == [1, 1, 1]


@pytest.mark.parametrize(
    ("away", "extra", "expected"),
    [
        (autumn(40, 60, 60, 40), 0.15, [0.973, 0.956, 0.938]),
        (autumn(50, 90, 90, 60), 0.15, [0.949, 0.916, 0.883]),
        (autumn(50, 90, 90, 60), 0.0, [0.884, 0.831, 0.783]),
        ({}, 0.0, [0.994, 0.990, 0.986]),
        (autumn(50, 90, 90, 60, first="Aug"), 0.15, [0.929, 0.884, 0.841]),
    ],
)
def test_the_share_brought_in_falls_with_the_loss(away, extra, expected):
    assert [round(brought_in(away, loss, extra), 3) for loss in LOSSES] == expected


def test_releasing_october_saves_most_of_it():
    assert round(brought_in(autumn(60, 0, 90, 90), 0.3), 3) == 0.991


def test_fewer_farm_workers_as_counted_in_1958_cost_grain_without_any_furnace():
    assert round(brought_in({}, workers=155), 3) == 0.966


def test_ninety_million_away_for_one_month_cost_most_in_october():
    cost = {month[:3]: round(1 - brought_in({month[:3]: 90}), 3) for month in MONTHS}
    costly = {"Apr": 0.001, "May": 0.009, "Jun": 0.019, "Jul": 0.023, "Sep": 0.035, "Oct": 0.075}
    assert cost == {**dict.fromkeys(cost, 0), **costly}


def test_care_is_touched_only_when_very_many_are_away():
    assert round(brought_in({"Apr": 100, "May": 100}), 3) == 0.980
    for month, bearable, too_many in [("Jul", 57, 59), ("May", 67, 68), ("Apr", 86, 88)]:
        assert brought_in({month: bearable}) == brought_in({})
        assert brought_in({month: too_many}) < brought_in({})


def test_the_model_loses_three_to_twelve_per_cent_of_one_year_in_the_cases_of_autumn_1958():
    shares = []
    for away in (autumn(40, 60, 60, 40), autumn(50, 90, 90, 60)):
        shares += [100 * (1 - brought_in(away, loss)) for loss in LOSSES]
    assert (round(min(shares)), round(max(shares))) == (3, 12)


def test_the_opening_sentence():
    module = library.load("labour_split")
    values = library.work(module, byhand.settings(module, {}))
    said = contract.say(module.SENTENCE, values, {**module.CONTROLS, **module.RESULTS})
    assert said.startswith(
        "With 90 million people away at the peak, from September to December, a harvest of 215 million tonnes loses 18 million"
    )


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({}, "In this model October has too few hands for the harvest"),
        ({"months": "released"}, "In this model September has too few hands for the harvest"),
        ({"months": "winter"}, "In this model every month has hands enough for its work"),
        ({"months": "own", "sep": 0, "oct": 0, "aug": 120}, "In this model August has too few hands for its work"),
    ],
)
def test_the_title_names_the_month_that_is_short_of_hands(changes, title):
    module = library.load("labour_split")
    assert library.said(module, library.work(module, byhand.settings(module, changes)))["TITLE"] == title


def test_with_nobody_away_no_month_is_named():
    module = library.load("labour_split")
    for changes in ({"away": 0}, {"away": 0, "months": "winter"}):
        said = library.said(module, library.work(module, byhand.settings(module, changes)))["SENTENCE"]
        assert said.startswith("With nobody away in any month, a harvest of 215 million tonnes loses almost nothing:")


def test_the_run_moved_through_the_year_is_the_same_people_in_other_months():
    module = library.load("labour_split")
    moved, early = (library.work(module, byhand.settings(module, one)) for one in ({"begin": 7}, {"months": "early"}))
    assert moved["gone"] == early["gone"] == [0, 0, 50, 90, 90, 60, 0]
    assert (moved["first"], early["first"]) == (7, 7)
    wrapped = library.work(module, byhand.settings(module, {"begin": 10}))
    assert wrapped["gone"] == [0] * 5 + [50, 90]
    assert wrapped["lost"] < 0.5


def test_month_by_month_each_month_is_as_set():
    module = library.load("labour_split")
    lower = byhand.settings(module, module.SCENARIOS["Lower estimate"])
    assert library.work(module, lower)["gone"] == [0, 0, 0, 40, 60, 60, 40]
    assert 1 - library.work(module, lower)["share"] / 100 == pytest.approx(0.956, abs=0.0005)
    assert labour_split.model(**byhand.settings(module, {"months": "own", "away": 55}))["peak"] == 90


def test_a_yearly_rule_hides_the_harvest_peak():
    """A fifth of the labour missing all year costs 3.3 per cent by an elasticity of 0.15, whichever months they are."""
    module = library.load("labour_split")
    assert 1 - 0.8**0.15 == pytest.approx(0.033, abs=0.0005)
    drive, winter = (library.work(module, byhand.settings(module, {"months": m})) for m in ("drive", "winter"))
    assert drive["lost"] > 5 * winter["lost"]
    rule = [215 - values["yearly"][-1] for values in (drive, winter)]
    assert rule[1] > rule[0] > 0


@pytest.mark.parametrize(
    ("changes", "lost", "share"),
    [
        ({}, 18, 8),
        ({"months": "winter"}, 0, 0),
        ({"months": "early"}, 25, 12),
        ({"months": "own", "oct": 0}, 2, 1),
        ({"away": 60, "months": "own", "sep": 40, "oct": 60, "nov": 60, "dec": 40, "loss": 30}, 6, 3),
        ({"loss": 70}, 25, 12),
        ({"loss": 70, "away": 100}, 30, 14),
        ({"extra": 0}, 36, 17),
        ({"extra": 0, "loss": 70}, 47, 22),
    ],
)
def test_what_the_chapter_says_of_other_settings(changes, lost, share):
    module = library.load("labour_split")
    values = library.work(module, byhand.settings(module, changes))
    assert (round(values["lost"]), round(values["share"])) == (lost, share)


def test_the_sums_that_the_chapter_does_outside_the_model():
    """A tenth less land from output and yield; jin a mu as kilograms a hectare; the sick and the dead of Luliang."""
    assert round(100 * (1 - (1 - 0.21) / (1 - 0.12))) == 10
    assert [jin / 2 * 15 for jin in (30, 80)] == [225, 600]
    assert round(1 / 0.0204) == 49
    assert round(109 / 120, 2) == 0.91
