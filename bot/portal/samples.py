"""The guide's samples: files in `samples/`, one folder a call, one file a language. Tests run them all."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("samples")

# What stands in the files and is replaced by the reader's own when they are shown (and run).
BASE, KEY, CONNECT_ID = "https://connect.example", "mc_test_your_key", "5bedb40574d0504752f2173f"
DAY = "2026-12-24"

LANGUAGES = {"curl": "curl.sh", "PHP": "php.php", "Python": "python.py", "Node.js": "node.mjs"}


@dataclass(frozen=True)
class Call:
    """A call: its name (a folder of samples, a key of words), method and path, and the journey's line."""

    name: str
    method: str
    path: str
    line: str


CALLS = (
    Call("patient", "POST", "/sandbox/patients", "S13"),
    Call("book", "POST", "/bookings", "S4"),
    Call("change", "PATCH", "/bookings/{booking_ref}", "S4"),
    Call("nightly", "POST", "/reminders", "S6"),
    Call("nightly_calls", "GET", "/nightly-calls?date=…", "S6"),
    Call("near_queue", "POST", "/queue-calls", "S9"),
    Call("visit", "POST", "/visits", "S10"),
    Call("look", "GET", "/bookings/{booking_ref}", ""),
    Call("answers", "GET", "/bookings?date=…", ""),
    Call("unreachable", "GET", "/unreachable?date=…", ""),
    Call("cancel", "POST", "/bookings/{booking_ref}/cancel", "S4"),
    Call("clock", "POST", "/sandbox/clock", "S13"),
    Call("calls", "GET", "/calls?booking_ref=…", "S12"),
    Call("conformance", "GET", "/conformance", "S12"),
    Call("clear", "DELETE", "/sandbox", "S13"),
)


def samples(call: str, base: str, day: str) -> dict[str, str]:
    """Language → program, for this service and a day to come; key and Connect ID are still examples."""
    return {
        language: _read(f"{call}/{file}").replace(BASE, base).replace(DAY, day)
        for language, file in LANGUAGES.items()
    }


def program(name: str, base: str, day: str = DAY) -> str:
    """A whole program to take along, for this service and a day to come; the key is still an example."""
    return _read(f"programs/{name}").replace(BASE, base).replace(DAY, day)


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
