"""Spoken: what a page's template says in the edition's language, and what the page says of its translation."""

from widgets.shelf import tongue
from widgets.shelf.overlay import edition
from widgets.shelf.tongue import said as _
from widgets.surfaces.figure import as_json


def of_page(pagename):
    """What the template needs: `say`, the language as HTML names it, and for another than English what the script is told."""
    count = edition().get("pages", {}).get(pagename)
    told, foreign = translated(count) if tongue.language() else ([], False)
    script = as_json(tongue.script()) if tongue.script() else ""
    return {"say": _, "tongue": tongue.tag(), "said": script, "translated": told, "foreign": foreign}


def translated(count):
    """What a page says of its translation, [sentences], and whether it is all English. count: [passages translated, all]."""
    some, whole = count or (0, 1)
    said = [_("A sample translation, not read by a native speaker of the language.")] if edition().get("sample") else []
    if not some and whole:
        return [*said, _("This page has not been translated: it is in English.")], True
    if some < whole:
        part = _("Of the {whole} passages of this page {some} are translated; the others are in English.")
        said.append(part.format(whole=whole, some=some))
    return said, False
