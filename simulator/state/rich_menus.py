"""A channel's rich menus: made, given a picture, set as default, named by alias."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class RichMenu:
    id: str
    body: dict[str, Any]
    image: bytes | None = None
    image_type: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"richMenuId": self.id, **self.body}


@dataclass
class RichMenus:
    menus: dict[str, RichMenu] = field(default_factory=dict[str, RichMenu])
    aliases: dict[str, str] = field(default_factory=dict[str, str])
    default_id: str | None = None

    def add(self, menu: RichMenu) -> None:
        self.menus[menu.id] = menu

    def delete(self, menu_id: str) -> bool:
        if self.menus.pop(menu_id, None) is None:
            return False
        if self.default_id == menu_id:
            self.default_id = None
        self.aliases = {alias: target for alias, target in self.aliases.items() if target != menu_id}
        return True

    def shown_to(self, linked_id: str | None) -> RichMenu | None:
        """A user's own menu goes before the default one (LINE: "Use rich menus", priority of display)."""
        own = self.menus.get(linked_id or "")
        return own or self.menus.get(self.default_id or "")
