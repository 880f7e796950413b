"""Shipped: what of others goes out with the pages, with version, copyright and licence, in one file at every page's foot.

What it is stands in shipped.yml. Versions, and the words of a licence where the package brings them, are those of the packages
that the book was built with.
"""

import json
from importlib import metadata
from pathlib import Path

import han
import yaml
from sphinx.errors import ExtensionError

HERE = Path(__file__).parent
FILE = "licences.txt"
BEGINS = """What of others goes out with the pages of this book, and under which licence. The book's own text stands under
CC BY 4.0, its code under the MIT licence, each of its tables under the one that the page "Data and sources" names.
"""


def listed():
    """{"own": patterns of files, "theirs": [{name, file, licence, copyright, node or python: its package, text}]}."""
    return yaml.safe_load((HERE / "shipped.yml").read_text(encoding="utf-8"))


def package(root, one):
    """(version, the words of its licence or None) of the package that something comes from."""
    if "python" in one:
        brought = metadata.distribution(one["python"])
        file = next((path for path in brought.files if path.name == "LICENSE"), None)
        return brought.version, file and file.read_text(encoding="utf-8")
    folder = han.installed(root, f"node_modules/{one['node']}")
    if not folder:
        raise ExtensionError(f"{one['node']} is not in node_modules. It is set up by `make book`.")
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    file = folder / "LICENSE"
    return version, file.read_text(encoding="utf-8") if file.is_file() else None


def entry(root, one):
    version, words = package(root, one)
    if "text" in one:
        words = (HERE / "licences" / one["text"]).read_text(encoding="utf-8")
    head = (
        f"{one['name']}, {version}\nIn: _static/{one['file']}\nLicence: {one['licence']}\nCopyright {one['copyright']}"
    )
    return f"{'=' * 100}\n{head}\n\n{words.strip()}\n"


def bring(root, static):
    """Write the list beside the pages' other files."""
    entries = [entry(root, one) for one in listed()["theirs"]]
    (static / FILE).write_text("\n".join([BEGINS, *entries]), encoding="utf-8")
