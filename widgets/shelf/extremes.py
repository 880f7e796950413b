"""Extremes: what each mini-model says where a slider goes to its end, and which of it nobody would say.

    python -m widgets.shelf.extremes [NAME ...]

prints title, sentence, text alternative and reply as the model opens, then what changes of them with each control at each
of its ends, then what reads wrongly at these settings or at a corner, where several controls are at their ends.
"""

import itertools
import random
import re
import sys

from widgets import contract
from widgets.shelf import check, library, worded

CORNERS = 80  # of a model that has more of them, so many, drawn once and for all
NOUGHT = r"(?<![\d.,−])0(\.0+)?(?![\d]|[.,]\d)"
READS_WRONGLY = {
    "a bare nought": NOUGHT,
    "nothing, of something": r"\b(none|nothing|no one) of (?!it\b)",
    "one of many": r"(?<![\d.,])1 (points|years|days|months|levels|tonnes|households|communes|furnaces|projects)\b",
    "a number below nought": r"\b(by|fewer|less|loses|takes|another) −\d",
    "a sign for a word": r"\d ?%",
    "not so many as that": r"\b(up to|by|only|about|some|another) (none|nothing|no one|almost)\b",
}


def singles(controls):
    """The opening, and every control at each of its ends: [(what was set, all settings)]."""
    start = {name: control["default"] for name, control in controls.items()}
    found = [({}, start)]
    for name, control in controls.items():
        for end in check.ends(control):
            if end != start[name]:
                changes = {**_holding(control, controls), name: end}
                found.append((changes, {**start, **changes}))
    return found


def _holding(control, controls):
    """What has to be set for a control to count."""
    return {control["when"][0]: control["when"][1]} if control["when"] else {}


def corners(controls):
    """Settings with the controls in view all at an end, those that hang on another's value as they stand."""
    start = {name: control["default"] for name, control in controls.items()}
    wide = {name: check.ends(control) for name, control in controls.items() if not control["more"]}
    many = list(itertools.islice(itertools.product(*wide.values()), 200_000))
    few = random.Random(1958).sample(many, min(CORNERS, len(many)))
    changed = [dict(zip(wide, values, strict=True)) for values in few]
    return [(changes, {**start, **changes}) for changes in changed]


def answers(module):
    """The settings at which the reply to the question is said: [(what was set, all settings)]."""
    asked = getattr(module, "QUESTION", {"options": {}})["options"]
    return [(changes, library.settings(module, changes)) for changes in asked.values()]


def told(module, values):
    """What the model says at some settings: {key: words}. The reply is said at the settings of an answer alone."""
    return _said(module, values, library.work(module, values))


def _said(module, values, known):
    found = {**module.CONTROLS, **module.RESULTS}
    texts = worded.texts(module)
    if values not in [settings for _, settings in answers(module)]:
        texts.pop("QUESTION reply", None)
    return {key: contract.say(text, known, found) for key, text in texts.items()}


def wrong(module, values, needs=None):
    """What nobody would say, at some settings: [(key, what is wrong, words)]."""
    found, known = [], library.work(module, values, needs)
    for key, words in _said(module, values, known).items():
        found += [(key, why, words) for why, form in READS_WRONGLY.items() if re.search(form, words)]
        if _twice(module, worded.texts(module)[key], known):
            found.append((key, "twice the same", words))
    return found


def _twice(module, text, values):
    """Whether two choices that a text names have the same words."""
    named = worded.names(text)
    said = [contract.words(values[name], module.CONTROLS[name]) for name in named if _chosen(module, name)]
    return len(set(said)) < len(said)


def _chosen(module, name):
    return name in module.CONTROLS and module.CONTROLS[name]["kind"] == "choice"


def faults(module):
    """[(what was set, key, what is wrong, words)], each fault of a text once, at the plainest setting that shows it."""
    found, needs = {}, library.record(module)
    for changes, values in singles(module.CONTROLS) + answers(module) + corners(module.CONTROLS):
        for key, why, words in wrong(module, values, needs):
            found.setdefault((key, why), (changes, key, why, words))
    return list(found.values())


def main(names):
    many = 0
    for name in names or library.names():
        module = library.load(name)
        before = {}
        print(f"\n==== {name}")
        for changes, values in singles(module.CONTROLS) + answers(module):
            print(f"\n{'; '.join(f'{n}={v}' for n, v in changes.items()) or 'as it opens'}")
            now = told(module, values)
            print(*[f"  {key}: {words}" for key, words in now.items() if words != before.get(key)], sep="\n")
            before = before or now
        for changes, key, why, words in faults(module):
            many += 1
            print(
                f"\n! {key} at {'; '.join(f'{n}={v}' for n, v in changes.items()) or 'the opening'}: {why}\n    {words}"
            )
    print(f"\n{many} to be looked at" if many else "\nNothing reads wrongly.")
    return 1 if many else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
