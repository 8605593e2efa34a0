"""What an office keeps on record: hours, access, duties, absences, contracts and services."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from dispatcher.store.types import UtcInstant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Columns that were missing, then the new tables. Nothing is built anew, so no trigger goes."""
    _more_of("office", _text("hours"), _text("municipality"))
    _more_of(
        "site",
        _text("access_class", 16),
        sa.Column("register_hours", sa.Integer(), nullable=True),
        sa.Column("buffer_minutes", sa.Integer(), server_default="0", nullable=False),
        _text("guard_phone"),
        _text("municipality"),
    )
    _more_of(
        "contact_person",
        _text("duties"),
        _text("permissions"),
        _text("channel", 1),
        sa.Column("no_information", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    _more_of("technician", _text("lunch"))
    _more_of("colleague", _text("phone"))
    _stand_in()
    _absence()
    _contract()
    _service()
    _service_customer()


def _more_of(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _text(name: str, size: int | None = None) -> sa.Column[str]:
    kind = sa.String(length=size) if size else sa.Text()
    return sa.Column(name, kind, server_default="", nullable=False)


def _stand_in() -> None:
    """A reference in its own column: as a constraint beside it SQLite would build the table anew."""
    reference = sa.ForeignKey("colleague.id", name=op.f("fk_colleague_stand_in_id"))
    op.add_column("colleague", sa.Column("stand_in_id", sa.Integer(), reference, nullable=True), inline_references=True)


def _owner(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_absence_{column}"), ondelete="RESTRICT")


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("technician_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("colleague_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", UtcInstant(), nullable=False),
        sa.Column("ends_at", UtcInstant(), nullable=True),
        sa.Column("told_at", UtcInstant(), nullable=True),
        sa.Column("archived", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "CASE WHEN technician_id IS NULL THEN 0 ELSE 1 END + CASE WHEN person_id IS NULL THEN 0 ELSE 1 END "
            "+ CASE WHEN colleague_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_absence_owner"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_absence_span")),
        _owner("technician_id", "technician"),
        _owner("person_id", "contact_person"),
        _owner("colleague_id", "colleague"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    for column in ("colleague_id", "person_id", "technician_id"):
        op.create_index(f"ix_absence_{column}", "absence", [column, "starts_at"], unique=False)


def _contract() -> None:
    op.create_table(
        "contract",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        _text("name"),
        _text("hours"),
        sa.Column("response_minutes", sa.Integer(), nullable=True),
        sa.Column("availability", sa.Float(), nullable=True),
        _text("starts_on", 10),
        _text("ends_on", 10),
        _text("remark"),
        sa.Column("archived", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_contract_customer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
    )
    op.create_index("ix_contract_customer_id", "contract", ["customer_id"], unique=False)


def _service() -> None:
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _text("name"),
        _text("kind"),
        sa.Column("availability", sa.Float(), nullable=True),
        _text("remark"),
        sa.Column("archived", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_index("ix_service_name", "service", ["name"], unique=False)


def _service_customer() -> None:
    op.create_table(
        "service_customer",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_service_customer_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_customer_service_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_customer")),
        sa.UniqueConstraint("service_id", "customer_id", name=op.f("uq_service_customer_service_id_customer_id")),
    )
    op.create_index("ix_service_customer_customer_id", "service_customer", ["customer_id"], unique=False)
