"""Drafts, published versions and failures of templates.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from records.base import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "template_drafts",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("structure", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("updated_by", sa.String(120), nullable=False),
        sa.Column("updated_at", Moment(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(120), nullable=True),
        sa.Column("submitted_at", Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_template_drafts"),
    )
    op.create_table(
        "template_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("structure", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("published_by", sa.String(120), nullable=False),
        sa.Column("published_at", Moment(timezone=True), nullable=False),
        sa.Column("restores", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_template_versions"),
        sa.UniqueConstraint("name", "number", name="uq_template_versions_name_number"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "template_documents",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("revision", sa.String(40), nullable=False),
        sa.Column("structure", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("kept_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "revision", name="pk_template_documents"),
    )
    op.create_table(
        "template_failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", Moment(timezone=True), nullable=False),
        sa.Column("last_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template_failures"),
        sa.UniqueConstraint("name", "number", "reason", name="uq_template_failures_name_number_reason"),
    )
    op.create_table(
        "template_samples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("label", sa.String(60), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("saved_by", sa.String(120), nullable=False),
        sa.Column("saved_at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template_samples"),
        sa.UniqueConstraint("name", "label", name="uq_template_samples_name_label"),
    )


def downgrade() -> None:
    for table in (
        "template_samples",
        "template_failures",
        "template_documents",
        "template_versions",
        "template_drafts",
    ):
        op.drop_table(table)
