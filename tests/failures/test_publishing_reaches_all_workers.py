"""A published version is what every worker sends within 5 seconds, none of them started anew."""

import itertools
import os
import signal

from records.database import Database
from tests.failures.test_failing_versions import let_out, text
from tests.journey.test_the_journey import day
from tests.world.people import Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital


def test_two_workers_send_the_new_version_within_seconds(fragile_world: Processes):
    fragile_world.launch("worker.2")
    database, refs = Database(fragile_world.database_url), itertools.count()
    hospital = a_hospital(fragile_world, "30021")
    workers = [fragile_world.running[name].pid for name in ("worker", "worker.2")]

    def card() -> str:
        phone = Phone.new(fragile_world)
        connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
        hospital.book(connect_id, f"ALL{next(refs)}", day(hospital, 2, "10:00"))
        wait_until(phone.pushed, "the card")
        return phone.pushed()[0]["message"]["text"]

    def each_alone(expected: str) -> bool:
        """What each worker sends while the other one is held."""
        found: list[str] = []
        for held in workers:
            os.killpg(held, signal.SIGSTOP)
            try:
                found.append(card())
            finally:
                os.killpg(held, signal.SIGCONT)
        return found == [expected] * 2

    try:
        let_out(database, text("หนึ่ง"))
        wait_until(lambda: each_alone("หนึ่ง"), "both workers", 30)
        let_out(database, text("สอง"))
        wait_until(lambda: card() == "สอง", "the new version", 5)
        wait_until(lambda: each_alone("สอง"), "the new version from both", 5)
    finally:
        fragile_world.stop("worker.2")
        database.close()
