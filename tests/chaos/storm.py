"""A storm: hospitals book, LINE stumbles, and processes die at random moments. The seed repeats the plan."""

import contextlib
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock, local
from typing import Any, NamedTuple

import requests
from redis import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bookings.now import real_now
from records.bookings import Booking
from records.database import Database
from records.messages import OPEN, PLANNED, Message
from records.people import consenting_account, mint_link
from scripts.with_postgres import Server
from tests.world.people import HospitalSystem
from tests.world.processes import Processes, wait_until

BOOKED, REMINDED = 2, 10  # of each patient: bookings told when they are made, bookings of the nightly call
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
_UNTIL_NOTICED = 10.0  # seconds that a quota is over at most
BATCH = 500  # bookings in a nightly call
_CALM = 180.0  # seconds for the last tries to end, once the storm is over


class End(NamedTuple):
    """How a message ended; `sent_at` and `expires_at` on the hospital's clock."""

    queue_number: str
    kind: str
    state: str
    reason: str | None
    sent_at: datetime | None
    expires_at: datetime


@dataclass(frozen=True)
class Blow:
    """Who is hit once so many bookings were answered and reminders ended, together."""

    after: int
    who: str


def plan(seed: int, kills: int, messages: int) -> list[Blow]:
    """Each process is hit at least once where there are blows enough."""
    chance = random.Random(seed)
    targets = ["worker", "web", "alarm", "redis", "postgres", "memory", "worker.2", "quota", "slow"]
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
    reminded: int = 0
    in_time: int = 0  # blows that fell while there was something to send
    users: dict[str, str] = field(default_factory=dict[str, str])
    _lock: Lock = field(default_factory=Lock)
    _thread: local = field(default_factory=local)
    _clients: list[requests.Session] = field(default_factory=list[requests.Session])

    def __post_init__(self) -> None:
        self.database = Database(self.world.database_url)

    @property
    def messages(self) -> int:
        """How many there will be."""
        return len(self.users) * (BOOKED + REMINDED)

    def invite(self, count: int) -> None:
        """So many patients, friends of the account, who consent and are linked."""
        url = f"{self.world.simulator_url}/_simulator/users"

        def one(number: int) -> str:
            return requests.post(url, json={"display_name": f"ผู้ป่วย {number}"}, timeout=60).json()["user_id"]

        with ThreadPoolExecutor(CLIENTS) as pool:
            users = list(pool.map(one, range(count)))

        def link(session: Session) -> dict[str, str]:
            accounts = [consenting_account(session, "test", user, "th", real_now()) for user in users]
            return {
                account.user_id: mint_link(
                    session, account.people[0], self.hospital.code, "test", real_now()
                ).connect_id
                for account in accounts
            }

        self.users = self.database.write(link)

    def rage(self, blows: list[Blow]) -> None:
        """Book for each patient, then remind of these and of more, while the blows fall as planned."""
        with ThreadPoolExecutor(CLIENTS + 1) as pool:
            blowing = pool.submit(self._blow, blows)
            list(pool.map(self._book, self._each(BOOKED)))
            self._remind(pool, self._each(REMINDED))
            blowing.result()

    def _each(self, count: int) -> list[tuple[str, int]]:
        return [(user, number) for number in range(count) for user in self.users]

    def _remind(self, pool: ThreadPoolExecutor, calls: list[tuple[str, int]]) -> None:
        """The hospital's nightly call, and its clock at nine the day before (S6, S7)."""
        batches = [calls[start : start + BATCH] for start in range(0, len(calls), BATCH)]
        list(pool.map(self._nightly, batches))
        nine = datetime.fromisoformat(self.at).replace(hour=9) - timedelta(days=1)
        # 422: the try before had moved it, and was killed before it could say so.
        self._insist("POST", "/sandbox/clock", {"now": nine.isoformat()}, also=422)
        query = select(func.count()).where(Message.kind == "day_before", Message.state.not_in(OPEN))

        def ended() -> int:
            try:
                with self.database.read() as session:
                    self.reminded = session.scalar(query) or 0
            except OperationalError:  # PostgreSQL is down just now
                return 0
            return self.reminded

        wait_until(lambda: ended() == len(calls), "every reminder to end", 3_600)

    def settle(self) -> None:
        """LINE is well again; wait until every message that is due has ended."""
        self._faults({})
        due = Message.wake_at <= real_now() + timedelta(minutes=10)
        query = select(func.count()).where(due, Message.state.in_(OPEN))

        def done() -> bool:
            with self.database.read() as session:
                return not session.scalar(query)

        wait_until(done, "every message to end", _CALM)

    def ends(self) -> list[End]:
        """Every message in the ledger that has ended."""
        with self.database.read() as session:
            columns = (Message.kind, Message.state, Message.reason, Message.sent_at, Message.expires_at)
            query = (
                select(Booking.queue_number, *columns)
                .join(Booking, Booking.id == Message.booking_id)
                .where(Message.state.not_in(OPEN))
            )
            return [End._make(row) for row in session.execute(query)]

    def seen(self) -> dict[str, list[str]]:
        """What each patient's phone shows of pushes, as text."""

        def one(user: str) -> tuple[str, list[str]]:
            url = f"{self.world.simulator_url}/_simulator/users/{user}/messages"
            shown = requests.get(url, timeout=60).json()["messages"]
            return user, [str(each["message"]) for each in shown if each["via"] == "push"]

        with ThreadPoolExecutor(CLIENTS) as pool:
            return dict(pool.map(one, self.users))

    def close(self) -> None:
        """Let go of the database and of the web."""
        self.database.close()
        for client in self._clients:
            client.close()

    def stats(self) -> dict[str, int]:
        """The simulator's own count."""
        return requests.get(f"{self.world.simulator_url}/_simulator/stats/test", timeout=10).json()

    def _book(self, call: tuple[str, int]) -> None:
        self._insist("POST", "/bookings", self._fields(call))
        with self._lock:
            self.answered += 1

    def _nightly(self, calls: list[tuple[str, int]]) -> None:
        self._insist("POST", "/reminders", {"bookings": [self._fields(call) for call in calls]})

    def _fields(self, call: tuple[str, int]) -> dict[str, Any]:
        user, number = call
        name = number_of(user, number)
        return {
            "connect_id": self.users[user],
            "booking_ref": name,
            "appointment_at": self.at,
            "queue_number": name,
            "department": "อายุรกรรม",
        }

    def _insist(self, method: str, path: str, body: dict[str, Any], also: int = 200) -> None:
        """As a hospital's old client would: again and again until it is answered 2xx."""
        headers = {"Authorization": f"Bearer {self.hospital.key}"}
        url = f"{self.hospital.web_url}/api/v4{path}"
        while True:
            with contextlib.suppress(requests.RequestException):
                status = self._http().request(method, url, json=body, headers=headers, timeout=60).status_code
                if status in {200, 201, also}:
                    return
                assert status in {429, 500, 502, 503}, status
            time.sleep(0.1)  # the client's own pause; nothing is waited for

    def _http(self) -> requests.Session:
        """A client's own, which keeps its connection."""
        if not hasattr(self._thread, "client"):
            self._thread.client = requests.Session()
            self._clients.append(self._thread.client)
        return self._thread.client

    def _blow(self, blows: list[Blow]) -> None:
        self._faults(FAULTS)
        for blow in blows:
            wait_until(lambda blow=blow: self.answered + self.reminded >= blow.after, f"{blow}", 3_600)
            self.in_time += self.answered + self.reminded < self.messages
            self._hit(blow.who)

    def _hit(self, who: str) -> None:
        self._faults(FAULTS)  # LINE is quick again
        if who == "slow":
            self._faults(FAULTS | {"latency_ms": 1_500})
        elif who == "quota":
            self._faults(FAULTS | {"quota_used_up": True})
            with contextlib.suppress(TimeoutError):  # nothing was left to send
                wait_until(lambda: self._waiting("quota_used_up"), "the gate", _UNTIL_NOTICED)
            self._faults(FAULTS)
        elif who == "memory":
            with contextlib.suppress(RedisError):
                self.world.redis().flushall()
        elif who == "postgres":
            if self.server is not None:
                self.server.stop("immediate")
                self.server.start()
        else:
            self.world.stop(who, signal.SIGKILL)
            self.world.launch(who)

    def _waiting(self, reason: str) -> int:
        with self.database.read() as session:
            held = select(func.count()).where(Message.reason == reason, Message.state == PLANNED)
            return session.scalar(held) or 0

    def _faults(self, shares: dict[str, Any]) -> None:
        url = f"{self.world.simulator_url}/_simulator/faults/test"
        requests.put(url, json=shares, timeout=10).raise_for_status()


def number_of(user: str, number: int) -> str:
    """A queue number that no other card shows."""
    return f"Q{user[1:13]}-{number}"
