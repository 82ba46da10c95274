"""Runs a command with a PostgreSQL server of its own: `python scripts/with_postgres.py COMMAND …`.

The command finds the server's address in TEST_POSTGRES; server and data are gone when it ends. PostgreSQL is
installed with apt where it is missing and we are root. Where it cannot be had, the command is not run,
which is a failure in CI and one sentence elsewhere.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

_USER = "postgres"  # PostgreSQL refuses to run as root
# Data that are gone when the server is need no disk to wait for.
FAST = ("fsync=off",)


class Server:
    """A server on loopback with data in `folder`; stops and starts again over the same data."""

    def __init__(self, programs: Path, folder: Path, options: Sequence[str]) -> None:
        self._programs, self._folder, self._data = programs, folder, folder / "data"
        self._port = _free_port()
        words = ("listen_addresses=127.0.0.1", "max_connections=300", *options)
        self._options = f"-p {self._port} -k {folder} " + " ".join(f"-c {word}" for word in words)
        self.url = f"postgresql+psycopg://{_USER}@127.0.0.1:{self._port}/postgres"

    def make(self) -> None:
        """Lay out the data."""
        if os.getuid() == 0:
            shutil.chown(self._folder, _USER)
        _as_server([self._programs / "initdb", "-D", self._data, "-A", "trust", "-U", _USER, "-E", "UTF8"])

    def start(self) -> None:
        """Returns when it answers."""
        self._control("-o", self._options, "-l", self._folder / "log", "-w", "start")

    def stop(self, mode: Literal["fast", "immediate"] = "immediate") -> None:
        """`immediate` is the accident: no goodbye, no checkpoint, recovery at the next start."""
        self._control("-m", mode, "stop")

    @property
    def pid(self) -> int:
        """The process all its others descend from."""
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def _control(self, *words: str | Path) -> None:
        _as_server([self._programs / "pg_ctl", "-D", self._data, *words])


@contextmanager
def serving(options: Sequence[str] = FAST) -> Generator[Server | None]:
    """A started server; None where PostgreSQL cannot be had."""
    programs = _programs() or _install()
    if programs is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="connect-pg-") as folder:
        server = Server(programs, Path(folder), options)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def main(command: list[str]) -> int:
    """The command's exit code."""
    with serving() as server:
        if server is None:
            print(
                "Not run on PostgreSQL: install it to run these too (Debian, Ubuntu: apt install postgresql)."
            )
            return 1 if os.environ.get("CI") == "true" else 0
        return subprocess.run(command, env=os.environ | {"TEST_POSTGRES": server.url}, check=False).returncode


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest version first."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: -float(each.parent.name))
    if found := shutil.which("initdb"):
        folders.append(Path(found).parent)
    return next((each for each in folders if (each / "initdb").exists() and (each / "pg_ctl").exists()), None)


def _install() -> Path | None:
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return None
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run(
        ["apt-get", "install", "-qy", "--no-install-recommends", "postgresql"],
        check=False,
        **quiet,  # type: ignore[call-overload]
    )
    return _programs()


def _as_server(command: list[str | Path]) -> None:
    """As the user who may run PostgreSQL; its work folder is one that user can enter."""
    user = pwd.getpwnam(_USER) if os.getuid() == 0 else None
    subprocess.run(
        [str(word) for word in command],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
