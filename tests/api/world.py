"""What door tests speak with: hospitals with keys, patients with Connect IDs, and a client."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from bookings.now import now_for, real_now
from bookings.times import BANGKOK
from bot.house import House
from records.bookings import Booking
from records.database import Database
from records.hospitals import Hospital
from records.keys import issue_key
from records.messages import Message
from records.people import consenting_account, mint_link
from records.tables import Base

CODE = "10692"
OTHER = "11472"


@dataclass
class Keys:
    """One hospital's keys."""

    code: str
    test: str
    live: str
    v3: str


def house_of(app: Flask) -> House:
    """The application's parts."""
    return cast(House, app.extensions["house"])


def _hospital(session: Session, code: str, name: str) -> Keys:
    """A live hospital with a key of each kind."""
    session.add(
        Hospital(
            code=code,
            name_th=name,
            booking_url="https://que.example/?regist={connect_id}",
            live=True,
            origins=["https://que.example"],
            domains=["que.example"],
        )
    )
    session.flush()
    now = real_now()
    return Keys(
        code,
        issue_key(session, code, 4, "test", now),
        issue_key(session, code, 4, "live", now),
        issue_key(session, code, 3, None, now),
    )


@dataclass
class World:
    """One application and what is in its database."""

    app: Flask
    keys: dict[str, Keys]

    @classmethod
    def anew(cls, app: Flask) -> "World":
        """Everything forgotten but two live hospitals."""

        def work(session: Session) -> dict[str, Keys]:
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(delete(table))
            names = {CODE: "โรงพยาบาลปทุมธานี", OTHER: "โรงพยาบาลท่าวุ้ง"}
            return {code: _hospital(session, code, name) for code, name in names.items()}

        return cls(app, house_of(app).database.write(work))

    @property
    def database(self) -> Database:
        """The application's database."""
        return house_of(self.app).database

    def set_hospital(self, code: str = CODE, **changes: Any) -> None:
        """Turn a hospital's switches."""

        def work(session: Session) -> None:
            hospital = session.get_one(Hospital, code)
            for name, value in changes.items():
                setattr(hospital, name, value)

        self.database.write(work)

    def patient(
        self, user_id: str = "U" + "1" * 32, code: str = CODE, mode: str = "test", channel: str = "test"
    ) -> str:
        """A consenting patient's Connect ID at a hospital."""

        def work(session: Session) -> str:
            account = consenting_account(session, channel, user_id, "th", real_now())
            return mint_link(session, account.people[0], code, mode, real_now()).connect_id

        return self.database.write(work)

    def call(
        self, method: str, path: str, body: Any = None, key: str | None = None, **more: Any
    ) -> TestResponse:
        """A version-4 call; `path` behind /api/v4."""
        headers = {"Authorization": f"Bearer {key or self.keys[CODE].test}"} | more.pop("headers", {})
        more = {name: value for name, value in more.items() if value is not None}
        if body is not None:
            more |= {"data": json.dumps(body).encode(), "content_type": "application/json"}
        return self.app.test_client().open(f"/api/v4{path}", method=method, headers=headers, **more)

    def book(self, ref: str = "HN-1", key: str | None = None, **fields: Any) -> Any:
        """Make a booking that has to succeed."""
        answer = self.call("POST", "/bookings", self.fields(ref, **fields), key)
        assert answer.status_code in {200, 201}, answer.text
        return answer.json

    def fields(self, ref: str = "HN-1", **fields: Any) -> dict[str, Any]:
        """A whole booking's fields."""
        return {
            # A test that gives its own needs no other patient.
            "connect_id": "" if "connect_id" in fields else self.patient(),
            "booking_ref": ref,
            "appointment_at": self.day(3, "10:00"),
            "queue_number": "A042",
            "department": "อายุรกรรม",
        } | fields

    def day(self, days: int, clock: str | None = None) -> str:
        """The day in so many days, in Bangkok; with a clock time a moment."""
        day = (real_now().astimezone(BANGKOK) + timedelta(days=days)).date().isoformat()
        return f"{day}T{clock}:00+07:00" if clock else day

    def v3(self, path: str, body: Any, key: str | None = None, **more: Any) -> TestResponse:
        """A version-3 call as hospitals make it; `path` behind the key, for example /test/api/queue."""
        data = body if isinstance(body, str | bytes) else json.dumps(body, ensure_ascii=False).encode()
        more.setdefault("content_type", "application/json")
        return self.app.test_client().post(f"/v3/{key or self.keys[CODE].v3}{path}", data=data, **more)

    def nine(self, connect_id: str | None = None, **fields: Any) -> dict[str, Any]:
        """Version 3's nine fields."""
        return {
            "userId": connect_id or self.patient(),
            "hospitalName": "โรงพยาบาลปทุมธานี",
            "origin": "กระทรวงสาธารณสุข",
            "queueNumber": "จุดคัดกรอง คิวที่ 201",
            "patientName": "นาย โตมร โตมานานแล้ว",
            "appointmentDate": self.day(3),
            "appointmentTime": "เวลานัดหมาย 09:00-09:15 น. กรุณามาก่อนเวลา 10 นาที",
            "detailsLink": "http://que.example/",
            "currentQueueLink": "http://que.example/now",
        } | fields

    def messages(self, **where: Any) -> list[Message]:
        """Rows of the ledger."""
        with self.database.read() as session:
            return list(
                session.scalars(select(Message).filter_by(**where).order_by(Message.due_at, Message.id))
            )

    def kinds(self, ref: str = "HN-1") -> list[tuple[str, str]]:
        """Kind and state of a booking's messages."""
        return [(each["kind"], each["state"]) for each in self.booking(ref)["messages"]]

    def booking(self, ref: str = "HN-1") -> Any:
        """The booking as version 4 answers it."""
        answer = self.call("GET", f"/bookings/{ref}")
        assert answer.status_code == 200, answer.text
        return answer.json

    def set_message(self, kind: str, *, ref: str | None = None, **changes: Any) -> None:
        """What the sending part would have done to that message of one booking, or of all."""

        def work(session: Session) -> None:
            found = select(Message).filter_by(kind=kind)
            if ref is not None:
                found = found.join(Booking).where(Booking.booking_ref == ref)
            for message in session.scalars(found):
                for name, value in changes.items():
                    setattr(message, name, value)

        self.database.write(work)

    def set_booking(self, ref: str = "HN-1", **changes: Any) -> None:
        """What the patient's answers would have done to a booking."""

        def work(session: Session) -> None:
            booking = session.scalars(select(Booking).filter_by(booking_ref=ref)).one()
            for name, value in changes.items():
                setattr(booking, name, value)

        self.database.write(work)

    def now(self, mode: str = "test") -> datetime:
        """The hospital's present."""
        with self.database.read() as session:
            return now_for(session.get_one(Hospital, CODE), mode)


def wrong_fields(answer: TestResponse) -> set[str]:
    """The fields that a refusal names."""
    assert answer.status_code == 422, answer.text
    body = cast(Any, answer.json)
    return {each["field"] for each in body["errors"]}
