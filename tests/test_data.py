"""The record agrees with itself: sums, shares and rates that follow from one another, so that slips of the pen show."""

import re
from pathlib import Path

import frictionless
import pytest

from widgets.record import names, series, table, tables

ROOT = Path(__file__).parents[1]
OURS = {"adl.org", "donwagner.dk", "repository.duke.edu", "ushmm.org"}  # publishers' own addresses


def of(name, place=None):
    """A series as {year: value}."""
    record = series(name, place)
    return dict(zip(record.years, record.values, strict=True))


def middle(year):
    """Mean of this and last year-end's population, in millions."""
    people = of("population_year_end")
    return (people[year] + people[year - 1]) / 2


def test_the_package_is_valid():
    report = frictionless.validate(str(ROOT / "data/datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_every_table_in_the_folder_is_described():
    assert {f"{name}.csv" for name in tables()} == {path.name for path in (ROOT / "data").glob("*.csv")}


def test_nothing_is_assumed_in_the_record():
    assert not [
        row for name in names() for place in names()[name] for row in series(name, place).statuses if row == "assumed"
    ]


def test_no_address_is_published():
    for path in [*(ROOT / "data").glob("*"), ROOT / "book/references.bib"]:
        found = set(
            re.findall(
                r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|cn|hk|tw|edu|dk|gov|site|info)\b", path.read_text("utf-8")
            )
        )
        assert found <= OURS, f"{path.name}: {found - OURS}"


# ---- people ---------------------------------------------------------------------------------------------------------
def test_provinces_add_up_to_the_nation():
    provinces = [series("province_population_1957", place)[1957] for place in names()["province_population_1957"]]
    assert len(provinces) == 28
    assert sum(provinces) == pytest.approx(of("population_year_end")[1957], abs=0.005)


def test_the_two_editions_of_provincial_population_agree_where_boundaries_do():
    earlier = {p: series("province_population_1957", p)[1957] for p in names()["province_population_1957"]}
    apart = {
        p: of("province_population", p)[1957] / earlier[p] - 1 for p in names()["province_population"] if p in earlier
    }
    assert {p for p, gap in apart.items() if abs(gap) > 0.0125} == {"Beijing", "Hebei", "Jiangsu", "Guangdong", "Gansu"}


def test_provinces_keep_their_share_of_the_nation():
    nation, places = of("population_year_end"), names()["province_population"]
    shares = [sum(of("province_population", p)[year] for p in places) / nation[year] for year in range(1954, 1967)]
    assert all(abs(after - before) < 0.008 for before, after in zip(shares, shares[1:], strict=False))
    jumps = set()
    for place in places:
        people = of("province_population", place)
        jumps |= {place for year in people if year - 1 in people and abs(people[year] / people[year - 1] - 1) > 0.12}
    assert jumps == {"Beijing", "Shanghai", "Qinghai"}  # boundaries moved, and Qinghai's settlers came and went


@pytest.mark.parametrize("year", range(1950, 1967))
def test_registered_births_and_deaths_account_for_the_population(year):
    # Registration fell behind in 1957-64 and then caught up: up to 7 million in a year, below one million elsewhere.
    people = of("population_year_end")
    natural = (of("birth_rate_official")[year] - of("death_rate_official")[year]) * middle(year) / 1000
    gap = abs(people[year] - people[year - 1] - natural)
    assert gap < (7 if 1957 <= year <= 1964 else 1)


@pytest.mark.parametrize("edition", ["2022", "2024"])
def test_the_united_nations_births_and_deaths_are_of_one_population(edition):
    births, deaths, birth_rate, death_rate = (
        of(f"{kind}_wpp{edition}") for kind in ("births", "deaths", "birth_rate", "death_rate")
    )
    people = {year: births[year] / birth_rate[year] * 1000 for year in births}
    for year in births:
        assert deaths[year] / death_rate[year] * 1000 == pytest.approx(people[year], rel=1e-4)
    for year in list(births)[1:]:  # rates are of mid-year populations: half of each year's balance lies between two
        balance = (births[year] + births[year - 1] - deaths[year] - deaths[year - 1]) / 2
        assert people[year] - people[year - 1] == pytest.approx(balance, abs=2.1 if edition == "2022" else 0.75)


@pytest.mark.parametrize("edition", ["2022", "2024"])
def test_life_expectancy_lies_between_that_of_women_and_of_men(edition):
    both, women, men = (of(f"life_expectancy{who}_wpp{edition}") for who in ("", "_women", "_men"))
    for year in both:
        assert both[year] == pytest.approx((women[year] + men[year]) / 2, abs=0.2)


def test_town_and_country_add_up():
    people, urban, rural = of("population_year_end"), of("urban_population"), of("rural_population")
    later = {1964: 724.43, 1965: 742.74, 1966: 761.33}  # the table seen adds to more than the yearbook, see the notes
    for year in rural:
        assert urban[year] + rural[year] == pytest.approx(later.get(year, people[year]), abs=0.011)


@pytest.mark.parametrize("year", range(1952, 1967))
def test_the_parts_of_employment_add_up(year):
    parts = ("farm_labour_official", "employment_secondary_official", "employment_tertiary_official")
    assert sum(of(part)[year] for part in parts) == pytest.approx(of("employment_total_official")[year], abs=0.011)


def test_the_two_counts_of_workers_differ_only_in_the_leap():
    for ours, theirs in (
        ("farm_labour_official", "farm_labour_ggdc"),
        ("employment_total_official", "employment_total_ggdc"),
    ):
        official, ggdc = of(ours), of(theirs)
        assert [year for year in official if official[year] != ggdc[year]] == [1958, 1959, 1960, 1961]
        assert all(official[year] == pytest.approx(ggdc[year], rel=0.02) for year in official)


# ---- grain and steel ------------------------------------------------------------------------------------------------
def test_the_revision_of_grain_output_touches_only_the_documented_years():
    first, revised = of("grain_output_first_published"), of("grain_output_revised")
    changes = {year: (first[year], revised[year]) for year in first if first[year] != revised[year]}
    assert changes == {
        1958: (200.0, 197.65),
        1959: (170.0, 169.68),
        1960: (143.5, 143.85),
        1961: (147.5, 136.5),
        1962: (160.0, 154.41),
    }


def test_shares_and_heads_recompute():
    output, taken = of("grain_output_first_published"), of("procurement_trade_grain")
    urban, rural = of("urban_population"), of("rural_population")
    for year in taken:
        assert of("procurement_trade_grain_share")[year] == pytest.approx(100 * taken[year] / output[year], abs=0.051)
        left, in_town = 1000 * (output[year] - taken[year]) / rural[year], 1000 * taken[year] / urban[year]
        assert of("grain_left_in_villages")[year] == pytest.approx(left, abs=0.51)
        assert of("grain_procured_per_urban_head")[year] == pytest.approx(in_town, abs=0.51)


def test_net_exports_seen_agree_with_exports_and_imports():
    exports, imports = of("grain_exports"), of("grain_imports")
    for year, net in of("grain_net_exports").items():
        assert net == pytest.approx(exports[year] - imports[year], abs=0.061)


def test_trade_grain_of_two_provinces_is_a_seventh_lighter_and_their_accounts_close():
    """The ministry's own tables: 1.15 of unprocessed grain for one of trade grain, and the take of 1959 the largest."""
    rows = table("province_grain_accounts")
    assert len(rows) == 10
    assert all(row["output"] / row["output_trade"] == pytest.approx(1.15, abs=0.0005) for row in rows)
    shandong = [row for row in rows if row["province"] == "Shandong"]
    left = [20 * (row["output_trade"] - row["procured"] + row["sold"]) for row in shandong]
    assert left == pytest.approx([215.14, 259.17, 203.34, 174.43, 154.5], abs=0.015)  # as printed, in 100 million jin
    for place in ("Shandong", "Gansu"):
        taken = {row["year"]: row["procured"] / row["output_trade"] for row in rows if row["province"] == place}
        assert max(taken, key=taken.get) == 1959


def test_zhou_enlais_account_agrees_with_itself_and_with_the_towns_of_the_record():
    rows = {row["period"]: row for row in table("grain_account_1962")}
    lighter = [
        1 - rows[period]["procured_low"] / (rows[period]["output"] * rows[period]["share"] / 100)
        for period in ("1953-57", "1961", "1962")
    ]
    assert [round(100 * share) for share in lighter] == [15, 13, 17]
    resold = [rows["1953-57"]["resold"] / rows["1953-57"]["procured_low"]]
    resold += [rows["1958-59"]["resold"] / rows["1958-59"][end] for end in ("procured_high", "procured_low")]
    resold += [rows["1960"]["resold"] / rows["1960-61"]["procured_low"]]
    assert [round(100 * share) for share in resold] == [46, 42, 45, 48]
    assert rows["1957"]["town_population"] == of("urban_population")[1957]


def test_pigs_are_counted_in_two_ways_that_are_not_joined():
    assert max(of("pigs_mid_year")) == 1956
    assert min(of("pigs")) == 1957


def test_what_is_remembered_without_a_work_is_left_out():
    for name in ("death_rate_cities", "death_rate_counties"):
        assert set(of(name)) == {1954, 1958, 1959, 1960, 1962}
        assert "recalled" not in series(name).statuses


def test_sichuan_has_its_grain():
    assert of("province_grain_output", "Sichuan") == dict(
        zip(range(1955, 1962), [20.23, 22.25, 23.25, 24.6, 18.4, 16.15, 13.0], strict=True)
    )


def test_china_is_the_same_in_the_comparison():
    steel, output = of("international_steel", "China"), of("international_gdp_per_capita", "China")
    assert steel == of("steel_output")
    assert output == of("gdp_per_capita_maddison")
    targets = {row["for_year"]: row["steel"] for row in table("steel_targets") if row["kind"] == "output"}
    assert targets == {year: steel[year] for year in targets}


@pytest.mark.parametrize("place", names()["international_steel"])
def test_the_compared_countries_change_by_steps_not_leaps(place):
    for name in ("international_population", "international_population_maddison"):
        people = of(name, place)
        assert all(abs(people[year] / people[year - 1] - 1) < 0.03 for year in list(people)[1:])


# ---- deaths ---------------------------------------------------------------------------------------------------------
def test_provincial_rates_follow_the_counties():
    # Fujian's counties follow the lower of two official series; elsewhere a rate strays by at most a fifth.
    astray = set()
    for row in table("county_means"):
        rates = of("province_death_rate", row["province"])
        if row["year"] in rates and not 0.79 < rates[row["year"]] / row["weighted_mean"] < 1.11:
            astray.add(row["province"])
    assert astray == {"Fujian"}


# Mean of the provinces less the national rate, per thousand: they agree, but in the famine, when the provinces' own
# returns hold more deaths than the national figure admits. Before 1957 and after 1962 some provinces are missing.
ADMITTED = {1954: -0.18, 1955: -0.33, 1956: 0.03, 1957: 0.11, 1958: 1.03, 1959: 3.31, 1960: 2.47}
ADMITTED |= {1961: 0.70, 1962: 0.25, 1963: 0.27, 1964: 0.13, 1965: 0.15, 1966: 0.19}


@pytest.mark.parametrize("year", ADMITTED)
def test_provincial_rates_add_up_to_the_national_one(year):
    people = {place: series("province_population_1957", place)[1957] for place in names()["province_population_1957"]}
    known = {p: of("province_death_rate", p) for p in people if p in names()["province_death_rate"]}
    known = {place: rates[year] for place, rates in known.items() if year in rates}
    mean = sum(people[place] * rate for place, rate in known.items()) / sum(people[place] for place in known)
    assert mean - of("death_rate_official")[year] == pytest.approx(ADMITTED[year], abs=0.02)


def test_the_counties_spread_is_in_order():
    for row in table("county_means"):
        assert row["median"] <= row["ninth_decile"] <= row["highest"]


def test_the_sums_that_authors_printed():
    assert sum(row["excess_deaths"] for row in table("province_excess_deaths")) == pytest.approx(32.458)
    assert sum(row["excess_deaths"] for row in table("excess_deaths_by_famine_year")) == pytest.approx(29.469)


def test_a_central_estimate_lies_in_its_range():
    for row in table("excess_death_estimates"):
        low, central, high = row["low"], row["central"], row["high"]
        assert [x for x in (low, central, high) if x is not None] == sorted(
            x for x in (low, central, high) if x is not None
        )
        assert bool(row["range_status"]) == (low is not None or high is not None)


def excess(rates, baseline, years=range(1958, 1962), under=0.0):
    """Excess deaths in millions: rates, raised for deaths that were not registered, over a baseline."""
    return sum(middle(year) * (rates[year] / (1 - under) - baseline(year)) for year in years) / 1000


def between(rates, first, last, under=0.0):
    """A straight line between the rates of two years."""
    slope = (rates[last] - rates[first]) / (last - first)
    return lambda year: (rates[first] + slope * (year - first)) / (1 - under)


def test_excess_deaths_come_out_as_the_chapter_says():
    registered, banister = of("death_rate_official"), of("death_rate_banister")
    usual = sum(registered[year] for year in range(1954, 1958)) / 4
    found = [
        excess(registered, lambda year: usual),
        excess(registered, lambda year: registered[1957]),
        excess(registered, between(registered, 1957, 1963)),
        excess(registered, lambda year: 10.0),
        excess(banister, lambda year: banister[1957]),
        excess(banister, between(banister, 1957, 1963)),
        excess(banister, lambda year: 13.9),
    ]
    assert found == pytest.approx([12.4, 15.3, 16.2, 17.4, 25.3, 30.0, 36.4], abs=0.051)


@pytest.mark.parametrize(
    ("usual", "famine", "expected"), [(0.38, 0.38, 26.1), (0.1, 0.3, 31.9), (0.1, 0.4, 42.4), (0.0, 0.4, 45.4)]
)
def test_deaths_never_registered_change_the_sum(usual, famine, expected):
    registered = of("death_rate_official")
    assert excess(registered, between(registered, 1957, 1963, usual), under=famine) == pytest.approx(
        expected, abs=0.051
    )


def test_births_that_did_not_happen():
    for name, expected in (("birth_rate_official", 28.7), ("birth_rate_banister", 38.3)):
        rates = of(name)
        assert -excess(rates, lambda year, usual=rates[1957]: usual) == pytest.approx(expected, abs=0.051)
    rates = of("birth_rate_official")
    assert -excess(rates, lambda year: rates[1957], range(1958, 1965)) == pytest.approx(16.7, abs=0.051)


def test_the_registers_do_not_add_up_but_over_the_decade():
    """Births less deaths fall short of the growth of 1954-59, then overshoot it in 1960-64: what the counting turns on."""
    people, births, deaths = of("population_year_end"), of("birth_rate_official"), of("death_rate_official")
    gap = {y: people[y] - people[y - 1] - middle(y) * (births[y] - deaths[y]) / 1000 for y in range(1954, 1965)}
    assert sum(gap[y] for y in range(1954, 1960)) == pytest.approx(11.4, abs=0.051)
    assert sum(gap[y] for y in range(1960, 1965)) == pytest.approx(-26.5, abs=0.051)


def test_death_rates_rose_in_1958_where_the_famine_began():
    rose = {place: of("province_death_rate", place) for place in ("Sichuan", "Gansu", "Yunnan")}
    assert {p: [round(r[y], 1) for y in (1957, 1958)] for p, r in rose.items()} == {
        "Sichuan": [12.1, 25.2],
        "Gansu": [11.3, 21.1],
        "Yunnan": [16.3, 21.6],
    }


def test_the_estimates_computed_here_recompute():
    rows = {row["label"]: row["central"] for row in table("excess_death_estimates") if row["status"] == "computed"}
    names = {"UN 2024": "wpp2024", "Banister’s rates": "banister", "Registered rates": "official"}
    rates = {f"{label}, here": of(f"death_rate_{name}") for label, name in names.items()}
    assert rows == {
        label: pytest.approx(excess(rate, between(rate, 1957, 1963)), abs=0.051) for label, rate in rates.items()
    }
