"""Canonical: brings every notebook's stored outputs to the one form that is kept in the repository.

    python book/_ext/canonical.py [CHAPTER ...]    run the notebooks, or these, then store
    python book/_ext/canonical.py --as-saved       store without a run: what Jupyter saved is tested, not run first
    python book/_ext/canonical.py --check          say which are not in that form; exit 1 if any
    python book/_ext/canonical.py --readable       say which is no notebook any more; exit 1 if one is not

Stored: the mini-model's mark, its sentence, and a small picture for who has not run it. A picture that shows the same as
the one stored before is not stored anew: another machine's fonts would change its bytes. Not stored: widgets and their state,
times, the machine's kernel. Cells are counted from 1 and named c0, c1 ..., so that two people who run the same notebook
store the same file; a cell's text stands line by line, so that two who change different lines can be merged. The code of a
picture that a page hides is folded in a notebook; above all stands a word on how to run it, which no page shows.
"""

import base64
import io
import json
import re
import sys
from pathlib import Path

import nbformat

BOOK = Path(__file__).parents[1]
MARKS = "application/vnd.explorable+json", "application/vnd.still-chart+json"
WIDGET = "application/vnd.jupyter.widget-view+json"
SLIPS = {  # of a hand that edits a notebook's file: what JSON calls it, and what mends it
    "delimiter": r"Inside a text, a straight quotation mark needs a backslash before it: \"",
    "control character": r"All of a text stands on one line; a new line inside it is written \n",
    "escape": r"Inside a text, a backslash is written twice: \\",
    "Unterminated": "The text lacks the quotation mark that ends it",
}
RUN = (
    "*The pictures stand still until this notebook is run: choose **Run**, then **Run All Cells**. Then their settings can be\n"
    "moved, and underlined numbers in the text follow. Where it cannot be run, as on GitHub, boxes, terms and sources stand\n"
    "as they are written; the book’s page shows them as they are meant.*"
)
OPTION = re.compile(r":[\w-]+:")
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def notebooks(names):
    """The book's notebooks, or those of these names, sorted."""
    there = [path for path in BOOK.rglob("*.ipynb") if not any(p[0] in "._" for p in path.relative_to(BOOK).parts)]
    found = sorted(path for path in there if not names or path.stem in names)
    missing = set(names) - {path.stem for path in found}
    return found if not missing else sys.exit(f"There is no notebook {', '.join(sorted(missing))} in book/")


def read(path):
    """A notebook as saved; ends with one line, as Sphinx would write it, where a hand's slip has spoilt the file."""
    try:
        text = path.read_text(encoding="utf-8")
        json.loads(text)
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
        return notebook
    except UnicodeDecodeError as fault:
        line, said, hint = 1, f"no UTF-8: {fault}", "Save it as UTF-8"
    except RecursionError:
        line, said, hint = 1, "no notebook: lists within lists without an end", "Take back the last change"
    except json.JSONDecodeError as fault:
        before = text[: fault.pos].rsplit("\n", 1)[-1][-20:]
        line, said = fault.lineno, f"no JSON: {fault.msg.removesuffix(' at')}, at {before}"
        hint = next((hint for word, hint in SLIPS.items() if word in fault.msg), "Take back the last change")
    except Exception as fault:  # what is no notebook ends in nbformat in any way
        line, said, hint = (
            1,
            f"no notebook: {(str(fault) or type(fault).__name__).splitlines()[0]}",
            "Take back the last change",
        )
    return sys.exit(f"{_named(path)}:{line}: ERROR: {said}. {hint}")


def execute(path):
    """Run a notebook as nbval does: in its own folder, with this environment's kernel."""
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    notebook = read(path)
    how = {"timeout": 120, "extra_arguments": ["--IPKernelApp.log_level=40"]}  # without its warning about loopback
    try:
        NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}, **how).execute()
    except CellExecutionError as fault:
        lines = "" if fault.ename == "ModelError" else f"{fault}\n"  # a refusal says all that there is to say
        sys.exit(f"{lines}{_named(path)}: {fault.ename}: {fault.evalue}")
    except (DeadKernelError, NoSuchKernel) as fault:
        sys.exit(
            f"{_named(path)}: ERROR: found no kernel at work ({fault}); expected python3, and no cell that ends it"
        )
    return notebook


def canonical(notebook):
    """The notebook as text, in the one form."""
    count = 0
    cells = [cell for cell in notebook.cells if not cell.source.startswith(RUN.partition(":")[0])]
    for i, cell in enumerate(cells):
        cell.id = f"c{i}"
        cell.metadata = {key: value for key, value in sorted(cell.metadata.items()) if key in ("tags", "editable")}
        if "remove-input" in cell.metadata.get("tags", ()):
            cell.metadata["jupyter"] = {"source_hidden": True}
        if cell.cell_type == "markdown":
            cell.source = _apart(cell.source)
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            cell.outputs = [_output(output, count) for output in cell.outputs if _lasts(output)]
    notebook.cells = [{**cell, "source": cell.source.splitlines(keepends=True)} for cell in [*_told(cells), *cells]]
    notebook.metadata = dict(KERNEL)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _apart(text):
    """A cell's text with blank lines around the fences of its boxes: what knows no MyST, as GitHub, would else run them
    into the sentences."""
    lines, head = [""], False  # head: whether the last line is a fence or an option of one
    for line in text.split("\n"):
        fence, option = line.startswith(":::"), head and OPTION.match(line)
        if line and lines[-1] and not option and (fence or head):
            lines.append("")
        lines.append(line)
        head = fence or option
    return "\n".join(lines[1:])


def _told(cells):
    """The word on how to run it, where there is something to run."""
    if not any(set(MARKS) & set(output.get("data", {})) for cell in cells for output in cell.get("outputs", ())):
        return []
    return [nbformat.v4.new_markdown_cell(RUN, id="run", metadata={"tags": ["remove-cell"]})]


def _lasts(output):
    """Whether an output shows something without its kernel: of a plain widget only the name of its class would be left."""
    data = output.get("data", {})
    return WIDGET not in data or bool(set(MARKS) & set(data))


def _output(output, count):
    if "execution_count" in output:
        output.execution_count = count
    if set(MARKS) & set(output.get("data", {})):
        output.data = {
            mime: content for mime, content in output.data.items() if mime in (*MARKS, "image/png", "text/plain")
        }
    if "metadata" in output:
        output.metadata = {mime: kept for mime, kept in output.metadata.items() if mime == "image/png"}
    return output


def store(names):
    """Run the notebooks and write their form. A chapter asked for by name is told of, changed or not."""
    for path in notebooks(names):
        text = canonical(as_before(execute(path), read(path)))
        changed = text != path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        if changed or names:
            print(f"{_named(path)}: stored" if changed else f"{_named(path)}: nothing to change")


def as_before(ran, stored):
    """A run notebook with the pictures that were stored for the same marks and words, where they show the same."""
    before = {_shown(output): output.data["image/png"] for output in _pictures(stored)}
    for output in _pictures(ran):
        old = before.get(_shown(output))
        if old and alike(old, output.data["image/png"]):
            output.data["image/png"] = old
    return ran


def _pictures(notebook):
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [output for output in outputs if set(MARKS) & set(output.get("data", {})) and "image/png" in output.data]


def _shown(output):
    return json.dumps({mime: output.data.get(mime) for mime in (*MARKS, "text/plain")}, sort_keys=True)


def alike(one, other):
    """Whether two pictures show the same: of one size, and light and dark in the same places, a letter's edges aside."""
    from PIL import Image, ImageChops, ImageStat

    first, second = (Image.open(io.BytesIO(base64.b64decode(png))).convert("L") for png in (one, other))
    if first.size != second.size:
        return False
    coarse = [picture.reduce(4) for picture in (first, second)]
    return ImageStat.Stat(ImageChops.difference(*coarse)).mean[0] < 1


def unlike(names):
    """[(path, the text that it should have)] of the notebooks that are not in the form."""
    made = [(path, canonical(read(path))) for path in notebooks(names)]
    return [(path, text) for path, text in made if text != path.read_text(encoding="utf-8")]


def check(names):
    """One line for each notebook that is not in the form; returns the exit status."""
    wrong = unlike(names)
    for path, _ in wrong:
        print(f"{_named(path)}: ERROR: not in canonical form. Run: make canonical CHAPTER={path.stem}")
    return bool(wrong)


def as_saved(names):
    """Write the form without a run, as a forge does for who has no terminal: the tests then run what was saved."""
    for path, text in unlike(names):
        path.write_text(text, encoding="utf-8")
        print(f"{_named(path)}: WARNING: not in canonical form, taken as saved. In a clone: make canonical")


def readable(names):
    """End with one line where one is no notebook any more."""
    for path in notebooks(names):
        read(path)


def _named(path):
    return f"book/{path.relative_to(BOOK)}"


WAYS = {"--check": check, "--as-saved": as_saved, "--readable": readable}

if __name__ == "__main__":
    asked = sys.argv[1:]
    way = WAYS.get(asked[0]) if asked else None
    sys.exit(way(asked[1:]) if way else store(asked))
