"""The hospital's pages, against answers that the tests prepare."""

from typing import Any

from tests.simulator.phones import Line
from tests.simulator.programs import HOSPITAL
from tests.simulator.receiver import Arrival

CODE, TEST_KEY, LIVE_KEY = HOSPITAL["code"], HOSPITAL["test_key"], HOSPITAL["live_key"]
CONNECT_ID = "5bedb40574d0504752f2173f"
BOOKING: dict[str, Any] = {
    "connect_id": CONNECT_ID,
    "booking_ref": "b-1",
    "appointment_at": "2026-11-25T10:00:00+07:00",
    "queue_number": "A042",
    "department": "อายุรกรรม",
    "location": None,
    "state": "booked",
    "messages": [],
}
FORM = {"do": "book", "department": "อายุรกรรม", "date": "2026-11-25", "time": "10:00"}


def booking_page(line: Line) -> str:
    return f"{line.url}/hospital/{CODE}/que_register.php?regist={CONNECT_ID}"


def written(line: Line) -> list[Arrival]:
    return [call for call in line.receiver.calls if call.method != "GET"]


def press(line: Line, deed: str, **form: str) -> Any:
    """The call that a button of the desk makes."""
    url = f"{line.url}/hospital/{CODE}/desk/{deed}"
    answer = line.http.post(url, data={"mode": "test", "booking_ref": "b-1", **form})
    assert answer.status_code == 200
    assert "s3cret" not in answer.text
    [call] = written(line)
    return f"{call.method} {call.path}", call.json if call.body else None


def test_the_booking_page_books_with_the_connect_id_of_its_address(line: Line):
    line.receiver.answers[TEST_KEY, "POST /api/v4/bookings"] = (201, BOOKING)

    answer = line.http.post(booking_page(line), data=FORM)

    [call] = written(line)
    body = call.json
    assert body["connect_id"] == CONNECT_ID
    assert body["appointment_at"] == "2026-11-25T10:00:00"
    assert body["department"] == "อายุรกรรม"
    assert body["booking_ref"]
    assert body["queue_number"]
    assert 'class="good"' in answer.text


def test_a_patient_whom_the_test_key_does_not_know_is_booked_with_the_live_key(line: Line):
    line.receiver.answers[LIVE_KEY, "POST /api/v4/bookings"] = (201, BOOKING)

    line.http.post(booking_page(line), data=FORM)

    assert [call.headers["Authorization"] for call in written(line)] == [
        f"Bearer {TEST_KEY}",
        f"Bearer {LIVE_KEY}",
    ]


def test_she_moves_and_cancels_what_she_booked_here(line: Line):
    line.receiver.answers[TEST_KEY, "POST /api/v4/bookings"] = (201, BOOKING)
    line.http.post(booking_page(line), data=FORM)
    ref = written(line)[0].json["booking_ref"]
    path = f"/api/v4/bookings/{ref}"
    line.receiver.answers[TEST_KEY, f"GET {path}"] = (200, {**BOOKING, "booking_ref": ref})
    assert "A042" in line.http.get(booking_page(line)).text

    form = {"booking_ref": ref, "date": "2026-11-26", "time": "09:30"}
    line.http.post(booking_page(line), data={"do": "move", **form})
    line.http.post(booking_page(line), data={"do": "cancel", **form})
    line.http.post(booking_page(line), data={"do": "cancel", "booking_ref": "somebody-elses"})

    _, moved, cancelled = written(line)
    assert (moved.method, moved.path) == ("PATCH", path)
    assert moved.json == {"appointment_at": "2026-11-26T09:30:00"}
    assert (cancelled.method, cancelled.path) == ("DELETE", path)


def test_why_a_booking_failed_is_shown(line: Line):
    problem = {"detail": "ผิด", "errors": [{"field": "appointment_at", "message": "<อดีต>"}]}
    line.receiver.answers[TEST_KEY, "POST /api/v4/bookings"] = (422, problem)

    answer = line.http.post(booking_page(line), data=FORM)

    assert "appointment_at: &lt;อดีต&gt;" in answer.text


def test_without_a_connect_id_nothing_is_booked(line: Line):
    url = f"{line.url}/hospital/{CODE}/que_register.php?regist=me"

    assert line.http.post(url, data=FORM).status_code == 404
    assert line.receiver.calls == []


def test_tomorrow_is_tomorrow_on_the_hospitals_test_clock(line: Line):
    clock = (200, {"now": "2026-12-31T08:00:00+07:00"})
    line.receiver.answers[TEST_KEY, "GET /api/v4/sandbox/clock"] = clock

    assert 'value="2027-01-01"' in line.http.get(booking_page(line)).text


def test_the_desk_lists_bookings_and_hides_its_keys(line: Line):
    bookings = (200, {"bookings": [BOOKING], "next_cursor": None})
    line.receiver.answers[TEST_KEY, "GET /api/v4/bookings"] = bookings

    answer = line.http.get(f"{line.url}/hospital/{CODE}")

    assert "A042" in answer.text
    assert "s3cret" not in answer.text


def test_the_buttons_of_the_desk_are_calls_of_the_api(line: Line):
    assert press(line, "call", queues_ahead="3", room="5") == (
        "POST /api/v4/queue-calls",
        {"booking_ref": "b-1", "queues_ahead": 3, "room": "5"},
    )


def test_the_desk_tells_the_outcome(line: Line):
    assert press(line, "visit", outcome="no_show") == (
        "POST /api/v4/visits",
        {"booking_ref": "b-1", "outcome": "no_show"},
    )


def test_the_desk_moves(line: Line):
    assert press(line, "move", date="2026-11-27", time="13:00") == (
        "PATCH /api/v4/bookings/b-1",
        {"appointment_at": "2026-11-27T13:00:00"},
    )


def test_the_desk_cancels(line: Line):
    assert press(line, "cancel") == ("DELETE /api/v4/bookings/b-1", None)


def test_the_nightly_call_repeats_the_booking_as_it_is(line: Line):
    line.receiver.answers[TEST_KEY, "GET /api/v4/bookings/b-1"] = (200, BOOKING)

    asked, body = press(line, "nightly")

    assert asked == "POST /api/v4/reminders"
    assert body == {
        name: BOOKING[name]
        for name in ("connect_id", "booking_ref", "appointment_at", "queue_number", "department")
    }


def test_the_nightly_call_for_all_takes_tomorrows_open_bookings(line: Line):
    over = {**BOOKING, "booking_ref": "b-2", "state": "cancelled"}
    clock = (200, {"now": "2026-11-24T00:00:00+07:00"})
    line.receiver.answers[TEST_KEY, "GET /api/v4/sandbox/clock"] = clock
    line.receiver.answers[TEST_KEY, "GET /api/v4/bookings"] = (200, {"bookings": [BOOKING, over]})

    asked, body = press(line, "nightly-all")

    assert asked == "POST /api/v4/reminders"
    assert [each["booking_ref"] for each in body["bookings"]] == ["b-1"]
    assert any("date=2026-11-25" in call.path for call in line.receiver.calls)


def test_what_was_said_is_shown_without_the_key(line: Line):
    press(line, "cancel")

    shown = line.http.get(f"{line.url}/hospital/{CODE}").text

    assert "DELETE /api/v4/bookings/b-1" in shown
    assert "Bearer mc_test_••••••" in shown


def test_the_desk_is_closed_to_others(line: Line):
    elsewhere = {"X-Forwarded-For": "203.0.113.7"}
    other_site = {"Origin": "https://evil.example"}
    desk = f"{line.url}/hospital/{CODE}"

    assert line.http.get(desk, headers=elsewhere).status_code == 403
    assert line.http.post(f"{desk}/desk/cancel", headers=other_site).status_code == 403
    assert written(line) == []
