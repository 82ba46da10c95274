"""The processes of the Procfile, run by honcho; what they say goes to `var/demo.log`."""

import functools
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from multiprocessing.synchronize import Event as Flag
from pathlib import Path
from typing import IO, Any

from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Message, Printer
from honcho.process import Popen, Process

from demo.place import ROOT, Place
from demo.tether import end_with_parent

_SHORT_LIFE = 10.0  # seconds
_MOST_SHORT_LIVES = 5
_PAUSE = 1.0  # seconds before it is started again


class Journal(Printer):
    """Writes everything to a file and remembers who stopped first, and its last words."""

    def __init__(self, file: IO[str]) -> None:
        super().__init__(output=file)
        self.first_stopped: str | None = None
        self.words: dict[str, deque[str]] = {}

    def write(self, message: Message) -> None:
        text = message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else message.data
        self.words.setdefault(message.name, deque(maxlen=15)).append(text.rstrip())
        stopped = re.match(r"(\S+) stopped \(rc=", text) if message.name == "system" else None
        if stopped and self.first_stopped is None:
            self.first_stopped = stopped[1]
        super().write(message)


class _Tethered(Popen):
    """`exec` leaves no shell in between, so signals and the parent's death reach the program itself."""

    def __init__(self, cmd: str, **options: Any) -> None:
        super().__init__(f"exec {cmd}", preexec_fn=_begin, stdin=subprocess.DEVNULL, **options)


def _begin() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # what its keeper ignores, the program must not
    end_with_parent()


class _Member(Process):
    """Started again when it dies, once everything has been up; not if it dies again and again."""

    def __init__(self, *args: Any, up: Flag, ending: Flag, **options: Any) -> None:
        super().__init__(*args, **options)
        self._child_ctor = _Tethered
        self._up = up
        self._ending = ending

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        end_with_parent(signal.SIGKILL)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # the manager tells the program; this one sees it off
        self._events = events
        short_lives = 0
        while True:
            began = time.monotonic()
            status = self._live()
            short_lives = short_lives + 1 if time.monotonic() - began < _SHORT_LIFE else 0
            if self._ending.is_set() or not self._up.is_set() or short_lives == _MOST_SHORT_LIVES:
                break
            self._send_message(f"ended (rc={status}); it is started again\n")
            self._ending.wait(_PAUSE)
        self._send_message({"returncode": status}, type="stop")

    def _live(self) -> int:
        self._child = self._child_ctor(self.cmd, env=self.env, cwd=self.cwd)
        self._send_message({"pid": self._child.pid}, type="start")
        if self._ending.is_set():
            self._child.terminate()  # the manager may have told the one before
        assert self._child.stdout  # honcho asks for a pipe
        with self._child.stdout as said:
            for line in said:
                self._send_message(line)
        return self._child.wait()


class Crew(Manager):
    """All processes of the Procfile, or none: when one cannot live, the others are ended."""

    def __init__(
        self, journal: Journal, environment: Mapping[str, str], once_started: Callable[[], None]
    ) -> None:
        if sys.platform == "linux":
            # Their parent must be this process, not a fork server that outlives it.
            multiprocessing.set_start_method("fork", force=True)
        super().__init__(journal)
        self._up, self._ending = multiprocessing.Event(), multiprocessing.Event()
        self._process_ctor = functools.partial(_Member, up=self._up, ending=self._ending)
        self._once_started = once_started
        procfile = parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8"))
        for name, command in procfile.processes.items():
            self.add_process(name, command, env=dict(environment), cwd=str(ROOT))

    def keep_alive(self) -> None:
        """From now on, start again what dies."""
        self._up.set()

    def terminate(self) -> None:
        self._ending.set()
        super().terminate()

    def _start(self) -> None:
        super()._start()
        self._once_started()


def open_log(place: Place) -> IO[str]:
    """A fresh log for this start; the one before is kept beside it."""
    if place.log.exists():
        place.log.replace(Path(f"{place.log}.1"))
    return open(place.log, "w", encoding="utf-8", opener=_private)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
