"""Kernel: how long a step takes in a live kernel, from changed settings to what a view is answered. Prints milliseconds."""

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
    took = []
    for i in range(many):
        began = time.perf_counter()
        model.set(**{control: low + step * (i % places)})
        took.append(1000 * (time.perf_counter() - began))
    return took


if __name__ == "__main__":
    print(json.dumps(steps(sys.argv[1], int(sys.argv[2]))))
