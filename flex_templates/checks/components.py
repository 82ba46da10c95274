"""Boxes and what stands in them."""

from flex_templates.checks import tables
from flex_templates.checks.actions import check_action
from flex_templates.checks.finding import Fields, Spot


def check_component(spot: Spot, component: object, allowed: tuple[str, ...], where: str) -> None:
    """One component and all inside it. `allowed` are the types that may stand in this place."""
    fields = spot.fields(component, 'a component must be an object such as { "type": "text", … }')
    if fields is None:
        return
    kind = fields.get("type")
    if not isinstance(kind, str) or kind not in tables.COMPONENTS:
        spot.at("type").error(f"{kind!r} is no component; use one of {', '.join(allowed)}")
    elif kind not in allowed:
        spot.error(f"{kind} cannot stand in {where}; only {', '.join(allowed)} can")
    else:
        spot.follows(fields, tables.COMPONENTS[kind], kind, tables.REQUIRED.get(kind, ()))
        if "action" in fields:
            needed = kind == "button"
            check_action(spot.at("action"), fields["action"], label=tables.LABEL, label_needed=needed)
        if kind in INSIDE:
            INSIDE[kind](spot, fields)


def _check_box(spot: Spot, box: Fields) -> None:
    layout, contents = box.get("layout"), box.get("contents")
    if contents != []:  # a box may be empty
        for at, child in enumerate(spot.at("contents").items(contents, "contents must be a list: [ ]")):
            if isinstance(layout, str) and layout in tables.CHILDREN:
                check_component(spot.at("contents", at), child, tables.CHILDREN[layout], f"a {layout} box")
    if "background" in box:
        place = spot.at("background")
        gradient = place.fields(box["background"], 'a background is { "type": "linearGradient", … }')
        if gradient is not None:
            needed = ("type", "angle", "startColor", "endColor")
            place.follows(gradient, tables.GRADIENT, "background", needed)


def _check_text(spot: Spot, fields: Fields) -> None:
    if "contents" not in fields:
        _check_letters(spot, fields)
        return
    place = spot.at("contents")
    spans = place.items(fields["contents"], "a text's contents are spans; add one, or write text instead")
    for at, span in enumerate(spans):
        check_component(place.at(at), span, ("span",), "a text")


def _check_letters(spot: Spot, fields: Fields) -> None:
    text = fields.get("text")
    if text is None:
        spot.error("'text' is missing; add it")
    elif not isinstance(text, str):
        spot.at("text").error(f"{text!r} must be a text in quotes")
    elif not text:
        spot.at("text").error("the text is empty; write something, or leave the item out with $if")


def _check_video(spot: Spot, fields: Fields) -> None:
    if "altContent" in fields:
        check_component(spot.at("altContent"), fields["altContent"], ("box", "image"), "altContent")


def _check_filler(spot: Spot, fields: Fields) -> None:
    spot.warning("filler is deprecated; use margin, spacing or padding")


INSIDE = {
    "box": _check_box,
    "text": _check_text,
    "span": _check_letters,
    "video": _check_video,
    "filler": _check_filler,
}
