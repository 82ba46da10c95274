import socket
import subprocess
import sys

import requests

from tests.simulator.programs import ROOT, environment, start, stop


def refused(**settings: str) -> str:
    """What it says when it does not start."""
    done = subprocess.run(
        [sys.executable, "-m", "simulator"],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr


def test_without_secrets_it_refuses_in_one_sentence():
    said = refused(LINE_TEST_SECRET="")

    assert "LINE_TEST_SECRET" in said
    assert said.count("\n") == 1


def test_a_port_in_use_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refused(SIMULATOR_PORT=port)

    assert port in said
    assert said.count("\n") == 1


def test_it_stops_at_once_though_somebody_watches_a_phone():
    program, url = start(environment(WEB_URL="http://127.0.0.1:1"))
    try:
        made = requests.post(f"{url}/_simulator/users", json={"display_name": "x"}, timeout=5).json()
        stream = requests.get(f"{made['phone_url']}/events", stream=True, timeout=5)
        assert stream.status_code == 200
    finally:
        status = stop(program)
    stream.close()
    assert status == 0


def test_it_says_that_it_is_well():
    program, url = start(environment())
    try:
        assert requests.get(f"{url}/healthz", timeout=5).json() == {"status": "ok"}
    finally:
        stop(program)
