"""Clears away sandboxes that nobody used for 30 days: `python -m bookings.sandboxes`, daily, by cron."""

import sys
from datetime import datetime

from sqlalchemy.orm import Session

from bookings import testclock
from bookings.now import real_now
from records.database import Database
from records.sandboxes import forget_sandbox, unused_sandboxes
from settings import Settings

_AT_ONCE = 20


def clear_unused(database: Database, now: datetime) -> int:
    """Forget some of the unused, each in a transaction of its own; how many. 0: none is left."""
    with database.read() as session:
        codes = unused_sandboxes(session, now, _AT_ONCE)
    for code in codes:

        def work(session: Session, code: str = code) -> None:
            testclock.clear(session, code)
            forget_sandbox(session, code)

        database.write(work)
    return len(codes)


def main() -> None:
    """All of them, and say how many."""
    database, total = Database(Settings().database_url), 0
    try:
        while done := clear_unused(database, real_now()):
            total += done
    finally:
        database.close()
    sys.stdout.write(f"{total} unused sandboxes were forgotten\n")


if __name__ == "__main__":
    main()
