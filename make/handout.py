"""On paper: chapters of a course, or the whole book, as PDF, printed by Chromium from the built pages.

    python make/handout.py chapters COURSE [CHAPTER]   _build/handouts/COURSE/student/CHAPTER.pdf, and teacher/
    python make/handout.py book                        _build/book.pdf

A handout shows each figure at the state at which its page opens; students' has no answers of self-checks. Tagged, with an
outline from the headings, title and language set, sheets counted through, links into the book and out of it.
"""

import difflib
import html
import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import course as courses
import yaml
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))
import chromium  # noqa: E402

HERE = Path(__file__).parent
SITE = (
    "http://book.invalid/"  # answered by Chromium's own routing from the built folder: nothing is asked of any network
)
PAPER = {"prefer_css_page_size": True, "tagged": True, "outline": True}
TEMPLATES = Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, keep_trailing_newline=True)


# ---- which pages, and what is said of them --------------------------------------------------------------------------------
def settings(tree):
    return yaml.safe_load((tree / "_config.yml").read_text(encoding="utf-8"))


def listed(entries):
    """The names of all pages of a table of contents, in its order."""
    for entry in entries:
        yield from [entry["file"]] if "file" in entry else []
        yield from listed([*entry.get("parts", ()), *entry.get("chapters", ()), *entry.get("sections", ())])


def pages(tree):
    contents = yaml.safe_load((tree / "book/_toc.yml").read_text(encoding="utf-8"))
    return [contents["root"], *listed([contents])]


def address(tree):
    """Where an edition is published, with a slash at its end; "" where its settings do not say."""
    base = settings(tree).get("html", {}).get("baseurl", "")
    return f"{base.rstrip('/')}/" if base else ""


def titled(site, name):
    """A page's own title, as its built page has it."""
    text = (site / f"{name}.html").read_text(encoding="utf-8")
    return html.unescape(text.partition("<title>")[2].partition("</title>")[0]).split(" · ")[0]


def quoted(text):
    """Text as a string of CSS has it."""
    return Markup(
        text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    )  # nothing of it can end a style sheet


# ---- printing -------------------------------------------------------------------------------------------------------------
def sheet(tree, names, whole=False):
    """The page that is to be printed, without the pages it holds: its head, and with `whole` a title page."""
    told, site, base = settings(tree), tree / "_build/html", address(tree)
    config, cited = told["sphinx"]["config"], yaml.safe_load((tree / "CITATION.cff").read_text(encoding="utf-8"))
    return TEMPLATES.get_template("handout.html").render(
        title=told["title"] if whole else f"{titled(site, names[0])} · {told['title']}",
        running=quoted(told["title"]),
        chapters=[(name, quoted(titled(site, name))) for name in names],
        foot=quoted(base),
        address=base,
        author=told["author"],
        version=cited.get("version", ""),
        language=config["language"],
        student="handout" in config.get("html_theme_options", {}),
        contents=whole,
    )


def answer(route, site, text):
    """What Chromium is given for an address of the pages: the sheet, or a file of the built book."""
    path = unquote(urlsplit(route.request.url).path).lstrip("/")
    if not path:
        return route.fulfill(body=text, content_type="text/html; charset=utf-8")
    return route.fulfill(path=site / path) if (site / path).is_file() else route.fulfill(status=404, body="")


def printed(browser, tree, names, file, whole=False):
    """Print pages of an edition into one PDF."""
    site, text, page = tree / "_build/html", sheet(tree, names, whole), browser.new_page(color_scheme="light")
    page.route("**/*", lambda route: answer(route, site, text))
    page.goto(SITE)
    page.emulate_media(media="print")
    script = (HERE / "handout.js").read_text(encoding="utf-8")
    page.evaluate(script, {"names": names, "address": address(tree), "contents": whole})
    file.parent.mkdir(parents=True, exist_ok=True)
    page.pdf(path=file, **PAPER)
    page.close()
    print(f"{os.path.relpath(file, ROOT)}: {file.stat().st_size / 1e6:.1f} MB")


def opened(work):
    """Do work with a browser that runs for it."""
    with sync_playwright() as playwright:
        path = chromium.find() or sys.exit(chromium.WANTED)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        try:
            return work(browser)
        finally:
            browser.close()


# ---- what can be asked for ------------------------------------------------------------------------------------------------
def chapters(name, chapter=""):
    """Each chapter of a course, or one page of it, in both editions; returns what is wrong, or 0."""
    trees = [courses.HOME / name / who for who in courses.WHO]
    contents = [yaml.safe_load((tree / "book/_toc.yml").read_text(encoding="utf-8")) for tree in trees]
    numbered = ["index", *listed([part for part in contents[0]["parts"] if part.get("numbered")])]
    asked = [chapter] if chapter else numbered
    if chapter and not all(chapter in pages(tree) for tree in trees):
        near = difflib.get_close_matches(chapter, pages(trees[0]), 1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        return f"make: CHAPTER: found {chapter}; expected one of {', '.join(numbered)}{hint}"

    def work(browser):
        for who, tree in zip(courses.WHO, trees, strict=True):
            for one in asked:
                printed(browser, tree, [one], ROOT / f"_build/handouts/{name}/{who}/{one}.pdf")

    return opened(work) or 0


def book():
    """All pages of the book, one after the other."""
    return opened(lambda browser: printed(browser, ROOT, pages(ROOT), ROOT / "_build/book.pdf", whole=True)) or 0


if __name__ == "__main__":
    sys.exit({"chapters": chapters, "book": book}[sys.argv[1]](*sys.argv[2:]))
