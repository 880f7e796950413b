"""How communes spread, as counted: by copying; an order, early reports or new names may come in."""

from widgets.contract import INK, INK_2, IRON, LABOUR, PAPER
from widgets.contract import amount, choice, number, question, series, switch, word

TITLE = "An order, early reports, new names: each reaches the count of 30 September"
# days since 20 April, per cent of households; remembered: 29 August, 10 and 20 September
SEEN = [(163, 90.4), (163, 98.2), (194, 99)]  # [commune_spread: seen]
REMEMBERED = [(131, 30.4), (143, 48.1), (153, 65.3)]  # [commune_spread: recalled]
DAYS = {"adopted": 131, "printed": 143, "later": 153}  # [timeline; commune_spread: recalled]
LAST = 255  # 31 December [assumed: where the counts lie]
SHOWN = list(range(103, 195, 2))  # days drawn, from 1 August [assumed: where the counts lie]
NAMES = [str(day - eve) + month for month, eve in [(" Aug", 102), (" Sep", 133), (" Oct", 163)]
    for day in SHOWN if eve < day < eve + 32]
PARTS = 20  # equal provinces [assumed: near the true number; their own dates were not found]
SPELL = 10  # days each takes [assumed: near the true number; their own dates were not found]
FEW, MANY = 0.005, 1000  # odds the lower chart has room for [assumed: so that the counts fit]

CONTROLS = {
    "reading": choice("Suppose that", default="copy", options={
        "copy": "one place copies another, and nothing else happens",
        "order": "one place copies another, and an order then speeds it up",
        "ahead": "one place copies another, and reports run ahead of fact",
        "renamed": "one place copies another, and districts are then renamed communes"},
        assumed="rival readings of the same few counts; the counts cannot choose between them"),
    "copy": number("Copying: growth a day while few are in", default=6.3, unit="per cent",
        low=5.5, high=7.5, step=0.1, decimals=1, between=(6.3, 7.2),
        assumed="fitted to three counts that are themselves from memory"),
    "day": choice("Order or new names come on", default="later", options={
        "adopted": "29 August, when adopted", "printed": "10 September, when printed",
        "later": "20 September"}, assumed="fitted: until then the counts keep pace"),
    "push": number("Copying after the order, times", default=3, unit="", low=1, high=6, step=0.5,
        decimals=1, between=(3, 5), more=True,
        assumed="3 is fitted to the 90.4 of the day; 5 would fit the later 98.2"),
    "ahead": number("Reports run ahead by", default=30, unit="%", low=0, high=50, step=5,
        assumed="fitted to the 90.4 of the day", between=(0, 50), more=True),
    "renamed": number("Of those outside, renamed in a day", default=60, unit="%", low=0, high=90,
        step=5, assumed="fitted to the 90.4 of the day", between=(0, 90), more=True),
    "start": number("Households in on 20 April, of 10 000", default=1, unit="", low=0.5, high=5,
        step=0.5, decimals=1, between=(0.5, 5), more=True,
        assumed="Chayashan’s 9,400 of some 124 million would be 0.8"),
    "against": choice("Count to compare with", default="day", more=True, options={
        "day": "90.4 per cent, announced that day", "later": "98.2 per cent, counted later"},
        source=["xinhua19580930", "gluckstein1960communes"], status="seen"),
    "parts": switch("Draw it as a sum of steps", default=False, on="yes", off="no", more=True,
        assumed="twenty made-up provinces, each on its own day; the days are chosen so that the "
            "sum fits"),
}
DATA = {}
RESULTS = {
    "day_no": series("Day", unit="", names=NAMES),
    "counted": series("Counted as members", unit="per cent", over="day_no"),
    "formed": series("Formed, where reports run ahead", unit="per cent", over="day_no"),
    "odds": series("Inside for each one outside", unit="", decimals=2, over="day_no"),
    "turn": series("Day of change, counted", unit="", names=["foot", "top"]),
    "reach": series("Mark", unit="", over="turn"),
    "aug29": amount("29 August", unit="per cent"),
    "sep10": amount("10 September", unit="per cent"),
    "sep20": amount("20 September", unit="per cent"),
    "sep30": amount("30 September", unit="per cent"),
    "many": amount("Steps", unit="", zero="none"),
    "under": amount("Counted, not formed, 30 Sept", unit="per cent", zero="none"),
    "turns": word("Change", options={"no": "The pace does not change.",
        "adopted": "The change comes on 29 August.", "printed": "The change comes on 10 September.",
        "later": "The change comes on 20 September."}),
    "fits": word("Beside it", options={"short": "The model stays below it.",
        "past": "The model goes above it.", "near": "The model comes within two points of it."}),
}
SENTENCE = ("Suppose that {reading}. {turns} Then {aug29} of peasant households are counted as "
    "members on 29 August, {sep20} on 20 September and {sep30} on 30 September. The record has "
    "{against}. {fits}")
ALT = ("Two charts, August to October 1958. Above, per cent of peasant households counted as "
    "commune members: in the model, by copying alone, 23 on 29 August, 55 on 20 September, 69 on "
    "30 September. Counts seen: 90.4 and 98.2 for 30 September, 99 a month later; from memory, "
    "open: 30.4, 48.1, 65.3. Below, inside for each one outside: copying alone runs straight.")
LIMITS = ("It shows no consent: to have joined means to have been counted. A smooth curve does not "
    "prove copying, nor a sudden rise an order: early reports and new names fit as well. Eight of "
    "its nine settings are assumed, three counts remembered.")
SCENARIOS = {"Fitted to three remembered counts": {"copy": 6.6},
    "Fitted to 90.4 and 99": {"copy": 7.2},
    "An order": {"reading": "order"},
    "Early reports": {"reading": "ahead"},
    "New names": {"reading": "renamed"}}
QUESTION = question("Three counts, from memory: of 100 peasant households 30 were counted as "
    "members on 29 August, 48 on 10 September, 65 on 20 September. Had nothing changed, how many "
    "would you expect to be counted on 30 September?", reply="That takes a growth of {copy} a day. "
    "The model then has {aug29}, {sep10} and {sep20} on the three days, and {sep30} on 30 "
    "September. Compare the first three with those remembered before you look at the 90.4 that was "
    "announced.", options={"About 70": {}, "About 80": {"copy": 6.6}, "About 90": {"copy": 7.2}})


def spread(copy=0.063, day=153, push=5, start=0.0001, own=0, direct=0, renamed=0):
    """The share inside, daily from 20 April; an order works from `day`, new names come on it."""
    inside = start
    path = [inside]
    for today in range(LAST):
        speed = push if today >= day else 1
        enrolled = direct if today >= day else 0
        inside = min(1, inside + (own + copy * inside * speed + enrolled) * (1 - inside))
        if today + 1 == day:
            inside += renamed * (1 - inside)
        path.append(inside)
    return path


def steps(path):
    """The same as a sum of PARTS equal provinces, each told to join in SPELL days round its own."""
    due = []
    for part in range(PARTS):  # each on the day when the path asks for it
        due += [day for day, share in enumerate(path) if share >= (part + 0.5) / PARTS][:1]
    return [sum([min(1, max(0, (day - asked) / SPELL + 0.5)) for asked in due]) / PARTS
        for day in range(LAST + 1)]


def model(reading, copy, day, push, ahead, renamed, start, against, parts):
    path = spread(copy / 100, DAYS[day], push if reading == "order" else 1, start / 10000,
        renamed=renamed / 100 if reading == "renamed" else 0)
    formed = steps(path) if parts else path
    told = [min(1, share * (1 + ahead / 100)) for share in formed] if reading == "ahead" else formed
    odds = [told[n] / (1 - told[n]) if told[n] < 1 else MANY + 1 for n in SHOWN]
    gap = 100 * told[163] - (SEEN[0][1] if against == "day" else SEEN[1][1])
    far = "past" if gap > 0 else "short"
    changes = reading in ("order", "renamed")
    return {"day_no": SHOWN, "counted": [100 * told[n] for n in SHOWN], "turn": [DAYS[day]] * 2,
        "formed": [100 * formed[n] if reading == "ahead" else None for n in SHOWN],
        "odds": [ratio if FEW <= ratio <= MANY else None for ratio in odds],
        "reach": [0, 104] if changes else [None] * 2, "many": PARTS if parts else 0,
        "aug29": 100 * told[131], "sep10": 100 * told[143], "sep20": 100 * told[153],
        "sep30": 100 * told[163], "under": 100 * (told[163] - formed[163]),
        "turns": day if changes else "no", "fits": "near" if abs(gap) <= 2 else far}


def figure(fig, day_no, counted, formed, odds, turn, reach):
    up = fig.add_axes([0.085, 0.435, 0.703, 0.51])
    up.plot(turn, reach, color=IRON, lw=1.4, ls=(0, (3, 2)), gid="line turn reach")
    up.plot(day_no, formed, color=INK_2, lw=1, ls=(0, (1, 2)), gid="line day_no formed")
    up.plot(day_no, counted, color=LABOUR, lw=2.4, gid="line day_no counted")
    up.text(197, counted[-1] - 4, "model", color=LABOUR, weight="bold", gid="follow day_no counted")
    up.text(197, 44, "counts", color=INK, weight="bold")
    up.text(197, 34, "filled: seen", color=INK_2)
    up.text(197, 24, "open: from", color=INK_2)
    up.text(197, 14, "memory", color=INK_2)
    up.text(194, 20, "dotted: formed", color=INK_2, ha="right", gid="show under")
    up.text(194, 8, "twenty steps, made up", color=INK_2, ha="right", gid="show many")
    up.set(xlim=(103, 195), ylim=(0, 104), xticks=[], yticks=[0, 25, 50, 75, 100])
    fig.text(0, 0.965, "per cent of peasant households, as counted", color=INK_2)

    low = fig.add_axes([0.085, 0.075, 0.703, 0.25])
    low.plot(day_no, odds, color=LABOUR, lw=2.4, gid="line day_no odds")
    for counts, sign, fill in [(SEEN, "o", INK), (REMEMBERED, "D", PAPER)]:  # in both charts
        days, shares = zip(*counts)
        up.plot(days, shares, sign, color=INK, mfc=fill, markersize=5.5, clip_on=False)
        low.plot(days, [share / (100 - share) for share in shares], sign, color=INK, mfc=fill,
            markersize=5.5, clip_on=False)
    low.text(194, 0.01, "straight: copying alone", color=INK_2, ha="right")
    low.set(xlim=(103, 195), yscale="log", ylim=(FEW, MANY))
    low.set_xticks([103, 131, 163, 194], ["1 Aug", "29 Aug", "30 Sep", "31 Oct"])
    low.set_yticks([0.01, 1, 100], ["0.01", "1", "100"])
    low.set_yticks([], minor=True)
    fig.text(0, 0.35, "inside for each one outside, by tens", color=INK_2)
