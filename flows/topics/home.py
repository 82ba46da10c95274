"""The menu and help, and a kind answer to whatever has no meaning here."""

from flows.events import Media, Other, Sticker
from flows.moves import Move, stay, trigger
from flows.ports import Context
from flows.replies import reply
from flows.topic import Handlers, Key, Topic, Transition

STATES = ["home"]

TRANSITIONS: list[Transition] = [
    {"trigger": "went_home", "source": "*", "dest": "home"},
]


def go_home(heard: object, ctx: Context) -> Move:
    return trigger("went_home", reply("home", name=ctx.patient.name))


def give_help(heard: object, ctx: Context) -> Move:
    return stay(reply("help"))


def not_understood(heard: object, ctx: Context) -> Move:
    return stay(reply("not_understood"))


HANDLERS: Handlers = {
    "home": go_home,
    "help": give_help,
    Sticker: go_home,
    Media: not_understood,
    Other: not_understood,
}
BEFORE_CONSENT = frozenset[Key](HANDLERS)

TOPIC = Topic("home", __doc__ or "", STATES, TRANSITIONS, HANDLERS, BEFORE_CONSENT)
