"""What time it is for a hospital: real time, or ahead of it in mode test."""

from datetime import UTC, datetime, timedelta

from records.hospitals import Hospital


def real_now() -> datetime:
    """The real time, in UTC."""
    return datetime.now(UTC)


def offset(hospital: Hospital, mode: str) -> timedelta:
    """How far the hospital's clock is ahead; nothing in mode live."""
    return timedelta(milliseconds=hospital.test_offset_ms) if mode == "test" else timedelta()


def now_for(hospital: Hospital, mode: str, real: datetime | None = None) -> datetime:
    """The hospital's present."""
    return (real or real_now()) + offset(hospital, mode)
