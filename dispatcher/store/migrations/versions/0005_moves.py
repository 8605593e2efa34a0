"""The board: what a confirmation needs, the ledger of moves, clock, decisions, on-call weeks, leases."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from dispatcher.store.types import UtcInstant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Columns that were missing, then the new tables. Nothing is built anew, so no trigger goes."""
    _more_of("technician", _text("reserve"), _at("rest_until"))
    _person("opener_id")
    _more_of("appointment", _text("opener"))
    _person("deputy_id")
    _more_of("appointment", _text("deputy"), _flag("no_deputy"), _text("registered"), _at("registered_at"))
    _more_of("appointment", _at("confirmed_at"), _text("confirmed_with"), _text("confirmed_channel", 1))
    _more_of("appointment", _number("confirmed_seq"), _text("unconfirmed", 16), _text("insisted"))
    _more_of("appointment", _at("en_route_at"), _at("on_site_at"), _at("left_at"), _text("fault", 12))
    _move()
    _clock_stop()
    _decision()
    _on_call()
    _lease()


def _more_of(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _person(name: str) -> None:
    """A reference in its own column: as a constraint beside it SQLite would build the table anew."""
    reference = sa.ForeignKey("contact_person.id", name=op.f(f"fk_appointment_{name}"))
    op.add_column("appointment", sa.Column(name, sa.Integer(), reference, nullable=True), inline_references=True)


def _text(name: str, size: int | None = None) -> sa.Column[str]:
    kind = sa.String(length=size) if size else sa.Text()
    return sa.Column(name, kind, server_default="", nullable=False)


def _at(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, UtcInstant(), nullable=nullable)


def _number(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.text("false"), nullable=False)


def _version() -> sa.Column[int]:
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), autoincrement=False, nullable=False)


def _of(table: str, column: str, other: str, on_delete: str = "RESTRICT") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=on_delete)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _move() -> None:
    op.create_table(
        "move",
        _id(),
        _number("appointment_id", nullable=False),
        _text("kind", 16),
        _at("old_starts_at"),
        _at("old_ends_at"),
        _at("new_starts_at"),
        _at("new_ends_at"),
        _text("zone", 64),
        _text("old_crew"),
        _text("new_crew"),
        _text("asked_by", 12),
        _text("via"),
        _text("reason", 24),
        _text("text"),
        _text("reported_by"),
        _text("approved"),
        _text("override"),
        _number("author_id", nullable=False),
        _at("happened_at", nullable=False),
        _number("takes_back_id"),
        _version(),
        _check("move", "asked_by", "asked_by IN ('customer', 'us', 'technician', 'other')"),
        _check("move", "kind", "kind IN ('moved', 'crew', 'fell through', 'cancelled')"),
        _check("move", "reason", "reason <> ''"),
        _check("move", "span", "new_ends_at > new_starts_at"),
        _of("move", "appointment_id", "appointment"),
        _of("move", "author_id", "colleague"),
        _of("move", "takes_back_id", "move"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move")),
    )
    op.create_index("ix_move_appointment_id", "move", ["appointment_id"], unique=False)
    op.create_index("ix_move_happened_at", "move", ["happened_at"], unique=False)
    op.create_index("ix_move_takes_back_id", "move", ["takes_back_id"], unique=True)


def _clock_stop() -> None:
    op.create_table(
        "clock_stop",
        _id(),
        _number("ticket_id", nullable=False),
        _text("reason", 16),
        _at("starts_at", nullable=False),
        _at("ends_at"),
        _number("proof_seq"),
        _flag("archived"),
        _version(),
        _check("clock_stop", "reason", "reason IN ('wish', 'not reachable', 'no access', 'part')"),
        _check("clock_stop", "span", "ends_at >= starts_at"),
        _of("clock_stop", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_stop")),
    )
    op.create_index("ix_clock_stop_ticket_id", "clock_stop", ["ticket_id", "starts_at"], unique=False)


def _decision() -> None:
    op.create_table(
        "decision",
        _id(),
        _text("kind", 16),
        _number("customer_id", nullable=False),
        _number("site_id"),
        _number("technician_id"),
        _text("subject"),
        _number("said_by_id"),
        _text("said_by"),
        _text("said_to"),
        _text("quote"),
        _at("starts_at", nullable=False),
        _at("ends_at"),
        _at("lifted_at"),
        _text("lifted"),
        _flag("archived"),
        _version(),
        _check("decision", "kind", "kind IN ('no', 'hold', 'technician', 'pause', 'survey')"),
        _check("decision", "span", "ends_at > starts_at"),
        _check("decision", "technician", "kind <> 'technician' OR technician_id IS NOT NULL"),
        _of("decision", "customer_id", "customer"),
        _of("decision", "said_by_id", "contact_person"),
        _of("decision", "site_id", "site"),
        _of("decision", "technician_id", "technician"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_customer_id", "decision", ["customer_id", "starts_at"], unique=False)
    op.create_index("ix_decision_technician_id", "decision", ["technician_id"], unique=False)


def _on_call() -> None:
    op.create_table(
        "on_call",
        _id(),
        _number("technician_id", nullable=False),
        _at("starts_at", nullable=False),
        _at("ends_at", nullable=False),
        _flag("archived"),
        _version(),
        _check("on_call", "span", "ends_at > starts_at"),
        _of("on_call", "technician_id", "technician"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_call")),
    )
    op.create_index("ix_on_call_ends_at", "on_call", ["ends_at"], unique=False)
    op.create_index("ix_on_call_technician_id", "on_call", ["technician_id", "starts_at"], unique=False)


def _lease() -> None:
    op.create_table(
        "lease",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("ref", sa.Integer(), autoincrement=False, nullable=False),
        _number("colleague_id", nullable=False),
        sa.Column("console", sa.String(length=36), nullable=False),
        _at("since", nullable=False),
        _at("until", nullable=False),
        _of("lease", "colleague_id", "colleague", "CASCADE"),
        sa.PrimaryKeyConstraint("kind", "ref", name=op.f("pk_lease")),
        sqlite_with_rowid=False,
    )
