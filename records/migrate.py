"""Brings the database to the newest schema: `python -m records.migrate`.

It also seals what is stored in plain or under an older EVENTS_SECRET or STAFF_SECRET, so that a key is
replaced by a restart.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config

from records.database import Database
from records.event_secrets import SigningSecrets, seal_all
from records.staff_secrets import TotpSecrets, seal_staff
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


def main(settings: Settings) -> None:
    """The schema, then the seals."""
    migrate(settings.database_url)
    database = Database(settings.database_url)
    try:
        seal_all(database, SigningSecrets.of(settings))
        seal_staff(database, TotpSecrets.of(settings))
    finally:
        database.close()


if __name__ == "__main__":
    main(Settings())
