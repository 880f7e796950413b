"""The inflexible quota: grain is taken by the harvest that was expected, and another one comes."""

from widgets.contract import BARN, INK, INK_2, STANDING, STATE
from widgets.contract import amount, number, question, series, word

TITLE = "When the harvest fails and the quota does not bend, places that expected more keep less"
# [assumed: from a poor place to a rich one; none is a real place]
EXPECTED = list(range(220, 390, 10))  # kg a head
# [assumed: from the last crop before the Leap to the first of the recovery]
YEARS = list(range(1957, 1963))

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
    "ration": number("For a town dweller", default=260, unit="kg a head", low=200, high=300,
        step=10, assumed="grain as harvested, the same in every year; Zhou Enlai’s sales in towns "
            "come to about 210 kg of trade grain in 1957 and 200 in 1960"),
}
DATA = {
    "grain": "grain_output_first_published",
    "urban": "urban_population",
    "rural": "rural_population",
    "left": "grain_left_in_villages",
}
KG = "kg a head"
RESULTS = {
    "expected": series("Harvest expected", unit=KG),
    "came": series("Harvest that came", unit=KG, over="expected"),
    "kept": series("Kept, by the quota", unit=KG, over="expected"),
    "bends": series("Kept, if the quota bends", unit=KG, over="expected"),
    "years": series("Year", unit=""),
    "village": series("For each villager, towns first", unit=KG, over="years"),
    "recorded": series("Left in the villages before resale, recorded", unit=KG, over="years"),
    "town": series("For each town dweller", unit=KG, over="years"),
    "rich": amount("Kept where 380 kg were expected", unit="kg", zero="almost nothing"),
    "poor": amount("Kept where 220 kg were expected", unit="kg", zero="almost nothing"),
    "rich_bends": amount("The same where 380 were expected, if the quota bends", unit="kg"),
    "poor_bends": amount("The same where 220 were expected, if the quota bends", unit="kg"),
    "turn": amount("Share taken above which more expected means less kept", unit="per cent"),
    "in1959": amount("For each villager from the crop of 1959, towns first", unit="kg"),
    "record": amount("Left for each villager from that crop before resale", unit="kg"),
    "verdict": word("Rich place against poor",
        options={"less": "less than", "same": "the same as", "more": "more than"}),
}
SENTENCE = ("The quota takes {share} of the harvest expected above {floor}; what comes in is "
    "{shortfall} below expectation. A place that expected 380 kg a head keeps {rich}, {verdict} "
    "one that expected 220, which keeps {poor}. Had the quota bent, they would keep {rich_bends} "
    "and {poor_bends}. With {ration} for the towns first, the crop of 1959 leaves {in1959} for "
    "each villager; by the record {record} were left before resale.")
ALT = ("Two charts of grain, kilograms a head. Above, places by the harvest they expected, 220 to "
    "380: what came is a quarter less, 165 to 285; what the quota leaves falls from 148 to 132, "
    "and a quota that bends would leave 165 to 213. Below, 1957 to 1962: with the towns fed first "
    "the model leaves villagers 309, then 251 in 1959 and 206 in 1960. Dots give the record before "
    "resale: 273, 193 and 182.")
LIMITS = ("A rule that cannot bend excuses nobody: leaders could lower quotas, and did raise them. "
    "No place in the upper chart is a real one, and whether China’s richer places kept less is "
    "disputed. The four settings and the range of the places are assumptions. The record does not "
    "count grain sold back. It ends at grain a head before seed and fodder; who ate, and who "
    "lived, is not in it.")
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
    reply="Here the harvest is {shortfall} below expectation. The quota leaves {poor} where least "
        "was expected and {rich} where most was; one that bends would leave {poor_bends} and "
        "{rich_bends}. After a harvest as expected the two leave the same. So watch how the gap "
        "between rich and poor places changes from a good year to a bad one.")


def take(basis, harvest, share, floor):
    """What is taken, kg a head: a share of what `basis`, expected or come, holds above the floor.

    No more can be taken than the harvest that came.
    """
    return min(harvest, max(0, share * (basis - floor)))


def villagers(output, town, country, ration):
    """What the crop leaves a villager, in kg, once each town dweller has a ration.

    The crop in million tonnes, the people of town and country in millions.
    """
    return max(0, 1000 * output - town * ration) / country


def compare(rich, poor):
    """Whether the rich place keeps less than the poor one, as read: in whole kilograms."""
    gap = int(rich + 0.5) - int(poor + 0.5)
    if gap < 0:
        return "less"
    if gap > 0:
        return "more"
    return "same"


def model(share, shortfall, floor, ration, grain, urban, rural, left):
    part = share / 100
    came = [hoped * (1 - shortfall / 100) for hoped in EXPECTED]
    kept = [got - take(hoped, got, part, floor) for hoped, got in zip(EXPECTED, came)]
    bends = [got - take(got, got, part, floor) for got in came]
    village = [villagers(grain[year], urban[year], rural[year], ration) for year in YEARS]
    return {"expected": EXPECTED, "came": came, "kept": kept, "bends": bends,
        "years": YEARS, "village": village, "town": [ration] * len(YEARS),
        "recorded": [left[year] for year in YEARS],
        "rich": kept[-1], "rich_bends": bends[-1],
        "poor": kept[0], "poor_bends": bends[0],
        "verdict": compare(kept[-1], kept[0]), "turn": 100 - shortfall,
        "in1959": village[2], "record": left[1959]}


def figure(fig, expected, came, kept, bends, years, village, recorded, town):
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

    city = fig.add_axes([0.085, 0.075, 0.703, 0.29])
    city.plot(years, town, color=STATE, ls=(0, (3, 2)), gid="line years town")
    city.plot(years, village, color=BARN, lw=2.6, gid="line years village")
    city.plot(years, recorded, "o", color=INK, markersize=5.5, clip_on=False)
    city.text(1962.1, village[-1] - 8, "a villager", color=BARN, weight="bold",
        gid="follow years village")
    city.text(1957, 372, "dashes: a town dweller", color=STATE, weight="bold")
    city.text(1957, 95, "dots: left in the villages, before resale", color=INK, weight="bold")
    city.set(xlim=(1956.9, 1962), ylim=(0, 420), xticks=YEARS, yticks=[0, 100, 200, 300])
    city.tick_params(axis="x", pad=6)
    fig.text(0, 0.378, "kg a head from each year’s crop, the towns first", color=INK_2)
