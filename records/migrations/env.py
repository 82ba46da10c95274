"""Runs a migration on the engine that the service itself uses."""

from alembic import context

from records.database import Database
from records.tables import Base


def run() -> None:
    database = Database(context.config.attributes["database_url"])
    try:
        with database.engine.connect() as connection:
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=connection.dialect.name == "sqlite",
                compare_type=True,
                user_module_prefix="",
            )
            with context.begin_transaction():
                context.run_migrations()
            connection.commit()
    finally:
        database.close()


run()
