"""Equations: the book's own mini-model `labour_split`, worked for one slider, all other settings as in history."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from widgets.models import labour_split  # noqa: E402

PLACES = list(range(0, 121, 5))  # of the slider: million people away
SETTINGS = {name: control["default"] for name, control in labour_split.CONTROLS.items()}


def work(away):
    """What the picture shows at this place of the slider: {"edge", "ripe", "barn", "lost", ...}."""
    return labour_split.model(**{**SETTINGS, "away": away})


def told(away):
    return f"With up to {away} million people away, {work(away)['lost']:.1f} million tonnes are never brought in."
