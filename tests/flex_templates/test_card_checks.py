"""Each thing that LINE refuses, found with its place and an advice."""

from typing import Any

import pytest
from cards import a_button, a_flex, holding

from flex_templates import Finding, check

WORD = {"type": "text", "text": "x"}
IMAGE = {"type": "image", "url": "https://example.com/a.png"}
ICON = {"type": "icon", "url": "https://example.com/a.png"}
BUBBLE = a_flex()["contents"]
VIDEO = {
    "type": "video",
    "url": "https://e.com/a.mp4",
    "previewUrl": "https://e.com/a.png",
    "altContent": IMAGE,
}
GRADIENT = {"type": "linearGradient", "angle": "90deg", "startColor": "#FFFFFF", "endColor": "#000000"}
IN_BODY = "/0/contents/body/contents/0"


def carousel(*bubbles: Any) -> dict[str, Any]:
    return {"type": "flex", "altText": "x", "contents": {"type": "carousel", "contents": list(bubbles)}}


def quick(*actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    items = [{"type": "action", "action": action, **more} for action in actions]
    return {"type": "text", "text": "x", "quickReply": {"items": items}}


def box(**fields: Any) -> dict[str, Any]:
    return {"type": "box", "layout": "vertical", "contents": [], **fields}


POSTBACK = {"type": "postback", "label": "x", "data": "do=home"}


def test_good_messages_have_no_findings():
    everything = a_flex(
        size="giga",
        direction="ltr",
        hero=VIDEO,
        header=box(
            background={**GRADIENT, "centerColor": "#FF0000", "centerPosition": "10%"},
            width="50%",
            height="40px",
        ),
        footer=box(
            contents=[a_button(altUri={"desktop": "https://example.com"}), a_button(uri="tel:+6625988888")]
        ),
        styles={"body": {"backgroundColor": "#FFFFFF00", "separator": True, "separatorColor": "#CCCCCC"}},
        action=POSTBACK,
        body=box(
            spacing="12px",
            paddingAll="5%",
            offsetTop="-3px",
            contents=[
                {
                    "type": "text",
                    "contents": [{"type": "span", "text": "a", "weight": "bold"}],
                    "wrap": True,
                    "maxLines": 2,
                },
                {"type": "box", "layout": "baseline", "contents": [ICON, WORD]},
                {**IMAGE, "aspectRatio": "1:3", "size": "full", "aspectMode": "cover"},
                {"type": "separator", "margin": "md", "color": "#CCCCCC"},
            ],
        ),
    )
    replies = quick(POSTBACK, {"type": "location", "label": "near"}, {"type": "camera", "label": "photo"})

    assert check([everything, carousel(BUBBLE, BUBBLE), replies]) == []


@pytest.mark.parametrize(
    ("message", "pointer", "advice"),
    [
        # messages
        ("hello", "/0", "object"),
        ({"type": "sticker"}, "/0/type", "text"),
        ({"type": "text", "text": "x", "colour": "red"}, "/0/colour", "remove it"),
        ({"type": "text"}, "/0", "'text' is missing"),
        ({"type": "text", "text": " "}, "/0/text", "empty"),
        ({"type": "text", "text": "x" * 5001}, "/0/text", "5000"),
        ({**a_flex(), "altText": ""}, "/0/altText", "empty"),
        ({**a_flex(), "altText": "ก" * 1501}, "/0/altText", "1500"),
        ({**a_flex(), "alttext": "x"}, "/0/alttext", "'altText'"),
        ({"type": "flex", "altText": "x"}, "/0", "'contents' is missing"),
        ({**a_flex(), "contents": []}, "/0/contents", "bubble"),
        ({**a_flex(), "contents": {"type": "box"}}, "/0/contents/type", "bubble"),
        # quick replies
        (quick(), "/0/quickReply/items", "$if"),
        ({"type": "text", "text": "x", "quickReply": []}, "/0/quickReply", "object"),
        ({"type": "text", "text": "x", "quickReply": {"items": ["x"]}}, "/0/quickReply/items/0", "object"),
        (quick(*[POSTBACK] * 14), "/0/quickReply/items", "at most 13"),
        (quick({**POSTBACK, "label": "ก" * 21}), "/0/quickReply/items/0/action/label", "at most 20"),
        (quick({"type": "postback", "data": "x"}), "/0/quickReply/items/0/action/label", "empty"),
        (quick(POSTBACK, imageUrl="http://e.com"), "/0/quickReply/items/0/imageUrl", "https"),
        (quick(POSTBACK, type="button"), "/0/quickReply/items/0/type", "action"),
        # bubbles and carousels
        (a_flex(size="huge"), "/0/contents/size", "mega"),
        (a_flex(direction="up"), "/0/contents/direction", "ltr"),
        (a_flex(foot=WORD), "/0/contents/foot", "'footer'"),
        ({**a_flex(), "contents": {"type": "bubble"}}, "/0/contents", "empty"),
        (a_flex(header=WORD), "/0/contents/header", "only box"),
        (a_flex(hero=WORD), "/0/contents/hero", "box, image, video"),
        (a_flex(styles=[]), "/0/contents/styles", "object"),
        (a_flex(styles={"boddy": {}}), "/0/contents/styles/boddy", "'body'"),
        (a_flex(styles={"body": {"color": "#FFFFFF"}}), "/0/contents/styles/body/color", "no key"),
        (a_flex(styles={"body": {"separator": "yes"}}), "/0/contents/styles/body/separator", "true or false"),
        (a_flex(hero=VIDEO, size="nano"), "/0/contents/size", "mega"),
        (carousel({**BUBBLE, "hero": VIDEO}), "/0/contents/contents/0/hero", "carousel"),
        (carousel(), "/0/contents/contents", "no bubbles"),
        (carousel(*[BUBBLE] * 13), "/0/contents/contents", "at most 12"),
        (carousel(BUBBLE, {**BUBBLE, "size": "kilo"}), "/0/contents/contents", "kilo, mega"),
        (carousel(WORD), "/0/contents/contents/0/type", "bubble"),
        (carousel("x"), "/0/contents/contents/0", "bubble"),
        (holding(*[{"type": "text", "text": "ก" * 1000}] * 11), "/0/contents", "30,720"),
        (carousel(*[holding({"type": "text", "text": "ก" * 5000})["contents"]] * 4), "/0/contents", "51,200"),
        # what may stand where
        (holding("x"), IN_BODY, "object"),
        (holding({"type": "label"}), f"{IN_BODY}/type", "no component"),
        (holding(ICON), IN_BODY, "vertical box"),
        (holding({"type": "span", "text": "x"}), IN_BODY, "vertical box"),
        (holding(VIDEO), IN_BODY, "vertical box"),
        (holding(a_button(), layout="baseline"), IN_BODY, "baseline box"),
        (a_flex(body=box(layout="diagonal")), "/0/contents/body/layout", "horizontal"),
        (a_flex(body=box(contents="x")), "/0/contents/body/contents", "list"),
        (a_flex(body={"type": "box"}), "/0/contents/body", "'layout' is missing"),
        (holding({"type": "text", "contents": [WORD]}), f"{IN_BODY}/contents/0", "a text"),
        (holding({"type": "text", "contents": []}), f"{IN_BODY}/contents", "spans"),
        (a_flex(hero={**VIDEO, "altContent": WORD}), "/0/contents/hero/altContent", "box, image"),
        # texts
        (holding({"type": "text", "text": ""}), f"{IN_BODY}/text", "$if"),
        (holding({"type": "text", "text": 7}), f"{IN_BODY}/text", "quotes"),
        (holding({"type": "text"}), IN_BODY, "missing"),
        (
            holding({"type": "text", "contents": [{"type": "span", "text": ""}]}),
            f"{IN_BODY}/contents/0/text",
            "empty",
        ),
        (holding({**WORD, "fontSize": "md"}), f"{IN_BODY}/fontSize", "no key"),
        (holding({**WORD, "size": "6xl"}), f"{IN_BODY}/size", "5xl"),
        (holding({**WORD, "color": "red"}), f"{IN_BODY}/color", "#RRGGBB"),
        (holding({**WORD, "color": "#FFF"}), f"{IN_BODY}/color", "#RRGGBB"),
        (holding({**WORD, "wrap": "true"}), f"{IN_BODY}/wrap", "without quotes"),
        (holding({**WORD, "weight": "heavy"}), f"{IN_BODY}/weight", "bold"),
        (holding({**WORD, "margin": "3"}), f"{IN_BODY}/margin", "px"),
        (holding({**WORD, "margin": "5%"}), f"{IN_BODY}/margin", "px"),
        (holding({**WORD, "flex": -1}), f"{IN_BODY}/flex", "from 0"),
        (holding({**WORD, "flex": "1"}), f"{IN_BODY}/flex", "without quotes"),
        (holding({**WORD, "maxLines": True}), f"{IN_BODY}/maxLines", "whole number"),
        (holding({**WORD, "adjustMode": "shrink"}), f"{IN_BODY}/adjustMode", "shrink-to-fit"),
        # boxes, images
        (a_flex(body=box(width="wide")), "/0/contents/body/width", "px"),
        (a_flex(body=box(background=GRADIENT["type"])), "/0/contents/body/background", "linearGradient"),
        (a_flex(body=box(background={"type": "linearGradient"})), "/0/contents/body/background", "'angle'"),
        (
            a_flex(body=box(background={**GRADIENT, "angle": "360deg"})),
            "/0/contents/body/background/angle",
            "90deg",
        ),
        (holding({"type": "image"}), IN_BODY, "'url' is missing"),
        (holding({**IMAGE, "url": "http://example.com/a.png"}), f"{IN_BODY}/url", "https"),
        (holding({**IMAGE, "url": "https://example.com/a b.png"}), f"{IN_BODY}/url", "urlencode"),
        (holding({**IMAGE, "url": ""}), f"{IN_BODY}/url", "missing"),
        (holding({**IMAGE, "url": "https://e.com/" + "a" * 2000}), f"{IN_BODY}/url", "2000"),
        (holding({**IMAGE, "aspectRatio": "1:4"}), f"{IN_BODY}/aspectRatio", "three times"),
        (holding({**IMAGE, "aspectRatio": "wide"}), f"{IN_BODY}/aspectRatio", "20:13"),
        (holding({**IMAGE, "aspectRatio": "0:1"}), f"{IN_BODY}/aspectRatio", "100000"),
        # actions
        (holding({"type": "button"}), IN_BODY, "'action' is missing"),
        (holding({"type": "button", "action": "x"}), f"{IN_BODY}/action", "object"),
        (holding(a_button(type="open")), f"{IN_BODY}/action/type", "postback"),
        (holding(a_button(type="location")), f"{IN_BODY}/action/type", "quick replies"),
        (holding(a_button(url="https://e.com")), f"{IN_BODY}/action/url", "'uri'"),
        (holding(a_button(label="")), f"{IN_BODY}/action/label", "empty"),
        (holding(a_button(label="ก" * 41)), f"{IN_BODY}/action/label", "at most 40"),
        (
            holding({**WORD, "action": {**POSTBACK, "label": "x" * 41}}),
            f"{IN_BODY}/action/label",
            "at most 40",
        ),
        (holding(a_button(uri="")), f"{IN_BODY}/action/uri", "missing"),
        (holding(a_button(uri="/queue")), f"{IN_BODY}/action/uri", "begin with"),
        (holding(a_button(uri="ftp://example.com")), f"{IN_BODY}/action/uri", "begin with"),
        (holding(a_button(uri="javascript:alert(1)")), f"{IN_BODY}/action/uri", "begin with"),
        (holding(a_button(uri="https://")), f"{IN_BODY}/action/uri", "host"),
        (holding(a_button(uri="https://[")), f"{IN_BODY}/action/uri", "begin with"),
        (holding(a_button(uri="https://e.com/a b")), f"{IN_BODY}/action/uri", "spaces"),
        (holding(a_button(uri="https://e.com/คิว")), f"{IN_BODY}/action/uri", "percent-encoded"),
        (holding(a_button(uri="https://e.com/" + "a" * 1000)), f"{IN_BODY}/action/uri", "1000"),
        (holding(a_button(uri="tel:")), f"{IN_BODY}/action/uri", "telephone"),
        (holding(a_button(altUri="https://e.com")), f"{IN_BODY}/action/altUri", "desktop"),
        (holding(a_button(altUri={"desktop": "x"})), f"{IN_BODY}/action/altUri/desktop", "begin with"),
        (quick({**POSTBACK, "data": "x" * 301}), "/0/quickReply/items/0/action/data", "300"),
        (quick({**POSTBACK, "data": ""}), "/0/quickReply/items/0/action/data", "empty"),
        (quick({"type": "postback", "label": "x"}), "/0/quickReply/items/0/action", "'data' is missing"),
        (quick({**POSTBACK, "displayText": "ก" * 301}), "/0/quickReply/items/0/action/displayText", "300"),
        (
            quick({**POSTBACK, "displayText": "a", "text": "b"}),
            "/0/quickReply/items/0/action/text",
            "together",
        ),
        (quick({"type": "message", "label": "x", "text": ""}), "/0/quickReply/items/0/action/text", "empty"),
        (
            quick({"type": "datetimepicker", "label": "x", "data": "x", "mode": "week"}),
            "/0/quickReply/items/0/action/mode",
            "datetime",
        ),
        (
            quick({"type": "datetimepicker", "label": "x", "data": "x", "mode": "date", "min": "soon"}),
            "/0/quickReply/items/0/action/min",
            "2026-11-25",
        ),
    ],
)
def test_an_error_is_found_where_it_is(message: Any, pointer: str, advice: str):
    errors = [finding for finding in check([message]) if finding.level == "error"]

    assert [finding.pointer for finding in errors if advice in finding.sentence] == [pointer]


def test_a_wrong_message_is_one_finding_and_not_many():
    assert check([holding({**WORD, "fontSize": "md"})]) == [
        Finding(f"{IN_BODY}/fontSize", "text has no key 'fontSize'; remove it")
    ]


def test_labels_are_counted_as_readers_see_them():
    assert check([quick({**POSTBACK, "label": "ที่นี่" * 10})]) == []


def test_how_many_messages_there_may_be():
    assert "at least one" in check([])[0].sentence
    assert "at most 5" in check([a_flex()] * 6)[0].sentence


def test_quick_replies_belong_to_the_last_message():
    findings = check([quick(POSTBACK), a_flex()])

    assert [finding.pointer for finding in findings] == ["/0/quickReply"]


@pytest.mark.parametrize(
    ("message", "pointer"),
    [
        (holding({**WORD, "color": "#AAAAAA"}), IN_BODY),
        (
            holding(box(contents=[{**WORD, "color": "#555555"}], backgroundColor="#333333")),
            f"{IN_BODY}/contents/0",
        ),
        (
            holding({"type": "text", "contents": [{"type": "span", "text": "x", "color": "#DDDDDD"}]}),
            f"{IN_BODY}/contents/0",
        ),
        (holding({**a_button(), "style": "primary", "color": "#FFFF00"}), IN_BODY),
        (a_flex(styles={"body": {"backgroundColor": "#222222"}}), IN_BODY),
        (
            carousel(holding({**WORD, "color": "#AAAAAA"})["contents"]),
            "/0/contents/contents/0/body/contents/0",
        ),
        (holding({"type": "filler"}), IN_BODY),
    ],
)
def test_what_is_hard_to_read_or_deprecated_is_a_warning(message: Any, pointer: str):
    assert [(finding.pointer, finding.level) for finding in check([message])] == [(pointer, "warning")]


def test_large_bold_letters_need_less_contrast():
    assert check([holding({**WORD, "color": "#8A8A8A", "size": "xxl", "weight": "bold"})]) == []


@pytest.mark.parametrize(
    "junk", [None, 1, "x", [], {}, [[]], {"type": []}, {"type": "flex", "contents": {"type": []}}]
)
def test_junk_is_found_and_never_raises(junk: Any):
    assert check([junk])
    assert check([holding(junk)])
    assert check([a_flex(body=junk)])
    assert check([a_flex(styles=junk, header=junk)])
    assert check([carousel(junk)])
    assert check([holding({"type": "text", "text": junk, "contents": junk})])
    assert check([holding({"type": "box", "layout": junk, "contents": junk, "backgroundColor": junk})])
    assert check([holding({"type": "button", "action": junk, "color": junk, "style": junk})])
    assert check([{"type": "text", "text": "x", "quickReply": {"items": junk}}])
