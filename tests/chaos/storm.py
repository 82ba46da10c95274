"""A storm: hospitals book, LINE stumbles, and processes die at random moments. The seed repeats the plan."""

import contextlib
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import requests
from redis import RedisError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bookings.now import real_now
from records.bookings import Booking
from records.database import Database
from records.messages import OPEN, Message
from records.people import consenting_account, mint_link
from scripts.with_postgres import Server
from tests.world.people import HospitalSystem
from tests.world.processes import Processes, wait_until

CARDS_EACH = 10
CLIENTS = 8
FAULTS = {
    "latency_ms": 20,
    "fail_before": 0.05,
    "fail_after": 0.05,
    "timeout_before": 0.005,
    "timeout_after": 0.005,
    "reset": 0.03,
    "rate_limited": 0.05,
}
_CALM = 180.0  # seconds for the last tries to end, once the storm is over


@dataclass(frozen=True)
class Blow:
    """Who is hit once so many bookings were answered."""

    after: int
    who: str


def plan(seed: int, kills: int, messages: int) -> list[Blow]:
    """Each process is hit at least once where there are blows enough."""
    chance = random.Random(seed)
    targets = ["worker", "web", "alarm", "redis", "postgres", "memory", "worker.2"]
    chosen = (targets * (1 + kills // len(targets)))[:kills]
    chance.shuffle(chosen)
    moments = sorted(chance.randint(messages // 20, messages - messages // 20) for _ in chosen)
    return [Blow(after, who) for after, who in zip(moments, chosen, strict=True)]


@dataclass
class Storm:
    """One hospital, its patients, and a world that is taken apart meanwhile."""

    world: Processes
    server: Server | None
    hospital: HospitalSystem
    at: str
    answered: int = 0
    users: dict[str, str] = field(default_factory=dict[str, str])
    _lock: Lock = field(default_factory=Lock)

    def invite(self, count: int) -> None:
        """So many patients, friends of the account, who consent and are linked."""
        url = f"{self.world.simulator_url}/_simulator/users"

        def one(number: int) -> str:
            return requests.post(url, json={"display_name": f"ผู้ป่วย {number}"}, timeout=60).json()["user_id"]

        with ThreadPoolExecutor(CLIENTS) as pool:
            users = list(pool.map(one, range(count)))
        database = Database(self.world.database_url)

        def link(session: Session) -> dict[str, str]:
            accounts = [consenting_account(session, "test", user, "th", real_now()) for user in users]
            return {
                account.user_id: mint_link(
                    session, account.people[0], self.hospital.code, "test", real_now()
                ).connect_id
                for account in accounts
            }

        self.users = database.write(link)
        database.close()

    def rage(self, blows: list[Blow]) -> None:
        """Book a card for each patient CARDS_EACH times over, while the blows fall as planned."""
        calls = [(user, number) for number in range(CARDS_EACH) for user in self.users]
        with ThreadPoolExecutor(CLIENTS + 1) as pool:
            blowing = pool.submit(self._blow, blows)
            list(pool.map(self._book, calls))
            blowing.result()

    def settle(self) -> None:
        """LINE is well again; wait until every card has ended."""
        self._faults({})
        database = Database(self.world.database_url)
        query = select(func.count()).where(Message.kind == "queue_card", Message.state.in_(OPEN))

        def done() -> bool:
            with database.read() as session:
                return not session.scalar(query)

        wait_until(done, "every card to end", _CALM)
        database.close()

    def ends(self) -> list[tuple[str, str, str | None]]:
        """(queue number, state, reason) of every card in the ledger."""
        database = Database(self.world.database_url)
        with database.read() as session:
            query = (
                select(Booking.queue_number, Message.state, Message.reason)
                .join(Booking, Booking.id == Message.booking_id)
                .where(Message.kind == "queue_card")
            )
            found = [(row[0], row[1], row[2]) for row in session.execute(query)]
        database.close()
        return found

    def seen(self) -> dict[str, list[str]]:
        """What each patient's phone shows of pushes, as text."""

        def one(user: str) -> tuple[str, list[str]]:
            url = f"{self.world.simulator_url}/_simulator/users/{user}/messages"
            shown = requests.get(url, timeout=60).json()["messages"]
            return user, [str(each["message"]) for each in shown if each["via"] == "push"]

        with ThreadPoolExecutor(CLIENTS) as pool:
            return dict(pool.map(one, self.users))

    def stats(self) -> dict[str, int]:
        """The simulator's own count."""
        return requests.get(f"{self.world.simulator_url}/_simulator/stats/test", timeout=10).json()

    def _book(self, call: tuple[str, int]) -> None:
        """As a hospital's old client would: again and again until it is answered 2xx."""
        user, number = call
        name = number_of(user, number)
        body: dict[str, Any] = {
            "connect_id": self.users[user],
            "booking_ref": name,
            "appointment_at": self.at,
            "queue_number": name,
            "department": "อายุรกรรม",
        }
        headers = {"Authorization": f"Bearer {self.hospital.key}"}
        url = f"{self.hospital.web_url}/api/v4/bookings"
        while True:
            with contextlib.suppress(requests.RequestException):
                status = requests.post(url, json=body, headers=headers, timeout=20).status_code
                if status in {200, 201}:
                    break
                assert status in {429, 500, 502, 503}, status
            time.sleep(0.1)  # the client's own pause; nothing is waited for
        with self._lock:
            self.answered += 1

    def _blow(self, blows: list[Blow]) -> None:
        self._faults(FAULTS)
        for blow in blows:
            wait_until(lambda blow=blow: self.answered >= blow.after, f"{blow}", 3_600)
            self._hit(blow.who)

    def _hit(self, who: str) -> None:
        if who == "memory":
            with contextlib.suppress(RedisError):
                self.world.redis().flushall()
        elif who == "postgres":
            if self.server is not None:
                self.server.stop("immediate")
                self.server.start()
        else:
            self.world.stop(who, signal.SIGKILL)
            self.world.launch(who)

    def _faults(self, shares: dict[str, Any]) -> None:
        url = f"{self.world.simulator_url}/_simulator/faults/test"
        requests.put(url, json=shares, timeout=10).raise_for_status()


def number_of(user: str, number: int) -> str:
    """A queue number that no other card shows."""
    return f"Q{user[1:13]}-{number}"
