"""`POST /line/webhook/<channel>`: where LINE delivers what patients do."""

import json
import logging

from flask import Blueprint, Response, jsonify, request
from linebot.v3.webhook import SignatureValidator
from werkzeug.exceptions import RequestEntityTooLarge

from bot.auth import states_auth
from bot.house import house
from bot.line import channel_commands
from bot.line.commands import add_commands
from bot.line.inbox import take_in
from bot.line.incoming import read_event

blueprint = Blueprint("line", __name__)
add_commands(blueprint)
channel_commands.add_commands(blueprint)
log = logging.getLogger(__name__)
_LONGEST = 1_000_000  # bytes


@blueprint.post("/line/webhook/<channel>")
@states_auth("line-signature")
def webhook(channel: str) -> tuple[Response, int]:
    """Answers within 2 s: 200 when everything was taken in, 503 when LINE shall deliver again.

    400 for a wrong signature or a body that is not LINE's, 404 for a channel that is not configured.
    """
    found = house().settings.channels.get(channel)
    if found is None:
        return _answer(404, "no such channel here; see LINE_*_SECRET and LINE_*_TOKEN in .env.example")
    body = _body()
    if body is None:
        return _answer(413, "more than LINE ever sends")
    try:
        text = body.decode()
        signed = SignatureValidator(found.secret).validate(text, request.headers.get("X-Line-Signature", ""))
    except ValueError:
        signed, text = False, ""
    if not signed:
        return _answer(400, "the signature does not match the body; is the channel secret right?")
    try:
        events = json.loads(text)["events"]
        incoming = [read for raw in events if (read := read_event(raw, channel))]
    except (ValueError, KeyError, TypeError):
        return _answer(400, "the body is not a LINE webhook: a JSON object with a list `events`")
    done = take_in(house(), incoming)
    return _answer(200, "ok") if done else _answer(503, "not now; deliver again")


def _body() -> bytes | None:
    """The raw bytes; None when they are too many, found before they are all read."""
    request.max_content_length = _LONGEST + 1
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        return None
    return body if len(body) <= _LONGEST else None


def _answer(status: int, message: str) -> tuple[Response, int]:
    response = jsonify(message=message)
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response, status
