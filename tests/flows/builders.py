"""A patient, hospitals and bookings in memory: what the conversation reads, without records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import flows
from flows.effects import (
    AddPerson,
    Effect,
    ForgetMe,
    GiveConsent,
    NamePerson,
    Rate,
    RefuseConsent,
    RemovePerson,
    RequestCancel,
    SayCannotCome,
    SayComing,
)
from flows.events import Postback, Text
from flows.ports import Hospital, Person, Place, Queue
from flows.steps import Step
from flows.topics.consent import CONSENT_TEXT

PATHUM_THANI = Hospital("10686", "โรงพยาบาลปทุมธานี", "ปทุมธานี", "02-598-8888", "https://maps.example/10686")
THANYABURI = Hospital("EA0010687", "โรงพยาบาลธัญบุรี", "ปทุมธานี")
LAMLUKKA = Hospital("10688", "โรงพยาบาลลำลูกกา", "ปทุมธานี", "02-569-1033", None, connected=False)
MOTHER = Person(3, "mother")
NONG_A = Person(4, "child", 1, "น้องเอ")
HOSPITALS = (PATHUM_THANI, THANYABURI, LAMLUKKA)


def a_queue(booking_id: int = 7, hospital: Hospital = PATHUM_THANI, **changes: Any) -> Queue:
    state = changes.pop("state", "booked")
    booking: dict[str, Any] = {
        "id": booking_id,
        "queue_number": "A042",
        "queue_text": None,
        "department": "อายุรกรรม",
        "location": None,
        "note": None,
        "patient_name": None,
        "date": "2026-11-25",
        "time": "10:00",
        "time_text": None,
        "details_url": None,
        "live_queue_url": None,
        "state": state,
    }
    over = state in {"cancelled", "served", "no_show"}
    return replace(Queue(hospital, booking, state, over=over), **changes)


@dataclass
class SomePatient:
    name: str | None = "สมหญิง"
    language: str = "th"
    consented: bool = True
    consent_text: int = CONSENT_TEXT


@dataclass
class SomeHospitals:
    """`been_at`: those she used."""

    known: tuple[Hospital, ...] = HOSPITALS
    been_at: tuple[Hospital, ...] = ()

    def search(self, text: str, limit: int) -> list[Hospital]:
        return [one for one in self.known if text in one.name or text in (one.province or "")][:limit]

    def get(self, code: str) -> Hospital | None:
        return next((one for one in self.known if one.code == code), None)

    def nearest(self, latitude: float, longitude: float, limit: int) -> list[Hospital]:
        connected = [one for one in self.known if one.connected]
        return [replace(one, distance_km=4.5 + at) for at, one in enumerate(connected)][:limit]

    def near(self, code: str, limit: int) -> list[Hospital]:
        return [one for one in self.nearest(0, 0, len(self.known)) if one.code != code][:limit]

    def used(self, limit: int) -> list[Hospital]:
        return list(self.been_at[:limit])

    def suggested(self, limit: int) -> list[Hospital]:
        return [one for one in self.known if one.connected][:limit]

    def standing_in(self, province: str, limit: int, district: str | None = None) -> list[Hospital]:
        if province != "Pathum Thani":
            return []
        return [one for one in self.known if district in (None, one.code)][:limit]


@dataclass
class SomePlaces:
    """One region, one province; each hospital is a district of its own."""

    known: tuple[Hospital, ...] = HOSPITALS

    def regions(self) -> list[Place]:
        return [Place("capital", None, len(self.known))] if self.known else []

    def provinces(self, region: str) -> list[Place]:
        return [Place("Pathum Thani", "ปทุมธานี", len(self.known))] if region == "capital" else []

    def region_of(self, province: str) -> str | None:
        return "capital" if province == "Pathum Thani" else None

    def districts(self, province: str) -> list[Place]:
        found = self.known if province == "Pathum Thani" else ()
        return [Place(one.code, one.name.removeprefix("โรงพยาบาล"), 1) for one in found]


@dataclass
class SomeBookings:
    hers: dict[int, Queue] = field(default_factory=dict[int, Queue])

    def open(self) -> list[Queue]:
        return [queue for queue in self.hers.values() if not queue.over]

    def get(self, booking_id: int) -> Queue | None:
        return self.hers.get(booking_id)


@dataclass
class SomePeople:
    hers: list[Person] = field(default_factory=list[Person])

    def all(self) -> list[Person]:
        return self.hers

    def get(self, person_id: int) -> Person | None:
        return next((one for one in self.hers if one.id == person_id), None)


@dataclass
class SomeContext:
    patient: SomePatient
    hospitals: SomeHospitals
    bookings: SomeBookings
    people: SomePeople = field(default_factory=SomePeople)
    places: SomePlaces = field(default_factory=SomePlaces)
    staff_codes: frozenset[str] = frozenset()

    def stored(self) -> dict[str, int]:
        return {"hospitals": 1, "bookings": len(self.bookings.hers), "ratings": 0}

    def awaits_staff_code(self, code: str) -> bool:
        return code in self.staff_codes

    def download_url(self) -> str | None:
        return "https://connect.example/my-data/x" if self.patient.consented else None

    def carry_out(self, effects: Iterable[Effect]) -> None:
        """What the caller does with effects, as far as a conversation notices it."""
        for effect in effects:
            match effect:
                case GiveConsent(text):
                    self.patient.consented, self.patient.consent_text = True, text
                case ForgetMe():
                    self.patient.consented = False
                    self.bookings.hers.clear()
                    self.people.hers.clear()
                case AddPerson() | NamePerson() | RemovePerson():
                    self._change_people(effect)
                case RefuseConsent():
                    self.patient.consented = False
                case SayComing(booking_id):
                    self._change(booking_id, state="confirmed")
                case SayCannotCome(booking_id) | RequestCancel(booking_id):
                    self._change(booking_id, state="cancel_requested")
                case Rate(booking_id, value):
                    self._change(booking_id, rating=value)
                case _:
                    pass

    def _change_people(self, effect: AddPerson | NamePerson | RemovePerson) -> None:
        hers = self.people.hers
        match effect:
            case AddPerson(_, kin, number, name):
                others = [one for one in hers if (one.kin, one.number) != (kin, number)]
                self.people.hers = [*others, Person(100 + len(others), kin, number, name)]
            case NamePerson(person_id, name):
                self.people.hers = [replace(one, name=name) if one.id == person_id else one for one in hers]
            case RemovePerson(person_id):
                self.people.hers = [one for one in hers if one.id != person_id]

    def _change(self, booking_id: int, **changes: Any) -> None:
        self.bookings.hers[booking_id] = replace(self.bookings.hers[booking_id], **changes)


def a_context(
    *queues: Queue,
    consented: bool = True,
    hospitals: tuple[Hospital, ...] = HOSPITALS,
    been_at: tuple[Hospital, ...] = (),
    people: tuple[Person, ...] = (),
) -> SomeContext:
    hers = {queue.id: queue for queue in queues}
    return SomeContext(
        SomePatient(consented=consented),
        SomeHospitals(hospitals, been_at),
        SomeBookings(hers),
        SomePeople(list(people)),
        SomePlaces(hospitals),
    )


def tap(data: str, ctx: SomeContext, position: str | None = "home") -> Step:
    return flows.step(position, Postback(data), ctx)


def say(
    body: str, ctx: SomeContext, position: str | None = "home", about: Mapping[str, str] | None = None
) -> Step:
    return flows.step(position, Text(body), ctx, about)


def templates(step: Step) -> list[str]:
    return [reply.template for reply in step.replies]


def template(step: Step) -> str:
    [only] = templates(step)
    return only


def data(step: Step) -> dict[str, Any]:
    """The data of the step's only reply."""
    [only] = step.replies
    return only.data
