"""Follow the grain of 1958: what six levels may make of a harvest on the way up, and what the state
took of each harvest from 1957 to 1962."""

from widgets.contract import BARN, HATCHED, INK, INK_2, LOST, PAPER, STATE
from widgets.contract import amount, number, series, switch, word
from widgets.models import grain_balance

TITLE = "China harvested 200 million tonnes of grain in 1958 and announced 375"
LEVELS = grain_balance.LEVELS  # from the harvest to the province
STEPS = LEVELS[1:]
# [assumed: invented; six such steps make a little more than was announced for 1958]
BOAST = 12  # per cent
SIZE = 6.4, 3.75  # inches

CONTROLS = {
    "year": number("Harvest of", default=1958, unit="", low=1957, high=1962, step=1, play=True,
        view="which year to look at; what was grown and taken is the record’s"),
}
for step in STEPS:
    CONTROLS[step] = switch(step[0].upper() + step[1:] + " adds", default=True, on="adds",
        off="adds nothing", assumed="nobody knows which level added, nor how much; all six are "
            "drawn as doing alike")
CONTROLS["resale"] = number("Sold back to villages, of the take", default=45, unit="%", low=30,
    high=50, step=5, source="zhou1962report", status="computed", between=(39, 48), more=True,
    disputed="by Zhou’s account 42 to 48 until 1960, and 39 in 1961; here one share for all years")

DATA = {"counted": "grain_output_first_published", "announced": "grain_output_announced",
    "trade": "procurement_trade_grain", "rural": "rural_population"}
MT, KG = "million tonnes", "kg a villager"
ADDING = {"0": "No level adds to the report of 1958", "1": "One of six levels adds 12 per cent",
    "6": "Each of six levels adds 12 per cent"}
for many, said in zip("2345", ["Two", "Three", "Four", "Five"]):
    ADDING[many] = said + " of six levels add 12 per cent each"
RESULTS = {
    "step": series("Level", unit="", names=LEVELS),
    "report": series("Harvest of 1958 as reported", unit=MT, over="step"),
    "rung": series("The same, where something was added", unit=MT, over="step"),
    "years": series("Harvest of", unit=""),
    "before": series("Left in the villages before resale", unit=KG, over="years"),
    "after": series("Left in the villages after resale", unit=KG, over="years"),
    "adding": word("", options=ADDING),
    "heard": amount("Reported for 1958 at the top", unit=MT),
    "excess": amount("Never harvested, of that", unit=MT, zero="none"),
    "more": amount("Reported above the harvest", unit="per cent", zero="nothing"),
    "picked": amount("Year", unit=""),
    "crop": amount("Harvest of that year", unit=MT),
    "taken": amount("Taken by the state, million tonnes", unit=""),
    "share": amount("The same as a share", unit="per cent"),
    "stays": amount("Left in the villages before resale", unit=MT),
    "each": amount("The same for each villager", unit="kg"),
    "net": amount("After resale, for each villager", unit="kg"),
}
SENTENCE = ("{adding}: Beijing hears of {heard}. By the record the state takes {taken} of the "
    "{crop} of {year}, {share}: {each} are left for each villager, or {net} once {resale} of the "
    "take is sold back.")
ALT = ("Left, the harvest of 1958 as 200 filled squares, one for each million tonnes; on top of "
    "them, hatched, what the levels add: {excess}. A dot stands at 375, as announced. Right, the "
    "harvest of {year} in two piles: {stays} left in the villages, {taken} million taken. Above, "
    "kilograms left for each villager of the harvests of 1957 to 1962 before resale, 273, 268, "
    "193, 182, 209 and 229; a line above these dots, after resale, stands at {net} in {year}.")
LIMITS = ("Report and take stand side by side here; the picture does not make one the cause of the "
    "other: Counting grain weighs that. What the levels add is invented. The take is in trade "
    "grain, which weighs up to a sixth less than grain as harvested. Seed and fodder are not taken "
    "off, and an average villager hides who had nothing.")
SCENARIOS = {
    "No level adds": dict.fromkeys(STEPS, False),
    "Harvest of 1959": {"year": 1959},
    "Harvest of 1960": {"year": 1960},
}


def passed_on(crop, adds):
    """The report at each level, from the harvest up: each adds to what it was told, or does not."""
    told = [crop]
    for more in adds:
        told.append(grain_balance.passed_up(told[-1], BOAST / 100, 1 if more else 0)[-1])
    return told


def model(year, resale, counted, announced, trade, rural, **levels):
    adds = [levels[step] for step in STEPS]
    report = passed_on(counted[1958], adds)
    left = [grain_balance.balance(counted[one], trade[one], resale / 100, rural[one])
        for one in grain_balance.YEARS]
    at = grain_balance.YEARS.index(year)
    return {"step": list(range(7)), "report": report,
        "rung": [None] + [told if more else None for told, more in zip(report[1:], adds)],
        "years": grain_balance.YEARS, "before": [pair[0] for pair in left],
        "after": [pair[1] for pair in left], "adding": str(sum(adds)), "heard": report[-1],
        "excess": report[-1] - report[0], "more": 100 * (report[-1] / report[0] - 1),
        "picked": year, "crop": counted[year], "taken": trade[year],
        "share": 100 * trade[year] / counted[year], "stays": counted[year] - trade[year],
        "each": left[at][0], "net": left[at][1]}


def squares(axes, width, numbers, **look):
    """A square for each million tonnes, counted from the foot in rows of so many."""
    axes.plot([n % width + 0.5 for n in numbers], [(n // width + 0.5) * width for n in numbers],
        ls="", **look)
    axes.set(xlim=(0, width), xticks=[], yticks=[])
    axes.spines["bottom"].set_visible(False)


def figure(fig, step, report, years, before, after, picked, each, announced):
    told = fig.add_axes([0.075, 0.075, 0.3125, 0.8333])
    filled, hatched = {"marker": "s", "markersize": 7.6, "mew": 0}, {"marker": HATCHED,
        "markersize": 7.2, "mew": 0.8, "mfc": PAPER}
    squares(told, 16, range(200), color=BARN, **filled)
    squares(told, 16, range(200, 400), color=LOST, gid="units excess", **hatched)
    told.plot([-0.8], [announced[1958]], "o", color=INK, clip_on=False)
    told.text(-1.5, announced[1958] + 12, "375", color=INK, weight="bold", ha="right")
    told.set(ylim=(0, 400))
    told.text(16.5, 90, "harvest", color=BARN, weight="bold")
    for i, level in enumerate(STEPS, 1):
        told.text(16.5, report[i] - 20, level, color=LOST, gid="follow step rung " + str(i))
    fig.text(0, 0.955, "1958 as reported", color=INK_2)
    fig.text(0, 0.01, "one square: a million tonnes; dot: as announced", color=INK_2)

    stay = fig.add_axes([0.6, 0.155, 0.1953, 0.5])
    squares(stay, 10, range(150), color=BARN, gid="units stays", **filled)
    stay.set(ylim=(0, 150))
    stay.text(0, -18, "in villages", color=BARN, weight="bold")
    leave = fig.add_axes([0.85, 0.155, 0.0977, 0.5])
    squares(leave, 5, range(75), color=STATE, gid="units taken", **filled)
    leave.set(ylim=(0, 75))
    leave.text(0, -9, "taken", color=STATE, weight="bold")

    kilos = fig.add_axes([0.6, 0.745, 0.2, 0.185])
    kilos.plot(years, after, color=BARN, lw=1.2, gid="line years after")
    kilos.plot(years, before, "o", color=INK, markersize=4)
    kilos.plot([picked], [each], "o", color=BARN, markersize=9, gid="end picked each")
    kilos.text(1962.5, after[-1] + 10, "after resale", color=BARN, gid="follow years after")
    kilos.text(1962.5, before[-1] - 90, "before", color=INK)
    kilos.set(xlim=(1956.6, 1962.4), ylim=(0, 330), xticks=[1957, 1962], yticks=[])
    fig.text(0.6, 0.955, "kg left for each villager", color=INK_2)
