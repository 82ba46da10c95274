"""Two workers never hold the same message; only who holds it may write its end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from records.claims import claim_due, record, release_leases
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


def claim(database: Database, now: datetime = NOW, limit: int = 10) -> list[Message]:
    return database.write(lambda session: claim_due(session, now, limit, LEASE))


def test_what_one_has_nobody_else_gets(database: Database):
    plan(database, (1, 0), (1, 0), (1, 0))

    first, second, third = claim(database, limit=2), claim(database, limit=2), claim(database)

    assert [len(first), len(second), len(third)] == [2, 1, 0]
    assert not {each.id for each in first} & {each.id for each in second}


def test_the_most_urgent_go_first_and_the_future_stays(database: Database):
    plan(database, (4, -60), (1, 0), (2, -5), (1, 1))

    assert [each.urgency for each in claim(database)] == [1, 2, 4]


def test_a_dead_workers_message_comes_back_when_its_lease_is_over(database: Database):
    plan(database, (1, 0))
    claim(database)

    database.write(lambda session: release_leases(session, NOW + LEASE - timedelta(seconds=1)))
    assert claim(database) == []
    database.write(lambda session: release_leases(session, NOW + LEASE))
    assert len(claim(database, NOW + LEASE)) == 1


def test_an_outcome_of_somebody_who_lost_the_claim_is_not_written(database: Database):
    plan(database, (1, 0))
    (late,) = claim(database)
    database.write(lambda session: release_leases(session, NOW + LEASE))
    (held,) = claim(database, NOW + LEASE)

    for token, state in ((late.claim_token, "failed"), (held.claim_token, "sent")):
        row = {"key": held.id, "token": token, "state": state}
        database.write(lambda session, row=row: record(session, [row]))
        with database.read() as session:
            stored = session.get_one(Message, held.id).state
        assert stored == ("sending" if state == "failed" else "sent")
