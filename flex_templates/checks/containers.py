"""Bubbles and carousels."""

import json

from flex_templates.checks import tables
from flex_templates.checks.actions import check_action
from flex_templates.checks.components import check_component
from flex_templates.checks.finding import Fields, Spot
from flex_templates.checks.values import anything, one_of

LARGEST_BUBBLE = 30 * 1024
LARGEST_CAROUSEL = 50 * 1024
MOST_BUBBLES = 12


BUBBLE = {
    "size": one_of(*tables.BUBBLE_SIZES),
    "direction": one_of("ltr", "rtl"),
    **dict.fromkeys(("styles", "action", *tables.BLOCKS), anything),
}


def check_container(spot: Spot, container: object) -> None:
    fields = spot.fields(container, 'contents must be an object of the type "bubble" or "carousel"')
    if fields is None:
        return
    if fields.get("type") == "bubble":
        check_bubble(spot, fields, alone=True)
    elif fields.get("type") == "carousel":
        _check_carousel(spot, fields)
    else:
        spot.at("type").error('contents must be an object of the type "bubble" or "carousel"')


def check_bubble(spot: Spot, bubble: Fields, *, alone: bool) -> None:
    spot.follows(bubble, BUBBLE, "a bubble")
    blocks = [block for block in tables.BLOCKS if block in bubble]
    if not blocks:
        spot.error("the bubble is empty; give it a body")
    for block in blocks:
        check_component(spot.at(block), bubble[block], tables.BLOCKS[block], f"a bubble's {block}")
    _check_video(spot, bubble, alone)
    if "styles" in bubble:
        _check_styles(spot.at("styles"), bubble["styles"])
    if "action" in bubble:
        check_action(spot.at("action"), bubble["action"], label=tables.LABEL, label_needed=False)
    _check_size(spot, bubble, LARGEST_BUBBLE, "bubble")


def _check_carousel(spot: Spot, carousel: Fields) -> None:
    spot.follows(carousel, {"contents": anything}, "a carousel")
    place = spot.at("contents")
    bubbles = place.items(carousel.get("contents"), "the carousel has no bubbles; send another message then")
    if len(bubbles) > MOST_BUBBLES:
        place.error(f"the carousel has {len(bubbles)} bubbles, at most {MOST_BUBBLES} are allowed")
    sizes: set[str] = set()
    for at, item in enumerate(bubbles):
        bubble = place.at(at).fields(item, 'a carousel holds only objects of the type "bubble"')
        if bubble is not None and bubble.get("type") == "bubble":
            sizes.add(str(bubble.get("size", "mega")))
            check_bubble(place.at(at), bubble, alone=False)
        elif bubble is not None:
            place.at(at, "type").error('a carousel holds only objects of the type "bubble"')
    if len(sizes) > 1:
        place.error(f"the bubbles have different sizes ({', '.join(sorted(sizes))}); use one size for all")
    _check_size(spot, carousel, LARGEST_CAROUSEL, "carousel")


def _check_video(spot: Spot, bubble: Fields, alone: bool) -> None:
    hero = bubble.get("hero")
    if isinstance(hero, dict) and hero.get("type") == "video":
        if not alone:
            spot.at("hero").error("a video cannot stand in a carousel; use an image")
        if bubble.get("size", "mega") not in tables.VIDEO_BUBBLE_SIZES:
            sizes = ", ".join(tables.VIDEO_BUBBLE_SIZES)
            spot.at("size").error(f"a video needs a bubble of the size {sizes}; choose one of them")


def _check_styles(spot: Spot, value: object) -> None:
    styles = spot.fields(value, "styles must be an object")
    if styles is None:
        return
    spot.known_keys(styles, tables.BLOCKS, "styles")
    for block in tables.BLOCKS:
        if block in styles:
            style = spot.at(block).fields(styles[block], "a block's style must be an object")
            spot.at(block).follows(style or {}, tables.BLOCK_STYLE, "a block's style", also=())


def _check_size(spot: Spot, container: Fields, most: int, what: str) -> None:
    text = json.dumps(container, ensure_ascii=False, separators=(",", ":"))
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > most:
        spot.error(f"the {what} has {size:,} bytes, at most {most:,} are allowed; show less")
