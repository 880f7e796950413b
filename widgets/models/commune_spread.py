"""How communes spread, as counted: by copying, or by orders that each place got on its own day."""

from widgets.contract import INK, INK_2, IRON, LABOUR
from widgets.contract import amount, choice, number, question, series, word

TITLE = "For the country, orders {sum} the curve of copying{count}; one place tells them apart"
# days since 20 April; per cent of peasant households, as counted
SEEN = [(163, 90.4), (163, 98.2), (194, 99)]  # 30 September, 31 October [commune_spread: seen]
PROVINCES = 27  # named in the announcement of 30 September [xinhua19580930: seen]
# one place: the day of its order or visit, the day of its count, the count
PLACES = {"huaian": (132, 146, 97.6), "henan": (108, 133, 99)}  # [commune_spread; timeline: seen]
END = 480  # last day reckoned [assumed: far enough for every setting]
SHOWN = list(range(103, 195))  # days drawn, from 1 August [assumed: where the counts lie]
NAMES = [str(day - eve) + month for month, eve in [(" Aug", 102), (" Sep", 133), (" Oct", 163)]
    for day in SHOWN if eve < day < eve + 32]
NAMES = [name for name in NAMES if name != "31 Sep"]

CONTROLS = {
    "copy": number("Copying: growth a day while few are in", default=7.2, unit="per cent",
        low=5.5, high=9, step=0.1, decimals=1, between=(6.3, 7.5),
        assumed="fitted to the counts of 30 September and 31 October, so the fit proves nothing"),
    "spell": number("Days a place takes once ordered", default=14, unit="days", low=2, high=40,
        step=2, between=(5, 40), assumed="a fortnight lay between directive and count in Huai’an"),
    "place": choice("One place", default="huaian", options={"huaian": "Huai’an (Jiangsu)",
        "henan": "Henan"}, view="which place the lower chart shows"),
    "ahead": number("Reports run ahead by", default=0, unit="%", low=0, high=40, step=5,
        assumed="none to begin with; how far they ran ahead was not measured", between=(0, 40),
        more=True),
    "start": number("Households in on 20 April, of 10,000", default=1, unit="", low=0.5, high=5,
        step=0.5, decimals=1, between=(0.5, 5), more=True,
        assumed="Chayashan’s 9,400 of some 124 million would be 0.8"),
    "against": choice("Count to compare with", default="day", more=True, options={
        "day": "90.4 per cent, announced that day", "later": "98.2 per cent, counted later"},
        source=["xinhua19580930", "gluckstein1960communes"], status="seen"),
}
DATA = {}
RESULTS = {
    "day_no": series("Day", unit="", names=NAMES),
    "counted": series("The country, by copying", unit="per cent", over="day_no"),
    "summed": series("The country, by orders", unit="per cent", over="day_no"),
    "formed": series("Formed, where reports run ahead", unit="per cent", over="day_no"),
    "copied": series("The place, by copying", unit="per cent", over="day_no"),
    "ordered": series("The place, by an order", unit="per cent", over="day_no"),
    "turn": series("Day of the order or visit", unit="", names=["foot", "top"]),
    "reach": series("Mark", unit="", over="turn"),
    "told_on": amount("Day of the place’s count, days after 20 April", unit=""),
    "told": amount("The place’s count", unit="per cent", decimals=1),
    "sep30": amount("30 September, by copying", unit="per cent"),
    "oct31": amount("31 October, by copying", unit="per cent"),
    "apart": amount("Widest gap of the two", unit="points", decimals=1, zero="less than 0.1 point"),
    "before": amount("The place on the day of its order or visit, by copying", unit="per cent"),
    "lead": amount("The place ahead of the country, by copying", unit="days"),
    "under": amount("Counted, not formed, 30 Sept", unit="per cent", zero="none"),
    "mark": word("Marked day", options={"huaian": "30 August, when the directive came",
        "henan": "6 August, when Mao came"}),
    "fits": word("Beside it", options={"short": "Copying stays below the first.", "past": "Copying "
        "goes above the first.", "near": "Copying comes within two points of the first."}),
    "sum": word("", options={"adds": "add up to", "near": "run close to"}),
    "count": word("", options={"near": "", "short": ", and both fall short of the count",
        "past": ", and both run ahead of the count", "one": ", which misses the count"}),
    "both": word("", options={"day": "90.4 per cent, announced that day, and 98.2, counted later",
        "later": "98.2 per cent, counted later, and 90.4, announced that day"}),
}
SENTENCE = ("By copying at {copy} a day, {sep30} of the country’s peasant households are counted "
    "as members on 30 September; the record has {both}. {fits} A sum of orders, {spell} each, "
    "keeps within {apart} of the same curve. But {place} would then have had {before} in "
    "on {mark}.")
ALT = ("Two charts, August to October 1958, per cent of peasant households counted as members. "
    "Above, the country: a curve of copying and a sum of 27 orders, within {apart} of each other, "
    "rise to {sep30} on 30 September and {oct31} a month later; counts: 90.4, 98.2 and 99. Below, "
    "{place}: {mark}, and a count of {told}. An order climbs in {spell}; copying at the country’s "
    "pace would have had {before} in before it.")
LIMITS = ("It shows no consent: to have joined means to have been counted. The days of the 27 "
    "orders are made up so that their sum fits. Two places do not speak for all, and a place could "
    "copy faster than the country. What was at work behind a count it cannot say.")
SCENARIOS = {"Huai’an": {}, "Henan": {"place": "henan"},
    "Copying, with reports ahead": {"copy": 6.5, "ahead": 20},
    "Against the later count": {"copy": 8.2, "against": "later"}}
QUESTION = question("Suppose that nobody copied anybody: each of 27 provinces was ordered, on a "
    "day of its own, to have its communes soon. What would the count for the whole country look "
    "like?",
    options={"A staircase": {"spell": 2}, "A smooth curve": {"spell": 14},
        "A nearly straight line": {"spell": 40}},
    reply="With {spell} for each province the sum keeps within {apart} of the smooth curve of "
        "copying. Only a single place can show the difference.")


def spread(copy, start=0.0001, end=END):
    """The share in, day by day from 20 April: each day's newcomers have copied those inside."""
    path = [start]
    for _ in range(end):
        path.append(path[-1] + copy * path[-1] * (1 - path[-1]))
    return path


def ramp(day, middle, spell):
    """The share in where an order takes `spell` days, evenly, round its middle day."""
    return min(1, max(0, (day - middle) / spell + 0.5))


def orders(path, spell):
    """A sum of equal provinces, each ordered when the path asks for it."""
    due = []
    for part in range(PROVINCES):
        due += [day for day, share in enumerate(path) if share >= (part + 0.5) / PROVINCES][:1]
    return [sum([ramp(day, asked, spell) for asked in due]) / PROVINCES for day in range(END + 1)]


def first(path, share):
    """The first day on which the path has reached the share."""
    return [day for day, inside in enumerate(path) if inside >= share][0]


def model(copy, spell, place, ahead, start, against):
    path = spread(copy / 100, start / 10000)
    told = [min(1, share * (1 + ahead / 100)) for share in path]
    summed = [min(1, share * (1 + ahead / 100)) for share in orders(path, spell)]
    mark, counted_on, count = PLACES[place]
    lead = first(path, count / 100) - counted_on  # the place keeps the country's curve, earlier
    aim = SEEN[0 if against == "day" else 1][1]
    gaps = [100 * shares[163] - aim for shares in (told, summed)]
    fits, other = ["near" if abs(gap) <= 2 else "past" if gap > 0 else "short" for gap in gaps]
    apart = 100 * max([abs(told[n] - summed[n]) for n in SHOWN])
    return {"day_no": SHOWN, "counted": [100 * told[n] for n in SHOWN],
        "summed": [100 * summed[n] for n in SHOWN],
        "formed": [100 * path[n] if ahead else None for n in SHOWN],
        "copied": [100 * path[n + lead] for n in SHOWN],
        "ordered": [count * ramp(n, mark + spell / 2, spell) for n in SHOWN],
        "turn": [mark] * 2, "reach": [0, 104], "told_on": counted_on, "told": count,
        "sep30": 100 * told[163], "oct31": 100 * told[194], "lead": lead,
        "apart": apart, "sum": "adds" if apart < 2 else "near", "both": against,
        "before": 100 * path[mark + lead], "under": 100 * (told[163] - path[163]),
        "mark": place, "fits": fits, "count": "one" if other != fits != "near" else fits}


def figure(fig, day_no, counted, summed, formed, copied, ordered, turn, reach, told_on, told):
    up = fig.add_axes([0.085, 0.52, 0.703, 0.425])
    low = fig.add_axes([0.085, 0.075, 0.703, 0.335])
    up.plot(day_no, formed, color=INK_2, lw=1, ls=(0, (1, 2)), gid="line day_no formed")
    up.plot(day_no, counted, color=LABOUR, lw=2.4, alpha=0.6, gid="line day_no counted")
    up.plot(day_no, summed, color=IRON, lw=1.6, ls=(0, (3, 2)), gid="line day_no summed")
    up.plot([day for day, _ in SEEN], [share for _, share in SEEN], "o", color=INK,
        markersize=5.5, clip_on=False)
    up.text(160, 93, "98.2, counted later", color=INK, ha="right")
    up.text(166, 76, "90.4, announced", color=INK)
    up.text(197, 92, "counts", color=INK, weight="bold")
    up.text(197, 62, "copying", color=LABOUR, weight="bold")
    up.text(105, 74, "dashed: orders", color=IRON)
    up.text(194, 8, "dotted: formed", color=INK_2, ha="right", gid="show under")
    low.plot(turn, reach, color=INK_2, lw=1, ls=(0, (1, 2)), gid="line turn reach")
    low.plot(day_no, copied, color=LABOUR, lw=2.4, alpha=0.6, gid="line day_no copied")
    low.plot(day_no, ordered, color=IRON, lw=1.6, ls=(0, (3, 2)), gid="line day_no ordered")
    low.plot([told_on], [told], "o", color=INK, markersize=5.5, gid="end told_on told")
    low.text(194, 22, "dotted: day of the directive", color=INK_2, ha="right")
    low.text(194, 8, "or of Mao’s visit", color=INK_2, ha="right")
    for axes in (up, low):
        axes.set(xlim=(103, 195), ylim=(0, 104), xticks=[], yticks=[0, 50, 100])
    low.set_xticks([103, 133, 163, 194], ["1 Aug", "31 Aug", "30 Sep", "31 Oct"])
    fig.text(0, 0.965, "the country: per cent of peasant households, as counted", color=INK_2)
    fig.text(0, 0.435, "one place: the same", color=INK_2)
