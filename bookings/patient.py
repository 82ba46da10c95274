"""What the patient's answer does to her booking."""

from datetime import datetime
from typing import Literal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bookings import ledger
from bookings.events import happened
from bookings.now import now_for
from bookings.states import OPEN_STATES, PATIENT, Answer
from records.bookings import Booking, Survey
from records.messages import PLANNED, Message
from records.people import LineAccount, Link, Person

Said = Literal["done", "nothing"]
# What the hospital is told of her answer.
TOLD: dict[Answer, str] = {"come": "booking.confirmed_by_patient", "cannot": "booking.cancel_requested"}


def say(session: Session, booking: Booking, answer: Answer, now: datetime) -> Said:
    """ "I will come" or "cannot come" (S7). Said twice, or too late, it changes nothing."""
    state = PATIENT.get((booking.state, answer))
    if state is None:
        return "nothing"
    booking.state, booking.updated_at, booking.cannot_reason = state, now, None
    ledger.follow_plan(session, booking, now)
    happened(session, booking, TOLD[answer], now)
    return "done"


def rate(session: Session, booking: Booking, value: int | None, now: datetime) -> None:
    """Her rating of the visit, 1 to 5; None when she skips. The last answer counts (S10)."""
    survey = session.scalar(select(Survey).filter_by(booking_id=booking.id))
    if survey is None:
        survey = Survey(booking_id=booking.id)
        session.add(survey)
    if value is None:
        survey.skipped_at = now
    else:
        survey.rating, survey.answered_at = value, now
        happened(session, booking, "survey.answered", now, rating=value)


def answer(session: Session, booking: Booking, question: str, value: str) -> None:
    """An answer after her rating; of one question the last counts."""
    survey = session.scalar(select(Survey).filter_by(booking_id=booking.id))
    if survey is not None:
        survey.answers = {**(survey.answers or {}), question: value}


def resume(session: Session, account: LineAccount) -> None:
    """She consents again: what her open bookings call for is planned anew."""
    links = select(Link.id).join(Person).where(Person.account_id == account.id)
    hers = select(Booking).where(Booking.link_id.in_(links), Booking.state.in_(OPEN_STATES))
    for booking in session.scalars(hers):
        ledger.follow_plan(session, booking, now_for(booking.hospital, booking.mode))


def stored_about(session: Session, account: LineAccount | None) -> dict[str, int]:
    """How many `hospitals`, `bookings` and `ratings` are kept about her."""
    account_id = account.id if account else None
    links = select(Link.id).join(Person).where(Person.account_id == account_id)
    hers = select(Booking.id).where(Booking.link_id.in_(links))
    counted = {
        "hospitals": select(func.count()).select_from(links.subquery()),
        "bookings": select(func.count()).select_from(hers.subquery()),
        "ratings": select(func.count(Survey.rating)).where(Survey.booking_id.in_(hers)),
    }
    return {name: session.scalar(query) or 0 for name, query in counted.items()}


def forget(session: Session, account: LineAccount) -> None:
    """Delete her account with people, links, bookings, messages and surveys: her Connect IDs are unknown now.

    The foreign keys carry the deletion on (`ON DELETE CASCADE`), so nothing can be left behind.
    """
    session.execute(delete(LineAccount).where(LineAccount.id == account.id))


def remove(session: Session, person: Person, real: datetime) -> None:
    """Nobody is told of this person's bookings any more; hospitals know the Connect IDs no longer."""
    links = select(Link.id).where(Link.person_id == person.id)
    bookings = select(Booking.id).where(Booking.link_id.in_(links))
    person.name, person.number, person.removed_at = None, -person.id, real
    pending = select(Message).where(Message.booking_id.in_(bookings), Message.state == PLANNED)
    ledger.drop(session.scalars(pending.with_for_update()), "person_removed")


def withdraw(session: Session, account: LineAccount, real: datetime) -> None:
    """She takes her consent back: nothing more is sent to her."""
    account.consent_withdrawn_at = real
    open_rows = session.scalars(select(Message).filter_by(account_id=account.id, state=PLANNED))
    ledger.drop(open_rows, "consent_withdrawn")
