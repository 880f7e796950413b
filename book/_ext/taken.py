"""Taken: what leaves the book with a reader. Each model's page of its own, for frames, and what a citation says of the book.

A fork is cited as itself: title and author are those of `_config.yml`, the version is that of `CITATION.cff`, or of the tag
that is built; the address is `html: baseurl` of `_config.yml`, a release's own below it (`released`), and where that is not
set, the one that the reader sees.
"""

import json
import posixpath
import re
from html import escape
from pathlib import Path

import released
import yaml
from carried import FIGURE, whole

from widgets.shelf.tongue import said as _

BOOK, OWN = "<!-- the book -->", re.compile(r'"embed:(\w+)"')
SUFFIX = ".html"
NEEDS = {"cell_type": "code", "id": "needs", "metadata": {}, "execution_count": None, "outputs": []}
TITLE = re.compile(r'<(p|h\d)( class="title"[^>]*)>(.*?)</\1>', re.S)
LINK = re.compile(r'(<a [^>]*?)href="([^"]*)"')


# ---- what a citation says of the book -----------------------------------------------------------------------------------
def remembered(app, config):
    """Once a build. A change writes every page anew."""
    file = Path(app.srcdir).parent / "CITATION.cff"
    config.taken_edition = released.edition(yaml.safe_load(file.read_text("utf-8")) if file.is_file() else {})


def published(app, pagename):
    """The address of a page where the book is published; "" where the settings do not say."""
    home = released.address(app.config.html_baseurl)
    return f"{home}/{pagename}{SUFFIX}" if home else ""


def told(app, pagename, templatename, context, doctree):
    """Write into each figure of a page what the page's runtime cites it by."""
    body = context.get("body", "")
    if BOOK not in body:
        return
    config, (version, year) = app.config, app.config.taken_edition
    page = posixpath.basename(pagename) + SUFFIX
    known = {"book": config.html_title, "author": config.author, "version": version, "year": year, "page": page}
    data = " ".join(
        f'data-{key}="{escape(value)}"' for key, value in {**known, "base": published(app, pagename)}.items()
    )
    named = escape(_(", version {version}").format(version=version)) if version else ""
    said = f"<i>{escape(config.html_title)}</i>{named}"
    body = body.replace(BOOK, said).replace(" data-book>", f" {data}>")
    context["body"] = OWN.sub(lambda found: f'"{context["pathto"](f"embed/{found[1]}")}"', body)


# ---- a page of its own ----------------------------------------------------------------------------------------------------
def shown(app, out):
    """{model: (page, figure)}: each model where a reader of the contents meets it first, as its page was written."""
    found = {}
    for name in app.env.collect_relations():
        path = out / f"{name}{SUFFIX}"
        for figure in FIGURE.finditer(path.read_text("utf-8")) if path.is_file() else ():
            found.setdefault(figure[1], (name, figure[0]))
    return found


def alone(app, out):
    """The names of the pages that models have of their own."""
    return [f"embed/{model}" for model in shown(app, out)]


def pages(app):
    """For Sphinx: each model's page, when all others are written."""
    for model, (name, figure) in shown(app, Path(app.outdir)).items():
        home = posixpath.relpath(name + SUFFIX, "embed")
        said = {"home": f"{home}#{model}", "chapter": app.env.titles[name].astext(), "model": model}
        said |= {"title": TITLE.search(figure)[3], "canonical": published(app, name) or home}
        yield f"embed/{model}", {**said, "body": moved(app, figure, home, model)}, "embed.html"


def moved(app, figure, home, model):
    """A chapter's figure as it stands on a page of its own: its title is the page's, its links lead where they led."""
    place = f'data-page="{home}" data-base="{published(app, f"embed/{model}")}"'

    def led(found):
        before, link = found.groups()
        if link.endswith(f"embed/{model}{SUFFIX}"):
            return f'{before}href="{model}{SUFFIX}"'
        if not re.match(r"\w+:", link):
            link = home + link if link[0] == "#" else posixpath.normpath(posixpath.join(posixpath.dirname(home), link))
        return f'{before}target="_blank" href="{link}"'  # beside the frame, not inside it

    figure = TITLE.sub(r"<h1\2>\3</h1>", whole(figure, model), count=1)
    return LINK.sub(led, re.sub(r'data-page="[^"]*" data-base="[^"]*"', place, figure))


# ---- a notebook that is downloaded ------------------------------------------------------------------------------------------
def downloaded(app, error):
    """A notebook that a page hands out says what it needs, where it comes to stand without the book."""
    if error or app.builder.format != "html":
        return
    url, _ = app.config.launch_repository
    for path in Path(app.outdir, "_sources").rglob("*.ipynb"):
        notebook = json.loads(path.read_text("utf-8"))
        runs = any(cell["cell_type"] == "code" for cell in notebook["cells"])
        if runs and not any(cell.get("id") == NEEDS["id"] for cell in notebook["cells"]):
            notebook["cells"].insert(0, {**NEEDS, "source": needing(url, path.name)})
            path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


def needing(url, name):
    """A cell's code that ends with one sentence where the book's folder is not there."""
    get = f"get it with “git clone {url}”" if url else "get it from whoever gave you this notebook"
    told = f"This notebook works in the book’s folder: {get}, and open book/{name} there."
    return f"try:\n    import widgets\nexcept ModuleNotFoundError:\n    raise ImportError({told!r}) from None"


def setup(app):
    app.add_config_value("taken_edition", [], "html")
    app.connect("config-inited", remembered)
    app.connect("html-page-context", told, priority=950)
    app.connect("html-collect-pages", pages)
    app.connect("build-finished", downloaded)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
