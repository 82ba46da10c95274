"""A hospital's colour and logo"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("hospitals", sa.Column("colour", sa.String(7)))
    op.add_column("hospitals", sa.Column("logo_url", sa.String(1000)))
    op.create_table(
        "hospital_logos",
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("hospital_code", sa.String(9), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hospital_code"],
            ["hospitals.code"],
            name=op.f("fk_hospital_logos_hospital_code"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_hospital_logos")),
    )
    op.create_index(op.f("ix_hospital_logos_hospital_code"), "hospital_logos", ["hospital_code"])


def downgrade() -> None:
    op.drop_table("hospital_logos")
    op.drop_column("hospitals", "logo_url")
    op.drop_column("hospitals", "colour")
