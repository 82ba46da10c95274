"""One address. Whoever has the link is let in, for an hour; only her own chat ever shows it."""

import json
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template
from redis import RedisError

from bookings.now import real_now
from bookings.take_along import account_of, everything_about
from bookings.times import BANGKOK
from bot.auth import states_auth
from bot.house import house
from bot.line import session as sessions
from bot.ticket import shield
from flex_templates import LANGUAGES
from records.people import LineAccount

blueprint = Blueprint("own_data", __name__, url_prefix="/my-data")
_WORDS = {
    language: json.loads((Path(__file__).parent / f"words/{language}.json").read_text(encoding="utf-8"))
    for language in LANGUAGES
}


@blueprint.get("/<token>")
@states_auth("data-link")
def download(token: str) -> tuple[Response, int]:
    """Her data as a JSON file. 404 for a link that is none of ours, 410 for one that is over or of nobody."""
    now = real_now()
    opened = house().take_along.read(token, now)
    if opened is None:
        return _sorry("unknown"), 404
    with house().database.read() as session:
        account = account_of(session, opened)
        if account is None:
            return _sorry("gone"), 410
        kept = everything_about(session, account)
        try:
            chat = _chat(account)
        except RedisError:
            return _sorry("away"), 503
    made = now.astimezone(BANGKOK).isoformat()
    body = {"service": "MOPH Connect", "made_at": made, "records": kept, "conversation": chat}
    response = Response(json.dumps(body, ensure_ascii=False, indent=2), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="moph-connect-my-data.json"'
    return response, 200


@blueprint.after_request
def protect(response: Response) -> Response:
    """Kept by nobody on the way, the sorry answers neither."""
    response.headers["Cache-Control"] = "no-store"
    return shield.shielded(response, house().settings.simulator_url)


def _chat(account: LineAccount) -> dict[str, Any]:
    """What Redis keeps for a day: where she is in the conversation, and her profile in LINE."""
    here, profile = sessions.kept(house().redis, account.channel, account.user_id)
    return {
        "position": here.position,
        "about": dict(here.about),
        "profile": profile,
    }


def _sorry(what: str) -> Response:
    return Response(render_template("ticket/sorry.html", nonce=shield.nonce(), what=what, words=_WORDS))
