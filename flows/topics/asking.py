"""What she asks in her own words and no button says: her turn, another day, the hospital, an illness."""

from collections.abc import Sequence

from flows.moves import Move, stay, trigger
from flows.ports import Context, Hospital
from flows.postbacks import Tap
from flows.replies import reply
from flows.steps import Reply
from flows.topic import Handlers, Key, Topic
from flows.topics.viewing_queues import LISTED, by_person, say_coming
from flows.typed import after_its_number

MOST_HOSPITALS = 3


def how_to_move(heard: object, ctx: Context) -> Move:
    """The hospital alone can move an appointment: her queues show its telephone."""
    return with_queues(reply("how_to_move"), ctx)


def is_it_my_turn(heard: object, ctx: Context) -> Move:
    """Nobody here knows but by the hospital's call; her queues show its live page where it has one."""
    return with_queues(reply("your_turn"), ctx)


def is_going(heard: object, ctx: Context) -> Move:
    """She typed "I will come": the only booking is meant, of several she taps which."""
    queues = ctx.bookings.open()
    if len(queues) == 1:
        return say_coming(Tap("come", {"b": str(queues[0].id)}), ctx)
    return with_queues(reply("come_which"), ctx)


def contact(tap: Tap, ctx: Context) -> Move:
    """Nobody sits behind this chat: the hospital she names, else those she books at or has used."""
    return stay(reply("contact", phones=list(asked_about(tap, ctx))))


def about_illness(heard: object, ctx: Context) -> Move:
    """No advice: a doctor, or the emergency number."""
    return stay(reply("symptom"))


def with_queues(said: Reply, ctx: Context) -> Move:
    queues = by_person(ctx.bookings.open())[:LISTED]
    if not queues:
        return trigger("has_no_queues", reply("no_queues"))
    return trigger("saw_queues", said, reply("my_queues", queues=queues))


def asked_about(tap: Tap, ctx: Context) -> Sequence[Hospital]:
    named = after_its_number(tap.fields.get("said", ""))
    found = ctx.hospitals.search(named, limit=MOST_HOSPITALS) if named else ()
    if found:
        return found
    hers = [queue.hospital for queue in ctx.bookings.open()] if ctx.patient.consented else []
    known = {hospital.code: hospital for hospital in [*hers, *ctx.hospitals.used(limit=MOST_HOSPITALS)]}
    return list(known.values())[:MOST_HOSPITALS]


HANDLERS: Handlers = {
    "move": how_to_move,
    "turn": is_it_my_turn,
    "going": is_going,
    "contact": contact,
    "symptom": about_illness,
}
BEFORE_CONSENT = frozenset[Key]({"contact", "symptom"})

TOPIC = Topic("asking", __doc__ or "", [], [], HANDLERS, BEFORE_CONSENT)
