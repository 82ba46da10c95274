"""Who is spoken to: LINE accounts, the people behind one, and their links to hospitals."""

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from records.base import Base

SELF = "self"


class LineAccount(Base):
    """One LINE user in one channel. Made when she consents, not before (PDPA; `docs/journey.md` S1).

    `consent_text` is the version of the text that she agreed to.

    `reach_at` is the moment of the newest event that told whether she can be reached.
    """

    __tablename__ = "line_accounts"
    __table_args__ = (UniqueConstraint("channel", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(10))
    user_id: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2), default="th")
    consented_at: Mapped[datetime | None]
    consent_text: Mapped[int] = mapped_column(default=1, server_default="1")
    consent_withdrawn_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]
    reach_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    people: Mapped[list["Person"]] = relationship(
        back_populates="account", cascade="all, delete-orphan", order_by="Person.id"
    )

    @property
    def consents(self) -> bool:
        """Whether she agreed and has not taken it back."""
        return self.consented_at is not None and self.consent_withdrawn_at is None

    @property
    def herself(self) -> "Person":
        """The person who talks."""
        return next(person for person in self.people if person.kin == SELF)

    @property
    def others(self) -> list["Person"]:
        """Whom she books for beside herself, the longest known first."""
        return [person for person in self.people if person.kin != SELF and person.removed_at is None]


class Person(Base):
    """Somebody the account holder books for; the first one, of kin `self`, is herself and has no name.

    A removed one keeps its bookings for the hospital to see, but no name: her Connect IDs are unknown, and
    nothing is sent about her. Its `number` is its own id, negative, so that the kin's number is free again.
    """

    __tablename__ = "people"
    __table_args__ = (Index(None, "account_id", "kin", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("line_accounts.id", ondelete="CASCADE"), index=True)
    kin: Mapped[str] = mapped_column(String(10), default=SELF, server_default=SELF)
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    name: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    account: Mapped[LineAccount] = relationship(back_populates="people")
    links: Mapped[list["Link"]] = relationship(back_populates="person", cascade="all, delete-orphan")


class Link(Base):
    """A person at a hospital in a mode. Connect IDs differ, so that hospitals cannot join their records."""

    __tablename__ = "links"
    __table_args__ = (UniqueConstraint("person_id", "hospital_code", "mode"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    hospital_code: Mapped[str] = mapped_column(ForeignKey("hospitals.code"), index=True)
    mode: Mapped[str] = mapped_column(String(4))
    connect_id: Mapped[str] = mapped_column(String(24), unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]

    person: Mapped[Person] = relationship(back_populates="links")


def find_account(session: Session, channel: str, user_id: str) -> LineAccount | None:
    """The account, or None for somebody who never consented."""
    return session.scalar(select(LineAccount).filter_by(channel=channel, user_id=user_id))


def consenting_account(
    session: Session, channel: str, user_id: str, language: str, now: datetime, text: int = 1
) -> LineAccount:
    """The account with consent to this version of the text given now.

    Made, with herself as its first person, when she is new.
    """
    account = reachable_account(session, channel, user_id, language, now)
    if not account.consents or account.consent_text < text:
        account.consent_text = text
        account.consented_at, account.consent_withdrawn_at = now, None
    session.flush()
    return account


def reachable_account(
    session: Session, channel: str, user_id: str, language: str, now: datetime
) -> LineAccount:
    """The account that just spoke, made when it is new; consent is another matter.

    Only for consent itself, and for staff who link a phone of their own.
    """
    account = find_account(session, channel, user_id)
    if account is None:
        account = LineAccount(
            channel=channel, user_id=user_id, created_at=now, people=[Person(created_at=now)]
        )
        session.add(account)
    account.language = language
    note_reach(account, now, reachable=True)
    session.flush()
    return account


def note_reach(account: LineAccount, at: datetime, *, reachable: bool) -> None:
    """She blocked the account, or is here. Old news changes nothing: LINE may deliver late."""
    if account.reach_at is None or account.reach_at <= at:
        account.blocked_at, account.reach_at = None if reachable else at, at


def add_person(
    session: Session, account: LineAccount, kin: str, number: int, name: str | None, now: datetime
) -> Person:
    """Somebody she books for, made unless there is one of this kin and number; a name replaces the old."""
    known = (person for person in account.others if (person.kin, person.number) == (kin, number))
    person = next(known, None)
    if person is None:
        person = Person(account=account, kin=kin, number=number, created_at=now)
        session.add(person)
    person.name = name or person.name
    session.flush()
    return person


def mint_link(session: Session, person: Person, hospital_code: str, mode: str, now: datetime) -> Link:
    """Her link to this hospital; the 24 random hex digits are drawn when it is first needed (S3)."""
    link = session.scalar(select(Link).filter_by(person_id=person.id, hospital_code=hospital_code, mode=mode))
    if link is None:
        link = Link(
            person=person,
            hospital_code=hospital_code,
            mode=mode,
            connect_id=secrets.token_hex(12),
            created_at=now,
        )
        session.add(link)
    link.used_at = now
    session.flush()
    return link


def find_links(
    session: Session, connect_ids: Collection[str], hospital_code: str, mode: str
) -> dict[str, Link]:
    """Those that exist of these Connect IDs, with their persons; a removed person's do no longer."""
    query = select(Link).join(Person).filter_by(removed_at=None)
    query = query.where(Link.hospital_code == hospital_code, Link.mode == mode)
    found = query.where(Link.connect_id.in_(connect_ids)).options(joinedload(Link.person))
    return {link.connect_id: link for link in session.scalars(found)}


def find_link(session: Session, connect_id: str, hospital_code: str, mode: str) -> Link | None:
    """The link of this Connect ID, only for the hospital and mode it was made for, unless it was removed."""
    return find_links(session, [connect_id], hospital_code, mode).get(connect_id)
