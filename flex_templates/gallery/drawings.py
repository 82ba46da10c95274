"""What there is to draw: each template with each sample, as messages."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from flex_templates.audit import SETS
from flex_templates.document import Language
from flex_templates.render import Renderer
from flex_templates.source import FileSource

WIDTHS = (320, 375, 430)  # small, usual and large phones
LARGE_LETTERS = 1.6  # the largest that the phone offers; 1.3 lies between

# The overview: what comes unasked, then the conversation.
OVERVIEW = (
    "queue_card", "day_before", "same_day", "near_queue",
    "survey", "rescheduled", "cancelled", "alert",
    "greeting", "choose_hospital", "pick_hospital", "whom",
    "open_booking", "my_queues", "coming", "cannot_come",
    "moved", "cancel_sure", "survey_thanks", "help",
)  # fmt: skip


@dataclass(frozen=True)
class Drawing:
    """One screen: a chat with the messages of one template and sample."""

    name: str
    sample: str
    language: Language
    messages: list[dict[str, Any]]
    width: int = 375
    letters: float = 1.0

    def shown(self) -> dict[str, Any]:
        """As page.js takes it."""
        return asdict(self)


def drawings(
    names: tuple[str, ...] = (), language: Language = "th", width: int = 375, letters: float = 1.0
) -> Iterator[Drawing]:
    """All samples of these templates, or of all templates."""
    source = FileSource()
    renderer = Renderer(source)
    for name in names or source.names():
        samples = source.samples(name)
        for sample in SETS:
            messages = renderer.render(name, samples[sample], language)
            yield Drawing(name, sample, language, messages, width, letters)
