"""Panel `embed`: as in its guide "Embedding state", a slider, a bound function, a Row; with a Bokeh figure beside the text."""

import sys
from pathlib import Path

import bokeh
import panel
from bokeh.plotting import figure
from equations import PLACES, told, work
from home import bring_home


def draw(away):
    found = work(away)
    plot = figure(width=600, height=320, x_range=(5, 12), y_range=(0, 250), title="million tonnes since June")
    plot.line(found["edge"], found["ripe"], legend_label="ripe so far", color="darkgoldenrod")
    plot.line(found["edge"], found["barn"], legend_label="brought in", color="teal", width=3)
    return panel.Column(plot, panel.pane.HTML(f'<p class="told">{told(away)}</p>'))


def build(out):
    slider = panel.widgets.IntSlider(name="People away", start=PLACES[0], end=PLACES[-1], step=5, value=90)
    row = panel.Row(slider, panel.bind(draw, slider))
    row.save(out / "index.html", embed=True, max_opts=len(PLACES), progress=False)
    scripts, dist = Path(bokeh.__file__).parent / "server/static/js", Path(panel.__file__).parent / "dist"
    versions = f"-{bokeh.__version__}", f"/{panel.__version__}"
    bring_home(
        out,
        {
            "https://cdn.bokeh.org/bokeh/release/": lambda name: scripts / name.replace(versions[0], ""),
            f"https://cdn.holoviz.org/panel{versions[1]}/dist/": lambda name: dist / name,
        },
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]))
