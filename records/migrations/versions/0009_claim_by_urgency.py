"""A claim walks the index urgency by urgency, so that a burst never makes it sort what is due."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def _index(columns: list[str]) -> None:
    planned = sa.text("state = 'planned'")
    op.create_index(
        "ix_messages_planned", "messages", columns, sqlite_where=planned, postgresql_where=planned
    )


def upgrade() -> None:
    op.drop_index("ix_messages_planned", table_name="messages")
    _index(["urgency", "wake_at"])


def downgrade() -> None:
    op.drop_index("ix_messages_planned", table_name="messages")
    _index(["wake_at", "urgency"])
