"""Finding hospitals: by part of a name, by distance, used before. First form of S2."""

import math
import re
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows import ports
from records.hospitals import Hospital
from records.people import LineAccount, Link, Person

_FILLERS = re.compile(
    r"โรงพยาบาลส่งเสริมสุขภาพตำบล|โรงพยาบาล|รพ\.สต\.|รพช\.|รพ\.?|hospital|[\s.\-()]+", re.IGNORECASE
)
_EARTH_KM = 6371.0


class HospitalBook:
    """The hospitals as one patient may see them: in her language, connected in her channel's mode."""

    def __init__(self, session: Session, account: LineAccount | None, mode: str, language: str) -> None:
        self._session, self._account = session, account
        self._mode, self._language = mode, language

    def search(self, text: str, limit: int) -> Sequence[ports.Hospital]:
        """Best first: the whole name, its beginning, a part of it, another name, the place."""
        wanted = _plain(text)
        if not wanted:
            return []
        ranked = [
            (rank, hospital) for hospital in self._all() if (rank := _rank(hospital, wanted)) is not None
        ]
        ranked.sort(key=lambda pair: (pair[0], not self._connected(pair[1]), len(pair[1].name_th)))
        if ranked and ranked[0][0] == 0:
            ranked = [pair for pair in ranked if pair[0] == 0]
        return [self._shown(hospital) for _, hospital in ranked[:limit]]

    def get(self, code: str) -> ports.Hospital | None:
        """The hospital of a code of the ministry."""
        found = self._session.get(Hospital, code)
        return self._shown(found) if found else None

    def nearest(self, latitude: float, longitude: float, limit: int) -> Sequence[ports.Hospital]:
        """Connected ones by distance from a position in degrees."""
        return self._by_distance(latitude, longitude, limit, leave_out="")

    def near(self, code: str, limit: int) -> Sequence[ports.Hospital]:
        """Connected ones nearest to another hospital."""
        here = self._session.get(Hospital, code)
        if here is None or here.latitude is None or here.longitude is None:
            return []
        return self._by_distance(here.latitude, here.longitude, limit, leave_out=code)

    def used(self, limit: int) -> Sequence[ports.Hospital]:
        """Those she used before, the latest first."""
        if self._account is None:
            return []
        found = self._session.scalars(
            select(Hospital)
            .join(Link, Link.hospital_code == Hospital.code)
            .join(Person)
            .where(Person.account_id == self._account.id, Link.mode == self._mode)
            .order_by(Link.used_at.desc())
        )
        return [self._shown(hospital) for hospital in dict.fromkeys(found)][:limit]

    def suggested(self, limit: int) -> Sequence[ports.Hospital]:
        """Connected ones, by name."""
        connected = sorted(filter(self._connected, self._all()), key=lambda each: each.name_th)
        return [self._shown(hospital) for hospital in connected[:limit]]

    def _all(self) -> Iterable[Hospital]:
        return self._session.scalars(select(Hospital))

    def _connected(self, hospital: Hospital) -> bool:
        return hospital.connected and (hospital.live or self._mode == "test")

    def _by_distance(
        self, latitude: float, longitude: float, limit: int, leave_out: str
    ) -> Sequence[ports.Hospital]:
        measured = [
            (_distance(latitude, longitude, each.latitude, each.longitude), each)
            for each in self._all()
            if each.latitude is not None and each.longitude is not None
            if each.code != leave_out and self._connected(each)
        ]
        measured.sort(key=lambda pair: pair[0])
        return [self._shown(hospital, round(km, 1)) for km, hospital in measured[:limit]]

    def _shown(self, hospital: Hospital, distance_km: float | None = None) -> ports.Hospital:
        return ports.Hospital(
            code=hospital.code,
            name=hospital.name(self._language),
            province=hospital.province,
            telephone=hospital.telephone,
            map_url=hospital.map_url,
            connected=self._connected(hospital),
            distance_km=distance_km,
        )


def _plain(text: str) -> str:
    return _FILLERS.sub("", text.casefold())


def _rank(hospital: Hospital, wanted: str) -> int | None:
    names = [_plain(name) for name in (hospital.name_th, hospital.name_en or "", hospital.code)]
    others = [_plain(alias) for alias in hospital.aliases]
    places = [_plain(place) for place in (hospital.province or "", hospital.district or "")]
    ranks = (
        wanted in names or wanted in others,
        any(name.startswith(wanted) for name in names),
        any(wanted in name for name in names),
        any(wanted in alias for alias in others),
        any(wanted in place for place in places),
    )
    return ranks.index(True) if any(ranks) else None


def _distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres along the great circle."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    across = math.radians(other_longitude - longitude)
    haversine = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, haversine)))
