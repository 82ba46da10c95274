"""Take over the ministry's list of hospitals: `python -m records.hospital_import FILE [--skip-bad]`.

Hospitals are added and updated by code, never dropped: patients' bookings hang on them. An empty cell leaves
what is stored. All rows are taken or none, unless `--skip-bad` leaves out those that are wrong. Once more
changes nothing.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.database import Database
from records.hospital_list import Fault, HospitalList, NotAList, Row, read_list
from records.hospitals import Hospital
from records.migrate import migrate
from settings import Settings

_FIVE_OF_NINE = re.compile("[A-Z]{2}00([0-9]{5})|00([0-9]{5})00")  # EA0010687, formerly 001068700: 10687


@dataclass(frozen=True)
class Summary:
    """What an import did. `closed`: rows of closed hospitals that are not known here and were left out."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    closed: int = 0
    faults: Sequence[Fault] = ()

    def __str__(self) -> str:
        done = f"{self.added} added, {self.updated} updated, {self.unchanged} unchanged"
        bad = len({fault.line for fault in self.faults})
        left_out = [
            f"{count} {kind} left out" for count, kind in ((self.closed, "closed"), (bad, "bad")) if count
        ]
        return ", ".join([done, *left_out])


class BadRows(ValueError):
    """Nothing was stored, because of these rows."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def import_hospitals(session: Session, listed: HospitalList, skip_bad: bool = False) -> Summary:
    """Add and update what is listed, in the session's transaction. Raises BadRows unless `skip_bad`."""
    known = {hospital.code: hospital for hospital in session.scalars(select(Hospital))}
    doubles = [fault for row in listed.rows if (fault := _known_by_another_code(row, known))]
    faults = sorted([*listed.faults, *doubles], key=lambda fault: fault.line)
    if faults and not skip_bad:
        raise BadRows(faults)
    bad = {fault.line for fault in faults}
    rows = [row for row in listed.rows if row.line not in bad]
    new = [row for row in rows if row.code not in known]
    session.add_all(_new(row) for row in new if not row.closed)
    changed = [_update(known[row.code], row) for row in rows if row.code in known]
    session.flush()
    closed = sum(row.closed for row in new)
    return Summary(len(new) - closed, sum(changed), len(changed) - sum(changed), closed, tuple(faults))


def _known_by_another_code(row: Row, known: dict[str, Hospital]) -> Fault | None:
    nine = _FIVE_OF_NINE.fullmatch(row.code)
    five = nine and (nine[1] or nine[2])
    if five and row.code not in known and five in known:
        says = f"{row.code} may be {five}, known here as {known[five].name_th}. Add the column 'รหัส 5 หลัก'"
        return Fault(row.line, "code", says)
    return None


def _new(row: Row) -> Hospital:
    # By name: a map knows the entrance better than a rounded position does.
    place = quote(str(row.values["name_th"]))
    found = f"https://www.google.com/maps/search/?api=1&query={place}"
    return Hospital(code=row.code, map_url=found, **row.values)


def _update(hospital: Hospital, row: Row) -> bool:
    """Whether anything was different."""
    different = {name: value for name, value in row.values.items() if getattr(hospital, name) != value}
    for name, value in different.items():
        setattr(hospital, name, value)
    return bool(different)


def read_file(path: Path) -> HospitalList:
    """Read a list in UTF-8, with or without a byte order mark. Raises NotAList, OSError."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            return read_list(file)
    except UnicodeDecodeError as error:
        raise NotAList("the file is not UTF-8. Save it as 'CSV UTF-8'") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 when done, 1 when the list cannot be taken."""
    parser = argparse.ArgumentParser(prog="python -m records.hospital_import", description=__doc__)
    parser.add_argument("file", type=Path, help="CSV in UTF-8 with a header")
    parser.add_argument(
        "--skip-bad", action="store_true", help="take the good rows although others are wrong"
    )
    given = parser.parse_args(arguments)
    try:
        listed = read_file(given.file)
        summary = _store(listed, given.skip_bad)
    except BadRows as error:
        _say([*error.faults, "Nothing was stored. Correct the list, or take the rest with --skip-bad"])
        return 1
    except (NotAList, OSError) as error:
        _say([f"{given.file}: {error}"])
        return 1
    _say(summary.faults)
    sys.stdout.write(f"{given.file}: {summary}\n")
    return 0


def _store(listed: HospitalList, skip_bad: bool) -> Summary:
    settings = Settings()
    migrate(settings.database_url)
    database = Database(settings.database_url)
    try:
        return database.write(lambda session: import_hospitals(session, listed, skip_bad))
    finally:
        database.close()


def _say(lines: Iterable[object]) -> None:
    sys.stderr.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
