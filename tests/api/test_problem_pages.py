"""The `type` of every refusal opens as a page: what is wrong and what to do, in the reader's language."""

from html import escape
from urllib.parse import urlsplit

import pytest

from bot.hospital.advice import what_to_do
from bot.hospital.faults import FAULTS
from tests.api.world import World

SENTENCES = {"th": "วิธีแก้", "en": "What to do"}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("code", FAULTS)
def test_every_kind_of_refusal_has_its_page(world: World, code: str, language: str):
    answer = world.app.test_client().get(f"/problems/{code.replace('_', '-')}?lang={language}")

    assert answer.status_code == 200
    assert f"<h2>{SENTENCES[language]}</h2>" in answer.text
    assert str(escape(what_to_do(code, language))) in answer.text.replace("&#39;", "&#x27;")
    assert "{" not in answer.text.partition("<pre")[0].partition("<main")[2]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_type_of_a_real_refusal_leads_there(world: World):
    refused = world.call("POST", "/bookings", {})

    page = world.app.test_client().get(urlsplit(refused.json["type"]).path + "?lang=en")

    assert page.status_code == 200
    assert refused.json["title"] in page.text


@pytest.mark.parametrize("name", ["nothing", "wrong_fields", "no_key", "x%2Fy"])
def test_an_unknown_one_says_so_and_shows_all(world: World, name: str):
    answer = world.app.test_client().get(f"/problems/{name}")

    assert answer.status_code == 404


def test_no_two_refusals_of_one_status_are_told_the_same_where_they_differ():
    of_403 = [what_to_do(code, "en") for code, words in FAULTS.items() if words.status == 403]

    assert len(set(of_403)) == len(of_403)
