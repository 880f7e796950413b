"""Shown: a still chart in a live notebook, with its title and its words: a bare picture has neither there."""

from html import escape

import anywidget
import traitlets

TITLE = "font: 1.15em/1.35 Georgia, 'Times New Roman', serif; margin: 0.4em 0;"


class Shown(anywidget.AnyWidget):
    """A picture with its text alternative, under its title."""

    _esm = "export default { render({ model, el }) { el.innerHTML = model.get('html'); } };"
    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, title, png, alt):
        picture = f'<img src="data:image/png;base64,{png}" alt="{escape(alt)}">'
        super().__init__(
            html=f'<figure style="margin: 0"><figcaption style="{TITLE}">{escape(title)}</figcaption>{picture}</figure>'
        )
