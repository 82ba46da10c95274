from typing import Any

import pytest
import requests

from tests.simulator.phones import Line, a_key


def test_a_failure_before_accepting_leaves_the_key_unused(line: Line):
    patient = line.a_patient()
    line.faults(fail_before=1)
    assert line.push(patient, "x", retry_key=(key := a_key())).status_code == 500
    line.faults()

    assert line.push(patient, "x", retry_key=key).status_code == 200
    assert patient.texts() == ["x"]


def test_a_failure_after_accepting_is_healed_by_the_same_key(line: Line):
    patient = line.a_patient()
    line.faults(fail_after=1)
    assert line.push(patient, "x", retry_key=(key := a_key())).status_code == 500
    line.faults()

    assert line.push(patient, "x", retry_key=key).status_code == 409
    assert patient.texts() == ["x"]
    assert line.stats() == {"accepted": 1, "refused": 0, "failed": 1, "repeated": 1, "duplicates": 0}


@pytest.mark.parametrize(("when", "shown"), [("timeout_before", []), ("timeout_after", ["x"])])
def test_a_timeout_gives_no_answer(line: Line, when: str, shown: list[str]):
    patient = line.a_patient()
    faults: dict[str, Any] = {when: 1}
    line.faults(**faults)

    with pytest.raises(requests.exceptions.ReadTimeout):
        line.push(patient, "x", timeout=0.3)

    assert patient.texts() == shown
    assert line.stats()["failed"] == 1


def test_a_reset_cuts_the_line(line: Line):
    patient = line.a_patient()
    line.faults(reset=1)

    with pytest.raises(requests.exceptions.ConnectionError):
        line.push(patient, "x")

    assert line.stats()["failed"] == 1


def test_what_goes_on_longer_than_the_caller_waits_is_accepted_all_the_same(line: Line):
    patient = line.a_patient()
    line.faults(latency_ms=400)

    with pytest.raises(requests.exceptions.ReadTimeout):
        line.push(patient, "slow", timeout=0.1)

    assert [each["message"]["text"] for each in patient.messages(wait=5)] == ["slow"]


def test_the_two_kinds_of_429_differ_in_their_message_only(line: Line):
    patient = line.a_patient()

    line.faults(rate_limited=1)
    assert line.push(patient, "x").json() == {
        "message": "The API rate limit has been exceeded. Try again later."
    }
    line.faults(quota_used_up=True)
    answer = line.push(patient, "x")

    assert (answer.status_code, answer.json()) == (429, {"message": "You have reached your monthly limit."})
    assert "retry-after" not in answer.headers
    assert line.stats()["refused"] == 2


def test_replies_are_free_when_the_quota_is_used_up(line: Line):
    patient = line.a_patient()
    line.faults(quota_used_up=True)
    token = line.receiver.next(of="follow").event["replyToken"]

    assert line.reply(token, "hello").status_code == 200
    assert patient.texts() == ["hello"]


def test_faults_are_shares_of_the_requests(line: Line):
    patient = line.a_patient()
    line.faults(fail_before=0.5)

    statuses = {line.push(patient, "x").status_code for _ in range(40)}

    assert statuses == {200, 500}


def test_faults_of_one_channel_leave_the_others_alone(line: Line):
    line.faults(on="live", fail_before=1)

    assert line.push(line.a_patient(), "x").status_code == 200


def test_what_is_in_force_is_told_and_taken_back(line: Line):
    in_force = line.faults(latency_ms=5, reset=0.25).json()

    assert in_force == {
        "latency_ms": 5,
        "fail_before": 0,
        "fail_after": 0,
        "timeout_before": 0,
        "timeout_after": 0,
        "reset": 0.25,
        "rate_limited": 0,
        "quota_used_up": False,
    }
    url = f"{line.url}/_simulator/faults/test"
    assert line.http.get(url).json() == in_force
    assert line.http.delete(url).json()["reset"] == 0
    assert line.http.get(url).json()["latency_ms"] == 0


@pytest.mark.parametrize(
    "faults",
    [
        {"fail_befor": 1},
        {"fail_before": 1.5},
        {"reset": -0.1},
        {"reset": True},
        {"quota_used_up": 1},
        {"latency_ms": "5"},
        {"fail_before": 0.6, "fail_after": 0.6},
    ],
)
def test_senseless_faults_are_refused_with_a_sentence(line: Line, faults: dict[str, Any]):
    answer = line.faults(**faults)

    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_the_same_content_under_two_keys_is_a_duplicate(line: Line):
    one, other = line.a_patient(), line.a_patient()

    for patient in (one, other):
        line.push(patient, "reminder", retry_key=a_key())
    assert line.stats()["duplicates"] == 0
    line.push(one, "reminder", retry_key=a_key())

    assert line.stats() == {"accepted": 3, "refused": 0, "failed": 0, "repeated": 0, "duplicates": 1}


def test_what_a_blocked_user_did_not_see_is_no_duplicate(line: Line):
    patient = line.a_patient()
    patient.post("block")
    line.push(patient, "x")
    patient.post("unblock")
    line.push(patient, "x")

    assert line.stats()["duplicates"] == 0


def test_refusals_are_counted(line: Line):
    line.push(line.a_patient(), "")

    assert line.stats() == {"accepted": 0, "refused": 1, "failed": 0, "repeated": 0, "duplicates": 0}
