"""Is it the version, or one patient's data? Whoever sends remembers what failed and what arrived beside it.

One message that fails goes out in its last good form, and nothing else changes. Only when three patients'
failed and more failed than arrived is a version condemned: then nobody gets it any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from threading import Lock

from records.templates.failures import PATIENTS, Failure

_WATCHED = 200  # arrivals after a failure; by then it is clear


@dataclass
class _Suspect:
    patients: set[str] = field(default_factory=set[str])
    arrived: int = 0
    left: int = _WATCHED


class Suspects:
    """The versions that failed while this process lives. Threads share it."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], _Suspect] = {}
        self._lock = Lock()

    def __bool__(self) -> bool:
        return any(each.left > 0 for each in self._known.values())

    def weighed(
        self, failed: Iterable[tuple[Failure, str]], arrived: Iterable[tuple[str, str]]
    ) -> list[Failure]:
        """What to note: each kind of failure once, with its count, its patients, and what arrived beside it.

        `failed`: each with whose it was; `arrived`: name and revision of each message that did.
        """
        with self._lock:
            counted: dict[Failure, int] = {}
            for failure, whose in failed:
                suspect = self._known.setdefault((failure.name, failure.revision), _Suspect())
                suspect.left = _WATCHED
                if len(suspect.patients) < PATIENTS:
                    suspect.patients.add(whose)
                counted[failure] = counted.get(failure, 0) + failure.count
            for key in arrived:
                if (suspect := self._known.get(key)) and suspect.left > 0:
                    suspect.left -= 1
                    suspect.arrived += 1
            noted = {(failure.name, failure.revision) for failure in counted}
            found = [self._noted(failure, count) for failure, count in counted.items()]
            for (name, revision), suspect in self._known.items():
                if suspect.arrived and (name, revision) not in noted:
                    found.append(Failure(name, revision, "", 0, arrived=suspect.arrived))
                suspect.arrived = 0
            return found

    def _noted(self, failure: Failure, count: int) -> Failure:
        suspect = self._known[failure.name, failure.revision]
        return replace(failure, count=count, patients=len(suspect.patients), arrived=suspect.arrived)
