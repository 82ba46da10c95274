"""The table of steps: what a hospital's system has to show, in the order of the journey."""

from dataclasses import dataclass

from bot.hospital.conformance.findings import (
    Address,
    Judge,
    by_night,
    made,
    nightly,
    nothing_guessed,
    refusals_read,
)

V4, V3 = "/api/v4", "/test/api"
BOOKED: Address = ("POST", f"{V4}/bookings")
BOOKED_3: Address = ("POST", f"{V3}/queue")
CHANGED: Address = ("PATCH", f"{V4}/bookings/{{booking_ref}}")
CANCELLED: tuple[Address, ...] = (
    ("DELETE", f"{V4}/bookings/{{booking_ref}}"),
    ("POST", f"{V4}/bookings/{{booking_ref}}/cancel"),
)
NIGHTLY: tuple[Address, ...] = (("POST", f"{V4}/reminders"), ("POST", f"{V3}/queue/schedule"))
NEAR: tuple[Address, ...] = (("POST", f"{V4}/queue-calls"), ("POST", f"{V3}/queue/notify"))
VISITED: Address = ("POST", f"{V4}/visits")
SINGLE = (BOOKED, BOOKED_3, CHANGED, *CANCELLED, *NEAR, VISITED)
JOURNEY = {*SINGLE, *NIGHTLY}  # these tell which version a system speaks


@dataclass(frozen=True)
class Step:
    """`line` of the journey; `needed`: the API versions whose systems get no live key without it."""

    name: str
    line: str
    needed: frozenset[int]
    judge: Judge


_ALL, _FOUR, _NONE = frozenset({3, 4}), frozenset({4}), frozenset[int]()

STEPS = (
    Step("book", "S4", _ALL, made(BOOKED, BOOKED_3, did={"created"})),
    Step("repeat", "S4", _ALL, made(*SINGLE, did={"repeated"}, blamed=())),
    Step("move", "S4", _FOUR, made(CHANGED, BOOKED, BOOKED_3, did={"moved"}, blamed={CHANGED})),
    Step("cancel", "S4", _FOUR, made(*CANCELLED, did={"cancelled"})),
    Step("nightly", "S6", _ALL, nightly(*NIGHTLY)),
    Step("night", "S6", _NONE, by_night(*NIGHTLY)),
    Step("nightly_seen", "S6", _NONE, made(("GET", f"{V4}/nightly-calls"))),
    Step("answers", "S7", _FOUR, made(("GET", f"{V4}/bookings"), ("POST", f"{V4}/webhooks"))),
    Step("telephone", "S7", _FOUR, made(("GET", f"{V4}/unreachable"))),
    Step("near", "S9", _ALL, made(*NEAR, did={"called"})),
    Step("served", "S10", _FOUR, made(VISITED, did={"served"})),
    Step("no_show", "S10", _FOUR, made(VISITED, did={"no_show"})),
    Step("errors", "S12", _ALL, refusals_read),
    Step("plain", "S12", _NONE, nothing_guessed),
)
