"""A Common Cartridge for learning systems: links to a published edition, its models in frames, its self-checks, ungraded.

    python make/cartridge.py [COURSE]    _build/cartridges/COURSE.imscc; without COURSE the book's, book.imscc

It keeps to version 1.1, the newest whose schemas could be read (tests/test_cartridge.py has their rules). Solutions and
teacher's notes have no part in it. The same pages give the same bytes.
"""

import re
import sys
from pathlib import Path

import built
import course as courses
import zip as packing
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent / "imscc"), autoescape=True)
LINK, MODEL, CHECKS = "imswl_xmlv1p1", "webcontent", "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
FIGURE = re.compile(r'<figure class="model[^>]*data-explorable="(\w+)"')
DRAWN = re.compile(r"<figure.*?</figure>", re.S)  # most of a page, and no part of a question
KEPT = {"p", "em", "strong", "code", "sub", "sup", "ul", "ol", "li"}  # and whatever says which language it is in
FEWEST = 3  # answers of a multiple choice, in the cartridge's profile


def drawn(template, **said):
    return TEMPLATES.get_template(template).render(said).encode() + b"\n"


# ---- the self-checks of a page --------------------------------------------------------------------------------------------
def plain(part):
    """What a part of a page says, as HTML that any learning system shows: words, paragraphs, emphasis, languages."""
    for note in part.select(".to-note, .vh"):
        note.decompose()
    for one in part.find_all(True):
        language = one.get("lang")
        one.attrs = {"lang": language} if language else {}
        if one.name not in KEPT and not language:
            one.unwrap()
    return " ".join(part.decode_contents().split())


def checks(html):
    """The self-checks of a page: [{question, answers: [{text, reply, right}]}]."""
    found = []
    for box in BeautifulSoup(DRAWN.sub("", html), "html.parser").select(".check"):
        answers = [
            {
                "right": "right" in one.get("class", ()),
                "text": plain(one.select_one(".sd-summary-text")),
                "reply": plain(one.select_one(".sd-summary-content")),
            }
            for one in box.select("details")
        ]
        for rest in box.select("details, .admonition-title"):
            rest.decompose()
        found.append({"question": plain(box), "answers": answers})
    return found


def told(tree, name):
    """A page's self-checks that a cartridge can hold; says which it cannot."""
    found = checks(built.page(tree, name))
    for one in found:
        if len(one["answers"]) < FEWEST:
            print(f"{name}: left out, for a cartridge’s questions have {FEWEST} answers or more: {one['question']}")
        elif sum(answer["right"] for answer in one["answers"]) != 1:
            sys.exit(f"{name}: found no answer marked as the right one, or several; expected one: {one['question']}")
    return [one for one in found if len(one["answers"]) >= FEWEST]


# ---- what the cartridge holds ---------------------------------------------------------------------------------------------
def held(trees, name):
    """What belongs to a page: [(resource, its content)], the link to it first, then its models and its self-checks."""
    tree, teacher = trees
    language, book = built.settings(tree)["sphinx"]["config"]["language"], built.settings(tree)["title"]
    address, key, title = built.address(tree), name.replace("/", "-"), built.titled(tree, name)
    link = {"key": f"link-{key}", "type": LINK, "file": f"links/{key}.xml", "title": title}
    yield link, drawn("link.xml", title=title, address=f"{address}{name}.html")
    for model in dict.fromkeys(FIGURE.findall(built.page(tree, name))):
        says = built.titled(tree, f"embed/{model}")
        one = {"key": f"model-{model}", "type": MODEL, "file": f"models/{model}.html", "title": f"Model: {says}"}
        at = f"{address}embed/{model}.html"
        yield one, drawn("model.html", title=says, book=book, address=at, language=language)
    if found := told(teacher, name):
        one = {"key": f"checks-{key}", "type": CHECKS, "file": f"checks/{key}.xml", "title": f"Check yourself: {title}"}
        yield one, drawn("checks.xml", key=one["key"], title=one["title"], checks=found, language=language)


def parts(tree):
    """[(title of a part, its pages)]; the front page begins the first, and solutions are in none."""
    contents = built.contents(tree)
    found = [(part.get("caption", ""), list(built.listed([part]))) for part in contents["parts"]]
    found[0][1].insert(0, contents["root"])
    title = built.settings(tree)["title"]
    kept = [
        (caption or title, [name for name in names if not name.startswith("solutions/")]) for caption, names in found
    ]
    return [(caption, names) for caption, names in kept if names]


def files(trees, name="book"):
    """All files of the cartridge of an edition: {name: bytes}. `trees`: the students' and the teacher's; the book is both.

    The teacher's has the marks of right answers, and is read for these alone.
    """
    made, resources, outline = {}, {}, []
    for caption, names in parts(trees[0]):
        pages = []
        for page in names:
            holds = list(held(trees, page))
            made |= {one["file"]: content for one, content in holds}
            resources |= {one["key"]: one for one, _ in holds}
            title = built.titled(trees[0], page)
            pages.append({"key": page.replace("/", "-"), "title": title, "holds": [one for one, _ in holds]})
        outline.append({"title": caption, "pages": pages})
    said = built.settings(trees[0])
    said |= {"name": name, "language": said["sphinx"]["config"]["language"], "address": built.address(trees[0])}
    manifest = drawn("manifest.xml", **said, parts=outline, resources=list(resources.values()))
    return {"imsmanifest.xml": manifest, **dict(sorted(made.items()))}


def main(name=""):
    trees = [courses.HOME / name / who for who in courses.WHO] if name else [ROOT, ROOT]
    if not built.address(trees[0]):
        where = f"address: in courses/{name}.yml" if name else "html: baseurl in _config.yml"
        return f"make: {where}: found nothing; expected the address at which this is published: a cartridge leads there"
    file = ROOT / f"_build/cartridges/{name or 'book'}.imscc"
    file.parent.mkdir(parents=True, exist_ok=True)
    packing.written(file, files(trees, file.stem).items())
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e3:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
