"""The notebooks as stored: in the one canonical form. (That they run and say the same is nbval's part of the tests.)"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[1] / "book"


@pytest.fixture
def copied(tmp_path):
    """A copy of the book's notebooks and of the script that checks them."""
    (tmp_path / "book/_ext").mkdir(parents=True)
    shutil.copy(BOOK / "_ext/canonical.py", tmp_path / "book/_ext")
    for path in BOOK.glob("*.ipynb"):
        shutil.copy(path, tmp_path / "book")
    return tmp_path / "book"


def checked(book):
    return subprocess.run(
        [sys.executable, book / "_ext/canonical.py", "--check"], capture_output=True, text=True, check=False
    )


def test_stored_outputs_are_canonical():
    result = checked(BOOK)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    "stray", ['"metadata": {"widgets": {}, "kernelspec"', '"metadata": {"collapsed": true}', '"id": "b7f3"']
)
def test_what_a_run_in_jupyter_leaves_behind_is_noticed(copied, stray):
    key = stray.split(":")[0]
    old = {'"metadata"': '"metadata": {\n  "kernelspec"', '"id"': '"id": "c0"'}[key]
    new = stray if "kernelspec" in stray or key == '"id"' else None
    path = copied / "index.ipynb"
    text = path.read_text(encoding="utf-8")
    changed = text.replace(old, new) if new else text.replace('"metadata": {}', stray, 1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    result = checked(copied)
    assert result.returncode == 1
    assert "index.ipynb" in result.stdout
