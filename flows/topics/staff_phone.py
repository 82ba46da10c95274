"""A code that the studio shows to staff, typed here: this phone shows their tests from now on."""

from flows.effects import LinkStaffPhone
from flows.moves import Move, stay
from flows.ports import Context
from flows.postbacks import Tap
from flows.replies import reply
from flows.topic import Handlers, Key, Topic


def link(heard: Tap, ctx: Context) -> Move:
    """Whoever typed something else that looks like a code is told kindly, wherever she is."""
    if not ctx.awaits_staff_code(heard.value):
        return stay(reply("staff_code_unknown"))
    return stay(reply("staff_phone_linked"), LinkStaffPhone(heard.value))


HANDLERS: Handlers = {"staff_code": link}

# Staff need not be patients: what is stored is the phone that they asked to link.
TOPIC = Topic("staff_phone", __doc__ or "", [], [], HANDLERS, frozenset[Key](HANDLERS))
