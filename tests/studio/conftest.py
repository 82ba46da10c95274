"""The studio on a real server, with somebody signed in."""

import html
import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from bookings.now import real_now
from bot.app import create_app
from bot.staff.guard import COOKIE, csrf_of
from records.database import Database
from records.migrate import migrate
from records.staff import Staff, begin_session
from settings import Settings
from tests.api.world import house_of
from tests.world.browser import a_browser
from tests.world.databases import new_database

_people = itertools.count(1)


@dataclass
class Desk:
    """Somebody's browser session in the studio."""

    client: FlaskClient
    token: str
    login: str

    @property
    def csrf(self) -> str:
        return csrf_of(self.token)

    def post(self, path: str, said: Any = None, **form: Any) -> Any:
        """A call of the page's script, or a form."""
        if said is not None:
            return self.client.post(f"/studio/{path}", json=said, headers={"X-CSRF": self.csrf})
        return self.client.post(f"/studio/{path}", data={"csrf": self.csrf, **form})

    def opened(self, name: str) -> dict[str, Any]:
        """What the editor's page begins with: text, words and the revision seen."""
        page = self.client.get(f"/studio/{name}").text
        return json.loads(html.unescape(page.split('data-begin="')[1].split('"')[0]))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    url = new_database(tmp_path)
    migrate(url)
    app = create_app(Settings(database_url=url, redis_url="redis://127.0.0.1:1/0"))
    yield app
    house_of(app).database.close()


@pytest.fixture
def desk(app: Flask) -> Callable[[str], Desk]:
    """Makes people of a role and signs them in."""

    def sign_in(role: str) -> Desk:
        database: Database = house_of(app).database
        login = f"{role}{next(_people)}"

        def work(session: Any) -> str:
            staff = Staff(login=login, name=login, role=role, recovery=[], created_at=real_now())
            session.add(staff)
            session.flush()
            return begin_session(session, staff, "test", real_now(), passed=True)

        token = database.write(work)
        client = app.test_client()
        client.set_cookie(COOKIE, token)
        return Desk(client, token, login)

    return sign_in


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each module."""
    with a_browser() as browser:
        yield browser


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where a browser finds it."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
