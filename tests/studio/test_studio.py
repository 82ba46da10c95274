"""The studio through its doors: drafts, what blocks, two people at once, who may do what."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from bot.studio.pages import WORDS
from flex_templates import FileSource
from records.templates import shipped_names
from tests.api.world import house_of
from tests.studio.conftest import Desk
from tests.world.processes import wait_until

SignIn = Callable[[str], Desk]
CARD = "queue_card"


def titled(begin: dict[str, Any], title: str) -> dict[str, Any]:
    return {**begin, "changes": {"th/title": title}}


def greeting(app: Flask) -> str:
    """What a patient reads first on her next queue card."""
    data = FileSource().samples(CARD)["usual"]
    [card] = house_of(app).renderer.render(CARD, data, "th")
    return card["contents"]["header"]["contents"][0]["text"]


def test_a_change_reaches_patients_when_it_is_published_and_goes_back(app: Flask, desk: SignIn):
    me = desk("publisher")
    begin = me.opened(CARD)
    was = greeting(app)
    saved = me.post(f"{CARD}/save", titled(begin, "จองแล้วนะคะ")).json
    assert greeting(app) == was

    me.post(f"{CARD}/publish", seen=saved["seen"], note="สั้นลง")

    wait_until(lambda: greeting(app) == "จองแล้วนะคะ", "the new greeting", 5)
    me.post(f"{CARD}/versions/0", current=1)
    wait_until(lambda: greeting(app) == was, "the old greeting", 5)


def test_a_broken_card_cannot_be_published(app: Flask, desk: SignIn):
    me = desk("publisher")
    begin = me.opened(CARD)
    text = begin["text"].replace('"size": "mega"', '"size": "huge"')
    saved = me.post(f"{CARD}/save", {**begin, "text": text}).json

    answer = me.post(f"{CARD}/publish", seen=saved["seen"], note="x", read="yes")

    assert answer.status_code == 422
    assert "huge" in answer.text
    assert greeting(app) == "ได้คิวแล้วค่ะ"


def test_warnings_ask_before_they_let_through(desk: SignIn):
    me = desk("publisher")
    saved = me.post(f"{CARD}/save", titled(me.opened(CARD), "คลิก")).json

    asked = me.post(f"{CARD}/publish", seen=saved["seen"], note="x")

    assert asked.status_code == 422
    assert me.post(f"{CARD}/publish", seen=saved["seen"], note="x", read="yes").status_code == 303


def test_what_somebody_else_saved_is_shown_and_nothing_lost(desk: SignIn):
    one, other = desk("editor"), desk("editor")
    begin = one.opened(CARD)
    assert one.post(f"{CARD}/save", titled(begin, "หนึ่ง")).status_code == 200

    late = other.post(f"{CARD}/save", titled(begin, "สอง"))

    assert late.status_code == 409
    assert (late.json["by"], late.json["words"]["th"]["title"]) == (one.login, "หนึ่ง")
    assert [line for line in late.json["difference"] if line[0] in "+-"] == [
        ["-", "th/title: หนึ่ง"],
        ["+", "th/title: สอง"],
    ]
    assert other.post(f"{CARD}/save", titled({**begin, "seen": late.json["seen"]}, "สอง")).status_code == 200


def test_the_picture_follows_each_letter(desk: SignIn):
    me = desk("viewer")

    said = me.post(f"{CARD}/look", titled(me.opened(CARD), "สวัสดี <b>")).json

    assert said["messages"][0]["contents"]["header"]["contents"][0]["text"] == "สวัสดี <b>"
    assert said["origins"]["/0/contents/header"] == "/0/contents/header"


@pytest.mark.parametrize("text", ["", "[" * 100_000, '[{"a":1,"a":2}]', '[{"type":"{{ self }}"}]'])
def test_what_cannot_be_read_is_said_with_its_line(desk: SignIn, text: str):
    me = desk("editor")

    answer = me.post(f"{CARD}/look", {**me.opened(CARD), "text": text})

    assert answer.status_code == 200
    assert answer.json["notes"][0]["level"] == "error"
    assert me.post(f"{CARD}/save", {**me.opened(CARD), "text": text}).status_code == 422


@pytest.mark.parametrize(
    ("role", "saves", "publishes"),
    [("viewer", 403, 403), ("operator", 403, 403), ("editor", 200, 403), ("publisher", 200, 200)],
)
def test_who_may_do_what(desk: SignIn, role: str, saves: int, publishes: int):
    me = desk(role)

    assert me.client.get("/studio/").status_code == 200
    assert me.post(f"{CARD}/save", me.opened(CARD)).status_code == saves
    assert me.client.get(f"/studio/{CARD}/publish").status_code == saves
    assert (me.post(f"{CARD}/publish").status_code == 403) == (publishes == 403)


def test_nothing_is_changed_without_the_forms_token(app: Flask, desk: SignIn):
    me = desk("administrator")
    begin = me.opened(CARD)

    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("studio.") and "POST" in (rule.methods or ()):
            path = rule.rule.replace("<name>", CARD).replace("<int:number>", "0")
            assert me.client.post(path, json=begin).status_code == 403
            assert app.test_client().post(path, json=begin).status_code == 401


def test_the_frame_can_reach_nothing(app: Flask):
    policy = app.test_client().get("/studio/frame").headers["Content-Security-Policy"]

    assert "sandbox allow-scripts" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert app.test_client().get("/studio/drawing/..%2f__init__.py").status_code == 404


def test_what_is_no_card_is_not_found(desk: SignIn):
    me = desk("administrator")

    assert me.client.get("/studio/nothing").status_code == 404
    assert me.post(f"{CARD}/save", json.loads("[1]")).status_code == 400


def test_a_look_is_bounded_in_size_and_rate(desk: SignIn):
    me = desk("viewer")
    begin = me.opened(CARD)

    assert me.post(f"{CARD}/look", {**begin, "text": "x" * 2_000_000}).status_code == 413
    assert (
        me.post(f"{CARD}/look", {**begin, "changes": dict.fromkeys(map(str, range(201)), "x")}).status_code
        == 413
    )
    answers = (me.post(f"{CARD}/look", []) for _ in range(1_300))
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert int(refused.headers["Retry-After"]) > 0


def test_two_versions_are_compared_as_text_and_as_pictures(desk: SignIn):
    me = desk("publisher")
    saved = me.post(f"{CARD}/save", titled(me.opened(CARD), "จองแล้ว <b>")).json

    page = me.client.get(f"/studio/{CARD}/compare?old=0&new=draft").text
    assert "<ins>+ th/title: จองแล้ว &lt;b&gt;</ins>" in page
    assert page.count("data-messages=") == 2
    me.post(f"{CARD}/publish", seen=saved["seen"], note="x", read="yes")
    assert "th/title: จองแล้ว" in me.client.get(f"/studio/{CARD}/compare?old=1&new=0&shown=en").text
    for strange in ("7", "-1", "x", "9" * 40, "²"):
        assert me.client.get(f"/studio/{CARD}/compare?old={strange}").status_code == 404


def test_what_the_published_card_showed_and_the_draft_does_not_is_warned_of(desk: SignIn):
    me = desk("publisher")
    begin = me.opened(CARD)
    text = begin["text"].replace("booking.queue_text", "booking.queue_number")
    said = me.post(f"{CARD}/look", {**begin, "text": text, "check": True}).json

    assert any("booking.queue_text was shown" in each["en"] for each in said["notes"])
    said = me.post(f"{CARD}/look", {**begin, "check": True}).json
    assert all("was shown" not in each["en"] for each in said["notes"])


def test_the_list_tells_what_fails_its_checks_and_true_languages(desk: SignIn):
    me = desk("editor")
    begin = me.opened(CARD)
    assert not any(me.client.get("/studio/checks.json").json.values())

    english = {**begin["words"]["en"]}
    english.pop("title")
    me.post(f"{CARD}/save", {**begin, "words": {**begin["words"], "en": english}})

    assert me.client.get("/studio/checks.json").json[CARD] > 0
    row = me.client.get("/studio/").text.split(f'data-check="{CARD}"')[1].split("</p>")[0]
    assert "EN" not in row


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_card_has_a_name_that_people_read(language: str):
    assert [name for name in shipped_names() if f"card_{name}" not in WORDS[language]] == []
