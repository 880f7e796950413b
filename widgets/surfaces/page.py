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
        name = data.content["model"]
        html = figure_html(name, data.content["settings"], numbered(renderer.renderer, name))
        return place(renderer.renderer, html, grounded(name, cited))


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
