"""Rich menus (Messaging API reference, "Rich menu object")."""

from collections.abc import Iterable
from typing import Any

from simulator.checks.actions import actions
from simulator.checks.leaves import boolean, integer, label, text
from simulator.checks.shapes import Finding, ListOf, Shape

_SIDES = ("x", "y", "width", "height")
_BOUNDS = Shape(dict.fromkeys(_SIDES, integer(0, 2500)), required=_SIDES)
_AREA = Shape(
    {},
    {"bounds": _BOUNDS, "action": actions(20, label_required=False, extra=("richmenuswitch",))},
    ("bounds", "action"),
)


def _wide_enough(size: dict[str, Any]) -> Iterable[Finding]:
    width, height = size.get("width"), size.get("height")
    if isinstance(width, int) and isinstance(height, int) and width < 1.45 * height:
        yield "height", "The aspect ratio (width / height) must be at least 1.45"


_SIZE = Shape(
    {"width": integer(800, 2500), "height": integer(250)}, required=("width", "height"), rules=(_wide_enough,)
)
_MENU = Shape(
    {"selected": boolean, "name": text(300), "chatBarText": label(14)},
    {"size": _SIZE, "areas": ListOf(_AREA, 0, 20)},
    ("size", "selected", "name", "chatBarText", "areas"),
)


def rich_menu_findings(menu: Any) -> list[Finding]:
    found: list[Finding] = []
    _MENU.check(menu, "", found)
    return [(path.removeprefix("/").replace("/", "."), problem) for path, problem in found]
