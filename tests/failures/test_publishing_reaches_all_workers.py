"""A published version is soon what every worker sends, none of them started anew."""

import itertools

from records.database import Database
from tests.failures.test_failing_versions import let_out, text
from tests.journey.test_the_journey import day
from tests.world.people import Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital


def test_workers_send_the_new_version_without_a_restart(fragile_world: Processes):
    database, refs = Database(fragile_world.database_url), itertools.count()
    hospital = a_hospital(fragile_world, "30021")

    def card() -> str:
        phone = Phone.new(fragile_world)
        connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
        hospital.book(connect_id, f"ALL{next(refs)}", day(hospital, 2, "10:00"))
        wait_until(phone.pushed, "the card")
        return phone.pushed()[0]["message"]["text"]

    let_out(database, text("หนึ่ง"))
    wait_until(lambda: card() == "หนึ่ง", "the first worker")
    fragile_world.launch("worker.2")
    try:
        # Whoever sends in between has been there since before it was published.
        for alone, title in (("worker.2", "สอง"), ("worker", "สาม")):
            other = "worker" if alone == "worker.2" else "worker.2"
            fragile_world.stop(other)
            card()
            let_out(database, text(title))
            wait_until(lambda title=title: card() == title, f"{title} from {alone}")
            fragile_world.launch(other)

        let_out(database, text("สี่"))
        wait_until(lambda: [card() for _ in range(5)] == ["สี่"] * 5, "both workers")
    finally:
        fragile_world.stop("worker.2")
        database.close()
