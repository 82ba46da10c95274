"""Postback data → Tap. It may be old, cut or forged: what cannot be read is no error, but an unknown tap."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

LONGEST = 300  # LINE's own limit for postback data
_ID = re.compile(r"[0-9]{1,18}")  # fits a database's 64-bit integer
_CODE = re.compile(r"[0-9]{5}|[A-Z0-9]{9}")


@dataclass(frozen=True)
class Tap:
    """A button's meaning: its verb (`do`) and its other parameters. The verb is empty when unknown."""

    verb: str
    fields: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def booking_id(self) -> int | None:
        text = self.fields.get("b", "")
        return int(text) if _ID.fullmatch(text) else None

    @property
    def code(self) -> str | None:
        """A hospital's code of the ministry, if it has the form of one.

        It is called `h` where a card shows one hospital and the tap chooses none.
        """
        text = self.fields.get("code") or self.fields.get("h", "")
        return text if _CODE.fullmatch(text) else None

    @property
    def person_id(self) -> int | None:
        text = self.fields.get("p", "")
        return int(text) if _ID.fullmatch(text) else None

    @property
    def value(self) -> str:
        return self.fields.get("v", "")

    @property
    def sure(self) -> bool:
        return self.fields.get("sure") == "yes"


UNKNOWN = Tap("")


def read(data: str) -> Tap:
    if len(data) > LONGEST:
        return UNKNOWN
    try:
        found = parse_qs(data, keep_blank_values=True, max_num_fields=10)
    except ValueError:
        return UNKNOWN
    if any(len(values) > 1 for values in found.values()):
        return UNKNOWN
    fields = {key: values[0] for key, values in found.items()}
    return Tap(fields.pop("do", ""), fields)
