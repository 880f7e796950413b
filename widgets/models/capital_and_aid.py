"""Capital and aid: savings and machinery from abroad add to plant; projects wait for engineers."""

from widgets.contract import INK, INK_2, IRON
from widgets.contract import amount, choice, number, question, series, switch

TITLE = ("When machinery stops coming, plant still grows, but more slowly, and half-built "
    "projects wait")
# [assumed: from the eve of the plan to three years after the specialists left]
YEARS = list(range(1952, 1964))
# [assumed: a round figure that turns a share saved into new plant]
INCOME = 0.30  # income a year for each unit of plant

FINISHED = 103  # projects, by the Chinese count of mid-1960 [peoplesdailyonline_specialists: seen]
IN_HAND = 201  # projects, by the same count [peoplesdailyonline_specialists: seen]
SENT = 1390  # Soviet specialists in China in July 1960 [peoplesdailyonline_specialists: seen]

# [assumed: 1,390 for 201 projects in four years; and just enough in 1960 of Soviet and Chinese
# engineers together]
EACH = 27  # specialists for each project finished in a year
NEED = 2090  # engineers needed to run all new foreign plant

STOPS = (["1953: none ever comes"] + [str(year) for year in range(1954, 1964)]
    + ["1964: after this picture"])
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
    "specialists": choice("Soviet specialists in 1960", default="leave",
        options={"leave": "leave", "stay": "stay"},
        source=["wilson1960note", "peoplesdailyonline_specialists"], status="seen",
        disputed="how many: 1,390 by the Chinese count, about 1,500 by a Soviet letter"),
    "later": number("Saving from 1959, against before", default=100, unit="%", low=25, high=175,
        step=25, between=(50, 175), more=True,
        assumed="kept level; recorded for 1958-60 are 33.9, 43.8 and 39.6 per cent of income"),
    "wear": number("Plant worn out each year", default=5, unit="%", low=4, high=7, step=1,
        assumed="plant that lasts about twenty years; no figure for China was seen",
        between=(4, 7), more=True),
    "home": number("Chinese engineers able to take over", default=700, unit="", low=200,
        high=1400, step=100, between=(200, 1400), more=True,
        assumed="half as many as the Soviet specialists; no count was seen"),
    "learn": number("More of them each year", default=10, unit="%", low=0, high=30, step=5,
        assumed="a guess at how fast graduates took over", between=(0, 30), more=True),
    "build": number("Years to build a project", default=4, unit="", low=3, high=6, step=1,
        assumed="large works took several years; no average was seen", between=(3, 6), more=True),
    "idle": switch("New machinery stands idle where engineers are missing", default=False,
        on="yes", off="no", more=True,
        assumed="off: so few people cannot have kept all new plant running"),
}
DATA = {"made": "steel_output"}
RESULTS = {
    "years": series("Year", unit=""),
    "capital": series("Plant", unit="(1952 = 100)", decimals=1, over="years"),
    "own": series("Plant from own savings alone", unit="(1952 = 100)", decimals=1, over="years"),
    "ends": series("End of", unit=""),
    "done": series("Projects finished", unit="", over="ends"),
    "stayed": series("Finished had the specialists stayed", unit="", over="ends"),
    "early": amount("Plant in 1959", unit=""),
    "late": amount("Plant in 1962", unit=""),
    "alone": amount("Plant in 1962 from own savings alone", unit=""),
    "foreign": amount("Soviet share of new plant in 1953", unit="per cent", zero="nothing"),
    "finished": amount("Finished by 1963", unit="of 304 projects"),
    "behind": amount("Fewer by that", unit="", zero="none"),
}
SENTENCE = ("Plant (1952 = 100) stands at {early} in 1959 and {late} in 1962; own savings alone "
    "would bring it to {alone}. Soviet machinery stops in {aid}. The specialists {specialists}: "
    "{finished} are finished by the end of 1963.")
ALT = ("Three charts over 1952 to 1963. Top, plant in the model, 1952 = 100: it rises to 161 in "
    "1959 and, once Soviet machinery stops, more slowly to 176 in 1963; own savings alone give "
    "127. Middle: projects finished, from 103 in 1960 to 197 in 1963; had the specialists stayed, "
    "219. Bottom, the record: steel rises from 1.35 million tonnes in 1952 to 5.35 in 1957 and "
    "18.66 in 1960, then falls to 8.70 in 1961, all seen in a work.")
LIMITS = ("It does not show that the withdrawal caused the famine, by then over a year old, "
    "nor how much of China’s plant was Soviet: the yearly amount is an upper guess. Twelve of its "
    "numbers are assumptions. There is no steel, no grain and no village in it, so it cannot "
    "explain the fall of 1961.")
SCENARIOS = {
    "Stopped in 1960": {},
    "Nothing stopped": {"aid": 1964, "specialists": "stay"},
    "Own savings alone": {"plant": 0},
    "Saving halved from 1959, nothing stopped": {"aid": 1964, "specialists": "stay", "later": 50},
}
QUESTION = question("Which change would leave China with the least plant in 1962?",
    options={
        "Soviet machinery stops coming in 1960": {"aid": 1960},
        "It keeps coming, but saving is halved from 1959":
            {"aid": 1964, "specialists": "stay", "later": 50},
        "None ever comes, but 30 per cent of income is saved": {"plant": 0, "saving": 30},
    },
    reply="Plant in 1962: {late}, where 1952 is 100. Try the others before you judge.")


def grow(stops, plant, saving, later, wear, working):
    """Plant at each year's end, 1952 = 100. `working`: {year: share of new machinery in use}."""
    stock = [100]
    for year in YEARS[1:]:
        saved = saving / 100 * (later / 100 if year >= 1959 else 1)
        abroad = plant * working.get(year, 1) if year < stops else 0
        stock.append(stock[-1] * (1 - wear / 100) + saved * INCOME * stock[-1] + abroad)
    return stock


def finish(sent, home, learn, build):
    """Projects finished, end of 1960 to 1963; {year: share of the engineers needed}, from 1961."""
    waiting, done, there = IN_HAND, [FINISHED], {}
    for year in YEARS[-3:]:
        home *= 1 + learn / 100
        engineers = sent + home
        now = min(waiting / build, engineers / EACH)
        waiting -= now
        done.append(done[-1] + now)
        there[year] = min(1, engineers / NEED)
    return done, there


def model(aid, plant, saving, specialists, later, wear, home, learn, build, idle, made):
    sent = SENT if specialists == "stay" else 0
    done, there = finish(sent, home, learn, build)
    stayed = finish(SENT, home, learn, build)[0]
    own = grow(aid, 0, saving, later, wear, {})
    capital = grow(aid, plant, saving, later, wear, there if idle else {})
    first = plant if aid > 1953 else 0  # from abroad in 1953
    return {"years": YEARS, "capital": capital, "own": own,
        "ends": YEARS[-4:], "done": done, "stayed": stayed,
        "early": capital[7], "late": capital[10], "alone": own[10],
        "foreign": 100 * first / (first + saving * INCOME),
        "finished": done[-1], "behind": stayed[-1] - done[-1]}


def figure(fig, years, capital, own, ends, done, stayed, made):
    plant = fig.add_axes([0.085, 0.585, 0.703, 0.36])
    plant.fill(years + years[::-1], own + capital[::-1], color=IRON, alpha=0.1, lw=0,
        gid="band years own capital")
    plant.plot(years, own, color=INK_2, lw=1, ls=(0, (1, 2)), gid="line years own")
    plant.plot(years, capital, color=IRON, lw=2.4, gid="line years capital")
    plant.text(1963.4, capital[-1] + 5, "plant", color=IRON, weight="bold",
        gid="follow years capital")
    plant.text(1963.4, own[-1] - 33, "own savings", color=INK_2, gid="follow years own")
    plant.set(xlim=(1952, 1963.2), ylim=(0, 350), xticks=[], yticks=[0, 100, 200, 300])
    fig.text(0, 0.965, "plant in the model, 1952 = 100", color=INK_2)

    projects = fig.add_axes([0.085, 0.315, 0.703, 0.19])
    projects.plot(ends, stayed, color=IRON, lw=1.4, ls=(0, (3, 2)), gid="line ends stayed")
    projects.plot(ends, done, color=IRON, lw=2.4, gid="line ends done")
    projects.text(1959.8, 95, "projects finished", color=IRON, weight="bold", ha="right")
    projects.text(1960.5, 190, "dashed: had they stayed", color=INK_2, ha="right")
    projects.set(xlim=(1952, 1963.2), ylim=(0, 310), xticks=[], yticks=[0, 100, 200])
    fig.text(0, 0.525, "projects in the model", color=INK_2)

    steel = fig.add_axes([0.085, 0.07, 0.703, 0.15])
    steel.plot(years, [made[year] for year in years], "o-", color=INK, lw=0.7, markersize=4.5)
    steel.text(1952.2, 14, "steel, as counted later", color=INK, weight="bold")
    steel.set(xlim=(1952, 1963.2), ylim=(0, 20), yticks=[0, 10])
    steel.set_xticks([1952, 1954, 1957, 1960, 1963])
    fig.text(0, 0.24, "million tonnes", color=INK_2)
