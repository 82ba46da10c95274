"""What a channel's patients saw: the judge of "nothing lost, nothing twice"."""

import hashlib
from dataclasses import dataclass, field


@dataclass
class Stats:
    """Pushes and multicasts by request, and duplicates by patient.

    accepted: LINE took the message, whether or not the caller learned of it.
    refused: answered 4xx other than 409. repeated: answered 409.
    failed: the caller got a 5xx or no answer; before or after accepting, so some are in `accepted` too.
    duplicates: a key or a content shown once more to a user who had seen it.
    """

    accepted: int = 0
    refused: int = 0
    failed: int = 0
    repeated: int = 0
    duplicates: int = 0
    _seen: set[tuple[str, str | bytes]] = field(default_factory=set[tuple[str, str | bytes]])

    def shown(self, user_id: str, retry_key: str | None, texts: list[str]) -> None:
        """A push reached this user's phone; `texts` are its messages as canonical JSON."""
        content = (user_id, _digest(texts))
        marks: list[tuple[str, str | bytes]] = [content]
        if retry_key is not None:
            marks.append((user_id, retry_key.lower()))
        if any(mark in self._seen for mark in marks):
            self.duplicates += 1
        self._seen.update(marks)

    def answered(self, status: int) -> None:
        """Count a push by its answer's status; 0 stands for no answer at all."""
        if status == 409:
            self.repeated += 1
        elif 400 <= status < 500:
            self.refused += 1
        elif status == 0 or status >= 500:
            self.failed += 1

    def as_json(self) -> dict[str, int]:
        return {
            "accepted": self.accepted,
            "refused": self.refused,
            "failed": self.failed,
            "repeated": self.repeated,
            "duplicates": self.duplicates,
        }


def _digest(texts: list[str]) -> bytes:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=16).digest()
