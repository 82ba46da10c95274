"""How a step is judged: each function here makes a judge, which looks at the calls, the newest first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from bookings.times import BANGKOK, NIGHTLY_UNTIL

Call = Mapping[str, Any]  # as `bot/call_log.py` keeps it
Address = tuple[str, str]  # method and route
State = Literal["well", "wrong", "missing"]
Judge = Callable[[Sequence[Call]], "Finding"]

TOO_OFTEN = 4  # times the same refused call, so that nobody has read the answer
AT_ONCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Finding:
    """`code` names the words that say it (`found_…`), `facts` fill them; `call` is the one that shows it."""

    state: State
    code: str
    call: Call | None = None
    facts: Mapping[str, object] = field(default_factory=dict[str, object])


MISSING = Finding("missing", "missing")


def made(*addresses: Address, did: Collection[str] = (), blamed: Collection[Address] | None = None) -> Judge:
    """One good call to an address, and no refusal since at those to be `blamed` (by default all of them).

    `did`: what a good call must have come to.
    """
    blamed = addresses if blamed is None else blamed

    def judge(calls: Sequence[Call]) -> Finding:
        last = next((each for each in calls if _address(each) in blamed and _judged(each)), None)
        if last is not None and _refused(last):
            return Finding("wrong", "refused", last)
        good = (each for each in calls if _address(each) in addresses and _taken(each))
        found = next((each for each in good if not did or each.get("did") in did), None)
        return Finding("well", "well", found) if found else MISSING

    return judge


def nightly(*addresses: Address) -> Judge:
    """The last nightly call was taken whole."""

    def judge(calls: Sequence[Call]) -> Finding:
        tries = (each for each in calls if _address(each) in addresses and _judged(each))
        last = next((each for each in tries if each["items"] != _EMPTY), None)
        if last is None:
            return MISSING
        if last["items"] and last["items"]["refused"]:
            counts = {name: last["items"][name] for name in ("taken", "refused")}
            return Finding("wrong", "partly", last, counts)
        return Finding("wrong", "refused", last) if _refused(last) else Finding("well", "well", last)

    return judge


_EMPTY = {"taken": 0, "refused": 0, "first_refused": []}


def by_night(*addresses: Address) -> Judge:
    """A nightly call came between midnight and one o'clock by the hospital's clock."""

    def judge(calls: Sequence[Call]) -> Finding:
        tries = [each for each in calls if _address(each) in addresses and _taken(each)]
        found = next((each for each in tries if _clock(each).time() < NIGHTLY_UNTIL), None)
        if found:
            return Finding("well", "well", found)
        if not tries:
            return MISSING
        return Finding("missing", "by_day", tries[0], {"time": f"{_clock(tries[0]):%H:%M}"})

    return judge


def refusals_read(calls: Sequence[Call]) -> Finding:
    """A refusal was met, and the last one was not sent again and again as it was."""
    refused = [each for each in calls if _refused(each)]
    if not refused:
        return MISSING
    times = _times_sent(refused[0], calls)
    if times < TOO_OFTEN:
        return Finding("well", "refusal_read", refused[0])
    return Finding("wrong", "hammered", refused[0], {"times": times})


def nothing_guessed(calls: Sequence[Call]) -> Finding:
    """The last version-3 call of each kind was plain. A system of version 4 is never guessed about."""
    last: dict[str, Call] = {}
    for each in calls:
        if each["version"] == 3 and _taken(each):
            last.setdefault(each["route"], each)
    guessed = next((each for each in last.values() if each["warnings"]), None)
    if guessed is None:
        return Finding("well", "plain", next(iter(last.values()), None))
    return Finding("wrong", "guessed", guessed, {"fields": ", ".join(guessed["warnings"])})


def _times_sent(refused: Call, calls: Sequence[Call]) -> int:
    """How often this very call came, each time within ten minutes and none of them taken between."""
    times, later = 0, datetime.fromisoformat(refused["at"])
    for each in calls[list(calls).index(refused) :]:
        at = datetime.fromisoformat(each["at"])
        mended = _address(each) == _address(refused) and _taken(each)
        if later - at > AT_ONCE or (mended and each["booking_ref"] == refused["booking_ref"]):
            break
        if _same(each, refused):
            times, later = times + 1, at
    return times


def _same(one: Call, other: Call) -> bool:
    names = ("method", "route", "booking_ref", "problem", "fields", "items")
    return all(one[name] == other[name] for name in names)


def _address(call: Call) -> Address:
    return call["method"], call["route"]


def _taken(call: Call) -> bool:
    return call["status"] < 300 and not (call["items"] and call["items"]["refused"])


def _refused(call: Call) -> bool:
    return 400 <= call["status"] < 500 and call["status"] != 429


def _judged(call: Call) -> bool:
    """Too fast or our own fault: that says nothing about how the call is made."""
    return call["status"] < 300 or _refused(call)


def _clock(call: Call) -> datetime:
    return datetime.fromisoformat(call.get("clock") or call["at"]).astimezone(BANGKOK)
