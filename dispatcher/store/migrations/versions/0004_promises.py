"""What is owed: promises, calls nobody took, parts, hand-overs; and what a ticket and an office need for them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from dispatcher.store.types import KEY, UtcInstant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Columns that were missing, then the new tables. Nothing is built anew, so no trigger goes."""
    _more_of("office", _text("machine_number"), _text("machine_text"), _at("unstaffed_since"), _at("unstaffed_until"))
    _merged_into()
    _more_of("ticket", _count("reports", 1), _count("chased"), _at("chased_at"), _count("attempts"))
    _more_of("ticket", _at("attempted_at"), _at("ball_since"))
    op.create_index("ix_ticket_merged_into_id", "ticket", ["merged_into_id"], unique=False)
    _more_of("appointment", _at("order_sent_at"), _at("order_acknowledged_at"))
    _orders()
    _promise()
    _message()
    _part()
    _handover()
    _handover_item()
    _presence()
    _colleague_pin()


def _more_of(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _text(name: str, size: int | None = None) -> sa.Column[str]:
    kind = sa.String(length=size) if size else sa.Text()
    return sa.Column(name, kind, server_default="", nullable=False)


def _at(name: str) -> sa.Column[Any]:
    return sa.Column(name, UtcInstant(), nullable=True)


def _count(name: str, first: int = 0) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=str(first), nullable=False)


def _archived() -> sa.Column[bool]:
    return sa.Column("archived", sa.Boolean(), server_default=sa.text("false"), nullable=False)


def _version() -> sa.Column[int]:
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def _of(table: str, column: str, other: str, on_delete: str = "RESTRICT") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=on_delete)


def _merged_into() -> None:
    """A reference in its own column: as a constraint beside it SQLite would build the table anew."""
    reference = sa.ForeignKey("ticket.id", name=op.f("fk_ticket_merged_into_id"))
    op.add_column("ticket", sa.Column("merged_into_id", sa.Integer(), reference, nullable=True), inline_references=True)


def _orders() -> None:
    """Orders that nobody has acknowledged are looked for at any time, and they are few."""
    where = sa.text("order_sent_at IS NOT NULL AND order_acknowledged_at IS NULL")
    op.create_index(
        "ix_appointment_order",
        "appointment",
        ["order_sent_at", "id"],
        unique=False,
        sqlite_where=where,
        postgresql_where=where,
    )


def _promise() -> None:
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _text("side", 8),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("colleague_id", sa.Integer(), nullable=True),
        _text("to_name"),
        _text("what"),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("stand_in_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("given_at", UtcInstant(), nullable=False),
        sa.Column("due_from", UtcInstant(), nullable=True),
        sa.Column("due_at", UtcInstant(), nullable=False),
        _text("zone", 64),
        _text("phrase"),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("keeps_free", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("by_ball", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("state", sa.String(length=12), server_default="open", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_try_at", UtcInstant(), nullable=True),
        sa.Column("acknowledged_at", UtcInstant(), nullable=True),
        sa.Column("told_at", UtcInstant(), nullable=True),
        sa.Column("closed_at", UtcInstant(), nullable=True),
        _version(),
        sa.CheckConstraint(
            "(state = 'open' AND closed_at IS NULL) OR (state <> 'open' AND closed_at IS NOT NULL)",
            name=op.f("ck_promise_closed"),
        ),
        sa.CheckConstraint("minutes > 0 AND minutes <= 1440", name=op.f("ck_promise_minutes")),
        sa.CheckConstraint("side IN ('ours', 'theirs')", name=op.f("ck_promise_side")),
        sa.CheckConstraint("state IN ('open', 'kept', 'moved', 'broken', 'withdrawn')", name=op.f("ck_promise_state")),
        sa.CheckConstraint("due_from IS NULL OR due_from < due_at", name=op.f("ck_promise_window")),
        _of("promise", "colleague_id", "colleague"),
        _of("promise", "customer_id", "customer"),
        _of("promise", "follows_id", "promise"),
        _of("promise", "owner_id", "colleague"),
        _of("promise", "person_id", "contact_person"),
        _of("promise", "stand_in_id", "colleague"),
        _of("promise", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    op.create_index("ix_promise_customer_id", "promise", ["customer_id", "due_at"], unique=False)
    op.create_index("ix_promise_due_at", "promise", ["due_at"], unique=False)
    op.create_index("ix_promise_follows_id", "promise", ["follows_id"], unique=False)
    where = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_promise_open", "promise", ["due_at", "id"], unique=False, sqlite_where=where, postgresql_where=where
    )
    op.create_index("ix_promise_owner_id", "promise", ["owner_id", "due_at"], unique=False)
    op.create_index("ix_promise_ticket_id", "promise", ["ticket_id"], unique=False)


def _message() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _text("kind", 12),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.Column("number", KEY, server_default="", nullable=False),
        _text("shown"),
        _text("text"),
        sa.Column("came_at", UtcInstant(), nullable=False),
        sa.Column("settled_at", UtcInstant(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        _version(),
        sa.CheckConstraint("kind IN ('missed', 'voicemail')", name=op.f("ck_message_kind")),
        _of("message", "appointment_id", "appointment"),
        _of("message", "customer_id", "customer"),
        _of("message", "person_id", "contact_person"),
        _of("message", "settled_by_id", "colleague"),
        _of("message", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_customer_id", "message", ["customer_id", "came_at"], unique=False)
    where = sa.text("settled_at IS NULL")
    op.create_index(
        "ix_message_open", "message", ["came_at", "id"], unique=False, sqlite_where=where, postgresql_where=where
    )


def _part() -> None:
    op.create_table(
        "part",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        _text("text"),
        _text("supplier"),
        _text("reference"),
        sa.Column("promised_at", UtcInstant(), nullable=True),
        sa.Column("arrived_at", UtcInstant(), nullable=True),
        _archived(),
        _version(),
        _of("part", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part")),
    )
    op.create_index("ix_part_ticket_id", "part", ["ticket_id"], unique=False)


def _handover() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        _text("remark"),
        sa.Column("given_at", UtcInstant(), nullable=False),
        _version(),
        _of("handover", "from_id", "colleague"),
        _of("handover", "to_id", "colleague"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index("ix_handover_given_at", "handover", ["given_at"], unique=False)


def _handover_item() -> None:
    op.create_table(
        "handover_item",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        _text("kind", 16),
        sa.Column("ref", sa.Integer(), nullable=True),
        _text("text"),
        sa.Column("due_at", UtcInstant(), nullable=True),
        sa.Column("acknowledged_at", UtcInstant(), nullable=True),
        sa.Column("acknowledged_by_id", sa.Integer(), nullable=True),
        _version(),
        _of("handover_item", "acknowledged_by_id", "colleague"),
        _of("handover_item", "handover_id", "handover"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_item")),
    )
    op.create_index("ix_handover_item_handover_id", "handover_item", ["handover_id"], unique=False)
    where = sa.text("acknowledged_at IS NULL")
    op.create_index(
        "ix_handover_item_open",
        "handover_item",
        ["handover_id", "id"],
        unique=False,
        sqlite_where=where,
        postgresql_where=where,
    )


def _presence() -> None:
    op.create_table(
        "presence",
        sa.Column("console", sa.String(length=36), nullable=False),
        sa.Column("colleague_id", sa.Integer(), nullable=False),
        sa.Column("since", UtcInstant(), nullable=False),
        sa.Column("seen_at", UtcInstant(), nullable=False),
        _of("presence", "colleague_id", "colleague", "CASCADE"),
        sa.PrimaryKeyConstraint("console", name=op.f("pk_presence")),
        sqlite_with_rowid=False,
    )


def _colleague_pin() -> None:
    op.create_table(
        "colleague_pin",
        sa.Column("colleague_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        _of("colleague_pin", "colleague_id", "colleague", "CASCADE"),
        sa.PrimaryKeyConstraint("colleague_id", name=op.f("pk_colleague_pin")),
    )
