"""What the conversation may read. `bot` implements these over the records; tests over lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Hospital:
    """`name` and `province` are in the patient's language. `connected`: it can be booked here."""

    code: str
    name: str
    province: str | None = None
    telephone: str | None = None
    map_url: str | None = None
    connected: bool = True
    distance_km: float | None = None


@dataclass(frozen=True)
class Place:
    """A region, province or district with hospitals. `key` is a word that asks for it again.

    `name` is in the patient's language; None for regions, which the words name, and for "no district known".
    """

    key: str
    name: str | None
    hospitals: int


@dataclass(frozen=True)
class Person:
    """Somebody she books for, never herself. `number` tells those of one kin apart, from 1."""

    id: int
    kin: str
    number: int = 1
    name: str | None = None


@dataclass(frozen=True)
class Queue:
    """One of her bookings.

    `booking` is what a card shows: JSON values, with at least `id`. `state`: see docs/hospital-api.md.
    `person_id`: whose it is, None for her own.
    `over`: it ended, or its appointment is past. `by_version`: the version of the API (3 or 4) that made it.
    `survey_open`: an answer to its survey is still taken.
    """

    hospital: Hospital
    booking: Mapping[str, Any]
    state: str
    over: bool = False
    by_version: int = 4
    rating: int | None = None
    survey_open: bool = False
    person_id: int | None = None

    @property
    def id(self) -> int:
        return self.booking["id"]


class Patient(Protocol):
    @property
    def name(self) -> str | None: ...
    @property
    def language(self) -> str: ...
    @property
    def consented(self) -> bool: ...
    @property
    def consent_text(self) -> int:
        """The version of the text she agreed to; 0 when she has not."""
        ...


class Hospitals(Protocol):
    """Lists are best first. `suggested`, `nearest` and `near` find only hospitals that are connected."""

    def search(self, text: str, limit: int) -> Sequence[Hospital]: ...
    def get(self, code: str) -> Hospital | None: ...
    def nearest(self, latitude: float, longitude: float, limit: int) -> Sequence[Hospital]: ...
    def near(self, code: str, limit: int) -> Sequence[Hospital]:
        """Those nearest to the hospital `code`, itself left out; empty when its place is unknown."""
        ...

    def used(self, limit: int) -> Sequence[Hospital]:
        """Those she used before, the latest first."""
        ...

    def suggested(self, limit: int) -> Sequence[Hospital]: ...
    def standing_in(self, province: str, limit: int, district: str | None = None) -> Sequence[Hospital]:
        """Those of a province, or of the district in which the hospital with the code `district` stands."""
        ...


class Places(Protocol):
    """Where hospitals stand, connected or not. An unknown key has nothing in it."""

    def regions(self) -> Sequence[Place]: ...
    def provinces(self, region: str) -> Sequence[Place]: ...
    def region_of(self, province: str) -> str | None:
        """None when there is no such province."""
        ...

    def districts(self, province: str) -> Sequence[Place]:
        """Each one's key is the code of a hospital there, for districts have no short name of their own."""
        ...


class People(Protocol):
    def all(self) -> Sequence[Person]:
        """Whom she books for beside herself, the longest known first."""
        ...

    def get(self, person_id: int) -> Person | None:
        """None unless this is one of hers."""
        ...


class Bookings(Protocol):
    def open(self) -> Sequence[Queue]:
        """Her bookings that are not over, the soonest first."""
        ...

    def get(self, booking_id: int) -> Queue | None:
        """None unless the booking exists and is hers."""
        ...


class Context(Protocol):
    @property
    def patient(self) -> Patient: ...
    @property
    def hospitals(self) -> Hospitals: ...
    @property
    def places(self) -> Places: ...
    @property
    def people(self) -> People: ...
    @property
    def bookings(self) -> Bookings: ...
    def stored(self) -> dict[str, int]:
        """How many `hospitals`, `bookings` and `ratings` are kept about her."""
        ...

    def awaits_staff_code(self, code: str) -> bool:
        """Whether somebody of the staff is to type these eight digits just now, in a channel for tests."""
        ...

    def download_url(self) -> str | None:
        """Where all that is kept about her may be fetched for an hour; None when nothing is."""
        ...
