"""The ensemble: its stored numbers are those of the model as it stands, and do not depend on who works them."""

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from widgets.record import table

sys.path.append(str(Path(__file__).parents[1] / "make"))
import ensemble  # noqa: E402


def rows(many=40):
    return ensemble.table(random.Random(7), many)


def test_the_stored_ends_are_what_the_model_says_there():
    """A model, a range or a default that was changed since asks for `make ensemble`."""
    stored, spans, opens = table("ensemble_causes"), ensemble.ranges(), ensemble.alone()
    found = ensemble.work([{**opens, row["control"]: row[end]} for row in stored for end in ("low", "high")])
    for n, row in enumerate(stored):
        place = list(ensemble.OUTCOMES).index(row["outcome"])
        ends = [found[2 * n][place], found[2 * n + 1][place]]
        assert [row["at_low"], row["at_high"]] == pytest.approx(ends, abs=0.051), row
        assert (row["low"], row["high"]) == pytest.approx(spans[row["control"]])


def test_every_setting_and_every_change_has_its_rows_and_its_seed():
    causes, bands = table("ensemble_causes"), table("ensemble_bands")
    assert Counter(row["outcome"] for row in causes) == dict.fromkeys(ensemble.OUTCOMES, len(ensemble.ranges()))
    changes = ensemble.model()[0].CONTROLS["instead"]["options"]
    assert Counter(row["instead"] for row in bands) == dict.fromkeys(changes, 3)
    assert {(row["draws"] >= 2000, row["seed"]) for row in [*causes, *bands]} == {(True, ensemble.SEED)}


def test_draws_keep_within_the_declared_ranges():
    spans = ensemble.ranges()
    for one in ensemble.drawn(rows(500)):
        for name, (low, high) in spans.items():
            assert low <= one[name] <= high
    assert {one["months"] for one in ensemble.drawn(rows(50))} == {2, 3}


def test_a_band_holds_half_of_what_is_drawn_below_its_middle():
    found = [one[1] for one in ensemble.work(ensemble.drawn(rows(200)))]
    stored = {row["crop"]: row for row in table("ensemble_bands") if row["instead"] == "none"}[1959]
    below = sum(one < stored["median"] for one in found) / len(found)
    assert 0.38 < below < 0.62  # two hundred other draws: three and a half standard errors
    assert stored["low"] < stored["median"] < stored["high"]


def test_each_change_has_a_band_for_each_crop_and_none_where_nothing_is_changed():
    draws, changes = 12, ensemble.model()[0].CONTROLS["instead"]["options"]
    found, base = ensemble.bands(rows(draws), draws, None)
    assert [row[:3] for row in found] == [
        [key, words, crop] for key, words in changes.items() for crop in (1958, 1959, 1960)
    ]
    assert all(row[3] <= row[4] <= row[5] and row[6] <= row[7] <= row[8] for row in found)
    assert all(row[6:] == [0, 0, 0] for row in found if row[0] == "none")
    assert len(base) == draws


def test_a_cause_that_is_all_of_it_has_all_of_the_variance(monkeypatch):
    """Two settings, an outcome that is one of them: shares of 100 per cent and of nothing."""
    monkeypatch.setattr(ensemble, "OUTCOMES", {"it": ""})
    monkeypatch.setattr(ensemble, "ranges", lambda: {"boast": (0, 1), "land": (0, 1)})
    monkeypatch.setattr(ensemble, "run", lambda settings, _: [(one["boast"],) for one in settings])
    monkeypatch.setattr(ensemble, "work", lambda settings: [(one["boast"],) for one in settings])
    first, second = rows(1500), ensemble.table(random.Random(2), 1500)
    base = ensemble.run(ensemble.drawn(first), None)
    shares = {row[1]: row[-1] for row in ensemble.causes(first, second, base, None)}
    assert shares["boast"] == pytest.approx(100, abs=8)
    assert shares["land"] == 0


def test_processes_find_the_same_to_the_last_digit_and_in_the_same_order(monkeypatch):
    monkeypatch.setattr(ensemble, "CHUNK", 7)  # the last part is shorter than the others
    settings = ensemble.drawn(rows(24))
    assert ensemble.run(settings) == ensemble.work(settings)


@pytest.mark.long
def test_a_cluster_finds_the_same_to_the_last_digit():
    """Wants `pip install -r make/ensemble.txt`."""
    distributed = pytest.importorskip("dask.distributed")
    settings = ensemble.drawn(rows(600))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        assert ensemble.run(settings, cluster.scheduler_address) == ensemble.run(settings) == ensemble.work(settings)


def test_the_command_writes_as_many_draws_as_asked_where_it_is_told(tmp_path):
    subprocess.run([sys.executable, ensemble.__file__, "2", tmp_path], check=True, capture_output=True)
    for name in ("bands", "causes"):
        found = (tmp_path / f"ensemble_{name}.csv").read_text(encoding="utf-8").splitlines()
        stored = (ensemble.ROOT / f"data/ensemble_{name}.csv").read_text(encoding="utf-8").splitlines()
        assert [found[0], len(found)] == [stored[0], len(stored)]
        assert {line.split(",")[-4] for line in found[1:]} == {"2"}
