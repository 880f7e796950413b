"""The loader: one call for a series, one for a table, and a message that leads to the cell where something is wrong."""

import json
import re
import shutil
from pathlib import Path

import pytest

from widgets.contract import LAYERS, STATUSES
from widgets.record import DataError, names, series, table, tables
from widgets.shelf import ledger
from widgets.surfaces import works

ROOT = Path(__file__).parents[1]


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the record to damage, with the working folder inside it; the result edits the lines of one file."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "book").mkdir()
    shutil.copy(ROOT / "book/references.bib", tmp_path / "book")
    monkeypatch.chdir(tmp_path / "book")

    def edit(change, file="national_annual.csv"):
        path = tmp_path / "data" / file
        lines = path.read_text("utf-8").splitlines()
        change(lines)
        path.write_text("\n".join(lines) + "\n", "utf-8")

    return edit


STEEL, YEAR = "steel_output", 1959


def place(lines, year=YEAR):
    """Where the line of steel in one year is, counted from 0; a spreadsheet's row is one more."""
    return next(i for i, line in enumerate(lines) if line.startswith(f"{STEEL},") and f",{year}," in line)


def put(new, old):
    """A damage: in the row of steel in 1959, `new` stands where `old` stood."""

    def change(lines):
        assert old in lines[place(lines)]
        lines[place(lines)] = lines[place(lines)].replace(old, new)

    return change


def head(new, old):
    """A damage to the names of the columns."""
    return lambda lines: lines.__setitem__(0, lines[0].replace(old, new))


# what is done to a copy, and the message: {row} is the row of 1959, {first} and {last} those of the whole series
DAMAGES = {
    "a letter in a number": (put("13.8l", "13.87"), "{row}, column value: found '13.8l'; expected a number"),
    "a decimal comma": (put('"13,87"', "13.87"), "{row}, column value: found '13,87'; expected a number"),
    "a number that is none": (put("nan", "13.87"), "{row}, column value: found 'nan'; expected a number"),
    "a row dropped": (lambda lines: lines.pop(place(lines)), "{row}, column year: found 1960 .*; expected 1959"),
    "a last row dropped": (lambda lines: lines.pop(place(lines, 1966)), "{last}, column year: found 17 rows for steel"),
    "a year twice": (
        lambda lines: lines.insert(place(lines), lines[place(lines)]),
        "{next}, column year: found steel_output, China, 1959 a second time, first in row {row};",
    ),
    "a year out of order": (put(",1967,", ",1959,"), "{row}, column year: found 1967 .*; expected 1959"),
    "a value without status": (put(",,", ",seen,"), "{row}, column status: found nothing; expected a status"),
    "a status without value": (put(",,", ",13.87,"), "{row}, column status: found 'seen'; expected no status"),
    "a status misspelt": (put(",sean,", ",seen,"), "{row}, column status: found 'sean'; .*nearest is 'seen'"),
    "a layer misspelt": (put(",publised,", ",published,"), "{row}, column layer: .*nearest is 'published'"),
    "a unit of its own": (put(",tons,", ",million tonnes,"), "{row}, column unit: found 'tons'; .*as in row {first}"),
    "a cell too many": (put(",seen,,", ",seen,"), "{row}: found 12 cells; expected 11"),
    "an empty label": (put(",,", ",Steel output,"), "{row}, column label: found nothing; expected a value"),
    "a column renamed": (head("state", "status"), "1, column state: found 'state'; .*nearest is 'status'"),
    "a column missing": (head("", ",note"), "1, column note: found no such column"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_copy_is_refused_at_its_cell(copy, damage):
    change, message = DAMAGES[damage]
    rows = {}
    copy(lambda lines: rows.update({year: place(lines, year) + 1 for year in (1949, 1959, 1966)}))
    copy(change)
    message = message.format(row=rows[1959], next=rows[1959] + 1, first=rows[1949], last=rows[1966] - 1)
    with pytest.raises(DataError, match=f"data/national_annual.csv, row {message}"):
        series("grain_output_revised")


def test_an_unknown_source_key_is_refused_at_its_cell(copy):
    rows = []
    copy(lambda lines: rows.append(place(lines, 1949) + 1))
    copy(lambda lines: lines.__setitem__(slice(None), [line.replace("cow_nmc7", "cow_nmc8") for line in lines]))
    found = ledger.cited(ledger.bibliography())
    assert found[0] == (
        f"data/national_annual.csv, row {rows[0]}, column source: found the source 'cow_nmc8'; "
        "expected a key of book/references.bib; the nearest is 'cow_nmc7'"
    )
    assert len(found) == 18


def test_the_bibliography_may_be_laid_out_as_its_owner_likes(copy, monkeypatch):
    work = "@book{li2000, author={Li, A. and {\\'O} Gr{\\'a}da, C.}, year=2000, known = \"seen\" }\n @comment{none}\n"
    Path("references.bib").write_text(work, "utf-8")
    monkeypatch.setattr(works, "works", works.works.__wrapped__)
    assert works.cited(["li2000"]) == "Li and Ó Gráda (2000)"
    assert ledger.bibliography() == {"li2000": {"known": "seen", "seen": ""}}


def test_a_series_may_not_stand_in_two_files(copy):
    copy(lambda lines: lines.__setitem__(slice(None), [line.replace(STEEL, "deaths_wpp2024") for line in lines]))
    with pytest.raises(
        DataError, match=r"data/demography.csv, row \d+, column series: found 'deaths_wpp2024', which stands"
    ):
        series("grain_output_revised")


def test_a_missing_file_is_named(copy):
    copy(lambda lines: None)
    (Path.cwd().parent / "data/timeline.csv").unlink()
    with pytest.raises(DataError, match="data/timeline.csv: found no such file"):
        table("timeline")


def test_a_date_of_the_wrong_form_is_refused(copy):
    copy(lambda lines: lines.__setitem__(1, lines[1].replace("1949-10-01", "1 October 1949")), "timeline.csv")
    with pytest.raises(DataError, match="data/timeline.csv, row 2, column date: found '1 October 1949'"):
        table("timeline")


def test_an_edit_is_seen_without_a_restart(copy):
    before = series(STEEL)[1959]
    copy(put("13.9", "13.87"))
    assert (before, series(STEEL)[1959]) == (13.87, 13.9)


def test_a_series_is_added_by_rows_alone(copy):
    def add(lines):
        lines += [
            line.replace(STEEL, "steel_again").replace("Steel output", "Steel again") for line in lines if STEEL in line
        ]

    copy(add)
    assert series("steel_again").values == series(STEEL).values


def test_a_file_saved_with_a_byte_order_mark_is_read(copy):
    copy(lambda lines: lines.__setitem__(0, "\ufeff" + lines[0]))
    assert series(STEEL)[1957] == 5.35


# ---- the calls ------------------------------------------------------------------------------------------------------
def test_a_series_knows_what_it_is():
    grain = series("grain_output_first_published")
    assert (grain[1958], grain.unit, grain.layer, grain.place) == (200.0, "million tonnes", "published", "China")
    assert grain.source == ["ssb1980s", "linyang2000food"]
    assert len(grain.years) == len(grain.values) == len(grain.statuses) == len(grain.notes) == 18
    assert "Lin and Yang" in grain.about


def test_every_series_goes_to_the_page_as_plain_lists():
    for name, places in names().items():
        for place in places:
            record = series(name, place)
            assert json.loads(json.dumps(record.plain())) == record.plain()
            assert record.layer in LAYERS
            assert set(record.statuses) <= set(STATUSES)
            assert None not in record.values


def test_a_year_nobody_found_is_left_out_but_known_by_its_row():
    animals = series("large_animals")
    assert 1954 not in animals.years
    with pytest.raises(
        DataError, match=r"series large_animals, row \d+, column value: found no value for 1954.*nearest is 1955"
    ):
        animals[1954]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: series("grain_output_revisd"), "the nearest is 'grain_output_revised'"),
        (lambda: series("province_death_rate", "Anhuy"), "column place: found 'Anhuy'.*the nearest is 'Anhui'"),
        (lambda: series("province_death_rate"), "column place: found no place; expected one of Beijing, "),
        (
            lambda: table("timelines"),
            "data/datapackage.json, column name: found 'timelines'.*the nearest is 'timeline'",
        ),
        (
            lambda: series(STEEL)[1970],
            "found no value for 1970; expected a year with a value .1949 to 1966.; the nearest is 1966",
        ),
        (lambda: series(STEEL)["1958"], "found no value for '1958'"),
    ],
)
def test_what_is_not_there_is_named_with_the_nearest(call, message):
    with pytest.raises(DataError) as caught:
        call()
    assert re.search(message, str(caught.value))


def test_a_missing_year_is_a_key_error_too():
    with pytest.raises(KeyError):
        series(STEEL)[1970]


def test_a_table_has_types_and_cannot_be_spoilt_by_its_reader():
    first = table("steel_targets")
    assert (first[0]["for_year"], first[0]["steel"], first[0]["set_on"]) == (1972, 40.0, "1957-11-18")
    first[0]["steel"] = 0
    assert table("steel_targets")[0]["steel"] == 40.0
    assert next(row["low"] for row in table("excess_death_estimates") if row["label"] == "Coale 1984") is None


def test_the_record_is_found_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "glossary" in tables()


def test_every_note_belongs_to_a_series():
    assert {row["series"] for row in table("series_notes")} <= set(names())


def test_a_series_and_its_place_may_be_asked_for_in_one_name():
    britain, apart = series("international_steel, United Kingdom"), series("international_steel", "United Kingdom")
    assert (britain.years, britain.values, britain.source) == (apart.years, apart.values, apart.source)
    assert (britain.name, britain.label) == ("international_steel, United Kingdom", "Steel output, United Kingdom")
    assert apart.label == "Steel output"
    with pytest.raises(DataError, match="column place: found 'Britain'; expected one of China"):
        series("international_steel, Britain")


def test_a_table_that_is_not_utf_8_is_told_by_name(copy):
    """As an older Excel saves it."""
    copy(lambda lines: None)
    path = Path("../data/national_annual.csv")
    path.write_bytes(path.read_bytes() + "émigrés".encode("cp1252"))
    with pytest.raises(DataError, match=r"data/national_annual.csv.*UTF-8"):
        series("steel_output")


def test_a_slip_in_the_package_is_told_by_name(copy):
    path = Path("../data/datapackage.json")
    path.write_text(path.read_text("utf-8").replace('",\n', '"\n', 1), "utf-8")
    with pytest.raises(DataError, match="data/datapackage.json.*JSON"):
        series("steel_output")
