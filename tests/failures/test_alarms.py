"""What operators see when messages cannot leave: /readyz, the probe, and their hand on a channel's gate."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from sqlalchemy import text

from records.database import Database
from tests.journey.test_the_journey import day
from tests.world.people import Phone
from tests.world.processes import ROOT, Processes, wait_until
from tests.world.seed import a_hospital


def ready(world: Processes) -> tuple[int, dict[str, Any]]:
    answer = requests.get(f"{world.web_url}/readyz", timeout=20)
    return answer.status_code, answer.json()


def codes(world: Processes) -> set[str]:
    return {each["code"] for each in ready(world)[1]["alarms"]}


def run(world: Processes, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=world.environment, capture_output=True, text=True, timeout=60
    )
    return done.returncode, done.stdout + done.stderr


def flask_line(world: Processes, *words: str) -> tuple[int, str]:
    return run(world, "-m", "flask", "--app", "wsgi", "line", *words)


def told_of_line(world: Processes, what: str, **values: Any) -> None:
    url = f"{world.simulator_url}/_simulator/{what}/test"
    answer = requests.put(url, json=values, timeout=5) if values else requests.delete(url, timeout=5)
    assert answer.status_code == 200, answer.text


@contextmanager
def locked_ledger(world: Processes) -> Iterator[None]:
    """Nobody can write to it, as when the database has come to a halt."""
    database = Database(world.database_url)
    on_sqlite = world.database_url.startswith("sqlite")
    try:
        with database.engine.execution_options(begin="IMMEDIATE").connect() as connection:
            connection.execute(text("SELECT 1" if on_sqlite else "LOCK TABLE messages IN SHARE MODE"))
            yield
    finally:
        database.close()


def test_all_is_well_says_readyz_and_the_probe(fragile_world: Processes):
    status, told = ready(fragile_world)

    assert (status, told["status"], told["alarms"]) == (200, "ok", [])
    assert run(fragile_world, "-m", "scheduler.monitoring.probe") == (0, "ok\n")


def test_a_worker_that_hangs_in_its_job_is_seen_although_its_heart_beats(fragile_world: Processes):
    fragile_world.stop("worker")
    fragile_world.environment = dict(fragile_world.environment) | {"JOB_HUNG_AFTER": "1"}
    fragile_world.start("worker")

    with locked_ledger(fragile_world):  # the sweep waits for it
        wait_until(lambda: codes(fragile_world) == {"worker_hung"}, "the alarm")
        status, told = ready(fragile_world)
        assert (status, told["parts"]["worker"]) == (503, False)
    assert "has been running for" in fragile_world.log("worker")
    assert "release_leases" in fragile_world.log("worker")  # where it hangs

    wait_until(lambda: ready(fragile_world)[0] == 200, "the job to end")


def test_an_alarm_clock_that_died_is_seen_and_what_is_booked_still_leaves(fragile_world: Processes):
    fragile_world.stop("alarm", signal.SIGKILL)
    fragile_world.redis().flushall()  # the signs it left would last for some seconds

    wait_until(lambda: "alarm_away" in codes(fragile_world), "the alarm")
    assert ready(fragile_world)[0] == 503
    fragile_world.start("alarm")
    assert codes(fragile_world) == set()


def test_a_dead_worker_is_seen(fragile_world: Processes):
    fragile_world.stop("worker")

    assert "worker_away" in codes(fragile_world)
    assert run(fragile_world, "-m", "scheduler.monitoring.probe")[0] == 2
    fragile_world.start("worker")


def test_a_stopped_channel_is_an_alarm_and_the_operator_may_let_it_go_on(fragile_world: Processes):
    hospital = a_hospital(fragile_world, "30021")
    phone = Phone.new(fragile_world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    told_of_line(fragile_world, "answers", status=401, body='{"message": "no"}', everything=True)
    hospital.book(connect_id, "STOP", day(hospital, 2, "10:00"))

    wait_until(lambda: codes(fragile_world) == {"channel_refused"}, "the alarm")
    status, told = ready(fragile_world)
    assert status == 503
    assert [each["channel"] for each in told["alarms"]] == ["test"]
    assert "no" not in str(told["alarms"])  # LINE's words are for operators
    code, said = run(fragile_world, "-m", "scheduler.monitoring.probe")
    assert (code, "channel_refused · test · LINE says: 401 no" in said) == (2, True)
    code, said = flask_line(fragile_world, "resume", "test")
    assert code != 0
    assert "LINE refuses the channel's token" in said
    told_of_line(fragile_world, "answers")

    assert flask_line(fragile_world, "resume", "test") == (0, "test goes on.\n")
    wait_until(lambda: len(phone.pushed()) == 1, "what waited to leave")
    assert "test: open" in flask_line(fragile_world, "status")[1]


def test_the_operator_asks_how_the_quota_stands(fragile_world: Processes):
    told_of_line(fragile_world, "quota", limit=1000, used=960)

    code, said = flask_line(fragile_world, "quota")

    assert code == 0
    assert "test: 960 of 1,000 used, 50 kept for what is urgent" in said
    assert codes(fragile_world) == {"quota_reserved"}
    told_of_line(fragile_world, "quota", limit=None)
    assert "test: 960 used, no limit" in flask_line(fragile_world, "quota")[1]
    assert codes(fragile_world) == set()
    assert "No channel 'nightly' is set up" in flask_line(fragile_world, "resume", "nightly")[1]


def test_the_sweep_goes_past_all_that_a_burst_has_put_into_the_queue(fragile_world: Processes):
    hospital = a_hospital(fragile_world, "30024")
    phone = Phone.new(fragile_world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    fragile_world.stop("worker")
    redis = fragile_world.redis()
    redis.delete("rq:queue:messages")
    for number in range(5):
        hospital.book(connect_id, f"BURST{number}", day(hospital, 2, "10:00"))

    wait_until(lambda: redis.lindex("rq:queue:messages", 0) == b"sweep", "the sweep")
    assert redis.llen("rq:queue:messages") > 5
    fragile_world.start("worker")
