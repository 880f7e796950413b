"""Listed: what the pages that are made from a table of `data/` have in common, and how their readers narrow them.

A directive of such a page is a `Listed`: it reads a table and makes parts (sections) and blocks of it, each with a name that
links can lead to. What a block is of (`kind-grain`, `place-henan`) are its classes. `choices` sets radio buttons above them,
and a rule for each into the page's head shows the blocks of what is chosen: no script is needed, and where a browser
does not know such rules all blocks stand.
"""

import csv
import itertools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from widgets.record import keys

MONTHS = "January February March April May June July August September October November December".split()


@dataclass
class Choice:
    """One set of radio buttons: the first part of its classes, what stands above it, and {value: words}, in order."""

    name: str
    legend: str
    options: dict
    folded: bool = False


def slug(words):
    """A value as a class says it: small letters and hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "-", plain).strip("-").lower()


def said(date):
    """A day, a month or a year of a table, as text says it: 14 July 1959."""
    year, *rest = date.split("-")
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *([MONTHS[int(rest[0]) - 1]] if rest else []), year])


def works(row, column="key"):
    """The works of a row as a citation in MyST; nothing where it names none."""
    named = keys(row[column])
    return f" {{cite:p}}`{','.join(named)}`" if named else ""


class Listed(SphinxDirective):
    """A directive that fills its page from a table."""

    def rows(self, name):
        """The rows of a table of `data/`. The page is made anew when it changes."""
        path = Path(self.env.srcdir).parent / f"data/{name}.csv"
        self.env.note_dependency(str(path))
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def parsed(self, lines, into=None):
        """Lines of MyST as nodes, in a node of their own or in the one given."""
        into = nodes.container() if into is None else into
        self.state.nested_parse(StringList(lines, self.env.docname), 0, into)
        return into

    def named(self, node, name):
        """The node, with a name that links can lead to, from other pages too."""
        node["ids"].append(name)
        self.env.get_domain("std").anonlabels[name] = self.env.docname, name
        return node

    def block(self, name, classes, lines):
        """What stands for one row: its MyST lines, with a name and classes."""
        return self.parsed(lines, self.named(nodes.container(classes=classes), name))

    def part(self, name, title, blocks):
        """A section of the page."""
        part = self.named(nodes.section(names=[nodes.fully_normalize_name(title)], classes=["listed"]), name)
        part += [nodes.title("", title), *blocks]
        return part

    def link(self, page):
        """A link to a page, by its title; nothing where the book has no such page."""
        found = [path for path in (".ipynb", ".md") if Path(self.env.srcdir, page + path).exists()]
        return f"[]({page}{found[0]})" if page and found else ""

    def choices(self, what, choices, blocks):
        """The buttons that narrow a list to what is chosen; the rules that do it are kept for the page's head."""
        has = [set(block["classes"]) for block in blocks]
        self.env.metadata[self.env.docname]["rules"] = rules(choices, has)
        sets = "".join(fieldset(one, Counter(itertools.chain(*has)), len(has)) for one in choices)
        return nodes.raw("", f'<div class="sift">{sets}<p class="tally">{what} shown: </p></div>', format="html")


# ---- the buttons, and what they do ----------------------------------------------------------------------------------------
def fieldset(choice, counts, total):
    """A set of radio buttons, the first of which shows all; each says how many it shows."""
    options = [(slug(value), words, counts[f"{choice.name}-{slug(value)}"]) for value, words in choice.options.items()]
    buttons = "".join(button(choice.name, *one) for one in [("all", "all", total), *options] if one[2])
    if choice.folded:
        inside = f'<fieldset><legend class="vh">{choice.legend}</legend>{buttons}</fieldset>'
        return f'<details class="more"><summary>{choice.legend}</summary>{inside}</details>'
    return f"<fieldset><legend>{choice.legend}</legend>{buttons}</fieldset>"


def button(name, value, words, count):
    """One radio button. Where a browser keeps the choice over a reload, the list follows it."""
    attributes = f'type="radio" name="{name}" id="only-{name}-{value}"'
    checked = " checked" if value == "all" else ""
    return f'<label class="opt"><input {attributes}{checked}>{escape(words)} <small>{count}</small></label>'


def rules(choices, has):
    """The style that shows what is chosen, alone and together with what the other set has; and how many that are."""
    sets = [sorted({name for one in has for name in one if name.startswith(f"{choice.name}-")}) for choice in choices]
    found = [f'.tally::after{{content:"{len(has)} of {len(has)}"}}']
    for together in [*itertools.chain(*([(name,) for name in names] for names in sets)), *pairs(sets)]:
        found.append(rule(together, has))
    return "".join(found)


def pairs(sets):
    return itertools.product(*sets) if len(sets) > 1 else ()


def rule(together, has):
    """What the page hides and counts where these are chosen together."""
    chosen = "main" + "".join(f":has(#only-{name}:checked)" for name in together)
    classes, count = "".join(f".{name}" for name in together), sum(set(together) <= one for one in has)
    hidden = f"{chosen} .sifted:not({classes})," if len(together) == 1 else ""
    return (
        f"{hidden}{chosen} .listed:not(:has({classes})){{display:none}}"
        f'{chosen} .tally::after{{content:"{count} of {len(has)}"}}'
    )
