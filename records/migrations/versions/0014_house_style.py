"""The words that the house avoids, as editors keep them"""

import sqlalchemy as sa
from alembic import op

from records.base import Moment

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "house_style_words",
        sa.Column("word", sa.String(60), nullable=False),
        sa.Column("instead", sa.String(200), nullable=False),
        sa.Column("avoided", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.String(120), nullable=False),
        sa.Column("changed_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_house_style_words")),
    )


def downgrade() -> None:
    op.drop_table("house_style_words")
