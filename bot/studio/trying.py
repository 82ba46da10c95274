"""A test to one's own phone: linked once by a code typed in the chat, sent through the ledger."""

from typing import Any

from flask import Response, jsonify, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from bookings.now import real_now
from bookings.trying import Trial, find_trial, try_on
from bot.house import house
from bot.staff.guard import me, note, requires
from bot.studio.last_check import ask_line
from bot.studio.pages import WORDS, blueprint
from bot.studio.shelf import common_words, document, drawn, known, sample_of
from bot.web.language import language_of
from flex_templates import LANGUAGES, TemplateError
from flex_templates.document import Document
from records.hospitals import Hospital
from records.sandboxes import is_no_sandbox
from records.staff_phones import CODE_FOR, StaffPhone, new_code, phone_of, unlink_phone
from records.templates import Content, read_draft
from records.templates.source import keep

_TESTS, _TESTS_A_DAY, _CODES = "10/10 minutes", "100/day", "20/hour"
# Reasons of the ledger that have a sentence of their own; of others only that it did not arrive is said.
_TOLD = frozenset({"blocked", "unknown_user", "refused_by_line", "quota_used_up", "too_late"})
_WAITS = frozenset({"line_unavailable", "line_too_busy", "channel_refused", "channel_stopped"})


@blueprint.get("/phone.json")
@requires("templates.edit")
def phone() -> Response:
    """Which phone shows her tests; null while none is linked."""
    with house().database.read() as session:
        return jsonify(phone=_shown(phone_of(session, me().id)))


@blueprint.post("/phone/code")
@requires("templates.edit")
def phone_code() -> Response:
    """A code to type in the chat, for ten minutes."""
    if not house().limits.hit("studio-code", _CODES, me().login).passed:
        return _sorry(429, "try_too_often")
    if _test_channel() is None:
        return _sorry(409, "try_no_channel")

    def work(session: Session) -> str:
        note(session, "phone.code_made")
        return new_code(session, me().id, real_now())

    code = house().database.write(work)
    return jsonify(code=f"{code[:4]}-{code[4:]}", seconds=int(CODE_FOR.total_seconds()))


@blueprint.post("/phone/unlink")
@requires("templates.edit")
def phone_unlink() -> Response:
    """Her tests go nowhere until she links a phone again."""

    def work(session: Session) -> None:
        if unlink_phone(session, me().id):
            note(session, "phone.unlinked")

    house().database.write(work)
    return jsonify(phone=None)


@blueprint.post("/<name>/test")
@requires("templates.edit")
def send_test(name: str) -> Response:
    """`{sample, language}` → 202 `{id}`: the draft as it is saved is on its way to her phone."""
    said: Any = request.get_json(silent=True)
    said = said if isinstance(said, dict) else {}
    language = said.get("language") if said.get("language") in LANGUAGES else "th"
    with house().database.read() as session:
        mine = phone_of(session, me().id)
        content = read_draft(session, known(name)).content
        data = sample_of(session, name, str(said.get("sample")))
        common = common_words(session)
        hospital = _hospital(session)
    if mine is None:
        return _sorry(409, "try_no_phone")
    channel = house().settings.channels.get(mine.account.channel)
    if channel is None or channel.mode != "test":
        return _sorry(409, "try_no_channel")
    if hospital is None:
        return _sorry(409, "try_no_hospital")
    try:
        messages = drawn(name, content, common, data, language).messages
    except TemplateError as error:
        return _sorry(422, "try_cannot_draw", f"{error.pointer} {error.sentence}")
    if not _may_try():
        return _sorry(429, "try_too_often")
    if objections := ask_line(channel, messages).objections:
        return _sorry(422, "try_refused", "; ".join(f"{each.place} {each.sentence}" for each in objections))
    made = _document(content, common)
    trial = Trial(name, made.revision, data, language)

    def work(session: Session) -> str:
        keep(session, name, made, real_now())
        message = try_on(session, session.merge(mine.account, load=False), hospital, trial, real_now())
        note(session, "template.tested", name, sample=said.get("sample"), language=language)
        return message.occurrence

    answer = jsonify(id=house().database.write(work))
    answer.status_code = 202
    return answer


@blueprint.get("/tests/<occurrence>")
@requires("templates.edit")
def test_outcome(occurrence: str) -> Response:
    """`{over, good, words}`: whether it arrived, or why not."""
    with house().database.read() as session:
        mine = phone_of(session, me().id)
        message = find_trial(session, mine.account_id, occurrence) if mine else None
    if message is None:
        return _sorry(404, "try_gone")
    over = message.state not in {"planned", "sending"}
    key = (
        f"try_{message.reason}"
        if message.reason in _TOLD | _WAITS
        else f"try_{'failed' if over else 'waits'}"
    )
    good = message.state == "sent"
    return jsonify(over=over, good=good, words=_words("try_sent" if good else key))


def _may_try() -> bool:
    hit = house().limits.hit
    return (
        hit("studio-test", _TESTS, me().login).passed and hit("studio-tests", _TESTS_A_DAY, me().login).passed
    )


def _document(content: Content, common: Any) -> Document:
    """Named for what it holds, so that no version bears its name and a repetition finds it."""
    made = document(content, common)
    return Document(f"test-{Content(made.template, made.words).digest[:24]}", made.template, made.words)


def _hospital(session: Session) -> Hospital | None:
    """Whose row the test becomes: her own hospital's, else any of the ministry's."""
    if own := me().hospital_code:
        return session.get(Hospital, own)
    query = select(Hospital).where(is_no_sandbox())
    return session.scalar(query.order_by(Hospital.booking_url.is_(None), Hospital.code).limit(1))


def _test_channel() -> str | None:
    return next((each.name for each in house().settings.channels.values() if each.mode == "test"), None)


def _shown(found: StaffPhone | None) -> dict[str, str] | None:
    return {"name": found.name, "channel": found.account.channel} if found else None


def _words(key: str) -> str:
    return WORDS[language_of(request)][key]


def _sorry(status: int, key: str, more: str = "") -> Response:
    answer = jsonify(error=_words(key), more=more.strip())
    answer.status_code = status
    return answer
