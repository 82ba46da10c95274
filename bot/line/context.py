"""What flows may read of the records: the ports of `flows/ports.py` over one session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from bookings.cards import booking_card
from bookings.links import TicketLinks
from bookings.now import now_for, real_now
from bookings.patient import stored_about
from bookings.states import OPEN_STATES
from bookings.take_along import DataLinks
from bookings.times import BANGKOK
from bot.line.api import Profile
from bot.line.hospitals import HospitalBook
from bot.line.incoming import Incoming
from bot.line.places import PlaceBook
from flows import ports
from records.bookings import Booking, Survey
from records.messages import SENDING, SENT, Message
from records.people import SELF, LineAccount, Link, Person, find_account
from records.staff_phones import find_code

_ANSWER_FOR, _CHANGE_FOR = timedelta(days=7), timedelta(days=1)


@dataclass(frozen=True)
class Patient:
    """Who is talking."""

    name: str | None
    language: str
    consented: bool
    consent_text: int


class PeopleBook:
    """Whom she books for beside herself."""

    def __init__(self, account: LineAccount | None) -> None:
        self._others = [_person(each) for each in account.others] if account else []

    def all(self) -> Sequence[ports.Person]:
        """The longest known first."""
        return self._others

    def get(self, person_id: int) -> ports.Person | None:
        """None unless this is one of hers."""
        return next((each for each in self._others if each.id == person_id), None)


def _person(person: Person) -> ports.Person:
    return ports.Person(person.id, person.kin, person.number, person.name)


class BookingBook:
    """Her bookings in the channel's mode, hers only."""

    def __init__(
        self,
        session: Session,
        account: LineAccount | None,
        mode: str,
        book: HospitalBook,
        links: TicketLinks,
    ) -> None:
        self._session, self._account, self._mode = session, account, mode
        self._book, self._links = book, links

    def open(self) -> Sequence[ports.Queue]:
        """Those that are not over, the soonest first."""
        query = self._hers().where(Booking.state.in_(OPEN_STATES)).order_by(Booking.appointment_date)
        queues = [self._queue(booking) for booking in self._session.scalars(query)]
        return [queue for queue in queues if not queue.over]

    def get(self, booking_id: int) -> ports.Queue | None:
        """None unless the booking exists and is hers."""
        booking = self._session.scalar(self._hers().where(Booking.id == booking_id))
        return self._queue(booking) if booking else None

    def lock(self, booking_id: int) -> Booking | None:
        """The record as it is now, nobody else's to change until the transaction ends."""
        query = self._hers().where(Booking.id == booking_id).with_for_update(of=Booking, key_share=True)
        return self._session.scalar(query.execution_options(populate_existing=True))

    def _hers(self) -> Select[Booking]:
        account_id = self._account.id if self._account else None
        hers = (Person.account_id == account_id, Person.removed_at.is_(None))
        links = select(Link.id).join(Person).where(*hers)
        return select(Booking).where(Booking.link_id.in_(links), Booking.mode == self._mode)

    def _queue(self, booking: Booking) -> ports.Queue:
        now = now_for(booking.hospital, booking.mode)
        past = booking.appointment_date < now.astimezone(BANGKOK).date()
        hospital = self._book.get(booking.hospital_code)
        survey = self._session.scalar(select(Survey).filter_by(booking_id=booking.id))
        assert hospital is not None  # noqa: S101 - a foreign key holds it
        return ports.Queue(
            hospital=hospital,
            booking=booking_card(booking, self._links),
            state=booking.state,
            over=past or booking.state not in OPEN_STATES,
            by_version=booking.api_version,
            rating=survey.rating if survey else None,
            survey_open=self._survey_open(booking, survey, now),
            person_id=None if booking.link.person.kin == SELF else booking.link.person_id,
        )

    def _survey_open(self, booking: Booking, survey: Survey | None, now: datetime) -> bool:
        if survey is not None and survey.answered_at is not None:
            return now <= survey.answered_at + _CHANGE_FOR
        asked = self._session.scalar(
            select(Message).where(
                Message.booking_id == booking.id,
                Message.kind == "survey",
                # Tried is enough: LINE may have accepted what it never answered.
                or_(Message.state.in_((SENDING, SENT)), Message.first_attempt_at.is_not(None)),
            )
        )
        return asked is not None and now <= asked.due_at + _ANSWER_FOR


class Context:
    """Everything one step may read, and the account behind it for the effects."""

    def __init__(
        self,
        session: Session,
        incoming: Incoming,
        mode: str,
        profile: Profile,
        links: TicketLinks,
        take_along: DataLinks,
    ) -> None:
        self._take_along = take_along
        self.session, self.mode = session, mode
        self.account = find_account(session, incoming.channel, incoming.user_id)
        language = self.account.language if self.account else profile.language
        consented = self.account is not None and self.account.consents
        agreed = self.account.consent_text if self.account and consented else 0
        self._patient = Patient(profile.name, language, consented, agreed)
        self._hospitals = HospitalBook(session, self.account, mode, language)
        self._places = PlaceBook(session, language)
        self._people = PeopleBook(self.account)
        self._bookings = BookingBook(session, self.account, mode, self._hospitals, links)

    @property
    def patient(self) -> Patient:
        """Who is talking."""
        return self._patient

    @property
    def hospitals(self) -> HospitalBook:
        """All hospitals."""
        return self._hospitals

    @property
    def places(self) -> PlaceBook:
        """Where they stand."""
        return self._places

    @property
    def people(self) -> PeopleBook:
        """Whom she books for."""
        return self._people

    @property
    def bookings(self) -> BookingBook:
        """Her bookings."""
        return self._bookings

    def stored(self) -> dict[str, int]:
        """How much is kept about her."""
        return stored_about(self.session, self.account)

    def awaits_staff_code(self, code: str) -> bool:
        """Never in the channel of patients: a draft has no business there."""
        return self.mode == "test" and find_code(self.session, code, real_now()) is not None

    def download_url(self) -> str | None:
        """Where she may fetch it, for an hour."""
        return self._take_along.address(self.account, real_now()) if self.account else None
