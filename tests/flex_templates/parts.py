"""Small Flex Messages to draw, and where their parts are found."""

from typing import Any

from flex_templates.gallery.drawings import Drawing
from flex_templates.gallery.studio import Studio

JSON = dict[str, Any]
PICTURE = "https://example.com/a.png"
TAP = {"type": "uri", "label": "Open", "uri": "https://example.com"}
ROOM = 300  # pixels inside the box that the parts are drawn in


def show(board: Studio, contents: JSON, letters: float = 1.0) -> None:
    message = {"type": "flex", "altText": "x", "contents": contents}
    board.show([Drawing("parts", "usual", "th", [message], width=600, letters=letters)])


def box(*contents: JSON, layout: str = "vertical", **more: Any) -> JSON:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


def text(words: str = "x", **more: Any) -> JSON:
    return {"type": "text", "text": words, **more}


def image(**more: Any) -> JSON:
    return {"type": "image", "url": PICTURE, **more}


def button(label: str = "Open", **more: Any) -> JSON:
    return {"type": "button", "action": {**TAP, "label": label}, **more}


def bubble(body: JSON, **more: Any) -> JSON:
    return {"type": "bubble", "body": body, **more}


def parts(
    board: Studio, *contents: JSON, layout: str = "vertical", letters: float = 1.0, **more: Any
) -> None:
    """These in a box of 300 pixels without padding; its children are `/body/contents/0` and so on."""
    show(board, bubble(box(*contents, layout=layout, paddingAll="0px", **more)), letters)


def at(index: int, inner: str = "") -> str:
    return f'[data-pointer="/body/contents/{index}"]{inner}'
