"""A phone of their own for staff, to see tests on"""

import sqlalchemy as sa
from alembic import op

from records.base import Moment

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "staff_phones",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("linked_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_phones_staff_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["line_accounts.id"], name=op.f("fk_staff_phones_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_staff_phones")),
    )
    op.create_index(op.f("ix_staff_phones_account_id"), "staff_phones", ["account_id"])
    op.create_table(
        "staff_phone_codes",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("expires_at", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_phone_codes_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_staff_phone_codes")),
        sa.UniqueConstraint("code", name=op.f("uq_staff_phone_codes_code")),
    )


def downgrade() -> None:
    op.drop_table("staff_phone_codes")
    op.drop_table("staff_phones")
