"""Drafts, versions and rollback: nothing that an editor wrote is lost or overwritten unseen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from flex_templates import Renderer
from records.database import Database
from records.templates import (
    COMMON,
    Content,
    Failure,
    NeedsSecondPerson,
    NothingToPublish,
    Overtaken,
    PublishedSource,
    Stale,
    content_of,
    discard_draft,
    failures,
    history,
    note_failure,
    publish,
    read_draft,
    roll_back,
    save_draft,
    shipped,
)
from tests.world.processes import wait_until

NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)


def said(text: str) -> Content:
    """A version of `help` that says so."""
    return Content([{"type": "text", "text": text}], {"th": {"plain": text}, "en": {"plain": text}})


def save(database: Database, content: Content, seen: int, by: str = "noi", **more: Any) -> int:
    return database.write(
        lambda session: save_draft(session, "help", content, seen=seen, by=by, now=NOW, **more)
    ).revision


def let_out(database: Database, seen: int, by: str = "chai", **more: Any) -> int:
    return database.write(
        lambda session: publish(session, "help", seen=seen, by=by, note="ใหม่", now=NOW, **more)
    ).number


def published(database: Database, text: str) -> int:
    """Write and publish it."""
    with database.read() as session:
        seen = read_draft(session, "help").revision
    return let_out(database, save(database, said(text), seen))


def shown(database: Database, **more: Any) -> str:
    return (
        Renderer(PublishedSource(database))
        .render("help", {}, "th", **more)[0]
        .get("text", "the shipped card")
    )


def test_a_draft_changes_nothing_until_it_is_published(database: Database):
    revision = save(database, said("ก"), 0)
    assert shown(database) == "the shipped card"

    assert let_out(database, revision) == 1
    assert shown(database) == "ก"


def test_who_has_not_seen_the_others_change_is_shown_it_and_overwrites_nothing(database: Database):
    save(database, said("ของน้อย"), 0)
    with pytest.raises(Stale) as conflict:
        save(database, said("ของชัย"), 0, by="chai")

    assert conflict.value.theirs.content == said("ของน้อย")
    assert conflict.value.theirs.updated_by == "noi"
    assert save(database, said("ของทั้งสอง"), conflict.value.theirs.revision, by="chai") == 2


def test_a_page_left_open_over_a_publication_cannot_overwrite_the_next_draft(database: Database):
    old = save(database, said("หนึ่ง"), 0)
    let_out(database, old)
    with database.read() as session:
        fresh = read_draft(session, "help")
    save(database, said("สอง"), fresh.revision)

    with pytest.raises(Stale):
        save(database, said("หนึ่งครึ่ง"), old)


def test_of_many_who_save_at_once_one_wins_and_all_others_are_told(database: Database):
    def one(number: int) -> bool:
        try:
            save(database, said(str(number)), 0, by=f"editor {number}")
        except Stale:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(8))) == 1


def test_what_was_published_meanwhile_has_to_be_seen_first(database: Database):
    revision = save(database, said("ร่าง"), 0)
    database.write(lambda session: roll_back(session, "help", 0, current=0, by="chai", note="กลับ", now=NOW))
    with pytest.raises(Overtaken) as overtaken:
        let_out(database, revision)
    assert overtaken.value.current == 1

    again = save(database, said("ร่าง"), revision, based_on=1)
    assert let_out(database, again) == 2


def test_rolling_back_publishes_the_old_version_again_and_keeps_all(database: Database):
    published(database, "หนึ่ง")
    published(database, "สอง")
    database.write(lambda session: roll_back(session, "help", 1, current=2, by="chai", note="", now=NOW))

    assert shown(database) == "หนึ่ง"
    with database.read() as session:
        kept = history(session, "help")
        assert [(each.number, each.restores) for each in kept] == [(3, 1), (2, None), (1, None)]
        assert kept[0].digest == kept[2].digest
        assert content_of(session, "help", 2) == said("สอง")


def test_two_people_publish_at_once_and_one_is_told(database: Database):
    published(database, "หนึ่ง")

    def one(_: int) -> bool:
        try:
            database.write(
                lambda session: roll_back(session, "help", 0, current=1, by="chai", note="", now=NOW)
            )
        except Overtaken:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one, range(4))) == 1


def test_with_approval_nobody_publishes_what_she_wrote(database: Database):
    revision = save(database, said("ก"), 0, by="noi")
    with pytest.raises(NeedsSecondPerson):
        let_out(database, revision, by="noi", approval=True)

    assert let_out(database, revision, by="chai", approval=True) == 1


def test_an_unchanged_draft_is_no_version(database: Database):
    revision = save(database, shipped("help"), 0)
    with pytest.raises(NothingToPublish):
        let_out(database, revision)


def test_a_discarded_draft_is_handed_back_for_an_undo(database: Database):
    revision = save(database, said("ก"), 0)
    was = database.write(lambda session: discard_draft(session, "help", seen=revision, by="noi", now=NOW))

    assert was.content == said("ก")
    with database.read() as session:
        assert not read_draft(session, "help").open


def test_other_processes_use_a_new_version_within_seconds(
    database: Database, monkeypatch: pytest.MonkeyPatch
):
    renderer = Renderer(PublishedSource(database))
    before = renderer.revision("help")
    published(database, "ก")
    wait_until(lambda: renderer.revision("help") != before, "the new version", patience=5)
    assert renderer.render("help", {}, "th")[0]["text"] == "ก"


def test_a_published_common_word_is_in_every_template(database: Database):
    common = shipped(COMMON)
    key, old = next(iter(common.words["th"].items()))
    words = {
        language: {**table, key: "ใหม่" if language == "th" else old}
        for language, table in common.words.items()
    }

    def work(session: Any) -> None:
        draft = save_draft(session, COMMON, Content([], words), seen=0, by="noi", now=NOW)
        publish(session, COMMON, seen=draft.revision, by="chai", note="", now=NOW)

    before = PublishedSource(database).document("queue_card")
    database.write(work)
    after = PublishedSource(database).document("queue_card")
    assert (before.words["th"][key], after.words["th"][key]) == (old, "ใหม่")
    assert before.revision != after.revision


def test_what_a_message_was_rendered_from_is_found_after_later_versions(database: Database):
    published(database, "หนึ่ง")
    revision = database.write(lambda session: PublishedSource(database).pin(session, "help", NOW))
    for text in ("สอง", "สาม", "สี่"):
        published(database, text)

    assert shown(database) == "สี่"
    assert shown(database, revision=revision) == "หนึ่ง"


def test_the_last_good_version_is_the_newest_that_is_not_condemned_then_the_shipped_one(database: Database):
    for text in ("ดี", "เสีย", "เสียอีก"):
        published(database, text)
    failure = Failure("help", "v2-x", "LINE: no", 3, patients=3)
    database.write(lambda session: note_failure(session, failure, NOW))
    source = PublishedSource(database)

    current = source.document("help")
    good = source.last_good("help", current.revision)
    assert good is not None
    assert good.template[0]["text"] == "ดี"
    last = source.last_good("help", good.revision)
    assert last is not None
    assert last.template == shipped("help").structure
    assert source.last_good("help", last.revision) is None


def test_failures_are_counted_by_version_and_reason(database: Database):
    for _ in range(2):
        database.write(lambda session: note_failure(session, Failure("help", "v2-x", "LINE: no", 3), NOW))

    with database.read() as session:
        (found,) = failures(session, "help")
    assert (found.number, found.count, found.reason) == (2, 6, "LINE: no")
