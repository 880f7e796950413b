"""The canteens: a village's store of grain, month by month, after the state has taken its part."""

from widgets.contract import BARN, INK, INK_2, PAPER, STATE
from widgets.contract import amount, number, question, series, word

TITLE = ("In this model free meals ask for {cost} than rations would, and a tenth of the crop "
    "taken leaves {gain}")
MONTHS = ("November December January February March April May June July August September "
    "October").split()
SUMMER = 7  # the summer crop comes in at the end of June [assumed: it ripens in June and July]

HOW_MANY = ["no months", "one month", "two months", "three months", "four months", "five months",
    "six months"]
CONTROLS = {
    "left": number("Left after procurement", default=220, unit="kg a head", low=120, high=260,
        step=1, between=(137, 228),
        assumed="with the summer crop 265, near the 268 left of the crop of 1958 before resale"),
    "months": number("Months of free meals", default=3, unit="", low=0, high=6, step=1,
        names=HOW_MANY, between=(2, 3), assumed="two or a little more in Yang Jisheng, two to "
        "three in other accounts; begun in November"),
    "free": number("Eaten a month in free meals", default=24, unit="kg", low=14, high=30, step=1,
        assumed="a full diet of grain; 28 kg in one commune of Mianzhu, Sichuan, in autumn 1958",
        between=(18, 30)),
    "ration": number("Ration a month after that", default=14, unit="kg", low=8, high=20, step=1,
        assumed="one brigade in Gansu gave about 15 in August 1958, then 11, then 8",
        between=(8, 15)),
    "seed": number("Set aside for seed and fodder", default=20, unit="%", low=15, high=25, step=1,
        assumed="of what is left, once; from memory a fifth to a quarter of a crop",
        between=(20, 25), more=True),
    "waste": number("Spoilt in the free months", default=10, unit="%", low=0, high=20, step=1,
        assumed="on top of what is eaten; no average was seen", between=(0, 20), more=True),
    "summer": number("Added by the summer crop", default=45, unit="kg a head", low=30, high=60,
        step=1, between=(30, 60), more=True, assumed="after seed and procurement; about a fifth"),
}
DATA = {"counted": "grain_output_first_published", "recounted": "grain_output_revised",
    "taken": "procurement_trade_grain", "villagers": "rural_population",
    "kept": "grain_left_in_villages"}
KG = "kg a head"
ENDS = ["October"] + MONTHS[:7] + ["June, before harvest"] + MONTHS[7:]
FATES = {month: "first falls short in " + month for month in MONTHS}
FATES["lasts"] = "lasts to the autumn harvest"
RESULTS = {
    "edge": series("End of", unit="month", names=ENDS),
    "store": series("In store", unit=KG, over="edge"),
    "even": series("Rationed all year", unit=KG, over="edge"),
    "more": series("A tenth of the crop less taken", unit=KG, over="edge"),
    "month": series("Month", unit="", names=MONTHS),
    "eaten": series("Eaten", unit=KG, decimals=1, over="month"),
    "fate": word("The store", options=FATES),
    "short": amount("Months in which it falls short", unit="of 12", zero="none"),
    "end": amount("In store in October", unit="kg", zero="nothing"),
    "rationed": amount("The same, rationed all year", unit="kg", zero="nothing"),
    "spared": amount("The same, a tenth of the crop less taken", unit="kg", zero="nothing either"),
    "tenth": amount("A tenth of the crop of 1958", unit=KG),
    "cost": amount("Asked for by free meals", unit="kg more", zero="no more"),
    "gain": amount("Left in store by a tenth taken", unit="kg less"),
    "otherwise": amount("Held with the other way of eating", unit="kg", zero="nothing"),
    "instead": word("", options={"rations": "rationed from November on it would hold",
        "free": "with three months of free meals it would hold"}),
    "begin": amount("Free meals begin", unit=""),
    "stop": amount("Months of free meals", unit=""),
    "held": amount("In store when they end", unit=KG, zero="nothing"),
    "whole": amount("Left in the whole year", unit=KG),
    "span": series("Crop of", unit=""),
    "level": series("Left in the whole year, as set", unit=KG, over="span"),
}
SENTENCE = ("With {left} left in the village after procurement and {months} of free meals, the "
    "store {fate}. At the end of October it holds {end}; {instead} {otherwise}, and with a tenth "
    "of the crop less taken by the state {spared}.")
ALT = ("Two charts. Above, grain in a village’s store from November to October: once free meals "
    "are over it holds {held}, at the end of October {end}. Two thin lines end at {rationed}, had "
    "meals been rationed throughout, and at {spared}, had a tenth of the crop less been taken. "
    "Below, the record, kilograms for each villager: 268 left of the crop of 1958, 193 of 1959, "
    "before resale; in the model {whole}.")
LIMITS = ("It does not show that villagers ate too much: they were told to eat their fill, and had "
    "no promise of keeping what they saved. All seven settings are assumptions, and so are the "
    "months in which free meals begin and the summer crop comes in. It has one bowl for everyone, "
    "nothing hidden, nothing sold back by the state, no force; it stops at grain.")
SCENARIOS = {"Crop of 1958, free meals": {}, "Crop of 1958, rationed": {"months": 0},
    "A tenth of the crop less taken": {"left": 256}, "Crop of 1959, free meals": {"left": 148},
    "Crop of 1959, rationed": {"left": 148, "months": 0}}
QUESTION = question("Suppose that a village’s store runs out within a year. Free meals drew on it, "
    "and so did the state. You have a model of the store. How would you find out which of the two "
    "emptied it?", options={
        "Take away the free meals and see whether the store lasts": {"months": 0},
        "Let the state take less and see whether the store lasts": {"left": 256},
        "Change one, go back to the start, then change the other": {}},
    reply="With {months} of free meals and {left} left, the model’s store holds {end} in October. "
    "One change alone lays all the blame on what was changed. Try both: here {instead} "
    "{otherwise}, and after a smaller take {spared}.")


def course(left, months, free, ration, seed, waste, summer):
    """(In store at the start and each month's end, June's twice; eaten; months that fall short)."""
    store, eaten, short = [left * (1 - seed)], [], []
    for month in range(12):
        asked = free * (1 + waste) if month < months else ration
        out = min(store[-1], asked)
        store.append(store[-1] - out)
        eaten.append(out / (1 + waste) if month < months else out)
        if asked - out > 1e-9:
            short.append(month)
        if month == SUMMER:
            store.append(store[-1] + summer)
    return store, eaten, short


def model(left, months, free, ration, seed, waste, summer, counted, recounted, taken, villagers,
        kept):
    tenth = 0.1 * 1000 * counted[1958] / villagers[1958]  # kg a head, which the state would leave
    rest = (free, ration, seed / 100, waste / 100, summer)
    store, eaten, short = course(left, months, *rest)
    even = course(left, 0, *rest)[0]
    other = even if months else course(left, 3, *rest)[0]
    more = course(left + tenth, months, *rest)[0]
    return {"edge": [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10, 11, 12], "store": store, "even": even,
        "more": more, "month": list(range(12)), "eaten": eaten,
        "fate": MONTHS[short[0]] if short else "lasts", "short": len(short),
        "end": store[-1], "rationed": even[-1], "spared": more[-1], "tenth": tenth,
        "cost": max(0, months * (free * (1 + waste / 100) - ration)),
        "gain": tenth * (1 - seed / 100), "otherwise": other[-1],
        "instead": "rations" if months else "free",
        "begin": 0, "stop": months, "held": store[months], "whole": left + summer,
        "span": [1956.6, 1962.4], "level": [left + summer] * 2}


def figure(fig, edge, store, even, more, begin, stop, held, span, level, counted, recounted, taken,
        villagers, kept):
    barn = fig.add_axes([0.085, 0.43, 0.703, 0.515])
    barn.axvspan(begin, stop, color=INK_2, alpha=0.08, lw=0, gid="vspan begin stop")
    barn.fill([0] + edge + [12], [0] + store + [0], color=BARN, alpha=0.1, lw=0,
        gid="area edge store")
    barn.plot(edge, even, color=INK_2, lw=1.2, ls=(0, (1, 2)), gid="line edge even")
    barn.plot(edge, more, color=STATE, lw=1.4, ls=(0, (3, 2)), gid="line edge more")
    barn.plot(edge, store, color=BARN, lw=2.6, gid="line edge store")
    barn.plot([stop], [held], "o", color=BARN, markersize=5.5,
        gid="end stop held; grab across months")
    barn.text(12.2, store[-1] - 2, "in store", color=BARN, weight="bold", gid="follow edge store")
    barn.text(0.1, 286, "free meals", color=INK_2, gid="show stop")
    barn.text(11.95, 286, "dotted: rationed all year", color=INK_2, ha="right")
    barn.text(11.95, 258, "dashed: a tenth less taken", color=STATE, weight="bold", ha="right")
    barn.set(xlim=(0, 12), ylim=(0, 310), yticks=[0, 100, 200])
    barn.set_xticks([k + 0.5 for k in range(0, 12, 2)], [month[:3] for month in MONTHS[::2]])
    fig.text(0, 0.965, "kilograms a head in the village store", color=INK_2)

    record = fig.add_axes([0.085, 0.075, 0.703, 0.245])
    years = list(range(1957, 1963))
    grown = [1000 * counted[year] / villagers[year] for year in years]  # kg for each villager
    after = [1000 * (recounted[year] - taken[year]) / villagers[year] for year in years]
    left = [kept[year] for year in years]
    for year, crop, rest in zip(years, grown, left):
        record.plot([year, year], [rest, crop], color=STATE, lw=4)
    record.plot(years, after, "o", color=INK, markersize=3.2)
    record.plot(years, left, "o", color=INK, mec=PAPER, mew=0.8, markersize=8)
    record.plot(span, level, color=BARN, lw=1.6, gid="line span level")
    record.text(1962.5, level[-1] - 9, "as set", color=BARN, gid="follow span level")
    record.text(1958.2, 342, "taken by the state", color=STATE, weight="bold")
    record.text(1956.75, 90, "left, before resale", color=INK, weight="bold")
    record.set(xlim=(1956.6, 1962.4), ylim=(0, 400), yticks=[0, 100, 200, 300], xticks=years)
    fig.text(0, 0.337, "record, kg for each villager; small dots: crop as revised", color=INK_2)
