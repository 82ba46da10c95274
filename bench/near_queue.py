"""From a hospital's near-queue call to its push, alone and during a burst of reminders (S9)."""

import argparse
import time
from datetime import UTC, datetime, timedelta

import requests
from sqlalchemy import update
from sqlalchemy.orm import Session

from bench.figures import Figure, number, quantile
from bench.fill import fill_bookings, fill_patients, hospital_code, settle
from bench.machine import Kind, Machine, database, machine
from bookings.times import BANGKOK
from records.database import Database
from records.keys import issue_key
from records.messages import Message
from records.people import consenting_account, mint_link
from scheduler.alarm import Alarm
from tests.world.people import HospitalSystem
from tests.world.processes import wait_until

SMOKE = ["-n", "300", "--calls", "5", "--database", "sqlite"]
_CODE = hospital_code(1)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=int, default=100_000, help="reminders in the burst")
    parser.add_argument("--calls", type=int, default=200, help="near-queue calls, alone and during the burst")
    parser.add_argument("--latency-ms", type=float, default=20, help="how long our LINE takes for an answer")
    parser.add_argument("--database", default="sqlite,postgres")


def run(chosen: argparse.Namespace) -> list[Figure]:
    return [figure for kind in chosen.database.split(",") for figure in _run(kind, chosen)]


def _run(kind: Kind, chosen: argparse.Namespace) -> list[Figure]:
    with machine(kind, chosen.latency_ms) as house, database(house) as records:
        fill_patients(records, chosen.n)
        settle(records)
        waiting = _who_waits(records, chosen.calls)
        due = datetime.now(UTC) + timedelta(days=1)
        fill_bookings(records, chosen.n, due)
        settle(records)
        key = records.write(lambda session: issue_key(session, _CODE, 4, "live", datetime.now(UTC)))
        house.start_web()
        house.launch("alarm")
        house.start_workers(2)
        with requests.Session() as session:
            hospital = HospitalSystem(house.web_url, _CODE, key, "", session)
            for ref, connect_id in waiting.values():
                _book(hospital, ref, connect_id)
            wait_until(lambda: house.line("/count")["accepted"] >= len(waiting), "the queue cards", 120)
            alone = sorted(_calls(hospital, house, waiting, queues_ahead=3))
            _all_due_now(records)
            Alarm(house.redis()).ring([datetime.now(UTC)])
            before = house.line("/count")["accepted"]
            wait_until(lambda: house.line("/count")["accepted"] > before, "the burst", 60)
            during = sorted(_calls(hospital, house, waiting, queues_ahead=2))
            sent = house.line("/count")["accepted"] - before
    return [
        _figure(f"{kind}: a near-queue push, nothing else to do", alone),
        _figure(f"{kind}: a near-queue push during a burst", during),
        Figure(f"{kind}: reminders of the burst sent meanwhile", f"{sent - chosen.calls:,} of {chosen.n:,}"),
    ]


def _figure(what: str, took: list[float]) -> Figure:
    middle, worst = (number(quantile(took, share) * 1e3, " ms") for share in (0.5, 0.99))
    return Figure(what, f"median {middle}, p99 {worst}", "p99 1 s", quantile(took, 0.99) < 1)


def _who_waits(records: Database, count: int) -> dict[str, tuple[str, str]]:
    """Patients whose pushes our LINE remembers one by one: user → (booking ref, Connect ID)."""

    def work(session: Session) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for patient in range(count):
            user, now = f"Uf{patient:031d}", datetime.now(UTC)
            account = consenting_account(session, "live", user, "th", now)
            link = mint_link(session, account.people[0], _CODE, "live", now)
            found[user] = (f"NEAR-{patient}", link.connect_id)
        return found

    return records.write(work)


def _book(hospital: HospitalSystem, ref: str, connect_id: str) -> None:
    later = datetime.now(BANGKOK) + timedelta(minutes=5)
    hospital.book(connect_id, ref, later.isoformat(timespec="seconds"), queue_number=ref)


def _calls(
    hospital: HospitalSystem, house: Machine, waiting: dict[str, tuple[str, str]], queues_ahead: int
) -> list[float]:
    """Seconds from each call's beginning to the arrival of its push, one call after the other."""
    took: list[float] = []
    for user, (ref, _) in waiting.items():
        begun = time.time()
        body = {"booking_ref": ref, "queues_ahead": queues_ahead}
        hospital.call("POST", "/queue-calls", body).raise_for_status()
        arrived = 0.0

        def came(user: str = user, begun: float = begun) -> bool:
            nonlocal arrived
            arrived = house.line(f"/watched/{user}")["at"]
            return arrived > begun

        wait_until(came, f"the push of {ref}", 60)
        took.append(arrived - begun)
    return took


def _all_due_now(records: Database) -> None:
    """The minute of the burst has come."""
    records.write(
        lambda session: session.execute(
            update(Message)
            .where(Message.kind == "day_before", Message.due_at > datetime.now(UTC))
            .values(due_at=datetime.now(UTC), wake_at=datetime.now(UTC))
        )
    )
