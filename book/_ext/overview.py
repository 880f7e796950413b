"""Overview: where a page says `:::{div} chapters`, a list of the book's chapters, each with its question and a small picture.

The list is what the table of contents says, the questions are the chapters' own, and the pictures are those of the models
that the chapters show, without their words. So an edition that leaves chapters out, or adds its own, has its own list.
"""

import json
import re
from functools import cache
from html import escape, unescape
from pathlib import Path

from characters import tag_characters
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from stale import THEME

MODEL = re.compile(
    r'<figure [^>]*data-explorable.*?class="title"[^>]*>(?P<title>.*?)</.*?(?P<svg><svg .*?</svg>).*?'
    r'<script type="application/json">(?P<card>.*?)</script>',
    re.S,
)
WORDS = re.compile(r"<text\b.*?</text>", re.S)  # too small to be read
AROUND = 6  # units of the drawing


# ---- what a chapter says of itself ----------------------------------------------------------------------------------


def question(doctree):
    """A chapter's question, or "": what stands in its box of that name."""
    asked = [box for box in doctree.findall(nodes.container) if "question" in box["classes"]]
    return " ".join(asked[0].astext().split()) if asked else ""


def shown(doctree):
    """The first model that a chapter shows: a match with its title, its drawing and its card; None if it shows none."""
    return next(filter(None, (MODEL.search(raw.astext()) for raw in doctree.findall(nodes.raw))), None)


def listed(app):
    """[(name, question, model)] of the pages that ask a question or show a model, in the order of the contents."""
    from leap import outline  # which sets this extension up

    names = [name for _, part in outline(app) for name in part]
    found = [(name, question(tree), shown(tree)) for name in names for tree in [app.env.get_doctree(name)]]
    return [one for one in found if one[1] or one[2]]


# ---- the list -------------------------------------------------------------------------------------------------------


class Chapters(SphinxPostTransform):
    """Fills the box."""

    default_priority = 900

    def run(self):
        for box in self.document.findall(nodes.container):
            if "chapters" in box["classes"] and self.app.builder.format == "html":
                items = "".join(item(self.app, self.env.docname, *one) for one in listed(self.app))
                box.append(nodes.raw("", f"<ol>{items}</ol>", format="html"))


def item(app, here, name, asked, model):
    from leap import number

    title = tag_characters(escape(app.env.titles[name].astext()))
    html = f'<a href="{app.builder.get_relative_uri(here, name)}"><span>{number(app, name)}</span> {title}</a>'
    if asked:
        html += f"<p>{tag_characters(escape(asked))}</p>"
    if model:
        _, _, width, height = frame(model)
        above = "../" * here.count("/")
        html += (
            f'<img src="{above}_static/{place(name)}" alt="Its model: {escape(unescape(model["title"]))}" '
            f'width="{width:.0f}" height="{height:.0f}" loading="lazy">'
        )
    return f"<li>{html}</li>"


def noted(app, doctree):
    """Which pages hold the list: they are written again whenever a page was read."""
    if any("chapters" in box["classes"] for box in doctree.findall(nodes.container)):
        app.env.metadata[app.env.docname]["chapters"] = "listed"


def due(app, env, docnames):
    app.chapters_read = bool(docnames)


def again(app, env):
    return [name for name, known in env.metadata.items() if "chapters" in known] if app.chapters_read else []


# ---- the pictures ---------------------------------------------------------------------------------------------------


def place(name):
    """Where a chapter's small picture stands, below _static."""
    return f"pictures/{name.replace('/', '-')}.svg"


def frame(model):
    """What of a drawing is shown, as left, top, width and height: its largest chart, and a little around it."""
    axes = max(json.loads(model["card"])["axes"], key=lambda one: abs(one["x"][1] * one["y"][1]))
    (left, wide), (foot, high) = axes["x"][:2], axes["y"][:2]  # up is less
    return left - AROUND, foot + high - AROUND, wide + 2 * AROUND, -high + 2 * AROUND


@cache
def colours(style):
    """The page's own colours, as rules for a picture that stands alone: on light paper and on dark."""
    heads = ":root", r':root\[data-theme="dark"\]'
    blocks = [re.search(rf"^{head}[^[{{]*\{{(.*?)^\}}", style, re.S | re.M)[1] for head in heads]
    light, dark = ("".join(re.findall(r"--[\w-]+: *#\w+;", block)) for block in blocks)
    return f"svg{{{light}}}@media (prefers-color-scheme: dark){{svg{{{dark}}}}}"


def picture(model, style):
    """A model's drawing as a small file of its own, on the page's paper, without words."""
    box = " ".join(f"{n:.1f}" for n in frame(model))
    svg = re.sub(r'viewBox="[^"]*"', f'viewBox="{box}"', WORDS.sub("", model["svg"]), count=1)
    svg = re.sub(r' (?:data-[\w-]+|aria-[\w-]+|role)="[^"]*"', "", svg)
    paper = "<rect x='-9' y='-9' width='999' height='999' style='fill: var(--paper)'/>"
    return re.sub(r"(<svg [^>]*>)", lambda head: f"{head[1]}<style>{colours(style)}</style>{paper}", svg, count=1)


def draw(app, error):
    """Write the pictures that a list shows."""
    if error or app.builder.format != "html" or not any("chapters" in known for known in app.env.metadata.values()):
        return
    style = Path(app.srcdir, THEME, "static/page.css").read_text(encoding="utf-8")
    for name, _, model in listed(app):
        if model:
            path = Path(app.outdir, "_static", place(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(picture(model, style), encoding="utf-8")


def setup(app):
    app.add_post_transform(Chapters)
    app.connect("doctree-read", noted)
    app.connect("env-before-read-docs", due)
    app.connect("env-updated", again)
    app.connect("build-finished", draw, priority=800)  # before what no page links is dropped
    return {"parallel_read_safe": True, "parallel_write_safe": True}
