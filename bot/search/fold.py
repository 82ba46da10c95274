"""Three forms of a name, each more forgiving than the one before.

folded  what was written: without spaces, punctuation and case, Thai digits as Arabic ones
bare    without tone marks and the other small signs that are left out on a phone; Latin spelling evened out
bones   the consonants by their sound: what is left when vowels are missing or a sound-alike letter was taken
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_SMALL_SIGNS = re.compile("[็-๎ฺๆฯ]")  # shortener, tones, silencer, nikhahit, dots; repetition and ellipsis
_UNHEARD = re.compile("[ก-ฮ][ิุ]?์|รร(?=[ก-ฮ])")  # silenced letters; the double ร that stands for a vowel
_VOWELS = re.compile("[ะ-ูเ-ๅ]")
_SOUNDS = str.maketrans(
    "ฃคฅฆศษซณฎฏตฐฑฒทธญฬภผพฟบฝอ",
    "ขขขขสสสนดดดถถถถถยลพพพพปพอ",
)
_LATIN = (
    (re.compile("([ptkbdgcs])h"), r"\1"),
    (re.compile("ck|q"), "k"),
    (re.compile("v"), "w"),
    (re.compile("ee|ea"), "i"),
    (re.compile("oo|ou"), "u"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)
_LATIN_VOWELS = re.compile("(?<=[a-z])[aeiouy]")
_LATIN_SOUNDS = str.maketrans("dbgjzl", "tpkcsr")


@dataclass(frozen=True, slots=True)
class Form:
    """One name in all three forms."""

    folded: str
    bare: str
    bones: str


@lru_cache(maxsize=4096)
def form(text: str) -> Form:
    """All forms of `text`; empty ones when it holds neither letter nor digit."""
    folded = fold(text)
    bare = _bare(folded)
    return Form(folded, bare, _bones(_bare(_UNHEARD.sub("", folded))))


def fold(text: str) -> str:
    """The letters, marks and digits of `text`, in one spelling."""
    compatible = unicodedata.normalize("NFKC", text).casefold().translate(_THAI_DIGITS)
    kept = "".join(char for char in compatible if unicodedata.category(char)[0] in "LMN")
    # Two ways to type that look the same: แ as twice เ, and the tone after the ring of ำ.
    return re.sub("ํ([่-๋])", r"\1ํ", kept.replace("เเ", "แ"))


def _bare(folded: str) -> str:
    plain = _SMALL_SIGNS.sub("", folded)
    if plain.isascii():
        for pattern, instead in _LATIN:
            plain = pattern.sub(instead, plain)
    return plain


def _bones(bare: str) -> str:
    heard = _VOWELS.sub("", bare).translate(_SOUNDS)
    return _LATIN_VOWELS.sub("", heard).translate(_LATIN_SOUNDS)
