"""The test clock: forward only, and over every due moment in order (S13)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings import testclock
from bookings.now import real_now
from bookings.plan import Planned
from records.messages import Message
from tests.api.world import CODE, World, house_of, wrong_fields


class Sender:
    """Sends what is due by the real clock, as workers do, and remembers at which test time."""

    def __init__(self, world: World) -> None:
        self.world, self.sent_at, self.over = world, dict[str, datetime](), Event()
        self.thread = Thread(target=self.run)

    def run(self) -> None:
        while not self.over.wait(0.005):
            with self.world.database.read() as session:
                due = session.scalars(self.due()).all()
            if due:
                self.world.database.write(self.send)

    @staticmethod
    def due() -> Any:
        return select(Message).where(Message.state == "planned", Message.wake_at <= real_now())

    def send(self, session: Session) -> None:
        now = self.world.now()
        for message in session.scalars(self.due()):
            message.state, message.sent_at, message.first_attempt_at = "sent", now, real_now()
            self.sent_at[message.kind] = now


@pytest.fixture
def sender(world: World) -> Iterator[Sender]:
    found = Sender(world)
    found.thread.start()
    yield found
    found.over.set()
    found.thread.join()


def _clock(world: World) -> datetime:
    return datetime.fromisoformat(world.call("GET", "/sandbox/clock").json["now"])


@pytest.mark.contract(
    "`GET` of the same shows it.",
)
def test_the_clock_shows_real_time_until_it_is_moved(world: World):
    answer = world.call("GET", "/sandbox/clock")

    assert answer.json.keys() == {"now", "delivered", "pending"}
    assert answer.json["now"].endswith("+07:00")
    assert abs(_clock(world) - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.contract(
    '`POST /api/v4/sandbox/clock` with `{"advance": "P1DT9H"}` (ISO 8601 duration) or `{"now": '
    "time}` moves this hospital's test clock forward,",
)
@pytest.mark.parametrize("form", [False, True])
def test_it_is_moved_by_a_duration_and_ticks_on(world: World, form: bool):
    body = {"advance": "P1DT9H"}
    before = _clock(world)

    answer = world.call("POST", "/sandbox/clock", None if form else body, data=body if form else None)

    now = datetime.fromisoformat(answer.json["now"])
    assert answer.status_code == 200
    assert timedelta(hours=33) <= now - before < timedelta(hours=33, seconds=10)
    assert (answer.json["delivered"], answer.json["pending"]) == ([], 0)
    assert _clock(world) > now


@pytest.mark.contract(
    '`POST /api/v4/sandbox/clock` with `{"advance": "P1DT9H"}` (ISO 8601 duration) or `{"now": '
    "time}` moves this hospital's test clock forward,",
)
def test_it_is_moved_to_a_moment(world: World):
    goal = world.day(3, "09:00")

    now = datetime.fromisoformat(world.call("POST", "/sandbox/clock", {"now": goal}).json["now"])

    assert timedelta() <= now - datetime.fromisoformat(goal) < timedelta(seconds=10)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"advance", "now"}),
        ({"advance": "P1D", "now": "2026-11-25T10:00"}, {"advance", "now"}),
        ({"advance": "-P1D"}, {"advance"}),
        ({"advance": "P1M"}, {"advance"}),
        ({"advance": "1 day"}, {"advance"}),
        ({"advance": 3600}, {"advance"}),
        ({"advance": "P61D"}, {"advance"}),
        ({"advance": "P60DT1S"}, {"advance"}),
        ({"advance": "P999999999W"}, {"advance"}),
        ({"now": "2020-01-01T00:00"}, {"now"}),
        ({"now": "2390-01-01T00:00"}, {"now"}),
        ({"now": "2569-11-25T10:00"}, {"now"}),
        ({"advance": "P1D", "speed": 2}, {"speed"}),
    ],
)
def test_a_wrong_move_is_refused_and_moves_nothing(world: World, body: dict[str, Any], fields: set[str]):
    assert wrong_fields(world.call("POST", "/sandbox/clock", body)) == fields
    assert abs(_clock(world) - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.contract(
    "never back (422),",
)
def test_it_never_goes_back(world: World):
    world.call("POST", "/sandbox/clock", {"advance": "P2D"})

    assert wrong_fields(world.call("POST", "/sandbox/clock", {"now": world.day(1, "10:00")})) == {"now"}


@pytest.mark.contract(
    "by at most 60 days a call.",
)
def test_sixty_days_a_call_and_as_many_calls_as_one_likes(world: World):
    for _ in range(3):
        assert world.call("POST", "/sandbox/clock", {"advance": "P60D"}).status_code == 200

    assert _clock(world) - datetime.now(UTC) > timedelta(days=179)


@pytest.mark.contract(
    '`POST /api/v4/sandbox/clock` with `{"advance": "P1DT9H"}` (ISO 8601 duration) or `{"now": '
    "time}` moves this hospital's test clock forward,",
)
def test_the_clocks_of_live_and_of_other_hospitals_stay(world: World):
    world.call("POST", "/sandbox/clock", {"advance": "P2D"})

    assert abs(world.now("live") - datetime.now(UTC)) < timedelta(seconds=5)
    assert testclock.read(world.database, "11472").now - datetime.now(UTC) < timedelta(seconds=5)


@pytest.mark.contract(
    "It visits each due moment in order, waits until what fell due there has ended,",
)
def test_every_due_moment_is_visited_in_order_each_at_its_own_now(world: World, sender: Sender):
    world.book()

    answer = world.call("POST", "/sandbox/clock", {"now": world.day(4, "13:00")})

    assert answer.json["pending"] == 0
    delivered = [
        (each["kind"], each["state"]) for each in answer.json["delivered"] if each["kind"] != "queue_card"
    ]
    assert delivered == [("day_before", "sent"), ("same_day", "sent"), ("survey", "sent")]
    for each in answer.json["delivered"]:
        assert each.keys() == {"booking_ref", "kind", "due_at", "state"}
        late = sender.sent_at[each["kind"]] - datetime.fromisoformat(each["due_at"])
        assert timedelta() <= late < timedelta(seconds=10)


@pytest.mark.contract(
    "and answers `{now, delivered: [{booking_ref, kind, due_at, state}], pending}`;",
)
def test_only_what_falls_due_until_then_is_delivered(world: World, sender: Sender):
    world.book()
    world.call("POST", "/sandbox/clock", {"advance": "PT0S"})

    answer = world.call("POST", "/sandbox/clock", {"now": world.day(2, "09:00")})

    assert [each["kind"] for each in answer.json["delivered"]] == ["day_before"]
    assert ("same_day", "planned") in world.kinds()


def test_what_is_planned_on_the_way_is_visited_too(world: World, sender: Sender):
    world.book()

    class Planner(Sender):
        def send(self, session: Session) -> None:
            super().send(session)
            if "day_before" in self.sent_at and "later" not in self.sent_at:
                self.sent_at["later"] = real_now()
                self.add(session)

        def add(self, session: Session) -> None:
            first = session.scalars(select(Message).filter_by(kind="day_before")).one()
            planned = Planned("alert", "1", first.due_at + timedelta(hours=1), first.expires_at)
            session.add(_copy(first, planned, self.world))

    sender.send = Planner.send.__get__(planner := Planner(world))  # type: ignore[method-assign]
    answer = world.call("POST", "/sandbox/clock", {"now": world.day(2, "12:00")})

    assert planner.sent_at["later"]
    assert [each["kind"] for each in answer.json["delivered"]][-2:] == ["day_before", "alert"]


def _copy(message: Message, planned: Planned, world: World) -> Message:
    return Message(
        booking_id=message.booking_id,
        account_id=message.account_id,
        hospital_code=CODE,
        mode="test",
        kind=planned.kind,
        occurrence=planned.occurrence,
        urgency=2,
        due_at=planned.due_at,
        expires_at=planned.expires_at,
        wake_at=planned.due_at - (world.now() - real_now()),
    )


@pytest.mark.contract(
    "`pending` is 0 unless it had to give up waiting after 30 seconds.",
)
def test_it_gives_up_waiting_and_says_what_is_pending(world: World):
    world.book()
    goal = datetime.fromisoformat(world.day(2, "09:00"))

    reading = testclock.walk(world.database, CODE, goal, patience=timedelta(milliseconds=100))

    assert reading.pending == 2
    assert reading.now >= goal


def test_what_sleeps_until_the_morning_does_not_hold_the_clock(world: World):
    """A message due by day that is put to sleep at night is looked at again at six."""
    world.call("POST", "/sandbox/clock", {"now": world.day(1, "23:00")})
    world.book(appointment_at=world.day(9, "10:00"))
    six = datetime.fromisoformat(world.day(2, "06:00"))
    over = Event()

    def worker(session: Session) -> None:
        real, now = real_now(), world.now()
        for message in session.scalars(Sender.due()):
            if now < six:
                message.wake_at = six - (now - real)
            else:
                message.state = "sent"

    def run() -> None:
        while not over.wait(0.005):
            with world.database.read() as session:
                due = session.scalars(Sender.due()).all()
            if due:
                world.database.write(worker)

    thread = Thread(target=run)
    thread.start()
    reading = testclock.walk(world.database, CODE, six + timedelta(hours=1), patience=timedelta(seconds=10))
    over.set()
    thread.join()

    assert [each.kind for each in reading.delivered] == ["queue_card"]
    assert reading.pending == 0


def test_planned_messages_wake_by_the_moved_clock(world: World):
    world.book()
    world.set_message("queue_card", state="sent")

    world.call("POST", "/sandbox/clock", {"advance": "P1D"})

    for message in world.messages(state="planned"):
        assert abs(message.due_at - message.wake_at - timedelta(days=1)) < timedelta(seconds=10)


def test_many_clocks_at_once_are_put_off_and_leave_threads_for_the_live_service(world: World):
    walks = house_of(world.app).walks
    taken = [walks.acquire(blocking=False) for _ in range(4)]
    try:
        answer = world.call("POST", "/sandbox/clock", {"advance": "PT1M"})
    finally:
        for _ in taken:
            walks.release()

    assert all(taken)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert world.call("POST", "/sandbox/clock", {"advance": "PT1M"}).status_code == 200
