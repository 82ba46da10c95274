import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from tests.simulator.phones import Line, Patient, a_card, a_postback
from tests.simulator.programs import ROOT


@contextmanager
def news(patient: Patient, last_seen: str = "") -> Generator[Iterator[tuple[str, Any]], None, None]:
    """The phone's stream as (event, data)."""
    headers = {"Last-Event-ID": last_seen} if last_seen else {}
    url = f"{patient.phone_url}/events"
    with requests.get(url, stream=True, headers=headers, timeout=10) as stream:
        yield _events(stream)


def _events(stream: requests.Response) -> Iterator[tuple[str, Any]]:
    name = ""
    for raw in stream.iter_lines(chunk_size=1):
        line = raw.decode()
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_the_page_allows_no_foreign_script(line: Line):
    answer = line.http.get(line.a_patient("<b>สมศรี</b>").phone_url)

    assert answer.status_code == 200
    assert "<b>สมศรี" not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy


def test_whatever_the_page_asks_for_is_served(line: Line):
    """Scripts import one another by relative paths; every one of them is there."""
    for file in (ROOT / "simulator" / "assets").rglob("*.*"):
        if file.suffix in (".js", ".css", ".svg"):
            path = file.relative_to(ROOT / "simulator")
            assert line.http.get(f"{line.url}/{path}").content == file.read_bytes()
    for file in (ROOT / "flex_templates/drawing").iterdir():
        assert line.http.get(f"{line.url}/assets/flex/{file.name}").content == file.read_bytes()
    assert line.http.get(f"{line.url}/assets/../settings.py").status_code == 404
    assert line.http.get(f"{line.url}/assets/%2e%2e/settings.py").status_code == 404
    assert line.http.get(f"{line.url}/assets/flex/%2e%2e/templates/home.json").status_code == 404
    assert line.http.get(f"{line.url}/assets/__init__.py").status_code == 404


def test_no_script_puts_text_into_html(line: Line):
    scripts = [*(ROOT / "simulator/assets").rglob("*.js"), *(ROOT / "flex_templates/drawing").glob("*.js")]
    for file in scripts:
        script = Path(file).read_text()
        assert not any(word in script for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval("))


def test_the_stream_brings_messages_as_they_come(line: Line):
    patient = line.a_patient()
    line.push(patient, "before")
    with news(patient) as events:
        assert next(events)[1]["message"]["text"] == "before"
        assert next(events) == (
            "state",
            {"blocked": False, "loading_ms": 0, "read_up_to": "0", "menu": None},
        )
        line.push(patient, "after")
        assert next(events)[1]["message"]["text"] == "after"
        patient.post("block")
        assert next(events)[1]["blocked"]


def test_a_broken_stream_goes_on_where_it_was(line: Line):
    patient = line.a_patient()
    line.push(patient, "one", "two")
    with news(patient, last_seen=patient.messages()[0]["id"]) as events:
        assert next(events)[1]["message"]["text"] == "two"


def test_a_forgotten_phone_is_told_so(line: Line):
    patient = line.a_patient()
    with news(patient) as events:
        assert next(events)[0] == "state"
        line.http.post(f"{line.url}/_simulator/reset")
        assert next(events)[0] == "gone"
    assert line.http.get(patient.phone_url).status_code == 404


def test_a_tap_on_the_page_names_the_place(line: Line):
    patient = line.a_patient()
    line.push(patient, a_card(a_postback("หนึ่ง", "1"), a_postback("สอง", "2")))
    message = patient.messages()[0]["id"]

    answer = line.http.post(f"{patient.phone_url}/tap", json={"message": message, "index": 1})

    assert answer.json()["action"]["data"] == "2"
    assert line.receiver.next(of="postback").event["postback"] == {"data": "2"}
    wrong = {"message": message, "index": 2}
    assert line.http.post(f"{patient.phone_url}/tap", json=wrong).status_code == 404


def test_a_phone_acts_for_its_patient_only(line: Line):
    patient, other = line.a_patient(), line.a_patient()
    line.push(other, a_card(a_postback("หนึ่ง", "1")))
    foreign = {"message": other.messages()[0]["id"], "index": 0}

    assert line.http.post(f"{patient.phone_url}/tap", json=foreign).status_code == 404
    assert line.http.post(f"{patient.phone_url}/text", json={"text": "hi"}).json() == {"status": 200}
    assert [each["from"] for each in other.messages()] == ["bot"]


def test_a_phone_is_open_from_elsewhere_to_who_knows_its_address(line: Line):
    elsewhere = {"X-Forwarded-For": "203.0.113.7"}

    page = line.http.get(line.a_patient().phone_url, headers=elsewhere)
    assert page.status_code == 200
    assert 'href="/"' not in page.text
    assert line.http.get(f"{line.url}/phone/guessed", headers=elsewhere).status_code == 404
    assert line.http.get(f"{line.url}/", headers=elsewhere).status_code == 403


def test_another_sites_page_cannot_type_for_her(line: Line):
    url = f"{line.a_patient().phone_url}/text"

    answer = line.http.post(url, json={"text": "x"}, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403


def test_the_start_page_names_the_hospitals(line: Line):
    answer = line.http.get(f"{line.url}/")

    assert answer.status_code == 200
    assert "โรงพยาบาลปทุมธานี" in answer.text
