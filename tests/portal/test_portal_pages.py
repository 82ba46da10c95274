"""The developers' pages: readable by everybody in both languages, true to the code they tell about."""

import pytest

from bookings.states import TABLE
from bot.hospital.faults import FAULTS
from bot.portal.samples import CALLS, LANGUAGES
from tests.api.world import World

PAGES = (
    "",
    "/calls",
    "/errors",
    "/states",
    "/nightly",
    "/version-3",
    "/going-live",
    "/console",
    "/log",
    "/conformance",
    "/sandbox",
)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages_and_asks_nothing_of_the_outside(
    world: World, page: str, language: str
):
    answer = world.app.test_client().get(f"/developers{page}?lang={language}")

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert 'style="' not in answer.text
    assert 'src="http' not in answer.text


def test_an_unknown_page_says_so(world: World):
    assert world.app.test_client().get("/developers/nothing-here").status_code == 404


def test_every_refusal_and_every_state_stands_in_the_guide(world: World):
    client = world.app.test_client()
    errors, states = client.get("/developers/errors").text, client.get("/developers/states").text

    assert [code for code in FAULTS if f'id="{code.replace("_", "-")}"' not in errors] == []
    assert [state for state in TABLE if f"<code>{state}</code>" not in states] == []
    assert states.count("→ cancelled") == 3
    assert states.count(">409<") == 16


def test_every_call_has_a_sample_in_every_language(world: World):
    page = world.app.test_client().get("/developers/calls").text

    assert page.count('role="tabpanel"') == len(CALLS) * len(LANGUAGES)
    assert "https://connect.example" not in page


def test_only_the_simulators_phone_may_be_framed(world: World):
    policy = world.app.test_client().get("/developers/console").headers["Content-Security-Policy"]

    assert "frame-src http://127.0.0.1:1 http://localhost:1;" in policy
