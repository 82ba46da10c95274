"""Greeting her and asking for her consent (S1); coming back after a block; leaving."""

from flows.effects import GiveConsent, RefuseConsent
from flows.events import Follow, Unfollow
from flows.moves import Move, stay, trigger
from flows.ports import Context
from flows.postbacks import Tap
from flows.replies import reply
from flows.topic import Handlers, Key, Topic, Transition

STATES = ["consent.asked"]

TRANSITIONS: list[Transition] = [
    {"trigger": "greeted", "source": "*", "dest": "consent.asked"},
    {"trigger": "consent_missing", "source": "*", "dest": "consent.asked"},
    {"trigger": "consent_outdated", "source": "*", "dest": "consent.asked"},
    {"trigger": "consented", "source": "*", "dest": "choosing_hospital.by_name"},
    {"trigger": "refused", "source": "*", "dest": "home"},
    {"trigger": "welcomed_back", "source": "*", "dest": "home"},
    {"trigger": "left", "source": "*", "dest": "home"},
]


# The version of the text in the words of greeting, consent_needed and consent_renewed. A new text: a higher
# number here, and `&t=` with it on the buttons that agree. Buttons without it are those of version 1.
CONSENT_TEXT = 1


def greet(event: Follow, ctx: Context) -> Move:
    if event.unblocked and ctx.patient.consented:
        return trigger("welcomed_back", reply("welcome_back", name=ctx.patient.name))
    return trigger("greeted", reply("greeting", name=ctx.patient.name))


def say_hello(heard: Tap, ctx: Context) -> Move:
    """She typed a greeting."""
    if ctx.patient.consented:
        return trigger("welcomed_back", reply("home", name=ctx.patient.name))
    return trigger("greeted", reply("greeting", name=ctx.patient.name))


def part(event: Unfollow, ctx: Context) -> Move:
    return trigger("left")


def ask_consent(heard: object, ctx: Context) -> Move:
    """Stands in for every handler that needs the consent she has not given."""
    return trigger("consent_missing", reply("consent_needed"))


def renew_consent(ctx: Context) -> Move:
    """The text is new since she agreed: asked again before anything more is stored; what she has stays."""
    return trigger("consent_outdated", reply("consent_renewed"))


def answer_consent(tap: Tap, ctx: Context) -> Move:
    """Yes or no, to the first question or later: a no takes an earlier yes back."""
    match tap.value:
        case "yes" if ctx.patient.consented and ctx.patient.consent_text >= agreed(tap):
            return trigger("consented", reply("consent_given"))
        case "yes":
            return trigger("consented", reply("consent_given"), GiveConsent(agreed(tap)))
        case "no":
            return trigger("refused", reply("consent_refused"), RefuseConsent())
        case _:
            return stay(reply("not_understood"))


def agree(heard: object, ctx: Context) -> Move:
    """She typed the word of the button: meant is the present text."""
    return answer_consent(Tap("consent", {"v": "yes", "t": str(CONSENT_TEXT)}), ctx)


def disagree(heard: object, ctx: Context) -> Move:
    """Typed, it takes an earlier yes back only after a question."""
    if ctx.patient.consented:
        return trigger("asked_to_withdraw", reply("withdraw_sure"))
    return answer_consent(Tap("consent", {"v": "no"}), ctx)


def agreed(tap: Tap) -> int:
    """Which version stood above the button; an old card's is not taken for the present one."""
    text = tap.fields.get("t", "")
    return int(text) if text in {str(version) for version in range(1, CONSENT_TEXT + 1)} else 1


HANDLERS: Handlers = {
    Follow: greet,
    Unfollow: part,
    "hello": say_hello,
    "consent": answer_consent,
    "agree": agree,
    "disagree": disagree,
}
BEFORE_CONSENT = frozenset[Key](HANDLERS)

TOPIC = Topic("consent", __doc__ or "", STATES, TRANSITIONS, HANDLERS, BEFORE_CONSENT)
