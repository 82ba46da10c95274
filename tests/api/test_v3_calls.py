"""Version 3's calls: what each does, and which booking it means."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api.test_life_cycle import say
from tests.api.world import World
from tests.contract.lines import rows

QUEUE, SCHEDULE, NOTIFY = "/test/api/queue", "/test/api/queue/schedule", "/test/api/queue/notify"


def _ref(answer: Any) -> str:
    assert answer.status_code == 200, answer.text
    assert answer.json["status"] == "success"
    return answer.json["booking_ref"]


def _kinds(world: World, ref: str) -> list[str]:
    return [kind for kind, state in world.kinds(ref) if state == "planned"]


def _sent(world: World, *kinds: str) -> None:
    for kind in kinds:
        world.set_message(kind, state="sent", sent_at=world.now(), first_attempt_at=world.now())


@pytest.mark.contract(
    "They send no key and no booking reference.",
    "The version-3 `booking_ref` in the answer is ours and works in version 4.",
    'Answers are 200 with `{"status": "success", "booking_ref": …, "warnings": [ … ]}`,',
)
def test_a_booking_made_is_answered_in_version_3s_shape(world: World):
    answer = world.v3(QUEUE, world.nine())

    assert answer.status_code == 200
    assert answer.json == {"status": "success", "booking_ref": answer.json["booking_ref"], "warnings": []}
    assert answer.json["booking_ref"].startswith("v3-")


@pytest.mark.contract(
    "booking made (S4) | `/api/queue` · `/test/api/queue` | queue card at once",
)
def test_a_booking_made_sends_its_card_at_once_and_no_survey(world: World):
    ref = _ref(world.v3(QUEUE, world.nine()))

    assert _kinds(world, ref) == ["queue_card", "day_before", "same_day"]


@pytest.mark.contract(
    "All calls are `POST` of a JSON object with nine string fields;",
)
def test_the_booking_holds_what_was_said(world: World):
    nine = world.nine()
    booking = world.booking(_ref(world.v3(QUEUE, nine)))

    said = {
        "connect_id": nine["userId"],
        "queue_number": "201",
        "department": "จุดคัดกรอง",
        "patient_name": nine["patientName"],
        "appointment_date": nine["appointmentDate"],
        "appointment_at": world.day(3, "09:00"),
        "time_text": nine["appointmentTime"],
        "details_url": nine["detailsLink"],
        "live_queue_url": nine["currentQueueLink"],
    }
    assert booking.items() >= said.items()


def test_repeating_any_call_changes_nothing(world: World):
    for path in (QUEUE, SCHEDULE, NOTIFY):
        first = _ref(world.v3(path, world.nine()))
        before = world.booking(first)["messages"]

        assert _ref(world.v3(path, world.nine())) == first
        assert world.booking(first)["messages"] == before


@pytest.mark.contract(
    "`/schedule` and `/notify` for a booking that is not known yet make it, without a queue card;",
)
@pytest.mark.parametrize("path", [SCHEDULE, NOTIFY])
def test_a_booking_not_known_yet_is_made_without_a_queue_card(world: World, path: str):
    ref = _ref(world.v3(path, world.nine()))

    assert "queue_card" not in dict(world.kinds(ref))
    assert world.booking(ref)["state"] == "booked"


def test_the_nightly_call_reconfirms(world: World):
    ref = _ref(world.v3(QUEUE, world.nine()))
    before = world.booking(ref)["reconfirmed_at"]

    world.v3(SCHEDULE, world.nine())

    assert before is None
    assert world.booking(ref)["reconfirmed_at"]


def test_the_near_queue_call_reconfirms_nothing(world: World):
    assert world.booking(_ref(world.v3(NOTIFY, world.nine())))["reconfirmed_at"] is None


@pytest.mark.contract(
    "Bookings made through version 3 are made with `remind_without_nightly` off",
)
def test_bookings_of_version_3_wait_for_the_nightly_call(world: World):
    _ref(world.v3(QUEUE, world.nine()))

    with world.database.read() as session:
        from records.bookings import Booking

        assert [each.remind_without_nightly for each in session.query(Booking)] == [False]


@pytest.mark.contract(
    "near queue (S9) | `/api/queue/notify` · `/test/api/queue/notify` | near-queue message at "
    "once, and the survey at 12:00 the next day",
    "and get their survey from the near-queue call, as the table says.",
)
def test_the_near_queue_call_sends_at_once_and_brings_the_survey(world: World):
    ref = _ref(world.v3(QUEUE, world.nine()))

    world.v3(NOTIFY, world.nine())

    assert _kinds(world, ref) == ["queue_card", "near_queue", "day_before", "same_day", "survey"]
    survey = world.booking(ref)["messages"][-1]
    assert survey["due_at"] == world.day(4, "12:00")


def test_no_survey_by_near_queue_where_only_the_served_are_asked(world: World):
    world.set_hospital(survey="served_only")
    ref = _ref(world.v3(NOTIFY, world.nine()))

    assert "survey" not in _kinds(world, ref)


def test_another_near_queue_call_sends_again(world: World):
    ref = _ref(world.v3(NOTIFY, world.nine()))
    world.v3(NOTIFY, world.nine(appointmentTime="ใกล้ถึงคิวแล้ว"))

    assert _kinds(world, ref).count("near_queue") == 2


def test_the_near_queue_call_does_not_move_the_booking(world: World):
    ref = _ref(world.v3(QUEUE, world.nine()))
    _sent(world, "queue_card")

    world.v3(NOTIFY, world.nine(appointmentTime="อีก 10 นาที ประมาณ 09.40 น."))

    assert world.booking(ref)["appointment_at"] == world.day(3, "09:00")
    assert "rescheduled" not in _kinds(world, ref)


def test_a_new_time_is_told(world: World):
    ref = _ref(world.v3(QUEUE, world.nine()))
    _sent(world, "queue_card")

    world.v3(QUEUE, world.nine(appointmentTime="13.00 น."))

    assert "rescheduled" in _kinds(world, ref)


@pytest.mark.contract(
    "else her single open one at this hospital that day (taken, with a warning that the number changed);",
    "a changed number sends no new card.",
)
@pytest.mark.parametrize(("path", "told"), [(QUEUE, True), (SCHEDULE, False), (NOTIFY, False)])
def test_a_changed_number_takes_her_single_open_booking_with_a_warning(world: World, path: str, told: bool):
    ref = _ref(world.v3(QUEUE, world.nine()))
    _sent(world, "queue_card")

    answer = world.v3(path, world.nine(queueNumber="จุดคัดกรอง คิวที่ 305"))

    assert _ref(answer) == ref
    assert [each for each in answer.json["warnings"] if each.startswith("queueNumber") and "305" in each]
    assert world.booking(ref)["queue_number"] == "305"
    assert ("queue_card" in _kinds(world, ref)) is told


@pytest.mark.contract(
    "Which booking is meant: that patient's with the same day and `queueNumber`;",
)
def test_the_booking_with_the_same_day_and_number_is_meant(world: World):
    first = _ref(world.v3(QUEUE, world.nine()))
    world.book("HN-2", queue_number="9", appointment_at=world.day(3, "13:00"))

    answer = world.v3(SCHEDULE, world.nine())

    assert _ref(answer) == first
    assert answer.json["warnings"] == []


@pytest.mark.contract(
    "else a new one.",
)
def test_with_several_open_ones_another_number_is_a_new_booking(world: World):
    first = _ref(world.v3(QUEUE, world.nine()))
    world.book("HN-2", queue_number="9", appointment_at=world.day(3, "13:00"))

    ref = _ref(world.v3(QUEUE, world.nine(queueNumber="ห้องยา คิวที่ 4")))

    assert ref not in {first, "HN-2"}


@pytest.mark.contract(
    "else her single open one at this hospital that day (taken, with a warning that the number changed);",
)
def test_a_cancelled_booking_is_not_her_open_one(world: World):
    ref = _ref(world.v3(QUEUE, world.nine()))
    world.call("DELETE", f"/bookings/{ref}")

    assert _ref(world.v3(QUEUE, world.nine(queueNumber="จุดคัดกรอง คิวที่ 9"))) != ref


@pytest.mark.contract(
    "Which booking is meant: that patient's with the same day and `queueNumber`;",
)
def test_another_day_is_another_booking(world: World):
    ref = _ref(world.v3(QUEUE, world.nine()))

    assert _ref(world.v3(QUEUE, world.nine(appointmentDate=world.day(4)))) != ref


@pytest.mark.contract(
    "Which booking is meant: that patient's with the same day and `queueNumber`;",
)
def test_another_patients_booking_is_never_meant(world: World):
    ref = _ref(world.v3(QUEUE, world.nine()))
    other = world.patient("U" + "2" * 32)

    assert _ref(world.v3(QUEUE, world.nine(other))) != ref


def test_a_booking_of_version_4_is_meant_by_its_number_and_keeps_its_own_ref(world: World):
    world.book(queue_number="201", department="จุดคัดกรอง", note="งดน้ำ", location="ชั้น 1")

    answer = world.v3(SCHEDULE, world.nine())

    assert (_ref(answer), answer.json["warnings"]) == ("HN-1", [])
    assert (world.booking()["note"], world.booking()["location"]) == ("งดน้ำ", "ชั้น 1")


def test_a_booking_that_is_over_is_a_conflict(world: World):
    ref = _ref(world.v3(QUEUE, world.nine()))
    world.call("DELETE", f"/bookings/{ref}")

    answer = world.v3(QUEUE, world.nine())

    assert answer.status_code == 409
    assert answer.json["status"] == "error"


def test_an_answer_of_the_patient_survives_a_repetition(world: World):
    ref = _ref(world.v3(QUEUE, world.nine()))
    world.set_booking(ref, booking_ref="HN-1")
    say(world, "come")

    world.v3(SCHEDULE, world.nine())

    assert world.booking()["state"] == "confirmed"


def test_a_past_day_is_refused_when_it_is_made(world: World):
    answer = world.v3(QUEUE, world.nine(appointmentDate=world.day(-1)))

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["errors"]] == ["appointmentDate"]


def test_this_morning_may_still_be_called(world: World):
    ref = _ref(world.v3(NOTIFY, world.nine(appointmentDate=world.day(0), appointmentTime="00.01 น.")))

    assert "near_queue" in dict(world.kinds(ref))


@pytest.mark.contract(
    "Without any time, the day's messages are sent all the same.",
)
def test_without_any_time_the_days_messages_are_sent_all_the_same(world: World):
    answer = world.v3(QUEUE, world.nine(appointmentTime="ช่วงเช้า"))

    booking = world.booking(_ref(answer))
    assert (booking["appointment_at"], booking["time_text"]) == (None, "ช่วงเช้า")
    assert {"day_before", "same_day"} <= set(_kinds(world, booking["booking_ref"]))
    assert any(each.startswith("appointmentTime") for each in answer.json["warnings"])


@pytest.mark.contract(
    "a `/test` prefix reaches the test channel:",
    "Such a key opens version 3 only and both modes: the path decides (`/test/…` is mode `test`);",
)
def test_live_and_test_are_two_worlds(world: World):
    live = world.patient(mode="live", channel="live")

    assert world.v3("/api/queue", world.nine()).status_code == 404
    assert world.v3("/api/queue", world.nine(live)).status_code == 200
    assert world.v3(QUEUE, world.nine(live)).status_code == 404


@pytest.mark.contract(
    "its live half opens when the hospital goes live (403 before).",
)
def test_the_live_half_opens_when_the_hospital_goes_live(world: World):
    world.set_hospital(live=False)
    live = world.patient(mode="live", channel="live")

    assert world.v3("/api/queue", world.nine(live)).status_code == 403
    assert world.v3(QUEUE, world.nine()).status_code == 200


@pytest.mark.contract(
    "booking made (S4) | `/api/queue` · `/test/api/queue` | queue card at once",
    "nightly (S6) | `/api/queue/schedule` · `/test/api/queue/schedule` | messages at 9:00 the day "
    "before and 6:00 on the day",
    "near queue (S9) | `/api/queue/notify` · `/test/api/queue/notify` | near-queue message at "
    "once, and the survey at 12:00 the next day",
    "anything else | `/api/alert` · `/test/api/alert` | a plain alert card at once; extra fields "
    "`header`, `backgroundColor`, `detailsLinkLabel`, `currentQueueLinkLabel`",
    "The base URL carries the hospital's version-3 key: `/v3/{key}` in front of the paths above "
    "(a `Bearer` header on the bare paths also works).",
    "Without a key: 401.",
)
@pytest.mark.parametrize("path", ["/api/queue", "/api/queue/schedule", "/api/queue/notify", "/api/alert"])
@pytest.mark.parametrize("test", ["", "/test"])
def test_every_path_is_there_with_the_key_in_front_or_in_a_header(world: World, path: str, test: str):
    world.set_hospital(alert=True)
    mode = "test" if test else "live"
    body = world.nine(world.patient(mode=mode, channel=mode), header="ประกาศ")
    bearer = {"Authorization": f"Bearer {world.keys['10692'].v3}"}

    by_path = world.v3(f"{test}{path}", body)
    by_double_slash = world.v3(f"/{test}{path}", body)
    by_header = world.app.test_client().post(f"{test}{path}", json=body, headers=bearer)
    without = world.app.test_client().post(f"{test}{path}", json=body)

    answers = (by_path, by_double_slash, by_header, without)
    assert [each.status_code for each in answers] == [200, 200, 200, 401]


def test_a_retry_within_two_minutes_calls_the_queue_once(world: World):
    ref = _ref(world.v3(NOTIFY, world.nine()))
    world.set_hospital(test_offset_ms=int(timedelta(seconds=100).total_seconds() * 1000))
    world.v3(NOTIFY, world.nine())
    world.set_hospital(test_offset_ms=int(timedelta(seconds=230).total_seconds() * 1000))
    world.v3(NOTIFY, world.nine())

    assert _kinds(world, ref).count("near_queue") == 2


@pytest.mark.contract(
    "`userId` | `5bedb40574d0504752f2173f`, the Connect ID that the booking page received",
    "`hospitalName` | `โรงพยาบาลปทุมธานี`",
    "`origin` | `กระทรวงสาธารณสุข`",
    "`queueNumber` | `จุดคัดกรอง คิวที่ 201`: service point and number in one text",
    "`patientName` | `นาย โตมร โตมานานแล้ว`",
    "`appointmentDate` | `2018-12-26`: year of the Common Era, month, day",
    "`appointmentTime` | `เวลานัดหมาย 09:00-09:15 น. กรุณามาก่อนเวลา 10 นาที`: free text around a time",
    "`detailsLink` | `http://pth.ddns.net/`",
    "`currentQueueLink` | `http://pth.ddns.net/`",
)
def test_the_examples_of_the_contract_are_taken_without_a_warning(world: World):
    table = rows("Version 3: what hospitals already send", 2)
    nine = {name.strip("`"): example.split("`")[1] for name, example in table}
    assert nine.keys() == world.nine().keys()

    answer = world.v3(QUEUE, nine | {"userId": world.patient(), "appointmentDate": world.day(3)})

    assert answer.json["warnings"] == []
    booking = world.booking(_ref(answer))
    assert (booking["queue_number"], booking["department"]) == ("201", "จุดคัดกรอง")
    assert booking["appointment_at"] == world.day(3, "09:00")
    past = world.v3(QUEUE, nine | {"userId": world.patient()})
    assert [each["field"] for each in past.json["errors"]] == ["appointmentDate"]
