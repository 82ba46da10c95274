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


def smile_back(heard: object, ctx: Context) -> Move:
    return stay(reply("sticker"))


def welcome_thanks(heard: object, ctx: Context) -> Move:
    return stay(reply("thanked"))


def cannot_open(sent: Media, ctx: Context) -> Move:
    """What to do instead, by the kind of what she sent."""
    return stay(reply("media", kind=sent.kind))


HANDLERS: Handlers = {
    "home": go_home,
    "help": give_help,
    "thanks": welcome_thanks,
    Sticker: smile_back,
    Media: cannot_open,
    Other: not_understood,
}
BEFORE_CONSENT = frozenset[Key](HANDLERS)

TOPIC = Topic("home", __doc__ or "", STATES, TRANSITIONS, HANDLERS, BEFORE_CONSENT)
