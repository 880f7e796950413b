"""Canonical: brings every notebook's stored outputs to the one form that is kept in the repository.

    python book/_ext/canonical.py [CHAPTER ...]    run the notebooks, or these, then store
    python book/_ext/canonical.py --check          say which are not in that form; exit 1 if any

Stored: the mini-model's mark and its sentence. Not stored: images, widget state, times, the machine's kernel. Cells are
counted from 1 and named c0, c1 ..., so that two people who run the same notebook store the same file.
"""

import json
import sys
from pathlib import Path

import nbformat

BOOK = Path(__file__).parents[1]
MARKS = "application/vnd.explorable+json", "application/vnd.still-chart+json"
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def notebooks(names):
    """The book's notebooks, or those of these names, sorted."""
    found = sorted(path for path in BOOK.rglob("[!_.]*.ipynb") if not names or path.stem in names)
    missing = set(names) - {path.stem for path in found}
    return found if not missing else sys.exit(f"There is no notebook {', '.join(sorted(missing))} in book/")


def execute(path):
    """Run a notebook as nbval does: in its own folder, with this environment's kernel."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = nbformat.read(path, as_version=4)
    try:
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    except CellExecutionError as fault:
        lines = "" if fault.ename == "ModelError" else f"{fault}\n"  # a refusal says all that there is to say
        sys.exit(f"{lines}book/{path.name}: {fault.ename}: {fault.evalue}")
    return notebook


def canonical(notebook):
    """The notebook as text, in the one form."""
    count = 0
    for i, cell in enumerate(notebook.cells):
        cell.id = f"c{i}"
        cell.metadata = {key: value for key, value in sorted(cell.metadata.items()) if key in ("tags", "editable")}
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            cell.outputs = [_output(output, count) for output in cell.outputs]
    notebook.metadata = dict(KERNEL)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _output(output, count):
    if "execution_count" in output:
        output.execution_count = count
    if set(MARKS) & set(output.get("data", {})):
        output.data = {mime: content for mime, content in output.data.items() if mime in (*MARKS, "text/plain")}
    if "metadata" in output:
        output.metadata = {}
    return output


def main(check, names=()):
    """Store, or with `check` only compare; returns the exit status."""
    wrong = []
    for path in notebooks(names):
        text = canonical(nbformat.read(path, as_version=4) if check else execute(path))
        if check and text != path.read_text(encoding="utf-8"):
            wrong.append(path.name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if wrong:
        print(f"Not in canonical form: {', '.join(wrong)}. Run: make canonical")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv, [name for name in sys.argv[1:] if name != "--check"]))
