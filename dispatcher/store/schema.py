"""The tables. Rows are written only through the unit of work; rules live in ``domain``.

The database holds the line where it can: an open ticket has ball, next step and date (I1), the journal cannot be
changed, and one technician's blocked times cannot overlap (I4); triggers are in ``triggers.py``.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from dispatcher.store.types import KEY, UtcInstant

REVISION = "0002"
"""The schema this program reads and writes; a test holds it against the newest migration."""
REVISIONS = ("0001", "0002")
"""Every schema this program can bring up to date, oldest first."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    """Ids are given by the unit of work, so that both databases number alike."""
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _of(table: str, name: str | None = None, nullable: bool = False) -> Column[int]:
    return Column(name or f"{table}_id", Integer, ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=nullable)


def _text(name: str, size: int | None = None) -> Column[str]:
    return Column(name, String(size) if size else Text, nullable=False, server_default="")


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False, server_default="1")


def _archived() -> Column[bool]:
    return Column("archived", Boolean, nullable=False, server_default=text("false"))


office = Table(
    "office",
    metadata,
    _id(),
    Column("store_id", String(36), nullable=False),
    _text("name"),
    _text("state", 2),
    _text("zone", 64),
    Column("training", Boolean, nullable=False, server_default=text("false")),
    Column("clock_set_to", UtcInstant),
    Column("clock_set_at", UtcInstant),
    Column("created_at", UtcInstant, nullable=False),
    _version(),
    CheckConstraint("id = 1", name="one"),
)

colleague = Table(
    "colleague",
    metadata,
    _id(),
    Column("login", String(64), nullable=False, unique=True),
    Column("sign", String(8), nullable=False, unique=True),
    _text("name"),
    _text("role", 24),
    _archived(),
    _version(),
)

customer = Table(
    "customer",
    metadata,
    _id(),
    Column("number", Integer, nullable=False, unique=True),
    _text("name"),
    _text("long_name"),
    _text("language", 2),
    _text("remark"),
    Column("collective", Boolean, nullable=False, server_default=text("false")),
    _archived(),
    _version(),
    Index("ix_customer_name", "name"),
)

site = Table(
    "site",
    metadata,
    _id(),
    _of("customer"),
    _text("name"),
    _text("street"),
    Column("postcode", KEY, nullable=False, server_default=""),
    _text("place"),
    _text("state", 8),
    _text("country", 2),
    _text("zone", 64),
    _text("access"),
    _text("parking"),
    Column("latitude", Float),
    Column("longitude", Float),
    _archived(),
    _version(),
    Index("ix_site_customer_id", "customer_id"),
    Index("ix_site_postcode", "postcode"),
)

contact_person = Table(
    "contact_person",
    metadata,
    _id(),
    _of("customer"),
    _of("site", nullable=True),
    _text("name"),
    _text("form", 16),
    _text("role"),
    _text("language", 2),
    _of("contact_person", "deputy_id", nullable=True),
    _archived(),
    _version(),
    Index("ix_contact_person_customer_id", "customer_id"),
)

number = Table(
    "number",
    metadata,
    _id(),
    _of("customer"),
    _of("contact_person", "person_id", nullable=True),
    _of("site", nullable=True),
    _text("kind", 8),
    _text("value"),
    _text("shown"),
    Column("tail", KEY, nullable=False, server_default=""),
    _text("note"),
    _archived(),
    _version(),
    Index("ix_number_customer_id", "customer_id"),
    Index("ix_number_tail", "tail", "customer_id"),
)

technician = Table(
    "technician",
    metadata,
    _id(),
    Column("code", String(24), nullable=False, unique=True),
    _text("name"),
    _text("skills"),
    _text("region"),
    _text("hours"),
    _text("phone"),
    Column("status", Integer, nullable=False, server_default="1"),
    Column("status_since", UtcInstant),
    _archived(),
    _version(),
)

ticket = Table(
    "ticket",
    metadata,
    _id(),
    Column("number", Integer, nullable=False, unique=True),
    _of("customer"),
    _of("site", nullable=True),
    _of("contact_person", "person_id", nullable=True),
    _text("title"),
    _text("text"),
    Column("urgent", Boolean, nullable=False, server_default=text("false")),
    _text("state", 12),
    Column("reported_at", UtcInstant, nullable=False),
    Column("earliest_at", UtcInstant),
    Column("closed_at", UtcInstant),
    _text("skills"),
    Column("minutes", Integer),
    Column("ball", String(12)),
    _text("ball_who"),
    _text("next_step"),
    Column("due_at", UtcInstant),
    _text("source_number"),
    _version(),
    CheckConstraint(
        "closed_at IS NOT NULL OR (ball IS NOT NULL AND next_step <> '' AND due_at IS NOT NULL)", name="i1"
    ),
    CheckConstraint("ball NOT IN ('customer', 'other') OR ball_who <> '' OR closed_at IS NOT NULL", name="i1_who"),
    CheckConstraint("ball IN ('us', 'customer', 'other', 'appointment')", name="ball"),
    Index("ix_ticket_customer_id", "customer_id", "reported_at"),
    # Partial on PostgreSQL as well, by its revision; to say so here would load that dialect into every process.
    Index("ix_ticket_open", "due_at", "id", sqlite_where=text("closed_at IS NULL")),
)

appointment = Table(
    "appointment",
    metadata,
    _id(),
    _of("ticket"),
    _text("state", 16),
    Column("starts_at", UtcInstant, nullable=False),
    Column("ends_at", UtcInstant, nullable=False),
    _text("zone", 64),
    Column("window_from", UtcInstant),
    Column("window_until", UtcInstant),
    Column("travel_minutes", Integer, nullable=False, server_default="0"),
    _text("override"),
    _version(),
    CheckConstraint("ends_at > starts_at", name="span"),
    CheckConstraint("travel_minutes >= 0 AND travel_minutes <= 1440", name="travel"),
    Index("ix_appointment_ticket_id", "ticket_id"),
    Index("ix_appointment_starts_at", "starts_at"),
)

assignment = Table(
    "assignment",
    metadata,
    _id(),
    _of("appointment"),
    _of("technician"),
    Column("blocked_from", UtcInstant, nullable=False),
    Column("blocked_until", UtcInstant, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    _text("override"),
    _version(),
    UniqueConstraint("appointment_id", "technician_id"),
    CheckConstraint("blocked_until > blocked_from", name="span"),
    Index("ix_assignment_technician_id_blocked_from", "technician_id", "blocked_from"),
    Index("ix_assignment_blocked_until", "blocked_until"),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("save_key", String(64), unique=True),
    Column("happened_at", UtcInstant, nullable=False),
    Column("recorded_at", UtcInstant, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("verb", String(40), nullable=False),
    Column("links", Text, nullable=False),
    Column("payload_hash", String(64), nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

journal_link = Table(
    "journal_link",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("ref", Integer, primary_key=True, autoincrement=False),
    Column("happened_at", UtcInstant, primary_key=True),
    Column("seq", Integer, ForeignKey("journal.seq", ondelete="RESTRICT"), primary_key=True, autoincrement=False),
    Index("ix_journal_link_seq", "seq"),
    sqlite_with_rowid=False,
)

journal_payload = Table(
    "journal_payload",
    metadata,
    Column("seq", Integer, ForeignKey("journal.seq", ondelete="RESTRICT"), primary_key=True, autoincrement=False),
    Column("salt", String(32), nullable=False),
    Column("payload", Text, nullable=False),
    Column("search", Text, nullable=False),
)

import_row = Table(
    "import_row",
    metadata,
    Column("source", String(200), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("ref_kind", String(16), nullable=False),
    Column("ref", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", Text, nullable=False),
    sqlite_with_rowid=False,
)

search_document = Table(
    "search_document",
    metadata,
    _id(),
    _of("customer"),
    _of("site", nullable=True),
    Column("words", Text, nullable=False),
    Index("ix_search_document_customer_id", "customer_id", "site_id"),
)
"""What a customer is found by: one document with his names, persons and first site, and one for each further site."""

vocabulary = Table(
    "vocabulary",
    metadata,
    Column("word", KEY, primary_key=True),
    Column("sound", KEY, nullable=False),
    Index("ix_vocabulary_sound", "sound"),
    sqlite_with_rowid=False,
)

vocabulary_near = Table(
    "vocabulary_near",
    metadata,
    Column("near", KEY, primary_key=True),
    Column("word", KEY, primary_key=True),
    sqlite_with_rowid=False,
)
