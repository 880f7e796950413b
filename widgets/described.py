"""Described: whether `data/datapackage.json` says of each table what the record reads of it."""

import re

RULES = {"required": bool, "enum": list, "pattern": str, "minimum": (int, float), "maximum": (int, float)}


def checked(package):
    """A description of tables, as it is. ValueError says what of it cannot be used, and of which table."""
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list):
        raise ValueError("no list `resources`")
    for i, one in enumerate(resources, 1):
        for why in _resource(one):
            raise ValueError(f"{why} in resource {i}")
    return package


def _resource(one):
    """What is wrong with the description of a table."""
    yield from _unlike(one, {"name": str, "path": str, "schema": dict})
    if not isinstance(one, dict) or not isinstance(one.get("path"), str) or not isinstance(one.get("schema"), dict):
        return
    if not re.fullmatch(r"\w[\w-]*\.csv", one["path"]):
        yield f"the path {one['path']!r}, which is no file of data/"
    fields, primary, years = one["schema"].get("fields"), one["schema"].get("primaryKey", []), one.get("years", [0, 0])
    yield from [] if isinstance(fields, list) and fields else ["no list `fields`"]
    for field in fields if isinstance(fields, list) else ():
        yield from _unlike(field, {"name": str, "type": str})
        yield from _rules(field.get("constraints", {}) if isinstance(field, dict) else {})
    names = [field.get("name") for field in fields or () if isinstance(field, dict)] if isinstance(fields, list) else []
    if not isinstance(primary, list) or any(key not in names for key in primary):
        yield f"the primaryKey {primary!r}, which is no list of columns"
    if not isinstance(years, list) or [type(year) for year in years] != [int, int] or years[1] - years[0] > 9999:
        yield f"the years {years!r}, which are no first and last"


def _rules(rules):
    yield from _unlike(rules, {key: kind for key, kind in RULES.items() if not isinstance(rules, dict) or key in rules})
    if isinstance(rules, dict) and not all(isinstance(one, str) for one in _list(rules.get("enum"))):
        yield "an enum of other things than texts"
    try:
        re.compile(rules["pattern"]) if isinstance(rules, dict) and isinstance(rules.get("pattern"), str) else None
    except re.error:
        yield f"the pattern {rules['pattern']!r}"


def _list(value):
    return value if isinstance(value, list) else []


def _unlike(one, kinds):
    """What is missing in a part of the description, or is of another kind."""
    if not isinstance(one, dict):
        yield f"{str(one)[:40]!r}"
        return
    for key, kind in kinds.items():
        if not isinstance(one.get(key), kind) or one.get(key) == "":
            yield f"{str(one.get(key))[:40]!r} as `{key}`"
