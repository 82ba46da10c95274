"""The processes of the Procfile, run by honcho; what they say goes to `var/demo.log`."""

import multiprocessing
import os
import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Message, Printer
from honcho.process import Popen, Process

from demo.place import ROOT, Place
from demo.tether import end_with_parent


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
        super().__init__(f"exec {cmd}", preexec_fn=end_with_parent, stdin=subprocess.DEVNULL, **options)


class _Member(Process):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._child_ctor = _Tethered

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        end_with_parent(signal.SIGKILL)
        super().run(events, ignore_signals)


class Crew(Manager):
    """All processes, or none: when one ends, the others are ended."""

    def __init__(
        self, journal: Journal, environment: Mapping[str, str], once_started: Callable[[], None]
    ) -> None:
        if sys.platform == "linux":
            # Their parent must be this process, not a fork server that outlives it.
            multiprocessing.set_start_method("fork", force=True)
        super().__init__(journal)
        self._process_ctor = _Member
        self._once_started = once_started
        for name, command in parse_procfile(
            (ROOT / "Procfile").read_text(encoding="utf-8")
        ).processes.items():
            self.add_process(name, command, env=dict(environment), cwd=str(ROOT))

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
