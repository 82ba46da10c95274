"""Processes die while LINE stumbles: each patient sees each card once (`make chaos`: the long one).

CHAOS_MESSAGES and CHAOS_KILLS say how long, SEED repeats a plan.
"""

import os
import secrets
import sys
from collections import Counter
from pathlib import Path

import pytest

from scripts.with_postgres import serving
from tests.chaos.storm import CARDS_EACH, Storm, number_of, plan
from tests.journey.test_the_journey import day
from tests.world.processes import Processes
from tests.world.seed import a_hospital

MESSAGES = int(os.environ.get("CHAOS_MESSAGES") or 600)
KILLS = int(os.environ.get("CHAOS_KILLS") or 7)
SEED = int(os.environ.get("SEED") or secrets.randbelow(1_000_000))


@pytest.mark.more
@pytest.mark.timeout(240 + MESSAGES // 10 + 20 * KILLS)
def test_in_a_storm_every_card_is_seen_once(tmp_path: Path):
    blows = plan(SEED, KILLS, MESSAGES)
    sys.stdout.write(f"SEED={SEED} " + " ".join(f"{each.after}:{each.who}" for each in blows) + "\n")
    with serving() as server:
        world = Processes(tmp_path, server.url if server else None)
        try:
            world.start()
            world.launch("worker.2")
            hospital = a_hospital(world, "30009")
            storm = Storm(world, server, hospital, day(hospital, 2, "10:00"))
            storm.invite(MESSAGES // CARDS_EACH)
            storm.rage(blows)
            storm.settle()
            ends, seen, stats = storm.ends(), storm.seen(), storm.stats()
        finally:
            world.stop_all()

    assert Counter((state, reason) for _, state, reason in ends) == {("sent", None): MESSAGES}
    assert stats["duplicates"] == 0, stats
    for user, shown in seen.items():
        for number in range(CARDS_EACH):
            name = number_of(user, number)
            assert sum(name in text for text in shown) == 1, (name, SEED)
