"""The settings of the demo's processes. Secrets are invented once and stay the same at every start."""

import os
import secrets
import shlex
import sysconfig
from collections.abc import Mapping

from demo.place import Place, write_private

CHANNELS = ("LIVE", "TEST", "SANDBOX")
# Marks the demo's processes, so that what a killed demo left behind can be told from everything else.
MARK = "MOPH_CONNECT_DEMO"
_HEADER = "# Settings of the demo on this machine. To use them in a shell: set -a; . var/demo.env; set +a\n"


def settle(place: Place, redis_url: str, chosen: Mapping[str, str]) -> dict[str, str]:
    """The whole environment for the processes; writes the demo's part of it to `var/demo.env`.

    Of what the person has `chosen` in the shell, addresses of databases and LINE secrets do not count:
    the demo never touches anything but its own.
    """
    ours = _addresses(place, redis_url) | _secrets(place)
    write_private(
        place.environment_file,
        _HEADER + "".join(f"{name}={shlex.quote(value)}\n" for name, value in ours.items()),
    )
    return {
        **chosen,
        **ours,
        MARK: str(place.var),
        "PYTHONUNBUFFERED": "1",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        "PATH": os.pathsep.join((_scripts(), chosen.get("PATH", os.defpath))),
    }


def _scripts() -> str:
    """Where this virtual environment's programs are, gunicorn among them."""
    return sysconfig.get_path("scripts")


def _addresses(place: Place, redis_url: str) -> dict[str, str]:
    return {
        "DATABASE_URL": place.database_url,
        "REDIS_URL": redis_url,
        "WEB_PORT": str(place.web_port),
        "WEB_URL": place.web_url,
        "WEB_BIND": "127.0.0.1",
        "SIMULATOR_PORT": str(place.simulator_port),
        "SIMULATOR_URL": place.simulator_url,
        "SIMULATOR_HOST": "127.0.0.1",
        "SIMULATOR_TOKEN": "",
        "EVENTS_INSIDE": "true",
        "SIMULATOR_HOSPITALS": str(place.announcement),
        **{f"LINE_{channel}_API_BASE": place.simulator_url for channel in CHANNELS},
    }


def _secrets(place: Place) -> dict[str, str]:
    known = _read(place)
    names = [f"LINE_{channel}_{part}" for channel in CHANNELS for part in ("SECRET", "TOKEN")]
    names += ["TICKET_SECRET", "EVENTS_SECRET", "STAFF_SECRET"]
    return {name: known.get(name) or secrets.token_hex(24) for name in names}


def _read(place: Place) -> dict[str, str]:
    if not place.environment_file.exists():
        return {}
    words = shlex.split(place.environment_file.read_text(encoding="utf-8"), comments=True)
    return dict(word.split("=", 1) for word in words if "=" in word)
