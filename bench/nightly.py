"""The nightly call: bookings through POST /api/v4/reminders in batches, several hospitals at once (S6)."""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from datetime import time as clock

import requests
from sqlalchemy import func, select

from bench.figures import Figure, number, quantile
from bench.fill import HOSPITALS, connect_id, fill_patients, hospital_code, settle
from bench.machine import Kind, database, machine
from bookings.times import BANGKOK, at
from records.bookings import Booking
from records.database import Database
from records.keys import issue_key
from records.messages import Message

SMOKE = ["-n", "400", "--batch", "20", "--database", "sqlite"]


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=int, default=100_000, help="bookings")
    parser.add_argument("--batch", type=int, default=1_000)
    parser.add_argument("--at-once", type=int, default=4, help="hospitals that call at the same time")
    parser.add_argument("--database", default="postgres")


def run(chosen: argparse.Namespace) -> list[Figure]:
    return [figure for kind in chosen.database.split(",") for figure in _run(kind, chosen)]


def _run(kind: Kind, chosen: argparse.Namespace) -> list[Figure]:
    with machine(kind) as house, database(house) as records:
        fill_patients(records, chosen.n)
        settle(records)
        keys = _keys(records)
        batches = _batches(chosen.n, chosen.batch)
        house.start_web()
        url = f"{house.web_url}/api/v4/reminders"

        def call(batch: tuple[int, bytes]) -> float:
            hospital, body = batch
            headers = {"Authorization": f"Bearer {keys[hospital]}", "Content-Type": "application/json"}
            begun = time.monotonic()
            answer = requests.post(url, data=body, headers=headers, timeout=120)
            answer.raise_for_status()
            return time.monotonic() - begun

        alone = call(batches[0])
        first = _all(call, batches[1:], chosen.at_once)
        again = _all(call, batches[1:], chosen.at_once)
        stored, planned = _stored(records)
    count = sum(body.count(b'"booking_ref"') for _, body in batches[1:])
    made, repeated = count / first[0], count / again[0]
    slow = quantile(sorted(first[1]), 0.99)
    lost = chosen.n - stored
    return [
        Figure(f"{kind}: {count:,} bookings made and planned", number(made, "/s"), "3,000/s", made >= 3_000),
        Figure(f"{kind}: the same told again", number(repeated, "/s")),
        Figure(f"{kind}: one batch of {chosen.batch:,} alone", number(alone, " s"), "2 s", alone <= 2),
        Figure(f"{kind}: a batch among {chosen.at_once}, p99", number(slow, " s")),
        Figure(
            f"{kind}: bookings lost, messages a booking",
            f"{lost:,}, {planned / stored:.3g}",
            "0, 3",
            lost == 0,
        ),
    ]


def _all(
    call: Callable[[tuple[int, bytes]], float], batches: Sequence[tuple[int, bytes]], at_once: int
) -> tuple[float, list[float]]:
    """Seconds in all, and of each batch."""
    begun = time.monotonic()
    with ThreadPoolExecutor(at_once) as pool:
        took = list(pool.map(call, batches))
    return time.monotonic() - begun, took


def _keys(records: Database) -> dict[int, str]:
    return records.write(
        lambda session: {
            number: issue_key(session, hospital_code(number), 4, "live", datetime.now(UTC))
            for number in range(HOSPITALS)
        }
    )


def _batches(count: int, size: int) -> list[tuple[int, bytes]]:
    """(hospital, body): each hospital's patients, `size` a call."""
    day = datetime.now(BANGKOK).date() + timedelta(days=2)
    when = at(day, clock(10)).isoformat()
    batches: list[tuple[int, bytes]] = []
    for hospital in range(HOSPITALS):
        hers = [number for number in range(1, count + 1) if number % HOSPITALS == hospital]
        for start in range(0, len(hers), size):
            items = [_item(number, when) for number in hers[start : start + size]]
            batches.append((hospital, json.dumps({"bookings": items}, ensure_ascii=False).encode()))
    return batches


def _item(number: int, when: str) -> dict[str, str]:
    return {
        "connect_id": connect_id(number),
        "booking_ref": f"OPD-{number}",
        "appointment_at": when,
        "queue_number": f"A{number % 1000:03d}",
        "department": "อายุรกรรม",
        "location": "อาคาร 2 ชั้น 3",
        "note": "งดน้ำและอาหารหลังเที่ยงคืน",
        "patient_name": "สมศรี ใจดี",
    }


def _stored(records: Database) -> tuple[int, int]:
    with records.read() as session:
        bookings = session.scalar(select(func.count()).select_from(Booking)) or 0
        return bookings, session.scalar(select(func.count()).select_from(Message)) or 0
