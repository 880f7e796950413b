"""The inflexible quota: grain is taken by the harvest that was expected, and another one comes."""

from widgets.contract import BARN, INK_2, STANDING, STATE
from widgets.contract import amount, number, question, series, word

TITLE = ("With {arrived} of the harvest in and a quota that does not bend, the place that expected "
    "most keeps {verdict} the one that expected least")
# [assumed: from a poor place to a rich one; none is a real place]
EXPECTED = list(range(220, 390, 10))  # kg a head
SHARES = list(range(40, 105, 5))  # % [assumed: all that the slider can be set to]

CONTROLS = {
    "share": number("Taken of what is expected above need", default=85, unit="%", low=40,
        high=100, step=5, between=(60, 85),
        assumed="high enough to pass the turning point; no rule of the time gives one share"),
    "shortfall": number("Harvest below expectation", default=25, unit="%", low=0, high=40, step=5,
        assumed="the same everywhere, which it was not; the gap between hope and harvest was "
            "never recorded", between=(0, 25)),
    "floor": number("Counted as need", default=200, unit="kg a head", low=150, high=250, step=10,
        assumed="the ration that Zhou Enlai gave in 1962 for villagers of 1953-57, 400 jin or 200 "
            "kg; that a quota spared it is assumed", between=(150, 200)),
}
DATA = {}
KG = "kg a head"
RESULTS = {
    "expected": series("Harvest expected", unit=KG),
    "came": series("Harvest that came", unit=KG, over="expected"),
    "kept": series("Kept, by the quota", unit=KG, over="expected"),
    "bends": series("Kept, if the quota bends", unit=KG, over="expected"),
    "shares": series("Share taken", unit="%"),
    "most": series("Kept where 380 were expected", unit=KG, over="shares"),
    "least": series("Kept where 220 were expected", unit=KG, over="shares"),
    "taken": amount("Share taken", unit="%"),
    "rich": amount("Kept where 380 kg were expected", unit="kg", zero="almost nothing"),
    "poor": amount("Kept where 220 kg were expected", unit="kg", zero="almost nothing"),
    "rich_bends": amount("The same where 380 were expected, if the quota bends", unit="kg"),
    "poor_bends": amount("The same where 220 were expected, if the quota bends", unit="kg"),
    "turn": amount("Share taken above which more expected means less kept", unit="per cent"),
    "arrived": amount("Came in, of the harvest expected", unit="per cent"),
    "bent": word("", options={"else": "Had the quota bent, they would keep {rich_bends} and "
        "{poor_bends}", "same": "A quota that bent would leave them the same"}),
    "verdict": word("Rich place against poor",
        options={"less": "less than", "same": "the same as", "more": "more than"}),
}
SENTENCE = ("The quota takes {share} of the harvest expected above {floor}; {arrived} of what was "
    "expected comes in. A place that expected 380 kg a head keeps {rich}, {verdict} one that "
    "expected 220, which keeps {poor}. {bent}.")
ALT = ("Two charts of grain, kilograms a head. Above, places by the harvest they expected, 220 to "
    "380: {arrived} of it comes in. What the quota leaves goes from {poor} to {rich}; a quota that "
    "bends would leave {poor_bends} to {rich_bends}. Below, over the share taken, 40 to 100 per "
    "cent: what the place that expected 380 keeps, and what the one that expected 220 keeps. With "
    "{share} taken the first keeps {verdict} the second.")
LIMITS = ("A rule that cannot bend excuses nobody: leaders could lower quotas, and did raise them. "
    "No place here is a real one, and whether China’s richer places kept less is disputed. The "
    "three settings and the range of the places are assumptions. It ends at grain a head; who "
    "ate, and who lived, is not in it.")
SCENARIOS = {
    "A quarter short": {},
    "As expected": {"shortfall": 0},
    "A quarter short, lighter take": {"share": 60},
}
QUESTION = question("A rule for taking grain may follow the harvest expected or the harvest that "
    "came. You know what many places expected and what they kept. Which comparison could tell the "
    "two rules apart?",
    options={
        "Rich with poor places, after a good harvest": {"shortfall": 0},
        "Rich with poor places, after a bad harvest": {"shortfall": 25},
        "The same places, after a good harvest and after a bad one": {"shortfall": 40},
    },
    reply="Here {arrived} of the harvest expected comes in. The quota leaves {poor} where least "
        "was expected and {rich} where most was; one that bends would leave {poor_bends} and "
        "{rich_bends}. After a harvest as expected the two leave the same. So watch how the gap "
        "between rich and poor places changes from a good year to a bad one.")


def take(basis, harvest, share, floor):
    """What is taken, kg a head: a share of what `basis`, expected or come, holds above the floor.

    No more can be taken than the harvest that came.
    """
    return min(harvest, max(0, share * (basis - floor)))


def left(hoped, share, shortfall, floor, bends):
    """What a place keeps that hoped for so much, kg a head."""
    came = hoped * (1 - shortfall / 100)
    return came - take(came if bends else hoped, came, share / 100, floor)


def shared_out(places, hope, total, floor, kept):
    """What places have to eat if `total`, on average, is taken by what each had hoped to grow.

    places: what grew, kg a head; hope: how much of it they had hoped for; kept: all but the seed.
    """
    above = sum([max(0, hope * one - floor) for one in places]) / len(places) or 1
    return [kept * one - take(hope * one, kept * one, total / above, floor) for one in places]


def compare(rich, poor):
    """Whether the rich place keeps less than the poor one, as read: in whole kilograms."""
    gap = int(rich + 0.5) - int(poor + 0.5)
    if gap < 0:
        return "less"
    if gap > 0:
        return "more"
    return "same"


def model(share, shortfall, floor):
    kept, bends = [[left(hoped, share, shortfall, floor, way) for hoped in EXPECTED]
        for way in (False, True)]
    least, most = [[left(EXPECTED[end], one, shortfall, floor, False) for one in SHARES]
        for end in (0, -1)]
    return {"expected": EXPECTED, "came": [hoped * (1 - shortfall / 100) for hoped in EXPECTED],
        "kept": kept, "bends": bends, "shares": SHARES, "most": most, "least": least,
        "taken": share, "rich": kept[-1], "rich_bends": bends[-1], "poor": kept[0],
        "poor_bends": bends[0], "verdict": compare(kept[-1], kept[0]), "turn": 100 - shortfall,
        "arrived": 100 - shortfall, "bent": "else" if shortfall else "same"}


def figure(fig, expected, came, kept, bends, shares, most, least, taken):
    rule = fig.add_axes([0.085, 0.485, 0.703, 0.46])
    rule.fill(expected + expected[::-1], kept + came[::-1], color=STATE, alpha=0.12, lw=0,
        gid="band expected kept came")
    rule.plot(expected, bends, color=INK_2, lw=1.2, ls=(0, (1, 2)), gid="line expected bends")
    rule.plot(expected, came, color=STANDING, gid="line expected came")
    rule.plot(expected, kept, color=BARN, lw=2.6, gid="line expected kept")
    rule.text(383, came[-1] + 5, "came", color=STANDING, weight="bold", gid="follow expected came")
    rule.text(383, kept[-1] + 5, "kept", color=BARN, weight="bold", gid="follow expected kept")
    rule.text(221, 392, "dotted: kept, if the quota bends", color=INK_2)
    rule.text(221, 345, "tinted: taken", color=INK_2)
    rule.set(xlim=(220, 380), ylim=(0, 425))
    rule.set(xticks=[220, 260, 300, 340, 380], yticks=[0, 100, 200, 300])
    rule.tick_params(axis="x", pad=6)
    fig.text(0, 0.965, "kg a head; places by the harvest they expected", color=INK_2)

    turn = fig.add_axes([0.085, 0.075, 0.703, 0.29])
    turn.axvline(taken, color=INK_2, lw=0.7, gid="vline taken; grab across share")
    turn.plot(shares, least, color=BARN, lw=1.2, gid="line shares least")
    turn.plot(shares, most, color=BARN, lw=2.6, gid="line shares most")
    turn.text(41, 385, "thick: 380 expected", color=BARN, weight="bold")
    turn.text(41, 318, "thin: 220 expected", color=BARN)
    turn.set(xlim=(40, 100), ylim=(0, 460), xticks=[40, 60, 80, 100], yticks=[0, 100, 200, 300])
    turn.tick_params(axis="x", pad=6)
    fig.text(0, 0.378, "kg a head kept, over the share taken, %", color=INK_2)
