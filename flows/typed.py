"""Typed text: tidied, and what it wishes, by the words of buttons and by what people write instead."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from flows import phrases
from flows.postbacks import Tap

LONGEST_QUERY = 100
LONGEST_READ = 5000  # characters; LINE's own limit
_LONGEST_FUZZY = 600  # where typing errors are looked for

# Heard even where she writes in her own words: buttons that she may also tap there.
OF_THE_MENU = frozenset({"choose", "mine", "which", "help", "data", "home"})

_SMALL_SIGNS = re.compile("[็-๎ฺๆฯ]")  # tones and others that are left out on a phone
_OFTEN = re.compile(r"(.)\1{2,}")
_NUMBER_OF = re.compile(
    r"ขอ|อยาก(?:ได้|ทราบ)?|ต้องการ|เบอร์|โทรศัพท์|โทรหา|โทร|ติดต่อ|เจ้าหน้าที่|คุยกับ|ของ|ที่(?=\s*(?:รพ|โรง))"
    r"|\b(?:phone|telephone|number|contact|call|of|for|the|what|is|please|staff|talk|speak|to|at)\b|[?'’]s?\b"
)
_BOUNDARY = re.compile(r"(?<=[ก-๙])(?=[a-z0-9])|(?<=[a-z0-9])(?=[ก-๙])")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# As the studio shows it: with a hyphen, which no hospital number and no telephone number has there.
_STAFF_CODE = re.compile(r"(\d{4}) ?[-‐-―] ?(\d{4})")
_POLITE_ENDING = re.compile(r"(?:นะ|น่ะ|จ้า|จ้ะ|จ๊ะ|ค่ะ|คะ|ค่า|คร่า|ครับ|ครัช|คับ|ค้าบ|ฮะ|หน่อย|ที|ด้วย|please|[\s.!?])+$")


@dataclass(frozen=True)
class _Said:
    """`words`: in order, one space between; `letters`: without any space, for Thai writes none."""

    words: str
    letters: str


def tidy(body: str, longest: int = LONGEST_QUERY) -> str:
    """On one line, without characters that cannot be seen or stored, and no longer than a name can be."""
    seen = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", body))
    kept = "".join(char for char in seen if not unicodedata.category(char).startswith("C"))
    return " ".join(kept.split())[:longest].strip()


def keyword(body: str) -> Tap | None:
    """The button that a word stands for, politely ended or not. An emergency goes before all else."""
    if found := emergency(body):
        return found
    if code := _STAFF_CODE.fullmatch(_POLITE_ENDING.sub("", tidy(body))):
        digits = "".join(str(int(digit)) for digit in code[1] + code[2])  # Thai ones, too
        return Tap("staff_code", {"v": digits})
    word = plain_word(body)
    return Tap(_verb_of()[word]) if word in _verb_of() else None


def emergency(body: str) -> Tap | None:
    """Whether somebody is in danger: in the whole text, one typing error allowed in a longer piece."""
    said = _said(body)
    for verb, pieces in _table("emergency"):
        if any(_holds(said, piece) for piece in pieces):
            return Tap(verb)
    letters = said.letters[:_LONGEST_FUZZY]
    for verb, pieces in _table("mistyped"):
        near = [each.replace(" ", "") for each in pieces if len(letters) >= len(each) - 1]
        if any(fuzz.partial_ratio(each, letters) >= _ALIKE for each in near):
            return Tap(verb)
    return None


def wish(body: str) -> Tap | None:
    """What a sentence asks for, whatever hospital it names; the tap holds what she `said`."""
    return _first("wishes", body)


def hint(body: str) -> Tap | None:
    """What a text that names no hospital is about; last, whether it is a button's word mistyped."""
    return _first("hints", body) or _mistyped(body)


def plain_word(body: str) -> str:
    """The text without a polite ending, for comparing with the words of buttons."""
    word = _folded(tidy(body))
    return word if word in _verb_of() else _folded(_POLITE_ENDING.sub("", tidy(body).casefold()))


def after_its_number(said: str) -> str:
    """The hospital's name in "ขอเบอร์โทร รพ.ปทุมธานี", as she wrote it; empty when no name is left."""
    rest = _POLITE_ENDING.sub("", _NUMBER_OF.sub(" ", said.casefold())).strip()
    return rest if len(rest) >= _SHORTEST_MISTYPED else ""


def sureness(body: str) -> str:
    """`yes`, `no`, or empty for anything else."""
    return _sure().get(plain_word(body), "")


def only_signs(body: str) -> bool:
    """Nothing but emoji or punctuation: no letter and no digit."""
    return bool(tidy(body)) and not any(unicodedata.category(char)[0] in "LN" for char in body)


def _first(section: str, body: str) -> Tap | None:
    said = _said(body)
    verb = next(
        (verb for verb, pieces in _table(section) if any(_holds(said, piece) for piece in pieces)), None
    )
    return Tap(verb, {"said": tidy(body)}) if verb else None


def _holds(said: _Said, piece: str) -> bool:
    return f" {piece} " in said.words if piece.isascii() else piece in said.letters


def _mistyped(body: str) -> Tap | None:
    word = plain_word(body)
    if len(word) < _SHORTEST_MISTYPED:
        return None
    found = process.extractOne(word, _verb_of().keys(), scorer=OSA.distance, score_cutoff=1)
    return Tap(_verb_of()[found[0]]) if found and len(found[0]) >= _SHORTEST_MISTYPED else None


_ALIKE = 87  # per cent: one error in eight letters
_SHORTEST_MISTYPED = 4


def _folded(text: str) -> str:
    """In one spelling: no case, tone marks or apostrophes, nothing typed many times over."""
    even = _OFTEN.sub(r"\1", unicodedata.normalize("NFKC", text).casefold().replace("ํา", "ำ"))
    even = _BOUNDARY.sub(" ", even.translate(_THAI_DIGITS).replace("'", "").replace("\u2019", ""))
    spaced = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in even)
    return " ".join(_SMALL_SIGNS.sub("", spaced).split())


@lru_cache(maxsize=64)
def _said(body: str) -> _Said:
    words = _folded(tidy(body, LONGEST_READ))
    return _Said(f" {words} ", words.replace(" ", ""))


def _fold_piece(piece: str) -> str:
    folded = _folded(piece)
    return folded if folded.isascii() else folded.replace(" ", "")


@cache
def _table(section: str) -> phrases.Table:
    return tuple(
        (verb, tuple(_fold_piece(piece) for piece in pieces)) for verb, pieces in phrases.tables()[section]
    )


@cache
def _verb_of() -> dict[str, str]:
    return {_folded(word): verb for verb, words in phrases.tables()["buttons"] for word in words}


@cache
def _sure() -> dict[str, str]:
    return {_folded(word): verb for verb, words in phrases.tables()["sure"] for word in words}
