"""Works: how the book cites, and what each page says at its foot about the works it cites, with their signs (`evidence`)."""

import re
from dataclasses import dataclass, field
from functools import cache
from html import escape

import pybtex.plugin
from characters import tag_characters
from evidence import citations, kind, said, sign
from pybtex.backends.html import Backend
from pybtex.style.formatting.plain import Style
from pybtex.style.template import field as of_entry
from pybtex.style.template import sentence
from sphinxcontrib.bibtex.plugin import register_plugin as register_referencing
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

PROTECTED = re.compile(r'<span class="bibtex-protected">(.*?)</span>', re.S)  # braces of BibTeX: nothing to a reader
HTML = Backend()  # one for all: `render_as` looks for its plug-in among all packages, once for each word in italics


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
            "sign": sign(kind(one.entry.fields)),
            "text": tag_characters(PROTECTED.sub(r"\1", one.formatted_entry.text.render(HTML))),
            "said": tag_characters(escape(said(one.entry.fields), quote=False)),
        }
        for one in citations(app)
        if one.key in keys
    ]
