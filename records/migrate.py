"""Brings the database to the newest schema: `python -m records.migrate`."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from settings import Settings


def config(database_url: str) -> Config:
    """Alembic's configuration; there is no ini file, the settings name the database."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    found.attributes["database_url"] = database_url
    return found


def migrate(database_url: str) -> None:
    """Upgrade to the newest revision; does nothing when it is there already."""
    command.upgrade(config(database_url), "head")


if __name__ == "__main__":
    migrate(Settings().database_url)
