"""The list of bookings, and the list to telephone."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy.orm import Session

from bookings.content import Content
from records.bookings import Booking
from records.hospitals import Hospital
from records.people import find_link
from tests.api.test_life_cycle import say
from tests.api.world import CODE, World, wrong_fields


def _refs(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["booking_ref"] for each in answer.json["bookings"]]


@pytest.mark.contract(
    "`GET /api/v4/bookings?date=…` or `?changed_since=…`,",
)
def test_a_days_bookings_are_listed_as_they_are_answered_singly(world: World):
    world.book("A")
    world.book("B", appointment_at=world.day(3, "15:00"))
    world.book("C", appointment_at=world.day(4, "10:00"))

    answer = world.call("GET", f"/bookings?date={world.day(3)}")

    assert answer.json == {"bookings": [world.booking("A"), world.booking("B")], "next_cursor": None}


@pytest.mark.contract(
    "a hospital that can only call, not be called, learns of patients' answers here.",
)
def test_a_hospital_that_only_calls_learns_of_the_patients_answers(world: World):
    world.book()
    since = world.now().isoformat()

    before = world.call("GET", f"/bookings?changed_since={quote(since)}")
    say(world, "cannot")
    after = world.call("GET", f"/bookings?changed_since={quote(since)}")

    assert _refs(before) == []
    assert [each["state"] for each in after.json["bookings"]] == ["cancel_requested"]


def test_a_plus_sign_in_an_address_that_became_a_space_is_understood(world: World):
    world.book()

    assert _refs(world.call("GET", f"/bookings?changed_since={world.day(-1, '00:00')}")) == ["HN-1"]


def test_what_was_changed_last_is_told_again_from_its_own_moment(world: World):
    moment = world.book()["updated_at"]

    assert _refs(world.call("GET", f"/bookings?changed_since={quote(moment)}")) == ["HN-1"]


@pytest.mark.contract(
    'with `&state=…&cursor=…`, lists in pages (`{"bookings": […], "next_cursor": …}`):',
)
def test_the_list_is_filtered_by_state(world: World):
    world.book("A")
    world.book("B")
    world.call("DELETE", "/bookings/B")

    assert _refs(world.call("GET", f"/bookings?date={world.day(3)}&state=cancelled")) == ["B"]
    assert _refs(world.call("GET", f"/bookings?date={world.day(3)}&state=confirmed")) == []


@pytest.mark.contract(
    "`GET /api/v4/bookings?date=…` or `?changed_since=…`,",
)
def test_date_and_changed_since_may_be_joined(world: World):
    world.book("A")

    later = quote((world.now() + timedelta(hours=1)).isoformat())

    assert _refs(world.call("GET", f"/bookings?date={world.day(3)}&changed_since={later}")) == []


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", {"date", "changed_since"}),
        ("?state=booked", {"date", "changed_since"}),
        ("?date=25/11/2026", {"date"}),
        ("?date=2569-11-25", {"date"}),
        ("?date=", {"date"}),
        ("?changed_since=yesterday", {"changed_since"}),
        ("?date=2026-11-25&state=done", {"state"}),
        ("?date=2026-11-25&page=2", {"page"}),
        ("?date=2026-11-25&cursor=x", {"cursor"}),
        ("?date=2026-11-25&cursor=", {"cursor"}),
        ("?date=2026-11-25&cursor=%F0%9F%98%80", {"cursor"}),
        ("?date=2026-11-25&cursor=MjAyNi0xMS0yNSAx", {"cursor"}),
        ("?date=2026-11-25&date=2026-11-26", {"date"}),
        ("?dat=2026-11-25&state=x&cursor=1", {"dat", "state", "cursor"}),
    ],
)
def test_a_wrong_query_names_its_parameters(world: World, query: str, fields: set[str]):
    assert wrong_fields(world.call("GET", f"/bookings{query}")) == fields


def _many(world: World, number: int) -> None:
    """So many bookings of one day, made at one moment."""
    world.book("N000")

    def work(session: Session) -> None:
        first = session.query(Booking).one()
        link = find_link(session, first.link.connect_id, CODE, "test")
        for each in range(1, number):
            booking = Booking(
                hospital=session.get_one(Hospital, CODE),
                mode="test",
                booking_ref=f"N{each:03}",
                link=link,
                api_version=4,
                remind_without_nightly=True,
                created_at=first.created_at,
                updated_at=first.updated_at,
            )
            Content.of(first).write_to(booking)
            session.add(booking)

    world.database.write(work)


@pytest.mark.contract(
    'with `&state=…&cursor=…`, lists in pages (`{"bookings": […], "next_cursor": …}`):',
)
def test_long_lists_come_in_pages_of_a_hundred_without_gap_or_repetition(world: World):
    _many(world, 205)

    pages: list[list[str]] = []
    cursor = ""
    while cursor is not None:
        answer = world.call("GET", f"/bookings?date={world.day(3)}{cursor and '&cursor=' + quote(cursor)}")
        pages.append(_refs(answer))
        cursor = answer.json["next_cursor"]

    assert [len(page) for page in pages] == [100, 100, 5]
    assert sorted(ref for page in pages for ref in page) == [f"N{each:03}" for each in range(205)]


def test_a_full_last_page_has_no_cursor(world: World):
    _many(world, 100)

    assert world.call("GET", f"/bookings?date={world.day(3)}").json["next_cursor"] is None


FAR = "2030-01-01"


@pytest.mark.contract(
    "`GET /api/v4/unreachable?date=…` lists bookings of that day whose patient could not be told: "
    "the list to telephone.",
)
@pytest.mark.parametrize(
    ("ends", "listed"),
    [
        ({"queue_card": ("sent", None)}, False),
        ({"queue_card": ("failed", "blocked")}, True),
        ({"queue_card": ("cancelled", "consent_withdrawn")}, True),
        ({"queue_card": ("expired", "too_late")}, True),
        ({"queue_card": ("expired", "line_too_busy")}, True),
        ({"queue_card": ("expired", "superseded")}, False),
        ({"day_before": ("cancelled", "moved")}, False),
        ({"queue_card": ("failed", "blocked"), "day_before": ("sent", None)}, False),
        ({"queue_card": ("sent", None), "day_before": ("failed", "blocked")}, True),
        ({"day_before": ("failed", "blocked"), "same_day": ("sent", None)}, False),
        ({"survey": ("failed", "blocked")}, False),
        ({}, False),
    ],
)
def test_who_has_to_be_telephoned(world: World, ends: dict[str, tuple[str, str | None]], listed: bool):
    world.book()
    for kind, (state, reason) in ends.items():
        world.set_message(kind, state=state, reason=reason)

    answer = world.call("GET", f"/unreachable?date={world.day(3)}")

    assert _refs(answer) == (["HN-1"] if listed else [])
    assert answer.json["next_cursor"] is None


def test_what_another_patient_got_later_hides_nobody(world: World):
    world.book("HN-1")
    world.set_message("queue_card", state="failed", reason="blocked")
    world.book("HN-2", queue_number="A043")
    world.set_message("queue_card", ref="HN-2", state="sent")

    assert _refs(world.call("GET", f"/unreachable?date={world.day(3)}")) == ["HN-1"]


@pytest.mark.contract(
    "`GET /api/v4/unreachable?date=…` lists bookings of that day whose patient could not be told: "
    "the list to telephone.",
)
def test_only_that_days_patients_are_listed(world: World):
    world.book()
    world.set_message("queue_card", state="failed", reason="blocked")

    assert _refs(world.call("GET", f"/unreachable?date={world.day(4)}")) == []


def test_who_came_needs_no_telephone_call(world: World):
    world.book()
    world.set_message("queue_card", state="failed", reason="blocked")
    world.call("POST", "/visits", {"booking_ref": "HN-1", "outcome": "served"})

    assert _refs(world.call("GET", f"/unreachable?date={world.day(3)}")) == []


@pytest.mark.parametrize(("query", "fields"), [("", {"date"}), ("?date=x&state=booked", {"date", "state"})])
def test_the_telephone_list_needs_a_day(world: World, query: str, fields: set[str]):
    assert wrong_fields(world.call("GET", f"/unreachable{query}")) == fields
