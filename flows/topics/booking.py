"""For whom she books, and the way to the hospital's own booking page with her Connect ID in it (S3)."""

from collections.abc import Sequence

from flows.effects import Effect, MintConnectId
from flows.moves import Move, trigger
from flows.ports import Context, Hospital, Person
from flows.replies import reply
from flows.topic import Topic, Transition

STATES = ["booking.choosing_whom", "booking.link_shown"]

TRANSITIONS: list[Transition] = [
    {"trigger": "asked_whom", "source": "*", "dest": "booking.choosing_whom"},
    {"trigger": "found_one", "source": "*", "dest": "booking.link_shown"},
]

MOST_PEOPLE = 8
KIN = ("child", "mother", "father", "other")
ONLY_ONE = {"mother", "father"}


def ask_whom(hospital: Hospital, ctx: Context) -> Move:
    """Herself, one of her people, or somebody new."""
    people = list(ctx.people.all())
    new = list(newcomers(people))
    return trigger("asked_whom", reply("whom", hospital=hospital, people=people, new=new))


def show_link(hospital: Hospital, ctx: Context, person: Person | None = None) -> Move:
    """The page for one of her people, or for herself."""
    several = bool(ctx.people.all())
    return opened(hospital, person, several, MintConnectId(hospital.code, person.id if person else None))


def opened(hospital: Hospital, person: Person | None, several: bool, effect: Effect) -> Move:
    return trigger(
        "found_one", reply("open_booking", hospital=hospital, person=person, several=several), effect
    )


def newcomers(people: Sequence[Person]) -> list[Person]:
    """Whom she may add, each with the number that is free; nobody when there are enough."""
    if len(people) >= MOST_PEOPLE:
        return []
    taken = {(person.kin, person.number) for person in people}
    free = {kin: min(n for n in range(1, MOST_PEOPLE + 1) if (kin, n) not in taken) for kin in KIN}
    return [Person(0, kin, number) for kin, number in free.items() if number == 1 or kin not in ONLY_ONE]


TOPIC = Topic("booking", __doc__ or "", STATES, TRANSITIONS)
