"""The demo page's addresses: the desk, the time machine, and what happened."""

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests

from tests.simulator.phones import Line, Patient
from tests.simulator.programs import HOSPITAL

CODE, TEST_KEY = HOSPITAL["code"], HOSPITAL["test_key"]
CONNECT_ID = "5bedb40574d0504752f2173f"
CLOCK = "GET /api/v4/sandbox/clock"
MOVE = "POST /api/v4/sandbox/clock"
NOW = "2026-11-20T08:00:00+07:00"
BOOKING: dict[str, Any] = {
    "connect_id": CONNECT_ID,
    "booking_ref": "b-1",
    "appointment_at": "2026-11-25T10:00:00+07:00",
    "queue_number": "A042",
    "department": "อายุรกรรม",
    "state": "booked",
    "messages": [],
    "created_at": NOW,
}


def a_booking_link(line: Line) -> dict[str, Any]:
    url = f"{line.url}/hospital/{CODE}/que_register.php?regist={CONNECT_ID}"
    return {"type": "text", "text": f"จองที่ {url}"}


def a_patient_with_a_link(line: Line) -> Patient:
    patient = line.a_patient("สมศรี")
    line.push(patient, a_booking_link(line))
    return patient


def answers(line: Line, now: str = NOW, **more: Any) -> None:
    """What the service says: one booking, and a clock that goes wherever it is told."""
    booking = {**BOOKING, **more}
    line.receiver.answers |= {
        (TEST_KEY, CLOCK): (200, {"now": now}),
        (TEST_KEY, "GET /api/v4/bookings"): (200, {"bookings": [booking], "next_cursor": None}),
        (TEST_KEY, "GET /api/v4/bookings/b-1"): (200, booking),
        (TEST_KEY, MOVE): (200, {"now": now, "delivered": [], "pending": 0}),
        (TEST_KEY, "POST /api/v4/reminders"): (200, {"results": []}),
        (TEST_KEY, "POST /api/v4/visits"): (200, booking),
        (TEST_KEY, "POST /api/v4/queue-calls"): (202, booking),
    }


def state(line: Line, patient: Patient | None = None) -> dict[str, Any]:
    params = {"user": patient.id} if patient else {}
    answer = line.http.get(f"{line.url}/_demo/state", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def act(line: Line, patient: Patient, what: str, **form: str) -> requests.Response:
    body = {"user": patient.id, "hospital": CODE, **form}
    return line.http.post(f"{line.url}/_demo/{what}", json=body)


def written(line: Line) -> list[tuple[str, Any]]:
    calls = [call for call in line.receiver.calls if call.method != "GET"]
    return [(f"{call.method} {call.path.removeprefix('/api/v4')}", call.json) for call in calls]


@contextmanager
def story(line: Line) -> Generator[Iterator[dict[str, Any]], None, None]:
    with requests.get(f"{line.url}/_demo/events", stream=True, timeout=10) as stream:
        lines = (raw.decode() for raw in stream.iter_lines(chunk_size=1))
        yield (json.loads(each.removeprefix("data: ")) for each in lines if each.startswith("data: "))


def told(line: Line, count: int) -> list[dict[str, Any]]:
    with story(line) as happenings:
        return [next(happenings) for _ in range(count)]


def test_the_page_shows_phones_of_this_simulator_only(line: Line):
    policy = line.http.get(f"{line.url}/").headers["Content-Security-Policy"]

    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "frame-src 'self'" in policy


def test_without_a_patient_the_desk_knows_its_hospital_only(line: Line):
    shown = state(line)

    assert shown["hospital"] == CODE
    assert shown["connect_ids"] == []
    assert shown["bookings"] == []
    assert shown["steps"] == []


def test_the_desk_works_for_the_connect_id_of_the_patients_link(line: Line):
    answers(line)

    shown = state(line, a_patient_with_a_link(line))

    assert shown["connect_ids"] == [CONNECT_ID]
    assert [each["booking_ref"] for each in shown["bookings"]] == ["b-1"]
    assert shown["focus"] == "b-1"


def test_another_patients_bookings_are_not_on_this_ones_desk(line: Line):
    answers(line, connect_id="0" * 24)

    assert state(line, a_patient_with_a_link(line))["bookings"] == []


def test_the_stops_are_computed_from_the_appointment(line: Line):
    answers(line)

    stops = state(line, a_patient_with_a_link(line))["steps"]

    assert [(each["name"], each["at"][:16]) for each in stops] == [
        ("midnight", "2026-11-24T00:00"),
        ("day_before", "2026-11-24T09:00"),
        ("same_day", "2026-11-25T06:00"),
        ("near", "2026-11-25T09:00"),
        ("noon_after", "2026-11-26T12:00"),
    ]
    assert not any(each["past"] for each in stops)


def test_an_early_appointment_is_called_half_an_hour_before(line: Line):
    answers(line, appointment_at="2026-11-25T09:10:00+07:00")

    [near] = [each for each in state(line, a_patient_with_a_link(line))["steps"] if each["name"] == "near"]

    assert near["at"][:16] == "2026-11-25T08:40"


def test_the_desk_books_for_that_connect_id(line: Line):
    line.receiver.answers[TEST_KEY, "POST /api/v4/bookings"] = (201, BOOKING)
    form = {"department": "จักษุ", "date": "2026-11-25", "time": "10:00", "connect_id": CONNECT_ID}

    answer = act(line, a_patient_with_a_link(line), "desk/book", **form)

    assert answer.json()["ok"]
    [(asked, body)] = written(line)
    assert asked == "POST /bookings"
    assert body["connect_id"] == CONNECT_ID
    assert body["location"] == "อาคาร 3 ชั้น 1"
    assert body["queue_number"]


def test_what_the_desk_said_is_answered_without_the_key(line: Line):
    answer = act(line, a_patient_with_a_link(line), "desk/cancel", booking_ref="b-1")

    assert not answer.json()["ok"]
    assert answer.json()["exchange"]["authorization"] == "Bearer mc_test_••••••"
    assert "s3cret" not in answer.text


def test_midnight_moves_the_clock_and_makes_the_nightly_call(line: Line):
    answers(line)

    assert act(line, a_patient_with_a_link(line), "time/midnight", booking_ref="b-1").json()["ok"]

    (moved, to), (nightly, _) = written(line)
    assert (moved, to["now"]) == ("POST /sandbox/clock", "2026-11-24T00:00:00+07:00")
    assert nightly == "POST /reminders"


def test_the_clock_halts_at_every_stop_on_its_way(line: Line):
    answers(line)

    act(line, a_patient_with_a_link(line), "time/same_day", booking_ref="b-1")

    halts = [body["now"][5:16] for asked, body in written(line) if asked == "POST /sandbox/clock"]
    assert halts == ["11-24T00:00", "11-24T09:00", "11-25T06:00"]


def test_near_calls_the_queue_once_it_is_time(line: Line):
    answers(line, now="2026-11-25T06:00:00+07:00")

    act(line, a_patient_with_a_link(line), "time/near", booking_ref="b-1")

    assert [asked for asked, _ in written(line)] == ["POST /sandbox/clock", "POST /queue-calls"]


def test_noon_after_tells_of_the_visit_first(line: Line):
    answers(line, now="2026-11-25T10:00:00+07:00")

    act(line, a_patient_with_a_link(line), "time/noon_after", booking_ref="b-1")

    assert [asked for asked, _ in written(line)] == ["POST /visits", "POST /sandbox/clock"]


def test_a_no_show_stays_one(line: Line):
    answers(line, now="2026-11-25T10:00:00+07:00", state="no_show")

    act(line, a_patient_with_a_link(line), "time/noon_after", booking_ref="b-1")

    assert [asked for asked, _ in written(line)] == ["POST /sandbox/clock"]


def test_what_the_service_refuses_ends_the_journey(line: Line):
    answers(line)
    refused = (422, {"title": "Wrong", "detail": "never back"})
    line.receiver.answers[TEST_KEY, MOVE] = refused

    answer = act(line, a_patient_with_a_link(line), "time/same_day", booking_ref="b-1").json()

    assert not answer["ok"]
    assert answer["problem"] == "never back"
    assert len(written(line)) == 1


def test_a_phone_shows_the_test_clocks_time(line: Line):
    answers(line, now="2099-01-01T09:00:00+07:00")
    patient = a_patient_with_a_link(line)
    state(line, patient)
    line.push(patient, "later")

    with requests.get(f"{patient.phone_url}/events", stream=True, timeout=10) as stream:
        lines = (raw.decode() for raw in stream.iter_lines(chunk_size=1))
        data = (json.loads(each.removeprefix("data: ")) for each in lines if each.startswith("data: "))
        assert next(data)["ahead_ms"] > 0
        assert next(data)["at"][:4] != "2099"
        assert next(data)["at"][:13] == "2099-01-01T09"
    assert patient.messages()[1]["at"][:4] != "2099"


def test_what_happened_is_told_as_it_happens(line: Line):
    patient = line.a_patient("<b>สมศรี</b>")
    patient.post("text", text="สวัสดี")
    line.push(patient, "ถึงคุณ")
    patient.post("block")

    added, said, pushed, blocked = told(line, 4)

    assert [each["kind"] for each in (added, said, pushed, blocked)] == ["added", "said", "pushed", "blocked"]
    assert said["facts"]["words"] == "สวัสดี"
    assert pushed["facts"] == {"name": "<b>สมศรี</b>", "words": "ถึงคุณ", "type": "text", "silent": False}
    assert {each["user_id"] for each in (added, said, pushed, blocked)} == {patient.id}


def test_what_the_clock_delivers_is_told_with_its_kind_and_time(line: Line):
    patient = a_patient_with_a_link(line)
    due = "2026-11-24T09:00:00+07:00"
    answers(line, now="2026-11-24T00:00:00+07:00")
    delivered = {"booking_ref": "b-1", "kind": "day_before", "due_at": due, "state": "sent"}
    line.receiver.answers[TEST_KEY, MOVE] = (200, {"now": due, "delivered": [delivered], "pending": 0})

    act(line, patient, "time/day_before", booking_ref="b-1")

    *_, clock, sent = told(line, 4)
    assert (clock["kind"], clock["at"]) == ("clock", due)
    assert clock["exchange"]["request"] == {"now": due}
    assert (sent["kind"], sent["at"], sent["user_id"]) == ("delivered", due, patient.id)
    assert (sent["facts"]["message"], sent["facts"]["name"]) == ("day_before", "สมศรี")


def test_a_reset_forgets_the_story(line: Line):
    line.a_patient("before")
    line.http.post(f"{line.url}/_simulator/reset")
    line.a_patient("after")

    [first] = told(line, 1)
    assert first["facts"]["name"] == "after"


@pytest.mark.parametrize(
    "body", [{"hospital": "99999"}, {"hospital": CODE, "unknown": "x"}, {"hospital": CODE}]
)
def test_what_cannot_be_done_is_said(line: Line, body: dict[str, str]):
    answer = line.http.post(f"{line.url}/_demo/time/midnight", json=body)

    assert answer.status_code in {400, 404, 409}
    assert answer.json()["error"]


def test_it_is_closed_to_others(line: Line):
    elsewhere = {"X-Forwarded-For": "203.0.113.7"}
    other_site = {"Origin": "https://evil.example"}

    assert line.http.get(f"{line.url}/_demo/state", headers=elsewhere).status_code == 403
    assert line.http.get(f"{line.url}/_demo/events", headers=elsewhere).status_code == 403
    for what in ("desk/cancel", "time/midnight"):
        url = f"{line.url}/_demo/{what}"
        assert line.http.post(url, json={}, headers=other_site).status_code == 403


def test_a_sticker_reaches_the_service(line: Line):
    patient = line.a_patient()

    answer = line.http.post(f"{patient.phone_url}/sticker", json={"sticker": 2})

    assert answer.json() == {"status": 200}
    message = line.receiver.next(of="message").event["message"]
    assert (message["type"], message["packageId"], message["stickerId"]) == ("sticker", "1", "2")
    assert line.http.post(f"{patient.phone_url}/sticker", json={"sticker": 7}).status_code == 400


def test_an_english_patients_booking_page_is_english(line: Line):
    patient = line.a_patient("Somsri", language="en")
    line.push(patient, a_booking_link(line))

    page = line.http.get(f"{line.url}/hospital/{CODE}/que_register.php?regist={CONNECT_ID}").text

    assert '<html lang="en">' in page
    assert "Internal medicine" in page
