"""What a check has to say, and where."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple, cast

from flex_templates.pointers import escape

Level = Literal["error", "warning"]
Fields = dict[str, Any]


class Finding(NamedTuple):
    """`pointer` leads into the rendered messages ("/0/contents/body"); `sentence` says what to do.

    An error is what LINE refuses; a warning is what it takes though a patient may suffer from it.
    """

    pointer: str
    sentence: str
    level: Level = "error"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the messages, and the list that findings there go into."""

    pointer: str
    findings: list[Finding]

    def at(self, *keys: str | int) -> "Spot":
        parts = (escape(str(key)) for key in keys)
        return Spot("/".join([self.pointer, *parts]), self.findings)

    def error(self, sentence: str) -> None:
        self.findings.append(Finding(self.pointer or "/", sentence))

    def warning(self, sentence: str) -> None:
        self.findings.append(Finding(self.pointer or "/", sentence, "warning"))

    def fields(self, value: object, otherwise: str) -> Fields | None:
        """The value as an object; if it is none, nothing, and `otherwise` is found here."""
        if isinstance(value, dict):
            return cast(Fields, value)
        self.error(otherwise)
        return None

    def items(self, value: object, otherwise: str) -> list[Any]:
        """The value as a list that has items; if it is none, an empty one, and `otherwise` is found here."""
        if isinstance(value, list) and value:
            return cast(list[Any], value)
        self.error(otherwise)
        return []

    def known_keys(self, fields: Fields, allowed: Iterable[str], what: str) -> None:
        """LINE refuses keys that it does not know: they are mostly misspelt."""
        for key in fields.keys() - set(allowed):
            near = get_close_matches(key, list(allowed), 1)
            hint = f"did you mean {near[0]!r}?" if near else "remove it"
            self.at(key).error(f"{what} has no key {key!r}; {hint}")

    def follows(
        self,
        fields: Fields,
        rules: Mapping[str, Callable[[Any], str | None]],
        what: str,
        needed: Iterable[str] = (),
        also: Iterable[str] = ("type",),
    ) -> None:
        """Only keys of the table (or of `also`), all that are needed, and each value as its rule wants it."""
        self.known_keys(fields, {*rules, *also}, what)
        for key in needed:
            if key not in fields:
                self.error(f"{key!r} is missing in {what}; add it")
        for key, rule in rules.items():
            if key in fields and (wrong := rule(fields[key])):
                self.at(key).error(wrong)
