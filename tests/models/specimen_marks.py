"""A specimen for the tests: every kind of control, of result and of mark, on linear axes."""

from widgets.contract import BARN, INK, LABOUR, LOST, amount, choice, number, series, switch, word

TITLE = "Every kind of mark"
CONTROLS = {
    "size": number("Size", default=8, unit="units", low=0,
        high=10, step=1, assumed="made for the tests"),
    "kind": choice("Kind", default="a", options={"a": "the first", "b": "the second"},
        assumed="made for the tests"),
    "heavy": switch("Heavy", default=False, on="heavily", off="lightly",
        assumed="made for the tests"),
}
DATA = {}
RESULTS = {
    "x": series("Place", unit=""),
    "y": series("Height", unit="units", over="x"),
    "top": series("Top", unit="units", over="x"),
    "some": series("Where there is something", unit="units", over="x"),
    "edges": series("Edges", unit=""),
    "a": amount("A", unit="units", decimals=1),
    "b": amount("B", unit="units", decimals=1, zero="nothing"),
    "gone": amount("A point that may not be there", unit="units"),
    "side": word("Side", options={"low": "below", "high": "above"}),
}
SENTENCE = "Loaded {heavy} with {size}, {kind}: {a}, {b} and {side}."
ALT = "Marks of every kind."
LIMITS = "Anything."
SCENARIOS = {}


def model(size, kind, heavy):
    x = [1, 2, 3, 4]
    y = [size * n / 4 * (2 if kind == "b" else 1) for n in x]
    top = [v + (3 if heavy else 1) for v in y]
    some = [v if v > 3 else None for v in y]
    return {"x": x, "y": y, "top": top, "some": some, "edges": [1, 2, 3, 4, 5],
        "a": y[1], "b": y[2] / 2 - 1,
            "gone": None if size < 3 else size, "side": "high" if size > 4 else "low"}  # fmt: skip


def figure(fig, x, y, top, some, edges, a, b, gone):
    one, two = fig.subplots(2, 1)
    one.plot(x, y, color=BARN, gid="line x y")
    one.fill([1] + x + [4], [0] + y + [0], color=BARN, alpha=0.1, gid="area x y")
    one.fill(x + x[::-1], y + top[::-1], facecolor="none", edgecolor=LOST, hatch="////",
        gid="band x y top")
    one.stairs(top, edges, baseline=None, color=LABOUR, gid="stairs edges top")
    one.stairs(y, edges, fill=True, color=LABOUR, alpha=0.2, gid="blocks edges y")
    one.plot(x, top, "o", color=INK, gid="dots x top")
    one.plot(x, some, color=INK, gid="line x some")
    one.plot(x[-1:], y[-1:], "s", color=INK, gid="end x y")
    one.text(4.1, y[-1] + 0.5, "here", gid="follow x y")
    one.text(1, 20, "b is there", gid="show b")
    one.set(xlim=(0, 6), ylim=(0, 25))
    for i, bar in enumerate(two.bar(x, y, width=0.4, color=BARN)):
        bar.set_gid(f"bar y {i}")
    for i, bar in enumerate(two.barh([1, 2, 3, 4], top, height=0.4, color=LOST)):
        bar.set_gid(f"barh top {i}")
    two.axvline(a, color=INK, gid="vline a")
    two.axhline(b, color=INK, gid="hline b")
    two.axvspan(a, b, alpha=0.1, color=INK, gid="vspan a b")
    two.axhspan(a, b, alpha=0.1, color=INK, gid="hspan a b")
    two.plot([gone], [a], "o", color=INK, gid="end gone a")
    two.set(xlim=(-2, 25), ylim=(-2, 25))
