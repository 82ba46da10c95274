"""/api/alert: anything else, as a plain card."""

from typing import Any

import pytest

from tests.api.world import World

ALERT = "/test/api/alert"


@pytest.fixture
def alerting(world: World) -> World:
    """The hospital may send alerts."""
    world.set_hospital(alert=True)
    return world


def _alert(world: World, **fields: Any) -> Any:
    return world.v3(ALERT, {"userId": world.patient(), "header": "งดบริการ"} | fields)


@pytest.mark.contract(
    "`/api/alert` is off until switched on,",
)
def test_it_is_off_until_switched_on(world: World):
    assert _alert(world).status_code == 403
    assert world.messages() == []


def test_an_alert_about_no_booking_is_a_message_without_one(alerting: World):
    answer = _alert(alerting)

    assert answer.json == {"status": "success", "booking_ref": None, "warnings": []}
    (message,) = alerting.messages()
    assert (message.kind, message.booking_id, message.state, message.mode) == (
        "alert",
        None,
        "planned",
        "test",
    )
    assert message.call["header"] == "งดบริการ"


def test_an_alert_about_her_booking_names_it(alerting: World):
    ref = alerting.v3("/test/api/queue", alerting.nine()).json["booking_ref"]

    answer = alerting.v3(ALERT, alerting.nine(header="เลื่อนเวลา"))

    assert answer.json["booking_ref"] == ref
    assert ("alert", "planned") in alerting.kinds(ref)


def test_an_alert_never_changes_or_makes_a_booking(alerting: World):
    ref = alerting.v3("/test/api/queue", alerting.nine()).json["booking_ref"]
    before = alerting.booking(ref)

    alerting.v3(ALERT, alerting.nine(header="x", queueNumber="คิวที่ 9", appointmentTime="15.00 น."))
    alerting.v3(ALERT, alerting.nine(header="x", appointmentDate=alerting.day(5)))

    after = alerting.booking(ref)
    assert {key: after[key] for key in after if key != "messages"} == {
        key: before[key] for key in before if key != "messages"
    }
    assert len(alerting.call("GET", f"/bookings?date={alerting.day(5)}").json["bookings"]) == 0


@pytest.mark.contract(
    "anything else | `/api/alert` · `/test/api/alert` | a plain alert card at once; extra fields "
    "`header`, `backgroundColor`, `detailsLinkLabel`, `currentQueueLinkLabel`",
)
def test_the_card_says_what_the_call_said(alerting: World):
    _alert(
        alerting,
        backgroundColor="#0b6e4f",
        detailsLinkLabel="อ่านต่อ",
        currentQueueLinkLabel="ดูคิว",
        queueNumber="จุดคัดกรอง คิวที่ 201",
        detailsLink="https://www.que.example/a",
        currentQueueLink="https://que.example/b",
        appointmentTime="09.00 น.",
        appointmentDate=alerting.day(3),
    )

    (message,) = alerting.messages()
    assert message.call["color"] == "#0B6E4F"
    assert (message.call["details_label"], message.call["queue_label"]) == ("อ่านต่อ", "ดูคิว")
    said = {
        "queue_number": "201",
        "department": "จุดคัดกรอง",
        "date": alerting.day(3),
        "time": "09:00",
        "details_url": "https://www.que.example/a",
        "live_queue_url": "https://que.example/b",
    }
    assert message.call["booking"].items() >= said.items()


@pytest.mark.parametrize(
    ("color", "shown", "warned"),
    [
        ("#abc", "#AABBCC", False),
        ("00ff00", "#00FF00", False),
        ("red", "#0B6E4F", True),
        ("", "#0B6E4F", False),
    ],
)
def test_a_colour_is_understood_or_replaced(alerting: World, color: str, shown: str, warned: bool):
    answer = _alert(alerting, backgroundColor=color)

    assert alerting.messages()[0].call["color"] == shown
    assert any("backgroundColor" in each for each in answer.json["warnings"]) is warned


@pytest.mark.contract(
    "and its links must lead to the hospital's registered domains.",
)
@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/",
        "https://que.example.evil.example/",
        "https://evilque.example/",
        "http://192.0.2.1/",
    ],
)
@pytest.mark.parametrize("name", ["detailsLink", "currentQueueLink"])
def test_links_must_lead_to_registered_domains(alerting: World, name: str, link: str):
    answer = _alert(alerting, **{name: link})

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == [name]
    assert alerting.messages() == []


def test_a_hospital_without_registered_domains_sends_no_links(alerting: World):
    alerting.set_hospital(domains=[])

    assert _alert(alerting, detailsLink="https://que.example/").status_code == 422
    assert _alert(alerting).status_code == 200


@pytest.mark.contract(
    "takes no browser calls,",
)
def test_it_takes_no_browser_calls(alerting: World):
    answer = alerting.v3(ALERT, alerting.nine(header="x"), headers={"Origin": "https://que.example"})

    assert answer.status_code == 403


def test_a_header_and_a_patient_are_needed(alerting: World):
    answer = alerting.v3(ALERT, {})

    assert {each["field"] for each in answer.json["errors"]} == {"userId", "header"}


def test_an_unknown_patient_is_404(alerting: World):
    assert _alert(alerting, userId="0" * 24).status_code == 404


def test_a_retry_without_thinking_alerts_once_another_content_again(alerting: World):
    for header in ("a", "a", "b"):
        _alert(alerting, header=header)

    assert [message.call["header"] for message in alerting.messages()] == ["a", "b"]


def test_after_two_minutes_the_same_alert_is_sent_again(alerting: World):
    # By day, so that none of them waits for the morning.
    alerting.call("POST", "/sandbox/clock", {"now": alerting.day(1, "10:00")})
    _alert(alerting)
    alerting.set_message("alert", state="sent")
    alerting.call("POST", "/sandbox/clock", {"now": alerting.day(1, "10:03")})
    _alert(alerting)

    assert len(alerting.messages()) == 2
