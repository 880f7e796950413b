"""The links of a course's pages: where each leads in an edition that leaves pages and sections out.

Links of the book's pages to what is left out are plain words: a fork knows no address of the whole book that will last, and the
students' edition is not to lead to its solutions. A page of the course's own has to lead right: else the build stops.
"""

import csv
import re
import sys

import coursetext
from coursefile import ROOT

sys.path.append(str(ROOT / "book/_ext"))


def follows(made):
    """there(target, models): where a link of a page leads in this edition; "" where it leads to nothing that is kept."""
    gone = [(page, names) for page, names in places().items() if page not in made]
    claims = settled(made) if "checking-the-article" in made else set()

    def there(target, models):
        name = re.fullmatch(r"((?:\.\./)*)([\w/-]+)\.(?:md|ipynb)(#.*)?", target)
        if name:
            up, page, place = name.groups("")
            return f"{up}{page}{made[page][0]}{place}" if page in made else ""
        model = re.match(r"live:(\w+)/|#(\w+)\?", target)
        if model:
            known = (model[1] or model[2]) in models
        elif re.fullmatch(r"#c\d\d", target):
            known = target[1:] in claims
        else:
            known = target[0] != "#" or not any(target[1:] in names for _, names in gone)
        return target if known else ""

    return there


def places():
    """{page of the reference: the names on it that links lead to}, of those that an edition may leave out."""
    from listed import slug
    from timeline import names

    return {
        "people": {slug(row["person"]) for row in rows("decision_makers")},
        "timeline": set(names(rows("timeline"))),
    }


def settled(made):
    """The claims that a kept section settles, as links name them. The page of claims itself goes by the same rule."""
    text = {name: coursetext.sections(cells) for name, (_, cells) in made.items()}
    return {
        row["id"].lower()
        for row in rows("claims")
        if row["chapter"] in text and (not row["heading"] or row["heading"] in text[row["chapter"]])
    }


def rows(table):
    with (ROOT / f"data/{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
