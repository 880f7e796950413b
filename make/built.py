"""A built edition as it lies on disk: settings, pages in their order, titles, address, version. For what is made of it."""

import html
import sys
from pathlib import Path

import yaml

sys.path.append(str(Path(__file__).resolve().parents[1] / "book/_ext"))

import released  # noqa: E402


def settings(tree):
    return yaml.safe_load((tree / "_config.yml").read_text(encoding="utf-8"))


def contents(tree):
    return yaml.safe_load((tree / "book/_toc.yml").read_text(encoding="utf-8"))


def listed(entries):
    """The names of all pages of entries of a table of contents, in their order."""
    for entry in entries:
        yield from [entry["file"]] if "file" in entry else []
        yield from listed([*entry.get("parts", ()), *entry.get("chapters", ()), *entry.get("sections", ())])


def pages(tree):
    """The names of all pages, the front page first."""
    told = contents(tree)
    return [told["root"], *listed([told])]


def chapters(tree):
    """The names of the chapters: the pages of the parts that are counted."""
    return list(listed(part for part in contents(tree)["parts"] if part.get("numbered")))


def address(tree):
    """Where an edition is published, a release where it stays, with a slash at its end; "" where its settings do not say."""
    base = released.address(settings(tree).get("html", {}).get("baseurl", ""))
    return f"{base}/" if base else ""


def version(tree):
    """The version that an edition is cited by; "" where none is known."""
    file = tree / "CITATION.cff"
    return released.edition(yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {})[0]


def page(tree, name):
    """The HTML of a built page."""
    return (tree / f"_build/html/{name}.html").read_text(encoding="utf-8")


def titled(tree, name):
    """A page's own title."""
    whole = html.unescape(page(tree, name).partition("<title>")[2].partition("</title>")[0])
    return whole.removesuffix(f" · {settings(tree)['title']}")
