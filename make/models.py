"""Hold every mini-model against the contract, and say in one line each which are refused and why."""

import sys

from widgets import library
from widgets.check import ModelError


def refused(name):
    """The refusal of the mini-model of this name, as a sentence; "" if it keeps the contract."""
    try:
        library.load(name)
    except ModelError as fault:
        return f"ModelError: {fault}"
    return ""


if __name__ == "__main__":
    sys.exit("\n".join(filter(None, map(refused, library.names()))) or 0)
