"""The rich menu: within LINE's limits, drawn from today's source, installed once and then left alone."""

import io
import json
import subprocess
import sys

import pytest
import requests
from click.testing import Result
from PIL import Image

from bot.app import create_app
from flex_templates.rich_menu import LANGUAGES, menu
from flex_templates.rich_menu.areas import AREAS, HEIGHT, WIDTH, words
from flex_templates.rich_menu.draw import SHEETS
from settings import Settings
from simulator.checks.rich_menus import rich_menu_findings
from tests.api.world import house_of
from tests.world.people import Phone
from tests.world.processes import ROOT, Processes

SHARED = "https://connect.example/hello"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_is_one_that_line_takes(language: str):
    made = menu(language, SHARED)
    picture = Image.open(io.BytesIO(made.image))

    assert rich_menu_findings(made.body) == []
    assert picture.size == (WIDTH, HEIGHT)
    assert len(made.image) < 1_000_000
    assert len(words(language)["bar"]) <= 14
    assert all(len(words(language)[area.name]) <= 20 for area in AREAS)


def test_the_areas_cover_the_picture_once():
    assert sum(area.width * area.height for area in AREAS) == WIDTH * HEIGHT
    assert all(area.x + area.width <= WIDTH and area.y + area.height <= HEIGHT for area in AREAS)


def test_the_pictures_show_todays_source():
    assert not SHEETS.are_stale(), "run `make rich-menu` and commit the pictures"


def install(world: Processes, *more: str) -> Result:
    """The command, in this process: a new one would take seconds to import the application."""
    settings = Settings.model_validate({name.lower(): value for name, value in world.environment.items()})
    app = create_app(settings)
    try:
        return app.test_cli_runner().invoke(args=["line", "rich-menu", *more])
    finally:
        house_of(app).database.close()


def at_line(world: Processes, path: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {world.environment['LINE_TEST_TOKEN']}"}
    return requests.get(f"{world.simulator_url}/v2/bot{path}", headers=headers, timeout=10)


@pytest.fixture(scope="module")
def installed(world: Processes) -> str:
    """What the first run said."""
    done = install(world, "--channel", "test")
    assert done.exit_code == 0, done.output
    return done.output


def test_who_adds_the_account_gets_the_menu_of_her_language(world: Processes, installed: str):
    jane, somsri = Phone.new(world, "Jane", language="en"), Phone.new(world)
    english = at_line(world, "/richmenu/alias/moph-connect-en").json()["richMenuId"]

    assert at_line(world, f"/user/{jane.user_id}/richmenu").json() == {"richMenuId": english}
    assert at_line(world, f"/user/{somsri.user_id}/richmenu").status_code == 404
    assert jane.tap(label="My queues")["action"]["data"] == "do=mine"


def test_every_button_is_answered(world: Processes, installed: str):
    phone = Phone.new(world)
    phone.tap(data="do=consent&v=yes")
    for area in AREAS:
        if area.does.startswith("do="):
            before = len(phone.replies())
            assert phone.tap(label=words("th")[area.name])["status"] == 200
            assert len(phone.replies()) > before, area.name
    assert phone.tap(uri="tel:1669")["opened"] == "tel:1669"


def test_a_second_run_changes_only_what_is_not_as_it_should_be(world: Processes, installed: str):
    assert "made moph-connect-th-" in installed
    default = at_line(world, "/user/all/richmenu").json()["richMenuId"]
    old = json.loads(json.dumps(menu("th", SHARED).body)) | {"name": "moph-connect-th-0123456789ab"}
    headers = {"Authorization": f"Bearer {world.environment['LINE_TEST_TOKEN']}"}
    requests.post(f"{world.simulator_url}/v2/bot/richmenu", json=old, headers=headers, timeout=10)

    again = install(world, "--channel", "test")

    assert again.output.strip() == "test: deleted moph-connect-th-0123456789ab"
    assert len(at_line(world, "/richmenu/list").json()["richmenus"]) == 2
    assert at_line(world, "/user/all/richmenu").json()["richMenuId"] == default
    assert at_line(world, "/richmenu/alias/moph-connect-th").json()["richMenuId"] == default


def test_who_was_here_before_gets_a_new_menu_of_her_language(world: Processes, installed: str):
    jane = Phone.new(world, "Jane", language="en")
    jane.tap(data="do=consent&v=yes")
    alias = f"{world.simulator_url}/v2/bot/richmenu/alias/moph-connect-en"
    headers = {"Authorization": f"Bearer {world.environment['LINE_TEST_TOKEN']}"}
    requests.delete(alias, headers=headers, timeout=10)
    english = at_line(world, f"/user/{jane.user_id}/richmenu").json()
    url = f"{world.simulator_url}/v2/bot/user/{jane.user_id}/richmenu"
    requests.delete(url, headers=headers, timeout=10)

    assert "shown to" in install(world, "--channel", "test").output
    assert at_line(world, f"/user/{jane.user_id}/richmenu").json() == english


def test_a_channel_that_is_not_there_is_named_on_the_command_line(world: Processes):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "line", "rich-menu", "--channel", "nowhere"]
    answer = subprocess.run(
        command, cwd=ROOT, env=world.environment, capture_output=True, text=True, check=False, timeout=60
    )

    assert answer.returncode != 0
    assert "live, test, sandbox" in answer.stderr
