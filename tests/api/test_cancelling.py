"""DELETE and POST …/cancel."""

import pytest

from tests.api.world import World, wrong_fields

BOTH = pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "/bookings/HN-1"), ("POST", "/bookings/HN-1/cancel")]
)


@pytest.mark.contract(
    "`DELETE /api/v4/bookings/{booking_ref}`, or `POST /api/v4/bookings/{booking_ref}/cancel` for "
    "clients without DELETE, cancels and tells the patient.",
)
@BOTH
def test_cancelling_stops_everything_and_tells_the_patient(world: World, method: str, path: str):
    world.book()
    world.set_message("queue_card", state="sent", sent_at=world.now(), first_attempt_at=world.now())

    answer = world.call(method, path)

    assert answer.status_code == 200
    assert answer.json["state"] == "cancelled"
    assert sorted(world.kinds()) == [
        ("cancelled", "planned"),
        ("day_before", "cancelled"),
        ("queue_card", "sent"),
        ("same_day", "cancelled"),
        ("survey", "cancelled"),
    ]


@pytest.mark.contract(
    "a booking cancelled before its card was sent sends neither.",
)
@BOTH
def test_a_booking_cancelled_before_its_card_was_sent_sends_neither(world: World, method: str, path: str):
    world.book()

    world.call(method, path)

    assert {state for _, state in world.kinds()} == {"cancelled"}
    assert "cancelled" not in dict(world.kinds())


@pytest.mark.contract(
    "`cancelled` | over | 409 | 409 | 200, nothing changes | 409 | 409 | –",
)
@BOTH
def test_cancelling_again_changes_nothing(world: World, method: str, path: str):
    world.book()
    first = world.call(method, path)

    again = world.call(method, path)

    assert again.status_code == 200
    assert again.json == first.json


@BOTH
@pytest.mark.parametrize("content_type", [None, "application/json", "application/x-www-form-urlencoded"])
def test_cancelling_needs_no_body_whatever_its_type(
    world: World, method: str, path: str, content_type: str | None
):
    world.book()

    assert world.call(method, path, content_type=content_type, data=b"").status_code == 200


def test_cancelling_takes_no_fields(world: World):
    world.book()

    assert wrong_fields(world.call("POST", "/bookings/HN-1/cancel", {"reason": "x"})) == {"reason"}
    assert world.call("POST", "/bookings/HN-1/cancel", {}).status_code == 200
