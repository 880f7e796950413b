"""The inflexible quota: the equations against the values they were specified with (each to half a unit of its last digit)."""

import byhand
import pytest

from widgets import contract
from widgets.models.inflexible_quota import EXPECTED, SHARES, take
from widgets.models.towns_first import villagers
from widgets.record import names, series, table
from widgets.shelf import library


def found(model="inflexible_quota", **changes):
    module = library.load(model)
    return library.work(module, byhand.settings(module, changes))


def said(model="inflexible_quota", key="SENTENCE", **changes):
    module = library.load(model)
    return contract.say(getattr(module, key), found(model, **changes), {**module.CONTROLS, **module.RESULTS})


def ends(name, **changes):
    return [round(found(**changes)[name][end]) for end in (0, -1)]


# ---- the specification ------------------------------------------------------------------------------------------------
def test_below_the_turning_point_places_that_expected_more_keep_more():
    assert (EXPECTED[0], EXPECTED[-1]) == (220, 380)
    assert ends("kept", share=60) == [153, 177]


def test_above_it_they_keep_less():
    assert ends("kept", share=85) == [148, 132]


def test_a_quota_that_bends_leaves_more_where_more_grew():
    assert ends("bends", share=85) == [165, 213]


def test_towns_first_leaves_the_villages_the_rest():
    assert round(villagers(195, 100, 547, 260)) == 309
    assert villagers(20, 100, 547, 260) == 0, "never less than nothing"


# ---- behaviour --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("share", range(40, 101, 5))
@pytest.mark.parametrize("shortfall", range(0, 41, 5))
def test_the_turning_point_is_one_less_the_shortfall(share, shortfall):
    """Between two places that are both asked for grain and both have it."""
    values = found(share=share, shortfall=shortfall)
    low, high = values["kept"][-3], values["kept"][-2]
    assert high == pytest.approx(low + 10 * (values["turn"] - share) / 100)


def test_after_a_harvest_as_expected_the_two_rules_leave_the_same():
    values = found(shortfall=0)
    assert values["kept"] == values["bends"]


@pytest.mark.parametrize("share", [40, 85, 100])
def test_a_quota_that_bends_never_leaves_less_where_more_grew(share):
    bends = found(share=share, shortfall=40)["bends"]
    assert all(later >= earlier - 1e-9 for earlier, later in zip(bends, bends[1:], strict=False))


def test_no_more_is_taken_than_there_is_and_nothing_below_the_floor():
    assert take(380, 228, 1, 150) == 228
    assert take(190, 190, 1, 200) == 0
    assert min(found(share=100, shortfall=40, floor=150)["kept"]) == 0


@pytest.mark.parametrize(("share", "verdict"), [(60, "more"), (75, "same"), (85, "less"), (65, "more")])
def test_the_verdict_compares_the_richest_place_with_the_poorest(share, verdict):
    assert found(share=share)["verdict"] == verdict


def test_the_verdict_calls_equal_what_reads_equal():
    values = found(share=100, shortfall=0, floor=150)
    assert (round(values["poor"]), round(values["rich"]), values["verdict"]) == (150, 150, "same")


@pytest.mark.parametrize("changes", [{"share": 40}, {"shortfall": 0}, {"floor": 150}])
def test_both_charts_answer_to_every_setting(changes):
    before, after = found(), found(**changes)
    assert before["kept"] != after["kept"]
    assert [before[name] for name in ("most", "least", "taken")] != [after[name] for name in ("most", "least", "taken")]


def test_the_lower_chart_is_the_ends_of_the_upper_one_at_every_share():
    values = found(floor=230)
    for share, most, least in zip(SHARES, values["most"], values["least"], strict=True):
        assert (least, most) == (found(share=share, floor=230)["poor"], found(share=share, floor=230)["rich"])


def test_its_lines_cross_at_the_turning_point():
    values = found()
    at = SHARES.index(values["turn"])
    assert values["most"][at] == pytest.approx(values["least"][at])


def test_every_default_is_an_assumption_and_has_its_reason():
    for name in ("inflexible_quota", "towns_first"):
        controls = library.load(name).CONTROLS
        assert all(control["status"] == "assumed" and control["assumed"] for control in controls.values())


def test_the_opening_sentence():
    assert said() == (
        "The quota takes 85 per cent of the harvest expected above 200 kg a head; 75 per cent of what was expected comes in. A "
        "place that expected 380 kg a head keeps 132 kg, less than one that expected 220, which keeps 148 kg. Had the quota "
        "bent, they would keep 213 kg and 165 kg."
    )


def test_the_title_is_no_longer_that_of_a_bad_harvest_after_a_good_one():
    assert said(key="TITLE").endswith("the place that expected most keeps less than the one that expected least")
    assert said(key="TITLE", shortfall=0).endswith("keeps more than the one that expected least")


def test_after_a_harvest_as_expected_nothing_is_said_twice():
    assert said(shortfall=0).endswith("which keeps 203 kg. A quota that bent would leave them the same.")


# ---- the towns first ------------------------------------------------------------------------------------------------------
def test_a_higher_ration_for_the_towns_leaves_the_villages_less():
    assert found("towns_first", ration=300)["in1959"] < found("towns_first", ration=200)["in1959"]


def test_the_record_beside_it_is_the_one_in_data():
    left = series("grain_left_in_villages")
    values = found("towns_first")
    assert values["recorded"] == [left[year] for year in range(1957, 1963)] == [273, 268, 193, 182, 209, 229]
    assert [round(n) for n in values["village"]] == [309, 311, 251, 206, 215, 233]


def test_what_it_says_of_the_towns():
    assert said("towns_first") == (
        "With 260 kg a head for the towns first, the crop of 1959 leaves 251 kg for each villager; by the record 193 kg were "
        "left before resale, 58 kg fewer."
    )
    assert all(found("towns_first", ration=ration)["apart"] > 45 for ration in (200, 300)), "its title says so"


# ---- what the chapter computes from the record --------------------------------------------------------------------------
CITIES, NORTHEAST = ["Beijing", "Tianjin", "Shanghai"], ["Liaoning", "Jilin", "Heilongjiang"]


def per_villager(province, year, towns=0.1):
    """Grain grown for each villager, in kg. Of Sichuan the townspeople are not known: they are put at a share, a tenth."""
    crop = series("province_grain_output", province)[year]
    if province == "Sichuan":
        return 1000 * crop / (series("province_population_1957", province)[year] * (1 - towns))
    people, urban = (series(f"province_{name}", province)[year] for name in ("population", "urban_population"))
    return 1000 * crop / (people - urban)


def compared(without=()):
    """The provinces with grain and a death rate of 1960 that was seen."""
    found = []
    for province in names()["province_grain_output"]:
        rates = series("province_death_rate", province)
        known = dict(zip(rates.years, rates.statuses, strict=True))
        grown = 1957 in series("province_grain_output", province).years
        if grown and known.get(1960, "recalled") != "recalled" and province not in without:
            found.append(province)
    return found


def likeness(provinces, year, towns=0.1):
    """Spearman's rank correlation of grain for each villager in 1957 with the death rate of a year."""
    grain = {p: per_villager(p, 1957, towns) for p in provinces}
    deaths = {p: series("province_death_rate", p)[year] for p in provinces}
    ranks = [{p: i for i, p in enumerate(sorted(provinces, key=by.get))} for by in (grain, deaths)]
    n = len(provinces)
    return 1 - 6 * sum((ranks[0][p] - ranks[1][p]) ** 2 for p in provinces) / (n * (n * n - 1))


@pytest.mark.parametrize("towns", [0, 0.05, 0.1])
def test_the_chapter_s_orders_of_provinces(towns):
    """Sichuan's place in the order does not hang on how many of its people lived in towns."""
    every, fewer = compared(), compared(CITIES + NORTHEAST)
    assert (len(every), len(fewer)) == (22, 16)
    assert [round(likeness(every, year, towns), 1) for year in (1957, 1960)] == [-0.5, -0.5]
    assert [round(likeness(fewer, year, towns), 1) for year in (1957, 1960)] == [-0.4, -0.1]


# ---- town, country and resale: Zhou Enlai's account of February 1962, in million tonnes [zhou1962report: seen] ----------
def test_the_chapter_s_sales_in_towns_for_each_of_their_people():
    assert [round(1000 * sold / people) for sold, people in ((21.1, 99.49), (26.25, 130))] == [212, 202]


def test_the_chapter_s_grain_of_1959_with_what_was_sold_back():
    assert [round(100 * 25 / taken) for taken in (60, 55)] == [42, 45]
    a_head = 1000 * 25 / series("rural_population")[1959]
    assert (round(a_head), round(series("grain_left_in_villages")[1959] + a_head)) == (46, 239)
    assert round(0.26 * series("urban_population")[1959]) == 32


def test_the_chapter_s_two_provinces_that_took_and_sold():
    """Ministry of Grain, after Yang Jisheng: 100 million jin, of which twenty make a million tonnes."""
    assert [round(n / 20, 2) for n in (25.09, 19.27, 12.34, 17.94)] == [1.25, 0.96, 0.62, 0.90]
    assert [round(n / 20, 2) for n in (74.69, 66.73, 29.57, 45.44)] == [3.73, 3.34, 1.48, 2.27]
    assert round(100 * 25.09 / 56.43) == 44  # of the crop, both as trade grain


def test_the_chapter_s_rates_that_rose_in_1958():
    rates = {p: series("province_death_rate", p) for p in ("Sichuan", "Gansu", "Yunnan")}
    assert [(round(r[1957]), round(r[1958])) for r in rates.values()] == [(12, 25), (11, 21), (16, 22)]
    assert round(rates["Sichuan"][1959]) == 47


def test_the_chapter_s_three_neighbours():
    assert [round(per_villager(p, 1957)) for p in ("Hunan", "Guizhou", "Jiangxi")] == [350, 353, 413]
    assert [round(series("province_death_rate", p)[1960]) for p in ("Hunan", "Guizhou", "Jiangxi")] == [29, 52, 16]


def test_the_chapter_s_counties_of_henan():
    row = next(row for row in table("county_means") if (row["province"], row["year"]) == ("Henan", 1960))
    assert (row["counties"], round(row["median"]), round(row["ninth_decile"])) == (101, 23, 95)


def drawn(province):
    """The rates of 1957 to 1962 that the map draws."""
    record = series("province_death_rate", province)
    points = zip(record.years, record.values, record.statuses, strict=True)
    return {year: value for year, value, status in points if year in range(1957, 1963) and status != "recalled"}


@pytest.mark.parametrize(
    ("rates", "year", "likeness"), [("both", 1960, -0.2), ("county", 1960, -0.1), ("all", 1957, -0.5)]
)
def test_the_chapter_s_orders_by_counties(rates, year, likeness):
    assert round(found("province_map", rates=rates, year=year)["rho"], 1) == likeness


def test_the_chapter_s_map_in_words():
    bars = {p: drawn(p) for p in names()["province_death_rate"] if drawn(p)}
    assert (len(bars), [max(b, key=b.get) for b in bars.values()].count(1960)) == (24, 17)
    means = {(row["province"], row["year"]): row["weighted_mean"] for row in table("county_means")}
    both = {p: [means[p, y] / b[y] for y in b] for p, b in bars.items() if (p, 1957) in means}
    near = [p for p, ratios in both.items() if max(abs(r - 1) for r in ratios) <= 1 / 8]
    assert (len(both), set(both) - set(near)) == (12, {"Fujian", "Liaoning"})
    assert max(both["Liaoning"]) < 1.2
    assert 0.64 < min(both["Fujian"]) < max(both["Fujian"]) < 0.83
