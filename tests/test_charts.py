"""The still figures: what is unsure looks unsure, nothing is coloured, each figure carries words and numbers."""

import csv
import io
import re

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from widgets import drawing
from widgets.charts.charts import as_csv, band, by_province, lines, tiles
from widgets.charts.intervals import intervals, years
from widgets.charts.page import chart_html, sources_text
from widgets.charts.provinces import by_years, courses
from widgets.charts.still import chart, dated
from widgets.charts.tornado import tornado
from widgets.contract import EDGE, INK, INK_2, PAPER, RULE
from widgets.record import series, table

ALT = "A chart made for a test, which says what it shows."
EVENTS = [
    {"date": "1958-08-29", "label": "Beidaihe", "status": "seen"},
    {"date": "1959-07-02", "until": "1959-08-16", "label": "Lushan", "status": "cross-checked"},
    {"date": "1961", "label": "Imports", "status": "recalled"},
]


def grain():
    return lines([series("grain_output_first_published"), series("grain_output_revised")], alt=ALT)


def estimates():
    return intervals(table("excess_death_estimates"), unit="million", alt=ALT)


def rates():
    return tiles(by_province("province_death_rate", 1960), bounds=(12, 18, 30, 50), unit="per thousand", alt=ALT)


def six_years(**more):
    rows = by_years("province_death_rate", 1957, 1962, thin=["Gansu"], also={"Labour camps": [7, 2]})
    return courses(rows, top=90, unit="per thousand", alt=ALT, **more)


def causes():
    return tornado(
        [row for row in table("ensemble_causes") if row["outcome"] == "ate59"], unit="kg a villager", alt=ALT
    )


def events():
    return band(EVENTS, alt=ALT)


CHARTS = {
    "lines": grain,
    "intervals": estimates,
    "tiles": rates,
    "courses": six_years,
    "band": events,
    "tornado": causes,
}


def drawn(axes, marker):
    """How many markers of this form stand on the axes, the key below them left out."""
    inside = [line for line in axes.lines if line.get_marker() == marker and line.get_transform() == axes.transData]
    return sum(len(line.get_xdata()) for line in inside)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_carries_its_words_and_its_numbers(chart):
    axes = CHARTS[chart]()
    assert axes.alt == ALT
    read = list(csv.DictReader(io.StringIO(as_csv(axes))))
    assert len(read) == len(axes.rows)
    assert read[0].keys() == axes.rows[0].keys()
    assert not {row["status"] for row in axes.rows} & {"seen", "recalled"}, "readers get the words, not the keys"


@pytest.mark.parametrize("chart", [lines, intervals, tiles, band])
def test_no_chart_without_a_text_alternative(chart):
    with pytest.raises(TypeError, match="alt"):
        chart([])


@pytest.mark.parametrize("alt", ["", "Grain output", "word " * 91])
def test_a_text_alternative_says_enough_and_not_too_much(alt):
    with pytest.raises(ValueError, match=r"alt: found \d+ words; expected a text of 5 to 90"):
        band(EVENTS, alt=alt)


@pytest.mark.parametrize("chart", CHARTS)
def test_ink_only(chart):
    axes = CHARTS[chart]()
    inks = {ink.lower() for ink in (INK, INK_2, EDGE, RULE, PAPER)}
    for artist in axes.figure.findobj():
        for name in ("color", "facecolor", "edgecolor", "markerfacecolor", "markeredgecolor"):
            colour = getattr(artist, f"get_{name}", lambda: "none")()
            if isinstance(colour, str) and colour != "none":
                assert to_hex(colour) in inks | {"#000000"}  # black: matplotlib's own, of parts that are not drawn


def test_a_turned_text_stays_turned_and_a_level_one_carries_no_old_numbers():
    axes = Figure().add_axes([0.2, 0.2, 0.7, 0.7])
    axes.set_ylabel("upright")
    axes.text(0.5, 0.5, "sloping", rotation=30, rotation_mode="anchor")
    axes.text(0.1, 0.1, "level")
    svg, _ = drawing.svg(axes.figure, "a")
    turned = {words: re.findall(r"rotate\((-?\d+)", tag) for tag, words in re.findall(r"<text([^>]*)>([a-z]+)<", svg)}
    assert turned == {"upright": ["-90"], "sloping": ["-30"], "level": []}


@pytest.mark.parametrize("chart", CHARTS)
def test_the_page_can_take_it(chart):
    svg, _ = drawing.svg(CHARTS[chart]().figure, "a")
    assert "var(--ink)" in svg
    assert not [hue for hue in (INK, INK_2, EDGE, RULE) if hue.lower() in svg]


@pytest.mark.parametrize("chart", CHARTS)
def test_every_word_stays_on_the_paper(chart):
    with matplotlib.rc_context({"font.size": 10.4}):
        axes = CHARTS[chart]()
    canvas = FigureCanvasAgg(axes.figure)
    canvas.draw()
    paper = axes.figure.bbox
    for text in axes.texts:
        box = text.get_window_extent(canvas.get_renderer())
        assert paper.x0 - 1 <= box.x0, text.get_text()
        assert box.x1 <= paper.x1 + 1, text.get_text()


@pytest.mark.parametrize("chart", CHARTS)
def test_it_draws_on_given_axes(chart, monkeypatch):
    mine = Figure().add_subplot()
    calls = {
        "lines": lambda: lines([series("steel_output")], alt=ALT, axes=mine),
        "intervals": lambda: intervals(table("excess_death_estimates"), unit="million", alt=ALT, axes=mine),
        "tiles": lambda: tiles(
            by_province("province_death_rate", 1959), bounds=(1, 2, 3, 4), unit="x", alt=ALT, axes=mine
        ),
        "courses": lambda: six_years(axes=mine),
        "band": lambda: band(EVENTS, alt=ALT, axes=mine),
        "tornado": lambda: tornado(causes().rows, unit="kg a villager", alt=ALT, axes=mine),
    }
    assert calls[chart]() is mine


# ---- lines ----------------------------------------------------------------------------------------------------------
def test_what_is_from_memory_has_an_open_marker_and_dashes():
    axes = lines([series("farm_labour_official")], alt=ALT)
    assert (drawn(axes, "o"), drawn(axes, "D")) == (11, 4)
    assert all(line.get_markerfacecolor() == PAPER for line in axes.lines if line.get_marker() == "D")
    dashed = [list(line.get_xdata()) for line in axes.lines if line.is_dashed()]
    assert dashed == [[1957, 1958], [1958, 1959], [1959, 1960], [1960, 1961], [1961, 1962]]


def test_what_is_computed_has_a_square():
    axes = lines([series("procurement_trade_grain_share")], alt=ALT)
    assert (drawn(axes, "s"), drawn(axes, "o")) == (15, 0)


def test_a_year_without_a_value_breaks_the_line():
    pieces = [
        list(line.get_xdata())
        for line in lines([series("large_animals")], alt=ALT).lines
        if line.get_marker() == "None"
    ]
    assert [1955, 1956] in pieces
    assert all(end == start + 1 for start, end in pieces), "1953 and 1954 have no value"


def test_a_layer_has_its_line():
    axes = lines([series("death_rate_official"), series("death_rate_banister")], alt=ALT)
    widths = {line.get_linewidth() for line in axes.lines if line.get_marker() == "None"}
    assert widths == {1.6, 1.0}


def test_two_units_are_two_panels():
    with pytest.raises(ValueError, match="found the units million, million tonnes; expected series of one unit"):
        lines([series("steel_output"), series("population_year_end")], alt=ALT)


def test_amounts_start_at_zero_and_losses_are_kept():
    assert grain().get_ylim()[0] == 0
    assert lines([series("grain_net_exports")], alt=ALT).get_ylim()[0] < -4.7


def test_names_of_lines_do_not_lie_on_one_another():
    axes = grain()
    canvas = FigureCanvasAgg(axes.figure)
    canvas.draw()
    boxes = [text.get_window_extent(canvas.get_renderer()) for text in axes.texts if text.get_weight() == "bold"]
    assert len(boxes) > 1
    assert not [1 for i, one in enumerate(boxes) for other in boxes[:i] if one.overlaps(other)]


# ---- estimates, provinces, events -----------------------------------------------------------------------------------
def test_every_estimate_is_there_with_its_range():
    axes, rows = estimates(), table("excess_death_estimates")
    assert len(axes.rows) == len(rows)
    ranges = [line.get_xdata() for line in axes.lines if line.get_marker() == "None"]
    assert [16.5, 45.0] in [list(ends) for ends in ranges]
    assert drawn(axes, "D") == sum(2 if row["central"] is None else 1 for row in rows if row["status"] == "recalled")


def test_estimates_stand_in_their_groups_with_their_years_and_all_that_is_known_of_them():
    axes, rows = estimates(), table("excess_death_estimates")
    height = {text.get_text(): text.xy[1] for text in axes.texts}
    for before, row in zip([None, *rows], rows, strict=False):
        if before is None or before["group"] != row["group"]:
            assert height[row["label"]] == height[row["group"]] + 1, "the first of a group stands under its heading"
    assert height["Sun 2011"] > height["From re-dated registers"] > height["Dikötter 2010"]
    assert len([text for text in axes.texts if text.get_text() == "1958-61"]) > 2
    assert [years(said) for said in ("July 1958 to June 1962", "1959-1961", "to 1962", "1950-56", "")] == [
        "1958-62",
        "1959-61",
        "to 1962",
        "1950-56",
        "",
    ]
    told = {"data", "method", "counts", "criticism", "read"}
    assert all(row[column] for row in axes.rows for column in told), (
        "each says what was read, and what is held against it"
    )
    assert told <= set(axes.apart), "and a page tells it in sentences"


def test_estimates_of_another_table_go_without_what_it_does_not_have():
    drawn = chart("intervals", "Loans", table="soviet_loans", unit="billion dollars", alt=ALT)
    html = chart_html(drawn, "a")
    assert "<dt>Garver 2016</dt><dd><p><i>Method:</i> Soviet aid" in html
    assert "It counts" not in html


def test_a_map_rests_on_nothing_that_is_only_remembered():
    rows = by_province("province_death_rate", 1960)
    empty = {row["province"] for row in rows if row["value"] is None}
    assert empty == {"Shanxi", "Inner Mongolia", "Guangxi", "Tibet", "Ningxia", "Xinjiang"}
    assert {row["note"] for row in rows if row["province"] in empty} == {
        "from memory only, drawn empty",
        "not found, drawn empty",
    }
    words = [text.get_text() for text in rates().texts]
    assert words.count("not seen") == len(empty) + 1  # and one in the key


def test_a_darker_tile_is_a_higher_rate():
    axes = rates()
    tints = {(patch.get_x(), patch.get_y()): patch.get_alpha() for patch in axes.patches if patch.get_alpha()}
    where = {row["province"]: (row["tile_col"], row["tile_row"]) for row in table("provinces")}
    assert tints[where["Anhui"]] > tints[where["Henan"]] > tints[where["Hunan"]] > tints[where["Hebei"]]
    assert where["Shanghai"] not in tints


@pytest.mark.parametrize("bounds", [(12, 18, 30), (12, 30, 18, 50)])
def test_bounds_that_make_no_five_steps_are_refused(bounds):
    with pytest.raises(ValueError, match="expected 4 rising numbers"):
        tiles(by_province("province_death_rate", 1960), bounds=bounds, unit="x", alt=ALT)


def test_the_bars_of_a_tile_are_its_years_where_they_were_seen():
    axes, tile = six_years(), next(row for row in table("provinces") if row["province"] == "Shanxi")
    x, y = tile["tile_col"], tile["tile_row"]
    bars = [patch for patch in axes.patches if patch.get_alpha() and x < patch.get_x() < x + 0.94]
    bars = sorted((bar for bar in bars if y < bar.get_y() < y + 0.92), key=lambda bar: bar.get_x())
    rates = series("province_death_rate", "Shanxi")
    heights = [bar.get_height() * 90 / 0.92 for bar in bars]
    assert heights == pytest.approx([rates[year] for year in (1957, 1958, 1959, 1961, 1962)])  # 1960: only remembered
    assert [bar.get_y() + bar.get_height() for bar in bars] == pytest.approx([y + 0.92] * 5)


def test_a_tile_that_rests_on_memory_stays_empty_and_a_county_mean_stands_beside_it():
    rows = {(row["province"], row["record"]): row for row in six_years().rows}
    for place in ("Guangxi", "Tibet", "Xinjiang", "Ningxia", "Inner Mongolia", "Labour camps"):
        assert {rows[place, "registered"][str(year)] for year in range(1957, 1963)} == {None}
        assert rows[place, "registered"]["note"] == "drawn empty"
    beside = rows["Guangxi", "mean of counties with records"]
    assert (beside["1960"], beside["status"], beside["source"]) == (31.33, "computed here", "caoxuzhang2022clans")
    assert drawn(six_years(), "s") == 6 * len([row for row in rows if row[1] != "registered"])


def test_a_thinly_recorded_tile_has_a_dotted_rim():
    where = {row["province"]: (row["tile_col"], row["tile_row"]) for row in table("provinces")}
    rims = {patch.get_xy(): patch.get_linestyle() for patch in six_years().patches if patch.get_alpha() is None}
    assert rims[where["Gansu"]] == rims[where["Tibet"]] == (0, (1, 2))
    assert rims[where["Henan"]] == "-"


def test_events_stand_at_their_dates():
    axes = events()
    marks = [line.get_xdata()[0] for line in axes.lines if isinstance(line, Line2D) and line.get_marker() in "oD"][:3]
    assert marks == pytest.approx([1958.66, 1959.5, 1961.5], abs=0.01)
    stretch = next(line for line in axes.lines if line.get_linewidth() == 2.6)
    assert list(stretch.get_xdata()) == pytest.approx([1959.5, 1959.625], abs=0.01)


def test_a_line_of_time_cites_works_and_leaves_sources_in_words_to_its_table():
    drawn = chart("band", "Two days of 1958", alt=ALT, events={"1958-01-09": "registration", "1958-09-30": "communes"})
    assert sources_text(drawn) == "{cite:t}`xinhua19580930`. Each event has its source in the numbers."


def test_a_date_of_two_events_is_refused_unless_a_word_says_which():
    with pytest.raises(ValueError, match="found .* and .* of 1958-10; expected one for 'x'; a word"):
        dated({"1958-10": "x"})
    (row,) = dated({"1958-10 communes": "x"})
    assert "communes" in row["event"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "lines", "series": ["steel_outptu"], "labels": {}}, "steel_outptu"),
        ({"kind": "lines", "labels": {}}, "'series'"),
        ({"kind": "tiles", "series": "province_deth_rate", "year": 1960}, "province_deth_rate"),
        ({"kind": "band", "events": {"1958-08-04": "x"}}, "span|alt"),
    ],
)
def test_a_slip_in_a_chart_is_told_in_words(given, said):
    with pytest.raises(ValueError, match=said):
        chart(title="A title", **given)
