"""Opened: what a page's text says of a mini-model that an edition opens elsewhere, or lets be set less far.

Live numbers are written as the model opens. A link that sets what is hidden or out of range, and a scenario's name that is
no more, stop the build, with file, line and sentence: the course file has another sentence for it, below `prose`. Sentences
with other numbers, near such a model, are only listed. Without an `edition.json` nothing is done here.
"""

import re
from urllib.parse import parse_qsl

from docutils import nodes
from listed import MONTHS
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.util import logging

from widgets import contract
from widgets.shelf import library, overlay, overruled, tongue

LOGGER = logging.getLogger(__name__)
LINK = re.compile(r"#([a-z]\w*?)(?:-\d+)?([?/])(.*)")
FIGURE = re.compile(r'data-explorable="(\w+)"')
# a number that is no year and no day of a month
NUMBER = re.compile(rf"(?<![\w.,])(?!(?:1[89]|20)\d\d\b)\d[\d.,]*(?<=\d)(?! (?:{'|'.join(MONTHS)}))")
SET = "\0"  # what a link that sets a model is masked by
END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")


def refused(app, config):
    """An edition that asks mini-models for what they cannot bear is not built."""
    wrong = list(map(overruled.said, library.amiss(overlay.edition().get("models", {}))))
    if wrong:
        raise ExtensionError("\n".join(wrong))


def read(app, doctree):
    """Hold the links of a page against its models, write its numbers, list those that no model follows."""
    changed, written_anew = overlay.edition().get("models", {}), []
    for link in list(doctree.findall(nodes.reference)) if changed or tongue.language() else ():
        name, sign, rest = led(link)
        if name in changed and sign == "?":
            sets(link, name, rest)
        elif name in changed or (sign == "/" and tongue.language() and name in library.names()):
            written_anew += live(link, name, rest)
    retold(written_anew)
    for name in changed:
        if figures(doctree, name):
            renamed(doctree, name)
            unbound(doctree, name)


def led(link):
    """(the model, / or ?, the rest) of a number that follows a model, or of a link that sets one; ("", "", "") of others."""
    found = LINK.fullmatch(link.get("refuri", ""))
    return found.groups() if found else ("", "", "")


def figures(part, name):
    """The figures of a model in a part of a page."""
    return [raw for raw in part.findall(nodes.raw) if name in FIGURE.findall(raw.astext())]


def live(link, name, result):
    """Write a number of the text as the model opens: [(the link, what became of its words)], [] where they are the same."""
    module = library.load(name)
    declared = {**module.CONTROLS, **module.RESULTS}
    if result not in declared:
        return []  # no fault of the edition's
    values, before = library.work(module, library.settings(module, {})), link.astext()
    now = contract.words(values[result], declared[result])
    if now == before:
        return []
    link.clear()
    link += nodes.Text(now)
    return [(link, f"{before} became {now}")]


def retold(links):
    """List each sentence that has other numbers now, once."""
    found = {}
    for link, became in links:
        found.setdefault(sentence(link, link.astext()), (link, []))[1].append(became)
    for said, (link, became) in found.items():
        notice(link, f"{'; '.join(became)}, as the model opens here", said)


def sets(link, name, query):
    """A link sets what can be set in this edition."""
    controls = library.load(name).CONTROLS
    for key, value in parse_qsl(query):
        told = unfit(controls[key], value) if key in controls else ""
        if told:
            written_so = f"[{link.astext()}]({link['refuri']})"  # to be found by the course file
            lost(link, f"{written_so} sets {key}={value}, {told}", sentence(link, link.astext()))


def unfit(control, value):
    """Why a control cannot be set so in this edition; "" where it can, or could not in the book either."""
    if "held" in control:
        return "" if value in written(control["held"]) else f"which this edition holds at {control['held']}"
    if "low" not in control.get("book", {}) or control["low"] <= float(value) <= control["high"]:
        return ""
    return f"not within {control['low']} to {control['high']}"


def written(value):
    """A value as a link may write it."""
    return [
        str(value).lower() if isinstance(value, bool) else str(value),
        f"{value:.1f}" if isinstance(value, int) else "",
    ]


def renamed(doctree, name):
    """No sentence names a scenario that is called otherwise here, or not there."""
    own = library.own(name).SCENARIOS
    now = overlay.scenarios(overlay.over(name), library.own(name))
    for text in list(doctree.findall(nodes.paragraph)):
        for lost_name in own.keys() - now.keys():
            if lost_name in text.astext():
                lost(text, f"the scenario “{lost_name}” of {name} has no such name here", sentence(text, lost_name))


def lost(node, why, said):
    told = f"{why}: “{said}”; expected other words, below prose in courses/{overlay.edition()['name']}.yml"
    LOGGER.warning(told, location=node, type="edition", subtype="prose")


def notice(node, why, said):
    LOGGER.info(f"{where(node)}: NOTICE: {why}: “{said}”")


def unbound(doctree, name):
    """List the sentences with numbers, near a model that was changed, which do not follow it.

    One with a link that sets the model speaks of what the link sets: that is as it was, unless something else is held,
    or the record is another.
    """
    controls = library.load(name).CONTROLS.values()
    shifted = "history" in overlay.over(name) or any(
        one.get("held", one["default"]) != one["default"] for one in controls
    )
    for text in doctree.findall(nodes.paragraph):
        if speaks(text, name) or figures(beside(text), name):
            said, bare = "".join(one.astext() for one in text.findall(nodes.Text)), masked(text)
            ends = [0, *(end.end() for end in END.finditer(said)), len(said)]
            for start, end in zip(ends, ends[1:], strict=False):
                if NUMBER.search(bare, start, end) and (shifted or SET not in bare[start:end]):
                    notice(text, f"{name} was changed, and does not move these numbers", said[start:end].strip())


def beside(text):
    """What stands in the section of a paragraph, without the sections below; nothing for one inside a box or a list."""
    found = nodes.container()
    found.children = [one for one in text.parent.children if not isinstance(one, nodes.section)]
    return found if isinstance(text.parent, nodes.section) else nodes.container()


def speaks(text, name):
    return any(link.get("refuri", "").startswith((f"#{name}?", f"#{name}/")) for link in text.findall(nodes.reference))


def masked(text):
    """The text of a paragraph, sign for sign, with others for what follows or sets a model, and for works and notes."""
    apart = nodes.reference, nodes.footnote_reference, addnodes.pending_xref, nodes.inline
    found = ""
    for one in text.findall(nodes.Text):
        sets = isinstance(one.parent, nodes.reference) and led(one.parent)[1] == "?"
        found += (SET if sets else " ") * len(one) if isinstance(one.parent, apart) else one.astext()
    return found


def sentence(node, words):
    """The sentence of a paragraph in which these words stand."""
    while not isinstance(node, (nodes.paragraph, nodes.title)) and node.parent:
        node = node.parent
    return next((one for one in END.split(" ".join(node.astext().split())) if words in one), node.astext())


def where(node):
    """The file and the line of a node, as the build's own messages name it."""
    while node.line is None and node.parent is not None:
        node = node.parent
    return f"{node.source}:{node.line}"


def setup(app):
    app.connect("config-inited", refused)
    app.connect("doctree-read", read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
