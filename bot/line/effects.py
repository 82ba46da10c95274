"""Carries out what a step wants changed, all in the transaction of the caller's session."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bookings import patient
from bookings.now import now_for, real_now
from bookings.states import Answer
from bot.line.context import Context
from bot.line.incoming import Incoming
from flows import effects
from records import audit
from records.bookings import Booking
from records.hospitals import Hospital
from records.people import (
    LineAccount,
    Person,
    add_person,
    consenting_account,
    mint_link,
    reachable_account,
)
from records.staff_phones import find_code, link_phone


class ConflictError(Exception):
    """What the step saw is no longer so; it has to be thought again."""


@dataclass(frozen=True)
class Scene:
    """Who acts, in which conversation."""

    context: Context
    incoming: Incoming

    @property
    def account(self) -> LineAccount:
        """Her account. Raises ConflictError when it is gone (she was deleted meanwhile)."""
        if self.context.account is None:
            raise ConflictError
        return self.context.account

    def person(self, person_id: int) -> Person:
        """One of her people. Raises ConflictError when removed meanwhile."""
        found = next((person for person in self.account.others if person.id == person_id), None)
        if found is None:
            raise ConflictError
        return found

    def booking(self, booking_id: int) -> tuple[Booking, datetime]:
        """Her booking and its hospital's present."""
        booking = self.context.bookings.lock(booking_id)
        if booking is None:
            raise ConflictError
        return booking, now_for(booking.hospital, booking.mode)


def carry_out(wanted: effects.Effect, scene: Scene) -> dict[str, Any]:
    """Do it; returns what it made for the reply. Raises ConflictError."""
    return _DOES[type(wanted)](wanted, scene) or {}


def _give_consent(wanted: effects.GiveConsent, scene: Scene) -> None:
    incoming, session = scene.incoming, scene.context.session
    language = scene.context.patient.language
    account = consenting_account(
        session, incoming.channel, incoming.user_id, language, incoming.at, wanted.text
    )
    patient.resume(session, account)


def _refuse_consent(_: effects.RefuseConsent, scene: Scene) -> None:
    account, at = scene.context.account, scene.incoming.at
    if account is None or (account.consented_at and at < account.consented_at):
        return  # an old "no", delivered again after her "yes"
    patient.withdraw(scene.context.session, account, at)


def _mint(wanted: effects.MintConnectId, scene: Scene) -> dict[str, Any]:
    person = scene.account.herself if wanted.person_id is None else scene.person(wanted.person_id)
    return _link(scene, person, wanted.code)


def _add_person(wanted: effects.AddPerson, scene: Scene) -> dict[str, Any]:
    person = add_person(
        scene.context.session, scene.account, wanted.kin, wanted.number, wanted.name, real_now()
    )
    return _link(scene, person, wanted.code)


def _link(scene: Scene, person: Person, code: str) -> dict[str, Any]:
    session = scene.context.session
    hospital = session.get(Hospital, code)
    if hospital is None or not hospital.booking_url:
        raise ConflictError
    link = mint_link(session, person, hospital.code, scene.context.mode, real_now())
    return {
        "booking_url": hospital.booking_url.replace("{connect_id}", link.connect_id),
        "person_id": person.id,
    }


def _name_person(wanted: effects.NamePerson, scene: Scene) -> None:
    scene.person(wanted.person_id).name = wanted.name


def _remove_person(wanted: effects.RemovePerson, scene: Scene) -> None:
    patient.remove(scene.context.session, scene.person(wanted.person_id), real_now())


def _say(answer: Answer) -> Callable[[Any, Scene], None]:
    def say(wanted: effects.SayComing | effects.RequestCancel, scene: Scene) -> None:
        booking, now = scene.booking(wanted.booking_id)
        if patient.say(scene.context.session, booking, answer, now) == "nothing":
            raise ConflictError

    return say


def _cannot_come(wanted: effects.SayCannotCome, scene: Scene) -> None:
    booking, now = scene.booking(wanted.booking_id)
    said = patient.say(scene.context.session, booking, "cannot", now)
    if said == "nothing" and (wanted.reason is None or booking.state != "cancel_requested"):
        raise ConflictError
    booking.cannot_reason = wanted.reason


def _rate(wanted: effects.Rate, scene: Scene) -> None:
    booking, now = scene.booking(wanted.booking_id)
    patient.rate(scene.context.session, booking, wanted.value, now)


def _answer(wanted: effects.AnswerSurvey, scene: Scene) -> None:
    booking, _ = scene.booking(wanted.booking_id)
    patient.answer(scene.context.session, booking, wanted.question, wanted.answer)


def _skip(wanted: effects.SkipSurvey, scene: Scene) -> None:
    booking, now = scene.booking(wanted.booking_id)
    patient.rate(scene.context.session, booking, None, now)


def _link_staff_phone(wanted: effects.LinkStaffPhone, scene: Scene) -> None:
    session, incoming, talking = scene.context.session, scene.incoming, scene.context.patient
    found = find_code(session, wanted.code, real_now())
    if found is None:
        raise ConflictError
    account = reachable_account(session, incoming.channel, incoming.user_id, talking.language, incoming.at)
    link_phone(session, found, account, talking.name, real_now())
    audit.note(session, real_now(), found.staff.login, "phone.linked", channel=incoming.channel)


def _forget(_: effects.ForgetMe, scene: Scene) -> None:
    if scene.context.account is not None:
        patient.forget(scene.context.session, scene.context.account)


_DOES: dict[type[effects.Effect], Callable[[Any, Scene], dict[str, Any] | None]] = {
    effects.GiveConsent: _give_consent,
    effects.RefuseConsent: _refuse_consent,
    effects.MintConnectId: _mint,
    effects.AddPerson: _add_person,
    effects.NamePerson: _name_person,
    effects.RemovePerson: _remove_person,
    effects.SayComing: _say("come"),
    effects.SayCannotCome: _cannot_come,
    effects.RequestCancel: _say("cannot"),
    effects.Rate: _rate,
    effects.AnswerSurvey: _answer,
    effects.SkipSurvey: _skip,
    effects.LinkStaffPhone: _link_staff_phone,
    effects.ForgetMe: _forget,
}
