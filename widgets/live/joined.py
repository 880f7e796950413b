"""Joined: the scripts that one script imports and itself, as one text. A reader's kernel has no node to build them with.

They are written for this: each import stands on one line and names what it takes, each export begins its line.
"""

import re
from pathlib import Path

HERE = Path(__file__).parent
IMPORT = re.compile(r'^import \{ (.*) \} from "\./(\w+)\.js";$', re.M)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.M)


def joined(name, done=None):
    """The text of `NAME.js` after that of all that it imports, each once and in a room of its own."""
    done = set() if done is None else done
    done.add(name)
    text = (HERE / f"{name}.js").read_text(encoding="utf-8")
    before = [joined(one, done) for _, one in IMPORT.findall(text) if one not in done]
    if "export default" in text:  # the one that a front end loads
        return "\n".join([*before, IMPORT.sub(_taken, text)])
    given = ", ".join(EXPORT.findall(text))
    inside = EXPORT.sub("", IMPORT.sub(_taken, text))
    return "\n".join([*before, f"const {name}_js = (() => {{\n{inside}\nreturn {{ {given} }};\n}})();"])


def _taken(found):
    return f"const {{ {found[1].replace(' as ', ': ')} }} = {found[2]}_js;"
