import base64
import hashlib
import hmac
import json
import re

import pytest

from tests.simulator.phones import Line
from tests.simulator.programs import SECRETS


def test_a_new_patient_is_a_follow_event(line: Line):
    patient = line.a_patient()

    arrival = line.receiver.next()

    assert arrival.path == "/line/webhook/test"
    assert re.fullmatch("U[0-9a-f]{32}", json.loads(arrival.body)["destination"])
    event = arrival.event
    assert re.fullmatch("[0-7][0-9A-HJKMNP-TV-Z]{25}", event.pop("webhookEventId"))
    assert event.pop("timestamp") > 1_600_000_000_000
    assert event.pop("replyToken")
    assert event == {
        "type": "follow",
        "follow": {"isUnblocked": False},
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": patient.id},
        "mode": "active",
    }


@pytest.mark.parametrize("channel", ["live", "test", "sandbox"])
def test_webhooks_are_signed_over_their_bytes_with_the_channels_secret(line: Line, channel: str):
    line.a_patient(channel=channel)

    arrival = line.receiver.next()

    secret = SECRETS[f"LINE_{channel.upper()}_SECRET"].encode()
    expected = base64.b64encode(hmac.new(secret, arrival.body, hashlib.sha256).digest()).decode()
    assert {name.lower(): value for name, value in arrival.headers.items()}["x-line-signature"] == expected
    assert arrival.path == f"/line/webhook/{channel}"


def test_a_text_is_a_message_event(line: Line):
    patient = line.a_patient()

    assert patient.post("text", text="ปทุมธานี").json() == {"status": 200}

    message = line.receiver.next(of="message").event["message"]
    [shown] = patient.messages()
    assert message["type"] == "text"
    assert message["text"] == "ปทุมธานี"
    assert message["id"] == shown["id"]
    assert message["quoteToken"]
    assert message["markAsReadToken"]
    assert shown["from"] == "user"
    assert shown["via"] is shown["retry_key"] is None
    assert shown["message"] == {"type": "text", "text": "ปทุมธานี"}


def test_a_location_is_a_message_event(line: Line):
    patient = line.a_patient()

    patient.post("location", latitude=14.02, longitude=100.53, title="ปทุมธานี")

    message = line.receiver.next(of="message").event["message"]
    assert (message["type"], message["latitude"], message["longitude"]) == ("location", 14.02, 100.53)
    assert message["title"] == "ปทุมธานี"
    assert "address" not in message


def test_blocking_and_unblocking_are_events(line: Line):
    patient = line.a_patient()

    assert patient.post("block").status_code == 200
    assert "replyToken" not in line.receiver.next(of="unfollow").event
    assert patient.post("text", text="anybody?").status_code == 409
    assert patient.post("unblock").status_code == 200
    assert line.receiver.next(of="follow").event["follow"] == {"isUnblocked": True}


def test_an_event_without_a_2xx_comes_again_with_the_same_id_and_token(line: Line):
    patient = line.a_patient()
    line.receiver.statuses[:] = [503]

    assert patient.post("text", text="hello").json() == {"status": 503}

    first = line.receiver.next(of="message").event
    again = line.receiver.next(of="message").event
    assert first.pop("deliveryContext") == {"isRedelivery": False}
    assert again.pop("deliveryContext") == {"isRedelivery": True}
    assert first == again


def test_a_reply_token_of_a_redelivered_event_works_once(line: Line):
    patient = line.a_patient()
    line.receiver.statuses[:] = [503]
    patient.post("text", text="hello")
    line.receiver.next(of="message")

    token = line.receiver.next(of="message").event["replyToken"]

    assert line.reply(token, "at last").status_code == 200
    assert line.reply(token, "again").status_code == 400
    assert patient.texts() == ["at last"]


def test_a_service_that_is_away_has_status_0(line: Line, away: Line):
    assert away.a_patient().post("text", text="hello").json() == {"status": 0}


def test_a_reply_token_works_once(line: Line):
    patient = line.a_patient()
    token = line.receiver.next(of="follow").event["replyToken"]

    assert line.reply(token, "welcome").status_code == 200
    answer = line.reply(token, "welcome")

    assert (answer.status_code, answer.json()) == (400, {"message": "Invalid reply token"})
    assert [each["via"] for each in patient.messages()] == ["reply"]


def test_a_refused_reply_leaves_the_token(line: Line):
    line.a_patient()
    token = line.receiver.next(of="follow").event["replyToken"]

    assert line.reply(token, "").status_code == 400
    assert line.reply(token, "better").status_code == 200


def test_a_reply_token_is_of_its_channel(line: Line):
    line.a_patient(channel="live")
    token = line.receiver.next(of="follow").event["replyToken"]

    assert line.reply(token, "x", channel="TEST").status_code == 400


def test_a_read_mark_is_set_by_its_token(line: Line):
    line.a_patient().post("text", text="hello")
    token = line.receiver.next(of="message").event["message"]["markAsReadToken"]
    path = "/v2/bot/chat/markAsRead"

    assert line.call("POST", path, {"markAsReadToken": token}).status_code == 200
    assert line.call("POST", path, {"markAsReadToken": "x"}).status_code == 400
