"""Retold: the words and the numbers of a picture that is drawn already, in another language."""

import re

from matplotlib.text import Text
from matplotlib.ticker import Formatter

from widgets.contract import FORMAT

PLAIN = re.compile(r"[-\u2212]?[\d.]+")


def retell(fig, words):
    """Put the words of another language, {english: words}, in the place of those of a picture; None leaves it as it is."""
    if words is None:
        return
    for text in fig.findobj(Text):
        if text.get_text():
            text.set_text(words.get(text.get_text(), text.get_text()))
    for axis in (axis for axes in fig.axes for axis in (axes.xaxis, axes.yaxis)):
        axis.set_major_formatter(Retold(axis.get_major_formatter(), words))


class Retold(Formatter):
    """Writes what another formatter writes at the ticks of an axis in another language: its words, and its decimal sign."""

    def __init__(self, inner, words):
        self.inner, self.words = inner, words

    def __call__(self, x, pos=None):
        return self._said(self.inner(x, pos))

    def format_ticks(self, values):
        return [self._said(text) for text in self.inner.format_ticks(values)]

    def set_axis(self, axis):
        super().set_axis(axis)
        self.inner.set_axis(axis)

    def _said(self, text):
        if PLAIN.fullmatch(text):
            return text.replace(".", FORMAT["decimal"])
        return self.words.get(text, text) if text else ""
