"""A version that fails for everybody, and one that failed for one patient's data"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("template_failures", sa.Column("arrived", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "template_failures", sa.Column("condemned", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("template_failures", "condemned")
    op.drop_column("template_failures", "arrived")
