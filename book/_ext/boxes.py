"""Boxes: a box or a listing that a page opens and nothing closes is told, with its line.

By itself MyST draws it to the end of the page, or of a notebook's cell, in silence.
"""

import json
import re
from pathlib import Path

FENCE = re.compile(r"^ *(:{3,}|`{3,})(.*)$", re.M)


def unclosed(text):
    """[(line, what opens there)] of the boxes and listings that nothing closes."""
    inside = []
    for fence in FENCE.finditer(text):
        marks, rest = fence.groups()
        if inside and not rest.strip() and marks.startswith(inside[-1][1]):
            inside.pop()
        elif not inside or inside[-1][1][0] == ":":
            inside.append((text.count("\n", 0, fence.start()) + 1, marks, rest))
    return [(line, marks + rest) for line, marks, rest in inside]


def texts(path, source):
    """[(lines before it, text)] of a page: of a notebook's cells, counted as MyST-NB counts them, 20004 in the second."""
    if path.suffix != ".ipynb":
        return [(0, source)]
    try:
        cells = json.loads(source)["cells"]
        return [(10000 * i, "".join(one["source"])) for i, one in enumerate(cells, 1) if one["cell_type"] == "markdown"]
    except (ValueError, KeyError, TypeError, RecursionError):  # no notebook: told by who reads it next
        return []


def told(app, docname, source):
    from sphinx.util import logging  # only now: who looks the pages over before a build needs no builder

    logger = logging.getLogger(__name__)
    for before, text in texts(Path(app.env.doc2path(docname)), source[0]):
        for line, opened in unclosed(text):
            said = (
                f"found {opened} and nothing that closes it; expected a line {FENCE.match(opened)[1]} of its own below"
            )
            logger.warning(said, location=(docname, before + line))


def setup(app):
    app.connect("source-read", told)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
