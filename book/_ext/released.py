"""Released: which edition is being built: its version, its year, and the address at which it stays.

A release is a tag such as v1.2. It is published in a folder of that name beside the newest state of the book
(make/versions.py, which reads this file where no package is installed), and is cited there: what cites it still leads to what
was read when the book has gone on.
"""

import os
import re

TAG = re.compile(r"v\d[\w.-]*")


def tag(env=os.environ):
    """The tag that is being built; "" where none is."""
    return env.get("CI_COMMIT_TAG") or (env.get("GITHUB_REF_TYPE") == "tag" and env.get("GITHUB_REF_NAME")) or ""


def edition(cited, env=os.environ):
    """[version, year]: the version of a tag that is being built, or that of CITATION.cff; the year in which that came out."""
    return [tag(env).removeprefix("v") or str(cited.get("version", "")), str(cited.get("date-released", ""))[:4]]


def address(base, env=os.environ):
    """Where this edition stays, given where the book is published; without a slash at its end; "" where that is not said."""
    base, named = (base or "").rstrip("/"), tag(env)
    return f"{base}/{named}" if base and TAG.fullmatch(named) else base
