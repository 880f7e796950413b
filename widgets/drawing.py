"""Drawing: the room where a mini-model's figure becomes a picture, SVG for the page and PNG for a kernel."""

import io
import re
import textwrap
from functools import cache
from xml.etree import ElementTree as ET

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image, ImageColor

from widgets import contract, fonts
from widgets.retold import retell

STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "explorable",  # ids that do not differ between two builds
    "path.simplify": False,  # a moved mark keeps all its points, so the drawn one must
    "font.family": fonts.families(),
    "font.size": 9.5,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "text.color": contract.INK,
    "axes.labelcolor": contract.INK_2,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.edgecolor": contract.EDGE,
    "axes.linewidth": 0.7,
    "axes.axisbelow": True,
    "xtick.color": contract.EDGE,
    "ytick.color": contract.EDGE,
    "xtick.labelcolor": contract.INK_2,
    "ytick.labelcolor": contract.INK_2,
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 9.5,
    "ytick.major.size": 0,
    "xtick.major.size": 3,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": contract.RULE,
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.6,
    "lines.solid_capstyle": "round",
    "lines.solid_joinstyle": "round",
    "lines.markersize": 6.5,
    "lines.markeredgewidth": 1.3,
    "hatch.linewidth": 0.9,
    "legend.frameon": False,
}
COLUMN = (6.4, 5.0)  # inches; a model may state another SIZE
VARIABLES = {
    contract.STANDING: "--c-standing",
    contract.BARN: "--c-barn",
    contract.LOST: "--c-lost",
    contract.IRON: "--c-iron",
    contract.LABOUR: "--c-labour",
    contract.STATE: "--c-state",
    contract.INK: "--ink",
    contract.INK_2: "--ink-2",
    contract.EDGE: "--edge",
    contract.RULE: "--rule",
    contract.PAPER: "--paper",
}
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
INITIAL = {"stroke-linejoin: miter", "stroke-dashoffset: 0"}  # what is so anyway
LEVEL = re.compile(r"rotate\(-?0(\.0*)?[ )]")
KINDS = (
    "line area band stairs blocks dots end bar barh vline hline vspan hspan follow show units tile tell course"
).split()


def draw(module, values, fig=None):
    """The model's figure at `values` (controls, results and series of the record by name), on `fig` if given.

    Returns a matplotlib Figure whose axes carry the gids "axes 0", "axes 1" in the order they were made.
    """
    with matplotlib.rc_context(STYLE):
        if fig is None:
            fig = Figure(figsize=getattr(module, "SIZE", COLUMN))
        fig.clear()
        code = module.figure.__code__
        wanted = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
        module.figure(fig, **{name: values[name] for name in wanted})
    retell(fig, getattr(module, "WORDS", None))
    for i, axes in enumerate(fig.axes):
        axes.set_gid(f"axes {i}")
    for words, artist, _ in marks(fig):
        if words[0] == "units":
            many = values.get(words[-1])
            artist.set_markevery(slice(int(many + 0.5) if isinstance(many, (int, float)) else 0))
    return fig


def marks(fig):
    """The marks that move: [(the gid's first part as a list of words, artist, number of its axes or None)]."""
    found = []
    for artist in fig.findobj():
        words = parts(artist.get_gid() or "")[0]
        if words and words[0] != "axes":
            found.append((words, artist, fig.axes.index(artist.axes) if artist.axes else None))
    return found


def parts(gid):
    """The two parts of a gid, as lists of words: the mark, and what it sets where it is a handle (else [])."""
    mark, _, grab = gid.partition(";")
    return mark.split(), grab.split()


def handles(fig):
    """The marks that can be taken hold of: [(gid, its two parts as lists of words)]."""
    gids = [artist.get_gid() or "" for artist in fig.findobj()]
    return [(gid, *parts(gid)) for gid in gids if ";" in gid]


def hide(fig, module, results):
    """Take the artists off the picture that show or follow what is not there."""
    for words, artist, _ in marks(fig):
        if gone(module, results, words):
            artist.set_visible(False)


def gone(module, results, words):
    """Whether a mark is off the picture: "show Y" where Y is next to nothing, "follow X Y" where there is no such point."""
    kind, names = words[0], words[1:]
    if kind == "show":
        return contract.faint(results[names[0]], module.RESULTS[names[0]])
    if kind != "follow":
        return False
    at = int(names[2]) if len(names) > 2 else -1
    return None in [_at(results[name], at) for name in names[:2]]


def _at(value, at):
    """One value of a series; an amount has but one."""
    return value[at] if isinstance(value, list) else value


def png(fig, title, dpi=72):
    """The figure as PNG bytes on paper, under its title (a kernel's output has no page around it), for a stored notebook."""
    width, height = fig.get_size_inches()
    lines = textwrap.wrap(title, 72)
    head, edge = 0.2 + 0.2 * len(lines), 0.12  # inches; a tight bounding box would cost a second drawing at every step
    with matplotlib.rc_context({**STYLE, "text.hinting": "none"}):  # a fifth faster, and no different to the eye
        heading = fig.text(0, 1 + 0.1 / height, "\n".join(lines), size=12, color=contract.INK, va="bottom")
        box = Bbox([[-edge, -edge], [width + edge, height + head]])
        sink = io.BytesIO()
        fig.savefig(sink, dpi=dpi, facecolor=contract.PAPER, bbox_inches=box, pil_kwargs={"compress_level": 1})
        heading.remove()
    return small(sink.getvalue())


def small(png):
    """A picture of lines and a few inks in as few bytes as it needs: a notebook keeps it, and git each of its versions."""
    sink = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE).save(sink, "PNG", optimize=True)
    return sink.getvalue()


@cache
def _palette():
    """Each hue of the book, from paper to full ink: what is drawn keeps its meaning, whatever else is in the picture."""
    paper = ImageColor.getrgb(contract.PAPER)
    inks = [ImageColor.getrgb(hue) for hue in VARIABLES if hue not in (contract.PAPER, contract.RULE)]
    steps = [[round(a + (b - a) * n / 10) for a, b in zip(paper, ink, strict=True)] for ink in inks for n in range(11)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in steps for part in colour])
    return palette


def svg(fig, prefix):
    """The figure as the page keeps it: (svg text, one transform for each axes).

    Text stays text and colours become the page's own names. A gid becomes `data-mark`, and `data-grab` what stands after
    its "grab"; an axes becomes `data-axes`; every other id is prefixed, so that two figures on a page share nothing.
    ValueError where a gid names no kind of mark.
    """
    sink = io.StringIO()
    missing = _stand_in(fig)
    with matplotlib.rc_context(STYLE):
        fig.savefig(sink, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    root = ET.fromstring(sink.getvalue().encode())
    for parent in list(root.iter()):
        for child in [c for c in parent if c.tag.endswith("metadata") or c.tag == f"{SVG}style"]:
            parent.remove(child)
    for element in reversed(list(root.iter())):  # what a group gathers of its markers is as they will be
        _leave_out(element, missing.get(element.get("id"), ()))
        _name(element, prefix)
        _restyle(element)
        _round(element)
        _gather(element)
    root.attrib = {"viewBox": root.get("viewBox"), "class": "plot", "role": "img"}
    ET.register_namespace("", SVG[1:-1])
    return ET.tostring(root, encoding="unicode"), [transform(fig, axes) for axes in fig.axes]


def _stand_in(fig):
    """Put markers that are not there at their axes' corner, where `_leave_out` hides them: the page may need them later.

    Returns {gid: numbers of the missing}. matplotlib draws nothing at a missing point, and so leaves nothing to move.
    """
    missing = {}
    for words, artist, _ in marks(fig):
        if words[0] == "units":
            missing[artist.get_gid()] = range(artist.get_markevery().stop, len(artist.get_xdata()))
            artist.set_markevery(None)  # all of them: the page may need the others later
        if words[0] in ("dots", "end"):
            points = artist.get_xydata().astype(float)
            gone = np.isnan(points).any(axis=1)
            points[gone] = artist.axes.get_xlim()[0], artist.axes.get_ylim()[0]
            artist.set_data(points.T)
            missing[artist.get_gid()] = np.flatnonzero(gone)
    return missing


def _leave_out(mark, missing):
    """Hide the markers of these numbers."""
    uses = list(mark.iter(f"{SVG}use")) if len(missing) else []
    for i in missing:
        uses[i].set("visibility", "hidden")


def transform(fig, axes):
    """How an axes turns data into the SVG's units, 72 an inch: [left, width, a, b, log] across and [foot, height...] up.

    X = left + width * u(x) and Y = foot - height * u(y), with u from 0 at limit a to 1 at limit b.
    """
    width, height = 72 * fig.get_size_inches()
    box = axes.get_position()  # only now: constrained layouts settle while the figure is saved
    across = [width * box.x0, width * box.width, *axes.get_xlim()]
    up = [height * (1 - box.y0), -height * box.height, *axes.get_ylim()]
    return {
        "x": [*map(float, across), axes.get_xscale() == "log"],
        "y": [*map(float, up), axes.get_yscale() == "log"],
    }


def _name(element, prefix):
    """An id with spaces is a gid of ours; any other one is prefixed, and what points to it follows."""
    name = element.get("id")
    if name and " " in name:
        del element.attrib["id"]
        (kind, *names), grab = parts(name)
        if kind != "axes" and kind not in KINDS:
            raise ValueError(f'gid "{name}": expected one of {", ".join(KINDS)} and names of results')
        mark = ("data-axes", names[0]) if kind == "axes" else ("data-mark", " ".join([kind, *names]))
        element.set(*mark)
        if grab:
            element.set("data-grab", " ".join(grab[1:]))
    elif name and element.tag in (f"{SVG}g",):
        del element.attrib["id"]  # matplotlib's own names of groups: nothing points to them
    elif name:
        element.set("id", f"{prefix}-{name}")
    if XLINK in element.attrib:
        element.set("href", f"#{prefix}-{element.attrib.pop(XLINK)[1:]}")
    for key, value in element.attrib.items():
        element.set(key, value.replace("url(#", f"url(#{prefix}-"))


def _restyle(element):
    """Colours by the page's names; size, family and weight of text left to the page."""
    style = element.get("style", "")
    for hue, variable in VARIABLES.items():
        style = style.replace(hue.lower(), f"var({variable})")
    if element.tag == f"{SVG}text":
        element.set("class", "t b" if re.search(r"font[^;]*(bold|[67]00)", style) else "t")
        style = "; ".join(part.strip() for part in style.split(";") if "font" not in part)
        if LEVEL.match(element.get("transform", "")):
            del element.attrib["transform"]  # nothing but old numbers; one that turns the text stays
    if style:
        element.set("style", "; ".join(part for part in style.split("; ") if part not in INITIAL))


def _gather(group):
    """The style that a group's markers share, said once: matplotlib repeats it at each, and there may be hundreds."""
    uses = group.findall(f"{SVG}use")
    styles = {use.get("style", "") for use in uses}
    if len(uses) > 9 and len(styles) == 1 and "style" not in group.attrib:
        group.set("style", *styles)
        for use in uses:
            use.attrib.pop("style", None)


def _round(element):
    """Two decimals are a hundredth of a pixel, and half the weight; lines and indents between elements are for nobody."""
    element.text, element.tail = (text if (text or "").strip() else None for text in (element.text, element.tail))
    for key in ("d", "x", "y"):
        if key in element.attrib:
            text = re.sub(r"-?\d+\.\d+", lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), element.get(key))
            element.set(key, " ".join(text.split()))
