"""Measures the naive design: two of rq's workers, as its documentation starts them."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from rq import Queue

from bench.fill import fill_bookings, fill_patients, settle
from bench.machine import Kind, database, machine
from tests.world.processes import wait_until

WORKERS = 2
_PATIENCE = 1_200.0  # seconds


def run_naive(worker: str, count: int, kind: Kind, latency_ms: float) -> tuple[float, float]:
    """Messages a second, CPU seconds a message. `worker`: rq's Worker (a fork for each job) or SimpleWorker.

    All jobs are in the queue before the workers start, which spares them what moving scheduled jobs costs.
    """
    with machine(kind, latency_ms) as house, database(house) as records:
        fill_patients(records, count)
        fill_bookings(records, count, datetime.now(UTC) + timedelta(days=1))
        settle(records)
        queue: Any = Queue("naive", connection=house.redis())
        jobs = [
            Queue.prepare_data("bench.naive.jobs.remind", (3 * number,)) for number in range(1, count + 1)
        ]
        queue.enqueue_many(jobs)
        names = [f"naive-{worker}.{number}" for number in range(WORKERS)]
        begun = time.time()
        for name in names:
            house.launch(name)
        wait_until(lambda: house.line("/count")["accepted"] >= count, f"the naive {worker}", _PATIENCE)
        line = house.line(f"/stats/{begun}")
        cpu = house.spent(names).cpu
        # Starting up is not counted, as it is not for ours: from the first push to the last.
        return (count - 1) / max(0.001, line["last"] - line["first"]), cpu / count
