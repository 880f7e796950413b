"""The national series, 1949 to 1966: any two of them on one picture, each as a share of its own
level in 1957."""

from widgets.contract import INK, INK_2, LAYERS, PAPER, STATUSES
from widgets.contract import amount, choice, number, series, word

DATA = {
    "grain": "grain_output_first_published",
    "regrain": "grain_output_revised",
    "taken": "procurement_trade_grain",
    "left": "grain_left_in_villages",
    "steel": "steel_output",
    "workers": "farm_labour_official",
    "towns": "urban_population",
    "people": "population_year_end",
    "births": "birth_rate_official",
    "deaths": "death_rate_official",
    "exports": "grain_exports",
    "animals": "large_animals",
    "announced": "grain_output_announced",
    "corrected": "grain_output_corrected_1959",
}
NAMES = {
    "grain": "grain output (first published)",
    "regrain": "grain output (revised later)",
    "taken": "grain procured",
    "left": "grain left in villages, per head, before resale",
    "steel": "steel output",
    "workers": "people at work in farming",
    "towns": "urban population",
    "people": "population",
    "births": "registered birth rate",
    "deaths": "registered death rate",
    "exports": "grain exports",
    "animals": "large animals",
}

VIEW = "what to look at; the numbers are the record’s"
CONTROLS = {
    "first": choice("Series on the thick line", default="grain", options=NAMES, view=VIEW),
    "second": choice("Series on the thin line", default="steel", options=NAMES, view=VIEW),
    "year": number("Compare 1957 with", default=1960, unit="", low=1950, high=1966, step=1,
        view=VIEW),
}

INDEX, SHARE = "1957 = 100", "per cent of 1957"
RESULTS = {"years": series("Year", unit="")}
for key, line in [("one", "Thick line"), ("two", "Thin line")]:
    RESULTS[key] = series(line, unit=INDEX, over="years")
    RESULTS[key + "_checked"] = series(line + ", seen in a work", unit=INDEX, over="years")
    RESULTS[key + "_recalled"] = series(line + ", from memory, not checked", unit=INDEX,
        over="years")
    RESULTS[key + "_end"] = amount(line + ", last value", unit=SHARE)
    RESULTS[key + "_at"] = amount(line + ", the year compared", unit=SHARE)
    RESULTS[key + "_by"] = amount(line + ", change since 1957", unit="per cent")
    RESULTS[key + "_layer"] = word(line + ", layer", options=LAYERS)
    RESULTS[key + "_status"] = word(line + ", status", options=STATUSES)
    RESULTS[key + "_stood"] = word("", options={"above": "stood {" + key + "_by} above 1957",
        "below": "stood {" + key + "_by} below 1957", "same": "stood as in 1957",
        "none": "left no record"})
    told = "stands at {KEY_at} in {year} ({KEY_status})".replace("KEY", key)
    RESULTS[key + "_told"] = word("", options={"some": told, "none": "has no value for {year}"})
RESULTS["picked"] = amount("Year compared", unit="")
RESULTS["then"] = amount("Year of the claims", unit="")
RESULTS["last"] = amount("Last year", unit="")
RESULTS["claimed"] = amount("Grain output of 1958 as announced that winter", unit=SHARE)
RESULTS["reduced"] = amount("The same as corrected in August 1959", unit=SHARE)
RESULTS["finding"] = word("", options={"two": "In {year} {first} {one_stood}, and {second} "
    "{two_stood}", "one": "In {year} {first} {one_stood}",
    "base": "Every line stands at its own level of 1957 in that year"})
RESULTS["thin"] = word("", options={"two": "The thin line, {second}, {two_told}.",
    "one": "The thin line is the same series."})
RESULTS["claims"] = word("", options={"none": "", "two": "Two marks at 1958 show grain as "
    "announced, {claimed}, and as corrected in 1959, {reduced}."})

TITLE = "{finding}"
SENTENCE = "The thick line, {first}, {one_told}. {thin}"
ALT = ("A line chart of yearly values from 1949 to 1966, each series as a share of its own value "
    "in 1957. The thick line, {first}, {one_told} and ends at {one_end}. {thin} {claims} Filled "
    "circles are seen in a work, open diamonds are from memory and not checked.")
LIMITS = ("Two lines that move together do not show that one moved the other. Death and birth "
    "rates are as registered, and registration failed most where hunger was worst; the chapter on "
    "counting the dead, when it stands, says how far.")
SCENARIOS = {
    "Grain and deaths": {"second": "deaths"},
    "What was grown, what was left": {"first": "left", "second": "grain"},
    "Two editions of one harvest": {"first": "grain", "second": "regrain", "year": 1961},
}


def indexed(record, years):
    """Values with 1957 as 100, None where the record has none."""
    base = record[1957]
    return [100 * record[year] / base if year in record.years else None for year in years]


def stood(index):
    """Where a series stood beside 1957, which is 100."""
    if index is None or abs(index - 100) < 0.5:
        return "none" if index is None else "same"
    return "above" if index > 100 else "below"


def read(record, years, year, key):
    """What one line needs: its values, split by how surely they are known, and its change from
    1957 to the year."""
    values = indexed(record, years)
    known = dict(zip(record.years, record.statuses))
    recalled = [known.get(one) == "recalled" for one in years]
    index = values[years.index(year)]
    return {
        key: values,
        key + "_checked": [None if doubt else n for n, doubt in zip(values, recalled)],
        key + "_recalled": [n if doubt else None for n, doubt in zip(values, recalled)],
        key + "_end": [n for n in values if n is not None][-1],
        key + "_stood": stood(index),
        key + "_told": "none" if index is None else "some",
        key + "_at": index,
        key + "_by": None if index is None else abs(index - 100),
        key + "_layer": record.layer,
        key + "_status": known.get(year, known[1957]),
    }


def model(first, second, year, **record):
    years, lines = list(range(1949, 1967)), "one" if first == second else "two"
    found = {"years": years, "picked": year, "then": 1958, "last": 1966, "thin": lines}
    found.update(read(record[first], years, year, "one"))
    found.update(read(record[second], years, year, "two"))
    found["finding"] = "base" if year == 1957 else lines
    grain = "grain" in (first, second) or "regrain" in (first, second)  # the claims are of it alone
    found["claims"] = "two" if grain else "none"
    for key, claim in [("claimed", "announced"), ("reduced", "corrected")]:
        found[key] = 100 * record[claim][1958] / record["grain"][1957] if grain else None
    return found


def figure(fig, years, one, one_checked, one_recalled, one_end, two, two_checked, two_recalled,
        two_end, picked, then, claimed, reduced):
    axes = fig.add_axes([0.085, 0.09, 0.703, 0.84])
    axes.axvline(picked, color=INK_2, lw=0.7, gid="vline picked")
    axes.plot(years, one, color=INK, lw=2.4, gid="line years one")
    axes.plot(years, one_checked, "o", color=INK, markersize=4.9, gid="dots years one_checked")
    axes.plot(years, one_recalled, "D", color=INK, mfc=PAPER, markersize=5.4,
        gid="dots years one_recalled")
    axes.text(1966.4, one_end, "thick line", color=INK, weight="bold", gid="follow last one_end")

    axes.plot(years, two, color=INK, lw=1.2, gid="line years two")
    axes.plot(years, two_checked, "o", color=INK, markersize=3.7, gid="dots years two_checked")
    axes.plot(years, two_recalled, "D", color=INK, mfc=PAPER, markersize=4.2,
        gid="dots years two_recalled")
    axes.text(1966.4, two_end, "thin line", color=INK, weight="bold", gid="follow last two_end")

    axes.plot([then], [claimed], "_", color=INK_2, markersize=9, gid="end then claimed")
    axes.text(1957.6, 196, "1958, announced", color=INK_2, ha="right", gid="show claimed")
    axes.plot([then], [reduced], "_", color=INK_2, markersize=9, gid="end then reduced")
    axes.text(1957.6, 132, "1958, corrected", color=INK_2, ha="right", gid="show reduced")
    axes.set(xlim=(1948.5, 1966.2), ylim=(0, 370))
    axes.set(xticks=[1950, 1954, 1957, 1960, 1963, 1966], yticks=[0, 100, 200, 300])
    fig.text(0, 0.965, "1957 = 100", color=INK_2)
