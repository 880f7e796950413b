"""The build's few hooks: what neither Jupyter Book's settings nor the child theme's templates can say.

In the order of a build: what is stale (`stale`), small repairs to what authors wrote (`SetLinks`, `LeftOut`, `characters`,
`works`, `evidence`), what the page's template needs (`page_context`), what leaves the book with a reader (`taken`), and what
the output must not carry (`publish`).
"""

import hashlib
import re
import shutil
import subprocess
from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path

import carried
import evidence
import han
import overview
import repairs
import shipped
import spoken
import taken
import terms
import works
from characters import Characters, tag_characters
from docutils import nodes
from docutils.transforms import Transform
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from stale import LOOK, RUNTIME, THEME

from widgets.shelf.tongue import said as _

SLIM = {"page.css", "page.js", "seek.js"}  # live.js is built so
MADE = {"index", "search", "404"}  # pages that are no chapter
FOOT = {"statement": "accessibility", "changed": "what-changed"}  # pages that each page leads to


def silence_thebe(app, config):
    """Jupyter Book always loads sphinx-thebe, which writes inline scripts into every page with code."""
    for listeners in app.events.listeners.values():
        listeners[:] = [one for one in listeners if not str(one.handler.__module__).startswith("sphinx_thebe")]


# ---- small repairs ------------------------------------------------------------------------------------------------


class SetLinks(Transform):
    """`[From November](#labour_split?away=90)` sets a model. It names no heading, so MyST must not look for one."""

    default_priority = 870  # MyST resolves `#` links at 879
    address = re.compile(r"#[a-z]\w*\?")

    def apply(self):
        for link in self.document.findall(nodes.reference):
            if link.get("id_link") and self.address.match(link.get("refuri", "")):
                del link["id_link"]
                link["classes"].append("set")


class LeftOut(SphinxPostTransform):
    """A link to a page that this edition leaves out: its words stay, and lead nowhere. One that stands alone goes."""

    default_priority = 8  # MyST looks for the pages that links name at 9

    def run(self):
        for link in list(self.document.findall(addnodes.pending_xref)):
            if self.meant(link):
                alone = isinstance(link.parent, nodes.paragraph) and len(link.parent) == 1
                said = link.children if link.astext() else [nodes.Text(Path(link["reftarget"]).stem.replace("-", " "))]
                link.parent.replace_self([]) if alone else link.replace_self(said)

    def meant(self, link):
        """Whether its page is left out, and not just misspelt: it is there and not listed, or its whole folder is gone."""
        name = link["reftarget"].partition("#")[0]
        if link.get("refdomain") == "doc":
            there = any(Path(self.env.srcdir, name + kind).is_file() for kind in (".ipynb", ".md"))
            return there and name not in self.env.all_docs
        path = Path(self.env.doc2path(self.env.docname)).parent / name
        return path.suffix in (".ipynb", ".md") and not path.parent.is_dir()


def mathematics(writer, node):
    """Formulas as MathML, which browsers draw themselves. The usual way is a script of a megabyte, from elsewhere."""
    writer.body.append(tex2mathml(node.astext(), as_block=isinstance(node, nodes.math_block)))
    raise nodes.SkipNode


# ---- what the template needs --------------------------------------------------------------------------------------


@cache
def outline(app):
    """The contents as written in the table of contents: parts, each with a caption and the names of its pages."""
    trees = app.env.get_doctree(app.config.root_doc).findall(addnodes.toctree)
    return [(tree.get("caption"), [name for _, name in tree["entries"] if name in app.env.titles]) for tree in trees]


def number(app, name):
    return ".".join(str(part) for part in app.env.toc_secnumbers.get(name, {}).get("", ()))


def entry(app, name, here, pathto):
    """A page in the list of contents; the pages below it only where the reader is among them."""
    below = app.env.toctree_includes.get(name, [])
    return {
        "url": pathto(name),
        "title": tag_characters(escape(app.env.titles[name].astext())),
        "number": number(app, name),
        "current": name == here,
        "below": [entry(app, child, here, pathto) for child in below if here in (name, *below)],
    }


def contents(app, here, pathto):
    return [
        {"caption": caption, "chapters": [entry(app, name, here, pathto) for name in names]}
        for caption, names in outline(app)
    ]


def where(app, here):
    """The line above a chapter's title, such as "Chapter 5 · The Great Leap Forward"; none where there is no part."""
    for caption, names in outline(app):
        if here in names:
            chapter = number(app, here)
            return " · ".join(filter(None, [_("Chapter {number}").format(number=chapter) if chapter else "", caption]))
    return ""


def headings(app, here):
    """The page's own sections, one level deep."""
    top = app.env.tocs.get(here)
    below = [item for item in top[0].children if isinstance(item, nodes.bullet_list)] if top else []
    links = filter(None, (section.next_node(nodes.reference) for part in below for section in part))
    return [{"id": link["anchorname"].lstrip("#"), "title": tag_characters(escape(link.astext()))} for link in links]


def summary(doctree):
    """What search engines show: the chapter's question, or else its first paragraph."""
    first = doctree.next_node(nodes.paragraph) if doctree else None
    return (overview.question(doctree) or " ".join(first.astext().split()))[:300] if first else ""


def policy(*inline):
    """The page's Content-Security-Policy: own files, the named inline scripts, no request to anywhere else.

    No `form-action`: it would stop the search box. Styles may be inline, since figures carry theirs.
    """
    hashes = " ".join(f"'sha256-{b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in inline)
    return (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {hashes}; worker-src blob:; connect-src 'none'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'"
    )


def first_model(body):
    """The id of the page's first mini-model; nothing where it has none."""
    found = carried.FIGURE.search(body)
    return found[1] if found else ""  # the first figure of a model has its name; only others are numbered


def page_context(app, pagename, templatename, context, doctree):
    for other in filter(None, (context.get("prev"), context.get("next"))):
        # the way on names chapters, it does not count them
        other["title"] = re.sub(r'<span class="section-number">.*?</span>', "", other["title"])
    cited = works.cited(app, pagename)
    context["body"] = repairs.mended(context.get("body", ""), cited)
    context["models"] = first_model(context["body"])
    context["asset"] = lambda name: f"{context['pathto']('_static/' + name, 1)}?v={version(app, name)}"
    context["policy"], context["summary"] = policy, summary(doctree)
    context["parts"] = contents(app, pagename, context["pathto"])
    context["where"], context["headings"], context["sources"] = where(app, pagename), headings(app, pagename), cited
    context["words"] = terms.used(app, context["body"])
    context["numbered"] = number(app, pagename)
    context |= spoken.of_page(pagename)
    # of a page alone, or of the tests' own book, there is none
    context |= {name: page in app.env.all_docs for name, page in FOOT.items()}
    context["edition"] = app.config.taken_edition[0]


def asset_source(app, name):
    book = Path(app.srcdir)
    elsewhere = {"live.js": RUNTIME, "page.css": LOOK}
    return book.parent / elsewhere[name] if name in elsewhere else book / THEME / "static" / name


def version(app, name):
    """Part of each asset's address, so that a reader never runs last year's script on this year's page."""
    source = asset_source(app, name)
    if not source.is_file():
        raise ExtensionError(f"The page's script {source} is not there. It is made before the book: run `make book`.")
    content = source.read_bytes() + (han.key(Path(app.srcdir).parent).encode() if name == "page.css" else b"")
    return hashlib.sha256(content).hexdigest()[:8]


# ---- what the output must not carry -------------------------------------------------------------------------------


def tidy(app, out):
    """Drop the pages of chapters that the contents no longer list and of models that none of them shows, and their sources."""
    listed = app.env.all_docs.keys() | MADE | set(taken.alone(app, out))
    for folder, kind in ((out, "*.html"), (out / "_sources", "*.*")):
        for path in folder.rglob(kind):
            if path.relative_to(folder).with_suffix("").as_posix() not in listed:
                path.unlink()


def entrance(app, out):
    """Where the front page has another name, `index.html` leads there: that of an earlier build would stay."""
    if app.config.root_doc != "index":
        to, title = app.config.root_doc + ".html", escape(app.config.html_title)
        (out / "index.html").write_text(
            f'<!DOCTYPE html>\n<html lang="{app.config.language}"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta http-equiv="refresh" content="0; url={to}"></head><body><a href="{to}">{title}</a></body></html>\n',
            encoding="utf-8",
        )


def publish(app, error):
    """Bring the live runtime, and drop every static file that no page links: seven of eight megabytes are such."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    for name in ("live.js", "page.css"):
        if asset_source(app, name).is_file():
            shutil.copyfile(asset_source(app, name), out / "_static" / name)
    tidy(app, out)
    entrance(app, out)
    linked = {
        name
        for page in out.rglob("*.html")
        if "_static" not in page.relative_to(out).parts
        for name in re.findall(r'_static/([^"?#]+)', page.read_text("utf-8"))
    }
    for path in sorted((out / "_static").rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(out / "_static").as_posix() not in linked:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    slim(app, out / "_static")
    han.bring(app)
    shipped.bring(Path(app.srcdir).parent, out / "_static")


def slim(app, static):
    """Style and scripts without what only their authors read, which is in the repository: a fifth of a page's weight."""
    files = [str(path) for path in sorted(static.glob("*.*")) if path.name in SLIM]
    esbuild = han.installed(Path(app.srcdir).parent, "node_modules/.bin/esbuild")
    if not esbuild:
        raise ExtensionError("esbuild is not in node_modules. It is set up by `make book`.")
    subprocess.run(
        [esbuild, *files, "--minify", "--log-level=warning", "--allow-overwrite", f"--outdir={static}"],
        check=True,
    )


def setup(app):
    app.setup_extension("stale")
    app.setup_extension("boxes")
    app.setup_extension("overview")
    app.setup_extension("carried")
    app.setup_extension("taken")
    app.setup_extension("seek")
    app.setup_extension("opened")
    app.connect("config-inited", silence_thebe)
    app.connect("builder-inited", han.ready)
    app.add_transform(SetLinks)
    app.add_post_transform(LeftOut)
    app.add_post_transform(Characters)
    app.add_post_transform(evidence.Signs)
    app.add_post_transform(evidence.Notes)
    works.register_styles()
    app.add_html_math_renderer("mathml", (mathematics, None), (mathematics, None))
    app.connect("html-page-context", page_context, priority=900)
    app.connect("build-finished", publish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
