"""What lies in the table makes no code: second factors are sealed, each for its owner."""

from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from bookings.now import real_now
from records.database import Database
from records.migrate import migrate
from records.sealed import NoSecret
from records.staff import Staff, StaffSession, begin_session
from records.staff_secrets import TotpSecrets, seal_staff
from tests.staff.office import Office
from tests.world.databases import new_database

SECRET = pyotp.random_base32()
NEW, OLD = "n" * 32, "o" * 32


def test_the_table_does_not_hold_the_secret_that_the_page_showed(office: Office):
    login, browser = office.person(), office.browser()
    browser.sign_in(login)

    browser.post("/staff/account/second", secret=SECRET, code=pyotp.TOTP(SECRET).at(real_now()))

    stored = office.staff(login).totp_secret or ""
    assert SECRET not in stored
    assert len(stored) > len(SECRET)


def test_a_sealed_secret_opens_for_its_owner_only_and_with_an_older_key_too():
    sealed = TotpSecrets([OLD]).sealed(7, SECRET)

    assert TotpSecrets([NEW, OLD]).opened(7, sealed) == SECRET
    assert TotpSecrets([NEW, OLD]).opened(8, sealed) is None
    assert TotpSecrets([NEW]).opened(7, sealed) is None
    assert TotpSecrets([]).opened(7, sealed) is None


def test_without_a_key_nothing_is_kept_in_plain():
    with pytest.raises(NoSecret):
        TotpSecrets([]).sealed(7, SECRET)


def test_migrating_seals_what_was_kept_in_plain_and_what_an_older_key_sealed(tmp_path: Path):
    url = new_database(tmp_path)
    migrate(url)
    database = Database(url)
    people = {1: SECRET, 2: TotpSecrets([OLD]).sealed(2, SECRET), 3: None}
    database.write(
        lambda session: session.add_all(
            Staff(
                id=number, login=f"p{number}", name="", role="viewer", totp_secret=kept, created_at=real_now()
            )
            for number, kept in people.items()
        )
    )
    secrets = TotpSecrets([NEW, OLD])

    assert seal_staff(database, secrets) == 2
    assert seal_staff(database, secrets) == 0

    with database.read() as session:
        kept = {each.id: each.totp_secret for each in session.query(Staff)}
    assert kept[3] is None
    assert all(TotpSecrets([NEW]).opened(number, kept[number] or "") == SECRET for number in (1, 2))
    database.close()


def test_who_signs_in_again_leaves_no_session_that_is_over(office: Office):
    login = office.person("viewer")
    staff = office.staff(login)
    database = office.database
    for days in (8, 9, 0):
        then = real_now() - timedelta(days=days)
        database.write(lambda session, then=then: begin_session(session, staff, "tests", then, passed=True))

    with database.read() as session:
        assert session.query(StaffSession).filter_by(staff_id=staff.id).count() == 1
