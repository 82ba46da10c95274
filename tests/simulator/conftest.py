"""One simulator for all tests here; each test finds it empty."""

import json
from collections.abc import Iterator

import pytest
import requests

from tests.simulator.phones import Line
from tests.simulator.programs import HOSPITAL, environment, start, stop
from tests.simulator.receiver import Receiver


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    receiver = Receiver()
    file = tmp_path_factory.mktemp("demo") / "demo.json"
    file.write_text(json.dumps({"hospitals": [HOSPITAL]}))
    program, url = start(environment(WEB_URL=receiver.url, SIMULATOR_HOSPITALS=str(file)))
    with requests.Session() as http:
        http.trust_env = False
        yield Line(url, http, receiver)
    assert stop(program) == 0
    receiver.close()


@pytest.fixture
def line(running: Line) -> Line:
    running.http.post(f"{running.url}/_simulator/reset").raise_for_status()
    running.receiver.clear()
    return running


@pytest.fixture(scope="session")
def away(running: Line) -> Iterator[Line]:
    """A simulator whose service does not answer: nobody listens on port 1."""
    program, url = start(environment(WEB_URL="http://127.0.0.1:1"))
    yield Line(url, running.http, running.receiver)
    stop(program)


@pytest.fixture(scope="session")
def with_token(running: Line) -> Iterator[Line]:
    program, url = start(environment(WEB_URL=running.receiver.url, SIMULATOR_TOKEN="ours"))
    yield Line(url, running.http, running.receiver)
    stop(program)
