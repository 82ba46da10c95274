"""Hospitals and their switches."""

from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from records.base import Base


class Hospital(Base):
    """A hospital of the ministry's list. It is connected once it has a booking URL; `live` opens mode live.

    `test_offset_ms` moves its test clock ahead of real time (`docs/hospital-api.md`, Sandbox).
    """

    __tablename__ = "hospitals"

    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    name_th: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    province: Mapped[str | None] = mapped_column(String(60))
    district: Mapped[str | None] = mapped_column(String(60))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    telephone: Mapped[str | None] = mapped_column(String(40))
    map_url: Mapped[str | None] = mapped_column(String(1000))
    booking_url: Mapped[str | None] = mapped_column(String(1000))
    origins: Mapped[list[str]] = mapped_column(JSON, default=list)
    domains: Mapped[list[str]] = mapped_column(JSON, default=list)
    survey: Mapped[str] = mapped_column(String(12), default="all")
    remind_without_nightly: Mapped[bool] = mapped_column(default=True)
    alert: Mapped[bool] = mapped_column(default=False)
    live: Mapped[bool] = mapped_column(default=False)
    name_on_lock_screen: Mapped[bool] = mapped_column(default=False)
    test_offset_ms: Mapped[int] = mapped_column(BigInteger, default=0)

    @property
    def connected(self) -> bool:
        """Whether patients can book here through the service."""
        return bool(self.booking_url)

    def name(self, language: str) -> str:
        """Its name for a reader of `language`; Thai when there is no other."""
        return self.name_en if language == "en" and self.name_en else self.name_th
