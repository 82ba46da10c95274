"""Processes die while LINE stumbles: each card and each reminder is seen once (`make chaos`: the long one).

CHAOS_MESSAGES and CHAOS_KILLS say how long, SEED repeats a plan.
"""

import os
import secrets
import sys
from collections import Counter
from pathlib import Path

import pytest

from scripts.with_postgres import serving
from tests.chaos.storm import BOOKED, REMINDED, Storm, number_of, plan
from tests.journey.test_the_journey import day
from tests.world.processes import Processes
from tests.world.seed import a_hospital

MESSAGES = int(os.environ.get("CHAOS_MESSAGES") or 600)
KILLS = int(os.environ.get("CHAOS_KILLS") or 9)
PACE = max(10, min(1_930, MESSAGES // (3 * KILLS)))  # a burst lasts as long as the blows that fall on it
SEED = int(os.environ.get("SEED") or secrets.randbelow(1_000_000))


@pytest.mark.more
@pytest.mark.timeout(240 + MESSAGES // 10 + 25 * KILLS)
def test_in_a_storm_every_card_and_every_reminder_is_seen_once(tmp_path: Path):
    patients = MESSAGES // (BOOKED + REMINDED)
    blows = plan(SEED, KILLS, MESSAGES)
    sys.stdout.write(f"SEED={SEED} " + " ".join(f"{each.after}:{each.who}" for each in blows) + "\n")
    with serving() as server:
        world = Processes(tmp_path, server.url if server else None)
        world.environment = dict(world.environment) | {
            "WEB_CONCURRENCY": "2",  # gunicorn's processes
            "PACE_PER_SECOND": str(PACE),
        }
        try:
            world.start()
            world.launch("worker.2")
            hospital = a_hospital(world, "30009")
            storm = Storm(world, server, hospital, day(hospital, 2, "10:00"))
            storm.invite(patients)
            storm.rage(blows)
            storm.settle()
            ends, seen, stats = storm.ends(), storm.seen(), storm.stats()
            storm.close()
        finally:
            world.stop_all()

    sys.stdout.write(f"{storm.in_time} of {KILLS} blows fell in time, LINE counted {stats}\n")
    assert Counter((end.kind, end.state, end.reason) for end in ends) == {
        ("queue_card", "sent", None): patients * BOOKED,
        ("day_before", "sent", None): patients * REMINDED,
    }
    assert storm.in_time > KILLS // 2
    assert [end for end in ends if end.sent_at is None or end.sent_at > end.expires_at] == []
    assert stats["duplicates"] == 0, stats
    for user, shown in seen.items():
        for number in range(REMINDED):
            name = number_of(user, number)
            assert sum(name in text for text in shown) == 1 + (number < BOOKED), (name, SEED)
