"""Keys have labels, a hint and a last use"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NAMES = ("label", "hint", "last_used_at")


def upgrade() -> None:
    with op.batch_alter_table("api_keys") as table:
        table.add_column(sa.Column("label", sa.String(length=80), nullable=True))
        table.add_column(sa.Column("hint", sa.String(length=4), nullable=True))
        table.add_column(sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("api_keys") as table:
        for name in _NAMES:
            table.drop_column(name)
