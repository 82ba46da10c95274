"""What only the real server shows: bodies refused unread, limits that all processes share, keys in no log."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.world.people import HospitalSystem
from tests.world.processes import Processes, free_port, wait_until
from tests.world.seed import a_hospital

pytestmark = pytest.mark.more
MEGABYTE = 1024 * 1024


class TwoServers(Processes):
    """Two web processes over one Redis, with their access logs on."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.second_port = free_port()
        self.environment |= {"CALLS_PER_KEY": "6/minute", "WRONG_KEYS_PER_ADDRESS": "4/minute"}

    def commands(self) -> dict[str, list[str]]:
        found = super().commands()
        web = [each for each in found["web"] if not each.startswith("127.0.0.1:")]
        web = [*web[: web.index("--bind")], *web[web.index("--bind") + 1 :], "--access-logfile", "-"]
        first, second = f"127.0.0.1:{self.web_port}", f"127.0.0.1:{self.second_port}"
        return found | {"web": [*web, "--bind", first], "second": [*web, "--bind", second]}


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoServers]:
    found = TwoServers(tmp_path_factory.mktemp("servers"))
    assert found.commands()["web"][0] == sys.executable
    try:
        found.start()
        found.launch("second")
        wait_until(lambda: _answers(found.second_port), "the second server")
        yield found
    finally:
        found.stop_all()


def _answers(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=2).ok
    except requests.RequestException:
        return False


@pytest.mark.contract(
    "429 too fast, with `Retry-After` (in `RateLimit` every answer tells how many calls are left)"
)
def test_a_limit_counts_over_all_processes_and_its_headers_say_so(servers: TwoServers):
    hospital = a_hospital(servers, "30201")

    answers = [_call(port, hospital.key) for port in (servers.web_port, servers.second_port) * 4]

    assert [each.status_code for each in answers] == [404] * 6 + [429] * 2
    left = [int(each.headers["RateLimit"].split(";r=")[1].split(";")[0]) for each in answers[:6]]
    assert left == [5, 4, 3, 2, 1, 0]
    assert answers[0].headers["RateLimit-Policy"] == '"key";q=6;w=60'
    assert all(1 <= int(each.headers["Retry-After"]) <= 60 for each in answers[6:])
    other = a_hospital(servers, "30202")
    assert _call(servers.web_port, other.key).status_code == 404


def test_attempts_with_unknown_keys_are_limited_over_all_processes(servers: TwoServers):
    ports = (servers.web_port, servers.second_port) * 3

    answers = [_call(port, f"mc_test_{number:048x}") for number, port in enumerate(ports)]

    assert [each.status_code for each in answers] == [401] * 4 + [429] * 2


def _call(port: int, key: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {key}"}
    return requests.get(f"http://127.0.0.1:{port}/api/v4/bookings/NONE", headers=headers, timeout=10)


@pytest.mark.parametrize(
    ("path", "size"), [("/api/v4/bookings", 2), ("/api/v4/reminders", 9), ("/v3/{key}/test/api/queue", 3)]
)
def test_a_body_over_the_limit_is_refused_before_it_is_sent(servers: TwoServers, path: str, size: int):
    hospital = a_hospital(servers, f"3030{size}")

    path = path.format(key=hospital.v3_key)

    status = _status(servers.web_port, path, hospital.key, f"Content-Length: {size * MEGABYTE}", b"")

    assert status == 413


def test_a_body_of_unstated_length_is_cut_at_the_limit(servers: TwoServers):
    hospital = a_hospital(servers, "30304")
    # Two megabytes of an endless body: the server may not wait for the rest.
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"

    status = _status(
        servers.web_port, "/api/v4/bookings", hospital.key, "Transfer-Encoding: chunked", chunk * 32
    )

    assert status == 413


def _status(port: int, path: str, key: str, how: str, body: bytes) -> int:
    """What is answered while the body is not sent whole."""
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n"
    head += "Content-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"{head}{how}\r\n\r\n".encode() + body)
        return int(line.recv(64).split()[1])


@pytest.mark.contract("It is redacted wherever a URL is logged.")
def test_a_key_in_an_address_is_in_no_log_of_the_server(servers: TwoServers):
    hospital: HospitalSystem = a_hospital(servers, "30305")
    hospital.v3("/test/api/queue", {"userId": "x"})
    hospital.v3("/test/api/nothing", {})
    # What gunicorn itself cannot read is logged with the address too.
    with socket.create_connection(("127.0.0.1", servers.web_port), timeout=10) as line:
        line.sendall(f"POST /v3/{hospital.v3_key}/api/queue HTTP/1.1\r\nContent-Length: x\r\n\r\n".encode())
        line.recv(1024)

    wait_until(lambda: "/v3/mc…/test/api/nothing" in servers.log("web"), "the access log")
    for name in ("web", "second", "worker", "alarm"):
        assert hospital.v3_key not in servers.log(name)
        assert hospital.key not in servers.log(name)
