"""Page: the surface of a static page. Turns the mark that `explore` leaves in a notebook into a figure, when built."""

from docutils import nodes

from widgets.shelf.library import MIME
from widgets.surfaces.figure import SOURCES, figure_html, grounded


class Renderer:
    """MyST-NB's plug-in for the MIME type (entry point `myst_nb.mime_renderers`)."""

    mime_priority_overrides = [("html", MIME, 1)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        """The nodes of one output; None where the output is not a mini-model."""
        if data.mime_type != MIME or inline:
            return None
        try:
            name, given = fields(data.content, {"model": str, "settings": dict})
            html = figure_html(name, given, numbered(renderer.renderer, name))
        except ValueError as fault:  # a mark that a cell has made itself, or one stored before a model was changed
            return refused(renderer.renderer, fault)
        return place(renderer.renderer, html, grounded(name, cited))


def fields(mark, kinds):
    """The values of a mark, in the order of `kinds`, {key: its kind}. ValueError where one is not as it should be."""
    for key, kind in kinds.items():
        if not isinstance(mark, dict) or not isinstance(mark.get(key), kind):
            found = mark.get(key) if isinstance(mark, dict) else mark
            raise ValueError(
                f"found {str(found)[:60]!r} for {key} in a stored mark; expected what `explore` or `chart` leaves"
            )
    return [mark[key] for key in kinds]


def refused(myst, fault):
    """No nodes, and the complaint with the page and the line of the cell, as of any other slip."""
    myst.create_warning(f"the picture cannot be drawn: {fault}", subtype="mark")
    return []


def numbered(myst, name):
    """A name that no other figure of the page has: `name`, then `name-2` ..."""
    seen = myst.sphinx_env.temp_data.setdefault("explorables", [])
    seen.append(name)
    return f"{name}-{seen.count(name)}" if seen.count(name) > 1 else name


def place(myst, html, sources):
    """The nodes of a figure, its sources (MyST text) put where the HTML says, so that they are citations like all others."""
    before, after = html.split(SOURCES)
    said = nodes.container(classes=["of"])
    with myst.current_node_context(said):
        myst.nested_render_text(sources, 0)
    return [nodes.raw("", before, format="html"), said, nodes.raw("", after, format="html")]


def cited(keys):
    """A citation of works, as MyST text."""
    return "{cite:t}`" + ",".join(keys) + "`"
