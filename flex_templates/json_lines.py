"""On which line of a JSON text each part stands, so that a finding leads an editor to it."""

import json
import re
from typing import Any, cast

from flex_templates.pointers import escape

SPACE = re.compile(r"[ \t\r\n]*")


class Lines:
    """The lines of all pointers of one JSON text, and the keys that stand twice in one object."""

    def __init__(self, text: str) -> None:
        """Raises: `json.JSONDecodeError` when the text is not JSON."""
        self.value: Any = json.loads(text)
        self.repeated: list[str] = []
        self._text = text
        self._offsets: dict[str, int] = {}
        self._scan(0, "")

    def line(self, pointer: str) -> int:
        """The line of that part, or of the nearest part around it that exists."""
        while pointer and pointer not in self._offsets:
            pointer = pointer.rpartition("/")[0]
        return self._text.count("\n", 0, self._offsets.get(pointer, 0)) + 1

    def _scan(self, at: int, pointer: str) -> int:
        """Walk the value that begins at `at`; the text is known to be JSON. Returns where it ends."""
        at = self._skip(at)
        self._offsets.setdefault(pointer, at)
        opening = self._text[at]
        if opening not in "{[":
            return self._scalar(at)[1]
        at, index = self._skip(at + 1), 0
        while self._text[at] not in "}]":
            begin = at
            if opening == "{":
                key, at = self._scalar(at)
                inner = f"{pointer}/{escape(cast(str, key))}"
                if inner in self._offsets:
                    self.repeated.append(inner)
                at = self._skip(at) + 1  # the colon
            else:
                inner = f"{pointer}/{index}"
            self._offsets[inner] = begin
            at, index = self._skip(self._scan(at, inner)), index + 1
            if self._text[at] == ",":
                at = self._skip(at + 1)
        return at + 1

    def _skip(self, at: int) -> int:
        found = SPACE.match(self._text, at)
        return found.end() if found else at

    def _scalar(self, at: int) -> tuple[Any, int]:
        return json.JSONDecoder().raw_decode(self._text, at)
