"""Lent: what of a mini-model's file another one runs. Its own words and picture stay at home: a page carries the rest."""

import ast

# `model` stays: the page may show the lender too, and runs the one module for both
OWN = {"TITLE", "SENTENCE", "ALT", "LIMITS", "SCENARIOS", "QUESTION", "DATA", "RESULTS", "figure"}
CONTROLS = {"number", "choice", "switch"}  # what declares one
REASONS = {"assumed", "disputed"}  # of a control: for readers, who find them at the figure that shows it


def lent(sources, shown):
    """Of the files that models run with, {name: text}, those that none of `shown` is, as the interpreter needs them.

    Without comments, and without what only their own page asks for; whatever any of these files asks of them is there.
    """
    trees = {one: ast.parse(text) for one, text in sources.items()}
    asked = {node.attr for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return {one: _bare(_without(tree, OWN - asked)) for one, tree in trees.items() if one not in shown}


def _without(tree, own):
    """A file without its top-level definitions of these names, as far as nothing else in it reads them."""
    for node in reversed(tree.body):
        others = [one for other in tree.body if other is not node for one in ast.walk(other)]
        if _defined(node) & own - {one.id for one in others if isinstance(one, ast.Name)}:
            tree.body.remove(node)
    return tree


def _defined(node):
    """What a statement at the top of a file defines: a function, or a plain name."""
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    return {one.id for one in getattr(node, "targets", ()) if isinstance(one, ast.Name)}


def _bare(tree):
    """Its text, without what nobody reads there: docstrings and the reasons of controls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CONTROLS:
            node.keywords = [one for one in node.keywords if one.arg not in REASONS]
    return ast.unparse(tree) + "\n"
