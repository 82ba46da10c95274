"""A hospital's colour and logo on the cards that its patients get."""

import json
from collections.abc import Callable

from tests.journey.test_the_journey import day
from tests.world.people import HospitalSystem, Phone
from tests.world.processes import Processes, wait_until


def test_the_queue_card_bears_the_hospitals_colour_and_logo(
    world: Processes, new_hospital: Callable[..., HospitalSystem]
):
    hospital = new_hospital(colour="#5B2A86", logo_url="/logos/abc.png")
    phone = Phone.new(world)
    connect_id = phone.choose(hospital.code, f"ทดสอบ {hospital.code}")

    hospital.book(connect_id, "LOOK", day(hospital, 2, "10:00"))
    wait_until(phone.pushed, "the queue card")

    (card,) = phone.pushed()
    header = card["message"]["contents"]["header"]
    assert header["backgroundColor"] == "#5B2A86"
    assert header["paddingEnd"] == "52px"
    assert "https://connect.example/logos/abc.png" in json.dumps(header)
    assert "#0B6E4F" not in json.dumps(card)
