"""Processes that a killed demo left behind: found by the mark in their environment, never by a name."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from demo.environment import MARK
from demo.place import Place

_GRACE = 5.0  # seconds between asking and forcing


def end_all(place: Place) -> int:
    """End every process that carries this folder's mark; how many there were."""
    found = living(place)
    _signal(found, signal.SIGTERM)
    deadline = time.monotonic() + _GRACE
    while (left := living(place)) and time.monotonic() < deadline:
        time.sleep(0.05)
    while left:
        _signal(left, signal.SIGKILL)
        time.sleep(0.05)
        left = living(place)
    return len(found)


def living(place: Place) -> list[int]:
    """The processes of this folder's demo, except this one."""
    mark = f"{MARK}={place.var}"
    pids = _by_proc(mark) if Path("/proc/self/environ").exists() else _by_ps(mark)
    return [pid for pid in pids if pid != os.getpid()]


def _by_proc(mark: str) -> list[int]:
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        with contextlib.suppress(OSError):  # gone meanwhile, or another user's
            if os.fsencode(mark) in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
    return found


def _by_ps(mark: str) -> list[int]:
    """Where there is no /proc (macOS), ps shows the environment behind the command."""
    listed = subprocess.run(
        ["ps", "-xEww", "-o", "pid=,command="], capture_output=True, text=True, check=False
    )
    rows = (line.strip().partition(" ") for line in listed.stdout.splitlines())
    return [int(pid) for pid, _, text in rows if f" {mark}" in f"{text} "]


def _signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(OSError):
            os.kill(pid, number)
