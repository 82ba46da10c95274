"""Where each button of the menu is, and what it does: one table for the picture and for LINE."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

WIDTH, HEIGHT = 2500, 843  # LINE's compact size: a card stays readable above it on a small phone
LANGUAGES = ("th", "en")
HERE = Path(__file__).parent
_BAR_LONGEST, _LABEL_LONGEST = 14, 20  # LINE's limits


@dataclass(frozen=True)
class Area:
    """One button. `does`: a postback's data, or an address with `{share_text}`, words and the page shared."""

    name: str
    x: int
    y: int
    width: int
    height: int
    does: str


_HALF = HEIGHT // 2
AREAS = (
    Area("book", 0, 0, 760, HEIGHT, "do=choose"),
    Area("mine", 760, 0, 640, HEIGHT, "do=mine"),
    Area("help", 1400, 0, 550, _HALF, "do=help"),
    Area("data", 1950, 0, 550, _HALF, "do=data"),
    Area("share", 1400, _HALF, 550, HEIGHT - _HALF, "https://line.me/R/share?text={share_text}"),
    Area("emergency", 1950, _HALF, 550, HEIGHT - _HALF, "tel:1669"),
)


def words(language: str) -> dict[str, str]:
    """What the menu says. Raises KeyError for a language that it does not speak."""
    spoken = cast(dict[str, dict[str, str]], json.loads((HERE / "words.json").read_text("utf-8")))
    return spoken[language]


def body(language: str, name: str, share_url: str) -> dict[str, Any]:
    """The menu as LINE wants it; `name` is what its owner sees, not the patient."""
    said = words(language)
    return {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "name": name,
        "chatBarText": said["bar"][:_BAR_LONGEST],
        "areas": [
            {
                "bounds": {"x": area.x, "y": area.y, "width": area.width, "height": area.height},
                "action": _action(area, said, share_url),
            }
            for area in AREAS
        ],
    }


def _action(area: Area, said: Mapping[str, str], share_url: str) -> dict[str, str]:
    label = said[area.name][:_LABEL_LONGEST]
    if area.does.startswith("do="):
        return {"type": "postback", "label": label, "data": area.does, "displayText": said[area.name]}
    shared = quote(f"{said['share_text']} {share_url}", safe="")
    return {"type": "uri", "label": label, "uri": area.does.format(share_text=shared)}
