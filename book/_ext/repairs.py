"""Repairs: what extensions write into a page, and what stands in its place."""

import re

REPAIRS = [
    # what scrolls sideways on a phone must be reachable by keyboard
    ('<div class="highlight"><pre>', '<div class="highlight"><pre tabindex="0">'),
    ('<div class="pst-scrollable-table-container">', '<div class="pst-scrollable-table-container" tabindex="0">'),
    ('MathML" display="block">', 'MathML" display="block" tabindex="0">'),
    # the visible words "Show code cell source" are the better name
    (' aria-label="Toggle hidden content"', ""),
    # the list's entries, by a role that is allowed and not deprecated
    ('role="doc-biblioentry"', 'role="listitem"'),
    # the page draws its own sign before a summary
    (re.compile(r'<span class="sd-summary-state-marker.*?</svg></span>', re.S), ""),
    # classes that the look and the scripts do not ask for: a page has hundreds
    (
        re.compile(
            r' class="(?:row-(?:odd|even)|tex2jax_ignore mathjax_ignore|std std-ref|reference (?:in|ex)ternal)"'
        ),
        "",
    ),
    (re.compile(r' reference (?:in|ex)ternal(?=")'), ""),
    (re.compile(r' class="(?:xref |doc )*std (std-term|std-doc)"'), r' class="\1"'),
]


def mended(body, cited):
    """A page's HTML with these repairs; `cited`: its works, [{"link", "id"}]."""
    for old, new in REPAIRS:
        body = old.sub(new, body) if isinstance(old, re.Pattern) else body.replace(old, new)
    for one in cited:
        # a citation leads to the list at the foot of the same page, in reach and in print
        body = re.sub(rf'href="[^"]*{re.escape(one["link"])}"', f'href="#{one["id"]}"', body)
    return body
