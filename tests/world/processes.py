"""Starts, kills and restarts the service's processes on free loopback ports; stops them by pid."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import requests
from redis import Redis, RedisError

from demo.redis_server import programs
from records.migrate import migrate
from tests.world.databases import new_database

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0  # seconds


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Look again and again until it holds. Raises TimeoutError naming `what`."""
    until = time.monotonic() + patience
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError(f"waited {patience} s for {what}")
        time.sleep(0.02)


class Processes:
    """Redis, simulator, web, worker and alarm over one directory.

    A name may carry a number: `worker.2` is one more worker. `server`: a PostgreSQL for the database.
    """

    def __init__(self, directory: Path, server: str | None = None) -> None:
        self.directory = directory
        self.web_port, self.simulator_port, self.redis_port = free_port(), free_port(), free_port()
        self.web_url = f"http://127.0.0.1:{self.web_port}"
        self.simulator_url = f"http://127.0.0.1:{self.simulator_port}"
        self.redis_url = f"redis://127.0.0.1:{self.redis_port}/0"
        self.database_url = new_database(directory, server)
        self.environment = os.environ | self._settings()
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def _settings(self) -> dict[str, str]:
        channels = {
            f"LINE_{name}_{part}": secrets.token_hex(16)
            for name in ("LIVE", "TEST", "SANDBOX")
            for part in ("SECRET", "TOKEN")
        }
        bases = {f"LINE_{name}_API_BASE": self.simulator_url for name in ("LIVE", "TEST", "SANDBOX")}
        return {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "TICKET_SECRET": secrets.token_hex(24),
            "EVENTS_SECRET": secrets.token_hex(24),
            "WEB_PORT": str(self.web_port),
            "WEB_URL": self.web_url,
            "SIMULATOR_PORT": str(self.simulator_port),
            "SIMULATOR_URL": self.simulator_url,
            "SIMULATOR_HOSPITALS": str(self.directory / "demo.json"),
            "LOG_LEVEL": "INFO",
            "EVENTS_INSIDE": "true",
            "PYTHONUNBUFFERED": "1",
            **channels,
            **bases,
        }

    def commands(self) -> dict[str, list[str]]:
        """What each process runs."""
        python = sys.executable
        web = ["--worker-class", "gthread", "--threads", "32", "--bind", f"127.0.0.1:{self.web_port}"]
        return {
            "redis": [
                programs()[0],
                *("--port", str(self.redis_port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"),
                *("--dir", str(self.directory)),
            ],
            "simulator": [python, "-m", "simulator"],
            "web": [python, "-m", "gunicorn", "wsgi:app", *web, "--log-level", "warning"],
            "worker": [python, "-m", "scheduler.worker"],
            "alarm": [python, "-m", "scheduler.alarm"],
        }

    def start(self, *names: str) -> None:
        """Start these, or all; returns when they are ready."""
        names = names or ("redis", "simulator", "web", "worker", "alarm")
        if "web" in names:
            migrate(self.database_url)
        for name in names:
            self.launch(name)
            if name == "redis":
                wait_until(self.redis_answers, "Redis")
        if "simulator" in names:
            wait_until(lambda: self.answers(f"{self.simulator_url}/healthz"), "the simulator")
        if {"web", "worker", "alarm"} & set(names):
            wait_until(lambda: self.answers(f"{self.web_url}/readyz"), "web, worker and alarm")

    def launch(self, name: str) -> None:
        """Start one without waiting for it."""
        with (self.directory / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                self.commands()[name.partition(".")[0]],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop one with its children: SIGTERM asks, SIGKILL is the accident."""
        process = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)

    def stop_all(self) -> None:
        """Stop everything that runs; Redis last, so that nobody has to wait for it."""
        for name in sorted(self.running, key=lambda each: each == "redis"):
            self.stop(name)

    def log(self, name: str) -> str:
        """What a process has written so far."""
        return (self.directory / f"{name}.log").read_text(errors="replace")

    def redis(self) -> Redis:
        """A client of this world's Redis."""
        return Redis.from_url(self.redis_url)

    def redis_answers(self) -> bool:
        """Whether Redis is there."""
        try:
            return bool(self.redis().ping())
        except RedisError:
            return False

    @staticmethod
    def answers(url: str) -> bool:
        """Whether something there says 200."""
        try:
            return requests.get(url, timeout=2).status_code == 200
        except requests.RequestException:
            return False
