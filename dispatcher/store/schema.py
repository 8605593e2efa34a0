"""The tables. Rows are written only through the unit of work; rules live in ``domain``.

The database holds the line where it can: an open ticket has ball, next step and date (I1), the journal cannot be
changed, and one technician's blocked times cannot overlap (I4); triggers are in ``triggers.py``.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from dispatcher.store.columns import id_column, metadata, of_column, text_column, version_column
from dispatcher.store.schema_journal import (
    import_row,
    journal,
    journal_link,
    journal_payload,
    search_document,
    vocabulary,
    vocabulary_near,
)
from dispatcher.store.schema_moves import clock_stop, decision, lease, move, on_call
from dispatcher.store.schema_promises import (
    colleague_pin,
    handover,
    handover_item,
    message,
    part,
    presence,
    promise,
)
from dispatcher.store.schema_records import (
    absence,
    colleague,
    contact_person,
    contract,
    customer,
    number,
    office,
    service,
    service_customer,
    site,
    technician,
)
from dispatcher.store.types import UtcInstant

__all__ = [
    "REVISION",
    "REVISIONS",
    "absence",
    "appointment",
    "assignment",
    "clock_stop",
    "colleague",
    "colleague_pin",
    "contact_person",
    "contract",
    "customer",
    "decision",
    "handover",
    "handover_item",
    "import_row",
    "journal",
    "journal_link",
    "journal_payload",
    "lease",
    "message",
    "metadata",
    "move",
    "number",
    "office",
    "on_call",
    "part",
    "presence",
    "promise",
    "search_document",
    "service",
    "service_customer",
    "site",
    "technician",
    "ticket",
    "vocabulary",
    "vocabulary_near",
]

REVISION = "0005"
"""The schema this program reads and writes; a test holds it against the newest migration."""
REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""Every schema this program can bring up to date, oldest first."""

ticket = Table(
    "ticket",
    metadata,
    id_column(),
    Column("number", Integer, nullable=False, unique=True),
    of_column("customer"),
    of_column("site", nullable=True),
    of_column("contact_person", "person_id", nullable=True),
    text_column("title"),
    text_column("text"),
    Column("urgent", Boolean, nullable=False, server_default=text("false")),
    text_column("state", 12),
    Column("reported_at", UtcInstant, nullable=False),
    Column("earliest_at", UtcInstant),
    Column("closed_at", UtcInstant),
    text_column("skills"),
    Column("minutes", Integer),
    Column("ball", String(12)),
    text_column("ball_who"),
    text_column("next_step"),
    Column("due_at", UtcInstant),
    text_column("source_number"),
    # Added by a revision, in the column itself; SQLite tells nothing of what such a reference does on a delete.
    Column("merged_into_id", Integer, ForeignKey("ticket.id")),
    Column("reports", Integer, nullable=False, server_default="1"),
    Column("chased", Integer, nullable=False, server_default="0"),
    Column("chased_at", UtcInstant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("attempted_at", UtcInstant),
    Column("ball_since", UtcInstant),
    version_column(),
    CheckConstraint(
        "closed_at IS NOT NULL OR (ball IS NOT NULL AND next_step <> '' AND due_at IS NOT NULL)", name="i1"
    ),
    CheckConstraint("ball NOT IN ('customer', 'other') OR ball_who <> '' OR closed_at IS NOT NULL", name="i1_who"),
    CheckConstraint("ball IN ('us', 'customer', 'other', 'appointment')", name="ball"),
    Index("ix_ticket_customer_id", "customer_id", "reported_at"),
    # Partial on PostgreSQL as well, by its revision; to say so here would load that dialect into every process.
    Index("ix_ticket_open", "due_at", "id", sqlite_where=text("closed_at IS NULL")),
    Index("ix_ticket_merged_into_id", "merged_into_id"),
)
"""``reports`` counts the reports that were joined in it, ``chased`` how often somebody asked where it stays,
``attempts`` in vain since the ball was passed last; ``ball_since`` is when that was (null: when it was reported)."""

appointment = Table(
    "appointment",
    metadata,
    id_column(),
    of_column("ticket"),
    text_column("state", 16),
    Column("starts_at", UtcInstant, nullable=False),
    Column("ends_at", UtcInstant, nullable=False),
    text_column("zone", 64),
    Column("window_from", UtcInstant),
    Column("window_until", UtcInstant),
    Column("travel_minutes", Integer, nullable=False, server_default="0"),
    text_column("override"),
    Column("order_sent_at", UtcInstant),
    Column("order_acknowledged_at", UtcInstant),
    # Added by a revision, in the column itself; SQLite tells nothing of what such a reference does on a delete.
    Column("opener_id", Integer, ForeignKey("contact_person.id")),
    text_column("opener"),
    Column("deputy_id", Integer, ForeignKey("contact_person.id")),
    text_column("deputy"),
    Column("no_deputy", Boolean, nullable=False, server_default=text("false")),
    text_column("registered"),
    Column("registered_at", UtcInstant),
    Column("confirmed_at", UtcInstant),
    text_column("confirmed_with"),
    text_column("confirmed_channel", 1),
    Column("confirmed_seq", Integer),
    text_column("unconfirmed", 16),
    text_column("insisted"),
    Column("en_route_at", UtcInstant),
    Column("on_site_at", UtcInstant),
    Column("left_at", UtcInstant),
    text_column("fault", 12),
    version_column(),
    CheckConstraint("ends_at > starts_at", name="span"),
    CheckConstraint("travel_minutes >= 0 AND travel_minutes <= 1440", name="travel"),
    Index("ix_appointment_ticket_id", "ticket_id"),
    Index("ix_appointment_starts_at", "starts_at"),
    # Partial on PostgreSQL as well, by its revision.
    Index(
        "ix_appointment_order",
        "order_sent_at",
        "id",
        sqlite_where=text("order_sent_at IS NOT NULL AND order_acknowledged_at IS NULL"),
    ),
)
"""``opener`` and ``deputy`` are names where the person is not on record (ids else); ``no_deputy`` says that there is
none. ``registered`` is with whom at reception or gate. ``confirmed_seq`` is the entry that proves the confirmation,
``unconfirmed`` why it was lost ("opener away", "window"). ``insisted`` is why somebody drives without it (B12).
``fault`` is the party at fault where it was cancelled, fell through or found no access."""

assignment = Table(
    "assignment",
    metadata,
    id_column(),
    of_column("appointment"),
    of_column("technician"),
    Column("blocked_from", UtcInstant, nullable=False),
    Column("blocked_until", UtcInstant, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    text_column("override"),
    version_column(),
    UniqueConstraint("appointment_id", "technician_id"),
    CheckConstraint("blocked_until > blocked_from", name="span"),
    Index("ix_assignment_technician_id_blocked_from", "technician_id", "blocked_from"),
    Index("ix_assignment_blocked_until", "blocked_until"),
)
