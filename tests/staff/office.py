"""People with accounts, and the browsers they use."""

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from bookings.now import real_now
from bot.staff.passwords import hashed
from records.audit import AuditEntry, Wanted, entries
from records.database import Database
from records.hospitals import Hospital
from records.people import reachable_account
from records.staff import Staff, begin_session, find_staff
from records.staff_phones import find_code, link_phone, new_code
from tests.api.world import house_of

PASSWORD = "สวัสดีตอนเช้าวันจันทร์"
_HASH = hashed(PASSWORD)
_numbers = itertools.count(1)


@dataclass
class Browser:
    """One browser; `csrf` is what its last page's forms hold."""

    client: FlaskClient
    csrf: str = field(default="", init=False)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self._seen(self.client.get(path, **more))

    def post(self, path: str, **form: Any) -> TestResponse:
        return self._seen(self.client.post(path, data={"csrf": self.csrf, **form}))

    def sign_in(self, login: str, password: str = PASSWORD) -> TestResponse:
        answer = self.client.post("/staff/sign-in", data={"login": login, "password": password})
        self.get("/staff/account")
        return answer

    def _seen(self, answer: TestResponse) -> TestResponse:
        if found := re.search(r'name="csrf" value="([0-9a-f]+)"', answer.text):
            self.csrf = found[1]
        return answer


@dataclass
class Office:
    """The service and who works there."""

    app: Flask

    @property
    def database(self) -> Database:
        return house_of(self.app).database

    def add_hospital(self, code: str) -> None:
        hospital = Hospital(code=code, name_th=f"โรงพยาบาล {code}", aliases=[], origins=[], domains=[])
        house_of(self.app).database.write(lambda session: session.add(hospital))

    def person(self, role: str = "administrator", hospital_code: str | None = None) -> str:
        """A new account's sign-in name."""
        login = f"{role}{next(_numbers)}"

        def work(session: Session) -> None:
            session.add(
                Staff(
                    login=login,
                    name=login,
                    role=role,
                    hospital_code=hospital_code,
                    password_hash=_HASH,
                    recovery=[],
                    created_at=real_now(),
                )
            )

        house_of(self.app).database.write(work)
        return login

    def browser(self) -> Browser:
        return Browser(self.app.test_client())

    def signed_in(self, role: str = "administrator", hospital_code: str | None = None) -> Browser:
        """Through no password: hashing one is slow, and other tests do it."""
        browser, login = self.browser(), self.person(role, hospital_code)

        def work(session: Session) -> str:
            staff = find_staff(session, login)
            assert staff
            return begin_session(session, staff, "tests", real_now(), passed=True)

        browser.client.set_cookie("staff", house_of(self.app).database.write(work))
        browser.get("/staff/account")
        return browser

    def link_phone(self, login: str) -> None:
        """As if she had typed a code in the chat."""

        def work(session: Session) -> None:
            now, staff = real_now(), find_staff(session, login)
            assert staff
            found = find_code(session, new_code(session, staff.id, now), now)
            assert found
            account = reachable_account(session, "test", f"U{staff.id:032x}", "th", now)
            link_phone(session, found, account, "x", now)

        self.database.write(work)

    def staff(self, login: str) -> Staff:
        with house_of(self.app).database.read() as session:
            return session.query(Staff).filter_by(login=login).one()

    def hospital(self, code: str) -> Hospital:
        with house_of(self.app).database.read() as session:
            return session.get_one(Hospital, code)

    def trail(self, **wanted: str) -> list[AuditEntry]:
        with house_of(self.app).database.read() as session:
            return list(entries(session, Wanted(**wanted)))

    def close(self) -> None:
        house_of(self.app).database.close()
