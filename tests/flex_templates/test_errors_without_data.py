"""What is stored or logged of a failing card never quotes the data: it may be a patient's."""

import pytest

from flex_templates import TemplateError
from flex_templates.document import Document
from flex_templates.render import Renderer

NAME = "สมหญิง {{ 7 }} <b>ใจดี</b>\n1-1001-00000-00-1"


@pytest.mark.parametrize(
    "text",
    [
        "{{ name | thai_date }}",
        "{{ name | clock }}",
        "{{ name | distance }}",
        "{{ name | ink }}",
        "{{ name - 1 }}",
        "{{ person[name].x }}",
        "{{ person.missing }}",
        "{{ words[name] }}",
        "{{ words.inner }}",
        "{{ name | truncate(name) }}",
    ],
)
def test_an_errors_place_and_kind_hold_nothing_of_the_patient(text: str):
    words = {"inner": "{{ name | thai_date }}"}
    document = Document("v1", [{"type": "text", "text": text}], {"th": words, "en": words})
    data = {"name": NAME, "person": {NAME: NAME}, "words": 1}

    with pytest.raises(TemplateError) as error:
        Renderer().draw("attack", document, data, "th")

    assert error.value.where.isascii()
    assert "1001" not in error.value.where
    assert error.value.where.startswith(("/0/text: ", "/words/th/inner: "))
