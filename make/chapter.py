"""One chapter: begin it, or say which tests concern it.

python make/chapter.py new NAME MODEL    write book/NAME.ipynb with the parts of a chapter, and its line in _toc.yml
python make/chapter.py tests NAME        the chapter and its mini-models, as pytest's -k wants them
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
sys.path.append(str(BOOK / "_ext"))
PARTS = [  # the parts of a chapter; headings may be worded for it
    ":::{{div}} question\nThe chapter's question, in one sentence?\n:::\n\nWhat the model follows, in a line or two.",
    None,  # the mini-model, before the history
    "What it shows, in two sentences.\n\nWhat the article claims, paraphrased.",
    "## What is known\n\nWhat scholarship says today, and where it disagrees. Each figure has its source.",
    "## What happened to people",
    "## Exercises\n\n1. ",
]
SHOW = 'from widgets import explore\n\nexplore("{model}")'


def stop(sentence):
    sys.exit(f"make: {sentence}")


def blank(name, model):
    """A new chapter as a notebook, in the form that `make canonical` keeps."""
    import canonical
    from nbformat import v4

    title = "# " + name.replace("-", " ").capitalize() + "\n\n"
    show = v4.new_code_cell(SHOW.format(model=model), metadata={"tags": ["remove-input"]})
    cells = [v4.new_markdown_cell(part.format()) if part else show for part in PARTS]
    cells[0].source = title + cells[0].source
    return canonical.canonical(v4.new_notebook(cells=cells))


def listed(contents, name):
    """The contents with this chapter as the last of the last numbered part."""
    lines = contents.splitlines()
    numbered = [i for i, line in enumerate(lines) if line.strip() in ("numbered: 1", "numbered: true")]
    place = (
        numbered[-1] + 1 if numbered else stop("book/_toc.yml has no part with `numbered: 1`; add the chapter by hand")
    )
    while place < len(lines) and not lines[place].startswith("  - "):
        place += 1
    return "\n".join([*lines[:place], f"      - file: {name}", *lines[place:]]) + "\n"


def new(name="", model=""):
    """Write the chapter's notebook and its line in the contents."""
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        stop("name the chapter, in lower case with hyphens: make chapter CHAPTER=the-canteens MODEL=canteen_stock")
    if not (ROOT / f"widgets/models/{model}.py").is_file():
        stop(f"there is no mini-model widgets/models/{model}.py; write it first, or name another: MODEL=...")
    path, contents = BOOK / f"{name}.ipynb", BOOK / "_toc.yml"
    if path.exists():
        stop(f"{path} is there already")
    lines = listed(contents.read_text(encoding="utf-8"), name)
    path.write_text(blank(name, model), encoding="utf-8")
    contents.write_text(lines, encoding="utf-8")
    print(f"{path}\n{contents}: listed last; move the line to where the chapter belongs")


def concerned(name=""):
    """Print the words that choose this chapter's tests: its own name, and those of the mini-models it shows."""
    path = BOOK / f"{name}.ipynb"
    if not path.is_file():
        stop(f"name a chapter: make test-chapter CHAPTER={{{','.join(sorted(p.stem for p in BOOK.glob('*.ipynb')))}}}")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    print(" or ".join([name, *sorted(set(re.findall(r"""explore\(["'](\w+)""", code)))]))


if __name__ == "__main__":
    {"new": new, "tests": concerned}[sys.argv[1]](*sys.argv[2:])
