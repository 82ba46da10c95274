"""What real clients of version 3 are seen to send, row by row of docs/hospital-api.md."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.api.world import World

QUEUE = "/test/api/queue"


def _errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.text
    assert answer.json["status"] == "error"
    return {each["field"]: each["message"] for each in answer.json["errors"]}


def _warnings(answer: Any, field: str) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each for each in answer.json["warnings"] if each.startswith(field)]


@pytest.mark.contract(
    "What real clients are seen to send, and what is understood: a body without, or with a wrong, "
    "JSON content type;",
)
@pytest.mark.parametrize(
    "content_type",
    [None, "", "text/plain", "application/x-www-form-urlencoded", "text/html; charset=TIS-620", "nonsense"],
)
def test_json_is_understood_without_or_with_a_wrong_content_type(world: World, content_type: str | None):
    assert world.v3(QUEUE, world.nine(), content_type=content_type).status_code == 200


def test_a_form_is_understood(world: World):
    answer = world.v3(QUEUE, urlencode(world.nine()), content_type="application/x-www-form-urlencoded")

    assert world.booking(answer.json["booking_ref"])["queue_number"] == "201"


def test_a_multipart_form_as_curl_sends_it_from_an_array_is_understood(world: World):
    answer = world.app.test_client().post(
        f"/v3/{world.keys['10692'].v3}{QUEUE}", data=world.nine(), content_type="multipart/form-data"
    )

    assert answer.status_code == 200


def test_a_byte_order_mark_is_read_over(world: World):
    assert world.v3(QUEUE, b"\xef\xbb\xbf" + json.dumps(world.nine()).encode()).status_code == 200


@pytest.mark.contract(
    "line breaks in `appointmentTime`;",
)
@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\t"])
def test_line_breaks_in_the_time_become_spaces_even_unescaped(world: World, break_: str):
    nine = world.nine(appointmentTime="BREAK")
    escaped = world.v3(QUEUE, nine | {"appointmentTime": f"09.00 น.{break_}ชั้น 2"})
    raw = world.v3(
        QUEUE, json.dumps(nine, ensure_ascii=False).replace("BREAK", f"09.00 น.{break_}ชั้น 2").encode()
    )

    assert escaped.status_code == raw.status_code == 200
    assert world.booking(raw.json["booking_ref"])["time_text"] == "09.00 น. ชั้น 2"
    assert escaped.json == raw.json


@pytest.mark.contract(
    "`appointmentDate` with a clock time, as `25/07/2018`, or with a Buddhist-era year;",
)
@pytest.mark.parametrize("how", ["{} 09:00:00", "{}T00:00:00+07:00"])
def test_a_date_with_a_clock_time_is_understood_with_a_warning(world: World, how: str):
    answer = world.v3(QUEUE, world.nine(appointmentDate=how.format(world.day(3))))

    (warning,) = _warnings(answer, "appointmentDate")
    assert world.day(3) in warning
    assert world.booking(answer.json["booking_ref"])["appointment_date"] == world.day(3)
    assert world.booking(answer.json["booking_ref"])["appointment_at"] == world.day(3, "09:00")


@pytest.mark.contract(
    "`appointmentDate` with a clock time, as `25/07/2018`, or with a Buddhist-era year;",
)
@pytest.mark.parametrize("buddhist", [False, True])
@pytest.mark.parametrize("form", ["{d}/{m}/{y}", "{y}-{m}-{d}"])
def test_thai_dates_are_understood_with_a_warning(world: World, form: str, buddhist: bool):
    year, month, day = world.day(3).split("-")
    text = form.format(d=day, m=month, y=int(year) + 543 if buddhist else year)

    answer = world.v3(QUEUE, world.nine(appointmentDate=text))

    assert world.booking(answer.json["booking_ref"])["appointment_date"] == world.day(3)
    assert len(_warnings(answer, "appointmentDate")) == ("/" in form) + buddhist


@pytest.mark.contract(
    "the `U…` LINE user id instead of the Connect ID (refused, with an explanation).",
)
def test_a_line_user_id_is_refused_with_an_explanation_in_both_languages(world: World):
    message = _errors(world.v3(QUEUE, world.nine(userId="U" + "a" * 32)))["userId"]

    assert "LINE user id" in message
    assert "กรุณาส่งรหัส MOPH Connect" in message


def test_an_unknown_connect_id_is_404(world: World):
    answer = world.v3(QUEUE, world.nine(userId="0" * 24))

    assert answer.status_code == 404
    assert [each["field"] for each in answer.json["errors"]] == ["userId"]


def test_a_connect_id_in_capitals_is_hers(world: World):
    assert world.v3(QUEUE, world.nine(world.patient().upper())).status_code == 200


@pytest.mark.contract(
    "messages in Thai and English.",
)
@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"userId", "queueNumber", "appointmentDate"}),
        (
            {"userId": None, "queueNumber": " ", "appointmentDate": ""},
            {"userId", "queueNumber", "appointmentDate"},
        ),
        (
            {"userId": "x", "queueNumber": [], "appointmentDate": "soon"},
            {"userId", "queueNumber", "appointmentDate"},
        ),
        (
            {"patientName": "x" * 201, "appointmentTime": {}, "origin": True},
            {"patientName", "appointmentTime", "origin"},
        ),
    ],
)
def test_missing_and_wrong_fields_are_named_all_at_once(world: World, body: dict[str, Any], fields: set[str]):
    errors = _errors(world.v3(QUEUE, body))

    assert set(errors) >= fields
    assert all(" / " in message for message in errors.values())


@pytest.mark.parametrize(
    "name", ["hospitalName", "origin", "patientName", "appointmentTime", "detailsLink", "currentQueueLink"]
)
@pytest.mark.parametrize("value", [None, "", " "])
def test_everything_else_may_be_empty(world: World, name: str, value: str | None):
    assert world.v3(QUEUE, world.nine(**{name: value})).status_code == 200


@pytest.mark.parametrize("body", [b"", b"x", b"[1", b'{"userId"', b'"x', b'{"a": "\xff"}', b"a=%FF"])
def test_what_cannot_be_read_is_400(world: World, body: bytes):
    answer = world.v3(QUEUE, body)

    assert (answer.status_code, answer.json["status"]) == (400, "error")


def test_more_than_a_megabyte_is_413(world: World):
    assert world.v3(QUEUE, b"{" + b" " * 1024 * 1024).status_code == 413


def test_a_number_is_taken_as_its_digits(world: World):
    answer = world.v3(QUEUE, world.nine(queueNumber=42))

    assert world.booking(answer.json["booking_ref"])["queue_number"] == "42"
    assert _warnings(answer, "queueNumber")


@pytest.mark.contract(
    "a different `hospitalName` is accepted with a warning.",
)
def test_a_different_hospital_name_is_accepted_with_a_warning(world: World):
    (warning,) = _warnings(world.v3(QUEUE, world.nine(hospitalName="รพ.อื่น")), "hospitalName")

    assert "โรงพยาบาลปทุมธานี" in warning


@pytest.mark.parametrize(
    "name", ["โรงพยาบาลปทุมธานี", "Pathum Thani Hospital", "รพ.ปทุมธานี", " โรงพยาบาลปทุมธานี\n"]
)
def test_a_registered_name_needs_no_warning(world: World, name: str):
    world.set_hospital(name_en="Pathum Thani Hospital", aliases=["รพ.ปทุมธานี"])

    assert _warnings(world.v3(QUEUE, world.nine(hospitalName=name)), "hospitalName") == []


def test_a_field_nobody_knows_is_ignored_with_a_warning(world: World):
    assert _warnings(world.v3(QUEUE, world.nine(doctor="x")), "doctor")


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("http://pth.ddns.net/", "http://pth.ddns.net/"),
        ("pth.ddns.net/q", "http://pth.ddns.net/q"),
        ("pth.ddns.net:8080/q", "http://pth.ddns.net:8080/q"),
        ("-", None),
        ("javascript:alert(1)", None),
        ("http://", None),
    ],
)
def test_links_are_mended_or_left_out(world: World, link: str, shown: str | None):
    answer = world.v3(QUEUE, world.nine(detailsLink=link))

    assert world.booking(answer.json["booking_ref"])["details_url"] == shown
    assert bool(_warnings(answer, "detailsLink")) is (shown != link and link != "-")


def test_control_characters_become_spaces_and_broken_unicode_is_refused(world: World):
    mended = world.v3(QUEUE, world.nine(patientName="นาย\x00 ก"))
    broken = world.v3(QUEUE, json.dumps(world.nine(patientName="\ud800")).encode())

    assert world.booking(mended.json["booking_ref"])["patient_name"] == "นาย ก"
    assert set(_errors(broken)) == {"patientName"}


@pytest.mark.contract(
    'or a 4xx with `{"status": "error", "message": …, "errors": [{field, message}]}`;',
)
@pytest.mark.parametrize(
    ("path", "status"), [("/v3/x/api/nothing", 404), ("/api/other", 404), ("/v3/x/test/api/queue", 405)]
)
def test_every_refusal_has_version_3s_shape_in_both_languages(world: World, path: str, status: int):
    answer = world.app.test_client().get(path)

    assert answer.status_code == status
    assert answer.json.keys() == {"status", "message", "errors"}
    assert " / " in answer.json["message"]
