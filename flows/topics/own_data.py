"""What is kept about her, to take along too; how she ends it: consent withdrawn, or all deleted (PDPA)."""

from flows.effects import ForgetMe
from flows.moves import Move, trigger
from flows.ports import Context
from flows.postbacks import Tap
from flows.replies import reply
from flows.topic import Handlers, Key, Topic, Transition

STATES = ["own_data.shown", "own_data.withdrawing", "own_data.deleting"]

TRANSITIONS: list[Transition] = [
    {"trigger": "saw_own_data", "source": "*", "dest": "own_data.shown"},
    {"trigger": "asked_to_withdraw", "source": "*", "dest": "own_data.withdrawing"},
    {"trigger": "asked_to_delete", "source": "*", "dest": "own_data.deleting"},
    {"trigger": "forgotten", "source": "*", "dest": "home"},
]


def show(tap: Tap, ctx: Context) -> Move:
    return trigger("saw_own_data", reply("my_data", stored=ctx.stored()))


def take_along(tap: Tap, ctx: Context) -> Move:
    """Made anew at each tap: the address opens for an hour."""
    return trigger("saw_own_data", reply("take_along", download_url=ctx.download_url()))


def ask_to_withdraw(tap: Tap, ctx: Context) -> Move:
    """The answer yes is `do=consent&v=no`."""
    return trigger("asked_to_withdraw", reply("withdraw_sure"))


def delete(tap: Tap, ctx: Context) -> Move:
    if not tap.sure:
        return trigger("asked_to_delete", reply("forget_sure"))
    return trigger("forgotten", reply("forgotten"), ForgetMe())


HANDLERS: Handlers = {"data": show, "take": take_along, "withdraw": ask_to_withdraw, "forget": delete}
# Her rights do not end with her consent: what was kept until then she may see, take along and delete.
BEFORE_CONSENT = frozenset[Key]({"data", "take", "forget"})

TOPIC = Topic("own_data", __doc__ or "", STATES, TRANSITIONS, HANDLERS, BEFORE_CONSENT)
