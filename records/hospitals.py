"""Hospitals and their switches."""

from hashlib import sha256

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.base import Base


class Hospital(Base):
    """A hospital of the ministry's list. It is connected once it has a booking URL; `live` opens mode live.

    `colour` (#RRGGBB, white can be read on it) and `logo_url` (https, or an uploaded picture's path here) are
    for cards. `test_offset_ms` moves its test clock ahead of real time (`docs/hospital-api.md`, Sandbox).
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
    colour: Mapped[str | None] = mapped_column(String(7))
    logo_url: Mapped[str | None] = mapped_column(String(1000))
    test_offset_ms: Mapped[int] = mapped_column(BigInteger, default=0)

    @property
    def connected(self) -> bool:
        """Whether patients can book here through the service."""
        return bool(self.booking_url)

    def name(self, language: str) -> str:
        """Its name for a reader of `language`; Thai when there is no other."""
        return self.name_en if language == "en" and self.name_en else self.name_th


class Logo(Base):
    """An uploaded logo at `path`. Never changed or deleted: phones fetch it whenever they show a card."""

    __tablename__ = "hospital_logos"

    digest: Mapped[str] = mapped_column(String(32), primary_key=True)
    hospital_code: Mapped[str] = mapped_column(ForeignKey("hospitals.code", ondelete="CASCADE"), index=True)
    png: Mapped[bytes] = mapped_column(LargeBinary)

    @property
    def path(self) -> str:
        """The address without its beginning."""
        return f"/logos/{self.digest}.png"


def keep_logo(session: Session, hospital: Hospital, png: bytes) -> None:
    """Keep the picture and make it the hospital's logo."""
    digest = sha256(hospital.code.encode() + png).hexdigest()[:32]
    logo = session.get(Logo, digest)
    if logo is None:
        logo = Logo(digest=digest, hospital_code=hospital.code, png=png)
        session.add(logo)
        session.flush()
    hospital.logo_url = logo.path
