"""Events for hospitals, their endpoints and deliveries"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def _moment(name: str, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "event_endpoints",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("hospital_code", sa.String(length=9), nullable=False),
        sa.Column("mode", sa.String(length=4), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("secret", sa.String(length=80), nullable=False),
        sa.Column("old_secret", sa.String(length=80), nullable=True),
        _moment("old_secret_until"),
        _moment("created_at", nullable=False),
        _moment("disabled_at"),
        sa.Column("disabled_reason", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["hospital_code"], ["hospitals.code"], name=op.f("fk_event_endpoints_hospital_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_endpoints")),
        sa.UniqueConstraint(
            "hospital_code", "mode", "url", name=op.f("uq_event_endpoints_hospital_code_mode_url")
        ),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.String(length=28), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        _moment("happened_at", nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["bookings.id"], name=op.f("fk_events_booking_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_booking_id"), "events", ["booking_id"])
    op.create_table(
        "event_deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=28), nullable=False),
        sa.Column("endpoint_id", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _moment("wake_at", nullable=False),
        sa.Column("claim_token", sa.String(length=32), nullable=True),
        sa.Column("last_answer", sa.String(length=40), nullable=True),
        _moment("delivered_at"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_deliveries_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["event_endpoints.id"],
            name=op.f("fk_event_deliveries_endpoint_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_deliveries")),
        sa.UniqueConstraint("event_id", "endpoint_id", name=op.f("uq_event_deliveries_event_id_endpoint_id")),
    )
    op.create_index(op.f("ix_event_deliveries_endpoint_id"), "event_deliveries", ["endpoint_id"])
    op.create_index(op.f("ix_event_deliveries_state_wake_at"), "event_deliveries", ["state", "wake_at"])


def downgrade() -> None:
    for table in ("event_deliveries", "events", "event_endpoints"):
        op.drop_table(table)
