"""Two workers never hold the same message; only who holds it may write its end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from records.claims import (
    Begun,
    Due,
    begin,
    claim_due,
    next_moments,
    record,
    record_sent,
    release_leases,
)
from records.database import Database
from records.hospitals import Hospital
from records.messages import Message
from records.migrate import migrate
from records.people import consenting_account
from tests.world.databases import new_database

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
LEASE = timedelta(seconds=15)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    url = new_database(tmp_path)
    migrate(url)
    found = Database(url)
    yield found
    found.close()


def plan(database: Database, *messages: tuple[int, int]) -> None:
    """Messages as (urgency, seconds until due)."""

    def work(session: Session) -> None:
        session.merge(Hospital(code="10686", name_th="ก", aliases=[], origins=[], domains=[]))
        account = consenting_account(session, "test", "U1", "th", NOW)
        for number, (urgency, seconds) in enumerate(messages):
            due = NOW + timedelta(seconds=seconds)
            session.add(
                Message(
                    account_id=account.id,
                    hospital_code="10686",
                    mode="test",
                    kind="test",
                    occurrence=str(number),
                    urgency=urgency,
                    due_at=due,
                    expires_at=due + timedelta(hours=1),
                    wake_at=due,
                )
            )

    database.write(work)


def claim(database: Database, now: datetime = NOW, limit: int = 10, token: str = "t") -> list[Due]:
    def work(session: Session) -> list[Due]:
        found = claim_due(session, now, limit)
        begin(session, [Begun(each.id, each.retry_key or "key", {}) for each in found], token, now, LEASE)
        return found

    return database.write(work)


def stored(database: Database, id: int) -> Message:
    with database.read() as session:
        return session.get_one(Message, id)


def test_what_one_has_nobody_else_gets(database: Database):
    plan(database, (1, 0), (1, 0), (1, 0))

    first, second, third = claim(database, limit=2), claim(database, limit=2), claim(database)

    assert [len(first), len(second), len(third)] == [2, 1, 0]
    assert not {each.id for each in first} & {each.id for each in second}


def test_the_most_urgent_go_first_and_the_future_stays(database: Database):
    plan(database, (4, -60), (1, 0), (2, -5), (1, 1))

    assert [stored(database, each.id).urgency for each in claim(database)] == [1, 2, 4]


def test_a_dead_workers_message_comes_back_when_its_lease_is_over(database: Database):
    plan(database, (1, 0))
    claim(database)

    database.write(lambda session: release_leases(session, NOW + LEASE - timedelta(seconds=1)))
    assert claim(database) == []
    database.write(lambda session: release_leases(session, NOW + LEASE))
    assert len(claim(database, NOW + LEASE)) == 1


def test_an_outcome_of_somebody_who_lost_the_claim_is_not_written(database: Database):
    plan(database, (1, 0))
    (held,) = claim(database, token="late")
    database.write(lambda session: release_leases(session, NOW + LEASE))
    claim(database, NOW + LEASE, token="held")

    late = {"key": held.id, "token": "late", "state": "failed"}
    database.write(lambda session: record(session, [late]))
    database.write(lambda session: record_sent(session, "late", [held.id], NOW))
    assert stored(database, held.id).state == "sending"
    database.write(lambda session: record_sent(session, "held", [held.id], NOW))
    assert stored(database, held.id).state == "sent"


def test_a_repeat_keeps_the_key_and_the_moment_of_the_first_attempt(database: Database):
    plan(database, (1, 0))
    claim(database)
    database.write(lambda session: release_leases(session, NOW + LEASE))

    (again,) = claim(database, NOW + LEASE)
    assert (again.retry_key, again.first_attempt_at, again.attempts) == ("key", NOW, 1)
    assert stored(database, again.id).attempts == 2


def test_of_each_urgency_the_sweep_learns_what_is_due_and_what_comes_next(database: Database):
    plan(database, (4, -60), (4, -50), (4, 30), (4, 40), (1, 20), (3, 90))

    with database.read() as session:
        moments = next_moments(session, NOW, NOW + timedelta(seconds=60))
    assert sorted((moment - NOW).total_seconds() for moment in moments) == [-60, 20, 30]
