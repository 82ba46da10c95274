"""`make demo` as its user meets it: ready, ended, killed, started again, and told what is wrong."""

import json
import os
import signal
import socket
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from demo.environment import MARK
from tests.repository.demo_run import DemoRun
from tests.repository.tree import ROOT
from tests.world.processes import wait_until

pytestmark = [pytest.mark.more, pytest.mark.timeout(240)]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[DemoRun]:
    """In a folder whose name holds a blank and Thai letters."""
    var = tmp_path / "ของ ฉัน"
    run = DemoRun([sys.executable, "-m", "demo"], ROOT, var, VAR_DIR=str(var))
    yield run
    run.close()


def with_key(facts: dict[str, Any], index: int = 0) -> requests.Response:
    headers = {"Authorization": f"Bearer {facts['hospitals'][index]['test_key']}"}
    return requests.get(f"{facts['web_url']}/api/v4/bookings/none", headers=headers, timeout=30)


def test_it_announces_two_hospitals_with_keys_that_work(demo: DemoRun):
    demo.start()
    facts = demo.ready()

    assert set(facts) == {"web_url", "simulator_url", "hospitals"}
    assert [set(each) for each in facts["hospitals"]] == [
        {"code", "name", "test_key", "live_key", "v3_key"}
    ] * 2
    assert [with_key(facts, index).status_code for index in (0, 1)] == [404, 404]
    assert requests.get(f"{facts['web_url']}/readyz", timeout=30).status_code == 200
    assert requests.get(facts["simulator_url"], timeout=30).status_code == 200


def test_what_it_keeps_is_private(demo: DemoRun):
    demo.start()
    demo.ready()
    kept = [path for path in demo.place.var.rglob("*") if not path.is_dir()]

    assert [path for path in kept if stat.S_IMODE(path.lstat().st_mode) & 0o077] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ending_it_leaves_nothing_behind(demo: DemoRun, number: signal.Signals):
    demo.start()
    demo.ready()

    assert demo.end(number) == 0
    assert demo.left_over() == []
    assert not demo.place.announcement.exists()


def test_ctrl_c_in_a_terminal_reaches_the_whole_group_and_leaves_nothing(demo: DemoRun):
    demo.start()
    demo.ready()

    assert demo.end(signal.SIGINT, to_group=True) == 0
    assert demo.left_over() == []


def test_an_interrupted_start_leaves_nothing_behind(demo: DemoRun):
    demo.start()
    deadline = time.monotonic() + 30
    while not demo.left_over() and time.monotonic() < deadline:
        time.sleep(0.01)
    demo.end(signal.SIGINT)

    assert demo.left_over() == []


def test_a_second_start_is_quick_and_keeps_the_data(demo: DemoRun):
    demo.start()
    first = demo.ready()
    demo.end(signal.SIGINT)
    began = time.monotonic()
    demo.start()
    second = demo.ready()
    took = time.monotonic() - began

    assert second == first
    assert took < 15, "5 s are promised on a machine that does nothing else"


@pytest.mark.parametrize("to_group", [False, True])
def test_a_killed_demo_starts_again(demo: DemoRun, to_group: bool):
    demo.start()
    first = demo.ready()
    demo.end(signal.SIGKILL, to_group=to_group)
    demo.start()
    demo.place.announcement.unlink(missing_ok=True)  # the killed one had no chance to
    second = demo.ready()

    assert second == first
    assert with_key(second).status_code == 404
    assert demo.end(signal.SIGINT) == 0
    assert demo.left_over() == []


def test_a_second_demo_in_the_same_folder_is_refused_in_one_sentence(demo: DemoRun):
    demo.start()
    facts = demo.ready()
    other = DemoRun([sys.executable, "-m", "demo"], ROOT, demo.place.var, VAR_DIR=str(demo.place.var))
    other.start()

    assert other.status() == 1
    assert "runs already" in other.said
    assert len(other.said.splitlines()) == 1
    assert json.loads(demo.place.announcement.read_text(encoding="utf-8")) == facts


@pytest.mark.parametrize("name", ["WEB_PORT", "SIMULATOR_PORT"])
def test_a_port_in_use_is_told_in_one_sentence(demo: DemoRun, name: str):
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(demo.environment[name])))
        other.listen()
        demo.start()

        assert demo.status() == 1
    assert demo.environment[name] in demo.said
    assert name in demo.said
    assert len(demo.said.splitlines()) == 1
    assert demo.left_over() == []


@pytest.mark.parametrize("module", ["scheduler.worker", "scheduler.alarm"])
def test_a_part_that_dies_is_started_again(demo: DemoRun, module: str):
    demo.start()
    facts = demo.ready()
    killed = _process_of(demo, module)
    assert killed
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: _process_of(demo, module) not in {None, killed}, f"another {module}")

    assert _ready(facts)
    assert demo.end(signal.SIGINT) == 0
    assert demo.left_over() == []


def test_a_redis_that_dies_comes_back(demo: DemoRun):
    demo.start()
    facts = demo.ready()
    os.kill(_redis(demo), signal.SIGKILL)
    wait_until(lambda: not _ready(facts, patience=0), "Redis to be missed")

    assert _ready(facts)
    assert demo.end(signal.SIGINT) == 0
    assert demo.left_over() == []


def test_when_a_part_cannot_start_the_demo_ends_and_says_which(demo: DemoRun):
    demo.environment["WEB_THREADS"] = "none"
    demo.start()

    assert demo.status() == 1
    assert "web stopped by itself" in demo.said
    assert demo.left_over() == []


def test_it_touches_no_database_or_redis_but_its_own(tmp_path: Path):
    var = tmp_path / "var"
    stranger = tmp_path / "stranger.db"
    settings = {
        "DATABASE_URL": f"sqlite:///{stranger}",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        MARK: "another",
    }
    run = DemoRun([sys.executable, "-m", "demo"], ROOT, var, VAR_DIR=str(var), **settings)
    try:
        run.start()
        run.ready()
    finally:
        run.close()

    assert not stranger.exists()


def _ready(facts: dict[str, Any], patience: float = 40.0) -> bool:
    deadline = time.monotonic() + patience
    while requests.get(f"{facts['web_url']}/readyz", timeout=30).status_code != 200:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _process_of(demo: DemoRun, module: str) -> int | None:
    return next((pid for pid in demo.left_over() if f"-m\0{module}\0" in _command(pid)), None)


def _redis(demo: DemoRun) -> int:
    return next(pid for pid in demo.left_over() if "--unixsocket" in _command(pid))


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except OSError:  # it has just ended
        return ""
