"""Provinces and districts: which hospitals are there, and which place a query names."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.search.districts import english_district
from bot.search.fold import form
from bot.search.provinces import OTHER_NAMES

_SHORTEST_MISSPELT, _ALIKE = 5, 0.75


class Places:
    """Numbers of hospitals by place. Filled once, then read."""

    def __init__(self) -> None:
        self._at: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, number: int, province: str | None, district: str | None) -> None:
        """The hospital `number` stands there."""
        names = [name for name in (province, district) if name]
        others = OTHER_NAMES.get(province or "", ())
        if district and (english := english_district(province, district)):
            names += [english, english.removeprefix("Mueang ")]
        for name in [*names, *others, *(f"เมือง{short}" for short in others)]:
            self._at[form(name).bare].add(number)

    def at(self, bare: str) -> set[int]:
        """The hospitals of a place; none when there is no such place."""
        return self._at.get(bare, set())

    def near_spelling(self, bare: str) -> set[int]:
        """The hospitals of the place that a misspelt query most likely names."""
        if len(bare) < _SHORTEST_MISSPELT:
            return set()
        found = process.extractOne(
            bare, self._at.keys(), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE
        )
        return self._at[found[0]] if found else set()

    def around(self, bare: str) -> Iterable[tuple[str, set[int]]]:
        """A query split into a name and a place written before or behind it, in every way that there is."""
        for cut in range(2, len(bare) - 1):
            head, tail = bare[:cut], bare[cut:]
            if here := self.at(tail):
                yield head, here
            if here := self.at(head):
                yield tail, here
