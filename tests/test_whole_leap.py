"""The whole leap: every value of the specification, at its own settings, and what the coupled model says as it opens.

The specification was written before Zhou Enlai's account of the resale and the counts of communes had been read: it sells
back 30 per cent, takes 25 as usual and lets places be ordered on 20 September. There the equations are held against it;
the model itself opens with what the chapters have found since.
"""

import byhand
import chapters
import pytest

from widgets.contract import digits
from widgets.models import six_harvests, whole_leap
from widgets.models.commune_spread import spread
from widgets.models.inflexible_quota import shared_out
from widgets.record import series, table
from widgets.shelf import library

AREA = [1, 0.955, 0.868, 0.916, 0.909, 0.910]
STORMS = [0, 0, 0, 0.12, 0.12, 0]
COUNTED = series("grain_output_first_published")
# the record as the specification rounds it: harvests, and takes by the Food Ministry
RECORD = dict(zip(range(1957, 1963), [195, 200, 170, 143.5, 147.5, 160], strict=True))
MINISTRY = dict(zip(range(1957, 1963), [48.0, 58.8, 67.4, 51.1, 40.5, 38.2], strict=True))
HANDS = dict(zip(range(1957, 1963), [193, 193, 163, 170, 197, 213], strict=True))
BACK = {"resale": 30, "usual": 25}


def joined():
    """The specification's share in communes: copying until 20 September 1958, five times as fast from then on."""
    path = spread(0.063)[:154]
    for _ in range(154, 240):
        path.append(min(1, path[-1] + 5 * 0.063 * path[-1] * (1 - path[-1])))
    return path


def specified(instead="none", boast=60, area=None, storms=None, target=True):
    """The six years at the specification's settings: rows as `leap` gives them, and what went in."""
    settings = byhand.settings(library.load("whole_leap"), {**BACK, "boast": boast})
    rest = {name: settings[name] for name in settings if name not in ("instead", "boast", "months")}
    rest["rebuilt"] = 100 / 3
    sold, bought = series("grain_exports"), series("grain_imports")
    s = whole_leap.ready(instead, boast, 3, COUNTED, HANDS, sold, bought, rest)
    gone = six_harvests.called(180 if target and instead != "drive" else 0, [joined()[day] for day in six_harvests.MID])
    s["gone"] = [0 if n == 9 and instead == "october" else away for n, away in enumerate(gone)]
    s["sown"], s["storm"] = area or [1] * 6, storms or [0] * 6
    if instead == "exports":
        s["relief"][0] = sold[1957]
    return whole_leap.leap(s), s


def column(rows, place):
    return [round(row[place], 1) for row in rows]


def eaten(rows):
    return [round(sum(row[5]), 1) for row in rows]


def ends(rows, s):
    """Left to eat in the poorest and in the richest of five provinces."""
    found = []
    for row, hope in zip(rows, s["hopes"], strict=True):
        places = [1000 * row[0] / 550 * part for part in whole_leap.UNEQUAL]
        left = shared_out(places, 1 + hope, 1000 * row[2] / 550, 200, 0.75)
        found.append((round(left[0], 1), round(left[4], 1)))
    return [list(side) for side in zip(*found, strict=True)]


# ---- the specification, at its settings -----------------------------------------------------------------------------------
def test_what_the_furnaces_call_for_and_cost():
    rows, s = specified()
    assert [round(away, 1) for away in s["gone"][8:]] == [41.8, 89.3, 89.3, 59.6]
    assert round((1 - s["lost"]) ** 0.1, 3) == 0.929
    assert [round(month, 1) for month in rows[1][5]] == [24.0] * 3 + [13.0] * 4 + [10.7] * 5


def test_the_share_of_three_harvests_that_comes_in():
    rows, s = specified()
    tools = [1, *((1 - s["lost"] * (2 / 3) ** n) ** 0.1 for n in range(2))]
    shares = [row[0] / (full * tool) for row, full, tool in zip(rows[1:], s["full"][1:], tools, strict=False)]
    assert [round(share, 3) for share in shares] == [0.923, 0.945, 0.960]


@pytest.mark.parametrize(
    ("changes", "crop", "take", "ate"),
    [
        ({}, [195.0, 198.5, 181.7, 196.0, 213.8, 222.4], [48.8, 59.5, 72.7, 68.6, 58.8, 55.6], None),
        ({"area": AREA}, [195.0, 192.6, 164.1, 182.2, 201.0, 209.1], None, None),
        (
            {"area": AREA, "storms": STORMS},
            [195.0, 192.6, 164.1, 160.4, 176.1, 209.1],
            [48.8, 57.8, 65.7, 56.1, 48.4, 52.3],
            [204.0, 168.6, 141.7, 153.6, 187.2, 204.0],
        ),
    ],
)
def test_harvest_take_and_bowl(changes, crop, take, ate):
    rows, _ = specified(**changes)
    assert column(rows, 0) == crop
    assert take in (None, column(rows, 1))
    assert ate in (None, eaten(rows))


def test_food_left_and_eaten_on_average_and_in_the_poorest_and_the_richest_province():
    rows, s = specified()
    assert column(rows, 4) == [203.9, 194.9, 155.3, 179.9, 216.7, 232.5]
    assert eaten(rows) == [204.0, 177.7, 160.6, 187.4, 204.0, 204.0]
    poor, rich = ends(rows, s)
    assert poor == [166.8, 155.9, 125.6, 143.5, 171.4, 183.5]
    assert rich == [241.0, 233.8, 184.9, 216.4, 262.0, 281.4]


@pytest.mark.parametrize(
    ("changes", "ate"),
    [
        ({"instead": "true"}, [198.6, 197.3, 204.0]),
        ({"instead": "october"}, [193.9, 163.3, 187.9]),
        ({"instead": "meals"}, [185.7, 165.3, 188.2]),
        ({"instead": "exports"}, [187.8, 169.4, 193.2]),
        ({"instead": "imports"}, [177.7, 162.9, 195.6]),
        ({"instead": "drive"}, [197.0, 174.8, 196.1]),
        ({"instead": "bends"}, [177.7, 160.6, 187.4]),
    ],
)
def test_one_thing_changed(changes, ate):
    assert eaten(specified(**changes)[0])[1:4] == ate


def test_a_quota_that_bends_leaves_the_mean_alone_and_lifts_the_poorest():
    rows, s = specified("bends")
    assert ends(rows, s)[0][2] == 151.3


@pytest.mark.parametrize(
    ("changes", "crop", "take", "explained"),
    [
        ({}, 21.4, 22.6, [68, 25, 8, 6]),
        ({"area": AREA}, 16.9, 17.3, [116, 44, 26, 26]),
        ({"area": AREA, "storms": STORMS}, 11.5, 12.0, [116, 76, 60, 26]),
    ],
)
def test_the_misfit_and_the_part_of_the_gap_explained(changes, crop, take, explained):
    rows, s = specified(**changes)
    assert round(six_harvests.missed([row[0] for row in rows], RECORD), 1) == crop
    assert round(six_harvests.missed([row[1] for row in rows], MINISTRY), 1) == take
    gaps = [(s["full"][n] - rows[n][0]) / (s["full"][n] - COUNTED[1957 + n]) for n in range(2, 6)]
    assert [round(100 * gap) for gap in gaps] == explained


def test_calendar_years_eaten():
    rows, _ = specified()
    months = [month for row in rows for month in row[5]][2:]
    assert [round(sum(months[12 * n : 12 * n + 12])) for n in range(5)] == [218, 156, 165, 191, 204]


def test_with_the_recorded_harvests_the_take_misses_by_two_per_cent():
    rows, s = specified()
    takes = [whole_leap.shared(s, n, COUNTED[year])[0] for n, year in enumerate(range(1957, 1963))]
    assert round(six_harvests.missed(takes, MINISTRY), 1) == 1.8


# ---- the model as it opens ---------------------------------------------------------------------------------------------------
def found(**changes):
    module = library.load("whole_leap")
    return library.work(module, byhand.settings(module, changes))


def test_every_control_that_a_chapter_declares_is_that_chapter_s_own():
    """A range or a default changed there is changed here, and so is what it rests on."""
    whole = library.load("whole_leap").CONTROLS
    rooms = ["grain_balance", "canteen_stock", "commune_spread", "labour_split", "furnace_balance", "six_harvests"]
    for name, room in zip(["resale", "months", "copy", "loss", "tools", "hunger"], rooms, strict=True):
        assert {**whole[name], "more": 0} == {**library.load(room).CONTROLS[name], "more": 0}


def test_nothing_is_made_or_lost_between_field_and_bowl():
    """Six crops less seed and less what is not sold back are eaten, spoilt or still in store."""
    for instead in ("none", "meals", "true"):
        rows = specified(instead)[0]
        spoilt = 0.1 * sum(rows[1][5][:3]) if instead != "meals" else 0
        there = sum(row[4] for row in rows)
        assert sum(sum(row[5]) for row in rows) + spoilt <= there + rows[-1][4]


def test_what_is_left_before_resale_is_the_crop_less_the_take():
    values = found()
    for crop, taken, left in zip(values["reaped"], values["taken"], values["before"], strict=True):
        assert left == pytest.approx((crop - taken) / 0.55)


def test_history_has_no_other_course_beside_it():
    values = found()
    assert values["beside"] == "none"
    assert values["was"] == values["ate"]
    other = found(instead="retreat")
    assert other["was"] == values["ate"]
    assert other["ate59"] > values["ate59"]


def test_nothing_in_it_counts_people_who_died():
    module = library.load("whole_leap")
    units = {declared["unit"] for declared in module.RESULTS.values() if "unit" in declared}
    assert units <= {"", "kg", "kg a villager", "million tonnes", "per cent"}


def test_six_harvests_with_a_full_bowl_are_those_of_a_leap_without_hunger():
    module = library.load("six_harvests")
    full = library.work(module, byhand.settings(module, {"fed": 100}))
    assert full["reaped"] == pytest.approx(found(hunger=0)["reaped"])


# ---- what the chapter prints ------------------------------------------------------------------------------------------------
def printed(line):
    """The numbers of the chapter's table row that begins so."""
    (row,) = [row for row in chapters.prose("the-whole-leap").splitlines() if row.startswith(f"| {line}")]
    return [cell.strip() for cell in row.strip("| ").split("|")[1:]]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Harvest, Mt", "reaped"),
        ("Taken, Mt", "taken"),
        ("Left before resale", "before"),
        ("The state's pool", "town"),
        ("Eaten, kg", "ate"),
    ],
)
def test_the_table_beside_the_record_is_the_model_s(line, name):
    assert printed(line) == [digits(value) for value in found()[name]]


def test_the_table_of_changes_is_the_ensemble_s():
    rows = {(row["instead"], row["crop"]): row for row in table("ensemble_bands")}
    names = {
        "true": "[the crop is known",
        "exports": "[no grain is sold",
        "retreat": "[the retreat a year",
        "drive": "[no drive for",
    }
    for instead, line in names.items():
        told = [
            [digits(rows[instead, crop][f"more_{end}"]) for end in ("median", "low", "high")] for crop in (1959, 1960)
        ]
        assert printed(line) == ["{} ({} to {})".format(*numbers) for numbers in told]
