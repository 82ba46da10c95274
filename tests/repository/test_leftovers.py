"""What a killed demo left behind is found by its mark, and nothing else is touched."""

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from demo.environment import MARK
from demo.leftovers import end_all, living
from demo.place import Place

READY = "import sys, time; print('here', flush=True); time.sleep(600)"


@contextmanager
def a_process(**environment: str) -> Generator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", READY], env=os.environ | environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    with process.stdout:
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def test_only_what_carries_this_folders_mark_is_ended(tmp_path: Path):
    place = Place(tmp_path / "a b", 1, 2)
    ours, theirs = {MARK: str(place.var)}, {MARK: f"{place.var}2"}
    with a_process(**ours) as left, a_process(**theirs) as another, a_process() as stranger:
        assert living(place) == [left.pid]
        assert end_all(place) == 1
        left.wait(timeout=10)

        assert living(place) == []
        assert another.poll() is None
        assert stranger.poll() is None
