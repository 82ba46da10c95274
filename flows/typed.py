"""Typed text: tidied, and the words that mean a button."""

import re
import unicodedata

from flows.postbacks import Tap

LONGEST_QUERY = 100

VERBS: dict[str, tuple[str, ...]] = {
    "choose": ("จองคิว", "จอง", "book", "booking"),
    "mine": ("คิวของฉัน", "my queue", "my queues"),
    "which": ("ยกเลิก", "ยกเลิกคิว", "ยกเลิกนัด", "ขอยกเลิก", "cancel", "cancel booking"),
    "help": ("ช่วยเหลือ", "วิธีใช้", "help"),
    "data": ("ข้อมูลของฉัน", "my data"),
    "home": ("เมนู", "หน้าหลัก", "menu", "home"),
    "thanks": ("ขอบคุณ", "ขอบคุณมาก", "ขอบใจ", "thanks", "thank you"),
    "people": ("คนที่จองให้", "people"),
    "hello": ("สวัสดี", "หวัดดี", "hello", "hi"),
}
# Anywhere in what she types. Words that other words contain (ชัก in ชักชวน) are left out.
EMERGENCY = (
    *("เจ็บหน้าอก", "แน่นหน้าอก", "หายใจไม่ออก", "หายใจลำบาก", "หายใจไม่ทัน", "หมดสติ", "ไม่รู้สึกตัว", "ชักเกร็ง"),
    *("กำลังชัก", "ปากเบี้ยว", "แขนขาอ่อนแรง", "เลือดไหลไม่หยุด", "ฉุกเฉิน", "ฆ่าตัวตาย", "อยากตาย", "1669"),
    *(
        "chest pain",
        "can't breathe",
        "cannot breathe",
        "unconscious",
        "stroke",
        "emergency",
        "seizure",
        "suicide",
    ),
)
_VERB_OF = {word: verb for verb, words in VERBS.items() for word in words}
# As the studio shows it: with a hyphen, which no hospital number and no telephone number has there.
_STAFF_CODE = re.compile(r"(\d{4}) ?[-‐-―] ?(\d{4})")
_POLITE_ENDING = re.compile(r"(นะ|จ้า|จ้ะ|ค่ะ|คะ|ค่า|ครับ|ฮะ|[\s.!?])+$")


def tidy(body: str, longest: int = LONGEST_QUERY) -> str:
    """On one line, without characters that cannot be seen or stored, and no longer than a name can be."""
    seen = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", body))
    kept = "".join(char for char in seen if not unicodedata.category(char).startswith("C"))
    return " ".join(kept.split())[:longest].strip()


def keyword(body: str) -> Tap | None:
    """The button that a word stands for, politely ended or not. An emergency goes before all else."""
    word = tidy(body).casefold()
    if any(sign in word for sign in EMERGENCY):
        return Tap("emergency")
    if code := _STAFF_CODE.fullmatch(_POLITE_ENDING.sub("", word)):
        digits = "".join(str(int(digit)) for digit in code[1] + code[2])  # Thai ones, too
        return Tap("staff_code", {"v": digits})
    verb = _VERB_OF.get(word) or _VERB_OF.get(_POLITE_ENDING.sub("", word))
    return Tap(verb) if verb else None
