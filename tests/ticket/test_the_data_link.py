"""Who opens a link to her data too late, or one that is not hers, gets nothing."""

from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.now import real_now
from bookings.patient import forget
from records.people import LineAccount, consenting_account
from tests.api.world import house_of
from tests.ticket.desk import Desk


def path(desk: Desk, ago: timedelta = timedelta()) -> str:
    """Where the link that she was given so long ago leads."""
    with desk.world.database.read() as session:
        account = session.scalars(select(LineAccount)).one()
        address = house_of(desk.world.app).take_along.address(account, real_now() - ago)
    return urlsplit(address or "").path


def test_it_ends_with_its_hour(desk: Desk):
    desk.booked()

    answer = desk.get(path(desk, timedelta(minutes=61)))

    assert answer.status_code == 410
    assert answer.headers["Cache-Control"] == "no-store"
    assert "HN-1" not in answer.text


def test_it_ends_with_deletion_even_when_somebody_takes_over_the_id(desk: Desk):
    desk.booked()
    link = path(desk)

    def work(session: Session) -> tuple[int, int]:
        account = session.scalars(select(LineAccount)).one()
        was = account.id
        forget(session, account)
        session.expire_all()
        return was, consenting_account(session, "test", "U" + "2" * 32, "th", real_now()).id

    before, after = desk.world.database.write(work)

    assert desk.get(link).status_code == 410
    if "sqlite" in str(desk.world.database.engine.url):
        assert before == after


def test_an_address_that_was_not_made_here_opens_nothing(desk: Desk):
    desk.booked()
    link = path(desk)

    forged = desk.get(link[:-2] + ("AA" if not link.endswith("AA") else "BB"))

    assert (forged.status_code, forged.headers["Cache-Control"]) == (404, "no-store")


def test_while_redis_is_away_she_is_asked_to_come_back_not_given_half(desk: Desk):
    desk.booked()

    answer = desk.get(path(desk))

    assert answer.status_code == 503
    assert "HN-1" not in answer.text
