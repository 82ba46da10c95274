"""Can it be read? Letters against what is behind them, by WCAG 2.2 (1.4.3, level AA)."""

from typing import Any

from flex_templates.checks.finding import Fields, Spot
from flex_templates.checks.values import COLOUR
from flex_templates.filters import luminance

BLOCKS = ("header", "hero", "body", "footer")
WHITE, LETTERS = "#FFFFFF", "#111111"
PRIMARY = "#17C950"  # a primary button without a colour of its own
LARGE = ("xl", "xxl", "3xl", "4xl", "5xl")  # from 18.7 px in bold
HUGE = ("3xl", "4xl", "5xl")  # from 24 px


def ratio(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check_bubble_contrast(spot: Spot, bubble: object) -> None:
    """Anything that is not a bubble has nothing to read; other checks say so."""
    if not isinstance(bubble, dict):
        return
    styles: Any = bubble.get("styles")
    for block in BLOCKS:
        style: Any = styles.get(block) if isinstance(styles, dict) else None
        behind = _solid(style.get("backgroundColor"), WHITE) if isinstance(style, dict) else WHITE
        _check(spot.at(block), bubble.get(block), behind)


def _check(spot: Spot, component: object, behind: str) -> None:
    if not isinstance(component, dict):
        return
    kind, inside = component.get("type"), component.get("contents")
    children: list[Any] = inside if isinstance(inside, list) else []
    if kind == "box" and "background" not in component:  # a gradient has no one colour
        own = _solid(component.get("backgroundColor"), behind)
        for at, child in enumerate(children):
            _check(spot.at("contents", at), child, own)
    elif kind == "text" and children:
        for at, span in enumerate(children):
            if isinstance(span, dict):
                _compare(spot.at("contents", at), {**component, **span}, behind)
    elif kind == "text":
        _compare(spot, component, behind)
    elif kind == "button" and component.get("style") == "primary":
        _compare(spot, {"color": WHITE}, _solid(component.get("color"), PRIMARY))


def _compare(spot: Spot, letters: Fields, behind: str) -> None:
    colour = _solid(letters.get("color"), LETTERS)
    size, bold = letters.get("size", "md"), letters.get("weight") == "bold"
    needed = 3.0 if size in HUGE or (bold and size in LARGE) else 4.5
    if (found := ratio(colour, behind)) < needed:
        spot.warning(
            f"{colour} on {behind} is hard to read ({found:.1f}, needs {needed}); change one of them"
        )


def _solid(value: object, otherwise: str) -> str:
    """A colour without transparency; what is see-through is left out of account."""
    if isinstance(value, str) and COLOUR.fullmatch(value) and (len(value) == 7 or value[7:].upper() == "FF"):
        return value[:7]
    return otherwise
