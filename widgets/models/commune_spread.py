"""How communes spread in 1958: one place copies another; an order, early reports or new names may come in; all is a count."""

from widgets.contract import INK, INK_2, IRON, LABOUR, PAPER, amount, choice, number, question, series, switch, word

TITLE = "An order, early reports, new names: each reaches the count of 30 September"
SEEN = [(163, 90.4), (163, 98.2), (194, 99)]  # days since 20 April, per cent of households [commune_spread: seen]
REMEMBERED = [(131, 30.4), (143, 48.1), (153, 65.3)]  # the same on 29 August, 10 and 20 September [commune_spread: recalled]
DAYS = {"adopted": 131, "printed": 143, "later": 153}  # days since 20 April [timeline; commune_spread: recalled]
LAST, SHOWN = 255, list(range(103, 195, 2))  # 31 December; days drawn, from 1 August [assumed: where the counts lie]
PARTS, SPELL = 20, 10  # equal provinces, days each takes [assumed: near the true number; their own dates were not found]
FEW, MANY = 0.005, 1000  # the lower chart's limits, inside for each one outside [assumed: so that the counts fit]
NAMES = [str(d - a) + m for m, a in [(" Aug", 102), (" Sep", 133), (" Oct", 163)] for d in SHOWN if a < d < a + 32]

CONTROLS = {
    "reading": choice("Suppose that", default="copy", options={
        "copy": "one place copies another, and nothing else happens",
        "order": "one place copies another, and an order then speeds it up",
        "ahead": "one place copies another, and reports run ahead of fact",
        "renamed": "one place copies another, and districts are then renamed communes"},
        assumed="rival readings of the same few counts; the counts cannot choose between them"),
    "copy": number("Copying: growth a day while few are in", default=6.3, unit="per cent", low=5.5, high=7.5, step=0.1,
        decimals=1, assumed="fitted to three counts that are themselves from memory", between=(6.3, 7.2)),
    "day": choice("Order or new names come on", default="later", options={"adopted": "29 August, when adopted",
        "printed": "10 September, when printed", "later": "20 September"}, assumed="fitted: until then the counts keep pace"),
    "push": number("Copying after the order, times", default=3, unit="", low=1, high=6, step=0.5, decimals=1, more=True,
        assumed="3 is fitted to the 90.4 of the day; 5 would fit the later 98.2", between=(3, 5)),
    "ahead": number("Reports run ahead by", default=30, unit="%", low=0, high=50, step=5, more=True,
        assumed="fitted to the 90.4 of the day", between=(0, 50)),
    "renamed": number("Of those outside, renamed in a day", default=60, unit="%", low=0, high=90, step=5, more=True,
        assumed="fitted to the 90.4 of the day", between=(0, 90)),
    "start": number("Households in on 20 April, of 10 000", default=1, unit="", low=0.5, high=5, step=0.5, decimals=1,
        more=True, assumed="Chayashan’s 9,400 of some 124 million would be 0.8", between=(0.5, 5)),
    "against": choice("Count to compare with", default="day", more=True, options={"day": "90.4 per cent, announced that day",
        "later": "98.2 per cent, counted later"}, source=["xinhua19580930", "gluckstein1960communes"], status="seen"),
    "parts": switch("Draw it as a sum of steps", default=False, on="yes", off="no", more=True,
        assumed="twenty made-up provinces, each on its own day; the days are chosen so that the sum fits"),
}
DATA, PER = {}, "per cent"
RESULTS = {
    "day_no": series("Day", unit="", names=NAMES), "counted": series("Counted as members", unit=PER, over="day_no"),
    "formed": series("Formed, where reports run ahead", unit=PER, over="day_no"),
    "odds": series("Inside for each one outside", unit="", decimals=2, over="day_no"),
    "turn": series("Day of change, counted", unit="", names=["foot", "top"]), "reach": series("Mark", unit="", over="turn"),
    "aug29": amount("29 August", unit=PER), "sep10": amount("10 September", unit=PER),
    "sep20": amount("20 September", unit=PER), "sep30": amount("30 September", unit=PER),
    "many": amount("Steps", unit="", zero="none"), "under": amount("Counted, not formed, 30 Sept", unit=PER, zero="none"),
    "turns": word("Change", options={"no": "The pace does not change.", "adopted": "The change comes on 29 August.",
        "printed": "The change comes on 10 September.", "later": "The change comes on 20 September."}),
    "fits": word("Beside it", options={"short": "The model stays below it.", "past": "The model goes above it.",
        "near": "The model comes within two points of it."}),
}
SENTENCE = ("Suppose that {reading}. {turns} Then {aug29} of peasant households are counted as members on 29 August, {sep20} "
    "on 20 September and {sep30} on 30 September. The record has {against}. {fits}")
ALT = ("Two charts, August to October 1958. Above, per cent of peasant households counted as commune members: in the model, "
    "by copying alone, 23 on 29 August, 55 on 20 September, 69 on 30 September. Counts seen: 90.4 and 98.2 for 30 September, "
    "99 a month later; from memory, open: 30.4, 48.1, 65.3. Below, inside for each one outside: copying alone runs straight.")
LIMITS = ("It shows no consent: to have joined means to have been counted. A smooth curve does not prove copying, nor a sudden "
    "rise an order: early reports and new names fit as well. Eight of its nine settings are assumed, three counts remembered.")
SCENARIOS = {"Fitted to three remembered counts": {"copy": 6.6}, "Fitted to 90.4 and 99": {"copy": 7.2},
    "An order": {"reading": "order"}, "Early reports": {"reading": "ahead"}, "New names": {"reading": "renamed"}}
QUESTION = question("Three counts, from memory: of 100 peasant households 30 were counted as members on 29 August, 48 on 10 "
    "September, 65 on 20 September. Had nothing changed, how many would you expect to be counted on 30 September?",
    options={"About 70": {}, "About 80": {"copy": 6.6}, "About 90": {"copy": 7.2}},
    reply="That takes a growth of {copy} a day. The model then has {aug29}, {sep10} and {sep20} on the three days, and "
    "{sep30} on 30 September. Compare the first three with those remembered before you look at the 90.4 that was announced.")


def spread(copy=0.063, day=153, push=5, start=0.0001, own=0, direct=0, renamed=0):
    """The share inside on each day from 20 April on, one step a day; from `day` on an order works, or names change on it."""
    path = [start]
    for k in range(LAST):
        late, now = k >= day, path[-1]
        now = min(1, now + (own + copy * now * (push if late else 1) + (direct if late else 0)) * (1 - now))
        path.append(now + (renamed * (1 - now) if k + 1 == day else 0))
    return path


def steps(path):
    """The same as a sum of PARTS equal provinces, each told to join in SPELL days round the day when the path asks for it."""
    due = [[k for k, share in enumerate(path) if share >= (part + 0.5) / PARTS][:1] for part in range(PARTS)]
    return [sum([min(1, max(0, (k - d[0]) / SPELL + 0.5)) for d in due if d]) / PARTS for k in range(LAST + 1)]


def model(reading, copy, day, push, ahead, renamed, start, against, parts):
    changes, new = reading in ("order", "renamed"), renamed / 100 if reading == "renamed" else 0
    path = spread(copy / 100, DAYS[day], push if reading == "order" else 1, start / 10000, renamed=new)
    formed = steps(path) if parts else path
    told = [min(1, share * (1 + ahead / 100)) if reading == "ahead" else share for share in formed]
    odds = [told[k] / (1 - told[k]) if told[k] < 1 else MANY + 1 for k in SHOWN]
    gap = 100 * told[163] - SEEN[0 if against == "day" else 1][1]
    return {"day_no": SHOWN, "counted": [100 * told[k] for k in SHOWN],
        "formed": [100 * formed[k] if reading == "ahead" else None for k in SHOWN],
        "odds": [n if FEW <= n <= MANY else None for n in odds], "turn": [DAYS[day]] * 2,
        "aug29": 100 * told[131], "sep10": 100 * told[143], "sep20": 100 * told[153], "sep30": 100 * told[163],
        "reach": [0, 104] if changes else [None] * 2, "under": 100 * (told[163] - formed[163]), "many": PARTS * parts,
        "turns": day if changes else "no", "fits": "short" if gap < -2 else "past" if gap > 2 else "near"}


def figure(fig, day_no, counted, formed, odds, turn, reach):
    top, low = fig.add_axes([0.085, 0.435, 0.703, 0.51]), fig.add_axes([0.085, 0.075, 0.703, 0.25])
    top.plot(turn, reach, color=IRON, linewidth=1.4, linestyle=(0, (3, 2)), gid="line turn reach")
    top.plot(day_no, formed, color=INK_2, linewidth=1, linestyle=(0, (1, 2)), gid="line day_no formed")
    top.plot(day_no, counted, color=LABOUR, linewidth=2.4, gid="line day_no counted")
    low.plot(day_no, odds, color=LABOUR, linewidth=2.4, gid="line day_no odds")
    for counts, sign, fill in [(SEEN, "o", INK), (REMEMBERED, "D", PAPER)]:
        for axes, points in [(top, counts), (low, [(day, share / (100 - share)) for day, share in counts])]:
            axes.plot([x for x, _ in points], [y for _, y in points], sign, color=INK, mfc=fill, markersize=5.5, clip_on=False)
    for axes, x, y, label, hue, side, gid in [(top, 197, counted[-1] - 4, "model", LABOUR, "left", "follow day_no counted"),
            (top, 197, 44, "counts", INK, "left", None), (top, 197, 34, "filled: seen", INK_2, "left", None),
            (top, 197, 24, "open: from", INK_2, "left", None), (top, 197, 14, "memory", INK_2, "left", None),
            (top, 194, 20, "dotted: formed", INK_2, "right", "show under"), (top, 194, 8, "twenty steps, made up", INK_2,
            "right", "show many"), (low, 194, 0.01, "straight: copying alone", INK_2, "right", None)]:
        axes.text(x, y, label, color=hue, ha=side, weight="normal" if hue == INK_2 else "bold", gid=gid)
    top.set(xlim=(103, 195), ylim=(0, 104), xticks=[], yticks=[0, 25, 50, 75, 100])
    low.set(xlim=(103, 195), yscale="log", ylim=(FEW, MANY))
    low.set_xticks([103, 131, 163, 194], ["1 Aug", "29 Aug", "30 Sep", "31 Oct"])
    low.set_yticks([0.01, 1, 100], ["0.01", "1", "100"])
    low.set_yticks([], minor=True)
    for y, label in [(0.965, "per cent of peasant households, as counted"), (0.35, "inside for each one outside, by tens")]:
        fig.text(0, y, label, color=INK_2)
