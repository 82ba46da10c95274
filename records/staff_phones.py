"""The phone on which one of the staff sees her tests: a LINE account linked by a code typed in its chat.

A code is eight digits, good once and for ten minutes. Who guesses one (millions of tries while ten wait) gets
test messages with invented data on her phone, and the editor sees whose phone was linked.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.base import Base
from records.people import LineAccount
from records.staff import Staff

CODE_FOR = timedelta(minutes=10)


class StaffPhone(Base):
    """One for each of the staff at most. It goes with her account here, and with the account on LINE."""

    __tablename__ = "staff_phones"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("line_accounts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    linked_at: Mapped[datetime]

    account: Mapped[LineAccount] = relationship(lazy="joined", innerjoin=True)


class StaffPhoneCode(Base):
    """A code that waits to be typed."""

    __tablename__ = "staff_phone_codes"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    expires_at: Mapped[datetime]

    staff: Mapped[Staff] = relationship(lazy="joined", innerjoin=True)


def new_code(session: Session, staff_id: int, now: datetime) -> str:
    """Eight digits; her code before this one ends."""
    code = f"{secrets.randbelow(10**8):08d}"
    session.merge(StaffPhoneCode(staff_id=staff_id, code=code, expires_at=now + CODE_FOR))
    session.flush()
    return code


def find_code(session: Session, code: str, now: datetime) -> StaffPhoneCode | None:
    """The code while it lasts and its owner may work here."""
    found = session.scalar(select(StaffPhoneCode).filter_by(code=code))
    return found if found and found.expires_at > now and found.staff.active else None


def link_phone(
    session: Session, found: StaffPhoneCode, account: LineAccount, name: str | None, now: datetime
) -> None:
    """From now on this account shows her tests; the code is used up, and a phone before it is unlinked."""
    phone = StaffPhone(staff_id=found.staff_id, account_id=account.id, name=(name or "")[:120], linked_at=now)
    session.merge(phone)
    session.delete(found)
    session.flush()


def phone_of(session: Session, staff_id: int) -> StaffPhone | None:
    """Her phone."""
    return session.get(StaffPhone, staff_id)


def unlink_phone(session: Session, staff_id: int) -> bool:
    """Whether there was one."""
    found = phone_of(session, staff_id)
    if found is not None:
        session.delete(found)
        session.flush()
    return found is not None
