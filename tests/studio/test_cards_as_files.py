"""Published cards go out as a ZIP and files come in as drafts; what comes in is not trusted."""

import io
import json
import zipfile
from typing import Any

import pytest
from flask import Flask

from records.audit import Wanted, entries
from tests.api.world import house_of
from tests.studio.conftest import Desk
from tests.studio.test_studio import CARD, SignIn, titled


def zipped(**files: Any) -> bytes:
    """`templates__help=…` is the file templates/help.json."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in files.items():
            text = value if isinstance(value, str | bytes) else json.dumps(value)
            archive.writestr(f"{name.replace('__', '/')}.json", text)
    return out.getvalue()


def bring(me: Desk, content: bytes, **form: str) -> Any:
    data = {"csrf": me.csrf, "files": (io.BytesIO(content), "cards.zip"), **form}
    return me.client.post("/studio/files", data=data, content_type="multipart/form-data")


def publish(me: Desk, title: str) -> None:
    saved = me.post(f"{CARD}/save", titled(me.opened(CARD), title)).json
    assert me.post(f"{CARD}/publish", seen=saved["seen"], note="x").status_code == 303


def test_what_editors_published_travels_to_another_house(app: Flask, desk: SignIn):
    me = desk("publisher")
    publish(me, "จองแล้วนะคะ")
    page = me.client.get("/studio/files").text
    assert "th/title" in page

    content = me.client.get("/studio/files.zip").data
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "จองแล้วนะคะ" in archive.read("words/th.json").decode()
        assert f"templates/{CARD}.json" in archive.namelist()
    me.post(f"{CARD}/versions/0", current=1)
    taken = bring(me, content)

    assert "บัตรคิว" in taken.text.split('role="status"')[1].split("</div>")[0]
    assert me.opened(CARD)["words"]["th"]["title"] == "จองแล้วนะคะ"
    with house_of(app).database.read() as session:
        trail = [each.what for each in entries(session, Wanted(who=me.login))]
    assert trail[:2] == ["template.imported", "template.rolled_back"]
    assert "template.exported" in trail


def test_a_draft_is_left_alone_unless_asked(desk: SignIn):
    me = desk("editor")
    me.post(f"{CARD}/save", titled(me.opened(CARD), "ของฉัน"))
    files = zipped(templates__queue_card=[{"type": "text", "text": "x"}])

    assert "ไม่ได้นำเข้า" in bring(me, files).text
    assert me.opened(CARD)["words"]["th"]["title"] == "ของฉัน"
    assert "นำเข้าเป็นฉบับร่างแล้ว" in bring(me, files, over="yes").text
    assert json.loads(me.opened(CARD)["text"]) == [{"type": "text", "text": "x"}]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK nothing", "เลือกไฟล์ ZIP"),
        (zipped(readme="x"), "ไม่พบการ์ด"),
        (zipped(templates__unheard_of=[]), "ไม่มีการ์ดชื่อนี้"),
        (zipped(templates__help="[" * 60 + "]" * 60), "ไฟล์นี้เสีย"),
        (zipped(templates__help='[{"a": 1, "a": 2}]'), "stands twice"),
        (zipped(templates__help=[{"type": "{{ self }}"}]), "ไฟล์นี้เสีย"),
        (zipped(templates__help=b"\xff\xfe"), "ไฟล์นี้เสีย"),
        (zipped(templates__help=" " * 10_000_000), "ใหญ่เกินไป"),
        (zipped(templates__help=[], words__th={"help": {"plain": 7}}), "ไฟล์นี้เสีย"),
        (zipped(templates__help=[], words__th="[" * 100_000), "ไฟล์นี้เสีย"),
        (zipped(**{f"x{at}": 1 for at in range(401)}), "มากเกินไป"),
    ],
    ids=[
        "zip",
        "none",
        "stranger",
        "deep",
        "twice",
        "escape",
        "bytes",
        "bomb",
        "words",
        "deep-words",
        "many",
    ],
)
def test_what_cannot_be_taken_is_said_and_changes_nothing(desk: SignIn, content: bytes, words: str):
    me = desk("editor")

    refused = bring(me, content)

    assert refused.status_code == 422
    assert words in refused.text
    assert "badge warn" not in me.client.get("/studio/").text


def test_a_viewer_exports_and_does_not_import(desk: SignIn):
    me = desk("viewer")

    assert me.client.get("/studio/files.zip?changed=1").status_code == 200
    assert bring(me, zipped(templates__help=[])).status_code == 403
