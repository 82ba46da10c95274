"""The short way to JSON says exactly what the long one says (flex_templates/press.py)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flex_templates import LANGUAGES, FileSource, Language, Renderer, TemplateError
from flex_templates.press import compact

SOURCE, RENDERER = FileSource(), Renderer()
CASES = [
    (name, sample, language)
    for name in SOURCE.names()
    for sample in SOURCE.samples(name)
    for language in LANGUAGES
]
BURST = ["queue_card", "day_before", "same_day", "near_queue", "survey", "rescheduled", "cancelled", "alert"]
TEXTS = (
    st.none() | st.text(max_size=40) | st.sampled_from(["", "02-598-8888", "https://a.example/?q=ก", "09:30"])
)


@pytest.mark.parametrize(("name", "sample", "language"), CASES)
def test_every_sample_is_the_same_both_ways(name: str, sample: str, language: Language):
    data = SOURCE.samples(name)[sample]

    assert RENDERER.json(name, data, language) == compact(RENDERER.render(name, data, language))


@pytest.mark.parametrize("name", BURST)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_leaves_in_a_burst_takes_the_short_way(name: str, language: Language):
    press = RENDERER._press(name, SOURCE.document(name), language)

    assert press is not None
    assert json.loads(press.json(SOURCE.samples(name)["usual"]))


@given(st.sampled_from(BURST), st.sampled_from(LANGUAGES), st.data())
def test_any_data_are_the_same_both_ways(name: str, language: Language, draw: st.DataObject):
    data = _varied(SOURCE.samples(name)["usual"], draw)

    assert _outcome(RENDERER.json, name, data, language) == _outcome(
        lambda *more: compact(RENDERER.render(*more)), name, data, language
    )


def _varied(data: dict[str, Any], draw: st.DataObject) -> dict[str, Any]:
    """The sample with some of its texts replaced, or left out."""
    varied: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            varied[key] = _varied(value, draw)
        elif draw.draw(st.integers(0, 3)) == 0:
            varied[key] = draw.draw(TEXTS)
        elif draw.draw(st.integers(0, 60)) > 0:
            varied[key] = value
    return varied


def _outcome(make: Any, *given: Any) -> str:
    try:
        return make(*given)
    except TemplateError as error:
        return f"refused: {error}"
