"""Kernel: how long a step takes in a live kernel, from changed settings to the new picture. Prints milliseconds as JSON."""

import json
import sys
import time

from widgets.surfaces.notebook import Explorable


def steps(name, many):
    """Milliseconds of `many` steps of the model's first number, there and back along its track."""
    model = Explorable(name)
    control, low = next((k, c["low"]) for k, c in model.module.CONTROLS.items() if c["kind"] == "number")
    step, high = model.module.CONTROLS[control]["step"], model.module.CONTROLS[control]["high"]
    places = int((high - low) / step) + 1
    model.png()  # fonts are looked up once
    took = []
    for i in range(many):
        began = time.perf_counter()
        model.settings[control] = low + step * (i % places)
        model._work()
        model.png()
        took.append(1000 * (time.perf_counter() - began))
    return took


if __name__ == "__main__":
    print(json.dumps(steps(sys.argv[1], int(sys.argv[2]))))
