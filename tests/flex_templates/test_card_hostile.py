"""No name can break a card: whatever patients and hospitals write stays a text."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flex_templates import LANGUAGES, FileSource, Language, Renderer, check

SOURCE = FileSource()
RENDERER = Renderer(SOURCE)
# What people write. The rest of the data (dates, codes, addresses) is made by machines and validated before.
WRITTEN = {
    "name", "province", "queue_number", "queue_text", "department", "location", "note", "patient_name",
    "time_text", "header", "details_label", "queue_label", "room", "query",
}  # fmt: skip
INJECTION = '","type":"button","action":{"type":"uri","uri":"https://evil.example","label":"x"},"x":"'
TEMPLATED = "{{ hospital.telephone }}{% if x %}{{ self }}{# \\u0022 <script>alert(1)</script> $if"

hostile = st.text(min_size=1, max_size=80).filter(lambda value: bool(value.strip()))


def rewritten(value: Any, write: Callable[[str], str], key: str = "") -> Any:
    """The data with every text that a person may write replaced."""
    if isinstance(value, dict):
        return {k: rewritten(v, write, k) for k, v in value.items()}
    if isinstance(value, list):
        return [rewritten(item, write) for item in value]
    return write(value) if isinstance(value, str) and key in WRITTEN else value


def shape(value: Any, key: str = "") -> Any:
    """Everything about the messages except what may be written in them, and how large a number is."""
    if isinstance(value, dict):
        return {k: shape(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return "…" if key in ("text", "label", "displayText", "altText", "size", "wrap", "scaling") else value


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text":
                yield inner
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize("name", SOURCE.names())
@settings(max_examples=8, deadline=None, database=None, derandomize=True)
@given(st.sampled_from(LANGUAGES), hostile)
@example("th", INJECTION)
@example("en", TEMPLATED)
@example("th", "\\\"'</\u2028\x00\r\n\t}}]],,{{")
@example("th", "\u202e๛ก็็็็็็็็็็" + "ํ" * 20)
def test_hostile_texts_change_nothing_but_texts(name: str, language: Language, written: str):
    data = SOURCE.samples(name)["usual"]
    usual = RENDERER.render(name, data, language)

    messages = RENDERER.render(name, rewritten(data, lambda _: written), language)

    assert shape(messages) == shape(usual)
    assert json.loads(json.dumps(messages)) == messages
    assert [finding for finding in check(messages) if finding.level == "error"] == []
    assert check(RENDERER.plain(name, rewritten(data, lambda _: written), language)) == []


@pytest.mark.parametrize(
    "name", ["queue_card", "day_before", "same_day", "near_queue", "rescheduled", "alert"]
)
def test_what_the_hospital_wrote_appears_word_for_word(name: str):
    data = copy.deepcopy(SOURCE.samples(name)["longest"])
    written = {f"{INJECTION}{TEMPLATED}{number}" for number in range(20)}
    unused = sorted(written)

    messages = RENDERER.render(name, rewritten(data, lambda _: unused.pop()), "th")

    assert len(written & set(texts(messages))) >= 6
