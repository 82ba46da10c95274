"""The published set as files and back: versions become shipped defaults, and the other way."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from records.database import Database
from records.templates import Content, publish, read_draft, save_draft, shipped
from records.templates.files import current, differences, import_drafts, read_files, write_files

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
CHANGED = Content(
    shipped("help").structure,
    {**shipped("help").words, "th": {**shipped("help").words["th"], "plain": "ใหม่"}},
)


def draft(session: Session, content: Content = CHANGED) -> int:
    return save_draft(session, "help", content, seen=0, by="noi", now=NOW).revision


def published(database: Database) -> None:
    def work(session: Session) -> None:
        publish(session, "help", seen=draft(session), by="chai", note="", now=NOW)

    database.write(work)


def test_what_was_exported_is_read_back_as_it_was(database: Database, tmp_path: Path):
    published(database)
    with database.read() as session:
        contents = current(session)
    write_files(contents, tmp_path)

    assert {name: each.digest for name, each in read_files(tmp_path).items()} == {
        name: each.digest for name, each in contents.items()
    }


def test_only_what_editors_changed_differs_from_the_defaults(database: Database):
    published(database)

    with database.read() as session:
        (only,) = differences(session)
    assert (only.name, only.number, only.structure, only.words) == ("help", 1, False, ["th/plain"])


def test_files_become_drafts_only_where_they_differ(database: Database):
    contents = {"help": CHANGED, "home": shipped("home")}
    done = database.write(lambda session: import_drafts(session, contents, "cli", NOW))

    assert done == (["help"], [])
    with database.read() as session:
        assert read_draft(session, "help").content == CHANGED


def test_an_editors_draft_is_not_overwritten_unless_asked(database: Database):
    hers = Content([{"type": "text", "text": "ของน้อย"}], CHANGED.words)
    database.write(lambda session: draft(session, hers))

    assert database.write(lambda session: import_drafts(session, {"help": CHANGED}, "cli", NOW)) == (
        [],
        ["help"],
    )
    done = database.write(lambda session: import_drafts(session, {"help": CHANGED}, "cli", NOW, over=True))
    assert done == (["help"], [])
