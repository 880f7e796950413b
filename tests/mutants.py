"""Mutants: single slips planted in copies of the book, each held against the tests nearest to it: the quick ones first.

    python tests/mutants.py [COUNT] [SEED] [AREA]     `make mutants`: 300 slips, some hours on two cores

Where no quick test notices it, the slow ones of the same files are asked. Where a slip shows only in what is built, that is
built again with it: the small book of the tests for the hooks of the build, the page's runtime for its scripts, which are then
tried in a browser.

A slip is what a hand does wrong: a number one more, an operator or a comparison turned, two arguments swapped, a statement
or a branch left out, another word in a text. They are drawn by seed, as many from each area. Printed is a table by area, and
each slip that no test noticed: what a reader would see wants a test. cosmic-ray knows no words, statements, tables, templates
and JavaScript, and works on the folder it stands in; mutmut works on functions, and a mini-model is mostly declarations.
"""

import ast
import contextlib
import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "node_modules", "ratio", "courses.*", "__pycache__")
PATIENCE = 600  # seconds for one slip: past that it is caught, as a suite that hangs is noticed
COURSES = ["course", "course_own", "cartridge", "tongue"]
# {area: {a file: the tests that could notice a slip in it}}, "" those of the others
NEAREST = {
    "scripts": {
        "": ["reader"], "beside": ["beside"], "handles": ["handles"], "pick": ["province_map"], "take": ["taken"],
        "play": ["follow_the_grain"], "work": ["work"], "picture": ["taken", "reader"], "marks": ["agreement"],
        "ahead": ["front_end", "ahead"], "words": ["taken"], "dressed": ["front_end"], "swipe": ["beside"], "card": ["page"],
        **dict.fromkeys(("cells", "kernel", "notebook"), ["front_end"]),
        **dict.fromkeys(("emptied", "engine", "worker"), ["cell"]),
    },
    "make": {
        "": COURSES, "built": ["cartridge", "epub"], "cartridge": ["cartridge"], "chapter": ["commands"],
        "course": [*COURSES, "course_fork"], "zip": ["commands", "epub"], "classtable": ["work"], "ensemble": ["ensemble"],
        "epub": ["epub"], "handout": ["handout"], "model": ["build_a_model"], "coursediff": ["course_fork"],
        "models": ["settings", "build_a_model", "contract"],
        "pages": ["pages_hold", "settings"], "plain": ["portable", "contributing"], "release": ["publishing"],
        "settings": ["settings", "notebook"], "versions": ["versions"], "why": ["settings"],
        "merged": ["settings", "pages_hold"], "sample": ["golden"],
        **dict.fromkeys(("catalogue", "translated", "prose"), ["tongue"]),
    },
}  # fmt: skip
READ = "tests/test_golden.py::test_a_reader_gets_what_was_read_in_review"
# {area: (files, the tests that could notice a slip in one of them; {name} is the file's own)}
AREAS = {
    "models": ("widgets/models/[a-z]*.py", [READ + "[{name}]", "tests/test_{name}.py"]),
    "contract": ("widgets/contract.py", ["tests/test_golden.py", "tests/test_contract.py", "tests/test_words.py"]),
    "shelf": ("widgets/shelf/[a-z]*.py", ["tests/test_contract.py", "tests/test_{name}.py", "tests/test_units.py",
              "tests/test_library.py", "tests/test_data_ledger.py", "tests/test_overlay.py", "tests/test_opened.py",
              "tests/test_tongue.py"]),
    "hooks": ("book/_ext/*.py", [READ + "[pages]", "tests/test_{name}.py", "tests/test_portable.py",
              "tests/test_evidence.py", "tests/test_listed.py", "tests/test_notebooks_stored.py", "tests/test_han.py",
              "tests/test_search.py", "tests/test_anywhere.py", "tests/test_versions.py", "tests/test_hostile.py"]),
    "make": ("make/*.py", ["tests/test_{name}.py"]),
    "scripts": ("widgets/live/*.js", ["tests/test_runtime.py"]),
    "templates": ("widgets/surfaces/figure.html", [READ + "[figure]", "tests/test_overlay.py"]),
    "tables": ("data/*.csv", [READ + "[record]", "tests/test_data.py"]),
    "works": ("book/references.bib", [READ + "[works]", "tests/test_data_ledger.py"]),
}  # fmt: skip
# what is built again with a slip in a file or an area, before the tests: a build that stops has noticed it
BUILT = {
    "make/sample.py": "python make/sample.py",
    "hooks": "rm -rf _build/sample/_build && python make/sample.py",
    "scripts": "node widgets/live/build.mjs && for site in _build/html _build/sample/_build/html; "
    "do cp _build/live/live.js $site/_static/; done",
}  # fmt: skip
IN_BROWSERS = ["scripts", "make"]  # whose effect is seen there alone
STATEMENT = r"^( *)[a-z][\w.\[\]\"']*(?:\(.*\);?| = [^{(\[]*;| \+?= [^{(\[]*[^,:{(\[])$"
WORDS = r"(?<=[a-z,] )(?!return|else|from|import|with|else)[a-z]{4,}(?=[ ,.;][ a-z\"'])"  # among others: no name of the code
# kinds of slips: (name, what it finds in a line, what it makes of it)
KINDS = [
    ("number", r"(?<![\w#.&%-])\d+(?!\w)", lambda m: str(int(m[0]) + 1)),
    ("operator", r" (?:\+|-|\*|/|and|or|&&|\|\|) ", lambda m: m[0].translate(TURNED) if len(m[0]) == 3 else OTHER[m[0]]),
    ("comparison", r" (?:<=|>=|===?|!==?|<|>) ", lambda m: COMPARED[m[0]]),
    ("arguments", r"(?<=\()([a-z_]\w*), ([a-z_]\w*)(?=[,)])", lambda m: f"{m[2]}, {m[1]}"),
    ("statement", STATEMENT, lambda m: m[1] + ("" if m[0].endswith(";") else "None")),
    ("branch", r"(?<=^)( *)(if|elif) (.*):$", lambda m: f"{m[1]}{m[2]} False and ({m[3]}):"),
    ("branch", r"\bif \((?=[^{]*\) )", lambda m: "if (false && "),
    ("truth", r"\b(?:True|False|true|false)\b", lambda m: FLIPPED[m[0]]),
    ("word", WORDS, lambda m: m[0][::-1] if m[0] != m[0][::-1] else m[0] + "s"),
]  # fmt: skip
TURNED = str.maketrans("+-*/", "-+/*")
OTHER = {" and ": " or ", " or ": " and ", " && ": " || ", " || ": " && "}
COMPARED = {
    " < ": " <= ",
    " <= ": " < ",
    " > ": " >= ",
    " >= ": " > ",
    " == ": " != ",
    " != ": " == ",
    " === ": " !== ",
    " !== ": " === ",
}
FLIPPED = {"True": "False", "False": "True", "true": "false", "false": "true"}


# ---- slips --------------------------------------------------------------------------------------------------------------
def drawn(area, count, dice):
    """So many slips of an area: [(path, line number, kind, the line as it was, as it becomes)]."""
    paths = sorted(ROOT.glob(AREAS[area][0]))
    found = []
    for _ in range(200 * count):
        path = dice.choice(paths)
        lines = path.read_text(encoding="utf-8").splitlines()
        at, (kind, pattern, change) = dice.randrange(len(lines)), dice.choice(KINDS)
        places = list(re.finditer(pattern, lines[at]))
        said = re.search(r"\s// ", lines[at])  # what only who reads the code is told is no slip of theirs
        places = [one for one in places if not said or one.start() < said.start()]
        if not places or lines[at].lstrip().startswith(("#", "//", '"""', "{#")):
            continue
        place = dice.choice(places)
        line = lines[at][: place.start()] + change(place) + lines[at][place.end() :]
        slip = (path.relative_to(ROOT), at + 1, kind, lines[at], line)
        if slip not in found and line != lines[at] and works(path, [*lines[:at], line, *lines[at + 1 :]], lines):
            found.append(slip)
        if len(found) == count:
            break
    return found


def works(path, lines, before):
    """Whether a slip leaves a file that can be read, and changes more of it than its docstrings."""
    if path.suffix != ".py":
        return True
    try:
        return _dumped(lines) != _dumped(before)
    except SyntaxError:
        return False


def _dumped(lines):
    tree = ast.parse("\n".join(lines))
    for node in ast.walk(tree):
        documented = isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node)
        if documented:
            node.body = node.body[1:]
    return ast.dump(tree)


# ---- the tests ----------------------------------------------------------------------------------------------------------
def tests(area, path, home):
    """The tests that could notice a slip in a file."""
    name = path.stem
    known = [one.format(name=name) for one in AREAS[area][1]]
    nearest = NEAREST.get(area, {"": []})
    known += [f"tests/test_{one}.py" for one in nearest.get(name, nearest[""])]
    return [one for one in dict.fromkeys(known) if (home / one.split("::")[0]).is_file()]


def noticed(home, area, chosen, patience=PATIENCE, *, built="", slow=False):
    """What a build and the tests say of a copy: "caught", "hung", or "" where they pass. slow: with those that take longer."""
    quick = "not long and not lab" if area in IN_BROWSERS else "not browser and not long and not lab"
    kinds = "not lab" if slow else quick
    only = ["-m", kinds, "-p", "no:cacheprovider", *chosen]
    tested = shlex.join([sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "--tb=no", *only])
    command = f"{built or BUILT.get(area, 'true')} && {tested}"
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join([str(home), os.environ.get("PYTHONPATH", "")])}
    surroundings["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), surroundings["PATH"]])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    with subprocess.Popen(["sh", "-c", command], cwd=home, env=surroundings, **quiet) as running:
        try:
            return "caught" if running.wait(patience) else ""
        except subprocess.TimeoutExpired:
            return "hung"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)  # with all that a test started


def tried(home, area, slip):
    """What the tests say of one slip, planted in the copy and taken out again."""
    path, at, _, _, line = slip
    text = (home / path).read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    lines[at - 1] = line + lines[at - 1][len(lines[at - 1].rstrip("\r\n")) :]
    (home / path).write_text("".join(lines), encoding="utf-8")
    try:
        chosen, built = tests(area, path, home), BUILT.get(path.as_posix(), "")
        found = noticed(home, area, chosen, built=built)
        return found or noticed(home, area, chosen, 3 * PATIENCE, built=built, slow=True)
    finally:
        (home / path).write_text(text, encoding="utf-8")


def main(count=300, seed=1958, area=""):
    """Draw, plant and count the slips; print the table and what was not noticed."""
    dice, areas = random.Random(int(seed)), [area] if area else list(AREAS)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "book"
        shutil.copytree(ROOT, home, symlinks=True, ignore=LEFT_OUT)
        (home / "node_modules").symlink_to((ROOT / "node_modules").resolve())
        table, missed = {}, []
        for one in areas:
            slips = drawn(one, -(-int(count) // len(areas)), dice)
            every = sorted({test for slip in slips for test in tests(one, slip[0], home)})
            if noticed(home, one, every, 6 * PATIENCE):
                sys.exit(f"{one}: its tests do not pass as the book stands: {' '.join(every)}")
            said = []
            for slip in slips:
                said.append(tried(home, one, slip))
                print(f"{said[-1] or 'not noticed'}: {slip[0]}:{slip[1]}, {slip[2]}", file=sys.stderr, flush=True)
            table[one] = [len(slips), len([word for word in said if word])]
            missed += [slip for slip, word in zip(slips, said, strict=True) if not word]
            print(f"{one:<10} {table[one][0]:>4} slips {table[one][1]:>4} caught", flush=True)
    slips, caught = (sum(row[i] for row in table.values()) for i in (0, 1))
    print(f"{'all':<10} {slips:>4} slips {caught:>4} caught, {100 * caught / max(1, slips):.0f} per cent\n")
    for path, at, kind, before, after in missed:
        print(f"{path}:{at}: {kind}, not noticed\n  - {before.strip()[:160]}\n  + {after.strip()[:160]}")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # by the way that takes the copy and its tests along
    main(*sys.argv[1:])
