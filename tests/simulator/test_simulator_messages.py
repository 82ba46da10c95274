"""What LINE refuses in a message."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.checks.messages import message_errors
from simulator.checks.rich_menus import rich_menu_findings
from tests.simulator.phones import Line, a_card, a_postback, text


def validate(line: Line, *messages: Any) -> dict[str, Any]:
    answer = line.call("POST", "/v2/bot/message/validate/push", {"messages": list(messages)})
    assert answer.status_code in (200, 400)
    assert (answer.json() == {}) == (answer.status_code == 200)
    return answer.json()


def refused_at(line: Line, *messages: Any) -> list[str]:
    return [detail["property"] for detail in validate(line, *messages).get("details", [])]


def bubble(**parts: Any) -> dict[str, Any]:
    box = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "x"}]}
    return {"type": "bubble", "body": box, **parts}


def flex(contents: Any, alt: str = "alt") -> dict[str, Any]:
    return {"type": "flex", "altText": alt, "contents": contents}


def with_part(part: dict[str, Any]) -> dict[str, Any]:
    return flex(bubble(body={"type": "box", "layout": "vertical", "contents": [part]}))


def carousel(*bubbles: Any) -> dict[str, Any]:
    return flex({"type": "carousel", "contents": list(bubbles)})


def quick(count: int) -> dict[str, Any]:
    item = {"type": "action", "action": a_postback("เมนู", "do=home")}
    return {**text("x"), "quickReply": {"items": [item] * count}}


def test_a_usual_card_is_taken(line: Line):
    card = a_card(
        a_postback("ฉันจะมา", "do=come&b=1", displayText="ฉันจะมา"),
        {"type": "uri", "label": "โทร", "uri": "tel:029999999"},
        {"type": "uri", "label": "แชร์", "uri": "https://line.me/R/share?text=%E0%B8%81"},
        spacing="md",
        paddingAll="12px",
        backgroundColor="#FFFFFF80",
    )

    assert validate(line, card, quick(13), carousel(bubble(), bubble())) == {}


def test_an_unknown_flex_field_is_refused_where_it_stands(line: Line):
    assert validate(line, text("x"), with_part({"type": "text", "text": "x", "fontSize": "lg"})) == {
        "message": "A message (messages[1]) in the request body is invalid",
        "details": [{"message": "unknown field", "property": "/body/contents/0/fontSize"}],
    }


def test_errors_of_the_message_itself_are_counted(line: Line):
    assert validate(line, text(""), text("x" * 5001)) == {
        "message": "The request body has 2 error(s)",
        "details": [
            {"message": "May not be empty", "property": "messages[0].text"},
            {"message": "Length must be between 1 and 5000", "property": "messages[1].text"},
        ],
    }


def bad_parts() -> Iterator[tuple[dict[str, Any], str]]:
    button = {"type": "button", "action": a_postback("ไป", "do=home")}
    picture = {"type": "image", "url": "https://x.example/a.png"}
    words = {"type": "text", "text": "x"}
    yield {**words, "size": "huge"}, "/size"
    yield {**words, "color": "red"}, "/color"
    yield {**words, "margin": "5"}, "/margin"
    yield {**words, "flex": -1}, "/flex"
    yield {**words, "text": ""}, "/text"
    yield {"type": "text"}, "/text"
    yield (
        {"type": "text", "contents": [{"type": "icon", "url": "https://x.example/a.png"}]},
        "/contents/0/type",
    )
    yield {"type": "button"}, "/action"
    yield {**button, "action": {"type": "postback", "data": "x"}}, "/action/label"
    yield {**button, "action": a_postback("ก" * 41, "x")}, "/action/label"
    yield {**button, "action": a_postback("ก", "x" * 301)}, "/action/data"
    yield {**button, "action": {"type": "camera", "label": "x"}}, "/action/type"
    for uri in ("/book", "ftp://x.example", "https://x.example/a b", "https://", "https://x.example/โรง"):
        yield {**button, "action": {"type": "uri", "label": "x", "uri": uri}}, "/action/uri"
    long = "https://x.example/" + "x" * 1000
    yield {**button, "action": {"type": "uri", "label": "x", "uri": long}}, "/action/uri"
    yield {**picture, "url": "http://x.example/a.png"}, "/url"
    yield {**picture, "aspectRatio": "1:4"}, "/aspectRatio"
    yield {"type": "icon", "url": "https://x.example/a.png"}, "/type"
    yield {"type": "video", "url": "https://x.example/a.mp4"}, "/type"
    yield {"type": "box", "layout": "baseline", "contents": [button]}, "/contents/0/type"
    yield {"type": "box", "layout": "sideways", "contents": []}, "/layout"


@pytest.mark.parametrize(("part", "where"), list(bad_parts()))
def test_a_wrong_part_of_a_card_is_refused_where_it_stands(line: Line, part: dict[str, Any], where: str):
    assert refused_at(line, with_part(part)) == ["/body/contents/0" + where]


def bad_messages() -> Iterator[tuple[list[Any], str]]:
    yield [], "messages"
    yield [text("x")] * 6, "messages"
    yield [{"type": "poem"}], "messages[0].type"
    yield [flex(bubble(), alt="")], "messages[0].altText"
    yield [flex(bubble(), alt="ก" * 1501)], "messages[0].altText"
    yield [quick(14)], "messages[0].quickReply.items"
    yield [{**text("x"), "sender": {"name": "LINE"}}], "messages[0].sender.name"
    yield [carousel(*[bubble()] * 13)], "/contents"
    yield [carousel()], "/contents"
    yield [carousel(bubble(size="kilo"), bubble(size="giga"))], "/contents"
    yield [flex({"type": "bubble"})], "/body"
    yield [flex(bubble(hero={"type": "text", "text": "x"}))], "/hero/type"
    heavy = [{"type": "text", "text": "x" * 4000}] * 8
    yield [flex(bubble(body={"type": "box", "layout": "vertical", "contents": heavy}))], "/"


@pytest.mark.parametrize(("messages", "where"), list(bad_messages()))
def test_a_wrong_message_is_refused_where_it_is_wrong(line: Line, messages: list[Any], where: str):
    assert refused_at(line, *messages) == [where]


def test_labels_are_counted_as_a_thai_reader_counts(line: Line):
    forty = "กี่" * 40

    assert validate(line, a_card(a_postback(forty, "do=home"))) == {}
    assert refused_at(line, a_card(a_postback(forty + "ก", "do=home"))) != []


WORDS = [
    "type",
    "text",
    "flex",
    "bubble",
    "carousel",
    "box",
    "contents",
    "layout",
    "vertical",
    "baseline",
    "action",
    "actions",
    "postback",
    "uri",
    "data",
    "label",
    "mode",
    "date",
    "initial",
    "min",
    "hero",
    "body",
    "header",
    "size",
    "mega",
    "video",
    "image",
    "url",
    "aspectRatio",
    "1:1",
    "altText",
    "quickReply",
    "items",
    "sender",
    "name",
    "template",
    "buttons",
    "columns",
    "title",
    "area",
    "bounds",
    "width",
    "height",
    "styles",
    "background",
    "linearGradient",
]
names = some.sampled_from(WORDS)
scalars = some.none() | some.booleans() | some.integers() | some.floats() | names | some.text()
anything = some.recursive(
    scalars, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(names, inner, max_size=6)
)


@given(
    some.lists(some.fixed_dictionaries({"type": names, "contents": anything, "altText": names}) | anything)
)
def test_nothing_that_can_be_sent_breaks_the_checks(messages: list[Any]):
    errors = message_errors(messages, 10**6)

    assert errors is None or errors["details"]
    rich_menu_findings(messages[0] if messages else None)


def test_a_message_nested_too_deeply_is_refused(line: Line):
    body = '{"messages": ' + "[" * 20_000 + "]" * 20_000 + "}"

    answer = line.call("POST", "/v2/bot/message/validate/push", data=body.encode())

    assert answer.status_code == 400
