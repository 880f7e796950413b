"""The whole leap: the chapters’ own models, each handing on what it finds, from 1957 to 1962."""

from widgets.contract import BARN, INK, INK_2, STANDING, STATE
from widgets.contract import amount, choice, number, series, word
from widgets.models import canteen_stock, grain_balance, inflexible_quota, six_harvests

TITLE = "Coupled, the models harvest {crop60} in 1960; the record has {seen60}"
YEARS = grain_balance.YEARS  # eaten from November [assumed: the years that other chapters span]
VILLAGERS = 550  # million, held still, so that no death fills a bowl [assumed: 547 in 1957]
CAP = 0.5  # of a crop: no more is ever taken [assumed: a bound for extreme settings]
SWELLS = [0, 1 / 3, 1, 2 / 3, 1 / 6, 0]  # the boast beside that of 1959 [assumed: by the takes]
LATER = [0, 1 / 3, 2 / 3, 1 / 6, 0, 0]  # retreat a year earlier [assumed: the same steps]
NEED = 200  # kg a head that quotas spare [assumed: as in Who went hungry]
UNEQUAL = [0.7, 0.85, 1, 1.15, 1.3]  # provinces beside the mean [assumed: five, none real]
SIZE = 6.4, 6.2  # inches

CONTROLS = {
    "instead": choice("Changed", default="none", options={"none": "nothing",
        "true": "the crop is known as it is", "bends": "the quota bends",
        "october": "October is kept to harvest", "meals": "no free meals",
        "drive": "no drive for steel", "exports": "no grain is sold abroad",
        "imports": "imports a year earlier", "retreat": "the retreat a year earlier"},
        assumed="what was done is known; what else would have followed, this model only reckons"),
    "boast": number("Crop of 1959 taken for larger by", default=60, unit="%", low=0, high=100,
        step=5, between=(0, 95), assumed="chosen to meet the takes, so that meeting them proves "
        "nothing; in Counting grain none to all of 97 per cent can be believed"),
    "usual": number("Usual take, of the crop", default=24, unit="%", low=20, high=30, step=1, more=
        True, between=(23, 28), assumed="23.6 or 24.6 in 1957 by two series, 28.4 by Zhou"),
    "seed": number("Seed, fodder, loss", default=25, unit="%", low=15, high=30, step=1, more=True,
        between=(20, 25), assumed="of a crop, from memory a fifth to a quarter"),
}
for used, names in [(grain_balance, "resale"), (canteen_stock, "months free waste"), (six_harvests,
        "hunger land weather hands rebuilt growth loss extra crop care copy tools ore stock "
        "weight")]:
    for name in names.split():  # their own declarations, with their sources, reasons and ranges
        CONTROLS[name] = dict(used.CONTROLS[name])
        CONTROLS[name]["more"] = name not in ("resale", "months", "land", "weather")
DATA = {"counted": "grain_output_first_published", "trade": "procurement_trade_grain",
    "remained": "grain_left_in_villages", "workers": "farm_labour_ggdc",
    "urban": "urban_population", "sold": "grain_exports", "bought": "grain_imports"}
MT, KG = "million tonnes", "kg a villager"
RESULTS = {"years": series("Harvest of", unit="")}
for name, label, unit in [("full", "A full crop", MT), ("reaped", "Harvest", MT),
        ("taken", "Taken by the state", MT), ("before", "Left before resale", KG),
        ("ate", "Eaten, November to October", KG), ("was", "Eaten, had nothing changed", KG),
        ("poor", "Left to eat in the poorest of five provinces", KG),
        ("rich", "In the richest", KG), ("town", "The state’s pool for each town dweller", "kg")]:
    RESULTS[name] = series(label, unit=unit, over="years")
for name, label, unit in [("crop60", "Harvest of 1960", MT), ("seen60", "The record", MT),
        ("ate58", "Eaten of the crop of 1958", "kg"), ("ate59", "Of 1959", "kg"),
        ("ate60", "Of 1960", "kg"), ("was58", "Of 1958, had nothing changed", "kg"),
        ("was59", "Of 1959, the same", "kg"), ("was60", "Of 1960, the same", "kg"),
        ("poor59", "Left of 1959 in the poorest of five provinces", "kg"),
        ("off_crop", "Harvests miss the record, on average by", "per cent"),
        ("off_take", "Takes miss the record, on average by", "per cent")]:
    RESULTS[name] = amount(label, unit=unit, zero="next to nothing")
RESULTS["beside"] = word("", options={"none": "", "else": "With nothing changed it would be "
    "{was58}, {was59} and {was60}."})
SENTENCE = ("Changed: {instead}. A villager eats {ate58} from the crop of 1958, {ate59} from that "
    "of 1959 and {ate60} from that of 1960. {beside} In the poorest of five provinces the crop of "
    "1959 leaves {poor59}. Harvests miss the record by {off_crop} on average, takes by {off_take}.")
ALT = ("Three charts over the harvests of 1957 to 1962. Top: a full crop rises; the harvest is "
    "{crop60} in 1960; dots, the record, 195, 200, 170, 144, 148, 160. Middle: taken by the state; "
    "dots, the record, 46, 52, 64, 47, 37, 32. Bottom: left for each villager before resale, "
    "beside dots, the record; below it eaten, {ate58}, {ate59} and {ate60} from the crops of 1958 "
    "to 1960, and tinted from the poorest of five provinces to the richest. {beside}")
LIMITS = ("It does not show what share of the famine any of this caused, nor what would have "
    "happened. Most settings are assumed, and one was chosen to meet the takes. Nothing in it "
    "keeps animals, soil, seed, health or trust low once they are broken. It ends at grain a head: "
    "an average villager hides who had nothing, and no number of people follows from it.")
SCENARIOS = {"As it opens": {}, "Less land, bad weather": {"land": 10, "weather": 12}}


def shared(s, n, crop):
    """(Taken, not sold back, left before resale, left to eat): million tonnes, then kilograms."""
    report = crop * (1 + s["swells"][n])
    taken = min(grain_balance.by_report(crop, report, 1, s["usual"] / 100), CAP * crop)
    net = max(0, taken * (1 - s["resale"] / 100) - s["relief"][n])
    before, after = [grain_balance.balance(crop, gone, 0, VILLAGERS)[0] for gone in (taken, net)]
    return taken, net, before, after - 10 * s["seed"] * crop / VILLAGERS


def leap(s):
    """By year (harvest, taken, not sold back, left before resale, left to eat, eaten by month)."""
    store, fed, found, bowl = 0, 1, [], six_harvests.BOWL
    for n in range(6):
        crop, early = six_harvests.grown(s, n, fed)
        found.append([crop] + list(shared(s, n, crop)) + [[]])
        summer, bowls, feast = found[n][4] * early, found[n][5], s["feast"][n]
        if n:  # the summer crop goes to those who have lived on last autumn’s
            store = six_harvests.live(store, found[n - 1][5], range(7, 12), summer, s, 0)
        store += found[n][4] - summer
        store = six_harvests.live(store, bowls, range(7), summer, s, feast)
        fed = sum([min(bowl, one) for one in bowls[3:]]) / 4 / bowl  # February to May
    six_harvests.live(store, found[5][5], range(7, 12), summer, s, 0)
    return found


def ready(instead, boast, months, counted, workers, sold, bought, s):
    """The settings, with what is changed in them, for each year."""
    s = six_harvests.prepared(s, counted, workers, instead != "drive", instead != "october")
    swells = LATER if instead == "retreat" else SWELLS
    swells = [0 if instead == "true" else part * boast / 100 for part in swells]
    s.update({"swells": swells, "hopes": [0] * 6 if instead == "bends" else swells,
        "relief": [0] * 6, "feast": [0, 0 if instead == "meals" else months, 0, 0, 0, 0]})
    if instead == "exports":
        s["relief"] = [grain_balance.USUAL] + [sold[year] for year in YEARS[1:]]
    s["relief"][3] += bought[1961] if instead == "imports" else 0
    return s


def model(instead, boast, months, counted, trade, workers, urban, sold, bought, remained, **rest):
    s = ready(instead, boast, months, counted, workers, sold, bought, rest)
    found = was = leap(s)
    if instead != "none":
        was = leap(ready("none", boast, months, counted, workers, sold, bought, rest))
    reaped, taken, net, before = [[row[i] for row in found] for i in range(4)]
    ate, was = [[sum(row[5]) for row in rows] for rows in (found, was)]
    ends = [inflexible_quota.shared_out([1000 * crop / VILLAGERS * part for part in UNEQUAL],
        1 + hope, 1000 * out / VILLAGERS, NEED, 1 - s["seed"] / 100)
        for crop, out, hope in zip(reaped, net, s["hopes"])]
    abroad = [grain_balance.USUAL] + [sold[year] - bought[year] for year in YEARS[1:]]
    pool = [share * (1 - s["resale"] / 100) - out for share, out in zip(taken, abroad)]
    found = {"years": YEARS, "full": s["full"], "reaped": reaped, "taken": taken, "before": before,
        "ate": ate, "was": was, "poor": [end[0] for end in ends], "rich": [end[4] for end in ends],
        "town": [1000 * one / urban[year] for one, year in zip(pool, YEARS)], "crop60": reaped[3],
        "seen60": counted[1960], "poor59": ends[2][0], "off_take": six_harvests.missed(taken,
        trade), "off_crop": six_harvests.missed(reaped, counted),
        "beside": "none" if instead == "none" else "else"}
    for n in (1, 2, 3):
        found["ate" + str(57 + n)], found["was" + str(57 + n)] = ate[n], was[n]
    return found


def figure(fig, years, full, reaped, taken, before, ate, was, poor, rich, counted, trade, remained):
    crop, take, rest = tops = [fig.add_axes([0.085, foot, 0.703, high]) for foot, high in
        ((0.725, 0.215), (0.475, 0.165), (0.055, 0.335))]
    for axes, name, record in zip(tops, ("reaped", "taken", "before"), (counted, trade, remained)):
        axes.plot(years, [record[year] for year in years], "o", color=INK, markersize=5)
        line = {"reaped": reaped, "taken": taken, "before": before}[name]
        axes.plot(years, line, color=STATE if name == "taken" else BARN,
            lw=1.2 if name == "before" else 2.6, gid="line years " + name)
        axes.set(xlim=(1956.6, 1962.4), xticks=[])
    crop.plot(years, full, color=STANDING, gid="line years full")
    crop.text(1962.5, full[-1], "a full crop", color=STANDING, gid="follow years full")
    crop.text(1956.75, 20, "dots, here and below: the record", color=INK_2)
    crop.set(ylim=(0, 290), yticks=[0, 100, 200])
    take.set(ylim=(0, 115), yticks=[0, 40, 80])
    rest.fill(years + years[::-1], poor + rich[::-1], color=BARN, alpha=0.12, lw=0,
        gid="band years poor rich")
    rest.plot(years, was, color=INK_2, lw=1, ls=(0, (1, 2)), gid="line years was")
    rest.plot(years, ate, color=BARN, lw=2.6, gid="line years ate")
    rest.text(1962.5, before[-1] - 6, "before resale", color=BARN, gid="follow years before")
    rest.text(1962.5, ate[-1] - 6, "eaten", color=BARN, weight="bold", gid="follow years ate")
    rest.text(1956.75, 375, "dotted: eaten, had nothing changed", color=INK_2)
    rest.text(1956.75, 10, "tinted: left to eat, poorest province to richest", color=INK_2)
    rest.set(ylim=(0, 420), yticks=[0, 100, 200, 300], xticks=years)
    fig.text(0, 0.965, "harvest, million tonnes", color=INK_2)
    fig.text(0, 0.66, "taken by the state, million tonnes", color=INK_2)
    fig.text(0, 0.41, "kg a villager, by harvest", color=INK_2)
