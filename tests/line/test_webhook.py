"""The webhook's door: signatures, duplicates, slowness, neighbours."""

import base64
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes, wait_until


def an_event(phone: Phone, **more: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "mode": "active",
        "timestamp": 1_764_000_000_000,
        "webhookEventId": uuid.uuid4().hex[:26].upper(),
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": phone.user_id},
        "message": {"id": "1", "type": "text", "text": "help"},
        **more,
    }


def deliver(world: Processes, events: list[Any], secret: str | None = None) -> requests.Response:
    body = json.dumps({"destination": "U0", "events": events}).encode()
    key = secret if secret is not None else world.environment["LINE_TEST_SECRET"]
    signature = base64.b64encode(hmac.new(key.encode(), body, hashlib.sha256).digest()).decode()
    headers = {"X-Line-Signature": signature, "Content-Type": "application/json"}
    return requests.post(f"{world.web_url}/line/webhook/test", data=body, headers=headers, timeout=10)


def test_lines_verify_call_is_answered_200(world: Processes):
    assert deliver(world, []).status_code == 200


def test_verify_with_a_dummy_reply_token_is_answered_200(world: Processes, phone: Phone):
    assert deliver(world, [an_event(phone, replyToken="0" * 32)]).status_code == 200


@pytest.mark.parametrize("secret", ["", "wrong"])
def test_a_wrong_signature_is_refused(world: Processes, secret: str):
    answer = deliver(world, [], secret)

    assert answer.status_code == 400
    assert "signature" in answer.json()["message"]


def test_no_signature_an_unknown_channel_and_a_strange_body_are_refused(world: Processes):
    url = f"{world.web_url}/line/webhook"

    assert requests.post(f"{url}/test", data=b"{}", timeout=5).status_code == 400
    assert requests.post(f"{url}/test", data=b"\xff\xfe", timeout=5).status_code == 400
    assert requests.post(f"{url}/nowhere", data=b"{}", timeout=5).status_code == 404


def test_an_event_delivered_twice_is_answered_once(world: Processes, phone: Phone):
    phone.messages(wait=10)
    before = len(phone.messages())
    phone.type("help")
    one_answer = len(phone.messages()) - before
    event = an_event(phone, follow={})

    assert [deliver(world, [event]).status_code for _ in range(3)] == [200, 200, 200]
    assert len(phone.messages()) - before == one_answer


def test_events_that_cannot_be_read_do_not_spoil_their_neighbours(world: Processes, phone: Phone):
    strange = [
        None,
        {},
        {"type": "message"},
        an_event(phone, type="somethingNew", mode="future"),
        an_event(phone, message={"type": "text"}),
        an_event(phone, source={"type": "group", "groupId": "C1"}),
        an_event(phone, type="postback", postback=None),
    ]
    consent = an_event(phone, type="postback", postback={"data": "do=consent&v=yes"})

    assert deliver(world, [*strange, consent]).status_code == 200
    assert "do=consent&v=yes" not in phone.type("จองคิว")
    assert "consent" not in phone.last()


def test_line_is_answered_in_time_however_slow_its_reply_api_is(world: Processes, phone: Phone):
    phone.messages(wait=10)
    url = f"{world.simulator_url}/_simulator/faults/test"
    requests.put(url, json={"latency_ms": 3500}, timeout=5)
    try:
        answered = phone.type("help")
        newest = phone.messages()[-1]
        assert answered["status"] == 200
        assert newest["from"] == "user", "LINE had its answer before the reply was accepted"
        assert phone.messages(after=newest["id"], wait=10)[0]["via"] == "reply"
    finally:
        requests.delete(url, timeout=5)


def test_a_late_unfollow_does_not_silence_who_is_here(
    world: Processes, hospital: HospitalSystem, phone: Phone
):
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    late = an_event(phone, type="unfollow")  # happened long ago

    assert deliver(world, [late]).status_code == 200
    hospital.book(connect_id, "LATE", day(hospital, 2, "10:00"))

    wait_until(lambda: hospital.message("LATE", "queue_card")["state"] == "sent", "the card")


def test_who_writes_can_be_reached_again(world: Processes, hospital: HospitalSystem, phone: Phone):
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")
    now = int(time.time() * 1000)
    deliver(world, [an_event(phone, type="unfollow", timestamp=now)])
    deliver(world, [an_event(phone, timestamp=now + 1)])
    hospital.book(connect_id, "BACK", day(hospital, 2, "10:00"))

    wait_until(lambda: hospital.message("BACK", "queue_card")["state"] == "sent", "the card")


def test_a_body_beyond_all_measure_is_refused_before_it_is_read(world: Processes):
    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 100_000

    url = f"{world.web_url}/line/webhook/test"
    try:
        status = requests.post(url, data=endless(), timeout=10).status_code
    except requests.ConnectionError:
        return  # the server hung up on us, which is as good
    assert status == 413


def test_a_flood_of_taps_while_line_is_slow_keeps_no_hospital_waiting(
    world: Processes, hospital: HospitalSystem, phone: Phone
):
    strangers = [
        an_event(phone, source={"type": "user", "userId": f"U{n:032x}"}, replyToken=f"flood-{n}")
        for n in range(90)
    ]
    in_hand = [f"connect:event:{each['webhookEventId']}" for each in strangers]
    url = f"{world.simulator_url}/_simulator/faults/test"
    requests.put(url, json={"latency_ms": 3000}, timeout=5)
    try:
        with ThreadPoolExecutor(len(strangers)) as everybody:
            flood = [everybody.submit(deliver, world, [each]) for each in strangers]
            wait_until(lambda: world.redis().exists(*in_hand) > 24, "the flood")
            hospital.clock()
            taken_in = sum(each.done() and each.result().status_code == 200 for each in flood)
        assert taken_in < 32, "the hospital's call stood in line behind the taps"
        assert {each.result().status_code for each in flood} <= {200, 503}
    finally:
        requests.delete(url, timeout=5)
    # What was answered 503 went on all the same: delivered again, it is found done.
    wait_until(lambda: set(world.redis().mget(in_hand)) == {b"done"}, "all taps to be done")
    assert {deliver(world, [each]).status_code for each in strangers} == {200}
