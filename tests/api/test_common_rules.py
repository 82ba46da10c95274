"""Rules of the contract that concern no single call, and its tables held against the code."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from bookings.kinds import KINDS
from bookings.now import real_now
from records.hospitals import Hospital
from records.people import LineAccount, note_reach
from tests.api.world import CODE, World
from tests.contract.lines import rows

ANSWER = {
    *("connect_id", "booking_ref", "appointment_at", "queue_number", "department", "location", "note"),
    *("patient_name", "details_url", "live_queue_url", "appointment_date", "time_text", "state"),
    *("reconfirmed_at", "created_at", "updated_at", "messages"),
}


@pytest.mark.contract("and carry no more rights than this API.")
def test_a_key_opens_nothing_but_the_api(world: World):
    client, mine = world.app.test_client(), {"Authorization": f"Bearer {world.keys[CODE].live}"}
    others = [
        rule.rule
        for rule in world.app.url_map.iter_rules()
        if getattr(world.app.view_functions[rule.endpoint], "auth", "none") in {"staff", "line-signature"}
        and "<" not in rule.rule
    ]

    assert len(others) > 5
    for path in others:
        for method in ("GET", "POST"):
            with_key = client.open(path, method=method, headers=mine)
            assert with_key.status_code == client.open(path, method=method).status_code, path
            assert with_key.status_code not in {200, 201, 202}, path


@pytest.mark.contract("Answers: JSON, UTF-8.")
def test_thai_is_answered_as_it_is_in_utf_8(world: World):
    answer = world.call("POST", "/bookings", world.fields(department="อายุรกรรม"))

    assert answer.mimetype == "application/json"
    assert "อายุรกรรม".encode() in answer.data
    assert json.loads(answer.data.decode("utf-8"))["department"] == "อายุรกรรม"


@pytest.mark.contract("(one item only).")
def test_a_form_cannot_hold_several_bookings(world: World):
    answer = world.call("POST", "/reminders", data={"bookings": json.dumps([world.fields()])})

    (result,) = answer.json["results"]
    assert answer.status_code == result["status"] == 422
    assert "bookings" in {each["field"] for each in result["problem"]["errors"]}
    assert world.messages() == []


@pytest.mark.contract(
    "`location` | string, ≤ 120 | no | building, floor, room",
    "`note` | string, ≤ 300 | no | what to bring, fasting",
    "`patient_name` | string, ≤ 80 | no | for whom, as shown on the card; never required",
    "`details_url` | http(s) URL, ≤ 1,000 | no | the hospital's page about this booking",
    "`live_queue_url` | http(s) URL, ≤ 1,000 | no | the hospital's page showing the queue now",
    "`queue_number` | string, 1–32 | yes | as shown to the patient, for example `A042`",
    "`department` | string, 1–80 | yes | clinic or service, as shown to the patient",
)
def test_the_document_tells_of_every_field_what_the_contract_tells(world: World):
    document: Any = world.app.test_client().get("/api/v4/openapi.json").json
    schema = document["components"]["schemas"]["BookingBody"]
    told = {name.strip("`"): (kind, needed) for name, kind, needed, _ in rows("Bookings", 4)}

    assert told.keys() == schema["properties"].keys()
    assert {name for name, (_, needed) in told.items() if needed == "yes"} == set(schema["required"])
    for name, (kind, needed) in told.items():
        says = schema["properties"][name]
        if most := re.search(r"(?:≤ |–)([\d,]+)$", kind):
            assert says["maxLength"] == int(most[1].replace(",", "")), name
        assert ("null" in str(says["type"])) is (needed == "no"), name


@pytest.mark.contract(
    "Answer: these fields (an absent one is null), `appointment_date`, `time_text`",
    "(version 3's words, else null), `state`, `reconfirmed_at` (the last nightly call),",
    "`created_at`, `updated_at`, and `messages`: every planned, sent or dropped message",
    "as `{kind, state, due_at, sent_at, reason}`.",
)
def test_an_answer_has_these_fields_and_no_other(world: World):
    made = world.book()

    assert made.keys() == ANSWER
    assert {frozenset(each) for each in made["messages"]} == {
        frozenset({"kind", "state", "due_at", "sent_at", "reason"})
    }
    assert (made["time_text"], made["reconfirmed_at"], made["note"]) == (None, None, None)


@pytest.mark.contract(
    "Kinds: `queue_card`, `day_before`, `same_day`, `near_queue`, `survey`,",
    "`rescheduled`, `cancelled`, `alert`.",
)
def test_there_are_these_kinds_of_messages_and_no_other():
    told = {
        "queue_card",
        "day_before",
        "same_day",
        "near_queue",
        "survey",
        "rescheduled",
        "cancelled",
        "alert",
    }

    assert told == KINDS.keys()


@pytest.mark.contract("States of a message: `planned`, `sending`, `sent`, `failed`, `expired`, `cancelled`.")
@pytest.mark.parametrize("state", ["planned", "sending", "sent", "failed", "expired", "cancelled"])
def test_a_message_is_answered_in_each_of_its_states(world: World, state: str):
    world.book()
    world.set_message("queue_card", state=state)

    assert ("queue_card", state) in world.kinds()


@pytest.mark.contract("in mode `test` all of them are on the hospital's test clock.")
def test_all_times_of_mode_test_are_those_of_the_test_clock(world: World):
    world.set_hospital(test_offset_ms=10 * 86_400_000)
    soon = (world.now() + timedelta(days=3)).isoformat()
    world.book(appointment_at=soon)
    world.call("POST", "/reminders", world.fields(appointment_at=soon))

    booking = world.booking()
    now = datetime.fromisoformat(world.call("GET", "/sandbox/clock").json["now"])
    for name in ("created_at", "reconfirmed_at"):
        assert abs(datetime.fromisoformat(booking[name]) - now) < timedelta(minutes=1), name
    assert abs(datetime.fromisoformat(booking["messages"][0]["due_at"]) - now) < timedelta(minutes=1)


@pytest.mark.contract("calls are accepted,")
@pytest.mark.parametrize("how", ["blocked", "withdrawn"])
def test_calls_for_whom_nothing_reaches_are_accepted(world: World, how: str):
    world.book("OLD")

    def lose(session: Session) -> None:
        account = session.scalars(select(LineAccount)).one()
        if how == "blocked":
            note_reach(account, real_now(), reachable=False)
        else:
            account.consented_at = None

    world.database.write(lose)

    assert world.call("POST", "/bookings", world.fields()).status_code == 201
    assert world.call("PATCH", "/bookings/OLD", {"queue_number": "B1"}).status_code == 200
    assert world.call("POST", "/queue-calls", {"booking_ref": "OLD"}).status_code == 202


@pytest.mark.contract(
    "A hospital's switch `remind_without_nightly` (default on;", "kept with each booking when it is made)"
)
def test_the_switch_is_on_by_default_and_kept_with_each_booking(world: World):
    def reminded() -> set[bool]:
        listed = world.call("GET", f"/nightly-calls?date={world.day(1)}").json["bookings"]
        return {each["will_be_reminded"] for each in listed}

    world.set_hospital(test_offset_ms=0)
    world.call("POST", "/sandbox/clock", {"now": world.day(1, "00:30")})
    world.book(appointment_at=world.day(2, "10:00"))
    # Nobody sends here, and the clock would wait for what is due.
    world.set_message("queue_card", state="sent", sent_at=world.now(), first_attempt_at=world.now())
    world.set_hospital(remind_without_nightly=False)
    world.call("POST", "/sandbox/clock", {"now": world.day(1, "01:30")})
    listed = world.call("GET", f"/nightly-calls?date={world.day(2)}").json["bookings"]

    assert [each["will_be_reminded"] for each in listed] == [True]
    assert reminded() == set()


@pytest.mark.contract("a call that comes later still has it sent while it is useful.")
@pytest.mark.parametrize(("clock", "state"), [("10:00", "planned"), ("21:30", "expired")])
def test_a_late_nightly_call_has_the_reminder_sent_while_it_is_useful(world: World, clock: str, state: str):
    world.set_hospital(remind_without_nightly=False)
    world.call("POST", "/sandbox/clock", {"now": world.day(1, "08:00")})
    world.book(appointment_at=world.day(2, "10:00"))
    world.set_message("queue_card", state="sent", sent_at=world.now(), first_attempt_at=world.now())
    world.set_message("day_before", state="expired", reason="not_confirmed_by_hospital")
    world.call("POST", "/sandbox/clock", {"now": world.day(1, clock)})

    world.call("POST", "/reminders", world.fields(appointment_at=world.day(2, "10:00")))

    assert dict(world.kinds())["day_before"] == state


@pytest.mark.contract(
    "A hospital has a code of the ministry (five digits, or, since October 2024, nine characters",
    "with capital letters: always a string), a name in Thai and English, aliases, province, district,",
    "position, telephone, map link, booking URL with `{connect_id}` in it, registered origins and domains,",
    "and its switches (`survey`, `remind_without_nightly`, `alert`, `name_on_lock_screen`:",
    "whether a locked screen may show the hospital's name;",
    "default off, so that it names no hospital;",
)
@pytest.mark.parametrize("code", ["00001", "AB0012345"])
def test_a_hospital_has_what_the_contract_lists(world: World, code: str):
    def work(session: Session) -> dict[str, Any]:
        session.add(Hospital(code=code, name_th="โรงพยาบาลใหม่"))
        session.flush()
        found = session.get_one(Hospital, code)
        return {column.key: getattr(found, column.key) for column in inspect(Hospital).columns}

    stored = world.database.write(work)

    assert stored["code"] == code
    listed = {"name_th", "name_en", "aliases", "province", "district", "latitude", "longitude", "telephone"}
    assert listed | {"map_url", "booking_url", "origins", "domains"} <= stored.keys()
    switches = ("survey", "remind_without_nightly", "alert", "name_on_lock_screen")
    assert [stored[each] for each in switches] == ["all", True, False, False]
