"""Versions that stay: each release in a folder of its own, `v1.2/`, beside the newest state of the book.

    python make/versions.py SITE RELEASES OUT

SITE is the built book as it is now. RELEASES holds a folder for each release, named as its tag, with the zip that was released
(make/zip.py). OUT is written anew, to be published. The pages of a release are what they were, but for a line at the head of
each that says which version it is and leads to the same page of the newest; the page *What changed* of each version lists all.
Nothing but Python is needed: the forge has installed nothing where it publishes.
"""

import re
import shutil
import sys
import tempfile
import zipfile
from html import escape
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "book/_ext"))

from released import TAG  # noqa: E402

FOOT = re.compile(r'<footer class="where foot">.*?</footer>', re.DOTALL)
MAIN = re.compile(
    r'<main id="chapter" [^>]*>'
)  # a model in a frame has none with attributes: it stays as it was embedded
LIST = "<!-- versions -->"  # where the page What changed has room for them


def order(tag):
    """The numbers of a tag, by which v1.10 comes after v1.9."""
    return [int(part) for part in re.findall(r"\d+", tag)]


def found(releases):
    """{tag: zip} of the releases in a folder, the newest first; ends with a sentence where there is anything else."""
    tags = sorted((path.name for path in releases.glob("*")), key=order, reverse=True) if releases.is_dir() else []
    for name in tags:
        files = sorted((releases / name).glob("*.zip"))
        if not TAG.fullmatch(name) or len(files) != 1:
            sys.exit(
                f"{releases / name}: found {len(files)} zips; expected a folder named as a tag (v1.2), with one zip"
            )
        yield name, files[0]


def unpacked(file, folder):
    """The site in a release's zip, as a folder; what it is packed in has any name."""
    with tempfile.TemporaryDirectory() as place:
        try:
            with zipfile.ZipFile(file) as packed:
                packed.extractall(place)
        except zipfile.BadZipFile as fault:
            sys.exit(f"{file}: found no zip ({fault}); expected the site as it was released")
        fronts = sorted(Path(place).glob("*/index.html"))
        if len(fronts) != 1:
            sys.exit(f"{file}: found {len(fronts)} folders with index.html; expected one, the site as it was released")
        shutil.copytree(fronts[0].parent, folder)


def version(site):
    """The version that a built book says at its foot; "" where it says none."""
    foot = FOOT.search((site / "index.html").read_text(encoding="utf-8"))
    said = re.search(r"(\d[\w.+-]*)\D*$", re.sub(r"<[^>]*>", " ", foot[0])) if foot else None
    return said[1] if said else ""


def notice(name, page, site, newest):
    """The line at the head of a release's page: what it is, and the way to the newest."""
    there = page if (site / page).is_file() else Path("index.html")
    to = "../" * len(page.parts) + there.as_posix()
    words = "this page" if there == page else "the book, which has no such page any more,"
    if name == f"v{newest}":
        said = f'This is version {newest}, as it was released. <a href="{to}">See {words} as it stands now</a>.'
    else:
        latest = f" is version {newest}" if newest else ""
        said = (
            f'This is an older version, {escape(name[1:])}. The newest{latest}: <a href="{to}">see {words} there</a>.'
        )
    return f'<div class="admonition warning" role="note" lang="en"><p>{said}</p></div>'


def listed(tags, up, newest):
    """The versions, for the page What changed."""
    links = [f'<a href="{up}{tag}/index.html">{escape(tag[1:])}</a>' for tag in tags]
    now = f'<a href="{up}index.html">the newest state{f", {newest}" if newest else ""}</a>'
    return f'<p lang="en">Versions that can be read: {", ".join([now, *links])}.</p>'


def told(folder, site, tags, name=""):
    """Write into the pages of one version what they say of the others; `name`: its tag, none for the newest state."""
    newest = version(site)
    for path in folder.rglob("*.html"):
        page = path.relative_to(folder)
        if not name and page.parts[0] in tags:
            continue
        old = path.read_text(encoding="utf-8")
        new = old.replace(LIST, listed(tags, "../" * len(page.parts[:-1]) + ("../" if name else ""), newest))
        if name:
            new = MAIN.sub(lambda head, page=page: head[0] + notice(name, page, site, newest), new, count=1)
        if new != old:
            path.write_text(new, encoding="utf-8")


def beside(site, releases, out):
    """Lay the releases beside the newest state; returns their tags."""
    packed = dict(found(releases))
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(site, out)
    for name, file in packed.items():
        unpacked(file, out / name)
    for name in ["", *packed]:
        told(out / name, site, list(packed), name)
    return list(packed)


if __name__ == "__main__":
    print("beside the newest state:", ", ".join(beside(*map(Path, sys.argv[1:]))) or "no release yet")
