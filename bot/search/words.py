"""What people write around a hospital's name: the word for hospital, its abbreviations, "province of"."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.search.fold import Form, fold, form

_START = r"(?:^|(?<=[\s.,/()\-]))"
_NOT_INSIDE_A_WORD = r"(?![ะ-ฺ็-๎])"  # a vowel or tone follows: then the letters were a name's ("รพี")
_SMALL = re.compile(
    rf"{_START}(?:รพ\.?\s*สต{_NOT_INSIDE_A_WORD}\.?|โรงพยาบาลส่งเสริมสุขภาพ(?:ประจำ)?ตำบล|สถานีอนามัย|สอ\.)"
)
_CROWN_PRINCE = re.compile(rf"{_START}รพร{_NOT_INSIDE_A_WORD}\.?")
_HOSPITAL = re.compile(
    rf"{_START}รพ[ชศทม]?{_NOT_INSIDE_A_WORD}\.?|โรงพยาบาล(?:ศูนย์(?!การแพทย์|มะเร็ง))?|\bhosp(?:ital|\b\.?)"
)
_OF_PLACE = re.compile(rf"จังหวัด|อำเภอ|{_START}[จอต]\.|\b(?:province|changwat|district|amphoe)\b(?:\s+of\b)?")
_POLITE_ENDING = re.compile(r"(?<=....)(?:\s*(?:นะ|จ้า|จ้ะ|ค่ะ|คะ|ครับ))+[\s.!?]*$")
_WORD, _LONGEST_SLIP = fold("โรงพยาบาล"), 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query without the words around the name.

    `words`: the bare forms of several words; empty for one.
    `named`: it said that a hospital is meant, so a place's name in it is the hospital's.
    `small`: it asked for a health centre of a sub-district.
    """

    form: Form
    words: tuple[str, ...]
    named: bool
    small: bool


def wanted(text: str) -> Wanted:
    """What is looked for; its forms are empty when nothing but the words around was written."""
    rest, hospitals, centres = _without_words_around(_POLITE_ENDING.sub("", text))
    if not hospitals and (shorter := _after_misspelt_word(fold(rest))):
        rest, hospitals = shorter, 1
    words = tuple(bare for word in rest.split() if (bare := form(word).bare))
    return Wanted(
        form(rest), words if len(words) > 1 else (), named=bool(hospitals or centres), small=bool(centres)
    )


def after_the_word(text: str) -> str | None:
    """The hospital in a sentence: what follows the last word for hospital, that word included."""
    words = [*_SMALL.finditer(text.casefold()), *_HOSPITAL.finditer(text.casefold())]
    last = max((word.start() for word in words), default=0)
    return text[last:] if last and len(text.casefold()) == len(text) else None


def name_form(name: str) -> Form:
    """The forms of a hospital's name without the word for hospital; of the whole if nothing else is in it."""
    rest, _, _ = _without_words_around(name)
    found = form(rest)
    return found if found.bare else form(name)


def is_small(name: str) -> bool:
    """Whether the name is that of a health centre, a clinic, an office: anything below a hospital."""
    return _SMALL.match(name) is not None or not re.match("โรงพยาบาล|สถาบัน|ศูนย์การแพทย์|ศูนย์มะเร็ง", name)


def _without_words_around(text: str) -> tuple[str, int, int]:
    """What is left, and how often a hospital and a health centre were spoken of."""
    rest, centres = _SMALL.subn(" ", text.casefold())
    rest = _CROWN_PRINCE.sub(" สมเด็จพระยุพราช", rest)
    rest, hospitals = _HOSPITAL.subn(" ", rest)
    return _OF_PLACE.sub(" ", rest), hospitals, centres


def _after_misspelt_word(folded: str) -> str | None:
    """What follows a slip of the pen for โรงพยาบาล; None when it does not begin so."""
    lengths = range(len(_WORD) - _LONGEST_SLIP, len(_WORD) + _LONGEST_SLIP + 1)
    slips = [
        (OSA.distance(folded[:n], _WORD, score_cutoff=_LONGEST_SLIP), -n) for n in lengths if n < len(folded)
    ]
    nearest, minus_length = min(slips, default=(_LONGEST_SLIP + 1, 0))
    return folded[-minus_length:] if nearest <= _LONGEST_SLIP else None
