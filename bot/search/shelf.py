"""Keeps one index for a process and notices when the hospitals changed."""

import time
from collections.abc import Callable, Hashable, Sequence
from threading import Lock

from bot.search.index import Entry, Index

_LOOK_AGAIN_S = 60.0


class Shelf:
    """The index of one database.

    Hospitals are added rarely and renamed more rarely. A cheap mark (how many there are, the last code) is
    compared at each use; what it cannot show, a changed name, is seen within a minute, when all names are
    read again. The index is built anew only if something that is searched is different. One thread builds;
    the others go on with the index that there is, or wait for the first one.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._mark: Hashable = None
        self._entries: Sequence[Entry] = ()
        self._index: Index | None = None
        self._read_at = float("-inf")

    def index(self, mark: Hashable, read: Callable[[], Sequence[Entry]]) -> Index:
        """The index of what `read` gives. `mark` is different whenever hospitals came or went."""
        index = self._index
        if index and self._fresh(mark):
            return index
        if not self._lock.acquire(blocking=index is None) and index:
            return index
        try:
            return self._index if self._index and self._fresh(mark) else self._refresh(mark, read())
        finally:
            self._lock.release()

    def _fresh(self, mark: Hashable) -> bool:
        return mark == self._mark and self._clock() - self._read_at < _LOOK_AGAIN_S

    def _refresh(self, mark: Hashable, entries: Sequence[Entry]) -> Index:
        index = self._index if self._index and entries == self._entries else Index(entries)
        self._index, self._entries, self._mark, self._read_at = index, entries, mark, self._clock()
        return index
