"""Counting grain: one take, three explanations of it, and what each would leave in the villages."""

from widgets.contract import BARN, INK, INK_2, LOST, STATE
from widgets.contract import amount, choice, number, question, series

TITLE = "No one explanation of the take of 1959 meets every year of the record"
LEVELS = ["harvest", "team", "brigade", "commune", "county", "prefecture", "province"]
WAYS, SAID = ["towns", "belief", "rule"], ["in 1958", "in 1959", "later"]
YEARS = list(range(1957, 1963))  # harvests, eaten from November [assumed: the span of the picture]
SWELLS = [0, 1, 1, 1, 0, 0]  # whether reports do [assumed: in the three harvests of the Leap only]
USUAL = 1.5  # million tonnes sold abroad in a year before 1958 [zhou1962report: computed]
SIZE = 6.4, 5.6  # inches

CONTROLS = {
    "why": choice("Why so much was taken", default="all", options={
        "towns": "towns, industry and export first", "belief": "belief in the reported crop",
        "rule": "a quota set before the harvest", "all": "all three, with an equal say"},
        assumed="the three are weighed alike, which favours none; their weights are disputed"),
    "ration": number("For each town dweller, all uses", default=210, unit="kg", low=180, high=260,
        step=10, source="zhou1962report", status="computed", between=(200, 212),
        disputed="sold in towns, for each dweller: 212 in 1957, 202 in 1960"),
    "believed": number("Believed of what was added", default=50, unit="%", low=0, high=100,
        step=10, between=(0, 100), assumed="halfway; how far each level believed is not known"),
    "hope": number("Rise the quota counts on", default=10, unit="%", low=0, high=50, step=5,
        between=(0, 50), assumed="over the last crop as counted later; plans hoped for much more"),
    "resale": number("Sold back to villages, of the take", default=45, unit="%", low=0, high=50,
        step=5, zero="nothing", source="zhou1962report", status="computed", between=(39, 48),
        disputed="by Zhou’s account 42 to 48 until 1960, and 39 in 1961; here one share for all"),
    "boast": number("Added at each level that boasts", default=12, unit="%", low=0, high=15, step=1,
        between=(0, 15), more=True, assumed="invented; six make a little more than was announced"),
    "levels": number("Levels that boast, of six", default=6, unit="", low=0, high=6, step=1,
        names=["none", "one", "two", "three", "four", "five", "all"], more=True,
        assumed="nobody knows who added how much; the upper ones are let boast first"),
}
DATA = {"counted": "grain_output_first_published", "announced": "grain_output_announced",
    "corrected": "grain_output_corrected_1959", "trade": "procurement_trade_grain",
    "remained": "grain_left_in_villages", "urban": "urban_population",
    "rural": "rural_population", "sold": "grain_exports", "bought": "grain_imports"}
MT, KG = "million tonnes", "kg a villager"
RESULTS = {
    "step": series("Level", unit="", names=LEVELS),
    "crop": series("Harvest of 1958", unit=MT, over="step"),
    "report": series("The same as reported", unit=MT, over="step"),
    "years": series("Harvest of", unit=""),
    "low": series("Taken, least of the three", unit=MT, over="years"),
    "high": series("Taken, most of the three", unit=MT, over="years"),
    "taken": series("Taken", unit=MT, over="years"),
    "before": series("Left in the villages before resale", unit=KG, over="years"),
    "after": series("Left in the villages after resale", unit=KG, over="years"),
    "reported": amount("Reported for 1958", unit=MT),
    "error": amount("Reported above the harvest", unit="per cent", zero="nothing"),
    "tonnes": amount("Taken of the crop of 1959", unit=MT),
    "part": amount("The same as a share", unit="per cent"),
    "later": amount("Taken of the crop of 1960", unit=MT),
    "gross": amount("Left before resale, crop of 1959", unit="kg"),
    "net": amount("Left after resale, crop of 1959", unit="kg"),
    "plenty": amount("Left after resale, crop of 1957", unit="kg"),
}
SENTENCE = ("Explained by {why}, the state takes {tonnes} of the crop of 1959, {part} of it; the "
    "record has 64. Of that crop {gross} are left for a villager before resale, and {net} with "
    "{resale} sold back; of the crop of 1957, {plenty}.")
ALT = ("Three charts. Top: the 200 million tonnes of 1958 as reported at each level, {reported} by "
    "the province; beside it, 375 as announced, 250 as corrected, 200 as published later. Middle: "
    "the take explained by {why}, {tonnes} in 1959, {later} in 1960, in a band from the least to "
    "the most of the three; dots, the record, peak at 64 in 1959. Bottom: left for each villager "
    "after resale, {plenty} of the crop of 1957, {net} of 1959; before it, {gross} of 1959; dots, "
    "the record before resale, 273, 193, 182.")
LIMITS = ("It does not decide between the explanations: each has a form here that is ours, and the "
    "studies rest on provinces and counties, not on six national totals. Stocks, careers and force "
    "are not in it. It rests on seven assumptions, seed and fodder are not taken off, and an "
    "average villager hides who had nothing.")
SCENARIOS = {"Towns": {"why": "towns"}, "Belief": {"why": "belief"}, "Rule": {"why": "rule"}}
QUESTION = question("Each of six levels adds 12 per cent to the report it receives, and the last "
    "is 97 per cent too high. How many must pass on what they were told to halve the error?",
    reply="With {levels} of six still adding, the report at the top is {reported}: {error} too "
    "much. Half of 97 is 49.", options={"One": {"levels": 5}, "Two": {"levels": 4},
        "Three": {"levels": 3}, "Five": {"levels": 1}})


def passed_up(crop, added, levels):
    """The report at each step from the field to the province; the upper `levels` of six add."""
    return [crop * (1 + added) ** max(0, step + levels - 6) for step in range(7)]


def towns_first(people, ration, abroad, resale):
    """The take that feeds the towns and the buyers abroad once `resale` of it has gone back."""
    return (people * ration / 1000 + abroad) / (1 - resale)


def by_report(crop, report, believed, base):
    """The usual share of a crop, where a part of what the report added is believed."""
    return base * (crop + believed * (report - crop))


def by_plan(last, hope, base):
    """The usual share of what the last crop led planners to expect, whatever then grew."""
    return base * last * (1 + hope)


def balance(crop, taken, resale, villagers):
    """Left before and after resale, in kilograms for each villager."""
    return 1000 * (crop - taken) / villagers, 1000 * (crop - taken * (1 - resale)) / villagers


def model(why, ration, believed, hope, resale, boast, levels, counted, trade, urban, rural, sold,
        bought, **record):
    report = passed_up(counted[1958], boast / 100, levels)
    error, base = report[-1] / report[0] - 1, trade[1957] / counted[1957]
    low, high, taken, left = [], [], [], []
    for year, swells in zip(YEARS, SWELLS):
        crop, abroad = counted[year], USUAL if year < 1958 else sold[year] - bought[year]
        ways = [towns_first(urban[year], ration, abroad, resale / 100),
            by_report(crop, crop * (1 + swells * error), believed / 100, base),
            by_plan(counted[year - 1], hope / 100, base)]
        low, high = low + [min(ways)], high + [max(ways)]
        taken.append(sum(ways) / 3 if why == "all" else ways[WAYS.index(why)])
        left.append(balance(crop, taken[-1], resale / 100, rural[year]))
    before, after = [[pair[i] for pair in left] for i in (0, 1)]
    return {"step": list(range(7)), "crop": [report[0]] * 7, "report": report, "years": YEARS,
        "low": low, "high": high, "taken": taken, "before": before, "after": after,
        "reported": report[-1], "error": 100 * error, "tonnes": taken[2], "later": taken[3],
        "part": 100 * taken[2] / counted[1959], "gross": before[2], "net": after[2],
        "plenty": after[0]}


def figure(fig, step, crop, report, years, low, high, taken, before, after, counted, announced,
        corrected, trade, remained):
    up = fig.add_axes([0.085, 0.77, 0.703, 0.175])
    up.fill(step + step[::-1], crop + report[::-1], fc="none", ec=LOST, hatch="////", lw=0,
        gid="band step crop report")
    up.plot(step, crop, color=BARN, lw=2.6)
    up.plot(step, report, color=LOST, ls=(0, (3, 2)), gid="line step report")
    up.text(0.1, 375, "as reported", color=LOST, weight="bold")
    up.text(0.1, 70, "as counted later", color=BARN, weight="bold")
    for known, at, when in zip((announced, corrected, counted), (357, 240, 140), SAID):
        up.plot([6.4], [known[1958]], "o", color=INK, clip_on=False)
        up.text(6.6, at, when, color=INK, weight="bold")
    up.set(xlim=(0, 6), ylim=(0, 480), yticks=[0, 200, 400])
    up.set_xticks(step, ["harvest", "", "", "commune", "", "", "province"])
    fig.text(0, 0.965, "grain of 1958, million tonnes; dots: as published", color=INK_2)

    take = fig.add_axes([0.085, 0.415, 0.703, 0.245])
    take.fill(years + years[::-1], low + high[::-1], fc=STATE, alpha=0.15, lw=0,
        gid="band years low high")
    take.plot(years, taken, color=STATE, lw=2.6, gid="line years taken")
    take.plot(years, [trade[year] for year in years], "o", color=INK, markersize=5)
    take.text(1962.5, taken[-1] - 3, "taken", color=STATE, gid="follow years taken")
    take.text(1956.75, 8, "tinted: from the least to the most of the three", color=INK_2)
    take.set(xlim=(1956.6, 1962.4), ylim=(0, 115), xticks=[], yticks=[0, 40, 80])
    fig.text(0, 0.675, "taken by the state, million tonnes; dots: the record", color=INK_2)

    rest = fig.add_axes([0.085, 0.06, 0.703, 0.25])
    rest.plot(years, [remained[year] for year in years], "o", color=INK, markersize=5)
    rest.plot(years, before, color=BARN, lw=1.2, gid="line years before")
    rest.plot(years, after, color=BARN, lw=2.6, gid="line years after")
    rest.text(1962.5, after[-1] - 8, "after resale", color=BARN, gid="follow years after")
    rest.text(1956.75, 25, "thin line, and dots of the record: before resale", color=INK_2)
    rest.set(xlim=(1956.6, 1962.4), ylim=(0, 380), xticks=years, yticks=[0, 100, 200, 300])
    fig.text(0, 0.33, "left for each villager, kg, by harvest; seed and fodder in it", color=INK_2)
