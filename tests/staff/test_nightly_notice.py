"""Operators see above the list of hospitals whose nightly call is missing, once it is due."""

import re
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from bookings.nightly import Tally, missing_now, tomorrow
from bookings.now import real_now
from bookings.times import BANGKOK
from records.bookings import Booking
from records.hospitals import Hospital
from records.people import consenting_account, mint_link
from tests.api.world import house_of
from tests.staff.office import Browser, Office


@pytest.fixture(scope="module", autouse=True)
def bookings(office: Office) -> None:
    """Of tomorrow: 10692 was called for one of two, 11472 for none; both live. 10693 is for tests only."""
    office.add_hospital("10693")

    def work(session: Session) -> None:
        for code, mode, called in (
            ("10692", "live", (True, False)),
            ("11472", "live", (False, False, False)),
            ("11472", "test", (False,)),
            ("10693", "test", (False,)),
        ):
            session.get_one(Hospital, code).live = True
            account = consenting_account(session, mode, f"U{int(code):032x}", "th", real_now())
            link = mint_link(session, account.people[0], code, mode, real_now())
            for number, came in enumerate(called):
                session.add(_booking(session.get_one(Hospital, code), mode, link.id, number, came))

    house_of(office.app).database.write(work)


def _booking(hospital: Hospital, mode: str, link: int, number: int, came: bool) -> Booking:
    now = real_now()
    return Booking(
        hospital=hospital,
        mode=mode,
        link_id=link,
        booking_ref=f"N{number}",
        api_version=4,
        appointment_date=tomorrow(now),
        queue_number="A1",
        remind_without_nightly=True,
        reconfirmed_at=now if came else None,
        created_at=now - timedelta(days=3),
        updated_at=now,
    )


def _notice(browser: Browser) -> list[tuple[str, str]]:
    """Code and count of each hospital named."""
    page = browser.get("/staff/hospitals").text
    found = re.search(r'id="nightly">(.*?)</section>', page, re.DOTALL)
    return re.findall(r"hospitals/(\w+)\">[^<]*</a> \((\d+/\d+)\)", found[1]) if found else []


def _today_at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(real_now().astimezone(BANGKOK).date(), time(hour, minute), BANGKOK)


def test_the_page_names_them_with_what_came(office: Office):
    due = real_now() >= _today_at(1)

    named = _notice(office.signed_in("operator"))

    assert named == ([("11472", "0/3"), ("10692", "1/2")] if due else [])


def test_who_is_bound_to_one_hospital_is_told_of_no_other(office: Office):
    due = real_now() >= _today_at(1)

    assert _notice(office.signed_in("viewer", "10692")) == ([("10692", "1/2")] if due else [])
    assert _notice(office.signed_in("viewer", "10693")) == []


@pytest.mark.parametrize(
    ("hour", "minute", "named"), [(0, 59, []), (1, 0, ["11472", "10692"]), (23, 59, ["11472", "10692"])]
)
def test_they_are_named_from_one_oclock_until_midnight(
    office: Office, hour: int, minute: int, named: list[str]
):
    with house_of(office.app).database.read() as session:
        found = missing_now(session, _today_at(hour, minute), None, 50)

    assert [each.code for each in found] == named
    assert all(each.tally == Tally(*{"11472": (3, 0), "10692": (2, 1)}[each.code]) for each in found)
