"""The tables of what is owed: promises, calls nobody took, parts, hand-overs; and who is at which desk."""

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
    Text,
    text,
)

from dispatcher.store.columns import archived_column, id_column, metadata, of_column, text_column, version_column
from dispatcher.store.types import KEY, UtcInstant

promise = Table(
    "promise",
    metadata,
    id_column(),
    text_column("side", 8),
    of_column("customer", nullable=True),
    of_column("ticket", nullable=True),
    of_column("contact_person", "person_id", nullable=True),
    of_column("colleague", nullable=True),
    text_column("to_name"),
    text_column("what"),
    of_column("colleague", "owner_id"),
    of_column("colleague", "stand_in_id", nullable=True),
    of_column("promise", "follows_id", nullable=True),
    Column("given_at", UtcInstant, nullable=False),
    Column("due_from", UtcInstant),
    Column("due_at", UtcInstant, nullable=False),
    text_column("zone", 64),
    text_column("phrase"),
    Column("minutes", Integer),
    Column("keeps_free", Boolean, nullable=False, server_default=text("false")),
    Column("by_ball", Boolean, nullable=False, server_default=text("false")),
    Column("state", String(12), nullable=False, server_default="open"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_try_at", UtcInstant),
    Column("acknowledged_at", UtcInstant),
    Column("told_at", UtcInstant),
    Column("closed_at", UtcInstant),
    version_column(),
    CheckConstraint("side IN ('ours', 'theirs')", name="side"),
    CheckConstraint("state IN ('open', 'kept', 'moved', 'broken', 'withdrawn')", name="state"),
    CheckConstraint(
        "(state = 'open' AND closed_at IS NULL) OR (state <> 'open' AND closed_at IS NOT NULL)", name="closed"
    ),
    CheckConstraint("due_from IS NULL OR due_from < due_at", name="window"),
    CheckConstraint("minutes > 0 AND minutes <= 1440", name="minutes"),
    Index("ix_promise_customer_id", "customer_id", "due_at"),
    Index("ix_promise_due_at", "due_at"),
    Index("ix_promise_follows_id", "follows_id"),
    Index("ix_promise_owner_id", "owner_id", "due_at"),
    Index("ix_promise_ticket_id", "ticket_id"),
    # Partial on PostgreSQL as well, by its revision; to say so here would load that dialect into every process.
    Index("ix_promise_open", "due_at", "id", sqlite_where=text("closed_at IS NULL")),
)
"""Ours or theirs; due at an instant, or at the end of a window that began at ``due_from``. An open one whose due time
passed is broken from then on, whatever is stored (I7); it is closed as broken when the other side was told.
``by_ball`` was made by passing the ball of its ticket to the customer, and ends when that leaves him. ``owner_id``
answers for it on our side, ``colleague_id`` is to whom it is where that is one of us, ``follows_id`` the
promise in whose place it came; ``acknowledged_at`` is when an owner saw it who did not give it himself."""

message = Table(
    "message",
    metadata,
    id_column(),
    text_column("kind", 12),
    of_column("customer", nullable=True),
    of_column("contact_person", "person_id", nullable=True),
    of_column("ticket", nullable=True),
    of_column("appointment", nullable=True),
    Column("number", KEY, nullable=False, server_default=""),
    text_column("shown"),
    text_column("text"),
    Column("came_at", UtcInstant, nullable=False),
    Column("settled_at", UtcInstant),
    of_column("colleague", "settled_by_id", nullable=True),
    version_column(),
    CheckConstraint("kind IN ('missed', 'voicemail')", name="kind"),
    Index("ix_message_customer_id", "customer_id", "came_at"),
    Index("ix_message_open", "came_at", "id", sqlite_where=text("settled_at IS NULL")),
)
"""A call nobody took (settled when somebody spoke to the caller) or a voicemail (settled when somebody heard it);
``number`` is the digits-only key, empty where it was withheld, ``shown`` how it is written."""

part = Table(
    "part",
    metadata,
    id_column(),
    of_column("ticket"),
    text_column("text"),
    text_column("supplier"),
    text_column("reference"),
    Column("promised_at", UtcInstant),
    Column("arrived_at", UtcInstant),
    archived_column(),
    version_column(),
    Index("ix_part_ticket_id", "ticket_id"),
)
"""What a ticket waits for (X13)."""

handover = Table(
    "handover",
    metadata,
    id_column(),
    of_column("colleague", "from_id"),
    of_column("colleague", "to_id", nullable=True),
    text_column("remark"),
    Column("given_at", UtcInstant, nullable=False),
    version_column(),
    Index("ix_handover_given_at", "given_at"),
)

handover_item = Table(
    "handover_item",
    metadata,
    id_column(),
    of_column("handover"),
    text_column("kind", 16),
    Column("ref", Integer),
    text_column("text"),
    Column("due_at", UtcInstant),
    Column("acknowledged_at", UtcInstant),
    of_column("colleague", "acknowledged_by_id", nullable=True),
    version_column(),
    Index("ix_handover_item_handover_id", "handover_id"),
    Index("ix_handover_item_open", "handover_id", "id", sqlite_where=text("acknowledged_at IS NULL")),
)
"""What was handed over, as it was worded then; ``kind`` and ``ref`` name the promise, ticket, ... it is about."""

presence = Table(
    "presence",
    metadata,
    Column("console", String(36), primary_key=True),
    Column("colleague_id", Integer, ForeignKey("colleague.id", ondelete="CASCADE"), nullable=False),
    Column("since", UtcInstant, nullable=False),
    Column("seen_at", UtcInstant, nullable=False),
    sqlite_with_rowid=False,
)
"""Open consoles by their own random name; one that was not seen for long is gone. No business of the journal."""

colleague_pin = Table(
    "colleague_pin",
    metadata,
    Column("colleague_id", Integer, ForeignKey("colleague.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", Text, nullable=False),
)
"""The salted hash of a colleague's PIN, beside the journal, which keeps no secret."""
