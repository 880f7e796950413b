"""The race with Britain: the growth each promise of steel asks for, and what steel is made of."""

import math

from widgets.contract import INK, INK_2, IRON, PAPER
from widgets.contract import amount, number, question, series, switch, word

TITLE = "A promise of {target} by {due} {beside}"
# targets as set: months since 1 November 1957, million tonnes, for the year [steel_targets: seen]
LADDER = [(0.6, 40, 1972), (2.8, 6.248, 1958), (4.5, 7.0, 1958), (5.5, 7.11, 1958),
    (7.6, 11.0, 1958), (9.9, 10.7, 1958), (9.9, 30, 1959), (9.9, 80, 1962)]
MAY = (6.9, 8.5, 1958)  # the step of May [steel_targets: recalled]
SCALE = 160  # the lower chart ends there [assumed: so that every promise of the time fits]
COAL, ORE, RAIL = 1.6, 2, 6  # tonnes for one of steel [assumed: round figures for an illustration]
MT = "million tonnes"
CONTROLS = {
    "target": number("Steel promised", default=40, unit=MT, low=6, high=100, step=0.1, decimals=1,
        source="boyibo_memoir", status="seen",
        disputed="Mao in Moscow, November 1957; the memoir says what he expected"),
    "due": number("Due in the year", default=1972, unit="", low=1958, high=1972, step=1,
        source="boyibo_memoir", status="seen",
        disputed="in fifteen years; by June 1958 in two or three"),
    "britain": number("Britain’s steel in 1972", default=30, unit=MT, low=15, high=40, step=1,
        source="boyibo_memoir", status="seen",
        disputed="as expected in Moscow; it had made 22 in 1957"),
    "inputs": switch("Count what steel is made of", default=False, on="counted", off="not counted",
        assumed="coal, ore and rail enter with amounts made up for teaching; open More settings"),
}
FIRST = {"off": "", "enough": "The inputs assumed would do."}
for name, label, default, low, high, step, runs in [
        ("capacity", "Furnaces can make", 12, 6, 40, 1, "furnaces run"),
        ("coal", "Coal to be had", 18, 10, 60, 1, "coal runs"),
        ("ore", "Ore to be had", 22, 10, 80, 1, "ore runs"),
        ("rail", "Freight the railways can move", 60, 30, 240, 5, "the railways give")]:
    CONTROLS[name] = number(label, default=default, unit=MT, low=low, high=high, step=step,
        assumed="put in for an illustration, not a count of 1958", more=True, when=("inputs", True))
    FIRST[name] = "Of what is assumed, " + runs + " out first."
DATA = {"china": "international_steel, China", "uk": "international_steel, United Kingdom",
    "ussr": "international_steel, USSR", "usa": "international_steel, United States"}
BESIDE = {"less": "is modest beside the growth just seen", "like": "asks for growth as just seen",
    "more": "asks for more than the growth just seen",
    "far": "asks for more than twice the growth just seen"}
PASSES = {str(year): "passes Britain in " + str(year) for year in range(1958, 1973)}
PASSES["never"] = "does not pass Britain"
RESULTS = {
    "years": series("Year", unit=""),
    "path": series("The promise", unit=MT, decimals=1, over="years"),
    "rival": series("Britain, on the way expected", unit=MT, decimals=1, over="years"),
    "growth": amount("Growth asked for", unit="per cent"),
    "doubles": amount("Doubles every", unit="years", decimals=1),
    "plan": amount("Growth in 1952-57", unit="per cent"),
    "passes": word("On these paths China", options=PASSES),
    "beside": word("", options=BESIDE),
    "pace": word("", options={"one": "in a single year", "many": "every year from 1957 on"}),
    "first": word("What runs out first", options=FIRST),
    "made": amount("What inputs allow", unit=MT, decimals=1),
    "made_line": series("What inputs allow, any year", unit=MT, decimals=1, over="years"),
    "end": amount("Due", unit=""),
    "goal": amount("Promise", unit=MT, decimals=1),
    "column": amount("Place below", unit=""),
    "shown": amount("Growth, on the scale", unit="per cent"),
    "beyond": amount("Growth, off the scale", unit="per cent"),
}
SENTENCE = ("{target} in {due} asks for {growth} more steel {pace}; from 1952 to 1957 it had grown "
    "by {plan} a year. On these paths China {passes}. {first}")
ALT = ("Above, steel output of four countries, 1950 to 1966, on a scale by tens: China rises from "
    "0.6 to 5.4 million tonnes in 1957 and 18.7 in 1960, falls to 6.7; Britain stays "
    "near 20, the others above. A dashed line leads from 1957 to {target} in {due}. Below, the "
    "growth asked for: {growth} as set; 14 per cent in November 1957, 17 to 33 by April, 59 "
    "in May (recalled), 106 in June, 72 to 137 in August 1958. From 1952 to 1957 it was 32.")
LIMITS = ("The goal of fifteen years was not absurd: beside the growth just seen it was modest. A "
    "rate of growth says nothing of ore, coal or who is sent to dig, and a tonne counted is not "
    "always a tonne of use.")
SCENARIOS = {"January 1958": {"target": 6.2, "due": 1958},
    "April 1958": {"target": 7.1, "due": 1958}, "August, for 1958": {"target": 10.7, "due": 1958},
    "August, for 1959": {"target": 30, "due": 1959},
    "August, for 1962": {"target": 80, "due": 1962}}
QUESTION = question("A country makes 5.35 million tonnes of steel a year. Which promise asks for "
    "the fastest growth?", options={
        "40 million in fifteen years": {}, "22 million in three years": {"target": 22, "due": 1960},
        "80 million in five years": {"target": 80, "due": 1962},
        "30 million in two years": {"target": 30, "due": 1959}},
    reply="{target} in {due} asks for {growth} a year; output then doubles every {doubles}.")


def rate(target, base, years):
    """The growth a year, in per cent, that leads from base to target."""
    return 100 * ((target / base) ** (1 / years) - 1)


def years_to(target, base, growth):
    """The years that a growth of so many per cent takes from base to target."""
    return math.log(target / base) / math.log(1 + growth / 100)


def bottleneck(capacity, coal, ore, rail):
    """What can be made of the inputs, and which of them runs out first."""
    return min((capacity, "capacity"), (coal / COAL, "coal"), (ore / ORE, "ore"),
        (rail / RAIL, "rail"))


def model(target, due, britain, inputs, capacity, coal, ore, rail, china, uk, ussr, usa):
    years = list(range(1957, 1973))
    growth = rate(target, china[1957], due - 1957)
    path = [china[1957] * (1 + growth / 100) ** (y - 1957) if y <= due else None for y in years]
    theirs = rate(britain, uk[1957], 15)
    rival = [uk[1957] * (1 + theirs / 100) ** (y - 1957) for y in years]
    above = [y for y, ours, other in zip(years, path, rival) if y <= due and ours > other]
    made, first = bottleneck(capacity, coal, ore, rail) if inputs else (None, "off")
    if inputs and made >= target:
        first = "enough"
    plan = rate(china[1957], china[1952], 5)
    beside = "less" if growth < 0.8 * plan else "like" if growth < 1.2 * plan else "more"
    return {"years": years, "path": path, "rival": rival, "growth": growth,
        "doubles": years_to(2, 1, growth), "plan": plan,
        "beside": "far" if growth > 2 * plan else beside, "pace": "many" if due > 1958 else "one",
        "passes": str((above + ["never"])[0]), "first": first, "made": made,
        "made_line": [made] * len(years), "end": due, "goal": target, "column": -2.7,
        "shown": growth if growth <= SCALE else None, "beyond": growth if growth > SCALE else None}


def figure(fig, years, path, rival, plan, made_line, end, goal, column, shown,
        china, uk, ussr, usa):
    steel = fig.add_axes([0.085, 0.455, 0.703, 0.49])
    steel.plot(china.years[1:], china.values[1:], "o-", color=INK, lw=1.2, markersize=3.5)
    for land in (uk, ussr, usa):
        steel.plot(land.years[1:], land.values[1:], color=INK, lw=1.2)
    steel.plot([year for month, level, year in LADDER], [level for month, level, year in LADDER],
        "_", color=INK_2, markersize=9)
    steel.plot(years, rival, color=INK_2, lw=1, ls=(0, (1, 2)), gid="line years rival")
    steel.plot(years, made_line, color=INK_2, lw=0.8, gid="line years made_line")
    steel.plot(years, path, color=IRON, lw=1.4, ls=(0, (3, 2)), gid="line years path")
    steel.plot([end], [goal], "o", color=IRON, gid="end end goal; grab due target")
    steel.text(1950, 125, "United States", color=INK, weight="bold")
    steel.text(1950, 55, "Soviet Union", color=INK, weight="bold")
    steel.text(1950, 9, "Britain", color=INK, weight="bold")
    steel.text(1954, 1.05, "China", color=INK, weight="bold")
    steel.text(1958, 165, "bars: targets set by August 1958", color=INK_2)
    steel.text(1958, 3, "dashed: the promise", color=INK_2)
    steel.text(1958, 1.6, "dotted: Britain, as expected", color=INK_2)
    steel.text(1958, 0.85, "thin: what inputs allow", color=INK_2, gid="show made")
    steel.set(xlim=(1949.5, 1972.5), xticks=[1950, 1957, 1962, 1966, 1972])
    steel.set(yscale="log", ylim=(0.5, 260), yticks=[1, 10, 100], yticklabels=["1", "10", "100"])
    steel.set_yticks([], minor=True)
    fig.text(0, 0.965, "million tonnes of steel a year, scale by tens", color=INK_2)

    asked = fig.add_axes([0.085, 0.075, 0.703, 0.255])
    asked.plot([-2.1, 10.6], [plan, plan], color=INK, lw=1.1)
    for month, level, year in LADDER:
        asked.plot(month, rate(level, china[1957], year - 1957), "o", color=INK)
    asked.plot(MAY[0], rate(MAY[1], china[1957], MAY[2] - 1957), "D", color=INK, mfc=PAPER)
    asked.plot([column], [shown], "o", color=IRON, markersize=8, gid="end column shown")
    for x, y, promise in [(-2.2, 43, "40 by 1972"), (2.3, 43, "6.2"), (3.8, 43, "7.0, 7.1"),
            (6.1, 70, "8.5"), (7.2, 116, "11.0"), (10.8, 25, "1952-57"), (10.4, 66, "80 by 1962"),
            (10.4, 94, "10.7"), (10.4, 131, "30 by 1959")]:
        asked.text(x, y, promise, color=INK, weight="bold")
    asked.text(-3.8, 142, "off the scale", color=INK_2, gid="show beyond")
    asked.set(xlim=(-4, 10.6), ylim=(0, SCALE), xticks=[-2.7, 0.6, 2.8, 4.5, 6.9, 9.9],
        xticklabels=["as set", "Nov 1957", "Jan", "Mar", "May", "Aug"], yticks=[0, 50, 100, 150])
    fig.text(0, 0.352, "growth asked for, per cent a year", color=INK_2)
