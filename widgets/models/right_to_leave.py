"""The right to leave: what keeps a team at work that nobody can watch, and what a ban changes."""

from widgets.contract import BARN, INK, INK_2, IRON, LABOUR
from widgets.contract import amount, choice, number, question, series, word

TITLE = "{case} the promise to work {verdict}"
SIZES = [3, 10, 30, 165, 4600]  # households [assumed: round; 30 a co-operative, 4600 a commune]
WATCHED = 30  # members whom the others can keep an eye on [assumed: nobody measured it]
PACE = 0.5  # share of the way to the new habit, a year [assumed: it sets the speed, not the end]
ROWS = {"exit": 3, "ban": 2, "once": 1}  # [assumed: places in the picture only]
CONTROLS = {
    "reading": choice("Suppose that members", default="exit", options={
            "exit": "may leave, and do once one of them holds back",
            "ban": "must stay, and all hold back once one does",
            "once": "must stay, and no season bears on the next"},
        assumed="three readings of one rule; which of them fits the villages is disputed"),
    "patience": number("Weight of the next season", default=0.60, unit="", low=0.40, high=0.95,
        step=0.01, decimals=2, between=(0.40, 0.95),
        assumed="set between the weights that two of the readings need; this season counts 1"),
    "size": number("Households in the team", default=2, unit="", low=0, high=4, step=1,
        names=["3", "10", "30", "165", "4,600"],
        assumed="an elementary co-operative; 26 on average in October 1955, computed"),
    "fine": number("Fine for holding back, if seen", default=0, unit="% of a harvest", low=0,
        high=60, step=5, between=(0, 60), assumed="none at first; watching is disputed"),
    "scale": number("Gained by farming together", default=20, unit="%", low=0, high=50, step=5,
        between=(0, 50), more=True, assumed="a team must be worth joining; how much is unknown"),
    "cost": number("Cost of working hard", default=40, unit="% of a harvest", low=20, high=60,
        step=5, assumed="the trouble spared by holding back", between=(20, 60), more=True),
    "idle": number("Harvest if all hold back", default=40, unit="%", low=20, high=60, step=5,
        between=(20, 60), more=True, assumed="of that with all at work; some is always done"),
}
DATA = {"grain": "grain_output_first_published", "regrain": "grain_output_revised"}
RESULTS = {
    "year": series("Year", unit=""),
    "team": series("The team’s harvest", unit="everyone at work = 100", over="year"),
    "counted": series("Grain output, first published", unit="1958 = 100", over="year"),
    "recounted": series("Grain output, later revision", unit="1958 = 100", over="year"),
    "last": amount("The team’s harvest in the seventh year", unit="per cent"),
    "need": series("Weight needed (1: none is enough)", unit="", decimals=2,
        names=["may leave", "must stay", "one year"]),
    "need_exit": amount("Weight needed, may leave", unit="", decimals=2, zero="none"),
    "need_ban": amount("Weight needed, must stay", unit="", decimals=2, zero="none"),
    "need_once": amount("Weight needed, one year", unit="", decimals=2, zero="none"),
    "given": amount("Weight given", unit="", decimals=2),
    "row": amount("Reading (3 may leave, 2 must stay, 1 no next season)", unit=""),
    "verdict": word("The promise to work", options={
        "always": "holds, since holding back does not pay even once", "holds": "holds",
        "fails": "fails: more weight would be needed",
        "never": "fails, and no weight would be enough"}),
    "case": word("", options={"exit": "Where members may leave,",
        "ban": "Where members must stay and all would follow a breach,",
        "once": "Where no season bears on the next,"}),
    "brings": word("", options={"all": "all that it could", "part": "{last} of what it could"}),
    "from_on": word("", options={"same": "{need_exit} on, whether members may leave or must stay",
        "apart": "{need_exit} on if members may leave, and from {need_ban} if they must stay and "
            "all hold back once one does"}),
}
SENTENCE = ("Suppose that the members of a team of {size} households {reading}. With a weight of "
    "{patience} on the next season, the promise to work {verdict}. In its seventh year the team "
    "brings in {brings}.")
ALT = ("Two charts. Above, 1958 to 1964: a team’s harvest, all at work as 100, ends at {last}. "
    "Filled dots give the country’s grain output with 1958 as 100, first published and revised: 72 "
    "or 73 in 1960, 94 or 95 in 1964. Below, three bars give the weight members must put on the "
    "next season to keep a promise to work (1.00: none is enough): {need_exit} if they may leave, "
    "{need_ban} if they must stay, {need_once} if no season bears on the next. A line marks the "
    "weight given, {patience}.")
LIMITS = ("That the team’s line falls when the country’s crop fell proves nothing: its pace is "
    "assumed, and in the same years hands were called away, more grain was taken and people went "
    "hungry. It does not show that the right to leave was real before 1958, nor that collective "
    "farming alone brought the famine. Nothing here was tested in a village.")
SCENARIOS = {"Lin 1990, before the ban": {"reading": "exit", "patience": 0.70},
    "Lin 1990, after it": {"reading": "once", "patience": 0.70},
    "Dong and Dow 1993": {"reading": "ban"},
    "Kung 1993, work is watched": {"reading": "ban", "patience": 0.50, "fine": 20}}
QUESTION = question("A team of thirty households farms together, and nobody can watch everyone. "
    "Now its members lose the right to leave. Does it become easier or harder to keep everyone at "
    "work?", options={"Easier": {"reading": "ban"}, "Harder": {"reading": "once"},
        "No difference": {"reading": "ban", "idle": 60}},
    reply="That can be so. With these settings the promise to work holds from a weight of "
        "{from_on}. If no season bears on the next it never holds. The three readings share their "
        "algebra; they differ in what members expect.")


def needed(gain, work, fallback):
    """The weight on the next season from which nobody holds back; 1 if no weight is enough."""
    if gain <= 0:
        return 0  # holding back never pays
    if work <= fallback:
        return 1
    return gain / (gain + work - fallback)  # this season's gain, against all later seasons' loss


def weights(size, fine=0, scale=0.2, cost=0.4, idle=0.4):
    """{reading: weight needed}, amounts as shares of a household's harvest on its own (A = 1)."""
    work = 1 + scale - cost
    all_idle = (1 + scale) * idle
    alone = 1 - cost
    one_idles = (1 + scale) * (1 - (1 - idle) / size)
    gain = one_idles - work - fine * min(1, WATCHED / size)  # of one who holds back alone
    return {"exit": needed(gain, work, max(alone, all_idle)),
        "ban": needed(gain, work, all_idle), "once": 0 if gain <= 0 else 1}


def harvests(idle, holds):
    """The team's harvest in seven years, everyone at work as 1: in the first year all work."""
    share, found = 1, []
    for _ in range(7):
        found.append(idle + (1 - idle) * share)
        share += PACE * ((1 if holds else 0) - share)
    return found


def judge(need, patience):
    """The verdict on the promise to work."""
    if need == 0:
        return "always"
    if need == 1:
        return "never"
    return "holds" if patience >= need else "fails"


def model(reading, patience, size, fine, scale, cost, idle, grain, regrain):
    need = weights(SIZES[int(size)], fine / 100, scale / 100, cost / 100, idle / 100)
    team = [100 * share for share in harvests(idle / 100, patience >= need[reading])]
    years = list(range(1958, 1965))
    return {"year": years, "team": team, "last": team[-1], "case": reading,
        "counted": [100 * grain[year] / grain[1958] for year in years],
        "recounted": [100 * regrain[year] / regrain[1958] for year in years],
        "need": [need["exit"], need["ban"], need["once"]],
        "need_exit": need["exit"], "need_ban": need["ban"], "need_once": need["once"],
        "given": patience, "row": ROWS[reading], "verdict": judge(need[reading], patience),
        "brings": "part" if team[-1] < 99.5 else "all",
        "from_on": "same" if need["exit"] == need["ban"] else "apart"}


def figure(fig, year, team, counted, recounted, need, given, row):
    path = fig.add_axes([0.085, 0.455, 0.703, 0.49])
    path.plot(year, counted, "o", color=INK, clip_on=False)
    path.plot(year, recounted, "o", color=INK, markersize=3.2, clip_on=False)
    path.plot(year, team, color=BARN, lw=2.6, gid="line year team")
    path.text(1964.12, team[-1] + 4, "team", color=BARN, weight="bold", gid="follow year team")
    path.text(1964.2, 86, "crop", color=INK, weight="bold")
    path.text(1964.2, 76, "as counted", color=INK_2)
    path.set(xlim=(1957.8, 1964), ylim=(0, 115), xticks=year[::2], yticks=[0, 25, 50, 75, 100])
    fig.text(0, 0.965, "all at work, or crop of 1958 = 100; small dots: revised", color=INK_2)

    bars = fig.add_axes([0.085, 0.075, 0.703, 0.24])
    tints = bars.barh([3, 2, 1], need, height=0.46, lw=0, color=IRON, alpha=0.18)
    frames = bars.barh([3, 2, 1], need, height=0.46, lw=1.2, fill=False, ec=IRON, ls=(0, (3, 2)))
    for i in range(3):
        tints[i].set_gid("barh need " + str(i))
        frames[i].set_gid("barh need " + str(i))
    bars.axvline(given, color=LABOUR, lw=1.4, gid="vline given")
    bars.plot([given], [row], "o", color=LABOUR, gid="end given row")
    bars.text(1.02, 2.9, "may leave", color=IRON, weight="bold")
    bars.text(1.02, 1.9, "must stay", color=IRON, weight="bold")
    bars.text(1.02, 0.9, "one year", color=IRON, weight="bold")
    bars.text(0.02, 0.88, "none will do", color=INK, weight="bold", gid="show need_once")
    bars.set(xlim=(0, 1), ylim=(0.5, 3.5), yticks=[], xticks=[0, 0.25, 0.5, 0.75, 1])
    fig.text(0, 0.349, "weight of the next season: bars needed, line given", color=INK_2)
