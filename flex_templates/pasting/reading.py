"""What may be pasted: a bubble, a carousel, a message, or whatever was about to be sent."""

from collections.abc import Mapping
from typing import Any, cast

from flex_templates import graphemes
from flex_templates.review.untrusted import Unreadable, read

Message = dict[str, Any]
_CONTAINERS = ("bubble", "carousel")
_MESSAGES = ("flex", "text")
_ALT = "{{ words.alt }}"
_LONGEST_ALT = 60


def pasted(text: str, card: list[Any], own: Mapping[str, Mapping[str, str]]) -> list[Any]:
    """The card's messages with what was pasted instead of its picture. Raises: Unreadable.

    A bubble or carousel has no alternative text and no quick replies: those of the card stay.
    """
    value = read(text).value
    if isinstance(value, dict):
        found = cast(Message, value)
        if found.get("type") in _CONTAINERS:
            return _into(card, found, own)
        if found.get("type") in _MESSAGES:
            return [found]
        value = found.get("messages")
    messages = cast(list[Any], value) if isinstance(value, list) else []
    if messages and all(isinstance(each, dict) and each.get("type") in _MESSAGES for each in messages):
        return messages
    if len(messages) == 1 and isinstance(messages[0], dict) and messages[0].get("type") in _CONTAINERS:
        return _into(card, messages[0], own)
    raise Unreadable(
        "this is no bubble, carousel or message; copy the JSON from LINE's Flex Simulator once more"
    )


def _into(card: list[Any], contents: Message, own: Mapping[str, Mapping[str, str]]) -> list[Any]:
    made = list(card)
    for at, message in enumerate(made):
        if isinstance(message, dict) and cast(Message, message).get("type") == "flex":
            made[at] = {**message, "contents": contents}
            return made
    alt = _ALT if all("alt" in table for table in own.values()) and own else _first_text(contents)
    return [{"type": "flex", "altText": alt, "contents": contents}]


def _first_text(contents: Any) -> str:
    """What is read first, for want of a sentence of the editor's own."""
    waiting = [contents]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            text: Any = one.get("text")
            if isinstance(text, str) and text.strip():
                return graphemes.shorten(" ".join(text.split()), _LONGEST_ALT)
            waiting[:0] = list(cast(Message, one).values())
        elif isinstance(one, list):
            waiting[:0] = cast(list[Any], one)
    return "MOPH Connect"
