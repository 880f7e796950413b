"""The price of dissent: the same leaders at five meetings, and what would make them speak."""

from widgets.contract import INK_2, IRON, LABOUR
from widgets.contract import amount, number, question, series, word

TITLE = "{finding}"
LEADERS = 25  # [assumed: a round number of those who mattered; another gives nearly the same]
PLACES = ["Beidaihe", "Lushan", "Shanghai", "Seven Thousand", "Tenth Plenum"]
DATES = ["Aug 1958", "Jul 1959", "Jan 1960", "Jan 1962", "Sep 1962"]
# evidence at the first, fourth and fifth meeting [assumed: nothing yet, all that came in, then a
# better harvest: a leader's own leaning goes from 1, against the Leap, to -1, for it]
FIRST, FULL, LAST = 0, 1, 0.7

CONTROLS = {
    "lushan": number("Price of speaking, January 1960", default=1.4, unit="", low=0.2, high=2,
        step=0.1, decimals=1, between=(0.6, 2),
        assumed="more than doubled once Peng Dehuai had fallen; a price cannot be measured",
        disputed="whether fear or belief kept people silent: see the next control"),
    "known60": number("Evidence at hand, January 1960", default=0.8, unit="", low=0, high=1,
        step=0.1, decimals=1, zero="none", between=(0.1, 0.9),
        assumed="much, which favours fear: reports of hunger had come in for over a year",
        disputed="how much of it reached them: Xinyang hid its dead until the autumn of 1960"),
    "opened": number("Price, January 1962", default=0.7, unit="", low=0.2, high=2, step=0.1,
        decimals=1, between=(0.3, 1.5), assumed="low again, since Mao had owned to errors",
        disputed="Lin Biao praised Mao even then, and Peng was left out of all clearing"),
    "plenum": number("Price, September 1962", default=1.2, unit="", low=0.2, high=2, step=0.1,
        decimals=1, between=(0.7, 1.6), assumed="raised by the word of class struggle",
        disputed="in August Liu asked that not everything be tied to class struggle"),
    "others": number("How much it helps that others speak", default=0.8, unit="", low=0, high=1,
        step=0.1, decimals=1, zero="not at all", between=(0.4, 1),
        assumed="a speaker among many is hard to punish; nobody measured it"),
    "before": number("Price in 1958 and at Lushan", default=0.6, unit="", low=0.2, high=2,
        step=0.1, decimals=1, more=True, between=(0.3, 1),
        assumed="not nought: men had fallen as rightists in 1957 and 1958"),
    "known59": number("Evidence at hand, Lushan", default=0.3, unit="", low=0, high=1, step=0.1,
        decimals=1, zero="none", more=True, between=(0.1, 0.6),
        assumed="some: in April a paper had 25 million people without food"),
    "lean": number("Leaning of the one in the middle", default=0, unit="", low=-0.5, high=0.5,
        step=0.1, decimals=1, zero="neither way", more=True, between=(-0.5, 0.5),
        assumed="neither way; below nought is for the Leap, and most had cheered it"),
}
DATA = {}
RESULTS = {
    "meeting": series("Meeting", unit="", names=[", ".join(pair) for pair in zip(PLACES, DATES)]),
    "evidence": series("Evidence at hand", unit="", decimals=1, over="meeting"),
    "price": series("Price of speaking", unit="", decimals=1, over="meeting"),
    "share": series("Those who speak", unit="per cent", over="meeting"),
    "free": series("The same, had the price of 1958 stayed", unit="per cent", over="meeting"),
    "at58": amount("Speak at Beidaihe, August 1958", unit="per cent", zero="none"),
    "at59": amount("At Lushan, before 23 July 1959", unit="per cent", zero="none"),
    "at60": amount("At Shanghai, January 1960", unit="per cent", zero="none"),
    "at62": amount("Before the Seven Thousand, January 1962", unit="per cent", zero="none"),
    "end": amount("At the Tenth Plenum, September 1962", unit="per cent", zero="none"),
    "free60": amount("January 1960, had the price of 1958 stayed", unit="per cent", zero="none"),
    "finding": word("", options={
        "despite": "In the model more is known and fewer speak: {at59} at Lushan, then {at60}",
        "fewer": "In the model fewer speak half a year after Lushan: {at60}, after {at59}",
        "more": "In the model more speak half a year after Lushan: {at60}, after {at59}",
        "same": "In the model as many speak at Lushan as half a year later: {at60}"}),
    "gap": word("Speaking, set against the evidence", options={
        "wider": "dearer", "narrower": "cheaper", "same": "neither dearer nor cheaper"}),
}
SENTENCE = ("In the model {at59} speak at Lushan before 23 July 1959, and {at60} in January 1960. "
    "Between the two, set against the evidence, speaking has become {gap}. Had the price stayed at "
    "{before}, {free60} would speak in January 1960.")
ALT = ("Two charts over five meetings, August 1958 to September 1962. Above, the price of speaking "
    "as dashes and the evidence at hand as a line; January 1960 has a price of {lushan} and "
    "evidence of {known60}. Below, columns of those who speak: {at58}, {at59}, {at60}, {at62} and "
    "{end}; dashes show how many had the price of 1958 stayed, {free60} in January 1960.")
LIMITS = ("It does not show two camps: the same people stand in all five columns. Nor are these "
    "history: as first set, a third object at Beidaihe, where we know of nobody, and everybody in "
    "January 1962, when Lin Biao praised Mao. No thoughts were measured; all numbers here are "
    "assumptions. Nobody is won over in it, for leanings stay. It has no famine, no hunger that "
    "speaking would have ended, and no reason why the Cultural Revolution came as it did.")
SCENARIOS = {"Lushan punished": {}, "No new punishment": {"lushan": 0.6, "plenum": 0.6},
    "No new punishment, nothing learnt": {"lushan": 0.6, "known59": 0, "known60": 0},
    "Each for himself": {"others": 0}}
QUESTION = question("Suppose that more was known of the hunger in January 1960 than in July 1959; "
    "nobody has measured it. Will more leaders speak in January than in July?", options={"More":
        {"lushan": 0.6}, "As many": {"lushan": 1.1}, "Fewer": {}},
    reply="If the price of speaking goes from {before} to {lushan} and the evidence from "
        "{known59} to {known60}, those who speak are {at59} in July and {at60} in January. "
        "Evidence alone does not settle it.")


def speaking(evidence, price, others, lean=0):
    """The share who speak: each does once evidence, leaning and the others outweigh the price."""
    leanings = [lean - 1 + 2 * n / (LEADERS - 1) for n in range(LEADERS)]
    share, before = 0, -1
    while share != before:
        before = share
        willing = [1 for own in leanings if evidence + own + others * before - price > 1e-9]
        share = len(willing) / LEADERS
    return share


def found(at59, at60, learnt):
    """How January 1960 compares with Lushan."""
    if at60 < at59:
        return "despite" if learnt > 1e-9 else "fewer"
    return "more" if at60 > at59 else "same"


def model(lushan, known60, opened, plenum, others, before, known59, lean):
    evidence = [FIRST, known59, known60, FULL, LAST]
    price, stayed = [before, before, lushan, opened, plenum], [before] * 5
    share, free = [[100 * speaking(known, cost, others, lean) for known, cost in zip(evidence, row)]
        for row in (price, stayed)]
    widened = lushan - known60 - (before - known59)
    gap = "same" if abs(widened) < 1e-9 else "wider" if widened > 0 else "narrower"
    return {"meeting": list(range(5)), "evidence": evidence, "price": price, "share": share,
        "free": free, "at58": share[0], "at59": share[1], "at60": share[2], "at62": share[3],
        "end": share[4], "free60": free[2], "gap": gap,
        "finding": found(share[1], share[2], known60 - known59)}


def figure(fig, meeting, evidence, price, share, free):
    up = fig.add_axes([0.085, 0.56, 0.735, 0.37])
    low = fig.add_axes([0.085, 0.075, 0.735, 0.33])
    up.plot(meeting, evidence, color=INK_2, lw=1.6, gid="line meeting evidence")
    up.plot(meeting, evidence, "o", color=INK_2, markersize=5,
        gid="dots meeting evidence; grab up - - known60 - -")
    up.plot(meeting, price, color=IRON, lw=1.4, ls=(0, (3, 2)), gid="line meeting price")
    up.plot(meeting, price, "o", color=IRON, markersize=5,
        gid="dots meeting price; grab up - before lushan opened plenum")
    up.text(4.2, price[-1] - 0.05, "price", color=IRON, weight="bold", gid="follow meeting price")
    up.text(4.2, LAST - 0.05, "evidence", color=INK_2, weight="bold")
    for n, column in enumerate(low.bar(meeting, share, 0.56, lw=0)):
        column.set(fc=LABOUR, gid="bar share " + str(n))
    low.plot(meeting, free, "_", color=INK_2, markersize=34, gid="dots meeting free")
    low.text(4.42, 4, "speak", color=LABOUR, weight="bold")
    low.text(-0.45, 116, "dash: had the price of 1958 stayed", color=INK_2)
    up.set(xlim=(-0.5, 4.5), ylim=(0, 2.1), yticks=[0, 0.5, 1, 1.5, 2])
    low.set(xlim=(-0.5, 4.5), ylim=(0, 128), yticks=[0, 50, 100])
    up.set_xticks(meeting, ["Beidaihe", "Lushan", "Shanghai", "7,000", "Plenum"])
    low.set_xticks(meeting, [date.replace(" 19", " ’") for date in DATES])
    fig.text(0, 0.96, "price of speaking and evidence, on our own scale", color=INK_2)
    fig.text(0, 0.43, "those who speak, per cent", color=INK_2)
