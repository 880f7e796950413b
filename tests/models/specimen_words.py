"""A specimen for the tests: title and text alternative follow the sliders, and controls wait."""

from widgets.contract import BARN, amount, choice, number, series, switch, word

TITLE = "{finding}"
CONTROLS = {
    "taken": number("Taken", default=20, unit="%", low=0, high=100, step=5, zero="nothing",
        when=("rule", "flat"), assumed="made for the tests"),
    "rule": choice("Rule", default="flat", options={"flat": "a flat share",
        "own": "month by month"}, assumed="made for the tests"),
    "june": number("In June", default=10, unit="kg", low=0, high=40, step=5, zero="nothing",
        when=("rule", "own"), assumed="made for the tests"),
    "july": number("In July", default=20, unit="kg", low=0, high=40, step=5, zero="nothing",
        when=("rule", "own"), assumed="made for the tests"),
    "late": switch("Late", default=False, on="late", off="in time", more=True,
        when=("rule", "own"), assumed="made for the tests"),
}
DATA = {}
RESULTS = {
    "month": series("Month", unit="", names=["June", "July"]),
    "left": series("Left", unit="kg", over="month"),
    "end": amount("Left in July", unit="kg", zero="nothing"),
    "finding": word("", options={"some": "After two months grain is left",
        "none": "After two months nothing at all is left in the store of the village"}),
}
SENTENCE = "With {taken} taken, by {rule}, {end} is left in July."
ALT = "A line over two months that ends at {end}."
LIMITS = "Anything."
SCENARIOS = {}


def model(taken, rule, june, july, late):
    if rule == "own":
        left = [40 - june, max(0, 40 - june - july - (5 if late else 0))]
    else:
        left = [40 * (1 - taken / 100), 40 * (1 - taken / 100) ** 2]
    return {"month": [1, 2], "left": left, "end": left[1],
        "finding": "some" if left[1] >= 0.5 else "none"}


def figure(fig, month, left):
    axes = fig.subplots()
    axes.plot(month, left, color=BARN, gid="line month left")
    axes.set(xlim=(0.5, 2.5), ylim=(0, 45))
