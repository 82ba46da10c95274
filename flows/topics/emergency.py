"""Words of an emergency, or of despair: the number to call, at once, wherever she is and whoever she is."""

from flows.events import Text
from flows.moves import Move, stay
from flows.ports import Context
from flows.replies import reply
from flows.steps import Reply
from flows.topic import Handlers, Key, Topic
from flows.typed import emergency


def give_number(heard: object, ctx: Context) -> Move:
    return stay(reply("emergency"))


def listen(heard: object, ctx: Context) -> Move:
    """She may be in danger from herself: people who listen, by telephone, at any hour."""
    return stay(reply("distress"))


def if_in_danger(text: Text) -> tuple[Reply, ...]:
    """The same where whatever she types is an answer: for its handler to say first."""
    danger = emergency(text.body)
    return (reply(danger.verb),) if danger else ()


HANDLERS: Handlers = {"emergency": give_number, "distress": listen}

TOPIC = Topic("emergency", __doc__ or "", [], [], HANDLERS, frozenset[Key](HANDLERS))
