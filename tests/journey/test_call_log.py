"""A hospital sees its own last calls: what came of them, and nothing of a patient."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.world.people import HospitalSystem
from tests.world.processes import Processes, wait_until


@pytest.fixture
def day(hospital: HospitalSystem) -> str:
    """The day after tomorrow."""
    return (datetime.fromisoformat(hospital.clock()) + timedelta(days=2)).date().isoformat()


def _patient(hospital: HospitalSystem) -> str:
    return hospital.call("POST", "/sandbox/patients").json()["connect_id"]


def _fields(connect_id: str, ref: str, day: str, **more: str) -> dict[str, str]:
    return {
        "connect_id": connect_id,
        "booking_ref": ref,
        "appointment_at": f"{day}T10:00",
        "queue_number": "A1",
        "department": "อายุรกรรม",
    } | more


def _calls(hospital: HospitalSystem, ref: str = "") -> list[dict[str, Any]]:
    answer = hospital.call("GET", f"/calls?booking_ref={ref}")
    assert answer.status_code == 200, answer.text
    return answer.json()["calls"]


@pytest.mark.contract(
    "`GET /api/v4/calls`, or `?booking_ref=…`, answers",
    'the newest first: `{"calls": [{at, clock, method, route, version, status, problem, '
    "booking_ref, fields, warnings, items, did, own_page, in_batch, messages}]}`.",
    "`clock` is the hospital's own (`at` is real time);",
    "`fields` are the wrong ones,",
)
def test_a_booking_is_found_with_all_calls_about_it(hospital: HospitalSystem, day: str):
    mine = _patient(hospital)
    hospital.book(mine, "LOG-1", f"{day}T10:00:00+07:00")
    hospital.book(mine, "LOG-2", f"{day}T11:00:00+07:00")
    hospital.call("POST", "/queue-calls", {"booking_ref": "LOG-1", "queues_ahead": -1})
    hospital.call("POST", "/bookings/LOG-1/cancel")

    found = _calls(hospital, "LOG-1")

    assert [(each["route"], each["status"]) for each in found] == [
        ("/api/v4/bookings/{booking_ref}/cancel", 200),
        ("/api/v4/queue-calls", 422),
        ("/api/v4/bookings", 201),
    ]
    assert (found[1]["problem"], found[1]["fields"]) == ("wrong-fields", ["queues_ahead"])


@pytest.mark.contract(
    "`items` what became of a nightly call's bookings (`{taken, refused, first_refused}`);",
)
def test_a_nightly_call_tells_which_bookings_were_not_taken(hospital: HospitalSystem, day: str):
    good = _fields(_patient(hospital), "LOG-3", day)
    hospital.call("POST", "/reminders", {"bookings": [good, {"booking_ref": "LOG-4"}]})

    items = _calls(hospital, "LOG-4")[0]["items"]

    assert (items["taken"], items["refused"]) == (1, 1)
    assert items["first_refused"][0]["booking_ref"] == "LOG-4"
    assert "connect_id" in items["first_refused"][0]["fields"]


def _kept(world: Processes, hospital: HospitalSystem) -> str:
    """All that Redis keeps of the hospital's calls."""
    kept: Any = world.redis().xrange(f"calls:test:{hospital.code}")
    return b" ".join(value for _, fields in kept for value in fields.values()).decode("utf-8", "replace")


# A mark that stands wherever a client may put something of a patient or a secret; none of it may be kept.
SECRET = "ความลับ"
PLACES: dict[str, dict[str, Any]] = {
    "every text": dict.fromkeys(
        ("queue_number", "department", "location", "note", "patient_name", "details_url", "live_queue_url"),
        SECRET,
    ),
    "a field's name": {SECRET: "x"},
    "a name that nearly is ours": {f"note {SECRET}": "x"},
    "the booking's name": {"booking_ref": SECRET},
    "the Connect ID": {"connect_id": SECRET},
    "a moment": {"appointment_at": SECRET},
    "a list": {"note": [SECRET, {SECRET: SECRET}]},
    "an object": {"booking_ref": {SECRET: SECRET}},
    "a batch's item": {"bookings": [{"booking_ref": SECRET, SECRET: SECRET}, SECRET, [SECRET], None]},
}


@pytest.mark.contract(
    "No body, no value, nothing of a patient is kept;",
)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_a_client_says_is_kept(hospital: HospitalSystem, world: Processes, day: str, place: str):
    mine = _patient(hospital)
    hospital.book(mine, "LOG-5", f"{day}T10:00:00+07:00")
    said = PLACES[place] if "bookings" in PLACES[place] else _fields(mine, "LOG-5", day) | PLACES[place]
    for method, path in (
        ("POST", "/bookings"),
        ("POST", "/reminders"),
        ("POST", "/queue-calls"),
        ("POST", "/visits"),
        ("PATCH", "/bookings/LOG-5"),
        ("GET", f"/bookings?date={SECRET}&{SECRET}=1"),
        ("GET", f"/bookings/{SECRET}"),
        ("POST", f"/bookings/{SECRET}/cancel"),
        ("POST", "/sandbox/patients"),
        ("POST", "/webhooks"),
    ):
        hospital.call(method, path, None if method == "GET" else said)
    for raw in (f"{SECRET}", f"{{{SECRET}", f"note={SECRET}&{SECRET}=1", f'{{"{SECRET}": "{SECRET}"'):
        hospital.session.post(
            f"{hospital.web_url}/api/v4/bookings?{SECRET}=1",
            data=raw.encode(),
            headers={
                "Authorization": f"Bearer {hospital.key}",
                "Content-Type": "application/json",
                "User-Agent": "x",
            },
            timeout=30,
        )

    text = _kept(world, hospital)

    assert "LOG-5" in text
    escaped = SECRET.encode("unicode_escape").decode()
    for secret in (SECRET, escaped, mine, "อายุรกรรม", hospital.key, hospital.v3_key):
        assert secret not in text


@pytest.mark.contract(
    "`warnings` those that version 3 had to guess,",
    "No body, no value, nothing of a patient is kept;",
)
def test_nothing_that_a_version_3_client_says_is_kept(hospital: HospitalSystem, world: Processes, day: str):
    mine = _patient(hospital)
    nine = {
        "userId": mine,
        "queueNumber": f"{SECRET} คิวที่ 201",
        "patientName": SECRET,
        "appointmentDate": day.replace("-", "/"),
        "appointmentTime": f"{SECRET} 09:00",
        "hospitalName": SECRET,
        "detailsLink": f"http://que.example/{SECRET}",
        SECRET: SECRET,
    }
    for path in ("/queue", "/queue/schedule", "/queue/notify"):
        assert hospital.v3(f"/test/api{path}", nine).status_code == 200
    hospital.v3("/test/api/alert", nine)
    hospital.v3("/test/api/queue", nine | {"userId": SECRET, "appointmentDate": SECRET})

    text = _kept(world, hospital)

    for secret in (SECRET, mine, hospital.key, hospital.v3_key):
        assert secret not in text
    newest = _calls(hospital)[2]
    assert (newest["version"], newest["route"]) == (3, "/test/api/queue/notify")
    assert "hospitalName" in newest["warnings"]


@pytest.mark.contract(
    "asked for one booking, nightly calls that held it are found too, and `in_batch` says `taken` "
    "or `refused`.",
)
def test_every_booking_of_a_batch_is_found_in_it(hospital: HospitalSystem, day: str):
    mine = _patient(hospital)
    good = [_fields(mine, f"B-{number}", day) for number in range(30)]
    bad = [_fields(mine, f"R-{number}", day, queue_number="") for number in range(30)]
    hospital.call("POST", "/reminders", {"bookings": [*good, *bad]})

    found = {ref: _calls(hospital, ref) for ref in ("B-0", "B-29", "R-29", "B-3")}

    assert {ref: [each["in_batch"] for each in calls] for ref, calls in found.items()} == {
        "B-0": ["taken"],
        "B-29": ["taken"],
        "R-29": ["refused"],  # not among the first twenty that are told
        "B-3": ["taken"],
    }
    assert {each["kind"] for each in found["B-0"][0]["messages"]} == {"day_before", "same_day", "survey"}
    assert _calls(hospital, "B-30") == _calls(hospital, "B") == []


@pytest.mark.contract(
    "`DELETE /api/v4/sandbox` clears that of mode test.",
)
def test_clearing_the_sandbox_clears_its_log(hospital: HospitalSystem, day: str):
    hospital.book(_patient(hospital), "LOG-6", f"{day}T10:00:00+07:00")
    hospital.call("DELETE", "/sandbox")

    assert _calls(hospital, "LOG-6") == []
    assert [(each["method"], each["route"]) for each in _calls(hospital)] == [("DELETE", "/api/v4/sandbox")]


@pytest.mark.contract(
    "`did` is what came of a booking (`created`, `moved`, `changed`, `repeated`, `cancelled`, "
    "`called`, `served`, `no_show`, `alerted`), `messages` those that the call led to, as they "
    "are now.",
)
def test_each_call_shows_the_messages_that_it_led_to_as_they_are_now(hospital: HospitalSystem, day: str):
    hospital.book(mine := _patient(hospital), "LOG-7", f"{day}T10:00:00+07:00")
    wait_until(lambda: hospital.message("LOG-7", "queue_card").get("state") == "sent", "the card")
    hospital.book(mine, "LOG-7", f"{day}T10:00:00+07:00")
    hospital.call("PATCH", "/bookings/LOG-7", {"appointment_at": f"{day}T13:00"})
    hospital.call("POST", "/queue-calls", {"booking_ref": "LOG-7"})
    hospital.call("POST", "/bookings/LOG-7/cancel")

    writes = [each for each in _calls(hospital, "LOG-7") if each["method"] != "GET"]

    assert [(each["did"], [one["kind"] for one in each["messages"]]) for each in reversed(writes)] == [
        ("created", ["queue_card", "day_before", "same_day", "survey"]),
        ("repeated", []),
        ("moved", ["rescheduled"]),
        ("called", ["near_queue"]),
        ("cancelled", ["cancelled"]),
    ]
    card, reminder = writes[-1]["messages"][:2]
    assert (card["state"], reminder["state"], reminder["reason"]) == ("sent", "cancelled", "cancelled")


@pytest.mark.contract(
    "answers the last 500 calls of 30 days made for this hospital and mode,",
)
def test_the_log_is_bounded_and_goes_after_a_month(hospital: HospitalSystem, world: Processes):
    key = f"calls:test:{hospital.code}"
    with world.redis().pipeline() as pipe:
        for _ in range(600):
            pipe.xadd(key, {"call": "{}"})
        pipe.execute()

    hospital.clock()

    assert world.redis().xlen(key) == 500
    assert 29 * 86_400 < world.redis().ttl(key) <= 30 * 86_400
    world.redis().delete(key)


def test_a_call_without_a_known_key_is_in_nobodys_log(hospital: HospitalSystem):
    before = _calls(hospital)
    hospital.session.get(f"{hospital.web_url}/api/v4/bookings/X", timeout=10)

    assert _calls(hospital) == before
