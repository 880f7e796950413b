"""A specimen for the tests: logarithmic axes, and a figure with a constrained layout."""

from widgets.contract import IRON, STATE, amount, number, series

TITLE = "Growth on logarithmic axes"
CONTROLS = {
    "rate": number("Rate", default=20, unit="%", low=0, high=60, step=0.5, decimals=1,
        assumed="made for the tests")
}
DATA = {}
RESULTS = {
    "year": series("Year", unit="year"),
    "steel": series("Steel", unit="million tonnes", decimals=2, over="year"),
    "end": amount("Steel at the end", unit="million tonnes", decimals=2),
}
SENTENCE = "At {rate} a year there are {end} at the end."
ALT = "A line on a logarithmic axis."
LIMITS = "Anything."
SCENARIOS = {"Steady": {"rate": 14.5}}


def model(rate):
    steel = [5.35 * (1 + rate / 100) ** n for n in range(16)]
    return {"year": [1 + n for n in range(16)], "steel": steel, "end": steel[-1]}


def figure(fig, year, steel, end):
    fig.set_layout_engine("constrained")
    axes = fig.subplots()
    axes.set(xscale="log", yscale="log", xlim=(0.9, 20), ylim=(1, 10_000))
    axes.plot(year, steel, color=IRON, gid="line year steel")
    axes.plot(year, steel, "o", color=STATE, gid="dots year steel")
    axes.axhline(end, color=STATE, gid="hline end")
