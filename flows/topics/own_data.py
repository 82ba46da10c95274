"""What is kept about her, and how she ends it: consent withdrawn, or everything deleted (PDPA)."""

from flows.effects import ForgetMe
from flows.moves import Move, trigger
from flows.ports import Context
from flows.postbacks import Tap
from flows.replies import reply
from flows.topic import Handlers, Topic, Transition

STATES = ["own_data.shown", "own_data.withdrawing", "own_data.deleting"]

TRANSITIONS: list[Transition] = [
    {"trigger": "saw_own_data", "source": "*", "dest": "own_data.shown"},
    {"trigger": "asked_to_withdraw", "source": "*", "dest": "own_data.withdrawing"},
    {"trigger": "asked_to_delete", "source": "*", "dest": "own_data.deleting"},
    {"trigger": "forgotten", "source": "*", "dest": "home"},
]


def show(tap: Tap, ctx: Context) -> Move:
    return trigger("saw_own_data", reply("my_data", stored=ctx.stored()))


def ask_to_withdraw(tap: Tap, ctx: Context) -> Move:
    """The answer yes is `do=consent&v=no`."""
    return trigger("asked_to_withdraw", reply("withdraw_sure"))


def delete(tap: Tap, ctx: Context) -> Move:
    if not tap.sure:
        return trigger("asked_to_delete", reply("forget_sure"))
    return trigger("forgotten", reply("forgotten"), ForgetMe())


HANDLERS: Handlers = {"data": show, "withdraw": ask_to_withdraw, "forget": delete}

TOPIC = Topic("own_data", __doc__ or "", STATES, TRANSITIONS, HANDLERS)
