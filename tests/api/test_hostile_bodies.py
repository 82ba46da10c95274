"""A corpus of what real and hostile clients send: never an error of ours."""

import pytest

from tests.api.world import World

FINE = range(200, 500)
HOSTILE: list[bytes] = [
    b"",
    b"null",
    b"[]",
    b'"x"',
    b"{}",
    b'{"booking_ref": "A", "booking_ref": "B"}',
    b'{"queues_ahead": NaN, "booking_ref": "A"}',
    b'{"queues_ahead": 1e400, "booking_ref": "A"}',
    b'{"queues_ahead": ' + b"9" * 5000 + b', "booking_ref": "A"}',
    b'{"booking_ref": "\\u0000"}',
    b'{"booking_ref": "\\ud800", "\\udfff": 1}',
    b'{"booking_ref": ["A"], "bookings": {"0": []}}',
    b'{"bookings": [null, 1, "x", [], {}]}',
    b'{"advance": "P1M"}',
    b'{"advance": "P999999999W", "now": null}',
    b'{"now": "9999-12-31T23:59:59-23:59"}',
    b'{"url": "https://[::1", "events": [[]]}',
    b"[" * 100_000,
    b"\xff\xfe{\x00}\x00",
    b"booking_ref[]=A&booking_ref[]=B&bookings[0][note]=x",
    b"a=1&a=2",
    b"%ff=%zz&=&&",
    b"connect_id=%00&queue_number=+",
]


def _routes(world: World) -> list[tuple[str, str]]:
    found = [
        (
            method,
            rule.rule.replace("<ref>", "A").replace("<webhook_id>", "we_0").replace("<event_id>", "evt_0"),
        )
        for rule in world.app.url_map.iter_rules()
        if getattr(world.app.view_functions[rule.endpoint], "auth", "").startswith("key:v4")
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found)


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/x-www-form-urlencoded", "text/plain"]
)
def test_what_real_and_hostile_clients_send_is_never_an_error_of_ours(fuzzed: World, content_type: str):
    key = fuzzed.keys["10692"].test
    bad = [
        (method, path, body[:60], answer.status_code)
        for method, path in _routes(fuzzed)
        for body in HOSTILE
        if (
            answer := fuzzed.app.test_client().open(
                path,
                method=method,
                data=body,
                headers={"Authorization": f"Bearer {key}"},
                content_type=content_type,
            )
        ).status_code
        not in FINE
        and not path.endswith(("/patients", "/calls", "/conformance"))  # 503: no simulator and no Redis here
    ]

    assert bad == []


@pytest.mark.parametrize("version", ["/api/queue", "/api/queue/schedule", "/api/queue/notify", "/api/alert"])
def test_version_3_bears_the_same(fuzzed: World, version: str):
    answers = [fuzzed.v3("/test" + version, body) for body in HOSTILE]

    assert [each.status_code for each in answers if each.status_code not in FINE] == []
    assert {each.json["status"] for each in answers} == {"error"}
