"""Fill the database with the demo's hospitals and their keys: `python -m demo.load`.

May run at every start: what is there is kept, the hospitals' switches and test clocks included. The keys stay
the same as long as `var/demo.keys.json` and the database both know them.
"""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from demo.hospitals import CONNECTED, Row, rows
from demo.keys import KINDS, Keys, read_keys, write_keys
from demo.place import from_environment, write_private
from demo.staff import administrator
from records.database import Database
from records.hospitals import Hospital
from records.keys import find_key, issue_key
from records.migrate import migrate
from settings import Settings


def load(session: Session, simulator_url: str, known: Mapping[str, Mapping[str, str]], now: datetime) -> Keys:
    """Put hospitals and keys in place; the connected hospitals' keys, by code and kind.

    `known` are the keys of the last time: still good ones are kept.
    """
    for row in rows():
        _put(session, row, simulator_url)
    session.flush()
    return {code: _keys(session, code, known.get(code, {}), now) for code in CONNECTED}


def _put(session: Session, row: Row, simulator_url: str) -> None:
    hospital = session.get(Hospital, row.code)
    if hospital is None:
        hospital = Hospital(code=row.code, live=row.code in CONNECTED)
        session.add(hospital)
    for name in (
        "name_th",
        "name_en",
        "aliases",
        "province",
        "district",
        "latitude",
        "longitude",
        "telephone",
    ):
        setattr(hospital, name, getattr(row, name))
    hospital.map_url = row.map_url
    hospital.booking_url = row.booking_url(simulator_url)
    if hospital.booking_url:
        # Its booking page stands at the simulator: only from there may a browser call.
        hospital.origins = [simulator_url]
        hospital.domains = [urlsplit(simulator_url).hostname or ""]


def _keys(session: Session, code: str, known: Mapping[str, str], now: datetime) -> dict[str, str]:
    return {kind: _good(session, code, kind, known.get(kind), now) for kind in KINDS}


def _good(session: Session, code: str, kind: str, key: str | None, now: datetime) -> str:
    version, mode = KINDS[kind]
    found = find_key(session, key, now) if key else None
    if key and found and (found.hospital_code, found.version, found.mode) == (code, version, mode):
        return key
    return issue_key(session, code, version, mode, now)


def main() -> None:
    """Migrate, load, remember the keys."""
    settings = Settings()
    place = from_environment(os.environ)
    migrate(settings.database_url)
    database = Database(settings.database_url)
    try:
        now, known = datetime.now(UTC), read_keys(place.keys)
        keys = database.write(lambda session: load(session, settings.simulator_url, known, now))
        staff = database.write(lambda session: administrator(session, place, now))
    finally:
        database.close()
    write_keys(place.keys, keys)
    write_private(place.staff, json.dumps(staff, indent=2) + "\n")


if __name__ == "__main__":
    main()
