"""One transaction at the hospital's present: what every writing door needs."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from bookings.content import Caller
from bookings.now import now_for
from bookings.trail import Trail, trail
from bot.hospital import noting
from bot.house import house
from records.hospitals import Hospital

T = TypeVar("T")
Work = Callable[[Session, datetime], T]


def write(caller: Caller, work: Work[T]) -> T:
    """Run `work(session, now)` in one transaction; it may run again from the start after a collision.

    `now` is read inside it, so that a test clock moved meanwhile is seen. What it did is noted for the log.
    """

    def with_clock(session: Session) -> tuple[T, Trail]:
        return work(session, present(session, caller)), trail(session)

    result, done = house().database.write(with_clock)
    noting.done(done)
    return result


def present(session: Session, caller: Caller) -> datetime:
    """What time it is for the caller. In mode test nobody moves the clock until the transaction ends.

    Otherwise a message planned by the old clock could be written after the clock had moved all others.
    """
    held = {"read": True} if caller.mode == "test" else None
    return now_for(session.get_one(Hospital, caller.hospital_code, with_for_update=held), caller.mode)
