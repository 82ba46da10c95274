"""Showing the way to the hospital's own booking page, with her Connect ID in it (S3)."""

from flows.effects import MintConnectId
from flows.moves import Move, trigger
from flows.ports import Hospital
from flows.replies import reply
from flows.topic import Topic, Transition

STATES = ["booking.link_shown"]

TRANSITIONS: list[Transition] = [
    {"trigger": "found_one", "source": "*", "dest": "booking.link_shown"},
]


def show_link(hospital: Hospital) -> Move:
    return trigger("found_one", reply("open_booking", hospital=hospital), MintConnectId(hospital.code))


TOPIC = Topic("booking", __doc__ or "", STATES, TRANSITIONS)
