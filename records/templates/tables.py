"""The tables behind the template studio. Authors are sign-in names as they were."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from records.base import Base


class TemplateDraft(Base):
    """The one draft of a template. The row stays when the draft is published or discarded: `revision` only
    grows, so that nobody can overwrite what he has not seen.

    `structure` is None while there is no draft. `based_on` is the version it was begun from (0: shipped).
    `authors` are all who wrote on it since then.
    """

    __tablename__ = "template_drafts"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    revision: Mapped[int] = mapped_column(default=0)
    based_on: Mapped[int] = mapped_column(default=0)
    structure: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    words: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    authors: Mapped[list[str]] = mapped_column(JSON, default=list)
    note: Mapped[str | None] = mapped_column(Text)
    updated_by: Mapped[str] = mapped_column(String(120))
    updated_at: Mapped[datetime]
    submitted_by: Mapped[str | None] = mapped_column(String(120))
    submitted_at: Mapped[datetime | None]


class TemplateVersion(Base):
    """A published version; never changed, never deleted. `digest` is of structure and words.

    `restores` is the number of the version that a rollback published again, 0 for the shipped one.
    `authors` wrote it, `published_by` let it out.
    """

    __tablename__ = "template_versions"
    __table_args__ = (UniqueConstraint("name", "number"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    structure: Mapped[list[Any]] = mapped_column(JSON)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text, default="")
    authors: Mapped[list[str]] = mapped_column(JSON, default=list)
    published_by: Mapped[str] = mapped_column(String(120))
    published_at: Mapped[datetime]
    restores: Mapped[int | None]


class TemplateDocument(Base):
    """A document as messages under way were rendered from it, for their repetition under the same key."""

    __tablename__ = "template_documents"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    revision: Mapped[str] = mapped_column(String(40), primary_key=True)
    structure: Mapped[list[Any]] = mapped_column(JSON)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[datetime]


class TemplateFailure(Base):
    """A version that failed at sending: how often, when last, and why. `number` 0 is the shipped one.

    `arrived`: messages of the version that did, beside those. `condemned`: it fails for everybody, and an
    earlier version is sent instead until another one is published.
    """

    __tablename__ = "template_failures"
    __table_args__ = (UniqueConstraint("name", "number", "reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(String(500))
    count: Mapped[int] = mapped_column(default=0)
    arrived: Mapped[int] = mapped_column(default=0, server_default="0")
    condemned: Mapped[bool] = mapped_column(default=False, server_default=false())
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]


class TemplateSample(Base):
    """Sample data that an editor saved, beside the shipped sets. Invented data only: never a patient's."""

    __tablename__ = "template_samples"
    __table_args__ = (UniqueConstraint("name", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_by: Mapped[str] = mapped_column(String(120))
    saved_at: Mapped[datetime]


class HouseStyleWord(Base):
    """A word that editors put on the list of avoided ones, or took off it: `avoided` False. It overlays the
    shipped list of `flex_templates/house_style.json`."""

    __tablename__ = "house_style_words"

    word: Mapped[str] = mapped_column(String(60), primary_key=True)
    instead: Mapped[str] = mapped_column(String(200))
    avoided: Mapped[bool]
    changed_by: Mapped[str] = mapped_column(String(120))
    changed_at: Mapped[datetime]
