"""Starting the simulator as a program of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECRETS = {
    f"LINE_{channel}_{part}": f"{part.lower()}-of-{channel.lower()}"
    for channel in ("LIVE", "TEST", "SANDBOX")
    for part in ("SECRET", "TOKEN")
}

HOSPITAL = {
    "code": "10686",
    "name": "โรงพยาบาลปทุมธานี",
    "test_key": "mc_test_s3cret",
    "live_key": "mc_live_s3cret",
}


def environment(**settings: str) -> dict[str, str]:
    """Port 0: the simulator takes a free one and says which."""
    plain = {name: value for name, value in os.environ.items() if not _is_setting(name)}
    return {**plain, **SECRETS, "SIMULATOR_PORT": "0", **settings}


def start(variables: Mapping[str, str]) -> tuple["subprocess.Popen[str]", str]:
    """The running program and its address."""
    program = subprocess.Popen(
        [sys.executable, "-m", "simulator"], cwd=ROOT, env=variables, stderr=subprocess.PIPE, text=True
    )
    assert program.stderr is not None
    line = program.stderr.readline()
    found = re.search(r"http://\S+", line)
    assert found, line + program.stderr.read()
    return program, found[0]


def stop(program: "subprocess.Popen[str]") -> int:
    program.terminate()
    status = program.wait(timeout=10)
    if program.stderr is not None:
        program.stderr.close()
    return status


def _is_setting(name: str) -> bool:
    return name.startswith(("LINE_", "SIMULATOR_", "WEB_", "PUBLIC_URL"))
