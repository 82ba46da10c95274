"""Reads what an editor typed or pasted, within limits: no draft may cost a hang or a burst of memory."""

import json
import re
from typing import Any, cast

from flex_templates.json_lines import Lines
from flex_templates.sandbox import is_dynamic

LARGEST = 128 * 1024  # bytes; the largest shipped template has 11 KB
DEEPEST = 48
MOST_VALUES = 6_000
MOST_EXPRESSIONS = 600
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', re.DOTALL)


class Unreadable(ValueError):
    """Refused before anything else was looked at."""

    def __init__(self, sentence: str, line: int = 1, pointer: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.line, self.pointer = sentence, line, pointer


def read(text: str | bytes) -> Lines:
    """The JSON with its lines. Raises: Unreadable."""
    if len(text) > LARGEST:
        raise Unreadable(f"the text has {len(text):,} bytes, at most {LARGEST:,} are allowed; paste less")
    written = _decoded(text) if isinstance(text, bytes) else text
    _refuse_half_characters(written)
    _refuse_depth(written)
    try:
        value = json.loads(written, parse_constant=_no_constant, parse_int=_whole, parse_float=_fraction)
        _refuse_crowds(value)
        lines = Lines(written)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"this is not JSON ({error.msg}); look at column {error.colno}", error.lineno
        ) from None
    except RecursionError:
        raise Unreadable("the template is nested too deeply; simplify it") from None
    if lines.repeated:
        pointer = lines.repeated[0]
        raise Unreadable("this key stands twice here; remove one", lines.line(pointer), pointer)
    return lines


def _decoded(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise Unreadable("there are bytes that are no letters (UTF-8); paste the text again", line) from None


def _refuse_half_characters(text: str) -> None:
    found = re.search("[\ud800-\udfff]", text) or re.search(r"\\u[dD][89a-fA-F]", text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise Unreadable("there is half a character here (a surrogate); write the character itself", line)


def _refuse_depth(text: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > DEEPEST:
                line = text.count("\n", 0, token.start()) + 1
                raise Unreadable("the template is nested too deeply; simplify it", line)
        elif token[0] in "]}":
            depth -= 1


def _refuse_crowds(value: Any) -> None:
    waiting, values, expressions = [value], 0, 0
    while waiting:
        one = waiting.pop()
        values += 1
        if isinstance(one, dict):
            waiting.extend(cast(dict[str, Any], one).values())
        elif isinstance(one, list):
            waiting.extend(cast(list[Any], one))
        elif isinstance(one, str) and is_dynamic(one):
            expressions += max(one.count("{{") + one.count("{%"), 1)
    if values > MOST_VALUES:
        raise Unreadable(f"there are {values:,} values, at most {MOST_VALUES:,} are allowed; show less")
    if expressions > MOST_EXPRESSIONS:
        raise Unreadable(f"there are {expressions:,} holes, at most {MOST_EXPRESSIONS} may be; show less")


def _no_constant(name: str) -> Any:
    raise Unreadable(f"{name} is no JSON number; write a number or a text")


def _whole(digits: str) -> int:
    if len(digits) > 15:
        raise Unreadable("a number has more than 15 digits; write it as a text in quotes")
    return int(digits)


def _fraction(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")) or len(digits) > 30:
        raise Unreadable("a number has more than 15 digits; write it as a text in quotes")
    return value
