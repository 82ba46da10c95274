"""The table of message kinds: how urgent, how long useful, whether they wait for the morning."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Kind:
    """`urgency` 1 goes first. `useful` is None where the appointment ends the usefulness.

    After an outage a late message that is `superseded` gives way to a later one that `supersedes`.
    """

    urgency: int
    useful: timedelta | None = None
    waits_for_morning: bool = False
    supersedes: bool = False
    superseded: bool = False
    timed: bool = False


KINDS: dict[str, Kind] = {
    "near_queue": Kind(1, useful=timedelta(minutes=30), supersedes=True, superseded=True),
    "queue_card": Kind(2),
    "rescheduled": Kind(2, waits_for_morning=True, supersedes=True, superseded=True),
    "cancelled": Kind(2, waits_for_morning=True),
    "alert": Kind(2, useful=timedelta(hours=2), waits_for_morning=True),
    "same_day": Kind(3, supersedes=True, superseded=True, timed=True),
    "day_before": Kind(4, supersedes=True, superseded=True, timed=True),
    "survey": Kind(5, waits_for_morning=True, timed=True),
}
TEST = "test"  # a card that its editor tries on her own phone: about no booking, planned by nobody
TIMED = frozenset(name for name, kind in KINDS.items() if kind.timed)
LATE = timedelta(minutes=10)
STILL_AT_NIGHT_WITHIN = timedelta(hours=12)
