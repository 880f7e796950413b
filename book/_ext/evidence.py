"""Evidence: four small signs that say how something is known, and the notes behind them.

A work's sign comes from the fields `known` and `seen` of `references.bib`, and stands wherever the work is cited, in the
list at the page's foot and in the bibliography. A number's sign comes from the first words of its footnote:

    They spoke of 8 to 8.5[^may].

    [^may]: From memory: no record of that meeting was at hand.

In running text a sign is a class; `page.css` draws it and names the weaker two to screen readers. `page.js` shows what
stands behind it in place. Without the script, and in print, that stands at the page's foot.
"""

import re

from docutils import nodes
from pybtex.richtext import Text
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from widgets.shelf.tongue import N_
from widgets.shelf.tongue import said as _

LOGGER = logging.getLogger(__name__)
KINDS = {"whole": "Seen whole", "part": "Seen in part", "cited": "In another work", "recalled": "From memory"}
SAID = {"seen": N_("Seen: {}."), "cited": N_("Known from another work: {}."), "recalled": "{}."}
WHOLE = re.compile(r"the whole\b|(the|a) \w+, whole\b")  # how `seen` begins where it says so
LEAST = 3  # words of a note: fewer say nothing that the sign does not


def kind(fields):
    """Which of the signs a work has; none where nothing is said. It is seen whole only if `seen` says so."""
    known = fields.get("known", "")
    if known == "seen":
        return "whole" if WHOLE.match(fields.get("seen", "")) else "part"
    return known if known in KINDS else ""


def said(fields):
    """How a work is known, as a sentence."""
    text = str(Text.from_latex(re.sub(r"\\emph\{(.*?)\}", r"\1", fields.get("seen", ""))))
    how = SAID[fields["known"]] if text else ""
    words = _(how).format(text) if text else ""
    return words[:1].upper() + words[1:]


def sign(name):
    """The sign by itself, before a work; what it means is said after the work."""
    return f'<span class="key {name}"></span>' if name else ""


def citations(app):
    domain = app.env.domains.get("cite")
    return domain.citations if domain else []


class Signs(SphinxPostTransform):
    """The signs of works: before each in the bibliography, what was read of it after it; and where each is cited."""

    default_priority = 890
    formats = ("html",)

    def run(self):
        works = {one.citation_id: one.entry.fields for one in citations(self.app)}
        for node in self.document.findall(nodes.citation):
            fields = next((works[name] for name in node["ids"] if name in works), {})
            for paragraph in list(node.findall(nodes.paragraph))[:1]:
                paragraph.insert(0, nodes.raw("", sign(kind(fields)), format="html"))
                paragraph.append(nodes.inline("", f" {said(fields)}", classes=["seen"]))
        for link in self.document.findall(nodes.reference):
            if "bibtex-citation" in link.parent.get("classes", []):
                link.attributes.pop("reftitle", None)  # the note says it better
                name = kind(works.get(link.get("refid") or link["refuri"].rpartition("#")[2], {}))
                link["classes"] += ["sign", name] if name else []


class Notes(SphinxPostTransform):
    """The signs of numbers: a footnote that begins with the words of a sign is called by that sign, not by its number."""

    default_priority = 890
    formats = ("html",)

    def run(self):
        notes = {name: note for note in self.document.findall(nodes.footnote) for name in note["ids"]}
        for call in list(self.document.findall(nodes.footnote_reference)):
            found = sign_of(notes[call["refid"]]) if call.get("refid") in notes else ""
            if found:
                call.replace_self(signed(call, found))


def signed(call, name):
    """The call of a note, as its sign. Its number is for print and for screen readers."""
    words = [nodes.inline("", "note ", classes=["vh"]), nodes.inline("", call.astext(), classes=["nr"])]
    return nodes.reference("", "", *words, refid=call["refid"], ids=call["ids"], classes=["sign", "to-note", name])


def sign_of(note):
    """Which sign the words of a note ask for, if any; a note that says no more than its sign is told."""
    words = " ".join(one.astext() for one in note.children if not isinstance(one, nodes.label))
    name = next((name for name, start in KINDS.items() if words.startswith(start)), "")
    if name and empty(words, KINDS[name]):
        told = f"found the note {words!r}; expected “{KINDS[name]}:” and what a reader should know of it"
        LOGGER.warning(told, location=note)
    return name


def empty(words, start):
    """Whether a note says no more than its sign does."""
    return len(words.removeprefix(start).strip(" :.").split()) < LEAST
