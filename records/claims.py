"""How workers share the ledger: claim with a lease, act, record; nobody else touches a claimed row.

Plain rows and few statements, however many messages: a burst is a hundred thousand of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import JSON, Integer, Select, String, bindparam, func, select, union_all, update
from sqlalchemy.orm import Session, aliased

from records.bookings import Booking
from records.bulk import packed, rows
from records.hospitals import Hospital
from records.messages import PLANNED, SENDING, SENT, URGENCIES, Message
from records.people import SELF, LineAccount, Link, Person


class Due(NamedTuple):
    """A due message with all that decides and fills it, as values. Without a booking its fields are None."""

    id: int
    kind: str
    occurrence: str
    mode: str
    due_at: datetime
    expires_at: datetime
    reason: str | None
    call: dict[str, Any] | None
    attempts: int
    first_attempt_at: datetime | None
    form: int
    retry_key: str | None
    rendered_from: dict[str, Any] | None
    channel: str
    user_id: str
    language: str
    consented_at: datetime | None
    consent_withdrawn_at: datetime | None
    blocked_at: datetime | None
    hospital_code: str
    booking_id: int | None
    booking_state: str
    version: int
    api_version: int
    appointment_date: date
    appointment_at: datetime | None
    remind_without_nightly: bool
    reconfirmed_at: datetime | None
    queue_called_at: datetime | None
    time_text: str | None
    queue_number: str
    queue_text: str | None
    department: str | None
    location: str | None
    note: str | None
    patient_name: str | None
    details_url: str | None
    live_queue_url: str | None
    person_id: int | None
    kin: str
    number: int
    name: str | None
    removed_at: datetime | None
    has_others: bool


class Sibling(NamedTuple):
    """Another message of the same booking."""

    id: int
    kind: str
    occurrence: str
    state: str
    due_at: datetime
    expires_at: datetime
    version_told: int | None


class Begun(NamedTuple):
    """A message about to be pushed: what must be durable before the first byte leaves."""

    id: int
    retry_key: str
    rendered_from: dict[str, Any]


_NAMES = {"booking_state": "state", "booking_id": "id", "person_id": "id"}
_OF_ACCOUNT = ("channel", "user_id", "language", "consented_at", "consent_withdrawn_at", "blocked_at")
_OF_BOOKING = Due._fields[Due._fields.index("booking_id") : Due._fields.index("person_id")]
_OF_PERSON = Due._fields[Due._fields.index("person_id") : Due._fields.index("has_others")]
_TABLES = dict.fromkeys(_OF_ACCOUNT, LineAccount) | dict.fromkeys(_OF_BOOKING, Booking)
_COLUMNS = [
    getattr((_TABLES | dict.fromkeys(_OF_PERSON, Person)).get(name, Message), _NAMES.get(name, name))
    for name in Due._fields
    if name != "has_others"
]
_other = aliased(Person)
_HAS_OTHERS = (
    select(_other.id)
    .where(_other.account_id == Message.account_id, _other.kin != SELF, _other.removed_at.is_(None))
    .exists()
)


def claim_due(session: Session, now: datetime, limit: int, urgencies: Iterable[int] = URGENCIES) -> list[Due]:
    """Up to `limit` due messages, most urgent first, locked until the transaction ends; `now` is real time.

    Whoever looks at them must `begin` or `settle` each in this transaction. Workers may overlap and
    alarms may ring twice: this is what keeps a patient from getting the same reminder twice.
    """
    # One short walk of the index for each urgency: what is not due yet is never looked at.
    # SQLite has one writer and no row locks; there the clause is left out.
    due = union_all(*[select(_due(urgency, now, limit).subquery().c.id) for urgency in sorted(urgencies)])
    connection = session.connection()
    ids = list(connection.scalars(due.limit(limit)))
    if not ids:
        return []
    wanted = rows(session, {"id": Integer()})
    found = connection.execute(
        select(*_COLUMNS, _HAS_OTHERS)
        .join(LineAccount, LineAccount.id == Message.account_id)
        .join(Booking, Booking.id == Message.booking_id, isouter=True)
        .join(Link, Link.id == Booking.link_id, isouter=True)
        .join(Person, Person.id == Link.person_id, isouter=True)
        # theirs by the first statement's locks: nothing else to ask
        .where(Message.id.in_(select(wanted.c.id)))
        .order_by(Message.urgency, Message.due_at, Message.id),
        packed([{"id": id} for id in ids]),
    )
    return [Due._make(row) for row in found.all()]


def _due(urgency: int, now: datetime, limit: int) -> Select[Any]:
    return (
        select(Message.id)
        .where(Message.state == PLANNED, Message.urgency == urgency, Message.wake_at <= now)
        .order_by(Message.wake_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def siblings_of(session: Session, booking_ids: Collection[int]) -> dict[int, list[Sibling]]:
    """All messages of these bookings."""
    found: dict[int, list[Sibling]] = defaultdict(list)
    others = session.execute(
        select(
            Message.booking_id,
            Message.id,
            Message.kind,
            Message.occurrence,
            Message.state,
            Message.due_at,
            Message.expires_at,
            Message.rendered_from,
        ).where(Message.booking_id.in_(booking_ids))
    )
    for booking_id, *values, made_from in others:
        told = (made_from or {}).get("version")
        found[booking_id or 0].append(Sibling._make([*values, told]))
    return found


def hospitals_of(session: Session, codes: Collection[str]) -> dict[str, Hospital]:
    """The hospitals of these codes."""
    return {each.code: each for each in session.scalars(select(Hospital).where(Hospital.code.in_(codes)))}


def begin(session: Session, begun: Sequence[Begun], token: str, now: datetime, lease: timedelta) -> None:
    """Hold these under `token` until the lease is over, one attempt more."""
    if not begun:
        return
    table = Message.__table__
    told = rows(session, {"id": Integer(), "retry_key": String(), "rendered_from": JSON()})
    statement = (
        update(table)  # type: ignore[arg-type]
        .where(table.c.id == told.c.id)
        .values(
            state=SENDING,
            claim_token=token,
            lease_until=now + lease,
            attempts=table.c.attempts + 1,
            first_attempt_at=func.coalesce(table.c.first_attempt_at, now),
            retry_key=told.c.retry_key,
            rendered_from=told.c.rendered_from,
            reason=None,
        )
    )
    session.connection().execute(statement, packed([each._asdict() for each in begun]))


def settle(session: Session, decided: Sequence[dict[str, Any]]) -> None:
    """Write what was decided of messages that this transaction has claimed, each `{"key": id, …columns}`."""
    _update_each(session, decided)


def record_sent(session: Session, token: str, ids: Sequence[int], at: datetime) -> None:
    """All of these arrived, `at` on their hospital's clock, where the claim is still held."""
    arrived = rows(session, {"id": Integer()})
    session.connection().execute(
        update(Message)
        .where(Message.id.in_(select(arrived.c.id)), Message.claim_token == token)
        .values(state=SENT, sent_at=at, reason=None, rendered_from=None, claim_token=None, lease_until=None),
        packed([{"id": id} for id in ids]),
    )


def hold_back(session: Session, token: str, ids: Sequence[int], wake_at: datetime, reason: str) -> None:
    """Put back what certainly did not arrive at its first attempt, as if that had not been."""
    session.execute(
        update(Message)
        .where(Message.id.in_(ids), Message.claim_token == token)
        .values(
            state=PLANNED,
            wake_at=wake_at,
            reason=reason,
            attempts=0,
            first_attempt_at=None,
            retry_key=None,
            rendered_from=None,
            claim_token=None,
            lease_until=None,
        )
        .execution_options(synchronize_session=False)
    )


def wake_held(session: Session, reasons: Collection[str], now: datetime, until: datetime, limit: int) -> int:
    """Have up to `limit` messages that wait for one of these reasons, at most `until`, looked at now."""
    held = union_all(
        *[
            select(
                select(Message.id)
                .where(Message.state == PLANNED, Message.urgency == urgency, Message.wake_at > now)
                .where(Message.wake_at <= until, Message.reason.in_(reasons))
                .limit(limit)
                .subquery()
                .c.id
            )
            for urgency in URGENCIES
        ]
    )
    ids = list(session.scalars(held.limit(limit)))
    session.execute(
        update(Message)
        .where(Message.id.in_(ids), Message.state == PLANNED)
        .values(wake_at=now)
        .execution_options(synchronize_session=False)
    )
    return len(ids)


def record(session: Session, outcomes: Sequence[dict[str, Any]]) -> None:
    """Write outcomes, each `{"key": id, "token": claim token, …columns}`, where the claim is still held."""
    _update_each(session, outcomes, Message.__table__.c.claim_token == bindparam("token"))


def _update_each(session: Session, changes: Sequence[dict[str, Any]], *conditions: Any) -> None:
    if not changes:
        return
    table = Message.__table__
    columns = [name for name in changes[0] if name not in {"key", "token"}]
    statement = (
        update(table)  # type: ignore[arg-type]
        .where(table.c.id == bindparam("key"), *conditions)
        .values({name: bindparam(name) for name in columns})
    )
    session.connection().execute(statement, list(changes))


def release_leases(session: Session, now: datetime) -> int:
    """Put back what a dead worker held; it keeps its retry key, so LINE drops what was accepted before."""
    done = session.execute(
        update(Message)
        .where(Message.state == SENDING, Message.lease_until <= now)
        .values(state=PLANNED, wake_at=now, claim_token=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    return done.rowcount  # type: ignore[attr-defined]


def next_moments(session: Session, now: datetime, until: datetime) -> list[datetime]:
    """Of each urgency the first moment that is due, and the first one after `now`, not later than `until`."""
    moments: list[datetime] = []
    for urgency in URGENCIES:
        waiting = select(Message.wake_at).where(Message.state == PLANNED, Message.urgency == urgency)
        first = waiting.order_by(Message.wake_at).limit(1)
        for found in (first.where(Message.wake_at <= now), first.where(Message.wake_at > now)):
            moments += [each for each in session.scalars(found) if each <= until]
    return moments


def oldest_due(session: Session, urgencies: Iterable[int], now: datetime) -> datetime | None:
    """When the first message of these urgencies should have been claimed that nobody has claimed yet."""
    first = [
        session.scalar(
            select(Message.wake_at)
            .where(Message.state == PLANNED, Message.urgency == urgency, Message.wake_at <= now)
            .order_by(Message.wake_at)
            .limit(1)
        )
        for urgency in urgencies
    ]
    return min((each for each in first if each is not None), default=None)
