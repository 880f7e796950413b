"""Han: a small font of the Chinese characters that this book has, for readers whose machine has no font for them.

The characters are collected from what the pages are made of: a character that an author adds is in the font at the next
build. Each is taken from the slices of Noto Serif SC that node's package brings (a hundred files, each with its range in
the package's stylesheet), at one weight. Browsers ask for the font only where one of its characters stands and no
Chinese font of the machine's own is found (static/page.css).
"""

import hashlib
import re
import shutil
from collections import defaultdict
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import _g_l_y_f as outlines
from fontTools.ttLib.woff2 import WOFF2GlyfTable, unpack255UShort
from sphinx.errors import ExtensionError
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
FONT = "han.woff2"
# as in the `unicode-range` of static/page.css
HAN = re.compile(
    "[\u2e80-\u2fdf\u3000-\u303f\u31c0-\u31ef\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
KINDS = "md", "ipynb", "bib", "yml"
WRITTEN = [*(f"book/**/*.{kind}" for kind in KINDS), "data/*", "widgets/**/*.py", "_config.yml", "edition.json"]
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")  # as JSON and Python may write a character
PACKAGE = "node_modules/@fontsource-variable/noto-serif-sc"
WEIGHT = 400
EM = 1000


# ---- which characters ---------------------------------------------------------------------------------------------


@cache
def characters(root):
    """Every Chinese character and mark in the sources of the book, its data and its models, in order."""
    found = set()
    for path in {path for one in WRITTEN for path in root.glob(one) if path.is_file()}:
        text = ESCAPE.sub(lambda code: chr(int(code[1], 16)), path.read_text(encoding="utf-8", errors="ignore"))
        found.update(HAN.findall(unescape(text)))
    return sorted(found)


def installed(root, path):
    """Where a package of node's is: beside the book, or above it where the book is a copy within the house; or None."""
    return next((up / path for up in (root, *root.parents) if (up / path).exists()), None)


def package(root):
    """The folder of the font's package."""
    place = installed(root, PACKAGE)
    if not place:
        raise ExtensionError(f"The font of the Chinese characters is not in {PACKAGE}. It is set up by `make book`.")
    return place


@cache
def key(root):
    """A short name of the font: of its characters, of the package that they come from, and of what is done here."""
    made_of = (
        "".join(characters(root)).encode(),
        (package(root) / "package.json").read_bytes(),
        Path(__file__).read_bytes(),
    )
    return hashlib.sha256(b"\0".join(made_of)).hexdigest()[:8]


# ---- from a hundred files to one ----------------------------------------------------------------------------------

# bytes that a point takes, by the seven low bits of its flag (WOFF2, 5.2)
TAKES = bytes([1 + (flag >= 84) + (flag >= 120) + (flag >= 124) for flag in range(128)] * 2)


class Few(WOFF2GlyfTable):
    """The outlines of a slice, of which all but a few are passed over: to decode them all takes three times as long."""

    def __init__(self, wanted):
        super().__init__()
        self.wanted = wanted

    def _decodeGlyph(self, number):
        contours = self.nContourStream[number]
        if number in self.wanted or contours < 1:
            return super()._decodeGlyph(number)
        points = sum(self._count("nPointsStream") for _ in range(contours))
        flags, self.flagStream = self.flagStream[:points], self.flagStream[points:]
        self.glyphStream = self.glyphStream[sum(flags.translate(TAKES)) :]
        self.instructionStream = self.instructionStream[self._count("glyphStream") :]
        if self.bboxBitmap[number >> 3] & (0x80 >> (number & 7)):
            self.bboxStream = self.bboxStream[8:]
        return outlines.Glyph()

    def _count(self, stream):
        count, rest = unpack255UShort(getattr(self, stream))
        setattr(self, stream, rest)
        return count


def ranges(css):
    """{code of a character: the file that has it}, by the package's stylesheet."""
    where = {}
    for file, spans in re.findall(r"url\(\./(files/.*?)\).*?unicode-range: (.*?);", css, re.S):
        for span in spans.split(","):
            first, _, last = span.strip().removeprefix("U+").partition("-")
            where.update(dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), file))
    return where


def drawn(slice_, codes):
    """[(code, glyph, its width)] of these characters of one file, at the book's weight."""
    with TTFont(slice_, lazy=True) as font:
        names = font.getBestCmap()
        few = font.tables["glyf"] = Few({font.getGlyphID(names[code]) for code in codes if code in names})
        few.reconstruct(font.reader.tables["glyf"].loadData(font.reader.transformBuffer), font)
        glyphs = font.getGlyphSet(location={"wght": WEIGHT})
        return [(code, *outline(glyphs, names[code])) for code in codes if code in names]


def outline(glyphs, name):
    """(the strokes of a character, its width)."""
    strokes, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
    glyphs[name].draw(strokes)
    strokes.replay(pen)
    glyph = pen.glyph()
    if glyph.numberOfContours > 0:
        glyph.flags[0] |= outlines.flagOverlapSimple  # strokes of a variable font lie over each other
    return glyph, round(glyphs[name].width)


def made(found, place):
    """The font as WOFF2: the same bytes from the same characters. What the package does not have is not in it."""
    where, files = ranges((place / "wght.css").read_text("utf-8")), defaultdict(list)
    for letter in found:
        files[where.get(ord(letter))].append(ord(letter))
    files.pop(None, None)
    rows = sorted((row for file in sorted(files) for row in drawn(place / file, files[file])), key=lambda row: row[0])
    with TTFont(place / min(where.values()), lazy=True) as first:
        return packed(rows, first["name"])


def packed(rows, names):
    """One font file of these glyphs, under the copyright of the font that they come from."""
    glyphs = {".notdef": TTGlyphPen(None).glyph(), **{f"u{code:X}": glyph for code, glyph, _ in rows}}
    widths = {".notdef": EM, **{f"u{code:X}": width for code, _, width in rows}}
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({code: f"u{code:X}" for code, *_ in rows})
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics({name: (widths[name], getattr(glyphs[name], "xMin", 0)) for name in glyphs})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=1151, usWinDescent=286)
    said = {"copyright": names.getDebugName(0), "familyName": "Book Han", "styleName": "Regular"}
    licence = {"licenseDescription": "SIL Open Font License 1.1", "licenseInfoURL": "https://openfontlicense.org"}
    font.setupNameTable({**said, "description": "Noto Serif SC, the characters of one book", **licence}, mac=False)
    font.setupPost(keepGlyphNames=False)
    font.font["head"].created = font.font["head"].modified = 2**31  # no date: two builds give the same bytes
    font.font.recalcTimestamp, font.font.flavor = False, "woff2"
    sink = BytesIO()
    font.save(sink)
    return sink.getvalue()


# ---- on the site --------------------------------------------------------------------------------------------------


def kept(root):
    """(the file of the font, the characters in it), made anew where the characters are not those of the last time.

    Beside it the same font is left unpacked: matplotlib, which draws the notebooks' pictures, reads no other.
    """
    file = root / "_build/han" / f"{key(root)}.woff2"
    if not file.is_file():
        shutil.rmtree(file.parent, ignore_errors=True)
        file.parent.mkdir(parents=True)
        file.write_bytes(made(characters(root), package(root)))
    with TTFont(file, lazy=True) as font:
        if not file.with_suffix(".ttf").is_file():
            font.flavor = None
            font.save(file.with_suffix(".ttf"))
        return file, {chr(code) for code in font.getBestCmap()}


def ready(app):
    """Before the notebooks run, whose pictures are drawn with it."""
    kept(Path(app.srcdir).parent)


def bring(app):
    """Put the font beside the pages, and its name, which changes as it does, into their stylesheet."""
    root, out = Path(app.srcdir).parent, Path(app.outdir)
    (file, has), css = kept(root), out / "_static/page.css"
    shutil.copyfile(file, out / "_static" / FONT)
    named = re.sub(rf"{re.escape(FONT)}(\?v=\w+)?", f"{FONT}?v={file.stem}", css.read_text("utf-8"))
    css.write_text(named, encoding="utf-8")
    for name in sorted(app.env.all_docs):
        page = out / f"{name}.html"
        lacking = set(HAN.findall(page.read_text("utf-8"))) - has if page.is_file() else ()
        if lacking:
            tell(app.env.doc2path(name, base=False), "".join(sorted(lacking)))


def tell(source, lacking):
    """No fault of the author's, and the page is right where there is a Chinese font: told, in the form that the forges
    show beside a file, and the build goes on."""
    shown = f"{lacking}, which the book’s font does not have: boxes for a reader without a Chinese font"
    LOGGER.info(f"book/{source}: WARNING: found {shown}")
