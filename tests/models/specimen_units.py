"""A specimen for the tests: marks that count units, labels at a point, and a slider that plays."""

from widgets.contract import BARN, HATCHED, LOST, amount, number, series, switch

TITLE = "Units one by one"
CONTROLS = {
    "size": number("Size", default=3, unit="units", low=0, high=9, step=3, play=True,
        assumed="made for the tests"),
    "late": switch("Late", default=False, on="late", off="early", assumed="made for the tests"),
}
DATA = {}
RESULTS = {
    "x": series("Place", unit=""),
    "y": series("Height", unit="units", over="x"),
    "many": amount("So many", unit="units", zero="none at all"),
    "more": amount("So many more", unit="units", decimals=1),
}
SENTENCE = "At {size}, {late}: {many}, and {more} more."
ALT = "Squares, {many} of them."
LIMITS = "Anything."
SCENARIOS = {}


def model(size, late):
    y = [size, None if late else size + 2, size + 4]
    return {"x": [1, 2, 3], "y": y, "many": size, "more": None if size < 3 else size / 2}


def figure(fig, x, y, many, more):
    axes = fig.subplots()
    places = [n + 0.5 for n in range(9)]
    axes.plot(places, [1] * len(places), "s", color=BARN, gid="units many")
    axes.plot(places, [2] * len(places), ls="", marker=HATCHED, color=LOST, gid="units more")
    axes.plot(x, y, gid="line x y")
    axes.text(2, y[2] - 2, "second", gid="follow x y 1")
    axes.text(3, y[2], "third", gid="follow x y 2")
    axes.set(xlim=(0, 10), ylim=(0, 14))
