"""LINE's own word on a card, before patients or its editor get it: our checks know much, LINE knows all."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.house import house
from bot.line.api import LineAwayError, Objection
from settings import Channel

log = logging.getLogger(__name__)
_AT_ONCE = 5  # messages in one call, LINE's limit
_PATIENCE = 3.0  # seconds for all calls; a slow LINE must not keep an editor from publishing


@dataclass(frozen=True)
class Word:
    """`objections`: why LINE would refuse it. `heard` is False when LINE did not tell in time."""

    objections: tuple[Objection, ...] = ()
    heard: bool = True


def channel() -> Channel | None:
    """Whom to ask: the patients' channel, else one for tests, else nobody."""
    configured = house().settings.channels
    return next((configured[name] for name in ("live", "test", "sandbox") if name in configured), None)


def ask_line(asked: Channel | None, messages: Sequence[dict[str, Any]]) -> Word:
    """What LINE says of all these messages; the first refusal is enough."""
    if asked is None:
        return Word(heard=False)
    until = time.monotonic() + _PATIENCE
    for at in range(0, len(messages), _AT_ONCE):
        left = until - time.monotonic()
        try:
            if left <= 0:
                raise LineAwayError
            found = house().line.objections(asked, list(messages[at : at + _AT_ONCE]), left)
        except LineAwayError:
            log.warning("LINE's own check of a card did not answer")
            return Word(heard=False)
        if found:
            return Word(tuple(found))
    return Word()
