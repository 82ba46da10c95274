"""Small templates for the tests."""

from typing import Any

from flex_templates import Document, Language, Renderer

Words = dict[str, dict[str, str]]


class OneDocument:
    """A source with a single template."""

    def __init__(self, template: Any, words: Words | None = None, revision: str = "1") -> None:
        self.now = Document(revision, template, {"th": {}, "en": {}, **(words or {})})

    def document(self, name: str, revision: str | None = None) -> Document:
        return self.now

    def last_good(self, name: str, failed: str) -> Document | None:
        return None


def rendered(template: Any, language: Language = "th", words: Words | None = None, **data: Any) -> Any:
    """A template (any JSON inside a list) with data."""
    return Renderer(OneDocument([template], words)).render("card", data, language)[0]


def text(value: str, words: Words | None = None, language: Language = "th", **data: Any) -> Any:
    """One string, rendered."""
    return rendered({"text": value}, language, words, **data)["text"]


def a_flex(**bubble: Any) -> dict[str, Any]:
    """A Flex message with one bubble that LINE would take."""
    body = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "hello"}]}
    return {"type": "flex", "altText": "hello", "contents": {"type": "bubble", "body": body, **bubble}}


def holding(*components: Any, layout: str = "vertical") -> dict[str, Any]:
    """A Flex message whose body holds these components."""
    return a_flex(body={"type": "box", "layout": layout, "contents": list(components)})


def a_button(**action: Any) -> dict[str, Any]:
    return {
        "type": "button",
        "action": {"type": "uri", "label": "Open", "uri": "https://example.com", **action},
    }
