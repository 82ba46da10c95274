"""One event, answered: position → step → effects in one transaction → reply → new position."""

import logging
from collections.abc import Callable
from typing import Any

from redis import RedisError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

import flows
from bookings.cards import today
from bookings.now import real_now
from bot.house import House
from bot.line import session as sessions
from bot.line.api import Profile, RefusedError
from bot.line.context import Context
from bot.line.effects import ConflictError, Scene, carry_out
from bot.line.hold import Hold
from bot.line.incoming import ANSWERED, Incoming
from bot.welcome.share import share_url
from flex_templates import Language, TemplateError
from flex_templates.rich_menu import LANGUAGES, PREFIX
from flows import events
from flows.effects import ForgetMe
from flows.steps import Reply
from records.people import find_account, note_reach
from records.templates import Failure, note_failure
from settings import Channel

log = logging.getLogger(__name__)
Made = tuple[flows.Step, dict[str, Any], str]
_CARDS = 2  # the current version, the last good one; then plain text
_LOST = flows.Step("home", (Reply("sorry", {}),))


def answer(house: House, incoming: Incoming, hold: Hold, settled: Callable[[], None]) -> None:
    """Handle one event that is held; calls `settled` once all but the reply is durable.

    Raises RedisError, OperationalError or `LineAwayError` when it has to be delivered again. Anything
    else that fails would fail again: she gets an apology, and the log the reason.
    """
    channel = house.settings.channels[incoming.channel]
    if isinstance(incoming.event, events.Follow | events.Unfollow):
        _note_reach(house, incoming)  # whatever else becomes of it
    if not isinstance(incoming.event, ANSWERED):
        return
    profile = _profile(house, incoming, channel, hold)
    try:
        step, made, language = _think(house, incoming, channel, profile, hold.place)
    except (RedisError, OperationalError):
        raise
    except Exception:
        log.exception("event %s could not be answered", incoming.id)
        step, made, language = _LOST, {}, profile.language
    settled()
    _say(house, channel, incoming, step, made, "en" if language == "en" else "th")
    if ForgetMe() in step.effects:
        hold.forget()
    else:
        hold.remember(sessions.Place(step.position, step.about))
    if isinstance(incoming.event, events.Follow) and language in LANGUAGES[1:]:
        house.line.show_menu(channel, incoming.user_id, f"{PREFIX}-{language}")


def _profile(house: House, incoming: Incoming, channel: Channel, hold: Hold) -> Profile:
    if hold.kept_profile:
        return Profile(**hold.kept_profile)
    return sessions.ask_profile(house.redis, house.line, channel, incoming.user_id)


def _think(
    house: House, incoming: Incoming, channel: Channel, profile: Profile, here: sessions.Place
) -> Made:
    """The step and what its effects made; once more on fresh eyes when the world moved meanwhile."""

    def look(session: Session) -> tuple[Context, flows.Step]:
        context = Context(session, incoming, channel.mode, profile, house.links, house.take_along)
        return context, flows.step(here.position, incoming.event, context, here.about)

    def work(session: Session) -> Made:
        context, step = look(session)
        made: dict[str, Any] = _everywhere(house, context)
        for effect in step.effects:
            made |= carry_out(effect, Scene(context, incoming))
        return step, made, context.patient.language

    with house.database.read() as session:
        context, step = look(session)
        blocked = context.account is not None and context.account.blocked_at is not None
        if not step.effects and not blocked:
            # Most taps only look; they must not queue for the database's one writer.
            return step, _everywhere(house, context), context.patient.language
    if blocked:
        _note_reach(house, incoming)  # who writes can be reached
    try:
        return house.database.write(work)
    except ConflictError:
        return house.database.write(work)


def _everywhere(house: House, context: Context) -> dict[str, Any]:
    """What every template may show."""
    shared = share_url(house.settings.public_url, context.patient.language)
    return {"today": today(real_now()), "share_url": shared}


def _say(
    house: House,
    channel: Channel,
    incoming: Incoming,
    step: flows.Step,
    made: dict[str, Any],
    language: Language,
) -> None:
    if incoming.reply_token is None or not step.replies:
        return
    revisions: dict[str, str | None] = {each.template: None for each in step.replies}
    for _ in range(_CARDS):
        try:
            messages = [
                message
                for each in step.replies
                for message in house.renderer.render(
                    each.template, each.data | made, language, revisions[each.template]
                )
            ]
            house.line.reply(channel, incoming.reply_token, messages)
        except (TemplateError, RefusedError) as error:
            log.error("reply %s fell back: %s", list(revisions), _why(error))
            revisions = _without_the_failed(house, revisions, error, incoming.user_id)
        else:
            if house.suspects:
                _note_failures(
                    house,
                    [],
                    [(name, rev or house.renderer.revision(name)) for name, rev in revisions.items()],
                )
            return
        if None in revisions.values():
            break
    _say_plainly(house, channel, incoming.reply_token, _plain(house, step, made, language))


def _without_the_failed(
    house: House, used: dict[str, str | None], error: TemplateError | RefusedError, whose: str
) -> dict[str, str | None]:
    """The last good version of each template that may be to blame; None where plain text is left."""
    found: dict[str, str | None] = {}
    for name, revision in used.items():
        failed = revision or house.renderer.revision(name)
        if isinstance(error, TemplateError) and error.name != name:
            found[name] = failed
            continue
        found[name] = house.renderer.last_good(name, failed)
        _note_failures(house, [(Failure(name, failed, _why(error)), whose)], [])
    return found


def _why(error: TemplateError | RefusedError) -> str:
    """Of the template alone: both errors' texts may quote what a patient wrote."""
    return error.where if isinstance(error, TemplateError) else "LINE 400"


def _note_failures(house: House, failed: list[tuple[Failure, str]], arrived: list[tuple[str, str]]) -> None:
    """Editors see it on their list; a patient waits for no record of ours."""
    found = house.suspects.weighed(failed, arrived)

    def work(session: Session) -> None:
        for failure in found:
            note_failure(session, failure, real_now())

    try:
        if found:
            house.database.write(work)
    except SQLAlchemyError as error:
        log.warning("a failing template could not be recorded: %s", type(error).__name__)


def _say_plainly(house: House, channel: Channel, token: str, messages: list[dict[str, Any]]) -> None:
    try:
        house.line.reply(channel, token, messages)
    except RefusedError as error:
        log.error("the plain reply is refused too: %s", error)


def _plain(house: House, step: flows.Step, made: dict[str, Any], language: Language) -> list[dict[str, Any]]:
    return [
        message
        for each in step.replies
        for message in house.renderer.plain(each.template, each.data | made, language)
    ]


def _note_reach(house: House, incoming: Incoming) -> None:
    """Remember that she blocked the account, or has it again."""

    reachable = not isinstance(incoming.event, events.Unfollow)

    def work(session: Session) -> None:
        account = find_account(session, incoming.channel, incoming.user_id)
        if account is not None:
            note_reach(account, incoming.at, reachable=reachable)

    house.database.write(work)
