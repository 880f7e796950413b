"""Lent: what of a mini-model's file another one runs. Its own words and picture stay at home: a page carries the rest."""

import ast

# `model` stays: the page may show the lender too, and runs the one module for both
OWN = {"TITLE", "SENTENCE", "ALT", "LIMITS", "SCENARIOS", "QUESTION", "DATA", "RESULTS", "figure"}


def lent(sources, name):
    """Of the files that a model runs with, {name: text}, those it imports, without what only their own page asks for."""
    trees = {one: ast.parse(text) for one, text in sources.items()}
    asked = {node.attr for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return {one: _without(text, trees[one].body, OWN - asked) for one, text in sources.items() if one != name}


def _without(text, body, own):
    """The text without its top-level definitions of these names, as far as nothing else in it reads them."""
    lines = text.splitlines(keepends=True)
    for node in reversed(body):
        others = [one for other in body if other is not node for one in ast.walk(other)]
        if _defined(node) & own - {one.id for one in others if isinstance(one, ast.Name)}:
            del lines[node.lineno - 1 : node.end_lineno]
    return "".join(lines)


def _defined(node):
    """What a statement at the top of a file defines: a function, or a plain name."""
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    return {one.id for one in getattr(node, "targets", ()) if isinstance(one, ast.Name)}
