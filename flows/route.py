"""Which handler answers an event."""

from collections.abc import Mapping
from dataclasses import replace

from flows.effects import AddPerson, MintConnectId, NamePerson
from flows.events import Event, Postback, Sticker, Text
from flows.machine import after, place
from flows.moves import Move
from flows.ports import Context
from flows.postbacks import Tap, read
from flows.steps import Step
from flows.topic import Handler, Handlers, Key
from flows.topics import TOPICS
from flows.topics.consent import CONSENT_TEXT, ask_consent, renew_consent
from flows.typed import OF_THE_MENU, hint, keyword, only_signs, sureness, tidy, wish

HANDLERS: Handlers = {key: handler for topic in TOPICS for key, handler in topic.handlers.items()}
WRITING: frozenset[str] = frozenset[str]().union(*(topic.writing for topic in TOPICS))
SURE: frozenset[str] = frozenset[str]().union(*(topic.sure for topic in TOPICS))
UNANSWERED = frozenset({"not_understood", "no_hospital_found"})
BEFORE_CONSENT: frozenset[Key] = frozenset[Key]().union(*(topic.before_consent for topic in TOPICS))


def step(position: str | None, event: Event, ctx: Context, about: Mapping[str, str] | None = None) -> Step:
    """What she gets for what she did. Reads through `ctx`; no event but Unfollow is left without a reply.

    `about` is that of the step before; it lasts as long as she stays.
    """
    here, about = place(position), about or {}
    heard = understand(event, here)
    if isinstance(heard, Text):
        heard = replace(heard, about=about)
    move = _answer(here, heard, ctx)
    if ctx.patient.consented and ctx.patient.consent_text < CONSENT_TEXT and stores_more(move):
        move = renew_consent(ctx)
    kept = about if move.trigger is None else move.about
    return Step(after(here, move.trigger), move.replies, move.effects, kept)


def _answer(here: str, heard: Event | Tap, ctx: Context) -> Move:
    """Words that no handler makes sense of are looked at once more for what they are about."""
    move = handler(here, heard, ctx)(heard, ctx)
    if not isinstance(heard, Text):
        return move
    if any(each.template in UNANSWERED for each in move.replies) and (
        meant := hint(heard.body) or _hers(heard, ctx)
    ):
        return handler(here, meant, ctx)(meant, ctx)
    return move


def _hers(text: Text, ctx: Context) -> Tap | None:
    """She typed the number of one of her queues."""
    numbers = {str(queue.booking["queue_number"]).casefold() for queue in ctx.bookings.open()}
    return Tap("mine") if tidy(text.body).casefold() in numbers else None


def stores_more(move: Move) -> bool:
    """Whether something new would be kept about her; answers about what she has already are not."""
    return any(isinstance(effect, MintConnectId | AddPerson | NamePerson) for effect in move.effects)


def understand(event: Event, here: str) -> Event | Tap:
    """Taps, and words that stand for one, become a Tap; signs alone are as a sticker.

    Where she was asked for words of her own only those of the menu are not her answer.
    """
    match event:
        case Postback(data):
            return read(data)
        case Text(body) if here in WRITING:
            tap = keyword(body)
            return tap if tap and tap.verb in OF_THE_MENU else event
        case Text(body) if here in SURE and sureness(body):
            return event
        case Text(body) if only_signs(body):
            return Tap("help") if "?" in body else Sticker()
        case Text(body):
            return keyword(body) or wish(body) or event
        case _:
            return event


def handler(position: str, heard: Event | Tap, ctx: Context) -> Handler:
    key = key_of(position, heard)
    return HANDLERS[key] if ctx.patient.consented or key in BEFORE_CONSENT else ask_consent


def key_of(position: str, heard: Event | Tap) -> Key:
    """Taps mean the same anywhere, an unknown one the menu; for the rest the position comes first."""
    if isinstance(heard, Tap):
        return heard.verb if heard.verb in HANDLERS else "home"
    at_position: Key = (position, type(heard))
    return at_position if at_position in HANDLERS else type(heard)
