"""The nightly call that did not come is seen after 1:00, by the hospital's own clock."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, inspect, select
from sqlalchemy.orm import Session

from bookings.times import BANGKOK
from records.bookings import Booking
from tests.api.world import CODE, OTHER, World, wrong_fields


@pytest.fixture(autouse=True)
def night(world: World) -> None:
    """Two bookings of the day after the night that the clock stands in."""
    world.book("A", appointment_at=world.day(2, "10:00"))
    world.book("B", appointment_at=world.day(2, "11:00"))
    world.book("LATER", appointment_at=world.day(4, "10:00"))
    _at(world, 0, 30)


def _at(world: World, hour: int, minute: int = 0, second: int = 0) -> None:
    """Move the test clock to that time of the next day."""
    real = world.now("live").astimezone(BANGKOK)
    goal = datetime.combine(real.date() + timedelta(days=1), time(hour, minute, second), BANGKOK)
    world.set_hospital(test_offset_ms=int((goal - real).total_seconds() * 1000) + 1)


def _call(world: World, *refs: str) -> None:
    for ref in refs:
        fields = {key: value for key, value in world.booking(ref).items() if key in world.fields()}
        assert world.call("POST", "/reminders", fields).status_code == 200


def _seen(world: World, query: str = "", key: str | None = None) -> Any:
    answer = world.call("GET", f"/nightly-calls{query}", key=key)
    assert answer.status_code == 200, answer.text
    return answer.json


@pytest.mark.contract(
    "It is due at 1:00 of the day before.",
    "`state` is `not_due` until then, afterwards `complete` (also without any booking), `partly` "
    "or `missing`;",
)
def test_before_one_nothing_is_missing_yet(world: World):
    _at(world, 0, 59)

    assert _seen(world) == {
        "date": world.day(2),
        "due_at": world.day(1, "01:00"),
        "state": "not_due",
        "open": 2,
        "reconfirmed": 0,
        "missing": 0,
        "bookings": [],
    }


@pytest.mark.contract(
    "`GET /api/v4/nightly-calls?date=…` (without `date`: tomorrow) says whether the call for that "
    "day's open bookings came: `{date, due_at, state, open, reconfirmed, missing, bookings: "
    "[{booking_ref, will_be_reminded}]}`.",
)
def test_after_one_a_call_that_never_came_is_missing_for_all(world: World):
    _at(world, 1)

    seen = _seen(world)

    assert (seen["state"], seen["open"], seen["reconfirmed"], seen["missing"]) == ("missing", 2, 0, 2)
    assert seen["bookings"] == [
        {"booking_ref": "A", "will_be_reminded": True},
        {"booking_ref": "B", "will_be_reminded": True},
    ]


@pytest.mark.contract(
    "`state` is `not_due` until then, afterwards `complete` (also without any booking), `partly` "
    "or `missing`;",
    "`bookings` are those it left out,",
    "Counted at the moment of asking, so a call that comes later is seen at once;",
)
def test_what_a_call_left_out_is_named_until_it_is_sent(world: World):
    _call(world, "A")
    _at(world, 1)

    partly = _seen(world)
    _call(world, "B")
    complete = _seen(world)

    assert (partly["state"], partly["reconfirmed"], partly["missing"]) == ("partly", 1, 1)
    assert [each["booking_ref"] for each in partly["bookings"]] == ["B"]
    assert (complete["state"], complete["missing"], complete["bookings"]) == ("complete", 0, [])


@pytest.mark.contract(
    "says whether bookings are reminded even when this call does not come.",
)
def test_it_says_who_is_not_reminded_without_the_call(world: World):
    world.set_booking("A", remind_without_nightly=False)
    world.set_booking("B", state="cancel_requested")
    _at(world, 1)

    assert [each["will_be_reminded"] for each in _seen(world)["bookings"]] == [False, False]


def test_cancelled_bookings_need_no_call(world: World):
    _call(world, "A")
    world.call("DELETE", "/bookings/B")
    _at(world, 1)

    assert (_seen(world)["state"], _seen(world)["open"]) == ("complete", 1)


@pytest.mark.contract(
    "a booking made after 1:00 is not waited for.",
)
def test_no_call_is_due_for_what_was_booked_after_one(world: World):
    _call(world, "A", "B")
    _at(world, 1, 5)
    world.book("NEW", appointment_at=world.day(2, "15:00"))

    assert (_seen(world)["state"], _seen(world)["open"]) == ("complete", 2)


@pytest.mark.contract(
    "`GET /api/v4/nightly-calls?date=…` (without `date`: tomorrow) says whether the call for that "
    "day's open bookings came: `{date, due_at, state, open, reconfirmed, missing, bookings: "
    "[{booking_ref, will_be_reminded}]}`.",
    "`state` is `not_due` until then, afterwards `complete` (also without any booking), `partly` "
    "or `missing`;",
)
def test_another_day_may_be_asked_for(world: World):
    _at(world, 1)

    far, empty, today = (_seen(world, f"?date={world.day(days)}") for days in (4, 9, 1))

    assert (far["state"], far["open"], far["due_at"]) == ("not_due", 1, world.day(3, "01:00"))
    assert (empty["state"], empty["open"]) == ("not_due", 0)
    assert (today["state"], today["open"], today["missing"]) == ("complete", 0, 0)


def test_another_mode_and_another_hospital_see_their_own_only(world: World):
    _at(world, 1)

    live = _seen(world, f"?date={world.day(2)}", world.keys[CODE].live)
    other = _seen(world, f"?date={world.day(2)}", world.keys[OTHER].test)

    assert (live["open"], live["bookings"]) == (0, [])
    assert (other["open"], other["bookings"]) == (0, [])


@pytest.mark.parametrize(
    ("query", "fields"),
    [("?date=2569-11-25", {"date"}), ("?date=", {"date"}), ("?day=x", {"day"})],
)
def test_a_wrong_question_is_refused(world: World, query: str, fields: set[str]):
    assert wrong_fields(world.call("GET", f"/nightly-calls{query}")) == fields


@pytest.mark.contract("`bookings` are those it left out, at most 1,000, as many as one call takes.")
def test_it_names_as_many_as_one_call_takes_and_counts_all(world: World):
    def a_thousand_more(session: Session) -> None:
        first = session.scalars(select(Booking).filter_by(booking_ref="A")).one()
        columns = [each.key for each in inspect(Booking).columns if each.key not in {"id", "booking_ref"}]
        copy = {each: getattr(first, each) for each in columns}
        session.execute(insert(Booking), [copy | {"booking_ref": f"N{each}"} for each in range(1000)])

    world.database.write(a_thousand_more)
    _at(world, 1)

    seen = _seen(world)

    assert (seen["missing"], len(seen["bookings"])) == (1002, 1000)
