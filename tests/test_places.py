"""Places: a series of the record at all its places, as a mini-model asks for it and as both interpreters receive it."""

import json

import pytest

from widgets import contract
from widgets.places import asked
from widgets.record import DataError, names, series, table


def test_one_place_and_the_nation_come_as_they_always_did():
    assert asked("grain_output_revised").plain() == series("grain_output_revised").plain()
    assert asked("province_death_rate, Anhui").plain() == series("province_death_rate, Anhui").plain()


def test_all_places_come_with_the_values_of_the_record_and_what_is_only_remembered_is_left_out():
    rates, seen = asked("province_death_rate, *"), 0
    for place in names()["province_death_rate"]:
        record = series("province_death_rate", place)
        known = dict(zip(record.years, zip(record.values, record.statuses, strict=True), strict=True))
        for year in range(1949, 1970):
            value, status = known.get(year, (None, "recalled"))
            assert rates.at(place, year) == (None if status == "recalled" else value), (place, year)
            seen += status != "recalled"
    assert seen > 200
    assert rates.at("Guangxi", 1960) is None
    assert rates.at("Atlantis", 1960) is None
    assert "recalled" not in rates.statuses
    assert "yang2012tombstone" in rates.source


def test_years_can_be_named():
    some = asked("province_death_rate, * 1957-1958")
    assert (some.at("Anhui", 1957), some.at("Anhui", 1959)) == (9.1, None)
    assert asked("province_grain_output, * 1957").at("Zhejiang", 1957) is None, "there is a row, and no value"


def test_a_column_of_a_table_by_province_and_year_is_such_a_series():
    means = asked("county_means.weighted_mean, * 1957-1962")
    rows = [row for row in table("county_means") if 1957 <= row["year"] <= 1962]
    assert all(means.at(row["province"], row["year"]) == row["weighted_mean"] for row in rows)
    assert (means.unit, means.layer, means.source, means.statuses) == (
        "per thousand",
        "published",
        ["caoxuzhang2022clans"],
        ["computed"],
    )


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("province_death_rat, *", "the nearest is 'province_death_rate'"),
        ("province_death_rate, * 57", "expected a year, or two with a dash"),
        ("province_death_rate, * 1957 to 1962", "expected a year, or two with a dash"),
        ("county_mean.mean, *", "the nearest is 'county_means'"),
        ("county_means.status, *", "a table by province and year, and a column with a unit"),
        ("provinces.tile_row, *", "a table by province and year, and a column with a unit"),
    ],
)
def test_what_the_record_has_not_is_refused(wanted, told):
    with pytest.raises(DataError, match=told.replace("(", r"\(")):
        asked(wanted)


def test_a_page_receives_what_the_equations_had():
    for wanted in ("province_death_rate, * 1957-1962", "grain_output_revised"):
        sent = json.loads(json.dumps(asked(wanted).plain()))
        assert contract.received(sent).plain() == asked(wanted).plain()
    assert contract.received(sent)[1958] == asked("grain_output_revised")[1958]
