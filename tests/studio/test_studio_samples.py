"""Own samples, the list of avoided words, and pasting, through the studio's doors."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from records.audit import Wanted, entries
from tests.api.world import house_of
from tests.flex_templates.attacks import BOMBS
from tests.flex_templates.cards import holding
from tests.studio.conftest import Desk

SignIn = Callable[[str], Desk]
CARD = "queue_card"


def trail(app: Flask) -> list[tuple[str, str]]:
    with house_of(app).database.read() as session:
        return [(each.what, each.on) for each in entries(session, Wanted())]


def sentences(me: Desk, **more: Any) -> list[str]:
    said = me.post(f"{CARD}/look", {**me.opened(CARD), "check": True, **more}).json
    return [each["en"] for each in said["notes"]]


def keep(me: Desk, label: str = "ห้องเจาะเลือด", like: str = "usual", **values: str) -> Any:
    paths = {key.replace("__", "."): value for key, value in values.items()}
    return me.post(f"{CARD}/samples", {"label": label, "like": like, "values": paths})


def test_a_sample_of_ones_own_is_kept_drawn_and_forgotten(app: Flask, desk: SignIn):
    me, other = desk("editor"), desk("viewer")
    key = keep(me, booking__department="ห้องเจาะเลือด", booking__note="").json["key"]

    said = other.post(f"{CARD}/look", {**other.opened(CARD), "sample": key}).json
    assert "ห้องเจาะเลือด" in json.dumps(said["messages"], ensure_ascii=False)
    assert "งดน้ำ" not in json.dumps(said["messages"], ensure_ascii=False)
    assert f'value="{key}"' in other.client.get(f"/studio/{CARD}").text
    fields = other.client.get(f"/studio/{CARD}/samples/{key}").json["fields"]
    assert {"แผนก"} <= {each["label"] for each in fields if each["value"] == "ห้องเจาะเลือด"}

    assert keep(me, like=key, booking__department="ชั้นสอง").json["key"] == key
    assert other.post(f"{CARD}/samples/1/drop", {}).status_code == 403
    me.post(f"{CARD}/samples/{key.removeprefix('own-')}/drop", {})
    assert key not in me.client.get(f"/studio/{CARD}").text
    assert trail(app) == [("sample.dropped", CARD), ("sample.saved", CARD), ("sample.saved", CARD)]


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        ("booking__date", "พรุ่งนี้", "2026-11-25"),
        ("booking__time", "25:00", "10:00"),
        ("booking__queue_number", "", "มีเสมอ"),
        ("booking__department", "x" * 3000, "ยาวเกิน"),
        ("booking__id", "abc", "ตัวเลข"),
        ("booking__state", "cancelled", "ระบบ"),
    ],
)
def test_data_that_no_hospital_can_send_is_refused_at_its_field(
    desk: SignIn, path: str, value: str, word: str
):
    refused = keep(desk("editor"), **{path: value})

    assert refused.status_code == 422
    assert word in refused.json["wrong"][path.replace("__", ".")]


def test_samples_are_named_and_not_without_end(desk: SignIn):
    me = desk("editor")

    assert keep(me, label=" ").status_code == 422
    assert keep(me, label="x" * 41).status_code == 422
    assert [keep(me, label=f"ชุด {at}").status_code for at in range(21)][-2:] == [200, 409]


def test_the_list_of_avoided_words_is_the_editors(app: Flask, desk: SignIn):
    me = desk("editor")
    changes = {"th/title": "ด่วนที่สุด กดลิงค์"}
    assert not any("ด่วนที่สุด" in each for each in sentences(me, changes=changes))

    assert me.post("house-style", word="ด่วนที่สุด", instead="เวลาที่แน่นอน").status_code == 303
    assert any("avoids “ด่วนที่สุด”; write เวลาที่แน่นอน" in each for each in sentences(me, changes=changes))
    assert me.login in me.client.get("/studio/house-style").text

    me.post("house-style/drop", word="กดลิงค์")  # a shipped one
    me.post("house-style/drop", word="กดลิงค์")
    found = sentences(me, changes=changes)
    assert not any("avoids “กดลิงค์”" in each for each in found)
    assert trail(app) == [("house_style.dropped", "กดลิงค์"), ("house_style.kept", "ด่วนที่สุด")]


def test_what_is_no_rule_is_said_and_kept_in_the_form(desk: SignIn):
    me = desk("editor")

    refused = me.post("house-style", word="<b>", instead=" ")

    assert refused.status_code == 422
    assert "&lt;b&gt;" in refused.text
    assert desk("viewer").post("house-style", word="x", instead="y").status_code == 403
    assert "<form" not in desk("viewer").client.get("/studio/house-style").text


def test_a_paste_becomes_a_draft_and_its_texts_variables(desk: SignIn):
    me = desk("editor")
    begin = me.opened(CARD)
    plain = holding({"type": "text", "text": "โรงพยาบาลปทุมธานี", "wrap": True})["contents"]

    said = me.post(f"{CARD}/paste", {**begin, "pasted": json.dumps(plain)}).json
    assert json.loads(said["text"])[0]["altText"] == "{{ words.alt }}"
    offer = next(each for each in said["offers"] if each["then"] == "{{ hospital.name }}")
    assert offer["thai"] == "ชื่อโรงพยาบาล"
    taken = me.post(f"{CARD}/offers", {**said, "accept": offer["id"]}).json

    assert "{{ hospital.name }}" in taken["text"]
    assert me.post(f"{CARD}/offers", {**taken, "accept": offer["id"]}).status_code == 409
    assert (
        me.post(f"{CARD}/save", {**begin, "text": taken["text"], "words": taken["words"]}).status_code == 200
    )


@pytest.mark.parametrize("name", BOMBS)
def test_no_paste_costs_more_than_a_sentence(desk: SignIn, name: str):
    made = BOMBS[name]()
    pasted = made.decode("latin-1") if isinstance(made, bytes) else made
    me = desk("editor")

    body = json.dumps({**me.opened(CARD), "pasted": pasted})
    answer = me.client.post(f"/studio/{CARD}/paste", data=body, headers={"X-CSRF": me.csrf})

    assert answer.status_code in (200, 413, 422)  # 200: a list of messages whose holes the checks refuse
    if answer.status_code == 422:
        assert answer.json["note"]["th"]
        assert answer.json["note"]["line"] >= 1
