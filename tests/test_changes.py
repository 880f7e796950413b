"""Changes: only a version that is still being written says that it has not been released."""

from types import SimpleNamespace

import changes
import pytest
import released


@pytest.mark.parametrize(("year", "tag", "said"), [("", "", 1), ("2026", "", 0), ("", "v0.2.0", 0)])
def test_a_version_that_is_still_being_written_says_so(monkeypatch, year, tag, said):
    monkeypatch.setattr(released, "tag", lambda *_: tag)
    page = SimpleNamespace(config=SimpleNamespace(taken_edition=["0.2.0", year]))
    found = changes.Changes.unreleased(page)
    assert len(found) == said
    assert all(one.astext().startswith("Version 0.2.0 has not been released yet: what is listed") for one in found)
