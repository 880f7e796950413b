"""The book as an EPUB, from its built pages: `_build/book.epub`. Pictures with text alternatives, no script, no control.

Its pages are made by the theme and the build's hooks, sources and notes among them, which Sphinx's own EPUB builder leaves
out; so what is built is taken as it stands, and what moves on a page is set still.
"""

import datetime
import mimetypes
import posixpath
import re
import sys
import uuid
from pathlib import Path
from urllib.parse import urljoin

import built
import zip as packing
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from widgets import contract

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent / "epub"), autoescape=True)
XHTML, SITE = "application/xhtml+xml", "http://book.invalid/"
MAIN = re.compile(r"<main [^>]*>(.*)</main>", re.S)
DRAWING = re.compile(r'<svg aria-labelledby="([\w-]+)-alt" (.*?</svg>)<p hidden id="\1-alt">(.*?)</p>', re.S)
DEAD = (
    "script, .noscript, .tools, .controls, .onward, .hint, .picked, .putting, .trouble, .notice, .held, .vh, .row, input, "
    "textarea, [hidden], details.hide"
)
PLAIN = {"form": "div", "fieldset": "div", "legend": "p", "label": "p", "details": "div", "output": "p", "summary": "p"}
PLAIN |= {"button": "span"}
KEPT = {"id", "class", "href", "src", "alt", "lang", "colspan", "rowspan", "scope", "start"}
UNKNOWN = {"tabindex", "displaystyle", "scriptlevel"}  # of mathematics, to EPUB
HUES = {
    f"--c-{name.lower()}": getattr(contract, name) for name in ("STANDING", "BARN", "LOST", "IRON", "LABOUR", "STATE")
}
HUES |= {
    f"--{name.lower().replace('_', '-')}": getattr(contract, name) for name in ("INK", "INK_2", "EDGE", "RULE", "PAPER")
}
TYPE = "<style>text { font: 9px sans-serif } text.b { font-weight: 600 }</style>"
MIX = re.compile(r"color-mix\(in srgb, #(\w{6}) ([\d.]+)%, #(\w{6})\)")


def drawn(template, **said):
    return TEMPLATES.get_template(template).render(said).encode() + b"\n"


def flat(name):
    return f"{name.replace('/', '-')}.xhtml"


# ---- pictures -------------------------------------------------------------------------------------------------------------
def mixed(found):
    """Two colours as one, which not every reading program can mix."""
    first, share, second = found.groups()
    part = float(share) / 100
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (0, 2, 4)]
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)


def coloured(svg):
    """A drawing in colours of its own: those of the page are not there where it comes to stand."""
    for name, value in HUES.items():
        svg = svg.replace(f"var({name})", value)
    return MIX.sub(mixed, svg)


def picture(svg):
    """A page's drawing as a file of its own, with its colours and its type."""
    return coloured(f"<svg {svg}".replace(">", f">{TYPE}", 1)).encode()


def pictured(tree, name, files):
    """The inside of a built page, its drawings taken out into `files`."""

    def taken(found):
        file = f"pictures/{name.replace('/', '-')}-{found[1]}.svg"
        files[file] = picture(found[2])
        return f'<img src="{file}" alt="{found[3]}">'

    return DRAWING.sub(taken, MAIN.search(built.page(tree, name))[1])


def brought(tree, name, image, files):
    """Bring a picture that a page links."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), image["src"]))
    if image["src"] not in files:
        image["src"] = f"pictures/{posixpath.basename(path)}"
        content = (tree / "_build/html" / path).read_bytes()
        files[image["src"]] = coloured(content.decode()).encode() if path.endswith(".svg") else content


# ---- pages ----------------------------------------------------------------------------------------------------------------
def stilled(tree, name, files):
    """A built page as still text: no script, no control, nothing that pretends to answer."""
    page = BeautifulSoup(pictured(tree, name, files), "html.parser")
    for dead in page.select(DEAD):
        dead.decompose()
    for image in page.find_all("img"):
        brought(tree, name, image, files)
    for one in page.find_all(True):
        if one.name in PLAIN:
            one["class"] = [*one.get("class", ()), one.name]
            one.name = PLAIN[one.name]
        if not one.find_parent("math") and one.name != "math":
            one.attrs = {key: value for key, value in one.attrs.items() if key in KEPT and value != []}
    for math in page.select("math, math *"):
        math.attrs = {key: value for key, value in math.attrs.items() if key not in UNKNOWN}
    return page


def led(link, name, pages, address):
    """Lead a link to its place in the file, to the published book, or nowhere: then its words stay."""
    to = urljoin(f"{SITE}{name}.html", link["href"])
    path, _, mark = to.removeprefix(SITE).partition("#")
    there = pages.get(path.removesuffix(".html"))
    if not to.startswith(SITE):
        return
    if there is None or (address and "?" in mark):
        link["href"] = f"{address}{path}{'#' if mark else ''}{mark}" if address else None
    else:
        mark = re.split("[?/]", mark)[0]
        link["href"] = flat(path.removesuffix(".html")) + (f"#{mark}" if mark and there.find(id=mark) else "")
    if not link["href"]:
        del link["href"]


def written(name, page, tree):
    language = built.settings(tree)["sphinx"]["config"]["language"]
    body = Markup(page.decode(formatter="minimal"))
    return drawn("page.xhtml", language=language, title=built.titled(tree, name), body=body)


# ---- the file -------------------------------------------------------------------------------------------------------------
def parts(tree):
    """The contents: each part with its pages."""
    for part in built.contents(tree)["parts"]:
        pages = [{"file": flat(name), "title": built.titled(tree, name)} for name in built.listed([part])]
        yield {"title": part.get("caption", built.settings(tree)["title"]), "pages": pages}


def packaged(tree, made):
    """The package's own file and its contents, {name: bytes}; `made` is what else it holds."""
    told, address = built.settings(tree), built.address(tree)
    when = datetime.datetime.fromtimestamp((tree / "_build/html/index.html").stat().st_mtime, datetime.UTC)
    files = [
        {"name": name, "kind": mimetypes.guess_type(name)[0], "mathematics": b"<math" in content}
        for name, content in made.items()
    ]
    said = {"title": told["title"], "author": told["author"], "language": told["sphinx"]["config"]["language"]}
    said |= {"address": address, "version": built.version(tree), "modified": f"{when:%Y-%m-%dT%H:%M:%SZ}"}
    said["identifier"] = uuid.uuid5(uuid.NAMESPACE_URL, f"{address or told['title']} {said['version']}")
    front = {"file": flat(built.pages(tree)[0]), "title": built.titled(tree, built.pages(tree)[0])}
    nav = drawn("nav.xhtml", **said, front=front, parts=list(parts(tree)))
    return {"package.opf": drawn("package.opf", **said, files=files), "nav.xhtml": nav}


def files(tree):
    """All files of the EPUB of a built edition, {name: bytes}, in their order."""
    made, address = {}, built.address(tree)
    pages = {name: stilled(tree, name, made) for name in built.pages(tree)}
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            led(link, name, pages, address)
    texts = {flat(name): written(name, page, tree) for name, page in pages.items()}
    here = Path(__file__).parent / "epub"
    made |= {"book.css": (here / "book.css").read_bytes()}
    made |= {"han.woff2": (tree / "_build/html/_static/han.woff2").read_bytes()}
    whole = {**texts, **made}
    inside = {f"book/{name}": content for name, content in {**packaged(tree, whole), **whole}.items()}
    return {"mimetype": b"application/epub+zip", "META-INF/container.xml": drawn("container.xml"), **inside}


def main():
    file = ROOT / "_build/book.epub"
    packing.written(file, files(ROOT).items(), stored=["mimetype"])
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
