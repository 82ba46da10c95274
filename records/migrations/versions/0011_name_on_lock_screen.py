"""Whether a locked screen may show the hospital's name"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column(
        "hospitals",
        sa.Column("name_on_lock_screen", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("hospitals", "name_on_lock_screen")
