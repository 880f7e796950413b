"""Six harvests: what hands, tools, land, weather and strength make of six full crops."""

from widgets.contract import BARN, INK, INK_2, IRON, STANDING
from widgets.contract import amount, number, series, switch
from widgets.models import commune_spread, furnace_balance, grain_balance, labour_split

TITLE = "Without the take, the harvest of 1960 is {crop60} here; the record has {seen60}"
YEARS = grain_balance.YEARS  # 1957 to 1962 [assumed: the years that other chapters span]
COMMUNES = 26425  # each with its share of the furnaces [commune_spread: seen]
MID = [148, 178, 209, 239]  # days after 20 April [assumed: mid-month, September to December]
PACE = [1, 1, 1, 2 / 3]  # of the drive in these months [assumed: as in Field or furnace]
BOWL = 17  # kg a month, a full bowl [assumed: 204 a year; Zhou Enlai gave 200 for 1953-57]
SPARED = 0.65  # less land costs less than its share of the crop [assumed: the worst goes first]
SIZE = 6.4, 4.2  # inches

CONTROLS = {
    "fed": number("Eaten in spring, of a full bowl, 1959 to 1962", default=90, unit="%", low=30,
        high=100, step=5, assumed="one spring as the coupled model opens, here for all four"),
    "hunger": number("Weight of hunger in work", default=0.4, unit="", low=0, high=0.8, step=0.1,
        decimals=1, between=(0, 0.8), assumed="per cent of work lost for one per cent less eaten "
        "from February to May; no measurement of these years was seen"),
    "land": number("Less land sown, 1959 to 1961", default=0, unit="%", low=0, high=15, step=1,
        zero="nothing", between=(0, 10), assumed="none, since no other model of the book has it; "
        "ten is what two averages of Kueh’s come to"),
    "weather": number("Bad weather in 1960 and 1961, by itself", default=0, unit="%", low=0,
        high=30, step=1, zero="nothing", between=(0, 30), assumed="none, to see what the rest do; "
        "Weather or policy opens at ten, and nobody measured it"),
    "drive": switch("The drive for steel of 1958", default=True, on="with the drive for steel",
        off="without the drive for steel", assumed="it was; without it nobody leaves and no tools "
        "are melted"),
    "hands": number("People to a furnace", default=180, unit="", low=100, high=240, step=10,
        more=True, between=(120, 200), assumed="reckoned back from 60 to 100 million people away"),
    "rebuilt": number("Lost tools replaced each year", default=33, unit="%", low=0, high=100,
        step=1, more=True, between=(20, 50), assumed="a third; nobody measured it"),
    "growth": number("Growth of a full crop a year", default=3, unit="%", low=1, high=4, step=0.5,
        decimals=1, between=(1, 4), more=True, assumed="as in Weather or policy"),
}
for used, names in [(labour_split, "loss extra crop care"), (commune_spread, "copy"),
        (furnace_balance, "tools ore stock weight")]:
    for name in names.split():  # their own declarations, with their reasons and ranges
        CONTROLS[name] = dict(used.CONTROLS[name])
        CONTROLS[name]["more"] = True
DATA = {"counted": "grain_output_first_published", "workers": "farm_labour_ggdc"}
MT = "million tonnes"
RESULTS = {
    "years": series("Harvest of", unit=""),
    "full": series("A full crop", unit=MT, decimals=1, over="years"),
    "reaped": series("Harvest", unit=MT, decimals=1, over="years"),
    "crop60": amount("Harvest of 1960", unit=MT),
    "seen60": amount("The record of 1960", unit=MT),
    "short59": amount("Below a full crop in 1959", unit=MT, zero="less than half a million tonnes"),
    "short60": amount("The same in 1960", unit=MT, zero="less than half a million tonnes"),
    "gap59": amount("The record below it in 1959", unit=MT),
    "gap60": amount("The same in 1960", unit=MT),
    "peak": amount("Away from the fields in October 1958", unit="million people", zero="nobody"),
    "gone": amount("Tools lost to the furnaces", unit="per cent", zero="none"),
    "off": amount("Harvests miss the record, on average by", unit="per cent"),
}
SENTENCE = ("The furnaces take {peak} from the fields in October 1958. The harvest of 1959 falls "
    "short of a full crop by {short59}, in the record by {gap59}; that of 1960 by {short60}, in "
    "the record by {gap60}. On average the six harvests miss the record by {off}.")
ALT = ("A chart over the harvests of 1957 to 1962, million tonnes. A full crop rises; the "
    "model’s harvest lies {short59} below it in 1959 and {short60} in 1960. Dots, the record: "
    "195, 200, 170, 144, 148, 160; {gap59} and {gap60} below a full crop in those two years.")
LIMITS = ("It does not show why the harvests fell: what it cannot make fall is as much its finding "
    "as what it can. A full crop is a trend that nobody saw; tools and hunger were never measured; "
    "animals, soil, seed and sickness are not in it, and it takes China for one field.")
SCENARIOS = {"As the chapters open": {}, "Without the drive": {"drive": False},
    "Half a bowl in spring": {"fed": 50}, "Less land, bad weather": {"land": 10, "weather": 12}}


def called(hands, joined):
    """Million people away in each month of 1958, as the missing steel asks of those in communes."""
    daily, days, working = [furnace_balance.CONTROLS[name]["default"]
        for name in ("daily", "days", "working")]
    iron = furnace_balance.season(1, daily, days, working / 100)  # tonnes from one furnace
    peak = min(120, furnace_balance.MISSING * hands / iron)
    return [0] * 8 + [peak * inside * pace for inside, pace in zip(joined, PACE)]


def melted(tools, ore, stock):
    """The share of their tools that communes lose to the furnaces."""
    owned = furnace_balance.HOUSEHOLDS * stock / 1000
    pig, kept = 1e6 * furnace_balance.MISSING / COMMUNES, furnace_balance.CONTROLS["kept"]
    made = furnace_balance.charge(pig, ore / 100, kept["default"] / 100, tools / 100, owned)
    return made[1] / owned


def prepared(s, counted, workers, drive, october=True):
    """The settings, with what they mean for each month of 1958 and each of the six years."""
    s, path = dict(s), commune_spread.spread(s["copy"] / 100, end=MID[3])
    gone = called(s["hands"] if drive else 0, [path[day] for day in MID])
    land, bad = 1 - s["land"] / 100, s["weather"] / 100
    s.update({"gone": gone[:9] + [gone[9] if october else 0] + gone[10:],
        "lost": melted(s["tools"], s["ore"], s["stock"]) if drive else 0,
        "full": [counted[1957] * (1 + s["growth"] / 100) ** n for n in range(6)],
        "people": [workers[1957]] * 2 + [workers[year] for year in YEARS[2:]],  # 1958: called apart
        "sown": [1, 1, land, land, land, 1], "storm": [0, 0, 0, bad, bad, 0]})
    s["full"][1] = s["crop"]
    return s


def grown(s, n, fed):
    """(The harvest of a year, the part of it in by August), when so much of a bowl was eaten."""
    able = min(1, max(0.3, fed)) ** s["hunger"] * (1 + s["extra"] / 100)
    away = s["gone"] if n == 1 else [0] * 12
    rows = labour_split.harvest([max(0, s["people"][n] * able - gone) for gone in away],
        s["loss"] / 100, s["care"])
    tools = (1 - s["lost"] * (1 - s["rebuilt"] / 100) ** (n - 2)) ** s["weight"] if n > 1 else 1
    field = s["full"][n] * (1 - s["storm"][n]) * s["sown"][n] ** SPARED * tools
    return field * rows[11][2], rows[7][2] / rows[11][2] if rows[11][2] else 0


def live(store, eaten, months, summer, s, feast):
    """Eat through these months, as evenly as can be foreseen; what is then in store."""
    for k in months:  # from November, 0, on; the summer crop comes in at the end of June
        spoilt = 1 + s["waste"] / 100 if k < feast else 1
        sight = summer if k < 8 else 0  # what the fields are seen to hold
        asked = s["free"] * spoilt if k < feast else min(BOWL, (store + sight) / (12 - k))
        eaten.append(min(store, asked) / spoilt)
        store += (summer if k == 7 else 0) - min(store, asked)
    return store


def missed(found, record):
    """How far what is found misses the record, in per cent, on average over the six years."""
    return sum([100 * abs(one / record[year] - 1) for one, year in zip(found, YEARS)]) / 6


def model(fed, drive, counted, workers, **s):
    s = prepared(s, counted, workers, drive)
    reaped = [grown(s, n, 1 if n < 2 else fed / 100)[0] for n in range(6)]
    return {"years": YEARS, "full": s["full"], "reaped": reaped, "crop60": reaped[3],
        "seen60": counted[1960], "short59": s["full"][2] - reaped[2], "short60": s["full"][3] -
        reaped[3], "gap59": s["full"][2] - counted[1959], "gap60": s["full"][3] - counted[1960],
        "peak": s["gone"][9], "gone": 100 * s["lost"], "off": missed(reaped, counted)}


def figure(fig, years, full, reaped, counted):
    axes = fig.add_axes([0.085, 0.1, 0.703, 0.78])
    axes.fill(years + years[::-1], reaped + full[::-1], color=IRON, alpha=0.08, lw=0,
        gid="band years reaped full")
    axes.plot(years, full, color=STANDING, gid="line years full")
    axes.plot(years, reaped, color=BARN, lw=2.6, gid="line years reaped")
    axes.plot(years, [counted[year] for year in years], "o", color=INK, markersize=5.5)
    axes.text(1962.4, full[-1] - 3, "a full crop", color=STANDING, gid="follow years full")
    axes.text(1962.4, reaped[-1] - 22, "harvest", color=BARN, weight="bold",
        gid="follow years reaped")
    axes.text(1956.8, 30, "dots: the record", color=INK, weight="bold")
    axes.text(1956.8, 10, "tinted: lost in the model", color=INK_2)
    axes.set(xlim=(1956.6, 1962.3), ylim=(0, 290), xticks=years, yticks=[0, 100, 200])
    fig.text(0, 0.95, "grain, million tonnes", color=INK_2)
