"""On paper: chapters of a course, or the whole book, as PDF, printed by Chromium from the built pages.

    python make/handout.py chapters COURSE [CHAPTER]   _build/handouts/COURSE/student/CHAPTER.pdf, and teacher/
    python make/handout.py book                        _build/book.pdf

A handout shows each figure at the state at which its page opens; students' has no answers of self-checks. Tagged, with an
outline from the headings, title and language set, sheets counted through, links into the book and out of it.
"""

import difflib
import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import built
import course as courses
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))
import chromium  # noqa: E402

HERE = Path(__file__).parent
SITE = "http://book.invalid/"  # answered from the built folder: nothing is asked of any network
PAPER = {"prefer_css_page_size": True, "tagged": True, "outline": True}
TEMPLATES = Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, keep_trailing_newline=True)


# ---- printing -------------------------------------------------------------------------------------------------------------
def quoted(text):
    """Text as a string of CSS has it; nothing of it can end the string, or the style sheet."""
    return Markup(text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c "))


def sheet(tree, names, whole=False):
    """The page that is to be printed, without the pages it holds: its head, and with `whole` a title page."""
    told, base = built.settings(tree), built.address(tree)
    config = told["sphinx"]["config"]
    return TEMPLATES.get_template("handout.html").render(
        title=told["title"] if whole else f"{built.titled(tree, names[0])} · {told['title']}",
        running=quoted(told["title"]),
        chapters=[(name, quoted(built.titled(tree, name))) for name in names],
        foot=quoted(base),
        address=base,
        author=told["author"],
        version=built.version(tree),
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
    page.evaluate(script, {"names": names, "address": built.address(tree), "contents": whole})
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
def papers(tree):
    """The pages of an edition that are for a class: its front page, chapters, and pages for teaching."""
    numbered = set(built.chapters(tree))
    return [page for page in built.pages(tree) if page in ("index", *numbered) or page.startswith("teaching/")]


def chapters(name, chapter=""):
    """Each chapter of a course, or one page of it, in both editions, and the teacher's pages for teaching; returns what is
    wrong, or 0."""
    trees = {who: courses.HOME / name / who for who in courses.WHO}
    there = dict.fromkeys(page for tree in trees.values() for page in built.pages(tree))
    if chapter and chapter not in there:
        near = difflib.get_close_matches(chapter, there, 1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        expected = dict.fromkeys(page for tree in trees.values() for page in papers(tree))
        return f"make: CHAPTER: found {chapter}; expected one of {', '.join(expected)}{hint}"

    def work(browser):
        for who, tree in trees.items():
            for one in [page for page in built.pages(tree) if page == chapter] if chapter else papers(tree):
                printed(browser, tree, [one], ROOT / f"_build/handouts/{name}/{who}/{one}.pdf")

    return opened(work) or 0


def book():
    """All pages of the book, one after the other."""
    return opened(lambda browser: printed(browser, ROOT, built.pages(ROOT), ROOT / "_build/book.pdf", whole=True)) or 0


if __name__ == "__main__":
    sys.exit({"chapters": chapters, "book": book}[sys.argv[1]](*sys.argv[2:]))
