"""Two editors and a publisher at once, each through her own browser: nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask

from records.audit import Wanted, entries
from records.templates import content_of, history, read_draft
from tests.api.world import house_of
from tests.studio.conftest import Desk
from tests.studio.test_studio import CARD

ROUNDS = 12


def writes(editor: Desk, language: str) -> None:
    """Her title, again and again; what another saved meanwhile is taken in, as the page offers it."""
    begin = editor.opened(CARD)
    for at in range(1, ROUNDS + 1):
        while True:
            begin["words"][language]["title"] = f"{language} {at}"
            answer = editor.post(f"{CARD}/save", begin)
            if answer.status_code == 200:
                begin["seen"] = answer.json["seen"]
                break
            assert answer.status_code == 409
            begin = {**begin, **{key: answer.json[key] for key in ("seen", "text", "words")}}
            assert isinstance(begin["words"], dict)


def publishes(publisher: Desk, over: Callable[[], bool]) -> int:
    """Whatever is there whenever it is there."""
    done = 0
    while True:
        last = over()
        seen = publisher.opened(CARD)["seen"]
        answer = publisher.post(f"{CARD}/publish", seen=seen, note="x", read="yes")
        assert answer.status_code in {303, 409}, answer.text
        done += answer.status_code == 303
        if last:
            return done


def test_two_editors_and_a_publisher_at_once_lose_nothing(app: Flask, desk: Callable[[str], Desk]):
    one, other, publisher = desk("editor"), desk("editor"), desk("publisher")

    with ThreadPoolExecutor(3) as people:
        editing = [people.submit(writes, who, language) for who, language in ((one, "th"), (other, "en"))]
        publishing = people.submit(publishes, publisher, lambda: all(each.done() for each in editing))
        for each in editing:
            each.result(60)
        published = publishing.result(60)

    with house_of(app).database.read() as session:
        versions = history(session, CARD)
        draft = read_draft(session, CARD)
        now = draft.content if draft.open else content_of(session, CARD, versions[0].number)
        trail = [(each.who, each.what) for each in entries(session, Wanted())]
    titles: Any = {language: table["title"] for language, table in now.words.items()}
    assert titles == {"th": f"th {ROUNDS}", "en": f"en {ROUNDS}"}
    assert [each.number for each in versions] == list(range(published, 0, -1))
    assert trail.count((one.login, "template.saved")) == ROUNDS
    assert trail.count((other.login, "template.saved")) == ROUNDS
    assert trail.count((publisher.login, "template.published")) == published
    for language in ("th", "en"):  # no version goes back to an earlier title of anybody
        written = [each.words[language]["title"] for each in reversed(versions)]
        hers = [int(title.split()[1]) for title in written if title.startswith(f"{language} ")]
        assert hers == sorted(hers)
