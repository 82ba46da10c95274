"""Operators see on a page whether messages leave, and let a stopped channel go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.staff
from bot.app import create_app
from bot.web import catalogue
from records.migrate import migrate
from scheduler.channels.line_status import Usage
from scheduler.channels.state import ChannelStates
from scheduler.monitoring.troubles import CODES
from scheduler.outcomes import Answer
from settings import Settings
from tests.staff.office import Office
from tests.world.databases import new_database
from tests.world.processes import ROOT, Processes


@pytest.fixture
def stopped(world: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A house that shares the world's Redis and LINE, where channel live was refused just now."""
    for name in ("LINE_LIVE_SECRET", "LINE_LIVE_TOKEN", "LINE_LIVE_API_BASE", "REDIS_URL"):
        monkeypatch.setenv(name, world.environment[name])
    url = new_database(tmp_path)
    migrate(url)
    office = Office(create_app(Settings(database_url=url)))
    states = ChannelStates(world.redis())
    states.go_on("live", forget=True)
    states.tell("live", Answer(401, "Authentication failed"))
    states.keep_reading("live", Usage(35_000, 34_000), 0)
    yield office
    states.go_on("live", forget=True)
    world.redis().delete("connect:quota:live")
    office.close()


def test_an_operator_sees_what_keeps_messages_from_leaving(stopped: Office):
    page = stopped.signed_in("operator").get("/staff/operations?lang=en").text

    assert "LINE refuses the channel’s token" in page
    assert "LINE says: 401 Authentication failed" in page
    assert "The quota is nearly over: reminders wait" in page
    assert "34,000" in page
    assert "1,750" in page  # kept for what is urgent


def test_an_operator_lets_a_channel_go_on_and_it_stands_on_the_trail(stopped: Office):
    browser = stopped.signed_in("operator")
    browser.get("/staff/operations")

    page = browser.post("/staff/operations/live/resume").text

    assert 'id="channel_refused-live"' not in page
    assert [each.on for each in stopped.trail(what="channel.resumed")] == ["live"]
    assert browser.post("/staff/operations/nightly/resume").status_code == 404


def test_without_redis_the_page_says_so(office: Office):
    page = office.signed_in("administrator").get("/staff/operations?lang=en")

    assert page.status_code == 200
    assert "Redis does not answer" in page.text


def test_every_alarm_is_explained_on_the_page_in_both_languages_and_in_the_operators_manual():
    words = catalogue(Path(bot.staff.__file__).parent / "words")
    manual = (ROOT / "docs/operations.md").read_text(encoding="utf-8")

    for code in CODES:
        assert f"`{code}`" in manual
        assert all({f"ops_{code}", f"ops_{code}_do"} <= words[language].keys() for language in ("th", "en"))
