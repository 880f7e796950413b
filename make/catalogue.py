"""Catalogues: the book's words in other languages, as gettext has them: `locale/LANGUAGE/LC_MESSAGES/NAME.po`.

    python make/catalogue.py write LANGUAGE [PAGE]     begin catalogues, or bring them up to what the book says now
    python make/catalogue.py check                     look over all of them

There is one for each page and each mini-model, by its name, one for what all figures and pages say (`figure`) and one for the
messages of the page's script (`script`). They belong to a language, not to a course: two courses share them. The keys are the
English words as pages and models have them, so that no author of either has to think of it.
"""

import difflib
import re
import sys
from functools import cache

import coursefile
import coursenames
import prose
from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import PoFileError, read_po, write_po
from coursefile import ROOT
from coursetext import SHOWN, words

from widgets import contract, drawing
from widgets.charts import parts
from widgets.shelf import library, overlay, tongue

HOME = ROOT / "locale"
BESIDE = "solutions", "teaching"  # folders of the book with a page for a chapter
SAMPLE = "not read by a native speaker"  # where the head of a catalogue says so, the pages do too
KINDS = {".py": "python", ".html": "jinja2.ext:babel_extract", ".js": ""}
BOXES = "Worked solution", "For the teacher"  # what `coursetext` calls its boxes
NONE = tongue.ENGLISH["none"]  # said of what is not there
COLUMNS = "series place year value unit layer status source note date until label event".split()  # of a chart's numbers
SPOKEN = {
    tongue.FIGURE: "widgets/surfaces/*.* widgets/charts/*.* book/_themes/leap/*.html book/_ext/*.py make/courselaid.py".split(),
    tongue.SCRIPT: "widgets/live/*.js book/_themes/leap/static/page.js".split(),
}
SAY = re.compile(r'\bsay\("([^"]*)"')
# of a catalogue's head: what would differ each time, and what Babel makes up
DATED = re.compile(
    r'^"(?:Project-Id|POT-Creation|PO-Revision|Generated|Last-Translator|Report|Language-Team)[-\w]*:.*\n', re.M
)


# ---- what there is to say ---------------------------------------------------------------------------------------------
def pages():
    """{name: path} of all pages of the book, solutions and pages for teaching among them."""
    folders = [coursenames.BOOK, *(coursenames.BOOK / one for one in BESIDE)]
    paths = [path for folder in folders for path in sorted(folder.glob("*")) if path.suffix in coursenames.KINDS]
    return {path.relative_to(coursenames.BOOK).with_suffix("").as_posix(): path for path in paths}


def domains():
    """The names of all catalogues that a language can have."""
    return [*pages(), *library.names(), *SPOKEN]


@cache
def messages(domain):
    """The English words of one catalogue, in their order."""
    if domain in SPOKEN:
        return spoken(domain)
    if domain in pages():
        return prose.messages(coursenames.cells(pages()[domain]))
    return told(library.own(domain))


def told(module):
    """Every string of a mini-model: declared, drawn, and of the series that it needs."""
    heard = tongue.Heard()
    double = tongue.laid(heard, module)
    drawing.svg(drawing.draw(double, library.work(double, library.settings(double, {}))), "of")
    for series in library.record(module).values():
        heard.update({series.label: "", series.unit: ""})
    return [one for one in heard if prose.LATIN.search(one)]


def spoken(domain):
    """What figures, pages and the page's script say, from the calls that say it."""
    tables = (contract.STATUSES, contract.LAYERS, parts.NAMES)
    plain = [
        *(text for table in tables for text in table.values()),
        overlay.RESET,
        overlay.BOOK,
        NONE,
        *COLUMNS,
        *BOXES,
    ]
    found = dict.fromkeys(plain if domain == tongue.FIGURE else [])
    for path in (path for one in SPOKEN[domain] for path in sorted(ROOT.glob(one)) if path.suffix in KINDS):
        found.update(dict.fromkeys(calls(path)))
    return list(found)


def calls(path):
    """The texts of one file's calls of `_`, `N_` or `say`. (Babel loses those within the template strings of a script.)"""
    if path.suffix == ".js":
        return SAY.findall(path.read_text(encoding="utf-8"))
    with path.open("rb") as file:
        found = extract(KINDS[path.suffix], file, keywords=dict.fromkeys(("_", "N_", "say")))
        return [text for _, text, *_ in found if isinstance(text, str)]


# ---- what is said in another language -----------------------------------------------------------------------------------
def languages():
    return sorted(path.name for path in HOME.glob("*") if (path / "LC_MESSAGES").is_dir())


def place(language, domain):
    return HOME / language / f"LC_MESSAGES/{domain}.po"


@cache
def read(path):
    """The catalogue in a file; PoFileError where it is none."""
    with path.open("rb") as file:
        return read_po(file, locale=path.relative_to(HOME).parts[0], abort_invalid=True)


def table(language, domain):
    """{english: words} of what a catalogue has. What is marked as fuzzy was not meant for these words, and does not count."""
    path = place(language, domain)
    told_so = read(path) if path.is_file() else ()
    return {one.id: one.string for one in told_so if one.id and one.string and not one.fuzzy}


def sample(language):
    """Whether a catalogue of the language says of itself that it is a sample."""
    return any(SAMPLE in read(path).header_comment for path in (HOME / language).rglob("*.po"))


def signs(language):
    """How a language writes numbers, as contract.FORMAT has it, by the Unicode consortium's data (CLDR)."""
    known = Locale.parse(language)
    symbols, percent = known.number_symbols["latn"], known.percent_formats[None].pattern
    return {
        "group": symbols["group"],
        "decimal": symbols["decimal"],
        "percent": "%",
        "before percent": percent.partition("%")[0].lstrip("#,.0"),
        "none": table(language, tongue.FIGURE).get(NONE, NONE),
    }


# ---- looked over ----------------------------------------------------------------------------------------------------------
def faults(path):
    """What is wrong with a catalogue: one line each, with its line in the file."""
    where = path.relative_to(HOME.parent).as_posix()
    name = "/".join(path.relative_to(HOME).with_suffix("").parts[2:])
    if name not in domains():
        expected = "the name of a page or a mini-model, figure or script"
        return [f"{where}:1: ERROR: found a catalogue {name}; expected {expected}{coursefile.nearest(name, domains())}"]
    try:
        read(path)
    except (PoFileError, UnicodeDecodeError) as fault:
        line = getattr(fault, "lineno", None) or 1
        return [f"{where}:{line}: ERROR: found no catalogue; expected one as gettext writes it ({fault})"]
    return [said for one in read(path) if one.id and one.string and not one.fuzzy for said in broken(where, one)]


def broken(where, message):
    """What a translation loses or invents of what is no word: roles, links, notes, names in braces."""
    wanted, found = prose.marks(message.id), prose.marks(message.string)
    for one in sorted(set(wanted) | set(found)):
        if wanted.count(one) != found.count(one):
            said = f"found {one} {times(found.count(one))}; expected it {times(wanted.count(one))}"
            yield f"{where}:{message.lineno}: ERROR: “{message.id[:60]}”: {said}, as in English{meant(one, wanted, found)}"


def times(n):
    return {0: "nowhere", 1: "once", 2: "twice"}.get(n, f"{n} times")


def meant(one, wanted, found):
    close = difflib.get_close_matches(one, set(wanted) - set(found), 1) if one not in wanted else []
    return "".join(f" (did you mean {near}?)" for near in close)


def amiss(language=""):
    """What is wrong with the catalogues of a language, or of all."""
    found = []
    for path in sorted((HOME / language).rglob("*.po")):
        found += faults(path)
    return found


# ---- written ------------------------------------------------------------------------------------------------------------
def asked(page):
    """The catalogues that a page needs: its own, those of the models that it shows, and what all figures say; else all."""
    if not page:
        return domains()
    if page not in pages():
        sys.exit(
            f"make catalogue: found CHAPTER={page}; expected the name of a page{coursefile.nearest(page, pages())}"
        )
    cells = coursenames.cells(pages()[page])
    models = [name for cell in cells if cell["cell_type"] == "code" for name in SHOWN.findall(words(cell))]
    beside = [f"{one}/{page}" for one in BESIDE if f"{one}/{page}" in pages()]
    return [page, *beside, *dict.fromkeys(models), *SPOKEN]


def write(language="", page=""):
    """Begin catalogues, or bring them up to what the book says now; what it no longer says is kept at the end."""
    try:
        name = Locale.parse(language).get_display_name("en")
    except (ValueError, UnknownLocaleError):
        sys.exit(f"make catalogue: found LANGUAGE={language}; expected the code of a language, such as de or zh_CN")
    for domain in asked(page):
        path = place(language, domain)
        begun = Catalog(language, header_comment=f"# The Great Leap Forward: {domain}, in {name}.")
        catalogue = read(path) if path.is_file() else begun
        new = Catalog()
        for text in messages(domain):
            new.add(text)
        catalogue.update(new, update_creation_date=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=120)
        path.write_text(DATED.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
        read.cache_clear()
        done = table(language, domain)
        some, whole = sum(text in done for text in messages(domain)), len(messages(domain))
        print(f"{path.relative_to(HOME.parent)}: {some} of {whole} strings")


def main(way="check", *rest):
    if way == "write":
        return write(*rest)
    return "\n".join(amiss()) or 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
