"""One patient's data condemn no version; one that fails for everybody is used no more, in every process."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from flex_templates import Renderer
from records.database import Database
from records.templates import (
    Content,
    Failure,
    PublishedSource,
    Suspects,
    failures,
    note_failure,
    publish,
    read_draft,
    save_draft,
)
from tests.world.processes import wait_until

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
WORDS = {"th": {"plain": "x"}, "en": {"plain": "x"}}


def published(database: Database, *texts: str) -> None:
    def work(session: Session) -> None:
        for text in texts:
            content = Content([{"type": "text", "text": text}], WORDS)
            seen = read_draft(session, "help").revision
            seen = save_draft(session, "help", content, seen=seen, by="noi", now=NOW).revision
            publish(session, "help", seen=seen, by="chai", note="", now=NOW)

    database.write(work)


def shown(renderer: Renderer) -> str:
    return renderer.render("help", {}, "th")[0]["text"]


class Worker:
    """A process that sends help cards."""

    def __init__(self, database: Database) -> None:
        self._database, self._suspects = database, Suspects()
        self._source = PublishedSource(database)
        self.renderer = Renderer(self._source)
        self.revision = self.renderer.revision("help")

    def sends(self, failing: str = "", arriving: int = 0) -> None:
        """A batch: a failed message for each letter, that patient's, and some that arrive."""
        failed = [(Failure("help", self.revision, "/0/text empty"), whose) for whose in failing]
        found = self._suspects.weighed(failed, [("help", self.revision)] * arriving)

        def work(session: Session) -> None:
            for failure in found:
                note_failure(session, failure, NOW)

        self._database.write(work)


def condemned(database: Database) -> list[bool]:
    with database.read() as session:
        return [each.condemned for each in failures(session, "help")]


def test_a_version_that_fails_for_three_patients_gives_way_everywhere_within_seconds(database: Database):
    published(database, "ดี", "เสีย")
    worker, elsewhere = Worker(database), Renderer(PublishedSource(database))
    assert shown(elsewhere) == "เสีย"

    worker.sends("a")
    worker.sends("b")
    assert condemned(database) == [False]
    worker.sends("c")

    assert condemned(database) == [True]
    wait_until(lambda: shown(elsewhere) == "ดี", "the last good version", patience=5)
    published(database, "ซ่อมแล้ว")
    wait_until(lambda: shown(elsewhere) == "ซ่อมแล้ว", "the mended version", patience=5)


def test_one_patients_data_condemn_nothing_however_often_they_fail(database: Database):
    published(database, "ดี", "ใหม่")
    worker = Worker(database)

    for _ in range(20):
        worker.sends("a")

    assert condemned(database) == [False]
    assert shown(Renderer(PublishedSource(database))) == "ใหม่"


def test_a_few_odd_ones_among_many_condemn_nothing_in_a_burst_or_over_months(database: Database):
    published(database, "ดี", "ใหม่")
    burst, slow = Worker(database), Worker(database)

    burst.sends("abcdef", arriving=100)
    for whose in "ghijkl":
        slow.sends(whose)
        slow.sends(arriving=1)
        slow.sends(arriving=1)

    assert condemned(database) == [False]


def test_without_an_earlier_version_the_shipped_one_takes_its_place(database: Database):
    published(database, "เสีย")
    Worker(database).sends("abc")

    assert Renderer(PublishedSource(database)).revision("help").startswith("v0-")
