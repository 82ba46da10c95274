"""The audit trail on screen and as CSV."""

import csv
import io

from flask import Response, request

from bookings.times import BANGKOK
from bot.house import house
from bot.staff.guard import note, requires
from bot.staff.pages import blueprint, draw
from records.audit import Wanted, entries

_MOST = 100_000


@blueprint.get("/trail")
@requires("audit")
def trail() -> Response:
    """The newest first, filtered."""
    wanted = _wanted()
    before = request.args.get("before", type=int)
    with house().database.read() as session:
        found = entries(session, wanted, limit=100, before=before)
    more = found[-1].id if len(found) == 100 else None
    return draw("trail.html", entries=found, more=more, zone=BANGKOK, wanted=wanted)


@blueprint.get("/trail.csv")
@requires("audit")
def trail_csv() -> Response:
    """The same as a table for a spreadsheet."""
    wanted = _wanted()
    with house().database.read() as session:
        found = entries(session, wanted, limit=_MOST)
    house().database.write(lambda session: note(session, "trail.exported", rows=len(found)))
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["at", "who", "what", "on", "details"])
    for each in found:
        details = "; ".join(f"{key}={value}" for key, value in each.details.items())
        row = (
            each.at.astimezone(BANGKOK).isoformat(timespec="seconds"),
            each.who,
            each.what,
            each.on,
            details,
        )
        table.writerow([_no_formula(cell) for cell in row])
    response = Response("\ufeff" + out.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _wanted() -> Wanted:
    return Wanted(**{name: request.args.get(name, "").strip() for name in ("who", "what", "on")})


def _no_formula(cell: str) -> str:
    """A spreadsheet runs what begins so."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
