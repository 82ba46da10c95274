"""What all web pages share: assets, language, shield."""

import json
from pathlib import Path

import pytest
from flask import Blueprint, Flask, Response

from bot.web import Entry, Pages, blueprint, catalogue

WORDS = {"th": {"site": "ทดสอบ", "home": "หน้าแรก"}, "en": {"site": "Trial", "home": "Home"}}


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    app = Flask(__name__, static_folder=None, template_folder=str(tmp_path))
    (tmp_path / "home.html").write_text('{% extends "web/base.html" %}')
    pages = Pages("trial.home", WORDS, [Entry("trial.home", "home")])
    trial = Blueprint("trial", __name__)

    def home() -> Response:
        return pages.render("home.html")

    trial.add_url_rule("/", "home", home)
    app.register_blueprint(blueprint)
    app.register_blueprint(trial)
    return app


def test_a_page_speaks_the_language_that_was_chosen_last(app: Flask):
    client = app.test_client()

    assert "ทดสอบ" in client.get("/").text
    assert "Trial" in client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    assert "Trial" in client.get("/?lang=en").text
    assert "Trial" in client.get("/").text
    assert "ทดสอบ" in client.get("/?lang=th").text


def test_a_page_runs_and_loads_nothing_but_our_own_files(app: Flask):
    page = app.test_client().get("/")
    policy = page.headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in page.text.replace("http://www.w3.org", "")


def test_assets_are_kept_for_ever_by_the_link_that_names_their_content(app: Flask):
    client = app.test_client()
    link = next(part for part in client.get("/").text.split('"') if "web.css" in part)

    assert "immutable" in client.get(link).headers["Cache-Control"]
    assert client.get("/web/assets/web.css").headers["Cache-Control"] == "no-cache"
    assert client.get("/web/assets/../pages.py").status_code == 404
    assert client.get("/web/assets/%2e%2e/pages.py").status_code == 404


def test_a_word_in_one_language_only_stops_the_start(tmp_path: Path):
    for language, words in (("th", {"a": "ก"}), ("en", {"a": "a", "b": "b"})):
        (tmp_path / f"{language}.json").write_text(json.dumps(words))

    with pytest.raises(ValueError, match="b"):
        catalogue(tmp_path)
