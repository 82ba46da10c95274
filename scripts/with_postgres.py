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
from pathlib import Path

_USER = "postgres"  # PostgreSQL refuses to run as root


def main(command: list[str]) -> int:
    """The command's exit code."""
    programs = _programs() or _install()
    if programs is None:
        print("Not run on PostgreSQL: install it to run these too (Debian, Ubuntu: apt install postgresql).")
        return 1 if os.environ.get("CI") == "true" else 0
    with tempfile.TemporaryDirectory(prefix="connect-pg-") as folder:
        return _run_with_server(programs, Path(folder), command)


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


def _run_with_server(programs: Path, folder: Path, command: list[str]) -> int:
    data, port = folder / "data", _free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    if os.getuid() == 0:
        shutil.chown(folder, _USER)
    _as_server([programs / "initdb", "-D", data, "-A", "trust", "-U", _USER, "-E", "UTF8"])
    _as_server([programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start"])
    try:
        url = f"postgresql+psycopg://{_USER}@127.0.0.1:{port}/postgres"
        return subprocess.run(command, env=os.environ | {"TEST_POSTGRES": url}, check=False).returncode
    finally:
        _as_server([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"])


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
