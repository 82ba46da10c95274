import pytest

from tests.simulator.phones import Line, a_card, a_key, a_postback

PUSH = "/v2/bot/message/push"


def test_a_push_is_shown_and_answered_with_its_ids(line: Line):
    patient = line.a_patient()

    answer = line.push(patient, "สวัสดี", "ค่ะ", retry_key=(key := a_key()))

    assert answer.status_code == 200
    assert answer.headers["x-line-request-id"]
    shown = patient.messages()
    assert [sent["id"] for sent in answer.json()["sentMessages"]] == [each["id"] for each in shown]
    assert shown[0] == {
        "id": shown[0]["id"],
        "from": "bot",
        "at": shown[0]["at"],
        "via": "push",
        "retry_key": key,
        "silent": False,
        "message": {"type": "text", "text": "สวัสดี"},
    }


def test_the_same_retry_key_is_told_what_was_accepted_and_shows_nothing_more(line: Line):
    patient = line.a_patient()
    first = line.push(patient, "once", retry_key=(key := a_key()))

    again = line.push(patient, "once", retry_key=key)

    assert again.status_code == 409
    assert again.json() == {
        "message": "The retry key is already accepted",
        "sentMessages": first.json()["sentMessages"],
    }
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert again.headers["x-line-request-id"] != first.headers["x-line-request-id"]
    assert patient.texts() == ["once"]


def test_a_refused_push_does_not_use_up_its_retry_key(line: Line):
    patient = line.a_patient()
    key = a_key()

    assert line.push(patient, "", retry_key=key).status_code == 400
    assert line.push(patient, "better", retry_key=key).status_code == 200


def test_what_is_no_uuid_is_no_retry_key(line: Line):
    assert line.push(line.a_patient(), "x", retry_key="booking-7").status_code == 400


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v2/bot/message/reply"), ("POST", "/v2/bot/message/validate/push")]
)
def test_only_sending_endpoints_know_retry_keys(line: Line, method: str, path: str):
    body = {"replyToken": "x", "messages": [{"type": "text", "text": "x"}]}

    assert line.call(method, path, body, retry_key=a_key()).status_code == 400


def test_an_unknown_user_is_refused(line: Line):
    stranger = "U" + "0" * 32

    answer = line.call("POST", PUSH, {"to": stranger, "messages": [{"type": "text", "text": "x"}]})

    assert (answer.status_code, answer.json()) == (400, {"message": "Failed to send messages"})


def test_a_user_of_another_channel_is_unknown(line: Line):
    assert line.push(line.a_patient(channel="live"), "x", channel="TEST").status_code == 400


def test_a_wrong_token_is_refused(line: Line):
    answer = line.http.post(line.url + PUSH, json={}, headers={"Authorization": "Bearer nobody"})

    assert answer.status_code == 401
    assert answer.headers["x-line-request-id"]


def test_a_body_over_two_megabytes_is_refused(line: Line):
    answer = line.push(line.a_patient(), "x" * (2 * 1024 * 1024))

    assert answer.status_code == 413


def test_a_blocked_account_is_answered_200_and_shows_nothing(line: Line):
    patient = line.a_patient()
    patient.post("block")

    answer = line.push(patient, "unseen")

    assert answer.status_code == 200
    assert answer.json()["sentMessages"]
    assert patient.messages() == []
    assert line.call("GET", f"/v2/bot/profile/{patient.id}").status_code == 404


def test_the_profile_names_the_patient(line: Line):
    patient = line.a_patient("ครูสมศรี", language="en")

    answer = line.call("GET", f"/v2/bot/profile/{patient.id}")

    assert answer.json() == {"userId": patient.id, "displayName": "ครูสมศรี", "language": "en"}
    assert line.call("GET", "/v2/bot/profile/somebody").status_code == 400


def test_multicast_passes_over_whom_it_does_not_know(line: Line):
    one, other = line.a_patient(), line.a_patient()
    body = {"to": [one.id, "U" + "1" * 32, other.id], "messages": [{"type": "text", "text": "all"}]}

    answer = line.call("POST", "/v2/bot/message/multicast", body, retry_key=(key := a_key()))
    again = line.call("POST", "/v2/bot/message/multicast", body, retry_key=key)

    assert (answer.status_code, answer.json()) == (200, {})
    assert (again.status_code, again.json()) == (409, {"message": "The retry key is already accepted"})
    assert one.texts() == other.texts() == ["all"]


def test_a_push_counts_once_for_each_recipient(line: Line):
    line.push(line.a_patient(), "one", "two")

    assert line.call("GET", "/v2/bot/message/quota").json() == {"type": "none"}
    assert line.call("GET", "/v2/bot/message/quota/consumption").json() == {"totalUsage": 1}


def test_a_silent_push_is_marked_so(line: Line):
    patient = line.a_patient()
    message = a_card(a_postback("มา", "do=come&b=1"))
    line.call("POST", PUSH, {"to": patient.id, "messages": [message], "notificationDisabled": True})

    assert [each["silent"] for each in patient.messages()] == [True]


def test_loading_is_accepted_for_a_friend_only(line: Line):
    patient = line.a_patient()
    path = "/v2/bot/chat/loading/start"

    assert line.call("POST", path, {"chatId": patient.id, "loadingSeconds": 10}).status_code == 202
    assert line.call("POST", path, {"chatId": patient.id, "loadingSeconds": 7}).status_code == 400
    assert line.call("POST", path, {"chatId": "nobody"}).status_code == 400


def test_an_unknown_endpoint_is_not_found(line: Line):
    assert line.call("POST", "/v2/bot/message/telepathy", {}).json() == {"message": "Not found"}


@pytest.mark.parametrize(
    ("behaviour", "statuses"),
    [
        ("blocked", [200]),
        ("unknown_user", [400]),
        ("quota_used_up", [429]),
        ("slow", [500, 500, 200, 409]),
    ],
)
def test_a_magic_patient_is_answered_as_her_behaviour_says(line: Line, behaviour: str, statuses: list[int]):
    patient, key = line.a_patient(behaviour=behaviour), a_key()

    assert [line.push(patient, "x", retry_key=key).status_code for _ in statuses] == statuses
    assert patient.texts() == (["x"] if behaviour == "slow" else [])
