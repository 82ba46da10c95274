"""Telling a friend: what goes out, and what the friend sees of it."""

import io
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from flask.testing import FlaskClient
from PIL import Image

from bot.app import create_app
from bot.welcome.draw import SHEETS
from bot.welcome.share import HEIGHT, WIDTH
from flex_templates.rich_menu import menu
from settings import Settings
from tests.world.people import Phone
from tests.world.processes import Processes

THAI = re.compile("[ก-๙]")


def client(tmp_path: Path, line_live_id: str = "") -> FlaskClient:
    database = f"sqlite:///{tmp_path}/none.db"
    settings = Settings(database_url=database, public_url="https://queue.example", line_live_id=line_live_id)
    return create_app(settings).test_client()


def tags(html: str) -> dict[str, str]:
    """What a chat reads of the page."""
    return {
        name: unescape(content)
        for name, content in re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', html)
    }


@pytest.mark.parametrize(("address", "language"), [("/hello", "th"), ("/hello?lang=en", "en")])
def test_a_chat_shows_a_title_a_sentence_and_a_picture(tmp_path: Path, address: str, language: str):
    browser = client(tmp_path)
    page = browser.get(address)
    seen = tags(page.text)

    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert seen["og:url"] == f"https://queue.example{address}"
    assert 10 < len(seen["og:title"]) <= 60
    assert 40 < len(seen["og:description"]) <= 120
    assert seen["og:image"].startswith("https://queue.example/hello/assets/")
    parts = urlsplit(seen["og:image"])
    picture = browser.get(f"{parts.path}?{parts.query}")
    assert picture.content_type.startswith("image/png")
    assert Image.open(io.BytesIO(picture.data)).size == (WIDTH, HEIGHT)
    assert len(picture.data) <= 300_000
    shown = {name: text for name, text in seen.items() if name.startswith("og:")}
    assert bool(THAI.search(str(shown))) == (language == "th")


def test_the_pictures_show_todays_words():
    assert not SHEETS.are_stale(), "run `make rich-menu` and commit the pictures"


def test_the_page_is_kept_by_chats_and_sets_a_policy(tmp_path: Path):
    page = client(tmp_path).get("/hello")

    assert "public" in page.headers["Cache-Control"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_with_the_accounts_id_one_button_adds_it(tmp_path: Path):
    assert (
        "https://line.me/R/ti/p/%40mophconnect"
        in client(tmp_path, line_live_id="@mophconnect").get("/hello").text
    )
    assert "line.me" not in client(tmp_path).get("/hello").text
    with pytest.raises(ValueError, match="line_live_id"):
        Settings(line_live_id="javascript:alert(1)")


@pytest.mark.parametrize(("language", "page"), [("th", "/hello"), ("en", "/hello?lang=en")])
def test_she_shares_words_and_the_page_from_chat_and_menu_and_nothing_of_herself(
    world: Processes, language: str, page: str
):
    phone = Phone.new(world, "สมศรี ใจดี", language=language)
    phone.tap(data="do=consent&v=yes")
    phone.type("เมนู")

    opened = str(phone.tap(uri="https://line.me/R/share")["opened"])

    shared = unquote(opened.removeprefix("https://line.me/R/share?text="))
    assert shared.endswith(f" https://connect.example{page}")
    assert phone.user_id not in shared
    assert bool(THAI.search(shared)) == (language == "th")
    actions = [area["action"] for area in menu(language, f"https://connect.example{page}").body["areas"]]
    assert opened in [action.get("uri") for action in actions]
    assert len(opened) <= 1000
