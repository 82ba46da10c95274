"""Her queues, and what she says about one: she comes, cannot come, or cancels (S5, S7)."""

from collections.abc import Callable, Sequence
from functools import wraps

from flows.effects import Effect, RequestCancel, SayCannotCome, SayComing
from flows.events import Text
from flows.moves import Move, ask, stay, trigger
from flows.ports import Context, Queue
from flows.postbacks import Tap
from flows.replies import about, reply
from flows.topic import Handlers, Key, Topic, Transition
from flows.topics.choosing_hospital import find_by_name
from flows.typed import sureness

STATES = ["viewing_queues.list", "viewing_queues.cancelling"]

TRANSITIONS: list[Transition] = [
    {"trigger": "saw_queues", "source": "*", "dest": "viewing_queues.list"},
    {"trigger": "has_no_queues", "source": "*", "dest": "home"},
    {"trigger": "asked_if_sure", "source": "*", "dest": "viewing_queues.cancelling"},
    {"trigger": "told_hospital", "source": "*", "dest": "home"},
    {"trigger": "too_late", "source": "*", "dest": "home"},
]

LISTED = 10
ENDED = {"cancelled", "served", "no_show"}
REASONS = frozenset({"busy", "better", "travel", "elsewhere", "other"})
TELEPHONE_ONLY = 3  # a system of version 3 only calls: it never asks what patients answered


def list_queues(heard: object, ctx: Context) -> Move:
    queues = by_person(ctx.bookings.open())[:LISTED]
    if not queues:
        return trigger("has_no_queues", reply("no_queues"))
    return trigger("saw_queues", reply("my_queues", queues=queues))


def by_person(queues: Sequence[Queue]) -> list[Queue]:
    """One person's together, who has the soonest first."""
    order = list(dict.fromkeys(queue.person_id for queue in queues))
    return sorted(queues, key=lambda queue: order.index(queue.person_id))


def while_open(then: Callable[[Tap, Queue], Move]) -> Callable[[Tap, Context], Move]:
    """A tap about a booking of hers that is open, at the time her card shows; any other is told why not."""

    @wraps(then)
    def answered(tap: Tap, ctx: Context) -> Move:
        queue = hers(tap, ctx)
        if queue is None or is_over(queue):
            return too_late(queue)
        return tell_new_time(queue) if moved(tap, queue) else then(tap, queue)

    return answered


@while_open
def say_coming(tap: Tap, queue: Queue) -> Move:
    return tell("coming", queue, None if queue.state == "confirmed" else SayComing(queue.id))


@while_open
def say_cannot_come(tap: Tap, queue: Queue) -> Move:
    return tell_off("cannot_come", queue, SayCannotCome(queue.id))


@while_open
def say_why(tap: Tap, queue: Queue) -> Move:
    """Why she cannot come, after she said so; a later reason replaces an earlier one."""
    if tap.value not in REASONS:
        return stay(reply("not_understood"))
    return tell("reason_kept", queue, SayCannotCome(queue.id, tap.value))


@while_open
def cancel(tap: Tap, queue: Queue) -> Move:
    """Asks first; a booking whose cancelling was requested already needs no second question."""
    if tap.sure or queue.state == "cancel_requested":
        return tell_off("cancel_sent", queue, RequestCancel(queue.id))
    return ask(
        "asked_if_sure", about("cancel_sure", queue), b=str(queue.id), on=tap.fields.get("on", when(queue))
    )


def answer_if_sure(text: Text, ctx: Context) -> Move:
    """She typed yes or no instead of tapping it; anything else is talk as anywhere."""
    match sureness(text.body):
        case "yes":
            return cancel(Tap("cancel", {**text.about, "sure": "yes"}), ctx)
        case "no":
            return list_queues(text, ctx)
        case _:
            return find_by_name(text, ctx)


def choose_what_to_cancel(heard: Tap, ctx: Context) -> Move:
    """She typed "cancel": the only one is asked about at once, of several she taps which."""
    queues = by_person(ctx.bookings.open())[:LISTED]
    match queues:
        case []:
            return trigger("has_no_queues", reply("nothing_to_cancel"))
        case [only]:
            return cancel(Tap("cancel", {"b": str(only.id)}), ctx)
        case _:
            return trigger("saw_queues", reply("cancel_which"), reply("my_queues", queues=queues))


def hers(tap: Tap, ctx: Context) -> Queue | None:
    return None if tap.booking_id is None else ctx.bookings.get(tap.booking_id)


def is_over(queue: Queue) -> bool:
    return queue.over or queue.state in ENDED


def moved(tap: Tap, queue: Queue) -> bool:
    """Whether her card was about another date or time; cards from before buttons said so never were."""
    shown = tap.fields.get("on")
    return shown is not None and shown != when(queue)


def when(queue: Queue) -> str:
    """The date and time that a card's buttons carry."""
    return f"{queue.booking['date']}T{queue.booking['time'] or ''}"


def tell_new_time(queue: Queue) -> Move:
    """What she answered was not about this time: she is asked anew, nothing changes."""
    return stay(about("moved", queue))


def too_late(queue: Queue | None) -> Move:
    return trigger("too_late", about("booking_over", queue) if queue else reply("booking_not_found"))


def tell_off(template: str, queue: Queue, effect: Effect) -> Move:
    """She will not come: the hospital is told, once; where it cannot read that, she is to telephone."""
    template = "telephone" if queue.by_version == TELEPHONE_ONLY else template
    return tell(template, queue, None if queue.state == "cancel_requested" else effect)


def tell(template: str, queue: Queue, effect: Effect | None) -> Move:
    """A tap repeated is answered again and changes nothing."""
    return trigger("told_hospital", about(template, queue), *([effect] if effect else []))


HANDLERS: Handlers = {
    "mine": list_queues,
    "come": say_coming,
    "cannot": say_cannot_come,
    "why": say_why,
    "cancel": cancel,
    "which": choose_what_to_cancel,
    ("viewing_queues.cancelling", Text): answer_if_sure,
}
BEFORE_CONSENT = frozenset[Key]({"come", "cannot", "why", "cancel"})

TOPIC = Topic(
    "viewing_queues",
    __doc__ or "",
    STATES,
    TRANSITIONS,
    HANDLERS,
    BEFORE_CONSENT,
    sure=frozenset({"viewing_queues.cancelling"}),
)
