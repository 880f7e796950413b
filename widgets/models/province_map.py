"""The map that can be questioned: death rates by province and year, and grain grown before. It is
the record only: no setting changes a rate, each chooses what is looked at."""

from widgets.contract import EDGE, INK, INK_2, PAPER, TINTS
from widgets.contract import amount, cell, choice, number, series, shade, switch, word

TITLE = "In {year} provinces that had grown more grain {way}"
ROWS = """
. . . . . . Heilong-jiang
. . . . . . Jilin
. . . Inner_Mongolia Beijing Tianjin Liaoning
Xinjiang . Ningxia Shanxi Hebei Shandong .
Qinghai* Gansu* Shaanxi Henan Anhui Jiangsu .
Tibet . Sichuan Hubei Jiangxi Zhejiang Shanghai
. Yunnan Guizhou Hunan Guang-dong Fujian .
Labour_camps . . Guangxi . . ."""
# [assumed: a schematic map, about where the places lie; with a star, thinly recorded]
TILES = [(name, column, row) for row, line in enumerate(ROWS.split("\n")[1:])
    for column, name in enumerate(line.split()) if name != "."]
PLACES = [name.replace("_", " ").replace("-", "").replace("*", "") for name, _, _ in TILES]
CITIES = ["Beijing", "Tianjin", "Shanghai"]
NORTHEAST = ["Liaoning", "Jilin", "Heilongjiang"]
# [assumed: the share of Sichuan’s people in towns, which is not known; with any from none to a
# tenth, the correlations of the chapter keep their first decimal]
TOWNS = 0.1
# [assumed: from the last crop before the Leap to the first of the recovery]
YEARS = list(range(1957, 1963))
STEPS = [12, 18, 30, 50]  # deaths per thousand [assumed: strengths of a tile, for the eye]
ALIKE = [0.2, 0.4, 0.6]  # [assumed: a convention; from which correlation on each word is used]

CONTROLS = {
    "year": number("Year", default=1960, unit="", low=1957, high=1962, step=1,
        view="the grain beside it stays that of 1957"),
    "cities": switch("Without Beijing, Tianjin and Shanghai", default=False, on="left out",
        off="kept", view="most of their people lived in town"),
    "northeast": switch("Without the three provinces of the Northeast", default=False,
        on="left out", off="kept", view="they had grown more grain to a villager than most"),
    "rates": choice("Death rates", default="all", view="with the last two, 12 provinces at most "
        "are compared: the second shows what fewer places do, the third what counties’ records do",
        options={"all": "as registered, by province", "both": "the same, compared only where "
            "counties were averaged", "county": "averages of counties with records"}),
}
DATA = {
    "registered": "province_death_rate, * 1957-1962",
    "means": "county_means.weighted_mean, * 1957-1962",
    "crops": "province_grain_output, * 1957",
    "people": "province_population, * 1957",
    "urban": "province_urban_population, * 1957",
    "sichuan": "province_population_1957, Sichuan",
}
told = {"unit": "per thousand", "decimals": 1, "over": "place", "blank": "not seen"}
WAYS = {"0": "had neither lower nor higher death rates"}
for strength, way in zip("123", ["had slightly", "tended to have", "clearly had"]):
    WAYS["-" + strength], WAYS[strength] = way + " lower death rates", way + " higher death rates"
RESULTS = {
    "place": series("Place", unit="", names=PLACES),
    "rate": series("Death rate", steps=STEPS, **told),
    "grain": series("Grain grown in 1957", unit="kg a villager", over="place",
        blank="not compared"),
    "years": series("", unit=""),
    "picked": amount("Year looked at", unit=""),
    "rho": amount("Rank correlation (1 the same order, −1 the reverse, 0 no likeness)", unit="",
        decimals=1, zero="next to nothing"),
    "way": word("In words (neither: under 0.2; slightly: to 0.4; tended: to 0.6)", options=WAYS),
    "many": amount("Compared", unit="provinces"),
    "blank": amount("Blank", unit="tiles"),
    "most": amount("Highest rate", unit="per thousand", decimals=1)}
RESULTS.update({"y" + str(year): series(str(year), **told) for year in YEARS})
SENTENCE = ("In {year}, of {many} compared, those that had grown more grain for each villager in "
    "1957 {way}: the rank correlation of the two orders is {rho}. On the map {blank} stay blank, "
    "because no rate was seen.")
ALT = ("A map of tiles with deaths per thousand in {year}, the highest {most}; {blank} are "
    "blank. Beside it {many}, by grain grown for each villager in 1957 and by that rate: those "
    "with more grain {way}. Then the rates of each place from 1957 to 1962.")
LIMITS = ("An order in common is no cause: much else differed between these places, and another "
    "choice of places gives another answer. The rates are what offices registered, towns counted "
    "in, and many deaths were never registered. Inside each province lie differences as great as "
    "those on the map. A blank says that no rate was seen, and nothing more.")
SCENARIOS = {"1957": {"year": 1957}, "1960, by counties": {"rates": "county"},
    "1960, without the six": {"cities": True, "northeast": True}}
SIZE = (6.4, 6.2)


def ranks(values):
    """1 for the least. Equal values share the mean of their ranks."""
    return [len([one for one in values if one < value]) + (values.count(value) + 1) / 2
        for value in values]


def likeness(first, second):
    """Spearman’s rank correlation: how far two lists put the same places in the same order."""
    middle = (len(first) + 1) / 2
    a, b = [[rank - middle for rank in ranks(values)] for values in (first, second)]
    both, one, two = [sum(x * y for x, y in zip(p, q)) for p, q in ((a, b), (a, a), (b, b))]
    return both / (one * two) ** 0.5


def grown(place, crops, people, urban, sichuan):
    """Grain of 1957 for each villager, in kg; None where it was not seen."""
    crop, every, town = [one.at(place, 1957) for one in (crops, people, urban)]
    if place == "Sichuan":
        every, town = sichuan[1957], TOWNS * sichuan[1957]
    return None if None in (crop, every, town) else 1000 * crop / (every - town)


def model(year, cities, northeast, rates, registered, means, **of_1957):
    source = means if rates == "county" else registered
    found = {"y" + str(one): [source.at(place, one) for place in PLACES] for one in YEARS}
    rate, grain = found["y" + str(year)], []
    out = CITIES * cities + NORTHEAST * northeast
    for place, known in zip(PLACES, rate):
        gone = known is None or place in out or rates == "both" and means.at(place, year) is None
        grain.append(None if gone else grown(place, **of_1957))
    pairs = [(g, r) for g, r in zip(grain, rate) if g is not None]
    rho = likeness([g for g, _ in pairs], [r for _, r in pairs])
    shown = int(10 * abs(rho) + 0.5) / 10  # the words go by the number as it is read
    strength = len([least for least in ALIKE if shown >= least])
    found.update({"place": list(range(len(PLACES))), "rate": rate, "grain": grain, "years": YEARS,
        "picked": year, "rho": rho, "way": str(strength if rho > 0 else -strength),
        "many": len(pairs), "blank": rate.count(None),
        "most": max([one for one in rate if one])})
    return found


def tile(axes, column, row, name, i, rate):
    x, dark = column + 0.5, shade(rate, RESULTS["rate"])
    axes.bar(x, 0.93, 0.94, row + 0.03, fc=(INK, dark or 0), ec=EDGE, lw=0.8,
        ls=(0, (1, 2)) if dark is None else "-", gid="tile rate " + str(i))
    ink = INK_2 if dark is None else PAPER if dark > 0.5 else INK
    parts = name.replace("_", " ").replace("-", "- ").split()
    for n, part in enumerate(parts + [cell(rate, RESULTS["rate"])]):
        words = axes.text(x, row + 0.59 + 0.29 * (n - len(parts) / 2), part, ha="center", color=ink)
    words.set(weight="normal" if dark is None else "bold", gid="tell rate " + str(i))


def figure(fig, rate, grain, years, picked, y1957, y1958, y1959, y1960, y1961, y1962):
    tiles = fig.add_axes([0, 0, 1, 1])
    for i, (name, column, row) in enumerate(TILES):
        tile(tiles, column, row, name, i, rate[i])
    for n, tint in enumerate(TINTS):
        tiles.bar(4.3 + 0.52 * n, 0.28, 0.52, 7.33, fc=(INK, tint), ec=EDGE, lw=0.8)
        tiles.text(4.56 + 0.52 * n, 7.9, STEPS[n] if n < 4 else "", ha="center", color=INK_2)
    tiles.text(4.03, 7.24, "deaths per thousand", color=INK_2)
    tiles.text(1.05, 7.65, "* thinly recorded", color=INK_2)
    tiles.set(xlim=(0, 7), ylim=(8, -1.3))
    tiles.axis("off")

    order = fig.add_axes([0.06, 0.61, 0.35, 0.31])
    order.plot(grain, rate, "o", color=INK, markersize=5, mew=0, gid="dots grain rate")
    order.set(xlim=(200, 760), ylim=(0, 75), xticks=[200, 400, 600], yticks=[0, 20, 40, 60])

    course = fig.add_axes([0.49, 0.72, 0.35, 0.2])
    course.axvline(picked, color=INK_2, lw=0.7, gid="vline picked")
    for i, run in enumerate(zip(y1957, y1958, y1959, y1960, y1961, y1962)):
        course.plot(years, run, color=INK_2, lw=0.7, alpha=0.6, gid="course " + str(i) +
            " years y1957 y1958 y1959 y1960 y1961 y1962")
    course.set(xlim=(1957, 1962), ylim=(0, 75), xticks=YEARS[::5], yticks=[0, 20, 40, 60])
    for x, y, words in [(0, 0.965, "per thousand, over kg of"),
            (0, 0.93, "grain a villager in 1957"), (0.43, 0.965, "the same by year")]:
        fig.text(x, y, words, color=INK_2)
