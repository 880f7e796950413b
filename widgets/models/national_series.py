"""The national series, 1949 to 1966: any two of them on one picture, each as a share of its own level in 1957."""

from widgets.contract import INK, INK_2, LAYERS, PAPER, STATUSES
from widgets.contract import amount, choice, number, series, word

TITLE = "Grain output fell by a quarter in the three years in which steel output more than tripled"
DATA = {
    "grain": "grain_output_first_published", "regrain": "grain_output_revised", "taken": "procurement_trade_grain",
    "left": "grain_left_in_villages", "steel": "steel_output", "workers": "farm_labour_official",
    "towns": "urban_population", "people": "population_year_end", "births": "birth_rate_official",
    "deaths": "death_rate_official", "exports": "grain_exports", "animals": "large_animals",
    "announced": "grain_output_announced", "corrected": "grain_output_corrected_1959",
}
NAMES = {
    "grain": "grain output (first published)", "regrain": "grain output (revised later)", "taken": "grain procured",
    "left": "grain left in villages, per head", "steel": "steel output", "workers": "people at work in farming",
    "towns": "urban population", "people": "population", "births": "registered birth rate",
    "deaths": "registered death rate", "exports": "grain exports", "animals": "large animals",
}
VIEW = "what to look at; the numbers are the record’s"
CONTROLS = {
    "first": choice("Series on the thick line", default="grain", options=NAMES, view=VIEW),
    "second": choice("Series on the thin line", default="steel", options=NAMES, view=VIEW),
    "year": number("Compare 1957 with", default=1960, unit="", low=1950, high=1966, step=1, view=VIEW),
}
WAYS = {"rose": "rose by", "fell": "fell by", "same": "stood still:", "none": "has no value in the record:"}
RESULTS = {"years": series("Year", unit="")}
for key, name in [("one", "Thick line"), ("two", "Thin line")]:
    RESULTS.update({
        key: series(name, unit="1957 = 100", over="years"),
        key + "_checked": series(name + ", seen in a work", unit="1957 = 100", over="years"),
        key + "_recalled": series(name + ", from memory, not checked", unit="1957 = 100", over="years"),
        key + "_end": amount(name + ", last value", unit="1957 = 100"),
        key + "_way": word(name + ", direction", options=WAYS),
        key + "_by": amount(name + ", change since 1957", unit="per cent"),
        key + "_layer": word(name + ", layer", options=LAYERS),
        key + "_status": word(name + ", status", options=STATUSES),
    })
RESULTS.update({
    "picked": amount("Year compared", unit=""), "then": amount("Year of the claims", unit=""),
    "last": amount("Last year", unit=""),
    "claimed": amount("Grain output of 1958 as announced that winter", unit="of 1957 = 100"),
    "reduced": amount("The same as corrected in August 1959", unit="of 1957 = 100"),
})
SENTENCE = ("From 1957 to {year}, {first} {one_way} {one_by} ({one_layer}; {one_status}), and {second} {two_way} {two_by} "
    "({two_layer}; {two_status}).")
ALT = ("A line chart of yearly values from 1949 to 1966, each series as a share of its own value in 1957. Grain output, "
    "first published, rises to 103 in 1958, falls to 74 in 1960 and reaches 110 in 1966. Steel output rises to 349 in "
    "1960, falls to 125 in 1962 and stands at 286 in 1966. Two points at 1958 show grain as announced, 192, and as "
    "corrected in 1959, 128. Filled circles are seen in a work, open diamonds recalled and not checked.")
LIMITS = ("Two lines that move together do not show that one moved the other. Death and birth rates are as registered, "
    "and registration failed most where hunger was worst; the chapter on counting the dead, when it stands, says how far.")
SCENARIOS = {
    "Grain and deaths": {"second": "deaths"}, "What was grown, what was left": {"first": "left", "second": "grain"},
    "Two editions of one harvest": {"first": "grain", "second": "regrain", "year": 1961},
}


def indexed(record, years):
    """Values with 1957 as 100, None where the record has none."""
    return [100 * record[year] / record[1957] if year in record.years else None for year in years]


def read(record, years, year, key):
    """What one line needs: its values, split by how surely they are known, and its change from 1957 to the year."""
    values = indexed(record, years)
    known = dict(zip(record.years, record.statuses))
    at = values[years.index(year)]
    way = "none" if at is None else "rose" if at > 100.5 else "fell" if at < 99.5 else "same"
    return {
        key: values, key + "_end": [v for v in values if v is not None][-1], key + "_layer": record.layer,
        key + "_way": way, key + "_by": None if at is None else abs(at - 100),
        key + "_checked": [v if known.get(y) != "recalled" else None for y, v in zip(years, values)],
        key + "_recalled": [v if known.get(y) == "recalled" else None for y, v in zip(years, values)],
        key + "_status": known.get(year, known[1957]),
    }


def model(first, second, year, **record):
    years = list(range(1949, 1967))
    grain = "grain" in (first, second) or "regrain" in (first, second)
    found = read(record[first], years, year, "one")
    found.update(read(record[second], years, year, "two"))
    found.update({"years": years, "picked": year, "then": 1958, "last": 1966})
    for key, name in [("claimed", "announced"), ("reduced", "corrected")]:
        found[key] = 100 * record[name][1958] / record["grain"][1957] if grain else None
    return found


def figure(fig, years, one, one_checked, one_recalled, one_end, two, two_checked, two_recalled, two_end, picked, then,
        claimed, reduced):
    axes = fig.add_axes([0.085, 0.09, 0.703, 0.84])
    axes.axvline(picked, color=INK_2, linewidth=0.7, gid="vline picked")
    for key, y, checked, recalled, end, wide, label in [("one", one, one_checked, one_recalled, one_end, 2.4, "thick line"),
            ("two", two, two_checked, two_recalled, two_end, 1.2, "thin line")]:
        axes.plot(years, y, color=INK, linewidth=wide, gid="line years " + key)
        axes.plot(years, checked, "o", color=INK, markersize=2.5 + wide, gid="dots years " + key + "_checked")
        axes.plot(years, recalled, "D", color=INK, mfc=PAPER, markersize=3 + wide, gid="dots years " + key + "_recalled")
        axes.text(1966.4, end, label, color=INK, weight="bold", gid="follow last " + key + "_end")
    for claim, y, key, label in [(claimed, 196, "claimed", "1958, announced"), (reduced, 132, "reduced", "1958, corrected")]:
        axes.plot([then], [claim], "_", color=INK_2, markersize=9, gid="end then " + key)
        axes.text(1957.6, y, label, color=INK_2, ha="right", gid="show " + key)
    axes.set(xlim=(1948.5, 1966.2), ylim=(0, 370), xticks=[1950, 1954, 1957, 1960, 1963, 1966], yticks=[0, 100, 200, 300])
    fig.text(0, 0.965, "1957 = 100", color=INK_2)
