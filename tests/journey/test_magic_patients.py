"""Magic patients: what goes wrong at LINE, tried in the sandbox as the guide tells."""

from datetime import datetime, timedelta

import pytest

from tests.world.people import HospitalSystem
from tests.world.processes import wait_until

ENDED = {"sent", "failed", "expired", "cancelled"}


def _day(hospital: HospitalSystem) -> str:
    return (datetime.fromisoformat(hospital.clock()) + timedelta(days=2)).date().isoformat()


def _card_of(hospital: HospitalSystem, behaviour: str) -> dict[str, str]:
    made = hospital.call("POST", "/sandbox/patients", {"behaviour": behaviour})
    assert made.status_code == 201, made.text
    hospital.book(made.json()["connect_id"], "MAGIC", f"{_day(hospital)}T10:00:00+07:00")
    wait_until(lambda: hospital.message("MAGIC", "queue_card")["state"] in ENDED, "the card to end")
    return hospital.message("MAGIC", "queue_card")


@pytest.mark.contract(
    "and `behaviour` for a magic patient, whose messages end `failed` with the reason that she is "
    "named after, `blocked`, `unknown_user` or `quota_used_up`,",
)
@pytest.mark.parametrize("behaviour", ["blocked", "unknown_user", "quota_used_up"])
def test_a_magic_patient_is_not_reached_for_the_reason_she_is_named_after(
    hospital: HospitalSystem, behaviour: str
):
    card = _card_of(hospital, behaviour)

    assert (card["state"], card["reason"]) == ("failed", behaviour)
    listed = hospital.call("GET", f"/unreachable?date={_day(hospital)}").json()
    assert "MAGIC" in {each["booking_ref"] for each in listed["bookings"]}


@pytest.mark.contract(
    "or, `slow`, are taken by LINE at the third try, some seconds late.",
)
def test_a_slow_patient_gets_her_card_late(hospital: HospitalSystem):
    card = _card_of(hospital, "slow")

    assert card["state"] == "sent"
    late = datetime.fromisoformat(card["sent_at"]) - datetime.fromisoformat(card["due_at"])
    assert late >= timedelta(seconds=2)
