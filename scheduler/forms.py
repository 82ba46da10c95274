"""What is sent instead of a card that fails: the last good version, then plain text. Sending never breaks."""

import logging
from dataclasses import dataclass, field
from typing import Any

from bookings.kinds import TEST
from flex_templates import Renderer, TemplateError
from flex_templates.press import compact
from records.templates import Failure

log = logging.getLogger(__name__)
FORMS = ("template", "plain", "last_good")  # stored by place: what comes new is appended


@dataclass(frozen=True)
class Made:
    """Messages ready to push, as JSON, and the versions that could not be rendered on the way to them."""

    messages: str
    failures: list[Failure] = field(default_factory=list[Failure])


def make(renderer: Renderer, made_from: dict[str, Any], kind: str, form: int) -> Made:
    """The content that was pinned at the first attempt; on a repetition the same again."""
    name, data, language = made_from.get("template", kind), made_from["data"], made_from["language"]
    revision: str | None = made_from.get("revision")
    if kind == TEST:  # her own draft: another card would tell her nothing
        return Made(renderer.json(name, data, language, revision))
    failed: list[Failure] = []
    while FORMS[form] != "plain":
        try:
            return Made(renderer.json(name, data, language, revision), failed)
        except TemplateError as error:
            log.error("card %s could not be made from %s: %s", name, revision, error.where)
            failed.append(Failure(name, revision or "", error.where))
        revision = renderer.last_good(name, revision or "")
        if revision is None or any(each.revision == revision for each in failed):
            break
    return Made(compact(renderer.plain(name, data, language)), failed)


def after_refusal(
    renderer: Renderer, made_from: dict[str, Any], kind: str, form: int
) -> tuple[int, dict[str, Any]] | None:
    """The next form and what it is made from, under a new key; None when LINE refused the plain text too."""
    if FORMS[form] == "plain" or kind == TEST:
        return None
    revision: str | None = made_from.get("revision")
    name = made_from.get("template", kind)
    good = renderer.last_good(name, revision) if revision and FORMS[form] == "template" else None
    if good is None:
        return FORMS.index("plain"), made_from
    return FORMS.index("last_good"), made_from | {"revision": good}
