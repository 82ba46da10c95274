"""Benches are kept running by running them as small as they go; no time is asserted."""

import subprocess
import sys

import pytest

from bench.__main__ import BENCHES
from tests.world.processes import ROOT


@pytest.mark.more
def test_every_bench_prints_its_table():
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--smoke"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    for bench in BENCHES:
        assert f"## {bench}: " in done.stdout
    assert "lost or twice" in done.stdout
