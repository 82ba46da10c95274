import threading
from typing import Any

import pytest

from tests.simulator.phones import Line, Patient, a_card, a_postback, text


def a_quick_reply(message: dict[str, Any], *actions: dict[str, Any]) -> dict[str, Any]:
    return {**message, "quickReply": {"items": [{"type": "action", "action": each} for each in actions]}}


def a_link(label: str, uri: str) -> dict[str, Any]:
    return {"type": "uri", "label": label, "uri": uri}


def tapped(patient: Patient, **wanted: Any) -> dict[str, Any]:
    answer = patient.post("tap", **wanted)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_name_is_needed_for_a_patient(line: Line):
    answer = line.http.post(f"{line.url}/_simulator/users", json={"language": "th"})

    assert answer.status_code == 400
    assert "display_name" in answer.json()["error"]


@pytest.mark.parametrize("wrong", [{"channel": "prod"}, {"languag": "th"}, {"display_name": ""}])
def test_a_wrong_patient_is_refused(line: Line, wrong: dict[str, str]):
    body = {"display_name": "x", **wrong}

    assert line.http.post(f"{line.url}/_simulator/users", json=body).status_code == 400


@pytest.mark.contract(
    "`phone_url` (unguessable) shows that patient's LINE chat.",
)
def test_phones_have_addresses_that_cannot_be_guessed(line: Line):
    one, other = line.a_patient(), line.a_patient()

    assert one.phone_url.startswith(f"{line.url}/phone/")
    assert len(one.phone_url.rpartition("/")[2]) >= 32
    assert one.phone_url != other.phone_url


def test_messages_are_told_after_an_id(line: Line):
    patient = line.a_patient()
    line.push(patient, "one", "two", "three")
    first = patient.messages()[0]["id"]

    assert [each["message"]["text"] for each in patient.messages(after=first)] == ["two", "three"]
    assert patient.messages(after=patient.messages()[-1]["id"]) == []


def test_a_waiting_reader_is_answered_as_soon_as_there_is_a_message(line: Line):
    patient = line.a_patient()
    timer = threading.Timer(0.2, line.push, (patient, "news"))
    timer.start()

    [news] = patient.messages(wait=30)

    timer.join()
    assert news["message"]["text"] == "news"


def test_a_wait_without_news_ends(line: Line):
    assert line.a_patient().messages(wait=0.05) == []


@pytest.mark.parametrize("query", [{"after": "yesterday"}, {"wait": "-1"}, {"wait": "nan"}])
def test_a_senseless_question_is_refused(line: Line, query: dict[str, str]):
    url = f"{line.url}/_simulator/users/{line.a_patient().id}/messages"

    assert line.http.get(url, params=query).status_code == 400


def test_unknown_users_and_channels_are_not_found(line: Line):
    root = f"{line.url}/_simulator"

    assert line.http.get(f"{root}/users/U0/messages").status_code == 404
    assert line.http.get(f"{root}/stats/prod").status_code == 404


def test_a_postback_is_tapped_by_its_label(line: Line):
    patient = line.a_patient()
    action = a_postback("ฉันจะมา", "do=come&b=7", displayText="มาค่ะ")
    line.push(patient, a_card(action))

    assert tapped(patient, label="ฉันจะมา") == {"action": action, "opened": None, "status": 200}

    assert line.receiver.next(of="postback").event["postback"] == {"data": "do=come&b=7"}
    assert patient.messages()[-1]["message"] == {
        "type": "postback",
        "data": "do=come&b=7",
        "displayText": "มาค่ะ",
    }


def test_the_newest_action_is_tapped(line: Line):
    patient = line.a_patient()
    line.push(patient, a_card(a_postback("มา", "do=come&b=1")))
    line.push(patient, a_card(a_postback("มา", "do=come&b=2")))

    assert tapped(patient, label="มา")["action"]["data"] == "do=come&b=2"
    assert tapped(patient, data="do=come&b=1")["action"]["data"] == "do=come&b=1"


def test_a_whole_match_goes_before_a_beginning(line: Line):
    patient = line.a_patient()
    line.push(patient, a_card(a_postback("12", "do=come&b=12"), a_postback("1", "do=come&b=1")))

    assert tapped(patient, data="do=come&b=1")["action"]["label"] == "1"
    assert tapped(patient, data="do=come")["action"]["label"] == "12"


def test_a_link_opens_and_sends_nothing(line: Line):
    patient = line.a_patient()
    line.push(patient, a_card(a_link("จอง", "https://h.example/que_register.php?regist=5bed")))

    answer = tapped(patient, uri="https://h.example/")

    assert answer["opened"] == "https://h.example/que_register.php?regist=5bed"
    assert answer["status"] == 200


def test_a_quick_reply_that_speaks_is_a_text_message(line: Line):
    patient = line.a_patient()
    says = {"type": "message", "label": "เมนู", "text": "ขอดูเมนู"}
    line.push(patient, a_quick_reply(text("?"), says))

    tapped(patient, label="เมนู")

    assert line.receiver.next(of="message").event["message"]["text"] == "ขอดูเมนู"


def test_what_is_not_there_is_404_with_what_is(line: Line):
    patient = line.a_patient()
    there = [a_postback("มา", "do=come&b=1"), a_postback("ไม่มา", "do=cannot&b=1")]
    line.push(patient, a_card(*there))

    answer = patient.post("tap", label="โทร")

    assert answer.status_code == 404
    assert answer.json()["actions"] == there


@pytest.mark.parametrize("wanted", [{}, {"label": "x", "data": "x"}, {"name": "x"}])
def test_a_tap_needs_exactly_one_thing_to_look_for(line: Line, wanted: dict[str, str]):
    assert line.a_patient().post("tap", **wanted).status_code == 400


def test_a_date_picker_answers_with_what_was_chosen(line: Line):
    patient = line.a_patient()
    line.push(patient, a_card({"type": "datetimepicker", "label": "วัน", "data": "do=day", "mode": "date"}))

    tapped(patient, label="วัน", params={"date": "2026-11-25"})

    postback = line.receiver.next(of="postback").event["postback"]
    assert postback == {"data": "do=day", "params": {"date": "2026-11-25"}}


def test_a_reset_forgets_everything(line: Line):
    patient = line.a_patient()
    line.faults(fail_before=1)

    assert line.http.post(f"{line.url}/_simulator/reset").status_code == 200

    assert patient.post("text", text="x").status_code == 404
    assert line.http.get(f"{line.url}/_simulator/faults/test").json()["fail_before"] == 0


def test_a_page_of_another_site_may_not_control(line: Line):
    reset = f"{line.url}/_simulator/reset"

    assert line.http.post(reset, headers={"Origin": "https://evil.example"}).status_code == 403
    assert line.http.post(reset, headers={"Host": "evil.example"}).status_code == 403


def test_from_elsewhere_only_the_token_opens(line: Line, with_token: Line):
    reset = f"{with_token.url}/_simulator/reset"
    elsewhere = {"X-Forwarded-For": "203.0.113.7"}

    assert line.http.post(f"{line.url}/_simulator/reset", headers=elsewhere).status_code == 403
    assert line.http.post(reset, headers=elsewhere).status_code == 403
    assert line.http.post(reset, headers={**elsewhere, "Authorization": "Bearer no"}).status_code == 403
    assert line.http.post(reset, headers={**elsewhere, "Authorization": "Bearer ours"}).status_code == 200
    assert line.http.post(f"{reset}?token=ours", headers=elsewhere).status_code == 200
