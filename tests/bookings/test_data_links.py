"""The link to everything kept about a patient: hers alone, for an hour."""

from datetime import UTC, datetime, timedelta

from bookings.links import TicketLinks
from bookings.take_along import DataLinks
from records.people import LineAccount
from records.tables import Base

SECRET = "a secret for tests, long enough to be one"
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
LINKS = DataLinks(SECRET, "https://connect.example")


def token(now: datetime = NOW) -> str:
    account = LineAccount(id=7, created_at=NOW - timedelta(days=30))
    address = LINKS.address(account, now)
    assert address is not None
    return address.removeprefix("https://connect.example/my-data/").partition("?")[0]


def test_it_opens_for_an_hour_by_the_clock_it_is_read_with():
    opened = [LINKS.read(token(), NOW + after) for after in (timedelta(), timedelta(minutes=59, seconds=59))]
    ended = LINKS.read(token(), NOW + timedelta(hours=1))

    assert [each and (each.account_id, each.over) for each in opened] == [(7, False), (7, False)]
    assert ended is not None
    assert ended.over


def test_one_changed_character_opens_nothing():
    good = token()

    for at, char in enumerate(good):
        other = "A" if char != "A" else "B"
        assert LINKS.read(good[:at] + other + good[at + 1 :], NOW) is None
    assert [LINKS.read(bad, NOW) for bad in ("", good[:-1], f"{good}A", "ก" * len(good))] == [None] * 4


def test_links_of_tickets_and_of_data_do_not_open_each_other():
    tickets = TicketLinks(SECRET, "https://connect.example")

    assert LINKS.read(tickets.token(7, 1) or "", NOW) is None
    assert tickets.read(token()) is None


def test_without_a_secret_there_are_none():
    none = DataLinks("", "https://connect.example")

    assert none.address(LineAccount(id=7, created_at=NOW), NOW) is None
    assert none.read(token(), NOW) is None


def test_whatever_hangs_on_her_account_goes_with_it():
    hers = {LineAccount.__tablename__}
    for table in Base.metadata.sorted_tables:
        keys = [key for key in table.foreign_keys if key.column.table.name in hers]
        if keys:
            assert {key.ondelete for key in keys} == {"CASCADE"}, table.name
            hers.add(table.name)

    assert {"people", "links", "bookings", "surveys", "messages", "events"} <= hers
