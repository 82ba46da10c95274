"""What is noted of a call for the hospital's own eyes: what was called, what came of it, wrong fields.

Never a body, a value or a key; and only names of fields that we know: a broken body may stand in a name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from flask import Response, g, request

from bookings.content import Caller
from bookings.now import now_for, real_now
from bookings.trail import Trail
from bot.hospital.faults import Fault
from bot.hospital.fields import Body, is_booking_ref
from bot.hospital.times import iso
from bot.house import house

MOST_ITEMS_TOLD = 20
MOST_MESSAGES = 12  # of one call; a booking has a handful
# Our own pages say so: what is tried there is not the hospital's system.
OWN_PAGE = "Developer-Page"
# Whoever looks at the log does not stand in it.
_LOOKING = {"v4.calls.list_calls", "v4.conformance.show_conformance"}
UNKNOWN = "?"
_OF_VERSION_3 = {
    *("userId", "hospitalName", "origin", "queueNumber", "patientName", "appointmentDate", "appointmentTime"),
    *("detailsLink", "currentQueueLink", "header", "backgroundColor", "detailsLinkLabel"),
    *("currentQueueLinkLabel", "body", "bookings", "Content-Type", "Origin"),
}
_KEY_IN_ROUTE = re.compile(r"^/v3/+<key>/?")


def answered(booking_ref: str | None, warnings: Iterable[str]) -> None:
    """Version 3 said yes: the booking that it chose, and the fields that it had to make sense of."""
    g.noted_ref = booking_ref
    g.noted_warnings = [each.partition(":")[0] for each in warnings]


def done(trail: Trail) -> None:
    """What the call's transaction came to."""
    g.noted_trail = trail


def refused(fault: Fault) -> None:
    """The call is refused."""
    g.noted_fault = fault


def carried_out(results: Sequence[Mapping[str, Any]]) -> None:
    """A nightly call with each booking's own result."""
    g.noted_results = results


def note(response: Response) -> Response:
    """Keep what a hospital may see of this call, once its key was accepted."""
    who: Caller | None = g.get("caller")
    if who is not None and request.endpoint not in _LOOKING:
        results: Sequence[Mapping[str, Any]] = g.get("noted_results", ())
        refs: dict[bool, list[str]] = {True: [], False: []}
        for each in results:
            if is_booking_ref(each["booking_ref"]):
                refs[each["status"] < 400].append(each["booking_ref"])
        house().calls.note(
            who.hospital_code,
            who.mode,
            _entry(who, response.status_code),
            taken=refs[True],
            refused=refs[False],
        )
    return response


def _entry(who: Caller, status: int) -> dict[str, Any]:
    fault: Fault | None = g.get("noted_fault")
    results: Sequence[Mapping[str, Any]] | None = g.get("noted_results")
    # A nightly call's bookings each have a result; what the last of them did tells nothing of the call.
    trail = g.get("noted_trail", Trail()) if results is None and status < 400 else Trail()
    # What read_body left there, or what the address says.
    ref = g.get("noted_ref") or (request.view_args or {}).get("ref")
    now = real_now()
    return {
        "at": iso(now),
        "clock": iso(now_for(g.hospital, who.mode, now)),
        "method": request.method,
        "route": _route(),
        "version": who.version,
        "status": status,
        "problem": fault.code.replace("_", "-") if fault else None,
        "booking_ref": ref if is_booking_ref(ref) else None,
        "fields": _known(each.field for each in fault.errors) if fault else [],
        "warnings": _known(g.get("noted_warnings", ())),
        "items": None if results is None else _items(results),
        "did": trail.did,
        "planned": [list(each) for each in trail.planned[:MOST_MESSAGES]],
        "own_page": OWN_PAGE in request.headers,
    }


def _route() -> str:
    """The address as it stands in the guide: no key, no booking's name."""
    route = _KEY_IN_ROUTE.sub("/", str(request.url_rule)).replace("<ref>", "{booking_ref}")
    return re.sub("^/+", "/", route)


def _items(results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    bad = [each for each in results if each["status"] >= 400]
    return {
        "taken": len(results) - len(bad),
        "refused": len(bad),
        "first_refused": [_item(each) for each in bad[:MOST_ITEMS_TOLD]],
    }


def _item(result: Mapping[str, Any]) -> dict[str, Any]:
    ref, problem = result["booking_ref"], result["problem"]
    return {
        "booking_ref": ref if is_booking_ref(ref) else None,
        "status": result["status"],
        "problem": problem["type"].rpartition("/")[2],
        "fields": _known(each["field"] for each in problem.get("errors", ())),
    }


def _known(names: Iterable[str]) -> list[str]:
    known = _OF_VERSION_3 | _names_below(Body)
    return list(dict.fromkeys(name if name in known else UNKNOWN for name in names))


@cache
def _names_below(body: type[Body]) -> frozenset[str]:
    return frozenset(body.model_fields).union(*(_names_below(each) for each in body.__subclasses__()))
