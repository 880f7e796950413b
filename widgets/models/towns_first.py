"""The towns first: what the country’s crops leave for villagers if every town dweller is provided
for before them, and what the record says was left."""

from widgets.contract import BARN, INK, INK_2, STATE
from widgets.contract import amount, number, series

TITLE = "Feeding the towns first does not account for all that was taken from the crop of 1959"
# [assumed: from the last crop before the Leap to the first of the recovery]
YEARS = list(range(1957, 1963))
CONTROLS = {
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
    "years": series("Year", unit=""),
    "village": series("For each villager, towns first", unit=KG, over="years"),
    "recorded": series("Left in the villages before resale, recorded", unit=KG, over="years"),
    "town": series("For each town dweller", unit=KG, over="years"),
    "in1957": amount("For each villager from the crop of 1957, towns first", unit="kg"),
    "in1960": amount("For each villager from the crop of 1960, towns first", unit="kg"),
    "in1959": amount("For each villager from the crop of 1959, towns first", unit="kg"),
    "record": amount("Left for each villager from that crop before resale", unit="kg"),
    "apart": amount("Between the two", unit="kg"),
}
SENTENCE = ("With {ration} for the towns first, the crop of 1959 leaves {in1959} for each "
    "villager; by the record {record} were left before resale, {apart} fewer.")
ALT = ("A chart of grain, a head, from the crops of 1957 to 1962. With the towns fed first the "
    "model leaves villagers {in1957} in 1957, {in1959} in 1959 and {in1960} in 1960. Dots give the "
    "record before resale: 273, 193 and 182.")
LIMITS = ("The record does not count grain sold back to villages. It ends at grain a head before "
    "seed and fodder; who ate, and who lived, is not in it. One ration for all towns and years is "
    "an assumption.")
SCENARIOS = {"200 kg for the towns": {"ration": 200}, "300 kg for the towns": {"ration": 300}}
SIZE = (6.4, 3.8)


def villagers(output, town, country, ration):
    """What the crop leaves a villager, in kg, once each town dweller has a ration.

    The crop in million tonnes, the people of town and country in millions.
    """
    return max(0, 1000 * output - town * ration) / country


def model(ration, grain, urban, rural, left):
    village = [villagers(grain[year], urban[year], rural[year], ration) for year in YEARS]
    return {"years": YEARS, "village": village, "town": [ration] * len(YEARS),
        "recorded": [left[year] for year in YEARS], "in1957": village[0], "in1959": village[2],
        "in1960": village[3], "record": left[1959], "apart": village[2] - left[1959]}


def figure(fig, years, village, recorded, town):
    city = fig.add_axes([0.085, 0.1, 0.703, 0.78])
    city.plot(years, town, color=STATE, ls=(0, (3, 2)), gid="line years town")
    city.plot(years, village, color=BARN, lw=2.6, gid="line years village")
    city.plot(years, recorded, "o", color=INK, markersize=5.5, clip_on=False)
    city.text(1962.1, village[-1] - 8, "a villager", color=BARN, weight="bold",
        gid="follow years village")
    city.text(1957, 362, "dashes: a town dweller", color=STATE, weight="bold")
    city.text(1957, 125, "dots: left in the villages, before resale", color=INK, weight="bold")
    city.set(xlim=(1956.9, 1962), ylim=(0, 400), xticks=YEARS, yticks=[0, 100, 200, 300])
    city.tick_params(axis="x", pad=6)
    fig.text(0, 0.95, "kg a head from each year’s crop, the towns first", color=INK_2)
