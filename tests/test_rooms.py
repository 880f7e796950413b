"""The rooms of `widgets/`: each says in one sentence what it is, and every import runs down, never in a circle."""

import ast
import re
import shutil
from pathlib import Path

import pytest

WIDGETS = Path(__file__).parents[1] / "widgets"
# from the ground up; a room may import from itself and from those before it, and the ground in this order only
FLOORS = [
    "contract",
    "fonts",
    "retold",
    "drawing",
    "described",
    "record",
    "places",
    "models",
    "live",
    "shelf",
    "surfaces",
    "charts",
    "",
]


def imports(path):
    """[(line, dotted name)] of all that a file imports: `from widgets.shelf import check` is widgets.shelf.check."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            found += [(node.lineno, f"{start}.{alias.name}") for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
    return found


def room(name):
    """The floor of a dotted name: widgets.shelf.check is on shelf; what `widgets` itself offers is above all."""
    place = [*name.split("."), ""][1]
    return FLOORS.index(place if place in FLOORS else "")


def upward(widgets):
    """One line for each import that does not run down."""
    found = []
    for path in sorted(widgets.rglob("*.py")):
        own = room(dotted(path, widgets))
        for line, name in imports(path):
            inside = name.split(".")[0] in ("widgets", "")
            foreign = own == FLOORS.index("models") and not re.match(r"math$|widgets\.(contract|models)\.", name)
            if foreign or (inside and (name[0] == "." or room(name) > own)):
                found.append(f"{path.relative_to(widgets.parent)}:{line} imports {name}")
    return found


def dotted(path, widgets):
    return ".".join(path.relative_to(widgets.parent).with_suffix("").parts).removesuffix(".__init__")


def test_every_import_runs_down_and_models_import_no_machinery():
    assert upward(WIDGETS) == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("shelf/library.py", "from widgets.surfaces import numbers"),
        ("shelf/check.py", "import widgets.charts.still"),
        ("drawing.py", "from widgets import record"),
        ("surfaces/page.py", "from widgets import chart"),
        ("models/labour_split.py", "from widgets.shelf import library"),
        ("models/labour_split.py", "import numpy"),
        ("live/host.py", "from widgets.shelf.library import load"),
        ("shelf/ledger.py", "from ..charts import parts"),
    ],
)
def test_an_import_that_runs_up_is_named(tmp_path, file, line):
    shutil.copytree(WIDGETS, tmp_path / "widgets", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "widgets" / file
    path.write_text(path.read_text(encoding="utf-8") + f"\n\ndef late():\n    {line}\n", encoding="utf-8")
    (told,) = upward(tmp_path / "widgets")
    assert told.startswith(f"widgets/{file}:")


def circle(widgets):
    """The first chain of modules that import each other in a ring, or []."""
    paths = {dotted(path, widgets): path for path in sorted(widgets.rglob("*.py"))}
    leads = {}
    for own, path in paths.items():
        names = [name if name in paths else name.rpartition(".")[0] for _, name in imports(path)]
        leads[own] = [name for name in names if name in paths and name != own]

    def walk(chain):
        if chain[-1] in chain[:-1]:
            return chain
        return next(filter(None, (walk([*chain, one]) for one in leads[chain[-1]])), [])

    return next(filter(None, (walk([name]) for name in leads)), [])


def test_no_module_imports_itself_by_a_detour(tmp_path):
    assert circle(WIDGETS) == []
    shutil.copytree(WIDGETS, tmp_path / "widgets", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "widgets/shelf/marked.py").open("a", encoding="utf-8") as file:
        file.write("\nfrom widgets.shelf.library import load\n")
    assert {"widgets.shelf.marked", "widgets.shelf.library"} <= set(circle(tmp_path / "widgets"))


def test_each_room_begins_with_one_sentence():
    for path in sorted(WIDGETS.glob("*/__init__.py")):
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert re.fullmatch(r"[A-Z][^.]+\.", said), f"{path.relative_to(WIDGETS.parent)}: {said!r}"
        assert path.parent.name in FLOORS
