"""The text of a course: what an edition makes of a page. Pure: text and cells in, text and cells out, no file is touched.

A page is a list of cells, as a notebook has them; a page of Markdown is one cell. Its sections are what stands under a heading
`## ...`; what stands before the first is the section "".
"""

import re

HEADING = re.compile(r"^## (.+?) *$", re.M)
LINK = re.compile(r"\[((?:[^\[\]\n]|\[[^\[\]\n]*\](?:\{[^}\n]*\})?)*)\]\(([^()\s]+)\)")
SOLVED = re.compile(r"^\[[^\]\n]*\]\((?:\.\./)?solutions/[\w-]+\.md\)\n?", re.M)
TITLED = re.compile(r"^:{3,}\{admonition\} (.+?) *$", re.M)
NOTE = re.compile(r"^\[\^([\w-]+)\]: .*?(?:\n\s*\n|\n(?=\[\^)|\Z)", re.M | re.S)
CALL = re.compile(r"\[\^([\w-]+)\](?!:)")
RIGHT = re.compile(r"^:class-container: right *\n", re.M)  # marks the right answer of a self-check, for who writes it
IMPORT = re.compile(r"^(?:from|import) .+$", re.M)
SHOWN = re.compile(r"""\bexplore\(\s*["'](\w+)""")
ADVISORY = re.compile(r"^(:{3,})\{admonition\}[^\n]*\n:class: advisory\n.*?^\1\n?", re.M | re.S)


def words(cell):
    """A cell's text, which a stored notebook has as lines."""
    return "".join(cell["source"])


def shows(cell):
    """Whether a page shows the cell."""
    return "remove-cell" not in cell.get("metadata", {}).get("tags", ())


def split(text):
    """[(heading or None, text)] of a cell: what goes on from the cell before has None."""
    starts = [match.start() for match in HEADING.finditer(text)]
    parts = [text[a:b] for a, b in zip([0, *starts], [*starts, len(text)], strict=True)]
    named = [HEADING.match(part) for part in parts]
    return [(match[1] if match else None, part) for match, part in zip(named, parts, strict=True) if part.strip()]


def sections(cells):
    """{heading: the text of its section}, "" for what stands before the first, in order; code counts as text."""
    found, here = {"": ""}, ""
    for cell in filter(shows, cells):
        for heading, part in split(words(cell)) if cell["cell_type"] == "markdown" else [(None, words(cell))]:
            here = here if heading is None else heading
            found[here] = found.get(here, "") + part + "\n"
    return found


# ---- sections chosen and replaced -----------------------------------------------------------------------------------------
def chosen(cells, kept, swapped):
    """The cells of the sections that are kept, in the page's order; `swapped`: {heading: the cells in its place}."""
    out, here, imports = [], "", []
    for cell in cells:
        if not shows(cell):
            out.append(cell)
        elif cell["cell_type"] != "markdown":
            if here in kept and here not in swapped:
                out.append(with_imports(cell, imports))
            else:
                imports += IMPORT.findall(words(cell))
        else:
            here, made = of_one(cell, here, kept, swapped)
            out += made
    return footnoted(out, cells) if out != cells else out


def of_one(cell, here, kept, swapped):
    """(the section that a cell of text ends in, what is left of the cell)."""
    out, text = [], ""
    for heading, part in split(words(cell)):
        here = here if heading is None else heading
        if here not in swapped:
            text += part if here in kept else ""
        elif heading is not None:
            out, text = [*out, *left(cell, text), *swapped[here]], ""
    return here, [*out, *left(cell, text)]


def left(cell, text):
    """A cell with what is left of its text; nothing where none is left."""
    return [over(cell, lambda whole: text if text == whole else text.strip())] if text.strip() else []


def footnoted(cells, whole):
    """Cells with the notes that they call, and no others, each in the first cell that calls it: `whole` has them all."""
    waiting = {note[1]: note[0].strip() for cell in whole if shows(cell) for note in NOTE.finditer(words(cell))}

    def change(text):
        body = NOTE.sub("", text)
        called = [waiting.pop(name) for name in dict.fromkeys(CALL.findall(body)) if name in waiting]
        return "\n\n".join([body.strip(), *called]) if called or body != text else text

    return [over(cell, change) for cell in cells]


def with_imports(cell, imports):
    """A cell of code, after the imports of those before it that are left out and that it does without."""
    lost = [line for line in dict.fromkeys(imports) if line not in words(cell)]
    imports.clear()
    return {**cell, "source": "\n".join([*lost, "", words(cell)])} if lost else cell


# ---- links ---------------------------------------------------------------------------------------------------------------
def linked(cells, there):
    """Links of the book's pages as this edition can follow them: `there(target, models)` says where one leads; nowhere, and its
    words stay."""
    models = {name for cell in cells if cell["cell_type"] == "code" for name in SHOWN.findall(words(cell))}

    def follow(found):
        said, target = found.groups()
        leads = there(target, models)
        return f"[{said}]({leads})" if leads else said or re.sub(r".*/|\.\w+$", "", target).replace("-", " ")

    return [over(cell, lambda text: LINK.sub(follow, text)) for cell in cells]


def over(cell, change):
    """A cell of text, changed; one of code, or one that stays the same, as it was."""
    if cell["cell_type"] != "markdown":
        return cell
    text = change(words(cell))
    return cell if text == words(cell) else {**cell, "source": text}


def unrun(cells, models):
    """Without the stored pictures of models that open elsewhere in this edition: a notebook shows them once it is run."""
    return [
        {**cell, "outputs": [], "execution_count": None}
        if cell["cell_type"] == "code" and set(SHOWN.findall(words(cell))) & set(models)
        else cell
        for cell in cells
    ]


# ---- solutions and notes --------------------------------------------------------------------------------------------------
def solutions(text):
    """{title of the exercise: its worked solution} of a page of solutions, as a chapter can hold it."""
    parts = dict(split(text))
    return {title: part.split("\n", 1)[1].strip().replace("](../", "](") for title, part in parts.items() if title}


def solved(cells, answers):
    """The solution in each exercise, where there was a link to it; without answers no word of one."""

    def change(text):
        def put(link):
            title = TITLED.findall(text, 0, link.start())[-1] if TITLED.search(text, 0, link.start()) else ""
            answer = (answers or {}).get(title)
            return f"\n:::{{dropdown}} Worked solution\n{answer}\n:::\n" if answer else ""

        return silent(SOLVED.sub(put, text))

    return [over(cell, change) for cell in cells]


def silent(text):
    """A text without the clauses that still lead to solutions."""
    if "](solutions/" not in text:
        return text
    lines = []
    for line in text.split("\n"):
        clauses = re.split(r"(?<=[.?;]) ", line)
        kept = [one for one in clauses if "](solutions/" not in one]
        lines.append(
            " ".join(
                one[:1].upper() + one[1:] if i and "](solutions/" in clauses[i - 1] else one
                for i, one in enumerate(clauses)
                if one in kept
            )
        )
    return "\n".join(lines)


def noted(cells, notes):
    """The teacher's notes in their places: {heading: note} below the heading, "" before the first heading of the page."""
    waiting, out = dict(notes), []
    for cell in cells:
        if cell["cell_type"] == "markdown" and shows(cell):
            parts = [one for heading, part in split(words(cell)) for one in with_note(heading, part, waiting)]
            out.append(over(cell, lambda text, parts=parts: "".join(parts) if len(parts) > len(split(text)) else text))
        else:
            out.append(cell)
    if waiting.get(""):
        out.append({"cell_type": "markdown", "id": "notes", "metadata": {}, "source": box(waiting[""])})
    return out


def with_note(heading, part, waiting):
    """A part of a page and the notes that belong to it."""
    if heading is None:
        return [part]
    first = [box(waiting.pop(""))] if "" in waiting else []
    if heading not in waiting:
        return [*first, part]
    line, rest = part.split("\n", 1) if "\n" in part else (part, "")
    return [*first, f"{line}\n\n", box(waiting.pop(heading)), rest.lstrip("\n")]


def box(note):
    """A note as the page shows it, set off from the text."""
    return f":::::::{{admonition}} For the teacher\n:class: note teacher\n{note.strip()}\n:::::::\n\n"


def opened(cells, exercises):
    """A link at the head of each exercise that sets the figure to where it opens: {its first words: {model: settings}}."""

    def change(text):
        for exercise, states in exercises.items():
            links = " ".join(
                f"[Set the figure for this exercise](#{name}?{query(given)})." for name, given in states.items()
            )
            head = rf"(\{{admonition\}} {re.escape(exercise)}\b[^\n]*\n(?::[\w-]+:[^\n]*\n)*)"
            text = re.sub(head, lambda found, links=links: f"{found[1]}{links}\n\n", text)
        return text

    return [over(cell, change) for cell in cells]


def query(given):
    """Settings as a link writes them."""
    return "&".join(
        f"{name}={str(value).lower() if isinstance(value, bool) else value}" for name, value in given.items()
    )


# ---- the head of a page, and the front page --------------------------------------------------------------------------------
def timed(cells, minutes):
    """How long it takes, below the page's title."""
    if not minutes or not cells:
        return cells
    said = f"{minutes / 60:g} hours" if minutes > 120 and minutes % 30 == 0 else f"{minutes} minutes"
    line = f"\n\n:::{{div}} where\nAbout {said}\n:::"
    at = next(i for i, cell in enumerate(cells) if cell["cell_type"] == "markdown" and shows(cell))
    head = over(cells[at], lambda text: re.sub(r"^# .*$", lambda title: title[0] + line, text, count=1, flags=re.M))
    return [*cells[:at], head, *cells[at + 1 :]]


def titled(cells, title):
    """The book's front page under the edition's title."""
    return [over(cell, lambda text: re.sub(r"\A# .*", f"# {title}", text) if title else text) for cell in cells]


def warned(cells, notice):
    """A front page with the book's advisory, above its list of chapters and its first section."""
    at = next(i for i, cell in enumerate(cells) if cell["cell_type"] == "markdown" and shows(cell))
    place = re.search(r"^(?::{3,}\{div\} chapters|## )", words(cells[at]), re.M)
    n = place.start() if place else len(words(cells[at]))
    head = over(cells[at], lambda text: f"{text[:n].rstrip()}\n\n{notice}\n{text[n:]}")
    return [*cells[:at], head, *cells[at + 1 :]]


def worded(cells, sentences):
    """Sentences in the place of others: {as it stands: what takes its place}."""
    for old, new in sentences.items():
        cells = [over(cell, lambda text, old=old, new=new: text.replace(old, new)) for cell in cells]
    return cells
