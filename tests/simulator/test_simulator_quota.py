"""The month's quota, and answers given in place of the truth."""

from typing import Any

import pytest
import requests

from tests.simulator.phones import Line


def _set(line: Line, what: str, body: dict[str, Any] | None) -> requests.Response:
    url = f"{line.url}/_simulator/{what}/test"
    return line.http.delete(url) if body is None else line.http.put(url, json=body)


def _get(line: Line, path: str) -> requests.Response:
    return line.call("GET", f"/v2/bot/{path}")


def test_without_a_limit_the_quota_has_none(line: Line):
    assert _get(line, "message/quota").json() == {"type": "none"}


def test_a_limited_quota_is_told_and_ends(line: Line):
    patient = line.a_patient()
    assert _set(line, "quota", {"limit": 11, "used": 10}).json() == {"limit": 11, "used": 10}

    assert _get(line, "message/quota").json() == {"type": "limited", "value": 11}
    assert _get(line, "message/quota/consumption").json() == {"totalUsage": 10}
    assert line.push(patient, "the last one").status_code == 200
    refused = line.push(patient, "one too many")
    assert (refused.status_code, refused.json()) == (429, {"message": "You have reached your monthly limit."})
    assert _get(line, "message/quota/consumption").json() == {"totalUsage": 11}


def test_a_wilful_answer_replaces_the_truth_until_it_is_taken_back(line: Line):
    patient = line.a_patient()
    _set(line, "answers", {"status": 403, "body": '{"message": "no"}'})

    refused = line.push(patient, "x")
    assert (refused.status_code, refused.json()) == (403, {"message": "no"})
    assert _get(line, "info").status_code == 200
    _set(line, "answers", {"status": 401, "everything": True})
    assert _get(line, "info").status_code == 401
    _set(line, "answers", None)
    assert line.push(patient, "y").status_code == 200
    assert patient.texts() == ["y"]


def test_a_wilful_answer_may_hide_that_the_message_was_accepted_and_last_for_some_requests(line: Line):
    patient = line.a_patient()
    _set(line, "answers", {"status": 200, "body": "<html>", "accepted": True, "times": 1})

    assert line.push(patient, "x").text == "<html>"
    assert line.push(patient, "y").json()["sentMessages"]
    assert patient.texts() == ["x", "y"]


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("answers", {}),
        ("answers", {"status": 99}),
        ("answers", {"status": 200, "times": -1}),
        ("answers", {"status": 200, "of": "x"}),
        ("quota", {"limit": -1}),
        ("quota", {"limit": "many"}),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(line: Line, what: str, body: dict[str, Any]):
    answer = _set(line, what, body)

    assert answer.status_code == 400
    assert answer.json()["error"]
