"""What editors make of the shipped templates: drafts, published versions, what failed, own samples.

A published version is never changed. The current one of a template is its newest; without any, the shipped
files hold. Rolling back publishes an old one again. `COMMON` is the table of words that all templates share;
it is kept like a template without messages.

`PublishedSource` offers the current versions to the renderer. The other modules are functions over a session.
"""

from flex_templates.source import COMMON
from records.templates.content import Content, shipped, shipped_names
from records.templates.drafts import DraftView, discard_draft, read_draft, save_draft, submit_draft
from records.templates.errors import NeedsSecondPerson, NothingToPublish, NoVersion, Overtaken, Stale
from records.templates.failures import Failure, failures, note_failure
from records.templates.publishing import publish
from records.templates.source import PublishedSource
from records.templates.suspects import Suspects
from records.templates.versions import content_of, current_number, history, roll_back

__all__ = [
    "COMMON",
    "Content",
    "DraftView",
    "Failure",
    "NeedsSecondPerson",
    "NoVersion",
    "NothingToPublish",
    "Overtaken",
    "PublishedSource",
    "Stale",
    "Suspects",
    "content_of",
    "current_number",
    "discard_draft",
    "failures",
    "history",
    "note_failure",
    "publish",
    "read_draft",
    "roll_back",
    "save_draft",
    "shipped",
    "shipped_names",
    "submit_draft",
]
