"""What a hospital's call does to a booking: each function runs inside one transaction of the caller.

All raise `NotFound`, `Conflict` or `Refused` before they change anything. `now` is the hospital's clock.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bookings import ledger
from bookings.content import Caller, Change, Content, facts
from bookings.errors import BookingError, Conflict, NotFound, Refused
from bookings.plan import Planned, news, upcoming
from bookings.states import AFTER_MOVE, TABLE, Call
from bookings.times import BANGKOK
from bookings.trail import note_deed
from records.bookings import Booking
from records.hospitals import Hospital
from records.messages import SENDING, SENT, Message
from records.people import Link, find_links

PAST_TOLERANCE = timedelta(minutes=10)
REPETITION_WITHIN = timedelta(minutes=2)


@dataclass(frozen=True)
class Result:
    """The booking after the call, and whether it was made, changed or only repeated."""

    booking: Booking
    did: Literal["created", "changed", "repeated"]


@dataclass(frozen=True)
class Told:
    """What a hospital tells of one booking: its name for it, whose it is, what is in it."""

    ref: str
    connect_id: str
    content: Content


def find(session: Session, caller: Caller, ref: str, *, lock: bool = False) -> Booking:
    """The caller's booking. Raises NotFound for an unknown one or somebody else's."""
    query = select(Booking).filter_by(hospital_code=caller.hospital_code, mode=caller.mode, booking_ref=ref)
    booking = session.scalar(query.with_for_update(of=Booking, key_share=True) if lock else query)
    if booking is None:
        raise NotFound("booking")
    return booking


def put(
    session: Session,
    caller: Caller,
    ref: str,
    connect_id: str,
    content: Content,
    now: datetime,
    *,
    nightly: bool = False,
    card: bool = True,
) -> Result:
    """Create the booking, or replace the content of the known one (S4; `nightly`: S6).

    A nightly call makes no queue card; without `card` no other call makes one (version 3's near-queue call).
    """
    (done,) = put_many(session, caller, [Told(ref, connect_id, content)], now, nightly=nightly, card=card)
    if isinstance(done, BookingError):
        raise done
    return done


def put_many(
    session: Session, caller: Caller, told: Sequence[Told], now: datetime, *, nightly: bool, card: bool = True
) -> list[Result | BookingError]:
    """`put` for each, in as many statements for all as for one; their refs must differ.

    A refused one is an error in its place and has changed nothing; it never spoils the others.
    """
    links = find_links(session, {each.connect_id for each in told}, caller.hospital_code, caller.mode)
    known = _find_many(session, caller, {each.ref for each in told})
    messages = ledger.rows_of(session, known.values())
    hospital = session.get_one(Hospital, caller.hospital_code)
    new: list[Booking] = []

    def one(each: Told) -> Result | BookingError:
        try:
            link = links.get(each.connect_id)
            if link is None:
                raise NotFound("connect_id")
            booking = known.get(each.ref)
            if booking is None:
                new.append(_new(caller, hospital, link, each, now, nightly=nightly))
                note_deed(session, "created")
                return Result(new[-1], "created")
            if booking.link_id != link.id:
                raise Conflict("other_patient", booking.state)
            return replace(
                session, booking, each.content, now, nightly=nightly, messages=messages[booking.id]
            )
        except BookingError as error:
            return error

    done = [one(each) for each in told]
    # In one order for all: two batches with the same bookings wait for each other but never crosswise.
    session.add_all(sorted(new, key=_by_ref))
    session.flush()
    first = [
        (booking, each) for booking in new for each in _first_messages(booking, now, card and not nightly)
    ]
    ledger.add_many(session, first)
    return done


def replace(
    session: Session,
    booking: Booking,
    content: Content,
    now: datetime,
    *,
    nightly: bool = False,
    quiet_number: bool = False,
    messages: list[Message] | None = None,
) -> Result:
    """Give a stored booking this content and tell the patient what she has to know.

    `quiet_number`: a changed number is not told at once (version 3's nightly and near-queue calls).
    `messages`: its rows of the ledger where the caller has locked them already.
    """
    _allow(booking, "nightly" if nightly else "change")
    change = Change.between(Content.of(booking), content)
    if change.moved:
        _refuse_past(content, now)
    messages = ledger.rows(session, booking) if messages is None else messages
    content.write_to(booking)
    if change.told:
        booking.version += 1
    if change.moved:
        booking.state = AFTER_MOVE[booking.state]
    if change.date:
        booking.reconfirmed_at = None
    if nightly:
        booking.reconfirmed_at = now
    if change.anything:
        booking.updated_at = now
    if change.date:
        _forget_queue_call(booking, messages)
    ledger.follow_plan(session, booking, now, nightly=nightly, messages=messages)
    _tell(session, booking, messages, change, now, nightly, quiet_number)
    note_deed(session, "moved" if change.moved else "changed" if change.anything else "repeated")
    return Result(booking, "changed" if change.anything else "repeated")


def cancel(session: Session, caller: Caller, ref: str, now: datetime) -> Result:
    """Cancel and tell the patient, unless she was never told of the booking."""
    booking = find(session, caller, ref, lock=True)
    if _allow(booking, "cancel") == "same":
        note_deed(session, "repeated")
        return Result(booking, "repeated")
    messages = ledger.rows(session, booking)
    untold = ledger.waiting_card(messages) is not None
    booking.state, booking.updated_at = "cancelled", now
    booking.version += 1
    ledger.drop((each for each in messages if each.kind != "alert"), "cancelled")
    if not untold:
        ledger.add(session, booking, news("cancelled", facts(booking), now))
    note_deed(session, "cancelled")
    session.flush()
    return Result(booking, "changed")


def call_queue(session: Session, booking: Booking, call: dict[str, Any], now: datetime) -> Result:
    """Tell the patient at once that her queue is near (S9). `call` is JSON: what this call said.

    The content of the last call within two minutes of it is a repetition.
    """
    _allow(booking, "queue_call")
    last = booking.queue_called_at
    if last is not None and booking.queue_call == call and now - last <= REPETITION_WITHIN:
        note_deed(session, "repeated")
        return Result(booking, "repeated")
    serial = _count(session, booking, "near_queue") + 1
    booking.queue_called_at, booking.queue_call, booking.updated_at = now, call, now
    ledger.add(session, booking, news("near_queue", facts(booking), now, occurrence=str(serial)), call)
    ledger.follow_plan(session, booking, now)
    note_deed(session, "called")
    session.flush()
    return Result(booking, "changed")


def record_visit(
    session: Session, caller: Caller, ref: str, outcome: Literal["served", "no_show"], now: datetime
) -> Result:
    """Record whether she came; the last outcome wins until the survey is sent (S10)."""
    booking = find(session, caller, ref, lock=True)
    _allow(booking, "visit")
    if booking.state == outcome:
        note_deed(session, "repeated")
        return Result(booking, "repeated")
    messages = ledger.rows(session, booking)
    if booking.state in {"served", "no_show"} and any(
        each.kind == "survey" and each.state in {SENDING, SENT} for each in messages
    ):
        raise Conflict("survey_sent", booking.state)
    booking.state, booking.updated_at = outcome, now
    ledger.drop((each for each in messages if each.kind not in {"survey", "alert"}), outcome)
    ledger.follow_plan(session, booking, now)
    note_deed(session, outcome)
    session.flush()
    return Result(booking, "changed")


def alert(session: Session, booking: Booking, call: dict[str, Any], now: datetime) -> Result:
    """Send a plain alert about a booking at once (version 3)."""
    serial = _count(session, booking, "alert") + 1
    ledger.add(session, booking, news("alert", facts(booking), now, occurrence=str(serial)), call)
    note_deed(session, "alerted")
    session.flush()
    return Result(booking, "changed")


def _find_many(session: Session, caller: Caller, refs: Collection[str]) -> dict[str, Booking]:
    """The known ones of these, locked, in one order for all who lock several."""
    query = (
        select(Booking)
        .filter_by(hospital_code=caller.hospital_code, mode=caller.mode)
        .where(Booking.booking_ref.in_(refs))
        .options(joinedload(Booking.link).joinedload(Link.person))
        .order_by(Booking.id)
        .with_for_update(of=Booking, key_share=True)
    )
    return {booking.booking_ref: booking for booking in session.scalars(query)}


def _new(
    caller: Caller, hospital: Hospital, link: Link, told: Told, now: datetime, *, nightly: bool
) -> Booking:
    _refuse_past(told.content, now)
    return Booking(
        hospital=hospital,
        mode=caller.mode,
        booking_ref=told.ref,
        link=link,
        api_version=caller.version,
        state="booked",
        version=1,
        remind_without_nightly=hospital.remind_without_nightly and caller.version > 3,
        reconfirmed_at=now if nightly else None,
        created_at=now,
        updated_at=now,
        **dict(told.content.items()),
    )


def _first_messages(booking: Booking, now: datetime, card: bool) -> list[Planned]:
    about = facts(booking)
    timed = upcoming(about, now, booking.hospital.survey)
    return [news("queue_card", about, now), *timed] if card else timed


def _forget_queue_call(booking: Booking, messages: Iterable[Message]) -> None:
    """On another day her queue is not near, and was not called."""
    booking.queue_called_at = booking.queue_call = None
    ledger.drop((each for each in messages if each.kind == "near_queue"), "moved")


def _tell(
    session: Session,
    booking: Booking,
    messages: list[Message],
    change: Change,
    now: datetime,
    nightly: bool,
    quiet_number: bool,
) -> None:
    """One message at most: a move says all, a new number says itself, an unsent card will show either."""
    if not change.told:
        return
    if card := ledger.waiting_card(messages):
        card.expires_at = news("queue_card", facts(booking), now).expires_at
        return
    # By day the nightly call's new time or number is still told by the reminder to come at 9:00.
    reminder_tells = nightly and not change.date and _reminder_ahead(messages, booking, now)
    in_doubt = any(
        each.kind in {"queue_card", "rescheduled"} and each.state == "planned" for each in messages
    )
    if not in_doubt and (reminder_tells or (quiet_number and not change.moved)):
        return
    stale = [each for each in messages if each.kind in {"rescheduled", "queue_card"}]
    pending_move = any(each.kind == "rescheduled" and each.state == "planned" for each in stale)
    ledger.drop(stale, "superseded")
    kind = "rescheduled" if change.moved or pending_move else "queue_card"
    ledger.add(session, booking, news(kind, facts(booking), now, nightly=nightly))


def _reminder_ahead(messages: list[Message], booking: Booking, now: datetime) -> bool:
    occurrence = booking.appointment_date.isoformat()
    return any(
        each.kind == "day_before"
        and each.occurrence == occurrence
        and each.state == "planned"
        and each.due_at >= now
        for each in messages
    )


def _allow(booking: Booking, call: Call) -> str:
    does = TABLE[booking.state][call]
    if does == "conflict":
        raise Conflict("state", booking.state)
    return does


def _refuse_past(content: Content, now: datetime) -> None:
    # Version 3's near-queue call makes bookings of this morning, so where its words tell the time, only the
    # day is judged.
    if content.appointment_at is not None and content.time_text is None:
        past = content.appointment_at < now - PAST_TOLERANCE
    else:
        past = content.appointment_date < now.astimezone(BANGKOK).date()
    if past:
        raise Refused("appointment_at", "past")


def _count(session: Session, booking: Booking, kind: str) -> int:
    return sum(each.kind == kind for each in ledger.rows(session, booking))


def _by_ref(booking: Booking) -> str:
    return booking.booking_ref
