"""A hospital developer is told which of the journey's calls her system makes well, and what is missing."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.world.people import HospitalSystem


class System:
    """A hospital's queue system that makes each call of the journey; it can be told to leave one out."""

    def __init__(self, hospital: HospitalSystem, without: str = "") -> None:
        self.hospital, self.without = hospital, without
        # The night before the appointments, so that the job's call comes at its hour.
        day = datetime.fromisoformat(hospital.clock()).date() + timedelta(days=1)
        self.night, self.day = f"{day}T00:07:00+07:00", day + timedelta(days=1)
        self.mine = hospital.call("POST", "/sandbox/patients").json()["connect_id"]

    def fields(self, ref: str, **more: Any) -> dict[str, Any]:
        """A whole booking."""
        return {
            "connect_id": self.mine,
            "booking_ref": ref,
            "appointment_at": f"{self.day}T10:00",
            "queue_number": ref,
            "department": "อายุรกรรม",
        } | more

    def book(self, ref: str, **more: Any) -> int:
        """POST /bookings."""
        return self.hospital.call("POST", "/bookings", self.fields(ref, **more)).status_code

    def run(self) -> None:
        """All of it, in the order of the journey."""
        hospital = self.hospital
        deeds: dict[str, Callable[[], object]] = {
            "errors": lambda: self.book("C-1", appointment_at="2569-12-24T10:00"),
            "book": lambda: [self.book(ref) for ref in ("C-1", "C-2", "C-3")],
            "repeat": lambda: self.book("C-1"),
            "move": lambda: hospital.call("PATCH", "/bookings/C-1", {"appointment_at": f"{self.day}T11:00"}),
            "cancel": lambda: hospital.call("POST", "/bookings/C-3/cancel"),
            "nightly": self.nightly,
            "nightly_seen": lambda: hospital.call("GET", "/nightly-calls"),
            "answers": lambda: hospital.call("GET", f"/bookings?changed_since={self.night[:10]}T00:00"),
            "telephone": lambda: hospital.call("GET", f"/unreachable?date={self.day}"),
            "near": lambda: hospital.call("POST", "/queue-calls", {"booking_ref": "C-1", "queues_ahead": 3}),
            "served": lambda: hospital.call("POST", "/visits", {"booking_ref": "C-1", "outcome": "served"}),
            "no_show": lambda: hospital.call("POST", "/visits", {"booking_ref": "C-2", "outcome": "no_show"}),
        }
        if self.without == "book":  # then its bookings come with the nightly call
            deeds = {name: deed for name, deed in deeds.items() if name not in {"repeat", "move", "cancel"}}
        for name, deed in deeds.items():
            if name != self.without:
                deed()

    def nightly(self) -> None:
        """The job at seven past midnight."""
        self.hospital.move_clock(now=self.night)
        bookings = [self.fields("C-1", appointment_at=f"{self.day}T11:00"), self.fields("C-2")]
        self.hospital.call("POST", "/reminders", {"bookings": bookings})


def _report(hospital: HospitalSystem, language: str = "en") -> Any:
    answer = hospital.call("GET", f"/conformance?lang={language}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def _steps(report: Any) -> dict[str, Any]:
    return {each["step"]: each for each in report["steps"]}


def _not_well(report: Any) -> set[str]:
    return {each["step"] for each in report["steps"] if each["state"] != "well"}


@pytest.mark.contract(
    "`GET /api/v4/conformance` (test keys only;",
    "`{hospital, at, passed, calls, left_out, since, steps: [{step, line, needed, state, title, "
    "finding, todo, call}], before_live: [{step, what}]}`.",
    "`passed`: every needed step is well;",
)
def test_a_system_that_does_all_well_passes(hospital: HospitalSystem):
    System(hospital).run()

    report = _report(hospital)

    assert _not_well(report) == set()
    assert report["passed"] is True
    assert report["before_live"] == []
    assert _steps(report)["nightly"]["call"]["items"] == {"taken": 2, "refused": 0, "first_refused": []}
    card = _steps(report)["book"]["call"]["messages"][0]
    assert card["kind"] == "queue_card"


OMISSIONS = {
    # What a system leaves out → the steps that are not well then.
    "errors": {"errors"},
    "repeat": {"repeat"},
    "move": {"move"},
    "cancel": {"cancel"},
    "nightly": {"nightly", "night"},
    "nightly_seen": {"nightly_seen"},
    "answers": {"answers"},
    "telephone": {"telephone"},
    "near": {"near"},
    "served": {"served"},
    "no_show": {"no_show"},
}


@pytest.mark.contract(
    "`?lang=th|en`) judges by that log which of the journey's calls the hospital's own system makes well:",
    "`passed`: every needed step is well;",
    "`before_live` is what is still missing before a live key.",
)
@pytest.mark.parametrize("left_out", OMISSIONS)
def test_each_omission_is_named_with_what_to_do(hospital: HospitalSystem, left_out: str):
    System(hospital, without=left_out).run()

    report, thai = _report(hospital), _report(hospital, "th")

    assert _not_well(report) == OMISSIONS[left_out]
    step = _steps(report)[left_out]
    assert report["passed"] is not step["needed"]
    assert [each["step"] for each in report["before_live"]] == [left_out] * step["needed"]
    assert step["state"] == "missing"
    assert step["call"] is None
    assert step["todo"][0]
    assert step["todo"] != _steps(thai)[left_out]["todo"]


@pytest.mark.contract(
    "`state` is `well`, `wrong` or `missing`;",
)
def test_a_system_that_only_sends_the_nightly_call_has_booked_nothing_at_once(hospital: HospitalSystem):
    System(hospital, without="book").run()

    step = _steps(_report(hospital))["book"]

    # What it last sent there was refused and never mended.
    assert (step["state"], step["needed"]) == ("wrong", True)
    assert step["call"]["fields"] == ["appointment_at"]


@pytest.mark.contract(
    "`{hospital, at, passed, calls, left_out, since, steps: [{step, line, needed, state, title, "
    "finding, todo, call}], before_live: [{step, what}]}`.",
    "`state` is `well`, `wrong` or `missing`;",
)
def test_nothing_but_a_key_misses_everything_that_is_needed(hospital: HospitalSystem):
    report = _report(hospital)

    needed = [each for each in report["steps"] if each["needed"]]
    assert {each["state"] for each in needed} == {"missing"}
    assert (report["passed"], report["calls"], report["since"]) == (False, 0, None)
    assert len(report["before_live"]) == len(needed) == 11


@pytest.mark.contract(
    "`call` is the one in the log that shows it, `todo` what to change.",
)
def test_a_refused_call_is_shown_with_the_wrong_fields_and_how_they_have_to_be(hospital: HospitalSystem):
    system = System(hospital)
    system.book("C-1", queue_number="x" * 33)

    step = _steps(_report(hospital))["book"]

    assert step["state"] == "wrong"
    assert "422 wrong-fields" in step["finding"]
    assert (step["call"]["booking_ref"], step["call"]["fields"]) == ("C-1", ["queue_number"])
    assert any(each.startswith("queue_number: ") for each in step["todo"])

    system.book("C-1")
    assert _steps(_report(hospital))["book"]["state"] == "well"


def test_a_nightly_call_that_was_taken_in_part_is_not_well(hospital: HospitalSystem):
    system = System(hospital)
    bookings = [system.fields("C-1"), system.fields("C-2", appointment_at="2569-12-24T10:00")]
    hospital.call("POST", "/reminders", {"bookings": bookings})

    step = _steps(_report(hospital))["nightly"]

    assert (step["state"], step["call"]["items"]["refused"]) == ("wrong", 1)
    assert "1 taken, 1 not taken" in step["finding"]
    assert any(each.startswith("appointment_at: ") for each in step["todo"])


def test_sending_the_same_refused_call_again_and_again_is_named(hospital: HospitalSystem):
    system = System(hospital)
    for _ in range(4):
        system.book("C-1", appointment_at="2569-12-24T10:00")

    step = _steps(_report(hospital))["errors"]

    assert step["state"] == "wrong"
    assert "4 times" in step["finding"]


def test_a_nightly_call_by_day_is_remarked(hospital: HospitalSystem):
    system = System(hospital)
    hospital.move_clock(now=system.night.replace("T00:07", "T14:30"))
    hospital.call("POST", "/reminders", {"bookings": [system.fields("C-1")]})

    step = _steps(_report(hospital))["night"]

    assert (step["state"], step["needed"]) == ("missing", False)
    assert "14:30" in step["finding"]


@pytest.mark.contract(
    "`own_page`: made by the developers' pages.",
    "the last call of each kind counts, those of the developers' pages do not;",
)
def test_what_was_tried_on_our_own_pages_is_not_the_hospitals_system(hospital: HospitalSystem):
    system = System(hospital)
    headers = {"Authorization": f"Bearer {hospital.key}", "Developer-Page": "console"}
    made = hospital.session.post(
        f"{hospital.web_url}/api/v4/bookings", json=system.fields("C-1"), headers=headers, timeout=30
    )
    assert made.status_code == 201

    report = _report(hospital)

    assert _steps(report)["book"]["state"] == "missing"
    assert report["left_out"] == 1


def test_clearing_the_sandbox_begins_a_new_run(hospital: HospitalSystem):
    System(hospital).run()
    hospital.call("DELETE", "/sandbox")

    assert _steps(_report(hospital))["book"]["state"] == "missing"


def _nine(system: System, day: date, **more: str) -> dict[str, str]:
    return {
        "userId": system.mine,
        "hospitalName": f"โรงพยาบาลทดสอบ {system.hospital.code}",
        "origin": "กระทรวงสาธารณสุข",
        "queueNumber": "จุดคัดกรอง คิวที่ 201",
        "patientName": "",
        "appointmentDate": day.isoformat(),
        "appointmentTime": "เวลานัดหมาย 09:00",
        "detailsLink": "",
        "currentQueueLink": "",
    } | more


@pytest.mark.contract(
    "A system that speaks version 3 alone needs no step that version 3 does not have.",
)
def test_a_version_3_system_is_asked_for_version_3s_calls_only(hospital: HospitalSystem):
    system = System(hospital)
    hospital.session.headers["Content-Type"] = "application/json"

    def send(path: str, **more: str) -> int:
        url = f"{hospital.web_url}/v3/{hospital.v3_key}/test/api{path}"
        return hospital.session.post(url, json=_nine(system, system.day, **more), timeout=30).status_code

    assert send("/queue", appointmentDate="") == 422
    assert [send(path) for path in ("/queue", "/queue", "/queue/schedule", "/queue/notify")] == [200] * 4

    report = _report(hospital)
    assert (report["passed"], report["before_live"]) == (True, [])
    assert _steps(report)["move"]["needed"] is False
    assert _steps(report)["plain"]["state"] == "well"

    send("/queue", appointmentDate=f"{system.day:%d/%m}/{system.day.year + 543}")
    step = _steps(_report(hospital))["plain"]
    assert (step["state"], step["call"]["warnings"]) == ("wrong", ["appointmentDate"])
    assert any(each.startswith("appointmentDate: ") for each in step["todo"])
