"""Excess deaths: the sums against those that authors have published and that the model was specified with."""

import byhand
import pytest

from widgets import contract
from widgets.models.excess_deaths import CONTROLS, between
from widgets.record import series, table
from widgets.shelf import library

AS_THEY_DID = {"record": "banister", "baseline": "line"}


def found(**changes):
    module = library.load("excess_deaths")
    return library.work(module, byhand.settings(module, changes))


def said(key="SENTENCE", **changes):
    module = library.load("excess_deaths")
    return contract.say(getattr(module, key), found(**changes), {**module.CONTROLS, **module.RESULTS})


def of(name):
    record = series(name)
    return dict(zip(record.years, record.values, strict=True))


# ---- the specification: millions, 1958-61 ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "million"),
    [
        ({"baseline": "mean"}, 12.4),
        ({"baseline": "1957"}, 15.3),
        ({"baseline": "line"}, 16.2),
        ({"baseline": "given", "given": 10}, 17.4),
        ({"record": "banister"}, 25.3),
        (AS_THEY_DID, 30.0),
        ({"record": "banister", "baseline": "given", "given": 13.9}, 36.4),
        ({"baseline": "line", "before": 38, "during": 38}, 26.1),
        ({"baseline": "line", "before": 10, "during": 30}, 31.9),
        ({"baseline": "line", "before": 10, "during": 40}, 42.4),
        ({"baseline": "line", "before": 0, "during": 40}, 45.4),
    ],
)
def test_the_values_it_was_specified_with(changes, million):
    assert found(**changes)["excess"] == pytest.approx(million, abs=0.05)


def test_1960_alone():
    of_1960 = [found(years="60", baseline=one, given=10)["excess"] for one in ("mean", "given")]
    assert of_1960 == pytest.approx([9.0, 10.3], abs=0.05)
    rebuilt = {"record": "banister", "years": "60"}
    of_1960 = [found(baseline=one, given=13.9, **rebuilt)["excess"] for one in ("1957", "given")]
    assert of_1960 == pytest.approx([17.7, 20.5], abs=0.05)


def test_births_that_did_not_happen_stand_apart_and_are_never_added():
    assert found()["unborn"] == pytest.approx(28.7, abs=0.05)
    assert found(**AS_THEY_DID)["unborn"] == pytest.approx(38.3, abs=0.05)
    rates = of("birth_rate_official")
    short = between(series("population_year_end"), dict.fromkeys(range(1958, 1965), rates[1957]), rates, (1958, 1964))
    assert short == pytest.approx(16.7, abs=0.05), "net of the rebound of 1962-64"
    assert "Apart from these, and no deaths: 29 million fewer births" in said()


# ---- the arithmetic of published estimates, within the rounding of their tables -------------------------------------------
def test_banisters_arithmetic():
    """Her rates of 1984 and a straight line between the rates of 1957 and 1963: her 30 million."""
    published = next(row for row in table("excess_death_estimates") if row["label"] == "Banister 1987")
    assert round(found(**AS_THEY_DID)["excess"]) == published["central"] == 30


@pytest.mark.parametrize(("year", "share"), [(row["year"], row) for row in table("unregistered")])
def test_banisters_shares_never_registered_follow_from_her_rates(year, share):
    for kind in ("birth", "death"):
        seen, lifted = of(f"{kind}_rate_official")[year], of(f"{kind}_rate_banister")[year]
        assert share[f"{kind}s"] == pytest.approx(100 * (1 - seen / lifted), abs=0.3), kind


def test_coales_arithmetic():
    """Deaths of 1958-63 above a line from 1957 to 1964, in millions, as Li Chengrui restates them."""
    people = series("population_year_end")
    registered = between(people, of("death_rate_official"), dict.fromkeys(range(1958, 1964), 0), (1958, 1963))
    assert registered == pytest.approx(57.4, abs=0.05), "the registered deaths are his"
    for first, last, deaths, excess in ((5.90, 8.02, 57.4, 16), (10.4, 9.4, 86.2, 26.8)):
        line = sum(first + (last - first) * n / 7 for n in range(1, 7))
        assert deaths - line == pytest.approx(excess, abs=0.5)
    first = between(people, of("death_rate_official"), {1957: 0}, (1957, 1957))
    assert first == pytest.approx(6.88, abs=0.005), "and not 5.90, where his line begins"
    assert 57.4 - sum(first + (8.02 - first) * n / 7 for n in range(1, 7)) == pytest.approx(12.7, abs=0.05)
    raised = 10.4 * first / 5.90
    mended = 86.2 - sum(raised + (9.4 - raised) * n / 7 for n in range(1, 7))
    published = next(row for row in table("excess_death_estimates") if row["label"] == "Li Chengrui 1997")
    assert mended == pytest.approx(published["central"], abs=0.05), "Li’s sum, with one number of Coale’s corrected"


def test_with_banisters_rates_the_decade_closes_and_with_registered_ones_it_does_not():
    """What the totals grew beyond births less deaths, 1954-64 and to 1966: millions."""
    people = series("population_year_end")
    for kind, to_1964, after in (("official", -15.1, 0.85), ("banister", -0.5, None)):
        births, deaths = of(f"birth_rate_{kind}"), of(f"death_rate_{kind}")
        gaps = [
            people[last] - people[first - 1] - between(people, births, deaths, (first, last))
            for first, last in ((1954, 1964), (1965, 1966))
        ]
        assert gaps[0] == pytest.approx(to_1964, abs=0.06)
        assert after is None or gaps[1] == pytest.approx(after, abs=0.05)


def test_ashtons_arithmetic():
    """Four famine years from July to June, and two ages: both sums are their 29.5 million."""
    years = [row["excess_deaths"] for row in table("excess_deaths_by_famine_year")]
    published = next(row for row in table("excess_death_estimates") if row["label"] == "Ashton and others 1984")
    assert sum(years) == pytest.approx(12.2 + 17.3, abs=0.05)
    assert sum(years) == pytest.approx(published["central"], abs=0.05)


# ---- behaviour ------------------------------------------------------------------------------------------------------
def test_every_control_chooses_how_to_count_and_none_is_an_event():
    assert list(CONTROLS) == ["record", "baseline", "years", "before", "during", "given"]


@pytest.mark.parametrize(
    "changes", [{}, AS_THEY_DID, {"record": "un"}, {"before": 45}, {"during": 45, "years": "58-63"}]
)
def test_a_range_is_always_said_in_whole_millions(changes):
    values = found(**changes)
    low, high = (contract.words(values[name], library.load("excess_deaths").RESULTS[name]) for name in ("low", "high"))
    assert f"{low} to {high}" in said(**changes)
    assert f"{low} to {high}" in said("TITLE", **changes)
    assert "." not in low + high
    assert values["low"] < values["high"]


def test_the_title_holds_the_sum_also_where_a_rate_is_given():
    """A flat 10 is below any rate that Banister has: her sum over it stands far above those over her own baselines."""
    flat = {"record": "banister", "baseline": "given", "given": 10}
    assert "17 to 47 million" in said("TITLE", **flat)
    assert found(**flat)["high"] == found(**flat)["excess"]


def test_a_famine_share_lifts_the_famine_and_an_ordinary_share_what_is_called_ordinary():
    plain, famine, ordinary = found(), found(during=40), found(before=40)
    assert famine["level"] == plain["level"] < ordinary["level"]
    assert famine["excess"] > plain["excess"] > ordinary["excess"]


def test_the_shares_count_only_for_registered_rates():
    lifted, plain = found(record="un", before=30, during=30), found(record="un")
    assert (lifted["excess"], lifted["rate"]) == (plain["excess"], plain["rate"])


def test_the_opening_sentence():
    assert said() == (
        "Death rates as registered, for 1958 to 1961: 15 million above the rate of 1957; by the baselines drawn, 12 "
        "to 16 million. Apart from these, and no deaths: 29 million fewer births than at the birth rate of 1957."
    )


def test_fewer_than_expected_reads_as_such():
    assert "−8 million, fewer than by the rate of 1957; by the baselines drawn, −13 to −7 million" in said(before=45)
    assert "taking none as unregistered in 1958-61 and 45 per cent in other years" in said(before=45)
