"""Kernels: a build asks one process for all of them, where the system bears it."""

import sys
from pathlib import Path

import kernels
import pytest


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each kernel is started by itself")
def test_there_is_a_place_to_ask_and_it_goes_with_the_build():
    with kernels.forked() as path:
        assert Path(path).is_socket()
    assert not Path(path).exists()


def test_elsewhere_each_kernel_is_started_by_itself(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with kernels.forked() as path:
        assert path == ""
