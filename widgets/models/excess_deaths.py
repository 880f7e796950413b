"""Excess deaths: recorded death rates, less what is called ordinary, times the people. Each control
chooses how to count what was recorded; none changes what happened."""

from widgets.contract import INK, INK_2, PAPER
from widgets.contract import amount, choice, number, question, series, word

TITLE = "One and the same record gives {range} deaths in excess, by what is called ordinary"
YEARS = list(range(1954, 1965))  # [assumed: three years before the Leap to two after the famine]
FAMINE = (1958, 1959, 1960, 1961)  # [assumed: the years with the famine's share not registered]
RECORDED = ["1957", "mean", "line"]
# [assumed: the years that authors count, and the worst year alone]
PERIODS = {"58-61": (1958, 1961), "59-61": (1959, 1961), "58-62": (1958, 1962),
    "58-63": (1958, 1963), "60": (1960, 1960)}
CONTROLS = {
    "record": choice("Death rates", default="registered", status="cross-checked",
        options={"registered": "as registered", "banister": "as Banister rebuilt them",
            "un": "as the United Nations rebuild them"},
        source=["nbs1999yearbook", "banister1984analysis", "wpp2024"],
        disputed="how many deaths no register holds, before the famine and in it"),
    "baseline": choice("Called ordinary", default="1957", options={"1957": "the rate of 1957",
        "mean": "the mean of 1954-57", "line": "a straight line from 1957 to 1963",
        "given": "a given rate"}, assumed="the last year before the Leap; authors use all four, "
            "and what would have been can only be assumed"),
    "years": choice("Years counted", default="58-61", options={"58-61": "1958 to 1961",
        "59-61": "1959 to 1961", "58-62": "1958 to 1962", "58-63": "1958 to 1963",
        "60": "1960 alone"}, assumed="Banister’s years; other authors count others"),
    "before": number("Never registered in ordinary years", default=0, unit="%", low=0, high=45,
        step=1, zero="none", between=(8, 45), when=("record", "registered"),
        assumed="none, as a first step (Banister: 40 per cent in 1957); a given rate stays"),
    "during": number("Never registered in 1958-61", default=0, unit="%", low=0, high=45, step=1,
        zero="none", between=(34, 43), when=("record", "registered"),
        assumed="none, as a first step; Banister finds 34 to 43 per cent"),
    "given": number("The given rate", default=10, unit="per thousand", low=8, high=20, step=0.1,
        decimals=1, between=(10, 18), when=("baseline", "given"), more=True,
        assumed="a round figure; registered rates of 1954-57 are 11 to 13, rebuilt ones higher"),
}
DATA = {"people": "population_year_end",
    "registered": "death_rate_official", "banister": "death_rate_banister", "un":
    "death_rate_wpp2024", "births": "birth_rate_official", "births_banister":
    "birth_rate_banister", "births_un": "birth_rate_wpp2024"}
RATE = {"unit": "per thousand", "decimals": 1}
M = "million"
RESULTS = {
    "year": series("Year", unit=""),
    "rate": series("Death rate used", over="year", **RATE),
    "called": series("Called ordinary", unit="",
        names=["the rate of 1957", "the mean of 1954-57", "the line to 1963", "the given rate"]),
    "each": series("Deaths above it", unit=M, over="called", blank="not asked"),
    "level": amount("Called ordinary in 1963", **RATE),
    "excess": amount("Deaths above what is called ordinary", unit=M, zero="none"),
    "low": amount("The least of the baselines drawn", unit="", zero="none"),
    "high": amount("The most of them", unit=M, zero="none"),
    "unborn": amount("Apart from these: births short of the rate of 1957", unit=M),
    "found": word("", options={"above": "{excess} above {against}",
        "below": "{excess}, fewer than by {against}"}),
    "against": word("", options={"set": "{given}", "other": "{baseline}"}),
    "range": word("", options={"apart": "{low} to {high}", "alike": "{high}"}),
    "lifted": word("", options={"no": "", "yes": ", taking {during} as unregistered in 1958-61 "
        "and {before} in other years"}),
}
RESULTS.update({name: series("", unit="") for name in ("edge", "step", "base", "upper", "row")})
RESULTS.update({name: amount("", unit="", decimals=1) for name in ("end", "at")})
SENTENCE = ("Death rates {record}{lifted}, for {years}: {found}; by the baselines "
    "drawn, {range}. Apart from these, and no deaths: {unborn} fewer births than at the birth "
    "rate of 1957.")
ALT = ("Two charts. Above, deaths per thousand by year, 1954 to 1964, {record}{lifted}; dots show "
    "the registered rates: 10.8 in 1957, 25.4 in 1960, 10.0 in 1963. Shaded, what lies "
    "between the rates and {against}, for {years}. Below, in millions, the deaths above each "
    "baseline drawn: {range}.")
LIMITS = ("It does not say how many died: no setting is the true one. It shows what choices in "
    "counting do to a sum. Rates for the whole country hide ages, places and camps. The share "
    "never registered was not counted by anybody and is taken as the same in all four years. A "
    "death in excess need not be one by hunger, and a birth that did not happen is no death.")
SCENARIOS = {
    "As registered": {},
    "Banister’s rates": {"record": "banister", "baseline": "line"},
    "The United Nations’ rates": {"record": "un", "baseline": "line"},
    "38 per cent never registered": {"baseline": "line", "before": 38, "during": 38},
    "40 per cent, in the famine only": {"baseline": "line", "during": 40},
}
QUESTION = question("Two researchers use the same registered death rates and count the same four "
    "years. One finds nearly three times as many deaths in excess as the other. In what can they "
    "differ most?",
    options={"In what they call an ordinary year": {"baseline": "mean"},
        "In how many deaths they think went unregistered": {"baseline": "line", "during": 40},
        "In how they count the births that did not happen": {}},
    reply="Counted so: {found}; by the baselines drawn, {range}. Births stand apart and "
        "change nothing in it. Compare the other answers before you judge.")


def lift(rates, before, during):
    """{year: rate}, with the deaths put back that were never registered."""
    return {year: rates[year] / (1 - (during if year in FAMINE else before) / 100)
        for year in YEARS}


def ordinary(rates, baseline, given):
    """{year: the rate called ordinary}, 1957 to 1963."""
    first, last = rates[1957], rates[1963]
    mean = (rates[1954] + rates[1955] + rates[1956] + first) / 4
    return {year: {"1957": first, "mean": mean, "given": given,
        "line": first + (last - first) * (year - 1957) / 6}[baseline] for year in range(1957, 1964)}


def between(people, upper, lower, years):
    """Rates above others, per thousand, times the people at mid-year: millions, over the years."""
    return sum([(people[year] + people[year - 1]) / 2 * (upper[year] - lower[year]) / 1000
        for year in range(years[0], years[1] + 1)])


def model(record, baseline, years, before, during, given, people, registered, banister, un,
        births, births_banister, births_un):
    source = {"registered": registered, "banister": banister, "un": un}[record]
    born = {"registered": births, "banister": births_banister, "un": births_un}[record]
    known = record == "registered"
    rates = lift(source, before if known else 0, during if known else 0)
    first, last = PERIODS[years]
    called = ordinary(rates, baseline, given)
    each = [between(people, rates, ordinary(rates, one, given), (first, last))
        if one in RECORDED or one == baseline else None for one in RECORDED + ["given"]]
    at, step, base, upper = (RECORDED + ["given"]).index(baseline), [], [], []
    for year in range(1957, 1964):
        step += [year - 0.5, year + 0.5]
        base += [called[year]] * 2
        upper += [rates[year] if first <= year <= last else called[year]] * 2
    drawn = sorted([one for one in each if one is not None])
    return {"year": YEARS, "rate": [rates[year] for year in YEARS], "called": [0, 1, 2, 3],
        "edge": [year - 0.5 for year in YEARS + [1965]], "step": step, "base": base,
        "upper": upper, "row": [3, 2, 1, 0], "each": each, "end": 1963.5, "level": base[-1],
        "excess": each[at], "at": 3 - at, "low": drawn[0], "high": drawn[-1],
        "unborn": between(people, dict.fromkeys(YEARS, born[1957]), born, (first, last)),
        "found": "above" if each[at] > -0.5 else "below",
        "against": "set" if baseline == "given" else "other",
        "range": "alike" if int(drawn[0] + 0.5) == int(drawn[-1] + 0.5) else "apart",
        "lifted": "yes" if known and before + during else "no"}


def figure(fig, registered, year, rate, edge, step, base, upper, row, each, end, level, excess, at,
        low, high):
    rates = fig.add_axes([0.085, 0.51, 0.703, 0.435])
    rates.fill(step + step[::-1], base + upper[::-1], color=INK, alpha=0.13, lw=0,
        gid="band step base upper")
    rates.stairs(rate, edge, baseline=None, color=INK, lw=1.8, gid="stairs edge rate")
    rates.plot(step, base, color=INK_2, lw=1.4, ls=(0, (3, 2)), gid="line step base")
    rates.plot(year, [registered[one] for one in year], "o", color=INK, markersize=4.5)
    rates.plot([end], [level], "o", color=INK_2, markersize=5, gid="end end level; grab up given")
    rates.text(1964.8, 15, "dots: as", color=INK_2)
    rates.text(1964.8, 8, "registered", color=INK_2)
    rates.text(1953.6, 44, "dashes: called ordinary", color=INK_2)
    rates.set(xlim=(1953.5, 1964.5), ylim=(0, 50), xticks=year[::3], yticks=[0, 20, 40])
    fig.text(0, 0.965, "deaths per thousand people", color=INK_2)
    sums = fig.add_axes([0.085, 0.09, 0.65, 0.28])
    sums.axvspan(low, high, color=INK, alpha=0.13, lw=0, gid="vspan low high")
    sums.axvline(0, color=INK_2, lw=0.7)
    sums.plot(each, row, "o", color=INK, markerfacecolor=PAPER, markersize=5.5, gid="dots each row")
    sums.plot([excess], [at], "o", color=INK, markersize=8, gid="end excess at")
    for place, words in enumerate(["given rate", "line to 1963", "mean 1954-57", "rate of 1957"]):
        sums.text(77, place - 0.18, words, color=INK_2)
    sums.set(xlim=(-25, 75), ylim=(-0.6, 3.6), xticks=[-20, 0, 20, 40, 60], yticks=[])
    fig.text(0, 0.4, "million deaths above what is called ordinary", color=INK_2)
