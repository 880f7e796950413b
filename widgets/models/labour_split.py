"""Field or furnace: the land asks for hands each month; with too few, ripe grain spoils."""

from widgets.contract import BARN, INK, INK_2, IRON, LABOUR, LOST, STANDING
from widgets.contract import amount, choice, number, question, series, word

TITLE = "In this model {worst}"
MONTHS = ("January February March April May June July August September October November "
    "December").split()
KEYS = [month[:3].lower() for month in MONTHS]
LAND = 193  # million hands that the land asks for, however many come [nbs_labour: seen]
# [assumed: the shape of the farm year, with its two peaks; no survey of 1958 gives it]
WORK = [0.35, 0.35, 0.55, 0.70, 0.80, 1.00, 0.85, 0.65, 0.95, 1.05, 0.65, 0.40]  # of LAND
RIPENS = [0, 0, 0, 0, 0, 0.12, 0.10, 0, 0.25, 0.43, 0.10, 0]  # share of the year's crop
CARE = [2, 3, 4, 6, 7]  # March to May, July, August: months of weeding and watering
# [assumed: the course of the drive; only single numbers are named, 50 to 100 million]
AWAY = [50, 90, 90, 60]  # million people, September to December 1958, upper estimate
# other courses to compare with it: the month in which each begins, and its four months
COURSES = {"early": (7, AWAY), "released": (8, [60, 0, 90, 90]), "winter": (10, [90] * 4)}
WHEN = {"drive": "four months on end", "early": "August to November",
    "winter": "November to February", "released": "September, November and December",
    "own": "month by month"}

CONTROLS = {
    "away": number("People away at the peak", default=90, unit="million", low=0, high=120, step=5,
        assumed="usual for October 1958, in popular histories; Mao spoke of 60 on 21 November, "
            "others of 100", between=(60, 100), when=["months", "drive"] + list(COURSES)),
    "months": choice("Months away", default="drive", options=WHEN, assumed="the drive ran from "
        "September to December 1958, its monthly course was not recorded"),
    "begin": number("The four months begin in", default=8, unit="", low=5, high=11, step=1,
        names=MONTHS[5:], when=("months", "drive"), assumed="orders went out in September"),
    "loss": number("Spoilt each month it stands", default=50, unit="%", low=30, high=70, step=5,
        assumed="nobody measured it", between=(30, 70)),
    "extra": number("Extra hands and longer hours", default=15, unit="%", low=0, high=30, step=5,
        assumed="of women, students and the old; how many is not known", between=(0, 30)),
    "workers": number("Farm workers", default=193, unit="million", low=150, high=215, step=1,
        source="nbs_labour", status="seen", between=(155, 213), more=True, disputed="in 1957; the "
        "155 of 1958, from memory, leave out those who had gone: with them, set no one away"),
    "crop": number("Potential crop", default=215, unit="million tonnes", low=195, high=235, step=5,
        assumed="set so as to end near the count: no test", between=(195, 235), more=True),
    "care": number("Weight of care before the harvest", default=0.30, unit="", low=0, high=0.6,
        step=0.1, decimals=1, between=(0, 0.6), more=True, assumed="neglect must cost something"),
    "elasticity": number("Labour’s weight in a yearly rule", default=0.15, unit="", low=0.05,
        high=0.5, step=0.05, decimals=2, between=(0.1, 0.5), more=True, assumed="per cent less "
        "grain for one per cent fewer workers, over a whole year; no figure of 1958 is known"),
}
WORST = {"none": "every month has hands enough for its work"}
SPELLS = {"none": "in any month", "own": "at the peak, month by month",
    "released": "at the peak, in September, November and December"}
for n, (key, month) in enumerate(zip(KEYS, MONTHS)):
    CONTROLS[key] = number("Away in " + month, default=([0] * 8 + AWAY)[n], unit="million", low=0,
        high=120, step=5, more=True, when=("months", "own"), assumed="no month was recorded")
    WORST[key] = month + " has too few hands for " + ("the harvest" if RIPENS[n] else "its work")
    SPELLS[key] = "at the peak, from " + month + " to " + MONTHS[(n + 3) % 12]
DATA = {"counted": "grain_output_first_published", "recounted": "grain_output_revised"}
MT = "million tonnes"
RESULTS = {
    "edge": series("End of", unit="month", names=["May"] + MONTHS[5:]),
    "ripe": series("Ripe so far", unit=MT, over="edge"),
    "kept": series("Ripe and not spoilt", unit=MT, over="edge"),
    "barn": series("Brought in", unit=MT, over="edge"),
    "yearly": series("By a yearly rule", unit=MT, over="edge"),
    "mid": series("In", unit="month", names=MONTHS[5:]),
    "needed": series("Hands needed", unit="million", over="mid"),
    "hands": series("Hands left", unit="million", over="mid"),
    "gone": series("Away", unit="million", over="mid"),
    "first": amount("Months of the year gone when the four begin", unit=""),
    "peak": amount("Most away in any month", unit="million people", zero="nobody"),
    "lost": amount("Grain never brought in", unit=MT, zero="almost nothing"),
    "share": amount("Share", unit="per cent", zero="less than half a per cent"),
    "worst": word("", options=WORST),
    "spell": word("", options=SPELLS),
}
SENTENCE = ("With {peak} away {spell}, a harvest of {crop} loses {lost}: {share} of one year’s "
    "grain. What was taken from the village is not in this picture.")
ALT = ("Two charts, June to December 1958. Above, grain: what has ripened rises to {ripe}; what is "
    "brought in ends at {barn}. The gap, {lost}, was never brought in. A rule that knows only the "
    "year’s labour says {yearly}. Two dots mark the 1958 crop as counted later, 200.0 and 197.65. "
    "Below, hands needed and hands left, helpers counted in: {worst}.")
LIMITS = ("Grain left standing did not by itself bring the famine: even here most of the crop "
    "comes in. It counts grain, not people, and takes China for one field. It is silent on what "
    "was taken, on melted tools, on fields left unsown, on strength and lives other months cost.")
SCENARIOS = {"Autumn 1958, upper estimate": {}, "October released": {"months": "released"},
    "No one away": {"away": 0},
    "Lower estimate": {"away": 60, "months": "own", "sep": 40, "oct": 60, "nov": 60, "dec": 40}}
QUESTION = question("Suppose up to 90 million people are away, and only in some months. In which "
    "case would the most grain be left standing?",
    options=dict([("September to December", {})] + [(WHEN[k], {"months": k}) for k in COURSES]),
    reply="With {peak} away {spell}, the model loses {lost}: {share} of one year’s grain.")


def harvest(hands, loss, care):
    """Per month (ripe, ripe and not spoilt, brought in), shares of the crop; hands in million."""
    ripe, waiting, barn, tended, rows = 0, 0, 0, 1, []
    for month, (here, work, ripens) in enumerate(zip(hands, WORK, RIPENS)):
        done = min(1, here / (LAND * work))  # the share of its work that gets done
        if month in CARE:
            tended *= done ** (care / 5)
        ripe += ripens
        waiting += ripens * tended
        cut = waiting * done * (1 if ripens else 0.5)  # gleaning goes at half speed
        barn += cut
        waiting = (waiting - cut) * (1 - loss)
        rows.append((ripe, barn + waiting, barn))
    return rows


def model(away, months, begin, loss, extra, workers, crop, care, elasticity, **month):
    first, people = COURSES.get(months, (begin, AWAY))
    gone = [away * (people + [0] * 8)[(n - first) % 12] / 90 for n in range(12)]
    gone = [month[key] for key in KEYS] if months == "own" else gone
    full = workers * (1 + extra / 100)
    hands = [max(0, full - people) for people in gone]
    rows = [(0, 0, 0)] + harvest(hands, loss / 100, care)[5:]
    ripe, kept, barn = [[crop * row[i] for row in rows] for i in range(3)]
    kept[-1] = barn[-1]  # what still stands at the end of December is lost
    yearly = crop * (sum(hands) / 12 / full) ** elasticity  # no month matters more than another
    spare, worst = min((hands[n] - LAND * WORK[n], n) for n in range(12))
    spell = months if months in ("own", "released") else KEYS[first]
    return {"edge": list(range(5, 13)), "ripe": ripe, "kept": kept, "barn": barn,
        "yearly": [yearly] * 8, "mid": [n + 0.5 for n in range(5, 12)],
        "needed": [LAND * share for share in WORK[5:]], "hands": hands[5:], "gone": gone[5:],
        "first": first if months in ("drive", "early") else None, "peak": max(gone),
        "lost": crop - barn[-1], "share": 100 * (1 - barn[-1] / crop),
        "worst": KEYS[worst] if spare < 0 else "none", "spell": spell if max(gone) else "none"}


def figure(fig, edge, ripe, kept, barn, yearly, mid, needed, hands, gone, first, counted,
        recounted):
    grain = fig.add_axes([0.085, 0.425, 0.703, 0.505])
    grain.fill(edge + [12], barn + [0], color=BARN, alpha=0.1, lw=0, gid="area edge barn")
    grain.fill(edge + edge[::-1], kept + ripe[::-1], fc="none", ec=LOST, hatch="////", lw=0,
        gid="band edge kept ripe")
    grain.plot(edge, yearly, color=INK_2, lw=1, ls=(0, (1, 2)), gid="line edge yearly")
    grain.plot(edge, ripe, color=STANDING, gid="line edge ripe")
    grain.plot(edge, barn, color=BARN, lw=2.6, gid="line edge barn")
    grain.plot(edge[-1:], barn[-1:], "o", color=BARN, markersize=5.5, gid="end edge barn")
    grain.plot([12.35, 12.75], [counted[1958], recounted[1958]], "o", color=INK, clip_on=False)
    grain.text(7.0, 130, "ripe so far", color=STANDING, weight="bold")
    grain.text(10.4, 95, "brought in", color=BARN, weight="bold")
    grain.text(10.1, 238, "never brought in", color=LOST, weight="bold", gid="show lost")
    grain.text(5.1, yearly[-1] + 5, "by a yearly rule", color=INK_2, gid="follow edge yearly")
    grain.text(12.2, 172, "1958 crop", color=INK, weight="bold")
    grain.text(12.2, 153, "as counted", color=INK_2)
    grain.text(12.2, 134, "later", color=INK_2)
    grain.set(xlim=(5, 12), ylim=(0, 250), xticks=[])
    fig.text(0, 0.965, "million tonnes since June", color=INK_2)

    work = fig.add_axes([0.085, 0.075, 0.703, 0.245])
    work.stairs(gone, edge, fill=True, color=LABOUR, alpha=0.12, gid="blocks edge gone")
    work.stairs(needed, edge, baseline=None, color=IRON, lw=1.4, ls=(0, (3, 2)))
    work.stairs(hands, edge, baseline=None, color=LABOUR, lw=2.4, gid="stairs edge hands")
    work.plot(mid, gone, "o", color=LABOUR, markersize=4,
        gid="dots mid gone; grab up jun jul aug sep oct nov dec")
    work.plot([first] * 2, [0, 290], color=LABOUR, lw=0.8, gid="vline first; grab across begin")
    work.text(12.12, hands[-1], "hands left", color=LABOUR, weight="bold", gid="follow edge hands")
    work.text(5.15, 120, "needed", color=IRON, weight="bold")
    work.text(12.12, 10, "away", color=INK_2)
    work.set(xlim=(5, 12), ylim=(0, 290), yticks=[0, 100, 200])
    work.set_xticks(mid, [month[:3] for month in MONTHS[5:]], y=-0.06)
    fig.text(0, 0.345, "million hands, workers and helpers", color=INK_2)
