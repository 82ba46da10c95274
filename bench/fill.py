"""Fills a database with patients, bookings and their messages: one INSERT … SELECT a table.

Row `i` of every table belongs together: account i, person i, link i, booking i. Statements are made from the
models, so that a new column with a default needs nothing here.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Table, text

from bookings.kinds import KINDS
from bookings.times import BANGKOK, at
from records.database import Database
from records.tables import Base

HOSPITALS = 20
_ZERO = 10_000_000


def hospital_code(number: int) -> str:
    """Row i is at hospital i modulo HOSPITALS."""
    return str(20_000 + number % HOSPITALS)


def user_id(number: int) -> str:
    """Row i's LINE user."""
    return f"U{_ZERO + number:032d}"


def connect_id(number: int) -> str:
    """Row i's Connect ID."""
    return f"{_ZERO + number:024d}"


def fill_patients(database: Database, count: int, mode: str = "live") -> None:
    """Hospitals, and `count` consenting patients, each with a link to one of them."""
    now = datetime.now(UTC)
    with database.engine.begin() as connection:
        for number in range(HOSPITALS):
            code = hospital_code(number)
            values = {
                "code": code,
                "name_th": f"โรงพยาบาลทดสอบ {code}",
                "live": True,
                "booking_url": "https://q.example/?c={connect_id}",
            }
            connection.execute(Base.metadata.tables["hospitals"].insert().values(values))
        whose = {"id": "i", "account_id": "i", "person_id": "i", "created_at": _moment(connection, now)}
        insert(
            connection,
            "line_accounts",
            count,
            {
                **whose,
                "channel": f"'{mode}'",
                "user_id": _padded("U", 32),
                "language": "'th'",
                "consented_at": _moment(connection, now),
            },
        )
        insert(connection, "people", count, whose)
        insert(
            connection,
            "links",
            count,
            {
                **whose,
                "hospital_code": _hospital(),
                "mode": f"'{mode}'",
                "connect_id": _padded("", 24),
                "used_at": _moment(connection, now),
            },
        )


def fill_bookings(
    database: Database, count: int, due_at: datetime, mode: str = "live", first: int = 1
) -> None:
    """A booking for patients `first` … `count`, tomorrow at ten; its reminder is due at `due_at`."""
    day = due_at.astimezone(BANGKOK).date() + timedelta(days=1)
    with database.engine.begin() as connection:
        common = {
            "id": "i",
            "booking_id": "i",
            "account_id": "i",
            "link_id": "i",
            "hospital_code": _hospital(),
            "mode": f"'{mode}'",
        }
        now = _moment(connection, datetime.now(UTC))
        insert(
            connection,
            "bookings",
            count,
            {
                **common,
                "booking_ref": _padded("R-", 10),
                "api_version": "4",
                "appointment_date": _day(connection, day),
                "appointment_at": _moment(connection, at(day, time(10))),
                "queue_number": _padded("A", 4),
                "department": "'อายุรกรรม'",
                "location": "'อาคาร 2 ชั้น 3'",
                "note": "'งดน้ำและอาหารหลังเที่ยงคืน'",
                "remind_without_nightly": "true",
                "reconfirmed_at": now,
                "created_at": now,
                "updated_at": now,
            },
            first,
        )
        moments = {
            "day_before": (due_at, due_at + timedelta(hours=12)),
            "same_day": (due_at + timedelta(hours=21), due_at + timedelta(hours=25)),
            "survey": (due_at + timedelta(hours=51), due_at + timedelta(hours=83)),
        }
        for number, (kind, (due, expires)) in enumerate(moments.items()):
            insert(
                connection,
                "messages",
                count,
                {
                    **common,
                    "id": f"i * 3 + {number}",
                    "kind": f"'{kind}'",
                    "occurrence": f"'{day}'",
                    "urgency": str(KINDS[kind].urgency),
                    "due_at": _moment(connection, due),
                    "expires_at": _moment(connection, expires),
                    "wake_at": _moment(connection, due),
                },
                first,
            )


def fill_ended(database: Database, rows: int, first: int, years: float = 2) -> None:
    """`rows` ended messages, spread over the past years: what a ledger looks like after them."""
    end = datetime.now(UTC) - timedelta(days=3)
    with database.engine.begin() as connection:
        past = _past(connection, end, years * 365 * 86_400 / max(1, rows))
        insert(
            connection,
            "messages",
            first + rows - 1,
            {
                "id": "i",
                "booking_id": "NULL",
                "account_id": "1",
                "hospital_code": _hospital(),
                "mode": "'live'",
                "kind": "'day_before'",
                "occurrence": "'past'",
                "urgency": "4",
                "due_at": past,
                "expires_at": past,
                "wake_at": past,
                "sent_at": past,
                "state": "'sent'",
                "attempts": "1",
                "first_attempt_at": past,
                "retry_key": _padded("", 36),
            },
            first,
        )


def settle(database: Database) -> None:
    """Have the planner know what is there, and PostgreSQL's numbering go on behind our ids."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            for name in ("line_accounts", "people", "links", "bookings", "messages"):
                last = f"pg_get_serial_sequence('{name}', 'id'), coalesce(max(id), 1)"
                connection.execute(text(f"SELECT setval({last}) FROM {name}"))
            connection.execute(text("VACUUM ANALYZE"))
            connection.execute(text("CHECKPOINT"))
        else:
            connection.execute(text("ANALYZE"))


def insert(
    connection: Connection, name: str, count: int, expressions: Mapping[str, str], first: int = 1
) -> None:
    """Rows first … count, if any. `expressions` are SQL over `i`; other columns get their model's default."""
    if count < first:
        return
    table = Base.metadata.tables[name]
    values = _defaults(table) | {key: value for key, value in expressions.items() if key in table.c}
    series = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
    rows = "n"
    if connection.dialect.name == "postgresql":
        series, rows = "", f"generate_series({first}::bigint, {count}) AS n(i)"
    columns, chosen = ", ".join(f'"{key}"' for key in values), ", ".join(values.values())
    connection.execute(text(f"INSERT INTO {name} ({columns}) {series} SELECT {chosen} FROM {rows}"))


def _defaults(table: Table) -> dict[str, str]:
    return {column.name: _literal(column) for column in table.c if column.default is not None}


def _literal(column: Column[Any]) -> str:
    default: Any = column.default
    value = default.arg(None) if default.is_callable else default.arg
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return "'" + (value if isinstance(value, str) else json.dumps(value)) + "'"


def _padded(before: str, digits: int) -> str:
    """`before` and the row's number in so many digits, as Python's `user_id` writes it."""
    return f"'{before}{'0' * (digits - 8)}' || ({_ZERO} + i)" if digits > 8 else f"'{before}' || i"


def _hospital() -> str:
    return f"CAST(20000 + i % {HOSPITALS} AS TEXT)"


def _moment(connection: Connection, moment: datetime) -> str:
    if connection.dialect.name == "postgresql":
        return f"timestamptz '{moment.isoformat()}'"
    return f"'{moment.astimezone(UTC).replace(tzinfo=None).isoformat(' ', 'microseconds')}'"


def _day(connection: Connection, day: date) -> str:
    return f"date '{day}'" if connection.dialect.name == "postgresql" else f"'{day}'"


def _past(connection: Connection, end: datetime, step: float) -> str:
    """A moment for each row, `step` seconds apart, the last ones near `end`."""
    if connection.dialect.name == "postgresql":
        return f"timestamptz '{end.isoformat()}' - i * interval '{step} seconds'"
    return f"strftime('%Y-%m-%d %H:%M:%f000', '{end:%Y-%m-%d %H:%M:%S}', '-' || (i * {step}) || ' seconds')"
