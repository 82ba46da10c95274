"""One sheet with every component and size of LINE's reference, to see at a glance how the phone draws them.

`tests/flex_templates/test_flex_*_drawn.py` holds the measures; this is for the eyes.
"""

from collections.abc import Iterator
from typing import Any

from flex_templates.gallery.drawings import Drawing

Json = dict[str, Any]
SPACES = ("none", "xs", "sm", "md", "lg", "xl", "xxl")
LETTERS = ("xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl")
BUBBLES = ("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")
BORDERS = ("none", "light", "normal", "medium", "semi-bold", "bold")
PLACES = ("flex-start", "center", "flex-end", "space-between", "space-around", "space-evenly")
PICTURE = "https://example.com/picture.png"
_WIDTHS = {"bubble: giga": 600, "carousel, one of each size": 1630}
LEAD: Json = {"type": "uri", "label": "Open", "uri": "https://example.com"}


def components() -> Iterator[Drawing]:
    """A screen for each family."""
    for name, contents in _sheets():
        message: Json = {"type": "flex", "altText": "", "contents": contents}
        yield Drawing(name, "usual", "en", [message], width=_WIDTHS.get(name, 390))


def _sheets() -> Iterator[tuple[str, Json]]:
    yield "text: size", _bubble(*[_text(f"{size} อักษร", size=size) for size in LETTERS])
    yield "text: looks", _bubble(*_looks())
    yield "text: wrap, maxLines, lineSpacing, shrink-to-fit", _bubble(*_lines())
    yield "span", _bubble(_spans())
    yield "box: spacing", _bubble(*[_row(*_chips(3), spacing=each) for each in SPACES], spacing="sm")
    yield "box: padding and cornerRadius", _bubble(*map(_padded, SPACES), spacing="sm")
    yield "box: border", _bubble(*map(_bordered, BORDERS), spacing="md")
    yield "box: margin of each part", _bubble(*[_chip(each, margin=each) for each in SPACES])
    yield "box: justifyContent", _bubble(*map(_justified, PLACES), spacing="sm")
    yield "box: alignItems, gravity, align", _bubble(*_aligned(), spacing="md")
    yield "box: flex and width", _bubble(*_shared(), spacing="sm")
    yield "box: position and offset", _bubble(_placed())
    yield "box: gradients", _bubble(*_gradients(), spacing="md")
    yield "baseline: icon, text, filler", _bubble(*map(_with_icon, LETTERS[:7]))
    yield "button", _bubble(*_buttons(), spacing="sm")
    sizes = (*LETTERS, "full", "30%", "50px")
    yield "image: size", _bubble(*[_image(size=size, aspectRatio="6:1") for size in sizes], spacing="xs")
    yield "image: shape, mode, align", _bubble(*_images(), spacing="sm")
    yield "separator", _bubble(*_separated(), spacing="md")
    yield "blocks and their styles", _blocks("mega")
    yield "hero: video", {**_blocks("mega"), "hero": _video()}
    yield (
        "bubble: right to left",
        {**_bubble(_row(*_chips(3), spacing="sm"), _text("text")), "direction": "rtl"},
    )
    yield "bubble: giga", _blocks("giga")
    yield "carousel, one of each size", {"type": "carousel", "contents": [_blocks(size) for size in BUBBLES]}
    yield (
        "what is not known",
        _bubble({"type": "hologram"}, {"type": "box", "layout": "diagonal", "contents": []}),
    )


def _bubble(*contents: Json, **more: Any) -> Json:
    return {"type": "bubble", "body": _box(*contents, **more)}


def _box(*contents: Json, layout: str = "vertical", **more: Any) -> Json:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


def _row(*contents: Json, **more: Any) -> Json:
    return _box(*contents, layout="horizontal", **more)


def _text(words: str, **more: Any) -> Json:
    return {"type": "text", "text": words, **more}


def _image(**more: Any) -> Json:
    return {"type": "image", "url": PICTURE, "backgroundColor": "#E3F2EA", **more}


def _chip(words: str, **more: Any) -> Json:
    return _box(_text(words, size="xs", align="center"), backgroundColor="#BFE3D0", **more)


def _chips(count: int) -> list[Json]:
    return [_chip(str(number + 1)) for number in range(count)]


def _looks() -> Iterator[Json]:
    looks: tuple[Json, ...] = (
        {"weight": "bold"}, {"style": "italic"}, {"decoration": "underline"}, {"decoration": "line-through"},
        {"color": "#B42318"}, {"align": "center"}, {"align": "end"}, {"action": LEAD},
    )  # fmt: skip
    for look in looks:
        yield _text(
            ", ".join(f"{key}: {value if key != 'action' else '…'}" for key, value in look.items()), **look
        )


def _lines() -> Iterator[Json]:
    words = "แผนกผู้ป่วยนอก อายุรกรรมทั่วไป อาคารเฉลิมพระเกียรติ ชั้น 2 ห้องตรวจ 5 ใกล้ห้องจ่ายยา "
    yield _text(words)
    yield {"type": "separator", "margin": "md"}
    yield _text(words, wrap=True, margin="md")
    yield _text(words * 3, wrap=True, maxLines=2, margin="md")
    yield _text(words, wrap=True, lineSpacing="12px", margin="md")
    yield _text(words[:60], adjustMode="shrink-to-fit", margin="md")


def _spans() -> Json:
    spans: tuple[Json, ...] = (
        {"text": "คิว "}, {"text": "A042 ", "size": "xxl", "weight": "bold", "color": "#0B6E4F"},
        {"text": "เดิม ", "decoration": "line-through"}, {"text": "italic ", "style": "italic"},
        {"text": "10.00 น.", "decoration": "underline"},
    )  # fmt: skip
    return {"type": "text", "wrap": True, "contents": [{"type": "span", **each} for each in spans]}


def _padded(space: str) -> Json:
    return _box(_chip(f"paddingAll {space}"), paddingAll=space, cornerRadius=space, backgroundColor="#D9E6F7")


def _bordered(width: str) -> Json:
    return _box(_text(width, size="sm"), borderWidth=width, borderColor="#1B5FAA", paddingAll="sm")


def _justified(place: str) -> Json:
    small = [_chip(each, width="36px") for each in "123"]
    return _box(
        _text(place, size="xxs"),
        _row(*small, justifyContent=place, backgroundColor="#EEF2F5"),
        spacing="none",
    )


def _aligned() -> Iterator[Json]:
    for place in PLACES[:3]:
        small = [_chip(each, width="80px") for each in (place, place)]
        yield _row(*small, alignItems=place, height="50px", backgroundColor="#EEF2F5", spacing="sm")
    pieces = [_text(each, gravity=each, align="center", size="sm") for each in ("top", "center", "bottom")]
    yield _row(*pieces, height="60px", backgroundColor="#EEF2F5")


def _shared() -> Iterator[Json]:
    yield _row(_chip("1", flex=1), _chip("2", flex=2), _chip("3", flex=3), spacing="sm")
    yield _row(_chip("flex 0", flex=0), _chip("1"), spacing="sm")
    yield _row(_chip("80px", width="80px"), _chip("30%", width="30%"), _chip("1"), spacing="sm")
    yield _row(_chip("1"), {"type": "filler"}, _chip("after a filler", flex=0), spacing="sm")
    yield _box(_chip("height 40px, maxWidth 120px", height="40px", maxWidth="120px"))


def _placed() -> Json:
    corners = (("offsetTop", "offsetStart"), ("offsetTop", "offsetEnd"), ("offsetBottom", "offsetEnd"))
    lying = [
        _chip("10px", position="absolute", width="50px", **dict.fromkeys(each, "10px")) for each in corners
    ]
    moved = _chip("relative, 20px lower", offsetTop="20px", offsetStart="xxl")
    return _box(moved, *lying, height="150px", backgroundColor="#EEF2F5", justifyContent="center")


def _gradients() -> Iterator[Json]:
    two: Json = {"type": "linearGradient", "startColor": "#0B6E4F", "endColor": "#9ED3BB"}
    for angle in ("0deg", "45deg", "90deg"):
        yield _box(_text(angle, align="center"), background={**two, "angle": angle}, paddingAll="lg")
    center = {"centerColor": "#FFFFFF", "centerPosition": "30%"}
    yield _box(
        _text("center 30%", align="end"), background={**two, "angle": "90deg", **center}, paddingAll="lg"
    )


def _with_icon(size: str) -> Json:
    icon: Json = {"type": "icon", "url": PICTURE, "size": size}
    end = _text("10.00 น.", size="sm", flex=0)
    return _box(
        icon, _text(size, size=size, flex=0), {"type": "filler"}, end, layout="baseline", spacing="sm"
    )


def _buttons() -> Iterator[Json]:
    for style in ("primary", "secondary", "link"):
        yield {"type": "button", "style": style, "action": {**LEAD, "label": style}}
        yield {
            "type": "button",
            "style": style,
            "height": "sm",
            "color": "#0B6E4F",
            "action": {**LEAD, "label": "sm, color"},
        }
    long = {**LEAD, "label": "ชื่อปุ่มที่ยาวมากจนไม่พอดีในหนึ่งบรรทัดเลย"}
    yield {"type": "button", "action": long}
    yield {"type": "button", "action": long, "adjustMode": "shrink-to-fit"}


def _images() -> Iterator[Json]:
    for mode in ("fit", "cover"):
        yield _image(size="full", aspectRatio="3:1", aspectMode=mode)
    yield from (_image(size="xs", align=each) for each in ("start", "center", "end"))


def _separated() -> Iterator[Json]:
    yield _text("above")
    yield {"type": "separator"}
    yield _text("below")
    yield {"type": "separator", "color": "#B42318", "margin": "xxl"}
    yield _row(_text("left"), {"type": "separator"}, _text("right"), spacing="md")


def _blocks(size: str) -> Json:
    style: Json = {"separator": True}
    return {
        "type": "bubble",
        "size": size,
        "header": _box(_text(f"{size} header", weight="bold")),
        "hero": _image(size="full", aspectRatio="3:1"),
        "body": _box(_text("body", wrap=True)),
        "footer": _box({"type": "button", "style": "primary", "action": LEAD}),
        "styles": {"header": {"backgroundColor": "#E3F2EA"}, "body": style, "footer": style},
    }


def _video() -> Json:
    address = "https://example.com/film.mp4"
    more = {**LEAD, "label": "More about it"}
    shown: Json = {"previewUrl": PICTURE, "altContent": _image(), "aspectRatio": "16:9"}
    return {"type": "video", "url": address, **shown, "action": more}
