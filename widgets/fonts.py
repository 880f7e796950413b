"""Fonts: the families that a picture is drawn in: matplotlib's own and, for labels with characters, those that have Chinese."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from matplotlib import font_manager

BUILT = Path(__file__).resolve().parents[1] / "_build/han"  # the book's own, once it is built: book/_ext/han.py
OWN = "Book Han"
KNOWN = (
    OWN,
    *(
        "Noto Sans CJK SC,Noto Sans SC,Source Han Sans SC,Noto Serif CJK SC,PingFang SC,Hiragino Sans GB,Heiti SC,Songti SC,"
        "Microsoft YaHei,SimHei,WenQuanYi Micro Hei,WenQuanYi Zen Hei,Droid Sans Fallback,Arial Unicode MS"
    ).split(","),
)


@cache
def families():
    """Names for matplotlib's `font.family`: a character that the first does not have is looked for in the next."""
    for path in sorted(BUILT.glob("*.ttf")):
        font_manager.fontManager.addfont(path)
    there = {font.name for font in font_manager.fontManager.ttflist}
    found = [name for name in KNOWN if name in there]
    for name in found:
        _every_weight(name)
    return ["sans-serif", *found]


def _every_weight(name):
    """What has no bold face is drawn in the face that it has: matplotlib would complain of it, which stops a build."""
    faces = [font for font in font_manager.fontManager.ttflist if font.name == name]
    for weight in {300, 500, 600, 700, 800} - {font.weight for font in faces}:
        font_manager.fontManager.ttflist.append(replace(faces[0], weight=weight))
