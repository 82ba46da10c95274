"""Which database the tests run on: SQLite, or PostgreSQL where `TEST_POSTGRES` names a server."""

import os
import secrets
from pathlib import Path

from sqlalchemy import create_engine, make_url, text


def new_database(directory: Path, server: str | None = None) -> str:
    """The URL of an empty database: a file in `directory`, or one of its own on the server."""
    server = server or os.environ.get("TEST_POSTGRES")
    if not server:
        return f"sqlite:///{directory}/connect.db"
    name = f"test_{secrets.token_hex(6)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)
