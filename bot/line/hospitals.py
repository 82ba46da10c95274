"""Finding hospitals: by name or place, by distance, used before (S2)."""

import math
from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Pool, func, select
from sqlalchemy.orm import Session

from bot.line.places import in_order, standing_there
from bot.search import Entry, Index, Shelf
from bot.search.provinces import english
from bot.search.words import is_small
from flows import ports
from records.hospitals import Hospital
from records.people import LineAccount, Link, Person
from records.sandboxes import PREFIX, is_no_sandbox
from settings import SANDBOX

_RANKED = 50  # so many are looked at for where she can book
_EARTH_KM = 6371.0


class HospitalBook:
    """The hospitals as one patient may see them: in her language, connected in her channel's mode."""

    def __init__(self, session: Session, account: LineAccount | None, mode: str, language: str) -> None:
        self._session, self._account = session, account
        self._mode, self._language = mode, language

    def search(self, text: str, limit: int) -> Sequence[ports.Hospital]:
        """Best first, see `bot.search`; of equally good ones those where she can book first."""
        hits = _index(self._session).search(text, _RANKED)
        found = {each.code: each for each in self._those(Hospital.code.in_([hit.code for hit in hits]))}
        ranked = [(hit.score, found[hit.code]) for hit in hits if hit.code in found]
        ranked.sort(key=lambda pair: (-pair[0], not self._connected(pair[1])))
        return [self._shown(hospital) for _, hospital in ranked[:limit]]

    def get(self, code: str) -> ports.Hospital | None:
        """The hospital of a code of the ministry."""
        if code.startswith(PREFIX) and (self._account is None or self._account.channel != SANDBOX):
            return None
        found = self._session.get(Hospital, code)
        return self._shown(found) if found else None

    def nearest(self, latitude: float, longitude: float, limit: int) -> Sequence[ports.Hospital]:
        """Connected ones by distance from a position in degrees."""
        return self._by_distance(latitude, longitude, limit, leave_out="")

    def near(self, code: str, limit: int) -> Sequence[ports.Hospital]:
        """Connected ones nearest to another hospital; of its province where its place is unknown."""
        here = self._session.get(Hospital, code)
        if here is None:
            return []
        if here.latitude is None or here.longitude is None:
            there = Hospital.province == here.province
            connected = filter(self._connected, self._those(there & (Hospital.code != code)))
            return [self._shown(each) for each in sorted(connected, key=lambda each: each.name_th)[:limit]]
        return self._by_distance(here.latitude, here.longitude, limit, leave_out=code)

    def used(self, limit: int) -> Sequence[ports.Hospital]:
        """Those she used before, the latest first."""
        if self._account is None:
            return []
        found = self._session.scalars(
            select(Hospital)
            .join(Link, Link.hospital_code == Hospital.code)
            .join(Person)
            .where(
                Person.account_id == self._account.id, Person.removed_at.is_(None), Link.mode == self._mode
            )
            .order_by(Link.used_at.desc())
        )
        return [self._shown(hospital) for hospital in dict.fromkeys(found)][:limit]

    def suggested(self, limit: int) -> Sequence[ports.Hospital]:
        """Connected ones, by name."""
        connected = sorted(self._all_connected(), key=lambda each: each.name_th)
        return [self._shown(hospital) for hospital in connected[:limit]]

    def standing_in(self, province: str, limit: int, district: str | None = None) -> Sequence[ports.Hospital]:
        """Those where she can book first, hospitals before health centres, then by name."""
        there = standing_there(self._session, province, district)
        found = list(self._those(there)) if there is not None else []
        found.sort(
            key=lambda each: (not self._connected(each), is_small(each.name_th), in_order(each.name_th))
        )
        return [self._shown(hospital) for hospital in found[:limit]]

    def _all_connected(self) -> Iterable[Hospital]:
        return filter(self._connected, self._those(Hospital.booking_url.is_not(None)))

    def _those(self, which: ColumnElement[bool]) -> Iterable[Hospital]:
        return self._session.scalars(select(Hospital).where(which, is_no_sandbox()))

    def _connected(self, hospital: Hospital) -> bool:
        return hospital.connected and (hospital.live or self._mode == "test")

    def _by_distance(
        self, latitude: float, longitude: float, limit: int, leave_out: str
    ) -> Sequence[ports.Hospital]:
        measured = [
            (_distance(latitude, longitude, each.latitude, each.longitude), each)
            for each in self._all_connected()
            if each.latitude is not None and each.longitude is not None
            if each.code != leave_out
        ]
        measured.sort(key=lambda pair: pair[0])
        return [self._shown(hospital, round(km, 1)) for km, hospital in measured[:limit]]

    def _province(self, hospital: Hospital) -> str | None:
        return (
            english(hospital.province) if hospital.province and self._language == "en" else hospital.province
        )

    def _shown(self, hospital: Hospital, distance_km: float | None = None) -> ports.Hospital:
        return ports.Hospital(
            code=hospital.code,
            name=hospital.name(self._language),
            province=self._province(hospital),
            telephone=hospital.telephone,
            map_url=hospital.map_url,
            connected=self._connected(hospital),
            distance_km=distance_km,
        )


_shelves: WeakKeyDictionary[Pool, Shelf] = WeakKeyDictionary()


def _index(session: Session) -> Index:
    """The index of the session's database: one for a process, kept until the hospitals change."""
    mark = tuple(session.execute(select(func.count(), func.max(Hospital.code)).where(is_no_sandbox())).one())
    return _shelves.setdefault(session.get_bind().engine.pool, Shelf()).index(mark, lambda: _entries(session))


def _entries(session: Session) -> list[Entry]:
    rows = session.execute(
        select(
            Hospital.code,
            Hospital.name_th,
            Hospital.name_en,
            Hospital.aliases,
            Hospital.province,
            Hospital.district,
        )
        .where(is_no_sandbox())
        .order_by(Hospital.code)
    )
    return [
        Entry(code, name, english, tuple(aliases), province, district)
        for code, name, english, aliases, province, district in rows
    ]


def _distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres along the great circle."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    across = math.radians(other_longitude - longitude)
    haversine = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, haversine)))
