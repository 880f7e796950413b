"""A specimen for the tests: tiles, what is written on them, and the courses of their places."""

from widgets.contract import INK, INK_2, PAPER, cell, choice, number, series, shade

TITLE = "Tiles and courses"
CONTROLS = {
    "size": number("Size", default=8, unit="units", low=0,
        high=10, step=1, assumed="made for the tests"),
    "kind": choice("Kind", default="a", options={"a": "the first", "b": "the second"},
        assumed="made for the tests"),
}
DATA = {"rates": "province_death_rate, * 1957-1958", "one": "province_population_1957, Sichuan"}
RESULTS = {
    "place": series("Place", unit="", names=["North", "East", "South", "West"]),
    "year": series("Year", unit=""),
    "now": series("Now", unit="units", decimals=1, over="place", blank="not seen",
        steps=[2, 4, 6, 8]),
    "then": series("Then", unit="units", over="place", blank="not seen"),
}
SENTENCE = "Size {size}, {kind}."
ALT = "Four tiles."
LIMITS = "Anything."
SCENARIOS = {}


def model(size, kind, rates, one):
    now = [size * n / 4 for n in (1, 2, 3, 4)]
    if kind == "b":
        now[1] = None
    base = rates.at("Anhui", 1957) - 9.1 + one[1957] - 72.16  # nothing, if the record came whole
    then = [2 + base, 4, None if rates.at("Tibet", 1957) is None else 5, 9]
    return {"place": [0, 1, 2, 3], "year": [1957, 1958], "now": now, "then": then}


def figure(fig, year, now, then):
    tiles, dots, course = fig.subplots(3, 1)
    for i, value in enumerate(now):
        dark = shade(value, RESULTS["now"])
        tiles.bar(i + 0.5, 0.9, 0.9, 0.05, fc=(INK, dark or 0), ec=INK_2, lw=0.8,
            ls=(0, (1, 2)) if dark is None else "-", gid="tile now " + str(i))
        ink = INK_2 if dark is None else PAPER if dark > 0.5 else INK
        tiles.text(i + 0.5, 0.5, cell(value, RESULTS["now"]), ha="center", color=ink,
            gid="tell now " + str(i))
    tiles.set(xlim=(0, 4), ylim=(0, 1))
    dots.plot(now, then, "o", color=INK, gid="dots now then")
    dots.set(xlim=(-1, 11), ylim=(0, 10))
    for i in range(4):
        course.plot(year, [then[i], now[i]], color=INK, gid="course " + str(i) + " year then now")
    course.set(xlim=(1957, 1958), ylim=(0, 11))
