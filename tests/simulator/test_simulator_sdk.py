"""LINE's own SDK speaks with the simulator as with LINE."""

from collections.abc import Iterator

import pytest
from linebot.v3 import WebhookParser
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    MessagingApi,
    PushMessageRequest,
    ReplyMessageRequest,
)
from linebot.v3.webhooks import FollowEvent, TextMessageContent

from tests.simulator.phones import Line, a_card, a_key, a_postback
from tests.simulator.programs import SECRETS


@pytest.fixture
def api(line: Line) -> Iterator[MessagingApi]:
    configuration = Configuration(host=line.url, access_token=SECRETS["LINE_TEST_TOKEN"])
    with ApiClient(configuration) as client:
        yield MessagingApi(client)
        client.rest_client.pool_manager.clear()


def test_the_sdk_replies_pushes_and_asks_for_the_profile(line: Line, api: MessagingApi):
    patient = line.a_patient("ครูสมศรี")
    arrival = line.receiver.next()
    signature = {name.lower(): value for name, value in arrival.headers.items()}["x-line-signature"]
    parser = WebhookParser(SECRETS["LINE_TEST_SECRET"])

    [event] = parser.parse(arrival.body.decode(), signature)  # type: ignore[misc]
    assert isinstance(event, FollowEvent)
    hello = {"replyToken": event.reply_token, "messages": [{"type": "text", "text": "hello"}]}
    api.reply_message(ReplyMessageRequest.from_dict(hello))
    card = a_card(a_postback("มา", "do=come&b=1"))
    request = PushMessageRequest.from_dict({"to": patient.id, "messages": [card]})
    key = a_key()
    pushed = api.push_message(request, x_line_retry_key=key)

    assert [each["message"]["type"] for each in patient.messages()] == ["text", "flex"]
    assert pushed.sent_messages[0].id == patient.messages()[1]["id"]
    assert api.get_profile(patient.id).display_name == "ครูสมศรี"
    with pytest.raises(ApiException) as repeated:
        api.push_message(request, x_line_retry_key=key)
    assert repeated.value.status == 409


def test_the_sdk_understands_a_text_event(line: Line):
    line.a_patient().post("text", text="สวัสดี")
    arrival = line.receiver.next(of="message")
    signature = {name.lower(): value for name, value in arrival.headers.items()}["x-line-signature"]

    [event] = WebhookParser(SECRETS["LINE_TEST_SECRET"]).parse(arrival.body.decode(), signature)  # type: ignore[misc]

    assert isinstance(event.message, TextMessageContent)
    assert event.message.text == "สวัสดี"
