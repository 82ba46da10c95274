"""Which hospitals a query means, best first. Holds no more than names and places; knows no database."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.search.fold import Form, form
from bot.search.keyboard import other_layout
from bot.search.places import Places
from bot.search.scoring import BEGINNING, SAME, SAME_BUT_TONES, likeness
from bot.search.words import Wanted, after_the_word, is_small, name_form, wanted

_LEAST, _FALL = 60.0, 24.0  # weaker than the one or behind the best by the other: not shown
_OF_PLACE, _OF_MISSPELT_PLACE = 78.0, 72.0
_SMALL_UNASKED = 80.0  # as much as a health centre can have when a hospital may be meant
_NAME_AND_PLACE_APART = 1.0
_CANDIDATES = 400
_SHORTEST_ON_WRONG_LAYOUT = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """What is searched of one hospital. `province` and `district` in Thai."""

    code: str
    name: str
    english: str | None = None
    aliases: tuple[str, ...] = ()
    province: str | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A hospital found; `score` from 0 to 100, see `scoring`."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class _Name:
    form: Form
    number: int


class Index:
    """Built once from all hospitals, then only read: threads may share it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = sorted(entries, key=lambda each: (_standing(each), each.code))
        self._by_code = {form(each.code).folded: number for number, each in enumerate(self._entries)}
        self._places = Places()
        self._small = [is_small(each.name) for each in self._entries]
        names: list[_Name] = []
        for number, each in enumerate(self._entries):
            self._places.add(number, each.province, each.district)
            names += _names(number, each)
        self._names = sorted(names, key=lambda name: (name.form.bare, name.number))
        self._bares = [name.form.bare for name in self._names]
        self._pairs: defaultdict[str, list[int]] = defaultdict(list)
        for position, name in enumerate(self._names):
            for pair in _pairs(name.form.bones):
                self._pairs[pair].append(position)

    def search(self, text: str, limit: int) -> Sequence[Hit]:
        """At most `limit` hospitals; one alone if `text` is its whole name; none if it names no hospital."""
        found = self._search(text)
        if not found and (in_sentence := after_the_word(text)):
            found = self._search(in_sentence)
        if not found and len(text) >= _SHORTEST_ON_WRONG_LAYOUT:
            found = self._search(other_layout(text))
        return found[:limit]

    def _search(self, text: str) -> list[Hit]:
        query = wanted(text)
        if not query.form.bare:
            return []
        if (number := self._by_code.get(query.form.folded)) is not None:
            return [Hit(self._entries[number].code, SAME)]
        scores = self._by_name(query, query.form)
        here = self._places.at(query.form.bare)
        if alone := self._standing_alone(query, scores, here):
            scores = alone
        else:
            self._add_places(query, here, scores)
        return self._ranked(scores, query.small)

    def _by_name(self, query: Wanted, part: Form) -> dict[int, float]:
        """Scores by names for `part` of the query, which may be all of it."""
        scores: dict[int, float] = {}
        words = query.words if part is query.form else ()
        for position in self._candidates(part):
            name = self._names[position]
            score = likeness(part, name.form, words)
            if self._small[name.number] and not query.named:
                score = min(score, _SMALL_UNASKED) if name.form.folded.startswith(part.folded) else 0
            if score > scores.get(name.number, 0):
                scores[name.number] = score
        return scores

    def _candidates(self, query: Form) -> Iterable[int]:
        """Where in `_names` to look closer: those that begin so, and those that share most of the sounds."""
        first = bisect_left(self._bares, query.bare)
        begin = bisect_left(self._bares, query.bare + "\U0010ffff", first)
        found = dict.fromkeys(range(first, min(begin, first + _CANDIDATES)))
        shared: Counter[int] = Counter()
        pairs = _pairs(query.bones)
        for pair in pairs:
            shared.update(self._pairs.get(pair, ()))
        needed = (len(pairs) + 1) // 2
        while shared:
            enough = [position for position, count in shared.items() if count >= needed]
            if len(enough) <= _CANDIDATES or needed >= len(pairs):
                found.update(dict.fromkeys(enough[: 2 * _CANDIDATES]))
                break
            needed += 1
        return found

    def _standing_alone(self, query: Wanted, scores: dict[int, float], here: set[int]) -> dict[int, float]:
        """The hospitals whose whole name was written, unless the name is also that of a place with others."""
        best = max(scores.values(), default=0)
        if best < SAME_BUT_TONES or (len(here) > 1 and not query.named):
            return {}
        return {number: score for number, score in scores.items() if score == best}

    def _add_places(self, query: Wanted, here: set[int], scores: dict[int, float]) -> None:
        if here:
            for number in [one for one, score in scores.items() if score < BEGINNING and one not in here]:
                del scores[number]
        for number in here:
            scores[number] = max(scores.get(number, 0), _OF_PLACE)
        for rest, place in self._places.around(query.form.bare):
            self._add_within(query, form(rest), place, scores)
        if max(scores.values(), default=0) < _OF_PLACE:
            for number in self._places.near_spelling(query.form.bare):
                scores[number] = max(scores.get(number, 0), _OF_MISSPELT_PLACE)

    def _add_within(self, query: Wanted, part: Form, place: set[int], scores: dict[int, float]) -> None:
        """Name and place were written: each must be right on its own."""
        for number, score in self._by_name(query, part).items():
            if number in place:
                scores[number] = max(scores.get(number, 0), score - _NAME_AND_PLACE_APART)

    def _ranked(self, scores: dict[int, float], small: bool) -> list[Hit]:
        def order(item: tuple[int, float]) -> tuple[float, bool, int]:
            number, score = item
            return -score, self._small[number] != small, number

        least = max(_LEAST, max(scores.values(), default=0) - _FALL)
        kept = sorted((item for item in scores.items() if item[1] >= least), key=order)
        return [Hit(self._entries[number].code, score) for number, score in kept]


def _names(number: int, entry: Entry) -> list[_Name]:
    others = [*entry.aliases, *([entry.english] if entry.english else [])]
    forms = dict.fromkeys([name_form(entry.name), *map(name_form, others)])
    return [_Name(each, number) for each in forms if each.bare]


def _pairs(bones: str) -> list[str]:
    return [first + second for first, second in pairwise(bones)]


def _standing(entry: Entry) -> tuple[bool, bool, bool]:
    """Main hospitals first: regional and general, then of the capital, then others, then the rest."""
    in_capital = bool(entry.district and entry.province and entry.district.endswith(entry.province))
    return not _is_regional_or_general(entry.code), is_small(entry.name), not in_capital


def _is_regional_or_general(code: str) -> bool:
    """The ministry numbered its regional and general hospitals first, in one block."""
    return len(code) == 5 and "10660" <= code <= "10751"
