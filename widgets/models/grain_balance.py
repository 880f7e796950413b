"""Counting grain: reports grow on the way up, the take follows, the rest is eaten in a year."""

from widgets.contract import BARN, INK, INK_2, LOST, PAPER, STATE
from widgets.contract import amount, choice, number, question, series

TITLE = "The crop of 1959 was smaller, and the state took more of it"
LEVELS = ["harvest", "team", "brigade", "commune", "county", "prefecture", "province"]
YEARS = list(range(1957, 1963))  # harvests, eaten from November [assumed: the span of the picture]
# by how much the take overrates a crop [assumed: fitted, so that it meets the record]
FIT = [0, 0.2, 0.6, 0.4, 0.1, 0]
BOAST = 12  # per cent: the boast that FIT goes with [assumed: invented, for teaching]
RISK = 12  # per cent: what a sure check takes off it [assumed: invented, for teaching]
# [assumed: 531 to 556 were counted]
CAP = 0.5  # most of a crop that can be taken
RURAL = 550  # million villagers
SIZE = 6.4, 5.6  # inches

CONTROLS = {
    "boast": number("Added at each level that boasts", default=12, unit="%", low=0, high=15, step=1,
        assumed="invented; six such steps make a little more than was announced for 1958",
        between=(0, 15)),
    "levels": number("Levels that boast, of six", default=6, unit="", low=0, high=6, step=1,
        names=["none", "one", "two", "three", "four", "five", "all"],
        assumed="nobody knows who added how much; the upper ones are let boast first"),
    "resale": number("Sold back to villages, of the take", default=30, unit="%", low=0, high=50,
        step=5, between=(29, 40), assumed="about what is remembered of 1957-59; near 40 in 1960; "
            "here the same every year"),
    "abroad": choice("Grain sold abroad in 1958 and 1959", default="out", options={
        "out": "leaves the country", "kept": "stays in the villages",
        "sent": "stays, and the net imports of 1961 come for the winter of 1959-60"},
        source="linyang2000food", status="seen",
        disputed="2.7 and 4.2 million tonnes; whether it would have reached villages"),
    "trust": number("How far the state believes the boast (100: as fitted)", default=100, unit="%",
        low=0, high=150, step=10, between=(0, 150), more=True,
        assumed="as fitted it believes 21, 62, 41 and 10 per cent of the boast in 1958-61"),
    "checked": number("Chance that a level is checked", default=0, unit="%", low=0, high=100,
        step=10, between=(0, 100), more=True,
        assumed="none: those who reported were those who counted"),
    "base": number("Taken of what is reported", default=25, unit="%", low=20, high=30, step=1,
        assumed="fitted together with the boasts; a round share near that of 1957",
        between=(20, 30), more=True),
    "seed": number("Seed, feed and storage, of the crop", default=25, unit="%", low=20, high=30,
        step=1, between=(20, 25), more=True,
        assumed="20 to 25 in what is remembered; no count was seen"),
}
DATA = {"counted": "grain_output_first_published", "recounted": "grain_output_revised",
    "announced": "grain_output_announced", "corrected": "grain_output_corrected_1959",
    "trade": "procurement_trade_grain", "ministry": "procurement_gross",
    "remained": "grain_left_in_villages", "sold": "grain_net_exports"}
RESULTS = {
    "step": series("Level", unit="", names=LEVELS),
    "crop": series("Harvest of 1958", unit="million tonnes", over="step"),
    "report": series("Harvest of 1958 as reported", unit="million tonnes", over="step"),
    "years": series("Harvest of", unit=""),
    "taken": series("Taken", unit="million tonnes", over="years"),
    "share": series("Taken, of the crop", unit="per cent", over="years"),
    "before": series("Left before resale and seed", unit="kg a villager", over="years"),
    "food": series("Left to eat", unit="kg a villager", over="years"),
    "honest": series("Left to eat had reports been true", unit="kg a villager", over="years"),
    "added": amount("Added at each level that boasts", unit="per cent", zero="nothing"),
    "harvest": amount("Harvest of 1958", unit="million tonnes"),
    "reported": amount("Reported for 1958", unit="million tonnes"),
    "error": amount("Reported above the harvest", unit="per cent", zero="nothing"),
    "tonnes": amount("Taken of the crop of 1959", unit="million tonnes"),
    "part": amount("The same as a share", unit="per cent"),
    "plenty": amount("Left to eat, crop of 1957", unit="kg"),
    "hunger": amount("Left to eat, crop of 1959", unit="kg"),
    "truth": amount("The same, had reports been true", unit="kg"),
}
SENTENCE = ("With {added} added at {levels} of the six levels, {harvest} of grain are reported as "
    "{reported}. From the crop of 1959 the state takes {tonnes}, {part} of it, and each villager "
    "has {hunger} left to eat until the next; from that of 1957 it was {plenty}.")
ALT = ("Three charts. Top: the 200 million tonnes of 1958 grow to 395 over six levels that each "
    "add 12 per cent; beside it, 375 as announced, 250 as corrected in 1959, 200 and 197.65 as "
    "published later. Middle: the take in the model, 49 million tonnes in 1957, 68 in 1959, 40 in "
    "1962, near two recorded series, the higher from memory. Bottom: grain left to eat for each "
    "villager falls from 204 kg in 1957 to 145 in 1959 and 132 in 1960; dots give the grain "
    "recorded before resale.")
LIMITS = ("It does not show that local officials alone lied: reward, the fear that followed Lushan "
    "and the wish of the centre to believe are all inside the boast. Nor is it right because it "
    "fits: how far the take went by the boast was chosen, year by year, to meet the record. "
    "Thirteen of its numbers are assumptions, and an average villager hides who had nothing.")
SCENARIOS = {"True reports": {"levels": 0},
    "Three of six boast": {"levels": 3},
    "Exports kept": {"abroad": "kept"}}
QUESTION = question("Each of six levels adds 12 per cent to the report it receives, and the report "
    "at the top is 97 per cent too high. How many of the six must pass on what they were told for "
    "the error to be halved?", reply="With {levels} of the six still adding, {harvest} are "
    "reported as {reported}: {error} too much. Half of 97 is 49.", options={"One": {"levels": 5},
        "Two": {"levels": 4}, "Three": {"levels": 3}, "Five": {"levels": 1}})


def balance(crop, inflation, base=0.25, resale=0.3, seed=0.25, kept=0):
    """Million tonnes taken; kg a villager kept, and to eat. `kept`: tonnes that stay or come in."""
    taken = min(base * crop * (1 + inflation), CAP * crop)
    stays = 1000 * (crop - taken * (1 - resale) + kept) / RURAL
    return taken, stays, stays - 1000 * seed * crop / RURAL


def model(boast, levels, resale, abroad, trust, checked, base, seed, counted, sold, **record):
    added = max(0, boast - RISK * checked / 100)
    report = [counted[1958] * (1 + added / 100) ** max(0, level + levels - 6) for level in range(7)]
    error = report[-1] / report[0] - 1
    fitted = (1 + BOAST / 100) ** 6 - 1  # the error that FIT goes with
    rows = []
    for year, fit in zip(YEARS, FIT):
        crop = counted[year]
        kept = sold[year] if abroad != "out" and year in (1958, 1959) else 0
        if abroad == "sent" and year == 1959:
            kept -= sold[1961]  # a minus in the record: more came in than went out
        given = (base / 100, resale / 100, seed / 100, kept)
        taken, _, food = balance(crop, fit / fitted * trust / 100 * error, *given)
        honest = balance(crop, 0, *given)[2]
        rows.append((taken, 100 * taken / crop, 1000 * (crop - taken) / RURAL, food, honest))
    taken, share, before, food, honest = [[row[i] for row in rows] for i in range(5)]
    return {"step": list(range(7)), "crop": [report[0]] * 7, "report": report, "years": YEARS,
        "taken": taken, "share": share, "before": before, "food": food, "honest": honest,
        "added": added, "harvest": report[0], "reported": report[-1], "error": 100 * error,
        "tonnes": taken[2], "part": share[2], "plenty": food[0], "hunger": food[2],
        "truth": honest[2]}


def figure(fig, step, crop, report, years, taken, before, food, honest, counted, recounted,
        announced, corrected, trade, ministry, remained):
    up = fig.add_axes([0.085, 0.72, 0.703, 0.23])
    up.fill(step + step[::-1], crop + report[::-1], fc="none", ec=LOST, hatch="////", lw=0,
        gid="band step crop report")
    up.plot(step, crop, color=BARN, lw=2.6)
    up.plot(step, report, color=LOST, ls=(0, (3, 2)), gid="line step report")
    up.plot(step, report, "o", color=LOST, markersize=4, gid="dots step report")
    up.plot([6.4] * 4, [known[1958] for known in (announced, corrected, counted, recounted)], "o",
        color=INK, clip_on=False)
    up.text(0.1, 395, "as reported", color=LOST, weight="bold")
    up.text(0.1, 80, "as harvested", color=BARN, weight="bold")
    up.text(6.6, 360, "in 1958", color=INK, weight="bold")
    up.text(6.6, 258, "in 1959", color=INK, weight="bold")
    up.text(6.6, 150, "later", color=INK, weight="bold")
    up.set(xlim=(0, 6), ylim=(0, 480), yticks=[0, 200, 400])
    up.set_xticks(step, ["harvest", "", "", "commune", "", "", "province"])
    fig.text(0, 0.965, "grain of 1958, million tonnes; dots: as published", color=INK_2)

    take = fig.add_axes([0.085, 0.42, 0.703, 0.19])
    take.plot(years, [ministry[year] for year in years], "D", color=INK, mfc=PAPER, markersize=5.5)
    take.plot(years, taken, color=STATE, gid="line years taken")
    take.plot(years, [trade[year] for year in years], "o", color=INK, markersize=5)
    take.text(1962.55, 34, "taken", color=STATE, weight="bold")
    take.set(xlim=(1956.6, 1962.4), ylim=(0, 90), xticks=[], yticks=[0, 40, 80])
    fig.text(0, 0.63, "taken by the state, million tonnes; open: from memory", color=INK_2)

    left = fig.add_axes([0.085, 0.06, 0.703, 0.25])
    left.fill([1957] + years + [1962], [0] + food + [0], color=BARN, alpha=0.1, lw=0,
        gid="area years food")
    left.plot(years, [remained[year] for year in years], "o", color=INK, markersize=5)
    left.plot(years, honest, color=INK_2, lw=1, ls=(0, (1, 2)), gid="line years honest")
    left.plot(years, before, color=BARN, lw=1, gid="line years before")
    left.plot(years, food, color=BARN, lw=2.6, gid="line years food")
    left.text(1956.75, 318, "before resale and seed", color=BARN, weight="bold")
    left.text(1957.05, 16, "left to eat", color=BARN, weight="bold")
    left.set(xlim=(1956.6, 1962.4), ylim=(0, 380), yticks=[0, 100, 200, 300])
    fig.text(0, 0.33, "kg for each villager; dots: the record; dotted: true reports", color=INK_2)
