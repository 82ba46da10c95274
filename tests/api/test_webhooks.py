"""Addresses for events are registered, listed, renewed and taken away; what was told is seen and replayed."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings import patient
from bookings.events import messages_ended
from bookings.now import real_now
from records.bookings import Booking
from records.events import EventDelivery
from scheduler.events.deliveries import PAUSES, record
from tests.api.world import CODE, OTHER, World, wrong_fields

URL = "https://queue.example.go.th/events"


def registered(world: World, **fields: Any) -> Any:
    answer = world.call("POST", "/webhooks", {"url": URL} | fields)
    assert answer.status_code == 201, answer.text
    return answer.json


def say(world: World, answer: Any) -> None:
    def work(session: Session) -> None:
        booking = session.scalars(select(Booking)).one()
        patient.say(session, booking, answer, world.now())

    world.database.write(work)


def told(world: World, webhook: Any, query: str = "") -> list[Any]:
    return world.call("GET", f"/webhooks/{webhook['id']}/deliveries{query}").json["deliveries"]


@pytest.mark.contract(
    "`secret` is shown here only.",
    "201 `{id, url, events, secret, created_at, disabled_at, disabled_reason}`; `secret` is shown "
    "here only. A known `url`: 200, its events are replaced",
)
def test_the_secret_is_shown_once_and_the_address_is_the_natural_key(world: World):
    made = registered(world)
    again = world.call("POST", "/webhooks", {"url": URL, "events": ["message.failed"]})

    assert made["secret"].startswith("whsec_")
    assert (again.status_code, again.json["id"], again.json["secret"]) == (200, made["id"], None)
    listed = world.call("GET", "/webhooks").json["webhooks"]
    assert [(each["id"], each["secret"], each["events"]) for each in listed] == [
        (made["id"], None, ["message.failed"])
    ]


@pytest.mark.parametrize(
    "url",
    [
        "http://queue.example.go.th/events",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/",
        "https://printer.local/",
        "https://user:word@queue.example.go.th/",
        "ftp://queue.example.go.th/",
        "",
        None,
        7,
    ],
)
def test_an_address_inside_our_network_is_refused_by_name(world: World, url: object):
    assert wrong_fields(world.call("POST", "/webhooks", {"url": url})) == {"url"}
    assert world.call("GET", "/webhooks").json == {"webhooks": []}


@pytest.mark.contract(
    "`POST /api/v4/webhooks` `{url, events?}` | 201",
)
@pytest.mark.parametrize("events", [["booking.made"], "nothing", 7, {"a": 1}, [1]])
def test_an_unknown_event_is_refused_by_name(world: World, events: object):
    assert wrong_fields(world.call("POST", "/webhooks", {"url": URL, "events": events})) == {"events"}


@pytest.mark.contract(
    "At most 10",
)
def test_a_hospital_has_ten_addresses_at_most(world: World):
    for number in range(10):
        registered(world, url=f"{URL}/{number}")

    assert wrong_fields(world.call("POST", "/webhooks", {"url": URL})) == {"url"}


@pytest.mark.contract(
    '`GET /api/v4/webhooks` | `{"webhooks": […]}` of the key\'s hospital and mode',
)
@pytest.mark.parametrize("other", ["another hospital", "another mode"])
def test_nobody_else_sees_or_touches_an_address(world: World, other: str):
    made = registered(world)
    key = world.keys[OTHER].test if other == "another hospital" else world.keys[CODE].live
    path = f"/webhooks/{made['id']}"

    assert world.call("GET", "/webhooks", key=key).json == {"webhooks": []}
    assert world.call("DELETE", path, key=key).status_code == 404
    assert world.call("POST", f"{path}/rotate", key=key).status_code == 404
    assert world.call("GET", f"{path}/deliveries", key=key).status_code == 404
    assert world.call("POST", f"{path}/deliveries/evt_{'0' * 24}/replay", key=key).status_code == 404
    assert len(world.call("GET", "/webhooks").json["webhooks"]) == 1


@pytest.mark.parametrize("name", ["x", "%00", "we_" + "f" * 20, "9" * 400])
def test_an_unknown_address_is_404(world: World, name: str):
    assert world.call("DELETE", f"/webhooks/{name}").status_code == 404


def test_her_answers_are_written_down_for_those_who_listen(world: World):
    all_of_it, failures = registered(world), registered(world, url=URL + "/2", events=["message.failed"])
    world.book()

    say(world, "come")
    say(world, "come")
    say(world, "cannot")

    assert [each["type"] for each in told(world, all_of_it)] == [
        "booking.cancel_requested",
        "booking.confirmed_by_patient",
    ]
    assert told(world, failures) == []


def test_a_message_that_failed_is_told_with_its_reason(world: World):
    made = registered(world)
    world.book()
    world.set_message("queue_card", state="failed", reason="blocked")
    card = world.messages(kind="queue_card")[0]

    world.database.write(lambda session: messages_ended(session, [card.id], "message.failed"))

    assert [(each["type"], each["booking_ref"]) for each in told(world, made)] == [("message.failed", "HN-1")]


@pytest.mark.contract(
    '`GET /api/v4/webhooks/{id}/deliveries?state=failed` | `{"deliveries": [{event_id, type, '
    "booking_ref, state, attempts, last_answer, next_try_at, delivered_at}]}`, the newest "
    "hundred; states `pending`, `delivered`, `failed`",
    "`POST /api/v4/webhooks/{id}/deliveries/{event_id}/replay` | 202; told once more under the "
    "same `webhook-id`",
)
def test_what_failed_is_listed_and_replayed_under_the_same_id(world: World):
    made = registered(world)
    world.book()
    say(world, "come")

    def fail(session: Session) -> None:
        row = session.scalars(select(EventDelivery)).one()
        for _ in range(len(PAUSES) + 1):
            record(row, "500", real_now())

    world.database.write(fail)
    (failed,) = told(world, made, "?state=failed")

    again = world.call("POST", f"/webhooks/{made['id']}/deliveries/{failed['event_id']}/replay")

    assert failed["last_answer"] == "500"
    assert failed["attempts"] == len(PAUSES) + 1
    assert (again.status_code, again.json["event_id"], again.json["state"]) == (
        202,
        failed["event_id"],
        "pending",
    )
    assert told(world, made, "?state=failed") == []


@pytest.mark.contract(
    "and it is switched on.",
    "410 switches the address off.",
)
def test_gone_switches_the_address_off_until_it_is_registered_again(world: World):
    made = registered(world)
    world.book()
    say(world, "come")
    world.database.write(
        lambda session: record(session.scalars(select(EventDelivery)).one(), "410", real_now())
    )

    say(world, "cannot")

    assert world.call("GET", "/webhooks").json["webhooks"][0]["disabled_reason"] == "gone"
    assert [each["state"] for each in told(world, made)] == ["failed"]
    assert world.call("POST", "/webhooks", {"url": URL}).json["disabled_at"] is None


@pytest.mark.contract(
    "Anything else is tried again after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 hours, give "
    "or take a tenth;",
)
def test_retries_are_spread_over_three_days():
    row, now = EventDelivery(state="pending", attempts=0), real_now()
    waits: list[float] = []
    while row.state == "pending":
        record(row, "503", now)
        waits.append((row.wake_at - now).total_seconds())

    assert row.state == "failed"
    assert 2.4 < sum(waits[:-1]) / 86_400 < 3.6
    assert waits[0] < 6


def test_the_events_go_with_the_booking(world: World):
    made = registered(world)
    world.book()
    say(world, "come")

    world.call("DELETE", "/sandbox")

    assert told(world, made) == []
