"""Speaking up: each waits until enough others speak; where nearly all doubt, all may be silent."""

import math

from widgets.contract import INK, INK_2, LABOUR, PAPER
from widgets.contract import amount, number, question, series, word

TITLE = "Of 200 people {doubters} doubt in private, and {voices}"
PEOPLE = 200  # [assumed: a village of grown people, small enough to know one another]
STEPS = 60  # [assumed: longer than any path to rest within these ranges; a test holds it to that]
SIZE = 6.4, 4.5  # inches
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
    "first": number("Speak whatever others do", default=0, unit="", low=0, high=10, step=1,
        zero="nobody", between=(0, 10), assumed="nobody at first; a few did in many places"),
    "punish": number("One is punished: all wait for more", default=0, unit=POINTS, low=0, high=20,
        step=1, zero="nothing", between=(0, 20),
        assumed="nothing at first; by how much one case frightens others is not known"),
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
        "some": "{speak} say so", "all": "all of these say so"}),
    "once": word("", options={"all": "Each sees enough others speak.",
        "apart": "Had all who doubt once spoken, {other} would go on.",
        "same": "Had all who doubt once spoken, no more than these would go on.",
        "none": "Had all who doubt once spoken, they would fall silent again."}),
}
RESULTS.update({name: series("", unit="") for name in ("across", "up")})
RESULTS.update({name: amount("", unit="", decimals=1)
    for name in ("line", "rest", "far", "middle")})
SENTENCE = ("In a village of 200 people {doubters} doubt in private. On average they wait until "
    "{level} of the village speaks, some for less and some for more; {voices}. {once}")
ALT = ("A chart, in per cent of the village: who would speak, over who speaks already. A thick "
    "curve rises in the shape of an S, about half-way up at {level}, and no higher than the line of "
    "those who doubt, {doubters} of 200 people. Dashes mark as many as speak already. Steps go "
    "from silence to where the curve first meets the dashes: {voices}. {once}")
LIMITS = ("It does not show what people believed: that nearly all doubt is put in, and nobody "
    "asked them. Nor does it show that speaking was free, or that it would have brought food: what "
    "makes people wait is fear, and the fear was well founded. Silence is not consent. People also "
    "hid grain, fled and wrote letters. No village is drawn here, and all numbers are assumed.")
SCENARIOS = {"Nearly all doubt": {}, "A little more difference": {"differ": 13},
    "One honest report": {"first": 1}, "Two of them": {"first": 2},
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
    if abs(z) > 6:
        return 1 if z > 0 else 0
    part, whole, n = z, z, 1
    while abs(part) > 1e-12:
        n += 2
        part *= z * z / n
        whole += part
    return 0.5 + whole * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def ready(speaking, level, differ, first=0, doubters=PEOPLE):
    """How many would speak where so many speak already: `level` and `differ` as shares."""
    waited = PEOPLE if speaking >= PEOPLE else int(
        PEOPLE * below((speaking / PEOPLE - level) / differ) + 0.5)
    return min(doubters, first + waited)


def path(start, crowd):
    """Numbers of speakers from `start` until nobody else begins, or stops."""
    found = [start]
    while ready(found[-1], *crowd) != found[-1]:
        found.append(ready(found[-1], *crowd))
    return found


def staircase(found):
    """The path as a line, up to the curve and across to the dashes, in per cent; always as long."""
    across, up = [0], [0]
    for before, after in zip(found, found[1:]):
        across += [before / 2, after / 2]
        up += [after / 2, after / 2]
    rest = 2 * STEPS + 1 - len(across)
    return across + across[-1:] * rest, up + up[-1:] * rest


def model(wait, differ, doubt, first, punish, hunger):
    level, doubters = wait + punish - hunger, 2 * doubt
    crowd = level / 100, differ / 100, first, doubters
    found = path(0, crowd)
    speak, other = found[-1], path(doubters, crowd)[-1]
    heard, (across, up) = list(range(0, 101, 2)), staircase(found)
    voices = "all" if speak == doubters else "some" if speak > 1 else ["none", "one"][int(speak)]
    once = "all" if speak == doubters else "apart" if other > speak else "same" if other else "none"
    return {"heard": heard, "would": [ready(2 * one, *crowd) / 2 for one in heard],
        "ceiling": [doubt] * 51, "line": doubt, "doubters": doubters, "level": level,
        "speak": speak, "share": speak / 2, "other": other, "voices": voices, "once": once,
        "across": across, "up": up, "rest": speak / 2,
        "far": other / 2 if other > speak else None, "middle": ready(2 * level, *crowd) / 2}


def figure(fig, heard, would, ceiling, line, level, middle, across, up, rest, far):
    axes = fig.add_axes([0.085, 0.09, 0.703, 0.83])
    axes.plot([0, 100], [0, 100], color=INK_2, lw=1.2, ls=(0, (3, 2)))
    axes.axhline(line, color=INK_2, lw=1, gid="hline line; grab up doubt")
    axes.text(101.5, ceiling[-1] + 1.5, "doubt", color=INK_2, gid="follow heard ceiling")
    axes.plot(heard, would, color=LABOUR, lw=2.4, gid="line heard would")
    axes.plot(across, up, color=INK, lw=1, gid="line across up")
    axes.plot([level], [middle], "o", color=LABOUR, markersize=5,
        gid="end level middle; grab across wait")
    axes.plot([far], [far], "o", color=INK, markerfacecolor=PAPER, gid="end far far")
    axes.plot([rest], [rest], "o", color=INK, markersize=8, gid="end rest rest")
    for place, words in enumerate(["thick: would speak", "dashes: speak already",
            "dot: from silence", "ring: had all spoken"]):
        axes.text(62, 38 - 10 * place, words, color=LABOUR if place == 0 else INK_2)
    axes.set(xlim=(0, 100), ylim=(0, 104), xticks=[0, 25, 50, 75, 100], yticks=[0, 25, 50, 75, 100])
    fig.text(0, 0.955, "% of the village who would speak, over % who speak already", color=INK_2)
