"""Plays a conversation script through the real webhook: a simulated phone, a hospital with a test clock."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import requests

from tests.conversations.script import Line
from tests.world.people import HospitalSystem, Phone, text_of
from tests.world.processes import Processes, wait_until

PATIENCE = 10.0  # seconds


@dataclass
class Stage:
    """One script's patient and hospital. `since` is the last message before the newest deed."""

    world: Processes
    hospital: HospitalSystem
    language: str = "th"
    phone: Phone = field(init=False)
    since: str = "0"
    answered: int = 200
    start: datetime = field(init=False)

    def begin(self, language: str) -> None:
        """She adds the account. It is ten in the morning, whenever the script is played: nobody sleeps."""
        name = "สมศรี ใจดี" if language == "th" else "Jane Doe"
        self.phone = Phone.new(self.world, name, language=language)
        now = datetime.fromisoformat(self.hospital.clock())
        ten = now.replace(hour=10, minute=0, second=0, microsecond=0)
        self.start = ten if ten >= now else ten + timedelta(days=1)
        self.hospital.move_clock(now=self.start.isoformat())
        self.connect_id = ""

    def play(self, line: Line) -> None:
        """Raises AssertionError naming the line."""
        said = tuple(part.replace("{hospital}", f"โรงพยาบาลทดสอบ {self.hospital.code}") for part in line.said)
        said = tuple(part.replace("{code}", self.hospital.code) for part in said)
        try:
            getattr(self, line.phrase)(*said)
        except (AssertionError, TimeoutError) as error:
            heard = "\n  ".join(self._heard()) or "nothing"
            raise AssertionError(f"{line.place}: {line.text}\n{error}\nsince then:\n  {heard}") from error

    # What she does

    def types(self, text: str) -> None:
        self._mark()
        self.phone.type(text)

    def taps(self, label: str) -> None:
        self._mark()
        self.phone.tap(label=label)

    def taps_data(self, data: str) -> None:
        self._mark()
        self.phone.tap(data=data)

    def taps_old(self, label: str) -> None:
        """The same button once more, on whichever older message bears it."""
        self.taps(label)

    def sends_sticker(self) -> None:
        self._mark()
        requests.post(f"{self.phone.phone_url}/sticker", json={"sticker": 1}, timeout=10).raise_for_status()

    def sends_media(self, kind: str) -> None:
        self._mark()
        url = f"{self.world.simulator_url}/_simulator/users/{self.phone.user_id}/media"
        requests.post(url, json={"kind": kind}, timeout=10).raise_for_status()

    def sends_place(self, latitude: str, longitude: str) -> None:
        self._mark()
        url = f"{self.world.simulator_url}/_simulator/users/{self.phone.user_id}/location"
        place = {"latitude": float(latitude), "longitude": float(longitude)}
        requests.post(url, json=place, timeout=10).raise_for_status()

    def blocks(self) -> None:
        self._mark()
        self.phone.block()

    def unblocks(self) -> None:
        self._mark()
        self.phone.unblock()

    # What she reads

    def says(self, words: str) -> None:
        wait_until(lambda: self._found(words, "reply"), f"an answer with {words!r}", PATIENCE)

    def says_not(self, words: str) -> None:
        assert not self._found(words, "reply"), "it was said all the same"

    def offers(self, words: str) -> None:
        self.says(words)

    def pushes(self, words: str) -> None:
        wait_until(lambda: self._found(words, "push"), f"a message with {words!r}", PATIENCE)

    def shows_on_lock(self, words: str) -> None:
        def shown() -> bool:
            alts = [
                str(each["message"].get("altText", each["message"].get("text"))) for each in self._new("push")
            ]
            return any(words in alt for alt in alts)

        wait_until(shown, f"an alt text with {words!r}", PATIENCE)

    def nothing(self) -> None:
        assert self._new("push") == [], "something came"

    # What the hospital does

    def hospital_has(self, switch: str, value: str) -> None:
        raise AssertionError(f"{switch} {value}: switches are chosen at the beginning of a script")

    def hospital_stands(self, province: str, district: str) -> None:
        raise AssertionError(f"{province}, {district}: its place is chosen at the beginning of a script")

    def books(self, ref: str, days: str, clock: str, queue: str) -> None:
        self._mark()
        more = {"queue_number": queue} if queue else {}
        self.hospital.book(self._connect_id(), ref, self._at(days, clock), **more)

    def moves(self, ref: str, days: str, clock: str) -> None:
        self._call("PATCH", f"/bookings/{ref}", {"appointment_at": self._at(days, clock)})

    def cancels(self, ref: str) -> None:
        self._call("DELETE", f"/bookings/{ref}")

    def calls(self, ref: str, ahead: str) -> None:
        self._call("POST", "/queue-calls", {"booking_ref": ref, "queues_ahead": int(ahead)})

    def nightly(self, ref: str) -> None:
        names = ("booking_ref", "connect_id", "appointment_at", "queue_number", "department")
        booking = self.hospital.booking(ref)
        self._call("POST", "/reminders", {name: booking[name] for name in names})

    def visit(self, ref: str, outcome: str) -> None:
        self._call("POST", "/visits", {"booking_ref": ref, "outcome": outcome})

    def old_client(self, deed: str, days: str, queue: str) -> None:
        self._mark()
        day = (self.start + timedelta(days=int(days))).date().isoformat()
        body = {"userId": self._connect_id(), "hospitalName": "โรงพยาบาลทดสอบ", "origin": "กระทรวงสาธารณสุข"}
        body |= {"queueNumber": queue, "patientName": "", "appointmentDate": day, "detailsLink": ""}
        body |= {"appointmentTime": "09:00-09:15 น.", "currentQueueLink": ""}
        path = "/test/api/queue/schedule" if deed == "confirms" else "/test/api/queue"
        assert self.hospital.v3(path, body).status_code == 200

    def refused(self) -> None:
        assert self.answered >= 400, f"it was answered {self.answered}"

    def clock(self, days: str, clock: str) -> None:
        self._mark()
        self.hospital.move_clock(now=self._at(days, clock))

    def is_now(self, ref: str, state: str) -> None:
        assert self.hospital.booking(ref)["state"] == state, self.hospital.booking(ref)["state"]

    # Accidents

    def forgets(self) -> None:
        redis = self.world.redis()
        for key in redis.scan_iter("connect:conversation:*"):
            redis.delete(key)

    def renames(self) -> None:
        key = f"connect:conversation:test:{self.phone.user_id}"
        self.world.redis().set(key, '{"position": "renamed.since", "about": {"b": "1"}}', ex=60)

    def _call(self, method: str, path: str, body: Any = None) -> None:
        self._mark()
        self.answered = self.hospital.call(method, path, body).status_code

    def _mark(self) -> None:
        messages = self.phone.messages()
        self.since = messages[-1]["id"] if messages else "0"

    def _connect_id(self) -> str:
        """The hospital knows it from its booking page's address, as she opens the newest link."""
        if not self.connect_id:
            self.connect_id = str(self.phone.tap(uri="http")["opened"]).rpartition("=")[2]
        return self.connect_id

    def _at(self, days: str, clock: str) -> str:
        return f"{(self.start + timedelta(days=int(days))).date()}T{clock}:00+07:00"

    def _new(self, via: str) -> list[dict[str, Any]]:
        return [each for each in self.phone.messages(after=self.since) if each["via"] == via]

    def _found(self, words: str, via: str) -> bool:
        return any(words in text_of(each).replace("\\n", " ") for each in self._new(via))

    def _heard(self) -> list[str]:
        return [f"{each['via']}: {text_of(each)[:400]}" for each in self.phone.messages(after=self.since)]
