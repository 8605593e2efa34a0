"""The tables of the board: who moved what and why, what stops the clock, what customers decided, who is on call."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from dispatcher.store.columns import archived_column, id_column, metadata, of_column, text_column, version_column
from dispatcher.store.types import UtcInstant

move = Table(
    "move",
    metadata,
    id_column(),
    of_column("appointment"),
    text_column("kind", 16),
    Column("old_starts_at", UtcInstant),
    Column("old_ends_at", UtcInstant),
    Column("new_starts_at", UtcInstant),
    Column("new_ends_at", UtcInstant),
    text_column("zone", 64),
    text_column("old_crew"),
    text_column("new_crew"),
    text_column("asked_by", 12),
    text_column("via"),
    text_column("reason", 24),
    text_column("text"),
    text_column("reported_by"),
    text_column("approved"),
    text_column("override"),
    of_column("colleague", "author_id"),
    Column("happened_at", UtcInstant, nullable=False),
    of_column("move", "takes_back_id", nullable=True),
    version_column(),
    CheckConstraint("kind IN ('moved', 'crew', 'fell through', 'cancelled')", name="kind"),
    CheckConstraint("asked_by IN ('customer', 'us', 'technician', 'other')", name="asked_by"),
    CheckConstraint("reason <> ''", name="reason"),
    CheckConstraint("new_ends_at > new_starts_at", name="span"),
    Index("ix_move_appointment_id", "appointment_id"),
    Index("ix_move_happened_at", "happened_at"),
    Index("ix_move_takes_back_id", "takes_back_id", unique=True),
)
"""The ledger of moves: a row for each change of a slot (I5), never changed and never taken away; the database refuses
it. ``old_crew`` and ``new_crew`` are codes with ", " between them. An undo adds the row the other way round, which
takes the first one back: neither counts for anybody then. Ticket and customer are the appointment's, for a ticket that
is joined in another one takes its appointments along. ``approved`` is with whom a third move of the customer was
cleared (B6), ``override`` why something was pushed through."""

clock_stop = Table(
    "clock_stop",
    metadata,
    id_column(),
    of_column("ticket"),
    text_column("reason", 16),
    Column("starts_at", UtcInstant, nullable=False),
    Column("ends_at", UtcInstant),
    Column("proof_seq", Integer),
    archived_column(),
    version_column(),
    CheckConstraint("reason IN ('wish', 'not reachable', 'no access', 'part')", name="reason"),
    CheckConstraint("ends_at >= starts_at", name="span"),
    Index("ix_clock_stop_ticket_id", "ticket_id", "starts_at"),
)
"""While the clock of a ticket stands, why, and the entry that proves it; it runs at all other times since the
report. What the customer himself named as earliest stands in the ticket, not here."""

decision = Table(
    "decision",
    metadata,
    id_column(),
    text_column("kind", 16),
    of_column("customer"),
    of_column("site", nullable=True),
    of_column("technician", nullable=True),
    text_column("subject"),
    of_column("contact_person", "said_by_id", nullable=True),
    text_column("said_by"),
    text_column("said_to"),
    text_column("quote"),
    Column("starts_at", UtcInstant, nullable=False),
    Column("ends_at", UtcInstant),
    Column("lifted_at", UtcInstant),
    text_column("lifted"),
    archived_column(),
    version_column(),
    CheckConstraint("kind IN ('no', 'hold', 'technician', 'pause', 'survey')", name="kind"),
    CheckConstraint("ends_at > starts_at", name="span"),
    CheckConstraint("kind <> 'technician' OR technician_id IS NOT NULL", name="technician"),
    Index("ix_decision_customer_id", "customer_id", "starts_at"),
    Index("ix_decision_technician_id", "technician_id"),
)
"""What a customer decided and what blocks from then on: who said it, to whom, about what, until when (null: until it
is lifted). ``technician`` is the one who does not come again."""

on_call = Table(
    "on_call",
    metadata,
    id_column(),
    of_column("technician"),
    Column("starts_at", UtcInstant, nullable=False),
    Column("ends_at", UtcInstant, nullable=False),
    archived_column(),
    version_column(),
    CheckConstraint("ends_at > starts_at", name="span"),
    Index("ix_on_call_technician_id", "technician_id", "starts_at"),
    Index("ix_on_call_ends_at", "ends_at"),
)
"""Who is on call from when until when; weeks change on Monday at 07:00."""

lease = Table(
    "lease",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("ref", Integer, primary_key=True, autoincrement=False),
    Column("colleague_id", Integer, ForeignKey("colleague.id", ondelete="CASCADE"), nullable=False),
    Column("console", String(36), nullable=False),
    Column("since", UtcInstant, nullable=False),
    Column("until", UtcInstant, nullable=False),
    sqlite_with_rowid=False,
)
"""Who holds an object in his hand just now, until when unless he goes on (X2). No business of the journal."""
