"""The table of outcomes, row by row, as LINE gives the answers (scheduler/outcomes.py)."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes, wait_until
from tests.world.seed import a_hospital

INVALID = '{"message": "A message (messages[0]) in the request body is invalid"}'
SERIAL = itertools.count(1)


@pytest.fixture(scope="module")
def hospital(fragile_world: Processes) -> HospitalSystem:
    return a_hospital(fragile_world, "30022")


@pytest.fixture
def phone(fragile_world: Processes) -> Iterator[Phone]:
    yield Phone.new(fragile_world)
    told(fragile_world, "answers")
    told(fragile_world, "faults")


@pytest.fixture
def connect_id(hospital: HospitalSystem, phone: Phone) -> str:
    return phone.choose(hospital.code, f"ทดสอบ {hospital.code}")


@pytest.fixture
def ref() -> str:
    return f"ROW{next(SERIAL)}"


def told(world: Processes, what: str, **values: Any) -> None:
    url = f"{world.simulator_url}/_simulator/{what}/test"
    answer = requests.put(url, json=values, timeout=5) if values else requests.delete(url, timeout=5)
    assert answer.status_code == 200, answer.text


def card(hospital: HospitalSystem, ref: str) -> tuple[str, str | None]:
    message = hospital.message(ref, "queue_card")
    return message["state"], message["reason"]


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 200, "body": "<html>", "accepted": True},
        {"status": 200, "body": "", "accepted": True},
        {"status": 409, "body": '{"message": "The retry key is already accepted"}', "accepted": True},
    ],
    ids=["unreadable", "empty", "sent before"],
)
def test_what_line_accepted_is_sent_however_it_says_so(
    fragile_world: Processes,
    hospital: HospitalSystem,
    phone: Phone,
    connect_id: str,
    ref: str,
    answer: dict[str, Any],
):
    told(fragile_world, "answers", **answer)
    hospital.book(connect_id, ref, day(hospital, 2, "10:00"))

    wait_until(lambda: card(hospital, ref) == ("sent", None), "the card")
    assert len(phone.pushed()) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"status": 400, "body": '{"message": "Failed to send messages"}'}, "unknown_user"),
        ({"status": 404, "body": '{"message": "Not found"}'}, "unknown_user"),
        ({"status": 400, "body": INVALID}, "refused_by_line"),
        ({"status": 400, "body": "<html>"}, "refused_by_line"),
        ({"status": 413}, "refused_by_line"),
        ({"status": 418}, "line_418"),
    ],
    ids=["unknown user", "not found", "card and text", "unreadable 400", "too large", "never seen"],
)
def test_what_line_refuses_for_good_fails_and_says_why(
    fragile_world: Processes,
    hospital: HospitalSystem,
    phone: Phone,
    connect_id: str,
    ref: str,
    answer: dict[str, Any],
    reason: str,
):
    told(fragile_world, "answers", **answer)
    hospital.book(connect_id, ref, day(hospital, 2, "10:00"))

    wait_until(lambda: card(hospital, ref) == ("failed", reason), "the end")
    assert not phone.pushed()


@pytest.mark.parametrize("status", [400, 413])
def test_a_card_that_line_refuses_for_its_form_arrives_as_text(
    fragile_world: Processes, hospital: HospitalSystem, phone: Phone, connect_id: str, ref: str, status: int
):
    told(fragile_world, "answers", status=status, body=INVALID, times=1)
    hospital.book(connect_id, ref, day(hospital, 2, "10:00"))

    wait_until(lambda: card(hospital, ref) == ("sent", None), "the text")
    assert [each["message"]["type"] for each in phone.pushed()] == ["text"]


@pytest.mark.parametrize(
    ("what", "trouble", "reason"),
    [
        ("answers", {"status": 500, "body": '{"message": "Internal Server Error"}'}, "line_unavailable"),
        ("answers", {"status": 503, "body": "<html>"}, "line_unavailable"),
        ("answers", {"status": 500, "accepted": True}, "line_unavailable"),
        ("faults", {"reset": 1.0}, "line_unavailable"),
        ("faults", {"rate_limited": 1.0}, "line_too_busy"),
        pytest.param("faults", {"timeout_before": 1.0}, "line_unavailable", marks=pytest.mark.more),
        pytest.param("faults", {"timeout_after": 1.0}, "line_unavailable", marks=pytest.mark.more),
    ],
    ids=[
        "500",
        "503",
        "500 after accepting",
        "reset",
        "too fast",
        "silence before",
        "silence after accepting",
    ],
)
def test_what_passes_is_tried_again_until_it_is_sent_and_seen_once(
    fragile_world: Processes,
    hospital: HospitalSystem,
    phone: Phone,
    connect_id: str,
    ref: str,
    what: str,
    trouble: dict[str, Any],
    reason: str,
):
    told(fragile_world, what, **trouble)
    hospital.book(connect_id, ref, day(hospital, 2, "10:00"))
    wait_until(lambda: card(hospital, ref) == ("planned", reason), "a try that failed")
    told(fragile_world, what)

    wait_until(lambda: card(hospital, ref) == ("sent", None), "the repeated try")
    assert len(phone.pushed()) == 1


def test_after_an_unknown_outcome_what_became_untrue_is_not_repeated(
    fragile_world: Processes, phone: Phone, ref: str
):
    hospital = a_hospital(fragile_world, "30023")
    hospital.move_clock(now=day(hospital, 1, "12:00"))  # by night she is told of it in the morning
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    told(fragile_world, "answers", status=500, accepted=True)
    hospital.book(connect_id, ref, day(hospital, 2, "10:00"))
    wait_until(lambda: card(hospital, ref) == ("planned", "line_unavailable"), "an answer that was lost")
    assert hospital.call("DELETE", f"/bookings/{ref}").status_code == 200
    told(fragile_world, "answers")

    wait_until(lambda: hospital.message(ref, "cancelled").get("state") == "sent", "the news")
    assert card(hospital, ref) == ("cancelled", "overtaken")
    assert len(phone.pushed()) == 2  # the card that LINE had taken, and the news


@pytest.mark.parametrize(
    ("what_happens", "end"),
    [
        ("block", ("failed", "blocked")),
        ("withdraw", ("cancelled", "consent_withdrawn")),
        ("served", ("cancelled", "overtaken")),
    ],
)
def test_the_truth_is_looked_at_again_before_each_try(
    fragile_world: Processes,
    hospital: HospitalSystem,
    phone: Phone,
    connect_id: str,
    ref: str,
    what_happens: str,
    end: tuple[str, str],
):
    told(fragile_world, "answers", status=503)
    hospital.book(connect_id, ref, day(hospital, 2, "10:00"))
    wait_until(lambda: card(hospital, ref) == ("planned", "line_unavailable"), "a try that failed")
    if what_happens == "block":
        phone.block()
    elif what_happens == "withdraw":
        phone.tap(data="do=consent&v=no")
    else:
        visit = {"booking_ref": ref, "outcome": "served"}
        assert hospital.call("POST", "/visits", visit).status_code == 200
    told(fragile_world, "answers")

    wait_until(lambda: card(hospital, ref)[0] not in {"planned", "sending"}, "the end")
    assert card(hospital, ref) == end
