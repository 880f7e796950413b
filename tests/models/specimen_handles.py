"""A specimen for the tests: every kind of handle."""

from widgets.contract import BARN, INK, LABOUR, amount, choice, number, series, word

TITLE = "Every kind of handle"
ON = {"assumed": "made for the tests"}
CONTROLS = {
    "far": number("Far", default=4, unit="", low=0, high=9, step=1, **ON),
    "large": number("Large", default=20, unit="tonnes", low=2, high=500, step=0.5, decimals=1,
        **ON),
    "late": number("Late", default=2, unit="", low=0, high=9, step=1, names=list("abcdefghij"),
        **ON),
    "high": number("High", default=30, unit="%", low=0, high=50, step=5, **ON),
    "how": choice("How", default="alike", options={"alike": "alike", "own": "each its own"},
        **ON),
    "first": number("First", default=10, unit="", low=0, high=50, step=5, when=("how", "own"),
        **ON),
    "third": number("Third", default=40, unit="", low=0, high=50, step=5, when=("how", "own"),
        **ON),
}
DATA = {}
RESULTS = {
    "x": amount("Place", unit=""),
    "y": amount("Height", unit="tonnes", decimals=1),
    "edge": amount("Edge", unit=""),
    "level": amount("Level", unit="%"),
    "at": series("At", unit=""),
    "tops": series("Tops", unit="", over="at"),
    "side": word("Side", options={"left": "to the left", "right": "to the right"}),
}
SENTENCE = "{large} at {far}, {side}; {late}, {high}, {how}: {first}, {third}."
ALT = "Marks that can be moved."
LIMITS = "Anything."
SCENARIOS = {}


def model(far, large, late, high, how, first, third):
    tops = [first, (first + third) / 2, third] if how == "own" else [high] * 3
    return {"x": far, "y": large, "edge": late, "level": high, "at": [1, 4, 7], "tops": tops,
        "side": "left" if far < 5 else "right"}  # fmt: skip


def figure(fig, x, y, edge, level, at, tops):
    one, two = fig.subplots(2, 1)
    one.plot([x], [y], "o", color=BARN, gid="end x y; grab far large")
    one.set(xlim=(-1, 10), yscale="log", ylim=(1, 1000))
    two.axvline(edge, color=LABOUR, gid="vline edge; grab across late")
    two.axhline(level, color=LABOUR, gid="hline level; grab up high")
    two.plot(at, tops, "o", color=INK, gid="dots at tops; grab up first - third")
    two.set(xlim=(-1, 10), ylim=(-5, 60))
