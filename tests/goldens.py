"""Goldens: what a reader gets of each mini-model and of the record, as texts that a review reads: `tests/golden/`.

    python tests/goldens.py     writes them anew (`make golden`), and says which of them changed

A model's text holds its declarations as a page words them, its constants with their sources, the scenarios, what the picture
draws as the model opens, and what is said at ten settings. The record's holds a line for each table, series or row, the cells
as a short digest: the table's own diff says what changed, and this that something did.
"""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import goldenpages
import matplotlib.collections
import matplotlib.lines
import matplotlib.patches
import matplotlib.text
from matplotlib.colors import to_hex

from widgets import contract, drawing
from widgets.record import package, table, tables
from widgets.shelf import check, ledger, library
from widgets.surfaces import numbers
from widgets.surfaces.figure import figure_html

GOLDEN = Path(__file__).parent / "golden"
SEED, CORNERS, SCATTER = 24, 4, 5  # with the opening, ten settings
MANY = 40  # points of a mark; of a longer one the ends are told, and a mean


# ---- a mini-model -------------------------------------------------------------------------------------------------------
def model(name):
    """What a reader gets of a mini-model, as lines."""
    module = library.load(name)
    needs, start = library.record(module), library.settings(module, {})
    opened = library.work(module, start, needs)
    parts = {
        "TEXTS": _texts(module),
        "CONTROLS": [line for key, one in module.CONTROLS.items() for line in _control(key, one, module.CONTROLS)],
        "RESULTS": [f"{key}: {_plain(one)}" for key, one in module.RESULTS.items()],
        "CONSTANTS": [_constant(row) for row in ledger.constants(name, vars(module), library.sources(name)[name])],
        "RECORD": [_needed(key, one) for key, one in needs.items()],
        "SCENARIOS": [f"{label}: {_plain(changes)}" for label, changes in library.scenarios(module).items()],
        "PICTURE": _picture(drawing.draw(module, opened)),
        "NUMBERS": _numbers(module, opened),
    }
    for n, values in enumerate(ten(module.CONTROLS)):
        parts[f"SAID {n}"] = _said(module, values, start, library.work(module, values, needs))
    return [line for head, lines in parts.items() for line in ["", head, *lines]][1:]


def ten(controls):
    """Ten settings: the opening, the corners where all is at its least and at its most, two more corners, a scatter."""
    start = {name: one["default"] for name, one in controls.items()}
    ends = {name: check.ends(one) for name, one in controls.items()}
    whole = [{name: both[at] for name, both in ends.items()} for at in (0, -1)]
    mixed = [{name: both[-(i + k) % 2] for i, (name, both) in enumerate(ends.items())} for k in range(CORNERS - 2)]
    return [start, *whole, *mixed, *check.trials(controls, SCATTER, SEED)[-SCATTER:]]


def _texts(module):
    asked = getattr(module, "QUESTION", None)
    question = [f"QUESTION: {asked['ask']}", f"  reply: {asked['reply']}"] if asked else []
    question += [f"  {answer}: {_plain(changes)}" for answer, changes in asked["options"].items()] if asked else []
    return [f"{key}: {getattr(module, key)}" for key in ("TITLE", "SENTENCE", "ALT", "LIMITS")] + question


def _control(key, one, controls):
    """A control as its figure words it, a line for each thing said."""
    if one["kind"] == "number":
        yield f"{key}: {one['label']}; {one['low']} to {one['high']} by {one['step']} {one['unit']}"
    else:
        yield f"{key}: {one['label']}; {_plain(one.get('options') or {'on': one['on'], 'off': one['off']})}"
    yield f"  opens at {contract.words(one['default'], one)}" + (", under More settings" if one["more"] else "")
    yield f"  {numbers.standing(one)}; {numbers.known(one)}"
    if one["between"]:
        yield f"  {one['between'][0]} to {one['between'][1]} tried or given"
    if one["when"]:
        yield f"  {numbers.condition(one, controls)}"
    rest = {part: one.get(part) for part in ("names", "zero", "play", "decimals", "source") if one.get(part)}
    if rest:
        yield f"  {_plain(rest)}"


def _plain(value):
    """A declaration on one line, without what it does not say."""
    kept = {key: one for key, one in value.items() if one not in (None, "") and (key, one) != ("decimals", 0)}
    return json.dumps(kept, ensure_ascii=False)[1:-1] or "as it opens"


def _constant(row):
    return f"{row['name']} = {row['value']}  [{row['assumed'] or '; '.join(row['source'])}: {row['status']}]"


def _needed(key, one):
    counted = ", ".join(f"{status} {many}" for status, many in sorted(Counter(one.statuses).items()))
    values = one.values if isinstance(one.values, dict) else dict(zip(one.years, one.values, strict=True))
    where = f"{one.name}; {one.label}; {one.unit}; {contract.LAYERS[one.layer]}; {'; '.join(one.source)}"
    return f"{key}: {where}; {counted}; {len(values)} values {digest(values)}"


def _numbers(module, values):
    """The amounts, and the tables under the picture, as the model opens."""
    lines = [f"{label}: {told}" for _, label, told in numbers.amounts(module, values)]
    for one in numbers.tables(module, values):
        lines.append(f"{one['head']} | {' | '.join(one['labels'])}")
        lines += [f"  {row['name']} | {' | '.join(row['cells'])}" for row in one["rows"]]
    return lines


def _said(module, values, start, known):
    moved = "; ".join(f"{name} {value}" for name, value in values.items() if value != start[name])
    lines = [f"{key}: {words}" for key, words in library.said(module, known).items()]
    return [moved or "as it opens", *lines, *[f"{label}: {told}" for _, label, told in numbers.amounts(module, known)]]


# ---- its picture --------------------------------------------------------------------------------------------------------
def _picture(fig):
    """A line for each thing drawn: words, hue, gid, and where it stands in the units of its axes."""
    lines = [_thing(one) for one in fig.texts]
    for axes in fig.axes:
        scale = "log" if "log" in (axes.get_xscale(), axes.get_yscale()) else "even"
        lines.append(f"axes: {_numbers_of([*axes.get_xlim(), *axes.get_ylim()])} {scale}")
        ticks = [label.get_text() for one in (axes.xaxis, axes.yaxis) for label in one.get_ticklabels()]
        lines += [f"  ticks: {' | '.join(filter(None, ticks))}"] if any(ticks) else []
        ours = [
            one for one in axes.get_children() if one not in [*axes.spines.values(), axes.patch, axes.xaxis, axes.yaxis]
        ]
        lines += [f"  {_thing(one)}" for one in ours if not isinstance(one, matplotlib.text.Text) or one.get_text()]
    return lines


def _thing(artist):
    kind, hue, points = type(artist).__name__, "", []
    if isinstance(artist, matplotlib.text.Text):
        hue, points = artist.get_color(), [artist.get_position()]
        kind = json.dumps(artist.get_text(), ensure_ascii=False)
    elif isinstance(artist, matplotlib.lines.Line2D):
        hue, points = artist.get_color(), artist.get_path().vertices
        kind = f"{artist.get_linestyle()} {artist.get_marker()}".replace("None", "")
    elif isinstance(artist, matplotlib.patches.Patch):
        hue = artist.get_edgecolor() if artist.get_hatch() or not artist.get_fill() else artist.get_facecolor()
        kind += " hatched" if artist.get_hatch() else ""
        points = artist.get_patch_transform().transform_path(artist.get_path()).vertices
    elif isinstance(artist, matplotlib.collections.Collection):
        points = [point for path in artist.get_paths() for point in path.vertices]
    shown = drawing.VARIABLES.get(to_hex(hue).upper(), to_hex(hue)) if hue != "" else ""
    return " ".join(filter(None, [kind, shown, artist.get_gid(), _numbers_of([n for p in points for n in p])]))


def _numbers_of(values):
    """Numbers to four digits, which is less than a pixel; of many the first, the last and the mean."""
    told = [f"{float(value):.4g}" for value in values]
    if len(told) <= 2 * MANY:
        return " ".join(told)
    known = [float(value) for value in values if value == value]
    return f"{len(told)} numbers, {told[0]} {told[1]} to {told[-2]} {told[-1]}, mean {sum(known) / len(known):.4g}"


# ---- the record ---------------------------------------------------------------------------------------------------------
def digest(value):
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:8]


def record():
    """A line for each table, and below it one for each series or row, as lines."""
    lines = []
    for name in tables():
        rows = table(name)
        marked = [key for key in rows[0] if key == "status" or key.endswith("_status")]
        found = Counter(row[key] for row in rows for key in marked if row[key])
        counted = ", ".join(f"{status} {found[status]}" for status in contract.STATUSES if found[status])
        lines += ["", f"{name}: {len(rows)} rows; {', '.join(rows[0])}; {counted or 'no statuses'}"]
        lines += [f"  as described {digest(package(name))}"]
        of_series = package(name)["schema"].get("primaryKey") == ["series", "place", "year"]
        lines += _series(rows) if of_series else _rows(name, rows)
    return lines[1:]


def _series(rows):
    found = {}
    for row in rows:
        found.setdefault((row["series"], row["place"]), []).append(row)
    for (name, place), own in found.items():
        years, cells = f"{own[0]['year']}-{own[-1]['year']}", [list(row.values()) for row in own]
        yield f"  {name}, {place}: {years} {_marks(own)} {digest(cells)}"


def _marks(rows):
    return ", ".join(
        f"{status} {many}" for status, many in sorted(Counter(row["status"] or "none" for row in rows).items())
    )


def _rows(name, rows):
    key = package(name)["schema"]["primaryKey"]
    for row in rows:
        yield f"  {', '.join(str(row[column]) for column in key)}: {row.get('status') or '-'} {digest(list(row.values()))}"


def works():
    """A line for each work of the bibliography."""
    return [f"{key}: {work.get('known')} {digest(work)}" for key, work in ledger.references().items()]


# ---- the page's figure ------------------------------------------------------------------------------------------------------
PAGED = ("follow_the_grain", "labour_split")  # between them nearly all that the template knows


def figure():
    """The HTML of some figures, without their drawings, their equations and their cards, which have other tests."""
    lines = []
    for name in PAGED:
        html = figure_html(name, {}, name)
        html = re.sub(r"<(svg|pre|script)\b([^>]*)>.*?</\1>", r"<\1\2/>", html, flags=re.S)
        lines += ["", name, *[line for line in re.split(r"\n|(?<=>)(?=<)", html) if line.strip()]]
    return lines[1:]


# ---- the files ----------------------------------------------------------------------------------------------------------
OTHERS = {"record": record, "works": works, "figure": figure, "pages": goldenpages.pages}


def texts():
    """The names of all golden texts: those of the mini-models, and the others."""
    return [name for name in library.names() if not name.startswith("specimen")] + list(OTHERS)


def made(name):
    """The golden text of this name as the book would have it now, as lines."""
    lines = OTHERS[name]() if name in OTHERS else model(name)
    return [line.rstrip() for line in lines]


def path(name):
    return GOLDEN / f"{name}.txt"


def kept(name):
    """The golden text as it stands, as lines; none where there is no file."""
    return path(name).read_text(encoding="utf-8").splitlines() if path(name).is_file() else []


def renew():
    """Write all golden texts, take away those of nothing; return the names of those that changed."""
    GOLDEN.mkdir(exist_ok=True)
    changed = []
    for name in texts():
        lines = made(name)
        if lines != kept(name):
            path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
            changed.append(name)
    for stale in {one.stem for one in GOLDEN.glob("*.txt")} - set(texts()):
        path(stale).unlink()
        changed.append(stale)
    return changed


if __name__ == "__main__":
    print("\n".join(f"tests/golden/{name}.txt changed: read its diff" for name in renew()) or "No golden text changed.")
