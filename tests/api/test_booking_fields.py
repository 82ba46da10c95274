"""Every field of a booking: what is taken, what is refused, and that refusals name the field."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.world import World, wrong_fields

LONG_THAI = "ก" * 400

REFUSED: dict[str, list[Any]] = {
    "connect_id": [
        None,
        "",
        7,
        "5bedb40574d0504752f2173",
        "5BEDB40574D0504752F2173F",
        " " * 24,
        "U" + "0" * 32,
        [],
    ],
    "booking_ref": [None, "", 7, ".", "...", "a b", "a/b", "ก", "x" * 65, "a\n", " a", {}],
    "appointment_at": [
        None,
        "",
        1764043200,
        "tomorrow",
        "2026-11-25",
        "2569-11-25T10:00:00+07:00",
        "2026-13-01T10:00:00+07:00",
        "2026-02-30T10:00:00+07:00",
        "2026-11-25T24:00:00+07:00",
        "2026-11-25T10:00:00+25:00",
        "25/11/2026 10:00",
        "2026-W48-3T10:00",
        "9999-11-25T10:00:00+07:00",
        "0001-01-01T00:00:00+14:00",
        "๒๐๒๖-11-25T10:00:00",
        True,
    ],
    "queue_number": [None, "", "   ", 42, 4.2, True, ["A1"], "x" * 33, "A\x00", "A\x07", "A\nB", "\ud800"],
    "department": [None, "", 7, "ก" * 81, "a\tb"],
    "location": [7, "ก" * 121, "a\nb", "\x1b[0m"],
    "note": [7, "ก" * 301, "a\x00b", {"text": "x"}],
    "patient_name": [7, "ก" * 81, "a\rb"],
    "details_url": [
        7,
        "que.example/a",
        "/queue",
        "ftp://que.example/",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "https://[::1",
        "https://que.example:99999/",
        "https://que.example/a b",
        "https://que.example/\\a",
        "https://โรงพยาบาล.example/",
        "https://que.example/" + "a" * 981,
        "https://que.example/" + "ก" * 200,
        "http://a@",
    ],
    "live_queue_url": ["tel:025988888", "http:que.example"],
}
TAKEN: dict[str, list[Any]] = {
    "booking_ref": ["a", "x" * 64, "HN:2026-11-25_1.2", "..a", "-"],
    "queue_number": ["1", "x" * 32, "ก" * 32, "  A042 "],
    "department": ["ก" * 80],
    "location": [None, "", "ก" * 120],
    "note": [None, "", "งดน้ำ\nงดอาหาร", "ก" * 300],
    "patient_name": [None, "", "ด.ช. เอ " + "ก" * 70],
    "details_url": [
        None,
        "",
        "http://pth.ddns.net/",
        "https://que.example:8443/a?b=%E0%B8%81&c=d#e",
        "http://192.0.2.1/q",
        "https://[2001:db8::1]/q",
        "https://que.example/" + "a" * 980,
        "https://que.example/คิว",
    ],
}


@pytest.mark.contract(
    "422 wrong fields",
    "`connect_id` | 24 lower-case hex digits | yes | what the booking page received",
    "`booking_ref` | 1–64 of `A–Z a–z 0–9 - _ . :`, not dots alone | yes | the hospital's own "
    "identifier of the booking",
)
@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in REFUSED.items() for value in values]
)
def test_a_wrong_value_is_refused_by_the_name_of_its_field(world: World, name: str, value: Any):
    answer = world.call("POST", "/bookings", world.fields(**{name: value}))

    assert wrong_fields(answer) == {name}
    assert answer.json["status"] == 422


@pytest.mark.contract(
    "`booking_ref` | 1–64 of `A–Z a–z 0–9 - _ . :`, not dots alone | yes | the hospital's own "
    "identifier of the booking",
)
@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in TAKEN.items() for value in values]
)
def test_a_right_value_comes_back_trimmed_and_empty_is_null(world: World, name: str, value: Any):
    answer = world.call("POST", "/bookings", world.fields(**{name: value}))

    assert answer.status_code == 201, answer.text
    assert answer.json[name] == ((value or "").strip() or None)


@pytest.mark.contract(
    "`connect_id` | 24 lower-case hex digits | yes | what the booking page received",
)
@pytest.mark.parametrize(
    "name", ["connect_id", "booking_ref", "appointment_at", "queue_number", "department"]
)
def test_a_required_field_may_not_be_left_out(world: World, name: str):
    fields = world.fields()
    del fields[name]

    assert wrong_fields(world.call("POST", "/bookings", fields)) == {name}


@pytest.mark.contract(
    "and for 422 an `errors` list of `{field, message}` naming every wrong field at once.",
)
def test_every_wrong_field_is_named_at_once(world: World):
    body = {"connect_id": "x", "appointment_at": "x", "queue_number": 1, "note": LONG_THAI, "colour": "red"}

    answer = world.call("POST", "/bookings", body)

    assert wrong_fields(answer) == {*body, "booking_ref", "department"}
    assert {"type", "title", "status", "detail", "errors"} == answer.json.keys()


@pytest.mark.contract(
    "Unknown fields are refused with 422, so that a misspelt field is noticed on the first try.",
)
@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("depratment", "department"), ("queueNumber", "queue_number"), ("appointmentat", "appointment_at")],
)
def test_a_misspelt_field_is_noticed_with_the_name_that_was_meant(world: World, misspelt: str, meant: str):
    answer = world.call("POST", "/bookings", world.fields(**{misspelt: "x"}))

    assert wrong_fields(answer) == {misspelt}
    assert f"did you mean {meant}?" in answer.json["errors"][0]["message"]


def test_a_number_for_a_text_is_refused_with_how_to_write_it(world: World):
    answer = world.call("POST", "/bookings", world.fields(queue_number=42))

    assert "quotes" in answer.json["errors"][0]["message"]


@pytest.mark.contract(
    "Buddhist-era years (2400 to 2700) are refused by version 4 with an error that says so.",
)
def test_a_buddhist_year_is_refused_with_the_year_to_send(world: World):
    answer = world.call("POST", "/bookings", world.fields(appointment_at="2569-11-25T10:00"))

    assert "Buddhist" in answer.json["errors"][0]["message"]
    assert "2026" in answer.json["errors"][0]["message"]


def test_a_line_user_id_for_the_connect_id_is_explained(world: World):
    answer = world.call("POST", "/bookings", world.fields(connect_id="U" + "a" * 32))

    assert "LINE user id" in answer.json["errors"][0]["message"]


def test_lengths_are_counted_in_characters_not_bytes(world: World):
    assert world.book(note="ก" * 300)["note"] == "ก" * 300


TEXT_FIELDS = {"queue_number": 32, "department": 80, "location": 120, "note": 300, "patient_name": 80}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(TEXT_FIELDS)), value=st.text(max_size=330))
def test_any_text_is_kept_as_sent_or_refused_by_name(world: World, name: str, value: str):
    answer = world.call("POST", "/bookings", world.fields(**{name: value}))

    if answer.status_code == 422:
        assert wrong_fields(answer) == {name}
    else:
        assert answer.status_code in {200, 201}
        kept = answer.json[name] or ""
        assert kept.split() == value.split()
        assert len(kept) <= TEXT_FIELDS[name]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.dictionaries(st.sampled_from([*REFUSED, "other"]), json_values))
def test_no_json_object_is_an_error_of_ours(world: World, body: dict[str, Any]):
    for path in ("/bookings", "/reminders", "/queue-calls", "/visits", "/sandbox/clock"):
        assert world.call("POST", path, body).status_code == 422
    assert world.call("PATCH", "/bookings/HN-1", body).status_code in {404, 422}
