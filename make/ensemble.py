"""The ensemble: the whole leap at thousands of settings, drawn within the ranges that its controls declare.

python make/ensemble.py [DRAWS [FOLDER]]    write ensemble_bands.csv and ensemble_causes.csv into data/, or into FOLDER

It runs on this machine's cores, or on the Dask cluster whose address DASK_SCHEDULER names (its workers need this folder on
their PYTHONPATH). Draws come from one seeded generator, and all that is summed is summed here and in their order, so that
the numbers do not depend on who works them.
"""

import csv
import os
import random
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from widgets.shelf import library

ROOT = Path(__file__).resolve().parents[1]
SEED, DRAWS, CHUNK = 1958, 2048, 256
OUTCOMES = {  # what is asked of each run: the place of its number in `work`'s answer
    "ate58": "Eaten from the crop of 1958, kg a villager",
    "ate59": "Eaten from the crop of 1959, kg a villager",
    "ate60": "Eaten from the crop of 1960, kg a villager",
    "crop60": "Harvest of 1960, million tonnes",
}


# ---- one run --------------------------------------------------------------------------------------------------------------
def model():
    """(The coupled model, the series that it needs)."""
    module = library.load("whole_leap")
    return module, library.record(module)


def work(settings):
    """The outcomes at each of these settings, {control: value}, as tuples in the order of OUTCOMES."""
    module, record = model()
    found = (module.model(**one, **record) for one in settings)
    return [tuple(values[name] for name in OUTCOMES) for values in found]


def run(settings, scheduler=None):
    """The outcomes at all of these settings, in their order: on the cores here, or on a Dask cluster."""
    chunks = [settings[at : at + CHUNK] for at in range(0, len(settings), CHUNK)]
    if scheduler:
        import cloudpickle
        from dask.distributed import Client

        cloudpickle.register_pickle_by_value(sys.modules[__name__])  # workers have widgets/, and not this file
        with Client(scheduler) as client:
            parts = client.gather(client.map(work, chunks, pure=False))
    else:
        with ProcessPoolExecutor() as pool:
            parts = list(pool.map(work, chunks))
    return [outcome for part in parts for outcome in part]


# ---- settings -------------------------------------------------------------------------------------------------------------
def ranges():
    """{control: (least, most)}: the span that its declaration gives, `between` or else the slider's own."""
    numbers = {name: control for name, control in model()[0].CONTROLS.items() if control["kind"] == "number"}
    return {name: control["between"] or (control["low"], control["high"]) for name, control in numbers.items()}


def drawn(rows, instead="none"):
    """The settings that rows of numbers from 0 to 1 stand for, one number for each control."""
    controls = model()[0].CONTROLS
    spans = [(name, *span, controls[name]["names"]) for name, span in ranges().items()]
    return [
        {"instead": instead, **{name: _placed(*rest, share) for (name, *rest), share in zip(spans, row, strict=True)}}
        for row in rows
    ]


def _placed(low, high, named, share):
    """The value at a share of a control's span; where each step has a name there is nothing between two of them."""
    return low + int((high - low + 1) * share) if named else low + (high - low) * share


def table(dice, draws):
    many = len(ranges())
    return [[dice.random() for _ in range(many)] for _ in range(draws)]


# ---- what comes of it -----------------------------------------------------------------------------------------------------
def at(values, share):
    """The value below which this share of them lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def bands(first, draws, scheduler):
    """A row for each thing changed and each crop: how much is eaten, and how much more than with nothing changed."""
    changes = model()[0].CONTROLS["instead"]["options"]
    found = run([one for instead in changes for one in drawn(first, instead)], scheduler)
    runs = {instead: found[n * draws : (n + 1) * draws] for n, instead in enumerate(changes)}
    rows = []
    for instead, words in changes.items():
        for place, crop in enumerate((1958, 1959, 1960)):
            eaten = [one[place] for one in runs[instead]]
            more = [one[place] - was[place] for one, was in zip(runs[instead], runs["none"], strict=True)]
            ends = [at(values, share) for values in (eaten, more) for share in (0.05, 0.5, 0.95)]
            rows.append([instead, words, crop, *(round(end, 1) for end in ends)])
    return rows, runs["none"]


def causes(first, second, base, scheduler):
    """A row for each setting and outcome: the outcome at the ends of its range alone, and its share of the variance.

    The share is Sobol's first-order index as Saltelli estimates it: how much of the spread goes if this one is known.
    """
    others = run(drawn(second), scheduler)
    many = len(ranges())
    swapped = [[*a[:n], b[n], *a[n + 1 :]] for n in range(many) for a, b in zip(first, second, strict=True)]
    mixed = run(drawn(swapped), scheduler)
    rows = []
    for n, (name, span) in enumerate(ranges().items()):
        part = mixed[n * len(first) : (n + 1) * len(first)]
        control = model()[0].CONTROLS[name]
        ends = work([alone(**{name: value}) for value in (*span, control["default"])])
        for place, outcome in enumerate(OUTCOMES):
            share = _share(*([one[place] for one in runs] for runs in (base, others, part)))
            told = [round(one[place], 1) for one in ends]
            rows.append([outcome, name, control["label"], control["unit"], *span, *told, share])
    return sorted(rows, key=lambda row: (list(OUTCOMES).index(row[0]), -abs(row[7] - row[6])))


def _share(a, b, ab):
    """Per cent of the variance of `a` that one setting is behind; `ab` has that one from `b`, and all others from `a`."""
    mean = sum(a) / len(a)
    spread = sum((one - mean) ** 2 for one in a) / len(a)
    share = sum((two - mean) * (both - one) for one, two, both in zip(a, b, ab, strict=True)) / len(a) / spread
    return max(0, round(100 * share, 1))


def alone(**changes):
    """The settings as the model opens, but for these."""
    return {**library.settings(model()[0], {}), **changes}


def write(folder, draws, scheduler):
    """Both tables, with what they were made by in each row."""
    version = re.search(r"^version: (\S+)", (ROOT / "CITATION.cff").read_text("utf-8"), re.M)[1]
    dice = random.Random(SEED)
    first, second = table(dice, draws), table(dice, draws)
    found, base = bands(first, draws, scheduler)
    heads = (
        "instead label crop low median high more_low more_median more_high",
        "outcome control label unit low high at_low at_high opens share",
    )
    for name, head, rows in zip(
        ("bands", "causes"), heads, (found, causes(first, second, base, scheduler)), strict=True
    ):
        with (Path(folder) / f"ensemble_{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*head.split(), "draws", "seed", "version", "status"])
            writer.writerows([*row, draws, SEED, version, "computed"] for row in rows)


if __name__ == "__main__":
    asked = sys.argv[1:]
    write(asked[1] if asked[1:] else ROOT / "data", int(asked[0]) if asked else DRAWS, os.environ.get("DASK_SCHEDULER"))
