"""Why she cannot come, as she tapped it"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("bookings", sa.Column("cannot_reason", sa.String(length=20), nullable=True))


def downgrade() -> None:
    op.drop_column("bookings", "cannot_reason")
