"""Carried: what several figures of a page run, the page carries once; on a page of its own each has all of it again.

Where a figure's card names a file without its text, the runtime finds that at another figure (widgets/live/card.js).
"""

import json
import re

from widgets.shelf import library
from widgets.shelf.lent import lent
from widgets.surfaces.figure import as_json

FIGURE = re.compile(r'<figure class="model[^>]* data-explorable="(\w+)".*?</figure>', re.S)
CARD = re.compile(r'(?<=<script type="application/json">).*?(?=</script>)', re.S)


def once(body):
    """A page's HTML with the text of each file that its models lend at the first figure that runs it, and at no other."""
    shown = set(FIGURE.findall(body))
    if len(shown) < 2:
        return body
    files = {one: text for name in shown for one, text in library.sources(name).items()}
    left = lent(files, shown)

    def carried(figure):
        return _with(figure[0], lambda name: left.pop(name, None))

    return FIGURE.sub(carried, body)


def whole(figure, model):
    """The figure of a model with all that it runs."""
    texts = lent(library.sources(model), {model})
    return _with(figure, texts.get)


def _with(figure, text):
    """The figure, its card with `text(name)` for each file that it names."""

    def told(found):
        card = json.loads(found[0])
        return as_json({**card, "sources": {name: text(name) for name in card["sources"]}})

    return CARD.sub(told, figure)


def page(app, pagename, templatename, context, doctree):
    context["body"] = once(context.get("body", ""))


def setup(app):
    app.connect("html-page-context", page, priority=940)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
