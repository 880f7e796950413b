"""Characters: every run of Chinese on a page says that it is Chinese, so that it is drawn and read aloud as such.

So does pinyin in italics. Done here, not by the authors: MyST passes no `lang` on, and plain characters read best in a
notebook. Simplified is taken for granted; `[大躍進]{.language-zh-Hant}` says otherwise (docutils turns a class of that form
into `lang`).
"""

import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from widgets.shelf import tongue

MARKS = "\u3000-\u303f\uff00-\uffef"
LETTERS = "\u3400-\u4dbf\u4e00-\u9fff"
HAN = re.compile(f"[{MARKS}]?[{LETTERS}][{LETTERS}{MARKS}]*")
# Tones one and three are written so in hardly any other language; the others are taken for tones beside characters.
FIRST_OR_THIRD = re.compile("[āēīōūǖǎěǐǒǔǚ]", re.IGNORECASE)
TONE = re.compile("[áàéèíìóòúùǘǜ]", re.IGNORECASE)
PINYIN = "cmn-Latn"  # Mandarin in Latin letters; what begins with `zh` is drawn as characters
LEFT_ALONE = (nodes.literal_block, nodes.raw, nodes.comment, nodes.math, nodes.math_block)


class Characters(SphinxPostTransform):
    """Wrap the runs in a document's text, and say of italics that are pinyin that they are."""

    default_priority = 900
    formats = ("html",)

    def run(self):
        for spoken in self.document.findall(nodes.emphasis):
            if is_pinyin(spoken):
                spoken["classes"].append(f"language-{PINYIN}")
        for text in list(self.document.findall(nodes.Text)):
            if HAN.search(text) and not settled(text.parent) and (not chinese() or shown_large(text.parent)):
                text.parent.replace(text, list(pieces(str(text))))


def is_pinyin(node):
    """Whether what an author set in italics is how Chinese is spoken: a docutils emphasis."""
    said = node.astext()
    return bool(FIRST_OR_THIRD.search(said) or (TONE.search(said) and HAN.search(node.parent.astext())))


def chinese():
    """Whether the page around them is Chinese itself, and says so."""
    return tongue.language().startswith("zh")


def shown_large(node):
    """Whether a node is in a chapter's box of its term, which sets its characters apart in any language."""
    while node is not None and "term" not in node.get("classes", []):
        node = node.parent
    return node is not None


def settled(node):
    """Whether a node is code, or its author has already named the language."""
    while node is not None:
        if isinstance(node, LEFT_ALONE) or any("language-zh" in name for name in node.get("classes", [])):
            return True
        node = node.parent
    return False


def pieces(text):
    for piece in re.split(f"({HAN.pattern})", text):
        if HAN.fullmatch(piece):
            yield nodes.inline("", piece, classes=["language-zh-Hans"])
        elif piece:
            yield nodes.Text(piece)


def tag_characters(html):
    """The same for short pieces of HTML that never were document nodes: titles and formatted sources."""
    return html if chinese() else HAN.sub(r'<span lang="zh-Hans">\g<0></span>', html)
