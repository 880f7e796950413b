"""Capital and aid: savings and machinery from abroad add to plant; projects wait for engineers."""

from widgets.contract import INK, INK_2, IRON
from widgets.contract import amount, choice, number, question, series, switch, word

TITLE = "{finding}, {projects}"
YEARS = list(range(1952, 1964))  # [assumed: from the eve of the plan to three years past it]
INCOME = 0.30  # income a year for each unit of plant [assumed: a round figure]
FINISHED, IN_HAND = 103, 201  # projects in mid-1960 [peoplesdailyonline_specialists: seen]
SENT = 1390  # Soviet specialists in China in July 1960 [peoplesdailyonline_specialists: seen]
# [assumed: 1,390 for 201 projects in four years; just enough in 1960, Soviet and Chinese together]
EACH, NEED = 27, 2090  # specialists for a project finished a year; engineers for all new plant
STOPS = ["1953: none ever comes"] + [str(y) for y in YEARS[2:]] + ["1964: after this picture"]
CONTROLS = {
    "aid": number("Soviet machinery stops coming in", default=1960, unit="", low=1953, high=1964,
        step=1, names=STOPS, source=["shen2002withdrawal", "dikotter2010famine"], status="seen",
        disputed="a sharp stop is too simple: contracts were ended in the summer of 1960, and "
            "from late August China itself cut trade"),
    "plant": number("Machinery a year, as a share of plant in 1952", default=6, unit="%", low=0,
        high=6, step=0.5, decimals=1, between=(0, 6),
        assumed="6 is an upper bound: 45 per cent of all new plant in the first year"),
    "saving": number("Share of income saved", default=24, unit="%", low=10, high=30, step=1,
        assumed="near the 24.9 recorded for 1957; 1953-56 were not seen", between=(10, 30)),
    "specialists": choice("Soviet specialists in 1960", default="leave", status="seen",
        options={"leave": "leave", "stay": "stay"},
        source=["wilson1960note", "peoplesdailyonline_specialists", "shen2002withdrawal"],
        disputed="how many: 1,390 (Chinese count), 1,500 (a letter), 1,292 (embassy, 1 July)"),
    "later": number("Saving from 1959, against before", default=100, unit="%", low=25, high=175,
        step=25, between=(50, 175), more=True,
        assumed="kept level; recorded for 1958-60 are 33.9, 43.8 and 39.6 per cent of income"),
    "wear": number("Plant worn out a year", default=5, unit="%", low=4, high=7, step=1, more=True,
        assumed="plant lasts about twenty years; no figure for China was seen", between=(4, 7)),
    "home": number("Chinese engineers able to take over", default=700, unit="people", low=200,
        high=1400, step=100, between=(200, 1400), more=True,
        assumed="half as many as the Soviet specialists; no count was seen"),
    "learn": number("More of them each year", default=10, unit="%", low=0, high=30, step=5,
        assumed="a guess at how fast graduates took over", between=(0, 30), more=True),
    "build": number("Years to build a project", default=4, unit="", low=3, high=6, step=1,
        assumed="large works took several years; no average was seen", between=(3, 6), more=True),
    "idle": switch("New machinery stands idle where engineers are missing", default=False,
        on="yes", off="no", more=True, when=("aid", 1962, 1963, 1964),
        assumed="off: so few people cannot have kept all new plant running"),
}
DATA = {"made": "steel_output"}
RESULTS = {
    "years": series("Year", unit=""),
    "capital": series("Plant", unit="(1952 = 100)", decimals=1, over="years"),
    "own": series("Plant from own savings alone", unit="(1952 = 100)", decimals=1, over="years"),
    "edge": series("In", unit="", names=[str(year) for year in YEARS]),
    "grown": series("Growth of plant", unit="per cent", decimals=1, over="edge"),
    "slow": series("The same from own savings alone", unit="per cent", decimals=1, over="edge"),
    "stop": amount("Machinery stops, on the scale of years", unit="", decimals=1),
    "ends": series("End of", unit=""),
    "done": series("Projects finished", unit="", over="ends"),
    "stayed": series("Finished had the specialists stayed", unit="", over="ends"),
    "early": amount("Plant in 1959", unit=""), "late": amount("Plant in 1962", unit=""),
    "alone": amount("Plant in 1962 from own savings alone", unit=""),
    "first": amount("Growth of plant in 1953", unit="per cent", decimals=1),
    "foreign": amount("Soviet share of new plant in 1953", unit="per cent", zero="nothing"),
    "finished": amount("Finished by 1963", unit="of 304 projects"),
    "behind": amount("Fewer by that", unit="", zero="none"),
    "finding": word("", options={"own": "All new plant is from own savings",
        "slower": "When machinery stops coming, plant still grows, but more slowly",
        "faster": "When machinery stops coming, more is saved and plant grows no more slowly",
        "kept": "Machinery goes on coming", "shrinks": "Without machinery plant begins to shrink",
        "less": "Machinery goes on coming while less is saved"}),
    "projects": word("", options={"wait": "and half-built projects wait", "on": "and no project "
        "waits for specialists", "own": "and projects begin from the count of 1960"}),
    "beside": word("", options={"more": "; own savings alone would bring it to {alone}. Soviet "
        "machinery {stops}", "own": ", from own savings alone. No Soviet machinery comes"}),
    "stops": word("", options={"yes": "stops in {aid}", "no": "goes on coming"}),
}
SENTENCE = ("Plant (1952 = 100) stands at {early} in 1959 and {late} in 1962{beside}. The "
    "specialists {specialists}: {finished} are finished by the end of 1963.")
ALT = ("Three charts over 1952 to 1963. Top, the growth of plant in the model, year by year: "
    "{first} in 1953, {grown} in 1963, {slow} from own savings alone. Middle: projects finished, "
    "103 in 1960, {done} in 1963; had the specialists stayed, {stayed}. Bottom, the record: steel "
    "rises from 1.35 million tonnes in 1952 to 5.35 in 1957 and 18.66 in 1960, then falls to 8.70 "
    "in 1961, all seen in a work.")
LIMITS = ("It does not show that the withdrawal caused the famine, in Yunnan by then in its third "
    "year, nor how much of China’s plant was Soviet: the yearly amount is an upper guess. A stop "
    "in 1960 takes the whole year. Twelve of its numbers are assumptions. There is no steel, no "
    "grain and no village in it, so it cannot explain the fall of 1961.")
SCENARIOS = {"Stopped in 1960": {}, "Nothing stopped": {"aid": 1964, "specialists": "stay"},
    "Only the specialists leave": {"aid": 1964}, "Own savings alone": {"plant": 0},
    "Saving halved from 1959, nothing stopped": {"aid": 1964, "specialists": "stay", "later": 50}}
QUESTION = question("Which change would leave China with the least plant in 1962?",
    options={"Soviet machinery stops coming in 1960": {"aid": 1960},
        "It keeps coming, but saving is halved from 1959":
            {"aid": 1964, "specialists": "stay", "later": 50},
        "None ever comes, but 30 per cent of income is saved": {"plant": 0, "saving": 30}},
    reply="Plant in 1962: {late}, where 1952 is 100. Try the others before you judge.")


def grow(stops, plant, saving, later, wear, working):
    """Plant at each year's end, 1952 = 100. `working`: {year: share of new machinery in use}."""
    stock = [100]
    for year in YEARS[1:]:
        saved = saving / 100 * (later / 100 if year >= 1959 else 1) * INCOME * stock[-1]
        abroad = plant * working.get(year, 1) if year < stops else 0
        stock.append(stock[-1] * (1 - wear / 100) + saved + abroad)
    return stock


def finish(sent, home, learn, build):
    """Projects finished, end of 1960 to 1963; {year: share of the engineers needed}, from 1961."""
    waiting, done, there = IN_HAND, [FINISHED], {}
    for year in YEARS[-3:]:
        home *= 1 + learn / 100
        now = min(waiting / build, (sent + home) / EACH)
        waiting -= now
        done.append(done[-1] + now)
        there[year] = min(1, (sent + home) / NEED)
    return done, there


def model(aid, plant, saving, specialists, later, wear, home, learn, build, idle, made):
    done, there = finish(SENT if specialists == "stay" else 0, home, learn, build)
    stayed = finish(SENT, home, learn, build)[0]
    own = grow(aid, 0, saving, later, wear, {})
    capital = grow(aid, plant, saving, later, wear, there if idle else {})
    first = plant if aid > 1953 else 0  # from abroad in 1953
    grown, slow = [[100 * (b / a - 1) for a, b in zip(s, s[1:])] for s in (capital, own)]
    finding = ("less" if later < 100 else "kept") if first else "own"
    if first and aid < 1964:  # the year before the stop, and the first after it
        before, after = grown[aid - 1954:aid - 1952]
        finding = "shrinks" if after <= 0 else "slower" if after < before else "faster"
    return {"years": YEARS, "capital": capital, "own": own, "edge": [y + 0.5 for y in YEARS],
        "grown": grown, "slow": slow, "stop": aid - 0.5, "ends": YEARS[-4:], "done": done,
        "stayed": stayed, "early": capital[7], "late": capital[10], "alone": own[10],
        "first": grown[0], "foreign": 100 * first / (first + saving * INCOME),
        "finished": done[-1], "behind": stayed[-1] - done[-1], "finding": finding,
        "beside": "more" if first else "own", "stops": "yes" if aid < 1964 else "no",
        "projects": ("wait" if done != stayed else "on") if first else "own"}


def figure(fig, years, edge, grown, slow, stop, ends, done, stayed, made):
    plant = fig.add_axes([0.085, 0.525, 0.703, 0.415])
    plant.stairs(grown, edge, fill=True, color=IRON, alpha=0.13, gid="blocks edge grown")
    plant.stairs(slow, edge, baseline=None, color=INK_2, ls=(0, (1, 2)), gid="stairs edge slow")
    plant.stairs(grown, edge, baseline=None, color=IRON, lw=2.4, gid="stairs edge grown")
    plant.axhline(0, color=INK_2, lw=0.7)
    plant.axvline(stop, color=INK_2, lw=1.2, gid="vline stop; grab across aid")
    plant.text(1963.7, grown[-1] + 1.2, "plant", color=IRON, gid="follow edge grown")
    plant.text(1963.7, slow[-1] - 3, "own savings", color=INK_2, gid="follow edge slow")
    plant.text(1952.3, -6, "upright line: Soviet machinery stops", color=INK_2)
    plant.set(xlim=(1952, 1963.5), ylim=(-8, 17), xticks=[], yticks=[-5, 0, 5, 10, 15])
    fig.text(0, 0.965, "growth of plant in the model, per cent a year", color=INK_2)
    projects = fig.add_axes([0.085, 0.29, 0.703, 0.15])
    projects.plot(ends, stayed, color=IRON, lw=1.4, ls=(0, (3, 2)), gid="line ends stayed")
    projects.plot(ends, done, color=IRON, lw=2.4, gid="line ends done")
    projects.text(1959.8, 95, "projects finished", color=IRON, weight="bold", ha="right")
    projects.text(1959.8, 190, "dashed: had they stayed", color=INK_2, ha="right")
    projects.set(xlim=(1952, 1963.5), ylim=(0, 310), xticks=[], yticks=[0, 100, 200])
    fig.text(0, 0.46, "projects in the model", color=INK_2)
    steel = fig.add_axes([0.085, 0.07, 0.703, 0.135])
    steel.plot(years, [made[year] for year in years], "o-", color=INK, lw=0.7, markersize=4.5)
    steel.text(1952.2, 14, "steel, as counted later", color=INK, weight="bold")
    steel.set(xlim=(1952, 1963.5), ylim=(0, 20), yticks=[0, 10], xticks=years[::4] + [1963])
    fig.text(0, 0.225, "million tonnes", color=INK_2)
