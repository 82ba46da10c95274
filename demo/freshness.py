"""Is the database prepared already? Knowing that makes a second start a second faster."""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from demo.place import ROOT, Place


def prepared(place: Place) -> bool:
    """Whether the database was prepared by this very code, with these keys and addresses."""
    if not place.database.exists():
        return False
    try:
        with closing(sqlite3.connect(place.database)) as database:
            (found,) = database.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        return False
    return found == _fingerprint(place)


def remember(place: Place) -> None:
    """In the database itself, so that another database is not taken for a prepared one."""
    with closing(sqlite3.connect(place.database, timeout=15)) as database:
        database.execute(f"PRAGMA user_version = {_fingerprint(place)}")


def _fingerprint(place: Place) -> int:
    """Of everything that preparing depends on; never 0, which is what a new database says."""
    total = zlib.crc32(place.simulator_url.encode())
    for file in (*_sources(), place.keys, place.staff):
        total = zlib.crc32(file.read_bytes() if file.exists() else b"", total)
    return total >> 1 or 1  # SQLite keeps 31 bits of it


def _sources() -> list[Path]:
    return sorted([*ROOT.glob("records/**/*.py"), *ROOT.glob("demo/*.py"), *ROOT.glob("demo/*.csv")])
