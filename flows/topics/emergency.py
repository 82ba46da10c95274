"""Words of an emergency: the number to call, at once, wherever she is and whoever she is."""

from flows.moves import Move, stay
from flows.ports import Context
from flows.replies import reply
from flows.topic import Handlers, Key, Topic


def give_number(heard: object, ctx: Context) -> Move:
    return stay(reply("emergency"))


HANDLERS: Handlers = {"emergency": give_number}

TOPIC = Topic("emergency", __doc__ or "", [], [], HANDLERS, frozenset[Key](HANDLERS))
