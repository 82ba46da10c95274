"""A demo as a person starts it: a command in a folder, ended by a signal."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from demo.leftovers import living
from demo.place import Place
from tests.world.processes import free_port


class DemoRun:
    """Start it with `start`; what it says is in `said` once it has ended."""

    def __init__(self, command: Sequence[str], folder: Path, var: Path, **environment: str) -> None:
        self._command = command
        self._folder = folder
        self.place = Place(var, free_port(), free_port())
        outside = {
            name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PYTEST"))
        }
        self.environment = outside | {
            "WEB_PORT": str(self.place.web_port),
            "SIMULATOR_PORT": str(self.place.simulator_port),
            **environment,
        }
        self.said = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Returns at once."""
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def ready(self, patience: float = 60.0) -> dict[str, Any]:
        """What `var/demo.json` says, as soon as it is there. Fails when the demo ends instead."""
        deadline = time.monotonic() + patience
        while not self.place.announcement.exists():
            assert self._running().poll() is None, self._running().communicate()[0]
            assert time.monotonic() < deadline, f"not ready after {patience} s"
            time.sleep(0.05)
        return json.loads(self.place.announcement.read_text(encoding="utf-8"))

    def end(self, number: signal.Signals, to_group: bool = False, patience: float = 60.0) -> int:
        """Send the signal, wait for the end; the exit status."""
        process = self._running()
        (os.killpg if to_group else os.kill)(process.pid, number)
        return self.status(patience)

    def status(self, patience: float = 60.0) -> int:
        """Wait for the end; the exit status."""
        process = self._running()
        self.said = process.communicate(timeout=patience)[0]
        return process.returncode

    def left_over(self) -> list[int]:
        """Its processes that still live."""
        return living(self.place)

    def close(self) -> None:
        """Whatever happened, leave nothing running."""
        if self._process is not None and self._process.poll() is None:
            self.end(signal.SIGTERM)
        for pid in self.left_over():
            os.kill(pid, signal.SIGKILL)
        if self._process is not None and self._process.stdout:
            self._process.stdout.close()

    def _running(self) -> subprocess.Popen[str]:
        assert self._process is not None, "start it first"
        return self._process
