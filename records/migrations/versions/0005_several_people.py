"""Several people on one account

Columns are added in place: SQLite would have to make the table anew, and dropping the old one takes along
what hangs on it.
"""

import sqlalchemy as sa
from alembic import op

from records.base import Moment

revision = "0005"
down_revision = "0004"

INDEX = "ix_people_account_id_kin_number"


def upgrade() -> None:
    op.add_column("people", sa.Column("kin", sa.String(length=10), nullable=False, server_default="self"))
    op.add_column("people", sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("people", sa.Column("removed_at", Moment(), nullable=True))
    op.create_index(op.f(INDEX), "people", ["account_id", "kin", "number"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f(INDEX), "people")
    for column in ("removed_at", "number", "kin"):
        op.drop_column("people", column)
