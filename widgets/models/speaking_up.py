"""Speaking up: each waits until enough others speak; where nearly all doubt, all may be silent."""

import math

from widgets.contract import INK, INK_2, LABOUR, PAPER
from widgets.contract import amount, number, question, series, word

TITLE = "Of 200 people {doubters} doubt in private, and {voices}"
PEOPLE = 200  # [assumed: a village of grown people, small enough to know one another]
STEPS = 60  # [assumed: longer than any path to rest within these ranges; a test holds it to that]
NEAR = 40  # people: the fifth of the village that is drawn large [assumed: where it is decided]
SIZE = 6.4, 6.2  # inches
VILLAGE, POINTS = "% of the village", "points"
CONTROLS = {
    "wait": number("They wait, on average, until so many speak", default=25, unit=VILLAGE, low=10,
        high=40, step=1, between=(10, 40), assumed="Granovetter’s own example; nobody asked then"),
    "differ": number("How far they differ in that", default=12, unit=POINTS, low=5, high=20,
        step=1, between=(5, 20),
        assumed="just below what turns his example; half as much again either way is in reach"),
    "doubt": number("Doubt in private", default=90, unit=VILLAGE, low=50, high=100, step=5,
        between=(50, 100), assumed="nearly all, for the sake of the argument; it was not measured",
        disputed="many believed, in 1958 above all; how many, and how long, no source can tell"),
    "first": number("Speak whatever others do", default=0, unit="of 200", low=0, high=10, step=1,
        zero="nobody", between=(0, 10), assumed="nobody at first; in many places a few did"),
    "punish": number("Punishment: all wait for more", default=0, unit=POINTS, low=0, high=20,
        step=1, zero="nothing", between=(0, 20),
        assumed="nothing at first; 5 for one and 10 for two are ours: nobody measured it"),
    "hunger": number("A season of hunger: all wait for less", default=0, unit=POINTS, low=0,
        high=8, step=1, zero="nothing", between=(0, 8),
        assumed="nothing at first; that hunger loosens tongues is a supposition",
        disputed="it may tie them: those one would accuse gave out the food. Move the line above"),
}
DATA = {}
RESULTS = {
    "heard": series("Speak already", unit="per cent"),
    "would": series("Would then speak", unit="per cent", decimals=1, over="heard"),
    "ceiling": series("", unit="", over="heard"),
    "doubters": amount("Doubt in private, of 200", unit=""),
    "level": amount("They wait, on average, until so many speak", unit="per cent"),
    "speak": amount("Say so, beginning from silence", unit="", zero="none"),
    "share": amount("The same", unit="per cent", decimals=1, zero="none"),
    "other": amount("Would say so, had all who doubt once spoken", unit="", zero="none"),
    "voices": word("", options={"none": "nobody says so", "one": "one says so",
        "some": "{speak} say so", "all": "they all say so"}),
    "once": word("", options={"all": "Each sees enough others speak.",
        "apart": "Had all who doubt once spoken, {other} would keep speaking.",
        "same": "Had all who doubt once spoken, no more than these would keep speaking.",
        "none": "Had all who doubt once spoken, they would fall silent again."}),
}
RESULTS.update({name: series("", unit="") for name in ("across", "up", "near", "nearly")})
RESULTS.update({name: amount("", unit="", decimals=1)
    for name in ("line", "rest", "low", "far", "half")})
SENTENCE = ("In a village of 200 people {doubters} doubt in private. On average they wait until "
    "{level} of the village speaks, some for less and some for more; {voices}. {once}")
ALT = ("Two charts, in per cent of the village: who would speak, over who speaks already; below, "
    "the first fifth, drawn large. A curve in the shape of an S reaches half its height at about "
    "{level}, and does not pass those who doubt, {doubters} of 200 people. Dashes mark as many as "
    "speak already. From silence steps go to where the curve first meets them: {voices}. {once}")
LIMITS = ("It does not show what people believed: that nearly all doubt is put in, and nobody "
    "asked them. Nor does it show that speaking was free, or that it would have brought food: what "
    "makes people wait is fear, and the fear was well founded. Silence is not consent. People also "
    "hid grain, fled and wrote letters. No village is drawn here, and all numbers are assumed.")
SCENARIOS = {"Nearly all doubt": {}, "A little more difference": {"differ": 13},
    "One honest report": {"first": 1}, "Three of them": {"first": 3},
    "One punishment": {"punish": 5}, "A season of hunger": {"hunger": 4},
    "Hunger, and two punished for it": {"hunger": 4, "punish": 10}}
QUESTION = question("In two villages nine in ten doubt, and on average people wait until a quarter "
    "of the village speaks. In one they are much alike, in the other they differ more. Where will "
    "the doubt be spoken?", options={"Where they are alike": {"differ": 8},
        "Where they differ": {"differ": 14}, "It is the same in both": {"differ": 12}},
    reply="Where people differ by {differ}, {voices}. The average is the same in both villages: "
        "it does not decide. Try the other answers too.")


def below(z):
    """The share of a bell-shaped crowd that lies below z, counted in its standard deviations."""
    z = max(-6, min(z, 6))  # beyond, next to nobody
    part, whole, n = z, z, 1
    while abs(part) > 1e-12:
        n += 2
        part *= z * z / n
        whole += part
    return 0.5 + whole * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def ready(speaking, level, differ, first=0, doubters=PEOPLE):
    """How many of those who doubt would speak, where so many speak: `level`, `differ` as shares."""
    waited = doubters if speaking >= PEOPLE else int(
        doubters * below((speaking / PEOPLE - level) / differ) + 0.5)
    return min(doubters, first + waited)


def path(start, crowd):
    """Numbers of speakers from `start` until nobody else begins, or stops."""
    found = [start]
    while ready(found[-1], *crowd) != found[-1]:
        found.append(ready(found[-1], *crowd))
    return found


def staircase(found):
    """The path near silence as a line, up to the curve and across to the dashes, in per cent."""
    across, up = [0], [0]
    for before, after in zip(found, found[1:]):
        if before < NEAR:
            across += [before / 2, (after if after <= NEAR else before) / 2]
            up += [min(after, NEAR) / 2] * 2
    rest = 2 * STEPS + 1 - len(across)  # always as long
    return across + across[-1:] * rest, up + up[-1:] * rest


def enlarged(crowd):
    """The curve as far as the fifth that is drawn large, and no farther than to its upper edge."""
    last = 0
    while last < NEAR and ready(last, *crowd) < NEAR:
        last += 1
    near = [min(people, last) for people in range(NEAR + 1)]
    return [one / 2 for one in near], [min(ready(one, *crowd), NEAR) / 2 for one in near]


def model(wait, differ, doubt, first, punish, hunger):
    level, doubters = wait + punish - hunger, 2 * doubt
    crowd = level / 100, differ / 100, first, doubters
    found = path(0, crowd)
    speak, other = found[-1], path(doubters, crowd)[-1]
    heard = list(range(0, 101, 2))
    (across, up), (near, nearly) = staircase(found), enlarged(crowd)
    voices = "all" if speak == doubters else "some" if speak > 1 else ["none", "one"][int(speak)]
    once = "all" if speak == doubters else "apart" if other > speak else "same" if other else "none"
    return {"heard": heard, "would": [ready(2 * one, *crowd) / 2 for one in heard],
        "ceiling": [doubt] * 51, "line": doubt, "doubters": doubters, "level": level,
        "speak": speak, "share": speak / 2, "other": other, "voices": voices, "once": once,
        "across": across, "up": up, "near": near, "nearly": nearly, "rest": speak / 2,
        "low": speak / 2 if speak <= NEAR else None,
        "far": other / 2 if other > speak else None, "half": ready(2 * level, *crowd) / 2}


def figure(fig, heard, would, ceiling, line, level, half, across, up, near, nearly, rest, low, far):
    axes = fig.add_axes([0.085, 0.485, 0.703, 0.455])
    axes.axhline(line, color=INK_2, lw=1, gid="hline line; grab up doubt")
    axes.text(105, ceiling[-1] - 1.5, "doubt", color=INK_2, gid="follow heard ceiling")
    axes.plot(heard, would, color=LABOUR, lw=2.4, gid="line heard would")
    axes.plot([level], [half], "o", color=LABOUR, markersize=5,
        gid="end level half; grab across wait")
    axes.plot([far], [far], "s", color=INK, markerfacecolor=PAPER, markersize=8, gid="end far far")
    axes.plot([rest], [rest], "o", color=INK, markersize=8, gid="end rest rest")
    for y, words in ((30, "dashes: speak already"), (18, "dot: from silence"),
            (6, "square: had all spoken")):
        axes.text(58, y, words, color=INK_2)
    axes.set(xlim=(0, 100), ylim=(0, 104), xticks=[0, 25, 50, 75, 100], yticks=[0, 50, 100])
    fig.text(0, 0.965, "% of the village who would speak, over % who speak already", color=INK_2)

    large = fig.add_axes([0.085, 0.06, 0.703, 0.3])
    large.plot(near, nearly, color=LABOUR, lw=2.4, gid="line near nearly")
    large.plot(across, up, color=INK, lw=1, gid="line across up")
    large.plot([low], [low], "o", color=INK, markersize=8, gid="end low low")
    large.set(xlim=(0, 20), ylim=(0, 20), xticks=[0, 5, 10, 15, 20], yticks=[0, 10, 20])
    fig.text(0, 0.385, "the same near silence, and the steps from it", color=INK_2)
    for one in (axes, large):
        one.plot(one.get_xlim(), one.get_xlim(), color=INK_2, lw=1.2, ls=(0, (3, 2)))
