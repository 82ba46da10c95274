"""How often a browser called for a patient today: a key in a page is public (version 3)."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from records.base import Base


class BrowserCalls(Base):
    """One row for a link: the last day on which a browser called, and how often. Goes with the patient."""

    __tablename__ = "browser_calls"

    link_id: Mapped[int] = mapped_column(ForeignKey("links.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date]
    calls: Mapped[int]


def count_browser_call(session: Session, link_id: int, day: date, most: int) -> bool:
    """Count one more call of that day; False, and nothing counted, when `most` were made already."""
    row = session.get(BrowserCalls, link_id, with_for_update=True)
    if row is None:
        session.add(BrowserCalls(link_id=link_id, day=day, calls=1))
    elif row.day != day:
        row.day, row.calls = day, 1
    elif row.calls >= most:
        return False
    else:
        row.calls += 1
    session.flush()
    return True
