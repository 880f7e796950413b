"""Equations that a reader of a notebook has changed, and what was wrong with them."""

import functools
import traceback
import types


@functools.lru_cache(4)
def changed(name, equations):
    """A module of these equations. It is the reader's own kernel: they may do there what any cell may."""
    module = types.ModuleType(f"widgets.models.{name}")
    exec(compile(equations, f"models/{name}.py", "exec"), vars(module))
    return module


def reason(problem):
    """What went wrong in equations, and on which line of the model's file."""
    lines = [frame.lineno for frame in traceback.extract_tb(problem.__traceback__) if "models/" in frame.filename]
    line = getattr(problem, "lineno", None) or (lines or [None])[-1]
    return f"{f'line {line}: ' if line else ''}{type(problem).__name__}: {getattr(problem, 'msg', None) or problem}"
