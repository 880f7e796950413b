"""Dialect: what a mini-model may not use is what MicroPython has not, found by asking it."""

import builtins
import json
import math
import subprocess

from conftest import ROOT

from widgets.shelf import dialect

ENGINE = ROOT / "node_modules/@micropython/micropython-webassembly-pyscript/micropython.mjs"
LATER = {"fma", "sumprod"}  # which CPython has since 3.13 and 3.12
TYPES = str, list, dict, set, tuple, int, float
ASK = """
import {{ loadMicroPython }} from "{engine}";
const python = await loadMicroPython({{ stdout: (line) => console.log(line), linebuffer: true }});
python.runPython(`
import builtins, json, math
print(json.dumps({{"builtins": dir(builtins), "math": dir(math), {types}}}))
`);
"""


def lacking():
    """What CPython has and the page's interpreter has not: {"builtins", "math" or a type: names}."""
    asked = ASK.format(
        engine=ENGINE.as_uri(), types=", ".join(f'"{one.__name__}": dir({one.__name__})' for one in TYPES)
    )
    command = ["node", "--input-type=module", "-e", asked]
    there = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    here = {"builtins": dir(builtins), "math": dir(math), **{one.__name__: dir(one) for one in TYPES}}
    return {name: {one for one in here[name] if not one.startswith("_")} - set(there[name]) for name in here}


def test_every_name_that_micropython_lacks_is_refused_and_no_other():
    found = lacking()
    known = dialect.BUILTINS - {"eval", "exec", "open"}
    assert known <= found["builtins"]
    site = {"copyright", "credits", "exit", "license", "quit"}  # of a prompt, which no file names
    assert {one for one in found.pop("builtins") if one.islower()} - site <= known  # the others are errors' classes
    assert set.union(LATER, *found.values()) == dialect.ATTRIBUTES
