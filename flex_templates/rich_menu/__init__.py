"""The rich menu: six buttons under the chat, in Thai and English.

`areas.py` says what is where, `words.json` what it says, `draw.py` makes the pictures (`make rich-menu`).
They are committed beside their source, because who installs the menu has no browser; a test says when
one is stale.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from flex_templates.rich_menu.areas import HERE, LANGUAGES, body

__all__ = ["LANGUAGES", "PREFIX", "Menu", "menu"]
PREFIX = "moph-connect"


@dataclass(frozen=True)
class Menu:
    """One language's menu. Its name holds a digest of all it is: a changed menu is another menu."""

    language: str
    body: dict[str, Any]
    image: bytes  # PNG

    @property
    def name(self) -> str:
        """`moph-connect-th-3f2a…`."""
        return str(self.body["name"])

    @property
    def alias(self) -> str:
        """What LINE knows it by, whichever picture it has today."""
        return f"{PREFIX}-{self.language}"


def menu(language: str, share_url: str) -> Menu:
    """The menu in that language; `share_url`: the page that goes out with "tell a friend"."""
    image = (HERE / f"{language}.png").read_bytes()
    plain = json.dumps(body(language, "", share_url), ensure_ascii=False, sort_keys=True).encode()
    digest = hashlib.sha256(plain + image).hexdigest()[:12]
    return Menu(language, body(language, f"{PREFIX}-{language}-{digest}", share_url), image)
