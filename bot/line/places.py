"""Regions, provinces and districts as a patient looks through them by taps (S2)."""

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot.search.districts import english_district
from bot.search.provinces import REGIONS, english
from flows import ports
from records.hospitals import Hospital
from records.sandboxes import is_no_sandbox

# A province is asked for by its English name: short, and the same in both languages.
_PROVINCES = {english(province): province for region in REGIONS.values() for province in region}
_REGION_OF = {province: region for region, provinces in REGIONS.items() for province in provinces}
_LEADING_VOWEL = re.compile("([เ-ไ])(.)")


class PlaceBook:
    """The places in which hospitals stand; those without a province of the 77 can only be found by name."""

    def __init__(self, session: Session, language: str) -> None:
        self._session, self._language = session, language

    def regions(self) -> Sequence[ports.Place]:
        """In the order of `REGIONS`, named by the words."""
        counted = self._counted()
        sums = {region: sum(counted.get(one, 0) for one in inside) for region, inside in REGIONS.items()}
        return [ports.Place(region, None, count) for region, count in sums.items() if count]

    def provinces(self, region: str) -> Sequence[ports.Place]:
        """By name."""
        counted = self._counted()
        found = [
            ports.Place(english(one), english(one) if self._language == "en" else one, counted[one])
            for one in REGIONS.get(region, ())
            if one in counted
        ]
        return sorted(found, key=lambda place: in_order(place.name or ""))

    def region_of(self, province: str) -> str | None:
        """None when there is no such province."""
        return _REGION_OF.get(_PROVINCES.get(province, ""))

    def districts(self, province: str) -> Sequence[ports.Place]:
        """By name, in Thai where no English one is known; hospitals of no known district last."""
        thai = _PROVINCES.get(province, "")
        rows = self._session.execute(
            select(func.min(Hospital.code), Hospital.district, func.count())
            .where(Hospital.province == thai, is_no_sandbox())
            .group_by(Hospital.district)
        )
        found = [ports.Place(code, self._named(thai, name), count) for code, name, count in rows]
        return sorted(found, key=lambda place: (place.name is None, in_order(place.name or "")))

    def _named(self, province: str, district: str | None) -> str | None:
        if district is None or self._language != "en":
            return district
        return english_district(province, district) or district

    def _counted(self) -> dict[str, int]:
        """How many hospitals stand in each province, by its Thai name."""
        rows = self._session.execute(
            select(Hospital.province, func.count()).where(is_no_sandbox()).group_by(Hospital.province)
        )
        return {province: count for province, count in rows if province}


def standing_there(session: Session, province: str, district: str | None) -> ColumnElement[bool] | None:
    """Which hospitals stand in a province, or in the district of the hospital with the code `district`."""
    if (thai := _PROVINCES.get(province)) is None:
        return None
    there = Hospital.province == thai
    if district is None:
        return there
    one = session.get(Hospital, district)
    return there & Hospital.district.is_not_distinct_from(one.district) if one else None


def in_order(name: str) -> str:
    """What Thai names are sorted by: a vowel written before its consonant comes after it."""
    return _LEADING_VOWEL.sub(r"\2\1", name)
