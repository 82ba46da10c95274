"""Tells a monitoring system how things are: `python -m scheduler.monitoring.probe`.

A line for each alarm. Ends with 0 when there is none, 1 when there are only warnings, 2 when messages do not
leave (what Nagios and its heirs expect).
"""

import logging
import sys

from records.database import Database
from scheduler.monitoring.troubles import Trouble, troubles
from scheduler.queue import connect
from settings import Settings


def main() -> int:
    """Look once."""
    settings = Settings()
    logging.basicConfig(level=settings.log_level)
    database = Database(settings.database_url)
    try:
        found = troubles(settings, connect(settings.redis_url, patience=2), database)
    finally:
        database.close()
    sys.stdout.write("\n".join(_line(each) for each in found) + "\n" if found else "ok\n")
    return 2 if any(each.grave for each in found) else 1 if found else 0


def _line(trouble: Trouble) -> str:
    words = [trouble.code, trouble.channel, trouble.note]
    if trouble.since:
        words.append(f"since {trouble.since:%Y-%m-%dT%H:%M:%SZ}")
    return " · ".join(word for word in words if word)


if __name__ == "__main__":
    sys.exit(main())
