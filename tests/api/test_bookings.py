"""Bookings are made, replaced, told again and read (S4)."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from bookings.times import BANGKOK
from records.people import LineAccount
from tests.api.world import CODE, World, wrong_fields

FIELDS = {
    "connect_id", "booking_ref", "appointment_at", "queue_number", "department", "location", "note",
    "patient_name", "details_url", "live_queue_url", "appointment_date", "time_text", "state",
    "reconfirmed_at", "created_at", "updated_at", "messages",
}  # fmt: skip


@pytest.mark.contract(
    "Statuses: 201 created",
)
def test_a_new_booking_is_answered_201_with_everything_there_is_to_know(world: World):
    fields = world.fields(
        location="อาคาร 2 ชั้น 3",
        note="งดน้ำงดอาหาร",
        patient_name="ด.ช. เอ",
        details_url="https://que.example/a",
        live_queue_url="https://que.example/b",
    )

    answer = world.call("POST", "/bookings", fields)

    assert answer.status_code == 201
    assert answer.json.keys() == FIELDS
    assert answer.json.items() >= fields.items()
    assert answer.json["appointment_date"] == world.day(3)
    assert (answer.json["state"], answer.json["reconfirmed_at"], answer.json["time_text"]) == (
        "booked",
        None,
        None,
    )
    assert answer.headers["Location"] == "/api/v4/bookings/HN-1"


def test_absent_fields_are_null(world: World):
    made = world.book()

    assert {made[name] for name in ("location", "note", "patient_name", "details_url", "live_queue_url")} == {
        None
    }


def test_messages_are_told_with_their_moments_in_bangkok(world: World):
    messages = world.book()["messages"]

    assert [each["kind"] for each in messages] == ["queue_card", "day_before", "same_day", "survey"]
    assert {tuple(each) for each in messages} == {("kind", "state", "due_at", "sent_at", "reason")}
    assert [each["due_at"] for each in messages[1:]] == [
        world.day(2, "09:00"),
        world.day(3, "06:00"),
        world.day(4, "12:00"),
    ]


@pytest.mark.contract(
    "Times in answers carry `+07:00`;",
)
def test_moments_carry_the_offset_of_bangkok_whatever_was_sent(world: World):
    made = world.book(appointment_at=world.day(3, "03:00").replace("+07:00", "Z"))

    assert made["appointment_at"] == world.day(3, "10:00")
    assert made["created_at"].endswith("+07:00")


@pytest.mark.contract(
    "`GET /api/v4/bookings/{booking_ref}` answers the same.",
)
def test_reading_answers_what_making_answered(world: World):
    assert world.book() == world.booking()


@pytest.mark.contract(
    "Repeating a call with the same content answers 200 with the same booking and sends nothing twice.",
    "No header needed.",
    "200 repeated or changed",
)
def test_repeating_a_call_answers_200_and_plans_nothing_twice(world: World):
    first = world.book()

    again = world.call("POST", "/bookings", world.fields())

    assert again.status_code == 200
    assert again.json == first
    assert "Location" not in again.headers


def test_the_same_moment_in_another_offset_is_a_repetition(world: World):
    first = world.book(appointment_at=world.day(3, "10:00"))

    again = world.book(appointment_at=world.day(3, "10:00").removesuffix("+07:00"))

    assert again == first


@pytest.mark.contract(
    "200 repeated or changed",
    "`POST /api/v4/bookings` creates the booking, or, with a known `booking_ref`, replaces its "
    "content (a field left out is cleared;",
)
def test_a_known_ref_replaces_the_content_and_what_is_left_out_is_cleared(world: World):
    world.book(note="งดอาหาร", location="ชั้น 3")

    changed = world.call("POST", "/bookings", world.fields(department="ศัลยกรรม"))

    assert changed.status_code == 200
    assert (changed.json["department"], changed.json["note"], changed.json["location"]) == (
        "ศัลยกรรม",
        None,
        None,
    )


@pytest.mark.contract(
    "the last write wins;",
)
def test_the_last_write_wins(world: World):
    for number in ("A1", "A2", "A1"):
        world.book(queue_number=number)

    assert world.booking()["queue_number"] == "A1"


@pytest.mark.contract(
    "another `connect_id` than before: 409).",
)
def test_another_patient_for_a_known_ref_is_a_conflict(world: World):
    world.book()
    other = world.patient("U" + "2" * 32)

    answer = world.call("POST", "/bookings", world.fields(connect_id=other))

    assert answer.status_code == 409
    assert world.booking()["connect_id"] != other


def test_an_unknown_connect_id_is_404_also_for_a_known_ref(world: World):
    world.book()

    assert world.call("POST", "/bookings", world.fields(connect_id="0" * 24)).status_code == 404


@pytest.mark.contract(
    "`appointment_at` | time | yes | when the patient should be there; over 10 minutes in the "
    "past is refused (422) on creation and on moving",
)
@pytest.mark.parametrize(("minutes", "status"), [(-9, 201), (-11, 422), (1, 201)])
def test_an_appointment_may_be_ten_minutes_past_when_it_is_made(world: World, minutes: int, status: int):
    at = (world.now() + timedelta(minutes=minutes)).isoformat()

    answer = world.call("POST", "/bookings", world.fields(appointment_at=at))

    assert answer.status_code == status
    if status == 422:
        assert wrong_fields(answer) == {"appointment_at"}


@pytest.mark.contract(
    "`appointment_at` | time | yes | when the patient should be there; over 10 minutes in the "
    "past is refused (422) on creation and on moving",
)
def test_a_booking_may_not_be_moved_into_the_past(world: World):
    world.book()
    past = (world.now() - timedelta(minutes=11)).isoformat()

    assert wrong_fields(world.call("POST", "/bookings", world.fields(appointment_at=past))) == {
        "appointment_at"
    }
    assert wrong_fields(world.call("PATCH", "/bookings/HN-1", {"appointment_at": past})) == {"appointment_at"}
    assert world.booking()["appointment_at"] == world.day(3, "10:00")


def test_a_past_appointment_that_stays_may_still_be_corrected(world: World):
    past = world.now().astimezone(BANGKOK) - timedelta(hours=2)
    world.book()
    world.set_booking(appointment_at=past, appointment_date=past.date())

    answer = world.call("POST", "/bookings", world.fields(appointment_at=past.isoformat(), note="ชั้น 2"))

    assert answer.status_code == 200


def test_validation_follows_the_test_clock(world: World):
    world.set_hospital(test_offset_ms=5 * 86_400_000)

    assert wrong_fields(world.call("POST", "/bookings", world.fields())) == {"appointment_at"}
    assert world.book(appointment_at=world.day(9, "10:00"))["created_at"] > world.day(5)


@pytest.mark.contract(
    "A deleted patient's Connect ID is unknown;",
)
def test_a_deleted_patients_connect_id_is_unknown(world: World):
    connect_id = world.patient()
    world.book(connect_id=connect_id)

    world.database.write(lambda session: session.execute(delete(LineAccount)))

    assert world.call("POST", "/bookings", world.fields(connect_id=connect_id)).status_code == 404
    assert world.call("GET", "/bookings/HN-1").status_code == 404


@pytest.mark.contract(
    "(those made through version 3 included).",
)
def test_bookings_of_version_3_are_seen_with_their_words_about_the_time(world: World):
    ref = world.v3("/test/api/queue", world.nine()).json["booking_ref"]

    booking = world.booking(ref)

    assert booking["time_text"] == world.nine()["appointmentTime"]
    assert (booking["queue_number"], booking["department"]) == ("201", "จุดคัดกรอง")
    assert booking["appointment_at"] == world.day(3, "09:00")


@pytest.mark.contract(
    "The version-3 `booking_ref` in the answer is ours and works in version 4.",
)
def test_a_booking_of_version_3_is_changed_through_version_4(world: World):
    ref = world.v3("/test/api/queue", world.nine()).json["booking_ref"]

    changed = world.call("PATCH", f"/bookings/{ref}", {"appointment_at": world.day(5, "13:00")})

    assert changed.status_code == 200
    assert changed.json["time_text"] is None
    assert changed.json["appointment_at"] == world.day(5, "13:00")


def test_a_hospital_with_no_live_key_used_has_no_test_data_in_live(world: World):
    world.book()

    live = world.call("GET", f"/bookings?date={world.day(3)}", key=world.keys[CODE].live)

    assert live.json["bookings"] == []
