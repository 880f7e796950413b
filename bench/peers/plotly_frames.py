"""Plotly frames and slider: as in its guide to animations (`frames`, `sliders` whose steps "animate"), by `write_html`."""

import sys
from pathlib import Path

import plotly.graph_objects as go
from equations import PLACES, told, work


def lines(away):
    found = work(away)
    return [
        go.Scatter(x=found["edge"], y=found["ripe"], name="ripe so far"),
        go.Scatter(x=found["edge"], y=found["barn"], name="brought in"),
    ]


def build(out):
    frames = [go.Frame(data=lines(n), name=str(n), layout={"title": {"text": told(n)}}) for n in PLACES]
    at_once = {"mode": "immediate", "frame": {"duration": 0}, "transition": {"duration": 0}}
    steps = [{"label": str(n), "method": "animate", "args": [[str(n)], at_once]} for n in PLACES]
    layout = go.Layout(
        title={"text": told(90)},
        xaxis={"range": [5, 12]},
        yaxis={"range": [0, 250], "title": {"text": "million tonnes since June"}},
        sliders=[{"active": PLACES.index(90), "currentvalue": {"prefix": "People away: "}, "steps": steps}],
    )
    go.Figure(data=lines(90), layout=layout, frames=frames).write_html(out / "index.html")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
