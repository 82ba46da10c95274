"""One demo at a time in one folder."""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import IO

from demo.place import Place
from demo.trouble import Trouble

_PATIENCE = 15.0  # seconds for a demo that is on its way out
_GLANCE = 1.0


class Lock:
    """Freed by the system when its holder dies, however it dies."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def say(self, word: str) -> None:
        """Tell others who look: "running" or "ending"."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{os.getpid()} {word}\n")
        self._file.flush()


@contextmanager
def held(place: Place) -> Generator[Lock]:
    """Raises Trouble when another demo runs here; waits for one that is ending."""
    with open(place.lock, "a+", encoding="utf-8") as file:
        began = time.monotonic()
        while not _taken(file):
            pid, word = _holder(file)
            waited = time.monotonic() - began
            if waited > (_PATIENCE if word == "ending" else _GLANCE):
                raise Trouble(
                    f"The demo runs already (process {pid}): end it with Ctrl-C in its window first."
                )
            time.sleep(0.05)
        lock = Lock(file)
        lock.say("running")
        yield lock
        lock.say("ended")


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(file: IO[str]) -> tuple[str, str]:
    file.seek(0)
    pid, _, word = file.read().strip().partition(" ")
    return pid, word
