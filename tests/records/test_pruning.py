"""Years of rows do not pile up: what is over for long is forgotten, what is to come never."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.bookings import Booking, Survey
from records.database import Database
from records.events import Event, EventDelivery, new_endpoint
from records.hospitals import Hospital
from records.messages import Message
from records.migrate import migrate
from records.people import LineAccount, Link, Person, add_person, consenting_account, mint_link
from records.prune import main, prune
from records.staff import Staff, StaffReset, StaffSession, begin_session, make_reset
from records.staff_phones import StaffPhoneCode, new_code
from records.templates.tables import TemplateDocument
from tests.world.databases import new_database

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
LONG_AGO, LATELY = date(2025, 6, 1), date(2026, 11, 1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    url = new_database(tmp_path)
    migrate(url)
    found = Database(url)
    found.write(_hospital)
    yield found
    found.close()


def _hospital(session: Session) -> None:
    session.add(Hospital(code="10686", name_th="ก", aliases=[], origins=[], domains=[]))
    session.flush()
    account = consenting_account(session, "test", "U1", "th", NOW)
    mint_link(session, account.people[0], "10686", "test", NOW)


def _booking(database: Database, ref: str, day: date, state: str = "sent") -> None:
    def work(session: Session) -> None:
        account = session.scalars(select(LineAccount)).one()
        booking = Booking(
            hospital_code="10686",
            mode="test",
            booking_ref=ref,
            link=account.people[0].links[0],
            api_version=4,
            appointment_date=day,
            queue_number="A1",
            remind_without_nightly=True,
            created_at=NOW,
            updated_at=NOW,
        )
        session.add(booking)
        session.flush()
        session.add_all([_message(account, state, day, booking_id=booking.id), Survey(booking_id=booking.id)])

    database.write(work)


def _message(account: LineAccount, state: str, day: date, **more: Any) -> Message:
    due = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Message(
        account_id=account.id,
        hospital_code="10686",
        mode="test",
        kind="survey",
        occurrence="1",
        urgency=5,
        due_at=due,
        expires_at=due,
        wake_at=due,
        state=state,
        **more,
    )


def gone(database: Database, **more: Any) -> dict[str, int]:
    """How many of what were forgotten, where it is any."""
    return {name: count for name, count in prune(database, NOW, **more).items() if count}


def left(database: Database, column: Any) -> list[Any]:
    with database.read() as session:
        return sorted(session.scalars(select(column)))


def test_what_is_over_for_long_goes_with_its_messages_and_survey(database: Database):
    for number in range(5):
        _booking(database, f"OLD-{number}", LONG_AGO)
    _booking(database, "NEW", LATELY)

    assert gone(database, batch=2) == {"bookings": 5}

    assert left(database, Booking.booking_ref) == ["NEW"]
    assert len(left(database, Message.id)) == len(left(database, Survey.id)) == 1
    assert left(database, LineAccount.user_id) == ["U1"]


def test_what_is_still_to_be_sent_is_never_touched(database: Database):
    _booking(database, "OPEN", LONG_AGO, state="planned")

    assert gone(database) == {}
    assert left(database, Booking.booking_ref) == ["OPEN"]


def test_messages_about_no_booking_go_too(database: Database):
    def work(session: Session) -> None:
        account = session.scalars(select(LineAccount)).one()
        session.add_all([_message(account, "sent", day) for day in (LONG_AGO, LATELY)])
        session.add(_message(account, "planned", LONG_AGO))

    database.write(work)

    assert gone(database) == {"messages about none": 1}
    assert left(database, Message.state) == ["planned", "sent"]


def test_what_hospitals_were_told_goes_a_month_after_the_last_try(database: Database):
    def work(session: Session) -> None:
        endpoint = new_endpoint(session, "10686", "test", "https://que.example/", [], "sealed", NOW)
        for name, state, days in (
            *(("evt_old", "delivered", 31), ("evt_failed", "failed", 31)),
            *(("evt_new", "delivered", 29), ("evt_waits", "pending", 31)),
        ):
            # A test clock may have been months ahead: only real time counts.
            event = Event(id=name, kind="message.sent", data={}, happened_at=NOW + timedelta(days=90))
            session.add(event)
            wake_at = NOW - timedelta(days=days)
            session.add(EventDelivery(event=event, endpoint=endpoint, state=state, wake_at=wake_at))

    database.write(work)

    assert gone(database, batch=1) == {"events": 2}
    assert left(database, Event.id) == ["evt_new", "evt_waits"]
    assert len(left(database, EventDelivery.id)) == 2


def test_a_person_whom_she_removed_goes_with_the_last_booking(database: Database):
    def work(session: Session) -> None:
        account = session.scalars(select(LineAccount)).one()
        for number, kin in enumerate(("mother", "father"), 1):
            person = add_person(session, account, kin, number, None, NOW)
            mint_link(session, person, "10686", "test", NOW)
            person.removed_at = NOW - timedelta(days=1)
        account.people[0].removed_at = NOW - timedelta(days=1)

    _booking(database, "HERS", LATELY)
    database.write(work)

    assert gone(database) == {"removed people": 2}
    assert left(database, Person.kin) == ["self"]
    assert len(left(database, Link.id)) == 1


def test_what_let_staff_in_goes_when_it_is_over(database: Database):
    def work(session: Session) -> None:
        staff = Staff(login="a", name="A", role="viewer", recovery=[], created_at=NOW)
        session.add(staff)
        session.flush()
        for seen, made in ((13, 13), (1, 24 * 7 + 1), (1, 2)):
            begin_session(session, staff, str(made), NOW - timedelta(hours=made), passed=True)
            session.flush()
            newest = session.scalars(select(StaffSession).order_by(StaffSession.id.desc())).first()
            assert newest
            newest.seen_at = NOW - timedelta(hours=seen)
        make_reset(session, staff, NOW - timedelta(hours=25))
        new_code(session, staff.id, NOW - timedelta(hours=1))

    database.write(work)

    assert gone(database) == {"sign-ins": 2}
    assert left(database, StaffSession.agent) == ["2"]
    assert left(database, StaffReset.digest) == left(database, StaffPhoneCode.code) == []


def test_a_cards_content_goes_once_no_message_can_repeat_it(database: Database):
    def work(session: Session) -> None:
        for name, revision, days in (
            *(("survey", "first", 90), ("survey", "second", 5), ("survey", "third", 1)),
            ("queue_card", "only", 90),
        ):
            kept_at = NOW - timedelta(days=days)
            session.add(
                TemplateDocument(name=name, revision=revision, structure=[], words={}, kept_at=kept_at)
            )

    database.write(work)

    assert gone(database) == {"contents of cards": 1}
    assert left(database, TemplateDocument.revision) == ["only", "second", "third"]


def test_it_refuses_to_forget_last_month(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--days", "7"])
    assert "at least 30" in capsys.readouterr().err
