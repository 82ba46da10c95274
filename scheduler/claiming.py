"""The first transaction of a batch: claim, judge, and write down what is about to be sent."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bookings.cards import booking_card, clock, hospital_card, no_booking_card, today
from bookings.events import messages_ended
from bookings.kinds import KINDS
from bookings.links import TicketLinks
from bookings.now import offset
from bookings.verdict import End, Send, Wait, judge
from records.bookings import Booking
from records.claims import claim_due
from records.database import ring_after_commit
from records.hospitals import Hospital
from records.messages import FAILED, PLANNED, Message
from records.people import LineAccount, Link

_CHANNEL_PAUSE = timedelta(minutes=1)


@dataclass(frozen=True)
class Delivery:
    """One message to push. `made_from` is all that its content depends on, the same at every attempt."""

    message_id: int
    token: str
    kind: str
    channel: str
    user_id: str
    form: int
    attempts: int
    retry_key: str
    made_from: dict[str, Any]
    ahead: timedelta


@dataclass(frozen=True)
class Terms:
    """How a batch is taken: how many, for how long, for which channels; and what seals ticket links.

    `pin` names the current revision of a template and keeps it for repetitions (`PublishedSource.pin`).
    """

    limit: int
    lease: timedelta
    channels: frozenset[str]
    links: TicketLinks
    pin: Callable[[Session, str, datetime], str]


def take_batch(session: Session, real: datetime, terms: Terms) -> tuple[bool, list[Delivery]]:
    """Claim due messages and decide each. Returns whether there were any, and those to push now.

    Those of a channel that is not configured wait, while they are useful.

    A row to push carries its retry key and content before the first byte leaves: whoever finds it
    after a crash repeats exactly that.
    """
    messages = claim_due(session, real, terms.limit, terms.lease)
    if not messages:
        return False, []
    context = _Context.load(session, messages)
    kinds = {each.kind for each in messages} & KINDS.keys()
    revisions = {kind: terms.pin(session, kind, real) for kind in kinds}
    decided = [_decide(session, message, context, real, terms, revisions) for message in messages]
    session.flush()
    messages_ended(session, [each.id for each in messages if each.state == FAILED], "message.failed")
    return True, [delivery for delivery in decided if delivery]


@dataclass(frozen=True)
class _Context:
    bookings: dict[int, Booking]
    accounts: dict[int, LineAccount]
    hospitals: dict[str, Hospital]
    siblings: dict[int, list[Message]]

    @classmethod
    def load(cls, session: Session, messages: Sequence[Message]) -> "_Context":
        booking_ids = {message.booking_id for message in messages if message.booking_id is not None}
        bookings = session.scalars(
            select(Booking)
            .where(Booking.id.in_(booking_ids))
            .options(joinedload(Booking.link).joinedload(Link.person))
        )
        accounts = session.scalars(
            select(LineAccount).where(LineAccount.id.in_({message.account_id for message in messages}))
        )
        hospitals = session.scalars(
            select(Hospital).where(Hospital.code.in_({message.hospital_code for message in messages}))
        )
        siblings: dict[int, list[Message]] = defaultdict(list)
        for row in session.scalars(select(Message).where(Message.booking_id.in_(booking_ids))):
            siblings[row.booking_id or 0].append(row)
        return cls(
            {booking.id: booking for booking in bookings},
            {account.id: account for account in accounts},
            {hospital.code: hospital for hospital in hospitals},
            siblings,
        )


def _decide(
    session: Session,
    message: Message,
    context: _Context,
    real: datetime,
    terms: Terms,
    revisions: Mapping[str, str],
) -> Delivery | None:
    booking = context.bookings.get(message.booking_id or 0)
    account = context.accounts[message.account_id]
    hospital = context.hospitals[message.hospital_code]
    ahead = offset(hospital, message.mode)
    verdict = judge(message, booking, account, context.siblings[message.booking_id or 0], real + ahead, real)
    if isinstance(verdict, Send) and account.channel not in terms.channels:
        verdict = Wait(real + ahead + _CHANNEL_PAUSE)
    if isinstance(verdict, Send):
        made_from = message.rendered_from or _made_from(
            message, booking, account, hospital, real + ahead, terms.links
        ) | {"revision": revisions.get(message.kind)}
        return _begin_attempt(message, made_from, account, real, ahead)
    message.claim_token = message.lease_until = None
    if isinstance(verdict, Wait):
        message.state, message.wake_at = PLANNED, verdict.until - ahead
        ring_after_commit(session, [message.wake_at])
    else:
        _end(message, verdict)
    return None


def _end(message: Message, end: End) -> None:
    message.state, message.reason, message.rendered_from = end.state, end.reason, None


def _begin_attempt(
    message: Message, made_from: dict[str, Any], account: LineAccount, real: datetime, ahead: timedelta
) -> Delivery:
    message.rendered_from = made_from
    message.retry_key = message.retry_key or str(uuid.uuid4())
    message.first_attempt_at = message.first_attempt_at or real
    message.attempts += 1
    return Delivery(
        message_id=message.id,
        token=message.claim_token or "",
        kind=message.kind,
        channel=account.channel,
        user_id=account.user_id,
        form=message.form,
        attempts=message.attempts,
        retry_key=message.retry_key,
        made_from=made_from,
        ahead=ahead,
    )


def _made_from(
    message: Message,
    booking: Booking | None,
    account: LineAccount,
    hospital: Hospital,
    now: datetime,
    links: TicketLinks,
) -> dict[str, Any]:
    data: dict[str, Any] = {
        "hospital": hospital_card(hospital, account.language),
        "booking": booking_card(booking, links) if booking else no_booking_card(),
        "today": today(now),
    }
    if message.kind == "near_queue":
        data["call"] = _near_queue(message.call or {})
    elif message.kind == "alert":
        data["alert"] = message.call
    return {
        "version": booking.version if booking else 0,
        "language": account.language,
        # She said she will come: the reminder may arrive without a sound (`docs/journey.md`).
        "silent": message.kind == "same_day" and booking is not None and booking.state == "confirmed",
        "data": data,
    }


def _near_queue(call: dict[str, Any]) -> dict[str, Any]:
    expected = call.get("expected_at")
    return {
        "queues_ahead": call.get("queues_ahead"),
        "expected_time": clock(datetime.fromisoformat(expected)) if expected else None,
        "room": call.get("room"),
    }
