"""A course: lays out its two editions, the students' and the teacher's, as source trees, and builds each as the book is built.

    python make/course.py build NAME     _build/courses/NAME/student/ and teacher/, the pages in _build/html of each
    python make/course.py lay NAME       the trees alone
    python make/course.py check [NAME]   look over the course file, or all of them
    python make/course.py published      the name of the one that says `publish: true`, if there is one

A tree is what `book/`, `widgets/` and `data/` would be if the book were that edition, with `edition.json` beside them. Nothing
of the repository is edited. The students' tree never holds what students are not to have, so that no page, index, download or
pickle made of it can.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import coursefile
import courselaid
import coursemodels
import coursenames
import translated
from coursefile import ROOT

HOME = ROOT / "_build/courses"
WHO = "student", "teacher"
BUILD = "build book --config _config.yml --path-output . -W -n --keep-going".split()
TOLD = re.compile(r"(?:Warning, treated as error:\s*)?(\S+?): ?(\d+: )?(?:WARNING|ERROR|CRITICAL): .*")


def checked(name):
    """A course without mistakes; ends with all of them."""
    course = looked(name)
    return course if not course.wrong else sys.exit("\n".join(course.wrong))


def looked(name):
    """A course, with all that is wrong with it; what names nothing is told before what models cannot bear."""
    course = coursefile.load(name)
    for look in (coursenames.look, coursemodels.look, translated.look):
        course = course if course.wrong else look(course)
    return course


def written(tree, files):
    """Bring a tree to hold these files and no others, {path: bytes or the file to copy}. One that is the same is left as it is:
    its date tells the builder that nothing has changed."""
    for path in [path for path in tree.rglob("*") if path.is_file() or path.is_symlink()]:
        own = path.relative_to(tree)
        if own.parts[0] != "_build" and own.as_posix() not in files and "__pycache__" not in own.parts:
            path.unlink()
    for name, given in files.items():
        path, content = tree / name, given.read_bytes() if isinstance(given, Path) else given
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    link = tree / "book/widgets"
    if not link.is_symlink():
        link.symlink_to("../widgets")


def lay(name):
    """Lay out both editions; returns the course."""
    course = checked(name)
    for warning in courselaid.warnings(course):
        print(warning)
    for who in WHO:
        written(HOME / name / who, courselaid.files(course, who))
    return course


def build(name):
    """Lay out both editions and build them; returns what is to be told at the end."""
    course, told_once = lay(name), set()
    for who in WHO:
        tree = HOME / name / who
        prepared(tree)
        built = jupyter_book(tree)
        if built.returncode:
            shutil.rmtree(
                tree / "_build/.doctrees", ignore_errors=True
            )  # else the next build takes what failed for done
            return "\n".join(told(course, tree, built.stdout + built.stderr))
        print(*noticed(course, tree, built.stdout, told_once), f"Open {tree / '_build/html/index.html'}", sep="\n")
    print(*courselaid.missing(course), sep="\n", end="\n" if translated.language(course) else "")
    return 0


def prepared(tree):
    """The page's runtime; and what notebooks gave when last run with the same models and tables, in the book or in a course."""
    shutil.copytree(ROOT / "_build/live", tree / "_build/live", dirs_exist_ok=True)
    (ROOT / "_build/.jupyter_cache").mkdir(exist_ok=True)
    if not (tree / "_build/.jupyter_cache").exists():
        (tree / "_build/.jupyter_cache").symlink_to(ROOT / "_build/.jupyter_cache")


def jupyter_book(tree):
    builder = Path(sys.executable).with_name("jupyter-book")
    environment = {**os.environ, "PYTHONPATH": str(tree), "NO_COLOR": "1"}  # the tree's widgets, not the installed ones
    return subprocess.run([builder, *BUILD], cwd=tree, env=environment, capture_output=True, text=True, check=False)


def told(course, tree, said):
    """What stopped a build: each line with the file that an author can mend; all that was said where no line names one."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", said)
    lines = [line for line in dict.fromkeys(plain.splitlines()) if TOLD.match(line)]
    reports = sorted((tree / "_build/html/reports").rglob("*.err.log"))
    lines += [
        f"{path.name.removesuffix('.err.log')}: {path.read_text('utf-8').strip().splitlines()[-1]}" for path in reports
    ]
    return [named(course, tree, line) for line in lines] or plain.splitlines()[-40:]


def noticed(course, tree, said, before):
    """What an author may want to word anew, of the pages that this build has read (book/_ext/opened.py); nothing twice."""
    lines = {line.partition(": NOTICE: ")[2]: line for line in said.splitlines() if ": NOTICE: " in line}
    new = [named(course, tree, line) for words, line in lines.items() if words not in before]
    before.update(lines)
    return new


def named(course, tree, line):
    """A line about a file of the tree, as one about the file that this was made of."""
    own = {path.name for path in course.folder.glob("*")}

    def source(found):
        return f"courses/{course.name}/{found[1]}" if found[1] in own else f"book/{found[1]}"

    return re.sub(rf"{re.escape(str(tree))}/book/([\w./-]+)", source, line).replace(f"{tree}/", "")


def check(*asked):
    """Look over course files; returns their mistakes. Two that are published are one too many."""
    wrong, published = [], []
    for name in asked or coursefile.names():
        course = looked(name)
        wrong += course.wrong
        published += [course] if course.told.get("publish") is True else []
    for course in published[1:]:
        others = f"true, as in courses/{published[0].name}.yml"
        course.mistake(("publish",), others, "true in one course file at most: a site has one front page")
        wrong.append(course.wrong[-1])
    return "\n".join(wrong) or 0


def published():
    """Print the name of the course that takes the place of the book where a fork is published; nothing where none does."""
    wrong = check()
    if not wrong:
        print(*(name for name in coursefile.names() if coursefile.load(name).told.get("publish") is True))
    return wrong


def main(way="check", *names):
    if way in ("build", "lay") and not [name for name in names if name]:
        there = ", ".join(coursefile.names()) or "none yet"
        sys.exit(f"make: name a course: COURSE=NAME, of courses/NAME.yml; there are: {there}")
    ways = {"build": build, "lay": lambda name: lay(name) and 0, "check": check, "published": published}
    return ways[way](*names)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
