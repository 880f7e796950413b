"""The contract: all that a mini-model and its surfaces have to agree on, in plain Python.

A mini-model is one file, ``widgets/models/NAME.py``. It reads like a page of a textbook and declares, at its top level:

    TITLE      the finding, as a sentence without full stop, that is so at every setting: "{lost} never came in"
    CONTROLS   {name: number(...) | choice(...) | switch(...)}   what a reader may set
    DATA       {name: "series in data/"}                         what it needs from the record (see `widgets.places`)
    RESULTS    {name: amount(...) | series(...) | word(...)}     what it finds out
    SENTENCE   what the picture shows, naming controls and results: "{lost} of {crop}"
    ALT        the picture for who cannot see it; like TITLE it may name controls and results
    LIMITS     what the model must not be taken to show
    SCENARIOS  {label: {control: value}}                         settings worth comparing; {} if none
    QUESTION   question(...)                                     to be answered before looking; may be left out
    model(...)         the equations: takes every control and every series of DATA by name, returns {result: value}
    figure(fig, ...)   the picture: takes a matplotlib Figure, and by name whatever it draws

TITLE, SENTENCE, ALT and the reply to a question are said anew at each setting. Where a whole phrase has to follow, it is a
result: ``word("", options={"gap": "{month} is short of {gap}", "none": ""})``. One without a label is said and stands in no
table; it may name controls and results itself, and where it says nothing no gap is left.

It may import ``math``, this module and other mini-models: nothing else, matplotlib included (``fig`` brings it).
The whole file is run unchanged by CPython (tests, notebooks) and by MicroPython in the reader's browser, and so is this
one. Hence plain dicts and lists, and no order taken from a dict while running: MicroPython keeps none.

**Marks that move.** A mark of the figure that follows a setting carries a ``gid``: a kind, and the names of the
results it shows. X and Y stand for names of results; the page redraws these marks and leaves all others alone.

    line X Y         axes.plot(x, y)                              a path through the points
    area X Y         axes.fill([x[0]] + x + [x[-1]], [0] + y + [0])     down to zero
    band X LOW HIGH  axes.fill(x + x[::-1], low + high[::-1])
    stairs X Y       axes.stairs(y, x, baseline=None)             x has one edge more than y has values
    blocks X Y       axes.stairs(y, x, fill=True)                 stairs, filled down to zero
    dots X Y         axes.plot(x, y, "o")                         a marker at each point
    end X Y          axes.plot(x[-1:], y[-1:], "o")               a marker at the last point (or at two amounts)
    bar Y 3          axes.bar(...)[3].set_gid(...)                the fourth bar, standing on zero
    barh Y 3         axes.barh(...)[3].set_gid(...)               the same, lying
    vline X, hline Y        axes.axvline(x), axes.axhline(y)      across the axes, at an amount
    vspan A B, hspan A B    axes.axvspan(a, b), axes.axhspan(a, b)
    follow X Y       any text or marker                           keeps its distance from the last point
    follow X Y 3     the same                                     ... from the fourth point
    units Y          axes.plot(x, y, "s")                         a marker for each unit: the first so many of them
    show Y           any artist                                   there only while Y is not next to nothing
    tile Y 3         axes.bar(x, 0.9, 0.9, y, color=(INK, shade(...)))    a patch, filled as strongly as the fourth value asks
    tell Y 3         axes.text(x, y, cell(...))                   the fourth value, as a table would write it
    course 3 X Y Z   axes.plot(x, [y[3], z[3]])                   a path through the fourth values of several series

Where there are tiles, a reader asks about one place at a time, by pointer or arrow keys: its tile, its dot, its course and
its row of numbers are shown together, in all marks whose series run along the same one, whose `names` are the places.
An amount or a value in a series may be None: "not there". NaN and infinity are errors.

**Handles.** A mark that a reader may take hold of names, after a semicolon, the numbers that it sets. The page lays a ring
over it; how far the ring is moved, in the units of the axes, is how far the number is. So the mark has to move one to one
with its number. A number that does not count at the time (`when`) is first made to count.

    end X Y; grab A B               across sets A, up sets B; A alone: grab across A, B alone: grab up B
    vline X; grab across A          the ring stands at the line's upper end
    hline Y; grab up B              at its right end
    dots X Y; grab up A B C         the first point sets A, the second B; "-" for a point that sets nothing
"""

# ---- one hue, one meaning, in every chapter (matplotlib draws with these; the page turns them into its own names) ----
STANDING = "#8A5F00"  # grain ripe and still standing; potential crop
BARN = "#23715F"  # grain brought in, stored, at hand
LOST = "#92499F"  # grain lost, wasted, claimed but never there; always hatched or dashed too
IRON = "#2B3236"  # iron, steel, requirement, plan; dashes
LABOUR = "#1C456B"  # people at work; steps
STATE = "#5C351A"  # grain taken: procurement, towns, export
INK, INK_2, EDGE, RULE, PAPER = "#1C2225", "#50595D", "#7A8387", "#DADDDA", "#FCFCFA"  # history, text, lines, ground
# shares of ink on a tile, from the least to the most: text on each keeps its contrast
TINTS = [0, 0.13, 0.3, 0.68, 0.92]
# A hatched square, as the outline of a marker drawn in one go: for units of what was lost or never there.
HATCHED = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1), (1, 1), (1, 0), (0, -1), (-1, -1), (-1, 0), (0, 1)]

# ---- how a value came to be known, and how a reader is told -----------------------------------------------------------
STATUSES = {
    "seen": "seen in a copy or secondary work",
    "cross-checked": "seen in two independent places",
    "computed": "computed here",
    "recalled": "from memory, not checked",
    "assumed": "assumed for teaching: no source claims it",
}
LAYERS = {
    "reported": "reported at the time",
    "published": "published after 1980",
    "reconstructed": "reconstructed by scholars",
}


# ---- what a reader may set ----------------------------------------------------------------------------------------------
def number(label, *, default, unit, low, high, step, decimals=0, names=None, zero="", play=False, **known):
    """A slider from `low` to `high` in steps of `step`, all in `unit` (as written: "million", "%", "kg a head").

    `names` gives each step a name ("June") where a number would not be read, `zero` the words for none of it ("no one").
    `play` sets a button beside it that walks it to its end, a step a second: for few steps that follow one another, such
    as years. `known`: see `_known`.
    """
    return _known(
        {
            "kind": "number",
            "label": label,
            "default": default,
            "unit": unit,
            "low": low,
            "high": high,
            "step": step,
            "decimals": decimals,
            "names": names,
            "zero": zero,
            "play": play,
        },
        **known,
    )


def choice(label, *, default, options, **known):
    """One of `options`, {value: words}, the values short words fit for a link. `known`: see `_known`."""
    return _known({"kind": "choice", "label": label, "default": default, "options": options}, **known)


def switch(label, *, default, on, off, **known):
    """Yes or no; `on` and `off` are the words a sentence uses for them. `known`: see `_known`."""
    return _known({"kind": "switch", "label": label, "default": default, "on": on, "off": off}, **known)


def _known(
    control, *, source=None, status=None, assumed=None, view=None, disputed="", between=None, more=False, when=None
):
    """What is known of a control's default: where it comes from, or why it was assumed, or that it rests on nothing.

    source    key or keys of the bibliography; with `status`, one of STATUSES (then the default is history's value)
    assumed   the reason, where no source claims the value (then there is no source, and no history to go back to)
    view      what the control lets a reader look at, where it changes the view and no value
    disputed  what is disputed about it; between: (least, most) that sources give or that were tried
    more      keep it under "More settings"
    when      (another control, value, value...): it counts only while that one has one of these values, and can be set then
    """
    return _joined(
        control,
        {
            "source": [source] if isinstance(source, str) else source,
            "status": status or ("assumed" if assumed else "computed" if view else None),
            "assumed": assumed,
            "view": view,
            "disputed": disputed,
            "between": between,
            "more": more,
            "when": list(when) if when else None,
        },
    )


def counts(control, values):
    """Whether a control counts at these settings, as its `when` says."""
    return not control["when"] or values[control["when"][0]] in control["when"][1:]


def question(ask, *, options, reply):
    """A question before the picture. options: {answer: {control: value}}; reply: a sentence like SENTENCE, said at the
    settings of the answer that was chosen. Where the subject is hunger or deaths, ask about a method."""
    return {"ask": ask, "options": options, "reply": reply}


# ---- what a model finds out -----------------------------------------------------------------------------------------------
def amount(label, *, unit, decimals=0, zero=""):
    """One number. `zero` is said instead of a number that would be written as 0 ("almost nothing")."""
    return {"kind": "amount", "label": label, "unit": unit, "decimals": decimals, "zero": zero}


def series(label, *, unit, decimals=0, over=None, names=None, blank="", steps=None):
    """A list of numbers. `over` names the series it runs along; `names` gives each place along it a name ("June").

    Without a label ("") it only helps to draw, and stands in no table.
    `blank` is said of a value that is not there ("not seen"); `steps`, four rising numbers, part the strengths of a tile.
    """
    return {
        "kind": "series",
        "label": label,
        "unit": unit,
        "decimals": decimals,
        "over": over,
        "names": names,
        "blank": blank,
        "steps": steps,
    }


def word(label, *, options):
    """One of the words in `options`, {value: words}: a finding that is not a number ("it holds", "it fails").

    Without a label ("") it is a phrase of a sentence, which may name others in braces, and stands in no table.
    """
    return {"kind": "word", "label": label, "options": options}


# ---- a series of the record, as equations and figures receive it ---------------------------------------------------------
class Series:
    """A series of the record: `years` and `values` (same length), `statuses` of each value; `grain[1958]` for one year."""

    def __init__(self, name, label, unit, layer, source, years, values, statuses):
        self.name, self.label, self.unit, self.layer, self.source = name, label, unit, layer, source
        self.years, self.values, self.statuses = years, values, statuses

    def __getitem__(self, year):
        """The value of one year. KeyError where the record has none."""
        if year not in self.years:
            raise KeyError("{} has no value for {}".format(self.name, year))
        return self.values[self.years.index(year)]

    def plain(self):
        """The arguments it was made with, as a dict that JSON can carry."""
        return _fields(self, "name label unit layer source years values statuses")


class Places:
    """A series of the record at all its places, as far as it was seen: `rates.at("Anhui", 1960)`, None where it was not."""

    def __init__(self, name, label, unit, layer, source, statuses, values):
        self.name, self.label, self.unit, self.layer, self.source = name, label, unit, layer, source
        self.statuses = statuses
        self.values = values  # {place: [the first year, its value, the next one's ...]}

    def at(self, place, year):
        run = self.values.get(place, [year])
        after = year - run[0] + 1
        return run[after] if 0 < after < len(run) else None

    def plain(self):
        """The arguments it was made with, as a dict that JSON can carry."""
        return _fields(self, "name label unit layer source statuses values")


def _fields(record, names):
    return {name: getattr(record, name) for name in names.split()}


def received(plain):
    """What `plain` was made from: a series of one place, or of all."""
    return Places(**plain) if isinstance(plain["values"], dict) else Series(**plain)


# ---- numbers into words: the one formatter of every surface ------------------------------------------------------------
# Its signs; those of an edition in another language take their place (widgets/shelf/tongue.py).
FORMAT = {"group": ",", "decimal": ".", "percent": "per cent", "before percent": " ", "none": "none"}


def digits(value, decimals=0, unit=""):
    """A number as a reader expects it: halves away from zero, a true minus, a comma between thousands (see FORMAT).

    Without a unit it may be a year: then four digits stand together.
    """
    scaled = int(abs(value) * 10**decimals + 0.5)  # not round(): CPython and MicroPython break ties differently
    whole, part = str(scaled // 10**decimals), str(scaled % 10**decimals)
    groups = []
    while len(whole) > (3 if unit or groups else 4):
        groups, whole = [whole[-3:]] + groups, whole[:-3]
    text = FORMAT["group"].join([whole] + groups)
    if decimals:
        text += FORMAT["decimal"] + "0" * (decimals - len(part)) + part
    return "\u2212" + text if value < 0 and scaled else text


def words(value, declared):
    """A control's or a result's value in words, unit included, as its declaration says.

    >>> words(17.6, amount("Grain lost", unit="million tonnes"))
    '18 million tonnes'

    The sign % stands beside a slider only: in words it is "per cent".
    """
    if value is None:
        return FORMAT["none"]
    kind = declared["kind"]
    if kind in ("choice", "word"):
        return declared["options"][value]
    if kind == "switch":
        return declared["on"] if value else declared["off"]
    if kind == "series":
        return words(value[-1], _joined(declared, {"kind": "amount", "names": None}))
    if declared.get("names"):
        return declared["names"][int((value - declared["low"]) / declared["step"] + 0.5)]
    if declared.get("zero") and faint(value, declared):
        return declared["zero"]
    apart = FORMAT["before percent"] if declared["unit"][:1] == "%" else " "
    unit = declared["unit"].replace("%", FORMAT["percent"])
    whole = kind == "number" and value == int(value)  # as set, not as found: 40.0 would say no more than 40
    return digits(value, 0 if whole else declared["decimals"], unit) + (apart + unit if unit else "")


def cell(value, declared):
    """One value of a series without its unit, as a table or a mark writes it."""
    return declared.get("blank", "") if value is None else digits(value, declared["decimals"], declared["unit"])


def shade(value, declared):
    """How strongly a tile is filled: a share of ink, by the steps its series declares. None where there is no value."""
    return None if value is None else TINTS[len([step for step in declared["steps"] if value >= step])]


def faint(value, declared):
    """Whether an amount would be written as 0, or is not there at all: its mark may go, and its label with it."""
    return value is None or int(abs(value) * 10 ** declared["decimals"] + 0.5) == 0  # as `digits` rounds it


def say(sentence, values, declared, told=()):
    """The sentence with each {name} replaced by the words for values[name], or by those that `told`, {name: words}, has.

    declared: {name: declaration}, controls and results together. KeyError where a name is not declared.
    """
    parts = sentence.split("{")
    text = parts[0]
    for part in parts[1:]:
        name, rest = part.split("}", 1)
        said = told[name] if name in told else words(values[name], declared[name])
        text += (say(said, values, declared, told) if "{" in said else said) + rest
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()


def _joined(first, second):
    """A new dict of both (MicroPython reads no {**a, **b})."""
    both = dict(first)
    both.update(second)
    return both
