"""Backyard steel: what a commune's furnaces eat, give, and cost it; and 25,000 such communes."""

from widgets.contract import BARN, EDGE, INK, INK_2, IRON, LOST, PAPER
from widgets.contract import amount, number, question, series, word

TITLE = "In this model {finding}"
MISSING = 6.7  # million tonnes of steel, Sep-Dec 1958: 10.7 less about 4 made [hprc2010steel: seen]
SMALL = 4.0  # million tonnes of pig iron, all small plants, 1958 [wagner2011background: seen]
HOUSEHOLDS = 5000  # in one commune [assumed: near the 4,797 of the count of 30 September 1958]
SIZE = 6.4, 5.8  # inches
HIDDEN = 0.1  # of the tools, out of reach [assumed: something is always hidden or kept back]
CONTROLS = {
    "furnaces": number("Furnaces in the commune", default=20, unit="", low=5, high=30, step=5,
        assumed="600,000 and 700,000 were claimed, 26 to 30 for each of 23,397 communes; unchecked",
        between=(5, 30)),
    "ore": number("Iron from ore, the rest from scrap", default=40, unit="%", low=0, high=100,
        step=10, assumed="all where ironmasters lived, none without ore", between=(0, 100)),
    "tools": number("Farm tools among the scrap", default=30, unit="%", low=0, high=100, step=10,
        assumed="tools were melted in many places; nobody measured how many", between=(0, 100)),
    "good": number("Iron that can be used", default=30, unit="%", low=0, high=90, step=10,
        assumed="most of the drive’s iron was bad; how much of it is not known", between=(0, 90)),
    "communes": number("Communes that do the same", default=25000, unit="communes", low=500,
        high=26000, step=500, assumed="nearly all: 23,397 were announced on 30 September 1958, "
        "about 26,000 a month later", more=True),
    "daily": number("Iron from a furnace in a day", default=0.3, unit="tonnes", low=0.2, high=0.5,
        step=0.05, decimals=2, between=(0.2, 0.5), more=True,
        assumed="below the 0.4 to 0.5 of practised people with small furnaces"),
    "days": number("Days of the drive", default=90, unit="", low=60, high=120, step=10, more=True,
        assumed="about mid-September to mid-December 1958", between=(60, 120)),
    "working": number("Days on which a furnace runs", default=50, unit="%", low=40, high=60,
        step=5, assumed="many were rebuilt or stood without fuel; no count was seen", more=True),
    "kept": number("Scrap that comes out as iron", default=70, unit="%", low=50, high=90, step=5,
        assumed="some burns away or stays in the slag", between=(50, 90), more=True),
    "fuel": number("Fuel for a tonne of iron", default=4, unit="tonnes", low=3, high=5, step=0.5,
        decimals=1, assumed="native furnaces 3 to 5, modern about 1, from memory", more=True),
    "charcoal": number("Fuel that is charcoal", default=60, unit="%", low=20, high=100, step=10,
        assumed="where there was no coal, all of it; no average is known", more=True),
    "wood": number("Wood for a tonne of charcoal", default=6, unit="tonnes", low=5, high=7,
        step=0.5, decimals=1, more=True, assumed="5 to 7, from memory; no measurement was seen"),
    "stock": number("Tool iron of a household", default=25, unit="kg", between=(10, 50), more=True,
        low=10, high=50, step=5, assumed="hoes, sickles, a ploughshare, a pot; no survey was seen"),
    "weight": number("Weight of tools in the harvest", default=0.10, unit="", low=0, high=0.3,
        step=0.05, decimals=2, between=(0, 0.3), more=True,
        assumed="lost tools must cost something; no estimate was seen"),
}
for control in [CONTROLS[key] for key in ("working", "fuel", "charcoal", "wood")]:
    control["between"] = (control["low"], control["high"])
DATA, MT = {"counted": "pig_iron_output"}, "million tonnes"
RESULTS = {
    "flow": series("In and out", unit="",
        names=["wood", "other fuel", "scrap", "of it, farm tools", "usable iron"]),
    "each": series("For one tonne of pig iron", unit="tonnes", decimals=2, over="flow"),
    "home": series("Commune", unit="", names=["farm tools", "next year’s harvest"]),
    "left": series("Left", unit="per cent", over="home"),
    "land": series("Communes", unit="", names=["pig iron", "usable"]),
    "country": series("Made by all", unit=MT, decimals=1, over="land"),
    "pig": amount("Pig iron", unit="tonnes"),
    "usable": amount("Usable iron", unit="tonnes", zero="none"),
    "scrap": amount("Scrap put in", unit="tonnes", zero="none"),
    "lost": amount("Tools put in", unit="tonnes", zero="none"),
    "burnt": amount("Fuel", unit="thousand tonnes", decimals=1),
    "felled": amount("Wood", unit="thousand tonnes", decimals=1),
    "melted": amount("Farm tools melted", unit="per cent", zero="none"),
    "grain": amount("Next year’s harvest", unit="per cent"),
    "nation": amount("Pig iron, all", unit=MT, decimals=1, zero="less than 0.1 million tonnes"),
    "nation_good": amount("Usable, all", unit=MT, decimals=1, zero="almost nothing"),
    "finding": word("", options={
        "paper": "the missing steel is there on paper, in iron mostly of no use",
        "useless": "the missing steel is there on paper, in iron of no use at all",
        "good": "the missing steel is not there, though much of the iron is of use",
        "met": "the missing tonnes are there, in iron that can be used",
        "short": "the missing steel is not there even on paper: {nation} of iron"}),
    "fate": word("", options={"whole": "melt no farm tools; next year’s harvest is whole",
        "lost": "melt {melted} of the commune’s farm tools; next year’s harvest is then {grain} of "
            "what it would have been"}),
}
SENTENCE = ("In one season {furnaces} furnaces make {pig} of pig iron; {usable} of it can be used. "
    "They burn {felled} of wood and {fate}. {communes} like it make {nation} of iron; the plan "
    "lacked 6.7 million tonnes of steel.")
ALT = ("Four charts of bars. First and second, what goes into one tonne of pig iron and comes "
    "out; for {pig} in all, {felled} of wood beside other fuel, scrap ({scrap}; farm tools in it, "
    "{lost}); of use, {usable}. Third, farm tools gone: {melted}; the next harvest: {grain}. "
    "Fourth, {communes}: {nation} of pig iron, {nation_good} usable; a line at the missing 6.7; on "
    "record a dot at 4, all small plants, and an open diamond at 7.8, the rise in pig iron "
    "counted, partly from memory.")
LIMITS = ("It does not show how many tools were melted or what that cost in grain: nobody measured "
    "either. Sixteen of its numbers are assumptions, so that they come to the missing 6.7 million, "
    "part of which large works made, is no finding. It does not show that small furnaces cannot "
    "work, and it leaves out the ore, the hands, and the harvest they left standing.")
SCENARIOS = {"Ore and skilled people": {"ore": 100, "good": 80, "daily": 0.45},
    "Nothing but scrap": {"ore": 0}, "No farm tools melted": {"tools": 0},
    "About what small plants made": {"communes": 15000}}
QUESTION = question("The plan of August 1958 lacked 6.7 million tonnes of steel. Suppose that "
    "twenty small furnaces make 270 tonnes of iron by December. How many communes would have to "
    "keep twenty such furnaces each?", options={"About 2,500": {"communes": 2500},
        "About 10,000": {"communes": 10000}, "About 25,000": {"communes": 25000}},
    reply="{communes} make {nation} of pig iron, of which {nation_good} can be used. In all there "
        "were about 26,000.")


def season(furnaces, daily, days, working):
    """Tonnes of pig iron that a commune's furnaces make."""
    return furnaces * daily * days * working


def charge(pig, ore, kept, tools, stock):
    """(scrap, farm tools in it), in tonnes, for so much pig iron; some tools are never given up."""
    scrap = pig * (1 - ore) / kept
    return scrap, min((1 - HIDDEN) * stock, scrap * tools)


def model(furnaces, ore, tools, good, communes, daily, days, working, kept, fuel, charcoal, wood,
        stock, weight, counted):
    owned = HOUSEHOLDS * stock / 1000  # tonnes of tools
    pig = season(furnaces, daily, days, working / 100)
    scrap, lost = charge(pig, ore / 100, kept / 100, tools / 100, owned)
    felled = pig * fuel * charcoal / 100 * wood
    melted, grain = lost / owned, (1 - lost / owned) ** weight
    nation, usable = pig * communes / 1e6, pig * communes / 1e6 * good / 100
    each = [felled / pig, fuel * (1 - charcoal / 100), scrap / pig, lost / pig, good / 100]
    finding = "short" if nation < 0.99 * MISSING else "met" if usable >= MISSING else (
        "good" if good >= 50 else "paper" if good else "useless")
    return {"flow": [2, 1, 3, 2, 1], "each": each, "home": [2, 1], "land": [3, 2],
        "left": [100 * (1 - melted), 100 * grain], "country": [nation, usable],
        "pig": pig, "usable": pig * good / 100, "scrap": scrap, "lost": lost,
        "burnt": pig * fuel / 1000, "felled": felled / 1000, "melted": 100 * melted,
        "grain": 100 * grain, "nation": nation, "nation_good": usable, "finding": finding,
        "fate": "lost" if melted >= 0.005 else "whole"}


def bars(fig, foot, height, name, start, values, hues, labels, ticks, head):
    """A chart of lying bars of the result `name`, from its place `start` on; they move with it."""
    axes, rows = fig.add_axes([0.235, foot, 0.735, height]), list(range(len(labels), 0, -1))
    drawn = axes.barh(rows[:len(values)], values, height=0.6, lw=0, color=hues)
    for i, bar in enumerate(drawn):
        bar.set_gid("barh " + name + " " + str(start + i))
    axes.grid(True, axis="x")
    axes.grid(False, axis="y")
    axes.set(xlim=(0, ticks[-1]), ylim=(0.5, len(labels) + 0.5), xticks=ticks[:-1])
    axes.set_yticks(rows, labels)
    fig.text(0, foot + height + 0.02, head, color=INK_2)
    return axes, drawn


def figure(fig, each, left, country, counted):
    bars(fig, 0.85, 0.1, "each", 0, each[:2], EDGE, ["wood", "other fuel"],
        [0, 10, 20, 30, 36], "fuel: tonnes for one tonne of pig iron")
    bars(fig, 0.59, 0.145, "each", 2, each[2:], [INK_2, (LOST, 0.4), IRON],
        ["scrap", "of it, tools", "usable iron"], [0, 0.5, 1, 1.5, 2, 2.1],
        "iron: tonnes for one tonne of pig iron")[1][1].set(edgecolor=LOST, hatch="////")
    mid, _ = bars(fig, 0.375, 0.1, "left", 0, left, [INK_2, BARN], ["farm tools", "next harvest"],
        [0, 25, 50, 75, 100, 100], "what is left in the commune, per cent")
    mid.barh([2, 1], [100, 100], height=0.6, fill=False, edgecolor=EDGE, lw=0.8)
    low, _ = bars(fig, 0.075, 0.185, "country", 0, country, [INK_2, IRON],
        ["pig iron", "usable", "on record"], [0, 10, 20, 30, 30],
        "all communes, million tonnes; dashes: 6.7 missing")
    low.axvline(MISSING, color=IRON, lw=1.4, ls=(0, (3, 2)))
    low.plot([SMALL], [1], "o", color=INK)
    low.plot([counted[1958] - counted[1957]], [1], "D", color=INK, markerfacecolor=PAPER)
    low.text(9.4, 0.78, "4: small plants, 7.8: rise", color=INK_2)
