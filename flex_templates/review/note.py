"""A finding as an editor reads it."""

from typing import NamedTuple

from flex_templates.checks.finding import Level
from flex_templates.review.thai import in_thai


class Note(NamedTuple):
    """`part` is "template", "th" or "en" (the words), and `pointer` and `line` lead into that part.

    An error keeps the draft from being published, a warning asks first. `sentence` says what is wrong and,
    after a semicolon, what to do.
    """

    part: str
    line: int
    pointer: str
    sentence: str
    level: Level = "error"

    @property
    def thai(self) -> str:
        """The same in Thai."""
        return in_thai(self.sentence)

    def shown(self) -> dict[str, str | int]:
        """As JSON for the pages."""
        return {**self._asdict(), "en": self.sentence, "th": self.thai}
