"""Dialect: a mini-model's file is read by CPython and by MicroPython; only what both know, and only the imports it may have."""

import ast

from widgets.shelf.marked import fail

MAY_IMPORT = "math", "widgets.contract", "widgets.models"
# What CPython has and MicroPython 1.27 has not, as found by asking both for every name.
ATTRIBUTES = set(
    "cbrt comb dist exp2 fsum gcd hypot isqrt lcm log1p nextafter perm prod remainder ulp "
    "capitalize casefold expandtabs format_map isalnum isascii isdecimal isidentifier isnumeric isprintable istitle "
    "ljust maketrans removeprefix removesuffix rjust swapcase title translate zfill "
    "as_integer_ratio bit_count bit_length conjugate denominator fromhex hex imag is_integer numerator real "
    "fma sumprod".split()  # the last two since Python 3.13 and 3.12
)
BUILTINS = set("aiter anext ascii breakpoint format vars RecursionError FloatingPointError".split())
BUILTINS |= {"eval", "exec", "open"}  # which it has, and which are of no use here
ARGUMENTS = {("zip", "strict"), ("sum", "start")}


def read(source, own):
    """Refuse what MicroPython would not read in `source`, the file of the mini-model `own`, and any other import."""
    tree = ast.parse(source)
    figure = {id(node) for top in tree.body if getattr(top, "name", "") == "figure" for node in ast.walk(top)}
    for node in ast.walk(tree):
        line = f"line {getattr(node, 'lineno', 0)}"
        _imports(node, line, own)
        _syntax(node, line)
        if id(node) not in figure:  # the page reads `figure` and never calls it
            _names(node, line)


def _imports(node, line, own):
    if isinstance(node, ast.Import) and [a.name for a in node.names] != ["math"]:
        fail(line, f"import {node.names[0].name}", "imports of math, widgets.contract and widgets.models only")
    if isinstance(node, ast.ImportFrom) and node.module not in MAY_IMPORT:
        fail(line, f"from {node.module} import", "imports of math, widgets.contract and widgets.models only")
    if isinstance(node, ast.ImportFrom) and node.module == "widgets.models":
        if "*" in [a.name for a in node.names]:
            fail(line, "from widgets.models import *", "the names of the mini-models that it uses")
        if own in [a.name for a in node.names]:
            fail(line, f"from widgets.models import {own}", "other mini-models: this is the file itself")


def _syntax(node, line):
    if type(node).__name__ in ("Match", "TryStar", "AsyncFunctionDef", "TypeAlias"):
        fail(line, type(node).__name__, "what MicroPython also reads")
    if isinstance(node, ast.Dict) and None in node.keys:
        fail(line, "{**a}", "dict(a) and update(): MicroPython reads no {**a}")
    read = isinstance(getattr(node, "ctx", ast.Load()), ast.Load)  # a, *b = c is no list
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)) and read and any(isinstance(e, ast.Starred) for e in node.elts):
        fail(line, "[*a]", "list(a) + ...: MicroPython reads no [*a]")
    if isinstance(node, ast.arguments) and node.posonlyargs:
        fail(line, "a positional-only /", "plain arguments: MicroPython reads no /")


def _names(node, line):
    for given in node.keywords if isinstance(node, ast.Call) else ():
        if (getattr(node.func, "id", ""), given.arg) in ARGUMENTS:
            fail(line, f"{node.func.id}({given.arg}=)", "what MicroPython has as well; it has no such argument")
    name = getattr(node, "attr", None) if isinstance(node, ast.Attribute) else getattr(node, "id", None)
    if name in (ATTRIBUTES if isinstance(node, ast.Attribute) else BUILTINS):
        fail(line, name, "what MicroPython has as well; it has no such name")
