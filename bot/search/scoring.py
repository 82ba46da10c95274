"""How well a name answers a query, from 0 to 100.

100 the same · 97 but for tones · 86–94 its beginning · 72–84 a part · up to 85 with slips · 0 not at all
"""

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.search.fold import Form

SAME, SAME_BUT_TONES, BEGINNING = 100.0, 97.0, 86.0
_SHORTEST_BEGINNING, _SHORTEST_PART, _SHORTEST_SLOPPY_PART = 3, 4, 7
_SHORTEST_SOUND, _LEAST_ALIKE_IF_HEARD_SO = 3, 0.5


def likeness(query: Form, name: Form, words: Sequence[str] = ()) -> float:
    """0 when `name` is not what `query` can have meant. `words` are the query's, if it had several."""
    if query.folded == name.folded:
        return SAME
    if query.bare == name.bare:
        return SAME_BUT_TONES
    covered = len(query.bare) / len(name.bare)
    if name.bare.startswith(query.bare) and len(query.bare) >= _SHORTEST_BEGINNING:
        return BEGINNING + 8 * covered
    found = [_as_misspelt(query, name), _as_sloppy_beginning(query, name), _as_sloppy_part(query, name)]
    if len(query.bare) >= _SHORTEST_PART and query.bare in name.bare:
        found.append(74 + 10 * covered)
    if words and all(word in name.bare for word in words):
        found.append(72 + 10 * covered)
    return max(found)


def slips_allowed(length: int) -> int:
    """How many typing errors a word of this length may have and still be taken for another."""
    return (length - 1) // 3 if length < 13 else length // 3


def _as_misspelt(query: Form, name: Form) -> float:
    """The whole name with typing errors, or as it sounds."""
    longest = max(len(query.bare), len(name.bare))
    slips = OSA.distance(query.bare, name.bare)
    alike = 1 - slips / longest
    sounds = query.bones == name.bones and len(query.bones) >= _SHORTEST_SOUND
    if sounds and (slips <= slips_allowed(len(query.bare)) or alike > _LEAST_ALIKE_IF_HEARD_SO):
        return 80 + 5 * alike
    if slips > slips_allowed(len(query.bare)):
        return 0
    if len(query.bare) < 2 * _SHORTEST_SOUND and not _close(query.bones, name.bones):
        return 0
    return 54 + 34 * alike


def _close(bones: str, others: str) -> bool:
    return OSA.distance(bones, others, score_cutoff=1) <= 1 and bones[:1] == others[:1]


def _as_sloppy_beginning(query: Form, name: Form) -> float:
    """The beginning of the name with typing errors."""
    length = len(query.bare)
    allowed = min(slips_allowed(length), 3)
    if length < 2 * _SHORTEST_SOUND or len(name.bare) <= length:
        return 0
    if name.bones.startswith(query.bones) and len(query.bones) > _SHORTEST_SOUND and not query.bare.isascii():
        return 75
    slips = min(
        OSA.distance(query.bare, name.bare[: length + more], score_cutoff=allowed) for more in (-1, 0, 1)
    )
    return 50 + 28 * (1 - slips / length) if slips <= allowed else 0


def _as_sloppy_part(query: Form, name: Form) -> float:
    """A part of the name with typing errors, or the name with something around it."""
    if min(len(query.bare), len(name.bare)) < _SHORTEST_SLOPPY_PART:
        return 0
    alike = fuzz.partial_ratio(query.bare, name.bare, score_cutoff=80) / 100
    if not alike:
        return 0
    return (
        42 + 28 * alike
        if len(query.bare) <= len(name.bare)
        else 30 + 40 * alike * len(name.bare) / len(query.bare)
    )
