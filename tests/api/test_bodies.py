"""What can be read: types, encodings, sizes, and the one shape of every refusal."""

import json
from io import BytesIO
from typing import Any

import pytest

from tests.api.world import CODE, World, wrong_fields

MEGABYTE = 1024 * 1024


def _post(world: World, path: str, data: bytes, content_type: str | None = "application/json", **more: Any):
    return world.call("POST", path, None, data=data, content_type=content_type, **more)


@pytest.mark.contract(
    "400 not parseable",
)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"{'a': 1}",
        b'{"a": 1,}',
        b'{"a": "\xff\xfe"}',
        b'{"queue_number": NaN}',
        b'{"queue_number": Infinity}',
        b'{"queue_number": "a", "queue_number": "b"}',
        b'{"note": "line\nbreak"}',
        b'{"queues_ahead": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
    ids=lambda data: repr(data[:30]),
)
def test_what_is_not_json_is_answered_400(world: World, data: bytes):
    answer = _post(world, "/bookings", data)

    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("data", [b"[]", b'"x"', b"null", b"7"])
def test_json_that_is_no_object_has_wrong_fields(world: World, data: bytes):
    assert wrong_fields(_post(world, "/bookings", data)) == {"body"}


@pytest.mark.contract(
    "415 wrong media type",
)
@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/xml", "multipart/form-data; boundary=x"]
)
def test_another_media_type_is_answered_415(world: World, content_type: str | None):
    answer = _post(world, "/bookings", json.dumps(world.fields()).encode(), content_type)

    assert answer.status_code == 415
    assert answer.json["status"] == 415


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_may_name_its_character_set(world: World, content_type: str):
    assert _post(world, "/bookings", json.dumps(world.fields()).encode(), content_type).status_code == 201


def test_a_byte_order_mark_from_php_is_read_over(world: World):
    assert _post(world, "/bookings", b"\xef\xbb\xbf" + json.dumps(world.fields()).encode()).status_code == 201


@pytest.mark.contract(
    "Bodies: `application/json`, or `application/x-www-form-urlencoded` with the same field names",
)
def test_a_form_makes_the_same_booking_as_json(world: World):
    as_json = world.book("J", note="งดอาหาร", location="อาคาร 2")
    form = world.fields("F", note="งดอาหาร", location="อาคาร 2", patient_name="")

    answer = world.call("POST", "/bookings", data=form)

    assert answer.status_code == 201
    differing = {key for key, value in answer.json.items() if value != as_json[key]}
    assert differing == {"booking_ref", "created_at", "updated_at", "messages"}


def test_a_form_whose_plus_sign_became_a_space_is_understood(world: World):
    fields = world.fields()
    raw = (
        "&".join(f"{name}={value}" for name, value in fields.items() if name != "department")
        + "&department=A"
    )

    answer = _post(world, "/bookings", raw.encode(), "application/x-www-form-urlencoded")

    assert answer.status_code == 201
    assert answer.json["appointment_at"] == fields["appointment_at"]


@pytest.mark.contract(
    "400 not parseable",
)
@pytest.mark.parametrize("raw", [b"a=%FF%FE", b"note=1&note=2", b"a=\xff"])
def test_a_form_that_cannot_be_read_is_answered_400(world: World, raw: bytes):
    assert _post(world, "/bookings", raw, "application/x-www-form-urlencoded").status_code == 400


def test_a_form_may_send_numbers_as_text_json_may_not(world: World):
    world.book()

    form = world.call("POST", "/queue-calls", data={"booking_ref": "HN-1", "queues_ahead": "3"})
    as_json = world.call("POST", "/queue-calls", {"booking_ref": "HN-1", "queues_ahead": "3"})

    assert form.status_code == 202
    assert wrong_fields(as_json) == {"queues_ahead"}


@pytest.mark.contract(
    "413 over 1 MB (8 MB for `/reminders`)",
)
@pytest.mark.parametrize(
    ("path", "limit"), [("/bookings", 1), ("/queue-calls", 1), ("/visits", 1), ("/reminders", 8)]
)
def test_a_body_over_the_limit_is_answered_413_unread(world: World, path: str, limit: int):
    class Unreadable(BytesIO):
        def read(self, *_: Any) -> bytes:
            raise AssertionError("was read")

    answer = world.call(
        "POST",
        path,
        input_stream=Unreadable(),
        environ_overrides={"CONTENT_LENGTH": str(limit * MEGABYTE + 1)},
        content_type="application/json",
    )

    assert answer.status_code == 413
    assert f"{limit} MB" in answer.json["detail"]


def test_a_chunked_body_is_cut_at_the_limit(world: World):
    stream = BytesIO(b" " * (2 * MEGABYTE))

    answer = world.call(
        "POST",
        "/bookings",
        input_stream=stream,
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert answer.status_code == 413
    assert stream.tell() < 1.5 * MEGABYTE


def test_a_chunked_body_within_the_limit_is_read(world: World):
    stream = BytesIO(json.dumps(world.fields()).encode())

    answer = world.call(
        "POST",
        "/bookings",
        input_stream=stream,
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert answer.status_code == 201


@pytest.mark.contract(
    "413 over 1 MB (8 MB for `/reminders`)",
)
def test_reminders_take_more_than_a_megabyte(world: World):
    answer = _post(world, "/reminders", b'{"bookings": []}' + b" " * (2 * MEGABYTE))

    assert answer.status_code == 200


@pytest.mark.contract(
    "Errors: `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `detail`,",
)
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "", 404),
        ("PUT", "/bookings", 405),
        ("GET", "/queue-calls", 405),
        ("POST", "/bookings/HN-1", 405),
        ("GET", "/bookings/none", 404),
        ("GET", "/bookings/..%2F", 404),
        ("GET", "/bookings/a%00b", 404),
    ],
)
def test_every_refusal_is_a_problem_object(world: World, method: str, path: str, status: int):
    answer = world.call(method, path)

    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= answer.json.keys()
    assert answer.json["status"] == status


def test_a_refused_method_says_which_are_taken(world: World):
    assert "PATCH" in world.call("PUT", "/bookings/HN-1").headers["Allow"]


def test_a_broken_character_in_an_unknown_field_is_no_error_of_ours(world: World):
    answer = _post(world, "/bookings", b'{"\\ud800": 1, "note": "\\udfff"}')

    assert {"note", "?"} <= wrong_fields(answer)


def test_answers_about_patients_are_not_cached(world: World):
    assert world.call("POST", "/bookings", world.fields()).headers["Cache-Control"] == "no-store"


def test_a_key_is_asked_for_before_the_body_is_looked_at(world: World):
    answer = world.app.test_client().post("/api/v4/bookings", data=b"{", content_type="application/json")

    assert answer.status_code == 401


def test_the_other_doors_keep_their_own_errors(world: World):
    answer = world.app.test_client().get("/no/such/page")

    assert answer.status_code == 404
    assert answer.content_type.startswith("text/html")
    assert CODE not in answer.text
