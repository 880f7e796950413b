"""Weather or policy: three losses that multiply, and what each is worth in every order."""

from widgets.contract import EDGE, INK, INK_2, LABOUR, PAPER, STATE
from widgets.contract import amount, choice, number, question, series, word

TITLE = "{finding}"
NAMES = ["weather", "labour", "hunger"]
# [assumed: nothing; these are all the orders in which three causes can be put right]
ORDERS = [(0, 1, 2), (0, 2, 1), (1, 0, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)]
SIZE = 6.4, 5.6  # inches

CONTROLS = {
    "weather": number("Bad weather, by itself", default=10, unit="%", low=0, high=30, step=1,
        zero="nothing", between=(0, 30),
        assumed="of a full crop; nobody has measured it, so that all three open alike",
        disputed="from next to nothing (Jin Hui) to 97 per cent of the fall (an unsigned essay)"),
    "labour": number("Hands and land taken away, by itself", default=10, unit="%", low=0, high=25,
        step=1, zero="nothing", between=(0, 25),
        assumed="as for the weather; for steel and water works, and by sowing less"),
    "hunger": number("Grain taken, so that work was weak", default=10, unit="%", low=0, high=25,
        step=1, zero="nothing", between=(0, 25),
        assumed="as for the weather; it counts here only what the hungry could not grow"),
    "year": number("The record: crop of", default=1960, unit="", low=1959, high=1961, step=1,
        view="which of the three crops the dashed line shows"),
    "against": choice("A full crop is", default="trend", options={"trend": "a trend from 1957",
        "1957": "the crop of 1957", "1958": "the crop of 1958"},
        assumed="that crops had gone on growing; each author chooses a measure, and few say why"),
    "growth": number("Growth of that trend a year", default=3, unit="%", low=1, high=4, step=0.5,
        decimals=1, when=("against", "trend"), between=(1, 4),
        assumed="a little less than the 3.5 of 1952 to 1957"),
}
DATA = {"counted": "grain_output_first_published"}
CROP, PART = "% of a full crop", "per cent"
RESULTS = {
    "order": series("Order in which causes are put right", unit="",
        names=[", ".join([NAMES[cause] for cause in order]) for order in ORDERS]),
    "low": series("Given back by the first", unit=CROP, decimals=1, over="order"),
    "mid": series("By the first two", unit=CROP, decimals=1, over="order"),
    "high": series("By all three", unit=CROP, decimals=1, over="order"),
    "level": series("", unit=CROP, decimals=1, over="order"),
    "cause": series("Cause", unit="", names=NAMES),
    "least": series("Gives back if put right first", unit=CROP, decimals=1, over="cause"),
    "mean": series("On average over the six orders", unit=CROP, decimals=1, over="cause"),
    "most": series("If put right last", unit=CROP, decimals=1, over="cause"),
    "loss": amount("Lost by all three together", unit=PART, zero="nothing"),
    "firsts": amount("All that is given back, each put right first", unit=PART, zero="nothing"),
    "lasts": amount("The same, each put right last", unit=PART, zero="nothing"),
    "small": amount("The weather’s share of the loss, put right first", unit=PART, zero="none"),
    "share": amount("The same on average over the orders", unit=PART, zero="none"),
    "large": amount("The same, put right last", unit=PART, zero="none"),
    "recorded": amount("The record: below a full crop", unit=PART),
    "finding": word("", options={
        "order": "With these sizes the weather is {small} or {large} of the loss, by the order",
        "near": "With these sizes the weather is {share} of the loss in every order, rounded",
        "alone": "Where weather is the only cause, all of the loss is its own",
        "other": "Without bad weather there are still two causes to put in order",
        "single": "With one cause there is no order to choose",
        "none": "Without a cause there is no loss to share out"}),
    "shares": word("", options={
        "order": "Of that loss the weather is {small} if it is put right first, {large} if last, "
            "and {share} on average over all six orders.",
        "near": "Of that loss the weather is {share}, whichever is put right first.",
        "alone": "All of it is the weather’s.", "other": "None of it is the weather’s.",
        "single": "None of it is the weather’s.", "none": ""}),
    "sums": word("", options={"exact": "They are the same because there is one cause only.",
        "less": "What two causes cost together does not come back while one of them is left."}),
}
SENTENCE = ("By itself bad weather would cost a full crop {weather}, hands and land taken away "
    "{labour}, and weak work {hunger}; together they cost {loss}. {shares} The crop of {year} was "
    "{recorded} below {against}.")
ALT = ("Two charts, per cent of a full crop. Above, a column for each of six orders: what three "
    "causes give back as they are put right in turn; all end at {loss}. A dashed line, the "
    "record: the crop of {year} was {recorded} below {against}. Below, what each cause gives back "
    "put right first, on average and last. {shares}")
LIMITS = ("It does not show what share the weather had: all three sizes are assumptions, equal "
    "ones give each a third, and a longer list gives each less. It ends at grain that did not "
    "grow; who ate, and who lived, is not in it. Here policy cannot make a drought worse.")
SCENARIOS = {"Three of a size": {}, "Little weather": {"weather": 5, "labour": 16, "hunger": 16},
    "Much weather": {"weather": 22, "labour": 7, "hunger": 7},
    "Weather and one policy": {"weather": 12, "labour": 20, "hunger": 0}}
QUESTION = question("Of each cause in turn somebody asks: how much more would have grown without "
    "it, all else as it was? Do the three answers add up to the whole loss?",
    options={"To less than the loss": {}, "To exactly the loss": {"labour": 0, "hunger": 0},
        "To more than the loss": {"weather": 30, "labour": 25, "hunger": 25}},
    reply="The three would cost {weather}, {labour} and {hunger} by themselves. The answers add up "
        "to {firsts}; the loss is {loss}. {sums}")


def crop(costs, gone):
    """What grows of a full crop when the causes in `gone` are put right; costs as shares."""
    grown = 100
    for cause, cost in enumerate(costs):
        grown *= 1 if cause in gone else 1 - cost
    return grown


def given_back(costs, order):
    """What each cause gives back when its turn comes, in this order."""
    return [crop(costs, order[:n + 1]) - crop(costs, order[:n]) for n in range(3)]


def lacking(counted, year, against, growth):
    """How far the crop of a year lay below a full one, in per cent of the full one."""
    full = counted[1957] * (1 + growth / 100) ** (year - 1957)
    if against != "trend":
        full = counted[int(against)]
    return 100 * (1 - counted[year] / full)


def found(weather, others, small, large):
    """Which finding is so; `others`: how many other causes there are."""
    if not weather:
        return ["none", "single", "other"][others]
    if not others:
        return "alone"
    return "near" if int(small + 0.5) == int(large + 0.5) else "order"


def model(weather, labour, hunger, year, against, growth, counted):
    costs = [weather / 100, labour / 100, hunger / 100]
    turns = [given_back(costs, order) for order in ORDERS]
    parts = [[turn[order.index(cause)] for turn, order in zip(turns, ORDERS)] for cause in range(3)]
    least, most = [min(row) for row in parts], [max(row) for row in parts]
    mean, loss = [sum(row) / 6 for row in parts], 100 - crop(costs, ())
    small, share, large = [100 * of[0] / loss if loss else 0 for of in (least, mean, most)]
    others, recorded = (labour > 0) + (hunger > 0), lacking(counted, year, against, growth)
    finding = found(weather, others, small, large)
    return {"order": list(range(6)), "low": [turn[0] for turn in turns],
        "mid": [turn[0] + turn[1] for turn in turns], "high": [loss] * 6, "level": [recorded] * 6,
        "cause": [0, 1, 2], "least": least, "mean": mean, "most": most, "loss": loss,
        "firsts": sum(least), "lasts": sum(most), "small": small, "share": share, "large": large,
        "recorded": recorded, "finding": finding, "shares": finding,
        "sums": "less" if (weather > 0) + others > 1 else "exact"}


def figure(fig, order, low, mid, high, level, cause, least, mean, most):
    hues = [EDGE, LABOUR, STATE]
    turns = fig.add_axes([0.085, 0.48, 0.703, 0.455])
    for n, name, tops in ((2, "high", high), (1, "mid", mid), (0, "low", low)):
        for i, bar in enumerate(turns.bar(order, tops, 0.66, ec=PAPER, lw=0.8)):
            bar.set(fc=hues[ORDERS[i][n]], gid="bar " + name + " " + str(i))
    turns.plot(order, level, color=INK, lw=1.2, ls=(0, (4, 2)), gid="line order level")
    turns.text(5.45, level[-1] - 1, "the record", color=INK, gid="follow order level")
    for x, name, hue in zip((-0.4, 1.25, 2.75), NAMES, (INK_2, LABOUR, STATE)):
        turns.text(x, 64, "■ " + name, color=hue)
    turns.set(xlim=(-0.5, 5.4), ylim=(0, 72), yticks=[0, 20, 40, 60])
    turns.set_xticks(order, [" ".join([NAMES[c][0].upper() for c in o]) for o in ORDERS])
    fig.text(0, 0.965, "given back by turns, first at the foot, % of a full crop", color=INK_2)

    each = fig.add_axes([0.085, 0.06, 0.703, 0.29])
    for name, tops, strength in (("most", most, 0.35), ("least", least, 1)):
        for i, bar in enumerate(each.bar(cause, tops, 0.5, lw=0)):
            bar.set(fc=hues[i], alpha=strength, gid="bar " + name + " " + str(i))
    each.plot(cause, mean, "_", color=INK, markersize=30, gid="dots cause mean")
    each.plot(cause, most, "o", color=INK_2, markersize=4,
        gid="dots cause most; grab up weather labour hunger")
    each.text(-0.45, 34, "solid: put right first; to the top: last; dash: average", color=INK_2)
    each.set(xlim=(-0.5, 2.5), ylim=(0, 38), yticks=[0, 10, 20, 30])
    each.set_xticks(cause, NAMES)
    fig.text(0, 0.375, "given back by each cause, % of a full crop", color=INK_2)
