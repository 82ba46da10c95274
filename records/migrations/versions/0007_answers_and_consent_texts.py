"""What she answers after her rating, and which consent text she agreed to"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("surveys", sa.Column("answers", sa.JSON(), nullable=True))
    op.add_column(
        "line_accounts", sa.Column("consent_text", sa.Integer(), nullable=False, server_default="1")
    )


def downgrade() -> None:
    op.drop_column("line_accounts", "consent_text")
    op.drop_column("surveys", "answers")
