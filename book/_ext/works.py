"""Works: how the book cites, and what each page says at its foot about the works it cites.

An entry of `references.bib` may say how it came to be known: `known = {seen}`, `{cited}` (only in another work) or
`{recalled}` (from memory). A filled sign stands for the first, an open one for the others, none where nothing is said.
"""

from dataclasses import dataclass, field
from functools import cache

import pybtex.plugin
from characters import tag_characters
from docutils import nodes
from pybtex.backends.html import Backend
from pybtex.style.formatting.plain import Style
from pybtex.style.template import field as of_entry
from pybtex.style.template import sentence
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.plugin import register_plugin as register_referencing
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

HTML = Backend()  # one for all: `render_as` looks for its plug-in among all packages, once for each word in italics
WORDS = {"seen": "Seen", "cited": "Known from another work", "recalled": "From memory, not checked"}


class Works(Style):
    """Surnames first, and titles as their authors wrote them: the stock style puts them into small letters."""

    default_name_style = "lastfirst"

    def format_title(self, entry, which_field, as_sentence=True):
        title = of_entry(which_field)
        return sentence[title] if as_sentence else title


def brackets():
    return BracketStyle(left="(", right=")", sep="; ")


@dataclass
class Brackets(AuthorYearReferenceStyle):
    """(Wagner 2011; Lardy 1987), and Wagner (2011)."""

    bracket_parenthetical: BracketStyle = field(default_factory=brackets)
    bracket_textual: BracketStyle = field(default_factory=brackets)
    author_year_sep: str = " "


def register_styles():
    # pybtex looks for its plug-ins among all installed packages, once for each citation: here it keeps what it found
    pybtex.plugin.entry_points = cache(pybtex.plugin.entry_points)
    pybtex.plugin.register_plugin("pybtex.style.formatting", "works", Works)
    register_referencing("sphinxcontrib.bibtex.style.referencing", "brackets", Brackets)


def sign(citation):
    known = citation.entry.fields.get("known", "")
    shape = "key" if known == "seen" else "key open"
    return f'<span class="{shape}"></span><span class="vh">{WORDS[known]}: </span>' if known in WORDS else ""


def citations(app):
    domain = app.env.domains.get("cite")
    return domain.citations if domain else []


def cited(app, here):
    """The works that a page cites, for the list at its foot. A page that holds a bibliography needs none."""
    if any(one.bibliography_key.docname == here for one in citations(app)):
        return []
    refs = [ref for ref in app.env.get_domain("cite").citation_refs if ref.docname == here]
    keys = {target.key for ref in refs for target in ref.targets}
    return [
        {
            "id": f"source-{one.key}",
            "link": f"{one.bibliography_key.docname}.html#{one.citation_id}",
            "sign": sign(one),
            "text": tag_characters(one.formatted_entry.text.render(HTML)),
        }
        for one in citations(app)
        if one.key in keys
    ]


class Signs(SphinxPostTransform):
    """The same signs in the bibliography itself."""

    default_priority = 890
    formats = ("html",)

    def run(self):
        signs = {one.citation_id: sign(one) for one in citations(self.app)}
        for node in self.document.findall(nodes.citation):
            mark = next((signs[name] for name in node["ids"] if name in signs), "")
            for paragraph in list(node.findall(nodes.paragraph))[:1]:
                paragraph.insert(0, nodes.raw("", mark, format="html"))
