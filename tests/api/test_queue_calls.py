"""The queue is near (S9)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api.world import World, wrong_fields


def _calls(world: World) -> list[Any]:
    return [message.call for message in world.messages(kind="near_queue")]


@pytest.mark.contract(
    "202 accepted for immediate sending",
    "`POST /api/v4/queue-calls`: `{booking_ref, queues_ahead?: int ≥ 0, expected_at?: time, "
    "room?: string ≤ 60}`.",
    "Answers 202;",
)
def test_a_call_is_accepted_with_the_booking(world: World):
    world.book()

    answer = world.call(
        "POST",
        "/queue-calls",
        {"booking_ref": "HN-1", "queues_ahead": 3, "expected_at": world.day(3, "09:52"), "room": "ห้อง 4"},
    )

    assert answer.status_code == 202
    assert answer.json == world.booking()
    assert _calls(world) == [{"queues_ahead": 3, "expected_at": world.day(3, "09:52"), "room": "ห้อง 4"}]


def test_it_is_due_at_once_and_useful_for_half_an_hour(world: World):
    world.book()

    world.call("POST", "/queue-calls", {"booking_ref": "HN-1"})

    (message,) = world.messages(kind="near_queue")
    assert timedelta() <= world.now() - message.due_at < timedelta(seconds=5)
    assert message.expires_at - message.due_at == timedelta(minutes=30)


CALL = {"booking_ref": "HN-1", "queues_ahead": 3}


@pytest.mark.contract(
    "A call with the content of the last one, within 2 minutes of it, is a repetition (202, "
    "nothing sent twice);",
    "anything else sends a new message.",
)
@pytest.mark.parametrize(
    ("second", "seconds_later", "messages"),
    [
        (CALL, 0, 1),
        (CALL, 110, 1),
        (CALL | {"room": None}, 10, 1),
        (CALL | {"room": ""}, 10, 1),
        (CALL, 130, 2),
        (CALL | {"queues_ahead": 2}, 0, 2),
        (CALL | {"room": "4"}, 0, 2),
    ],
)
def test_the_content_of_the_last_call_within_two_minutes_is_a_repetition(
    world: World, second: dict[str, Any], seconds_later: int, messages: int
):
    world.book()
    world.call("POST", "/queue-calls", CALL)
    world.set_hospital(test_offset_ms=seconds_later * 1000)

    assert world.call("POST", "/queue-calls", second).status_code == 202
    assert len(_calls(world)) == messages


def test_the_same_expected_moment_in_another_offset_is_a_repetition(world: World):
    world.book()
    local = world.day(3, "09:52")
    for text in (local, local.removesuffix("+07:00"), local.replace("T09:52:00+07:00", "T02:52:00Z")):
        world.call("POST", "/queue-calls", {"booking_ref": "HN-1", "expected_at": text})

    assert len(_calls(world)) == 1


@pytest.mark.contract(
    "`POST /api/v4/queue-calls`: `{booking_ref, queues_ahead?: int ≥ 0, expected_at?: time, "
    "room?: string ≤ 60}`.",
)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("booking_ref", None),
        ("booking_ref", "a b"),
        ("queues_ahead", -1),
        ("queues_ahead", 1.5),
        ("queues_ahead", True),
        ("queues_ahead", "3"),
        ("queues_ahead", 10**30),
        ("expected_at", "09:52"),
        ("expected_at", "2569-11-25T09:52"),
        ("room", "x" * 61),
        ("room", 4),
        ("queue_number", "A042"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_field(world: World, name: str, value: Any):
    world.book()

    assert wrong_fields(world.call("POST", "/queue-calls", CALL | {name: value})) == {name}
    assert _calls(world) == []


def test_a_form_is_understood(world: World):
    world.book()

    answer = world.call(
        "POST",
        "/queue-calls",
        data={"booking_ref": "HN-1", "queues_ahead": "", "expected_at": "", "room": "4"},
    )

    assert answer.status_code == 202
    assert _calls(world) == [{"queues_ahead": None, "expected_at": None, "room": "4"}]


def test_an_unknown_booking_is_404(world: World):
    assert world.call("POST", "/queue-calls", CALL).status_code == 404
