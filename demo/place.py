"""Where the demo keeps what it makes, and the addresses it serves on."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from demo.trouble import Trouble

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Place:
    """Everything under `var` is made by the demo and may be deleted while it does not run."""

    var: Path
    web_port: int
    simulator_port: int

    @property
    def web_url(self) -> str:
        return f"http://127.0.0.1:{self.web_port}"

    @property
    def simulator_url(self) -> str:
        return f"http://127.0.0.1:{self.simulator_port}"

    @property
    def database(self) -> Path:
        return self.var / "connect.db"

    @property
    def database_url(self) -> str:
        # Relative, because an absolute path may hold letters that mean something in a URL.
        return f"sqlite:///{os.path.relpath(self.database, ROOT)}"

    @property
    def announcement(self) -> Path:
        """Is there exactly while everything is ready (`docs/simulator.md`, The demo)."""
        return self.var / "demo.json"

    @property
    def environment_file(self) -> Path:
        return self.var / "demo.env"

    @property
    def keys(self) -> Path:
        return self.var / "demo.keys.json"

    @property
    def staff(self) -> Path:
        return self.var / "demo.staff.json"

    @property
    def lock(self) -> Path:
        return self.var / "demo.lock"

    @property
    def log(self) -> Path:
        return self.var / "demo.log"

    @property
    def redis(self) -> Path:
        return self.var / "redis"


def from_environment(environment: Mapping[str, str]) -> Place:
    """VAR_DIR, WEB_PORT and SIMULATOR_PORT. Raises Trouble."""
    var = Path(environment.get("VAR_DIR") or ROOT / "var").absolute()
    place = Place(var, _port(environment, "WEB_PORT", 8000), _port(environment, "SIMULATOR_PORT", 8001))
    if place.web_port == place.simulator_port:
        raise Trouble("WEB_PORT and SIMULATOR_PORT are the same: choose two different ports.")
    try:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"Cannot make the folder {var} ({error.strerror}): check who may write there."
        ) from error
    if not os.access(var, os.W_OK | os.X_OK):
        raise Trouble(
            f"Cannot write to the folder {var}: it belongs to another user, change its owner or remove it."
        )
    return place


def write_private(path: Path, text: str) -> None:
    """Readable for its owner alone, and never half written."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    fresh.replace(path)


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Trouble(f"{name}={text} is not a port: give a number from 1 to 65535.")
    return int(text)
