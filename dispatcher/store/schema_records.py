"""The tables of what an office keeps on record: itself, its people, its customers, and what it agreed with them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from dispatcher.store.columns import archived_column, id_column, metadata, of_column, text_column, version_column
from dispatcher.store.types import KEY, UtcInstant

office = Table(
    "office",
    metadata,
    id_column(),
    Column("store_id", String(36), nullable=False),
    text_column("name"),
    text_column("state", 2),
    text_column("zone", 64),
    text_column("hours"),
    text_column("municipality"),
    text_column("machine_number"),
    text_column("machine_text"),
    Column("unstaffed_since", UtcInstant),
    Column("unstaffed_until", UtcInstant),
    Column("training", Boolean, nullable=False, server_default=text("false")),
    Column("clock_set_to", UtcInstant),
    Column("clock_set_at", UtcInstant),
    Column("created_at", UtcInstant, nullable=False),
    version_column(),
    CheckConstraint("id = 1", name="one"),
)

colleague = Table(
    "colleague",
    metadata,
    id_column(),
    Column("login", String(64), nullable=False, unique=True),
    Column("sign", String(8), nullable=False, unique=True),
    text_column("name"),
    text_column("role", 24),
    text_column("phone"),
    # Added by a revision, in the column itself; SQLite tells nothing of what such a reference does on a delete.
    Column("stand_in_id", Integer, ForeignKey("colleague.id")),
    archived_column(),
    version_column(),
)

customer = Table(
    "customer",
    metadata,
    id_column(),
    Column("number", Integer, nullable=False, unique=True),
    text_column("name"),
    text_column("long_name"),
    text_column("language", 2),
    text_column("remark"),
    Column("collective", Boolean, nullable=False, server_default=text("false")),
    archived_column(),
    version_column(),
    Index("ix_customer_name", "name"),
)

site = Table(
    "site",
    metadata,
    id_column(),
    of_column("customer"),
    text_column("name"),
    text_column("street"),
    Column("postcode", KEY, nullable=False, server_default=""),
    text_column("place"),
    text_column("state", 8),
    text_column("country", 2),
    text_column("zone", 64),
    text_column("access"),
    text_column("parking"),
    text_column("access_class", 16),
    Column("register_hours", Integer),
    Column("buffer_minutes", Integer, nullable=False, server_default="0"),
    text_column("guard_phone"),
    text_column("municipality"),
    Column("latitude", Float),
    Column("longitude", Float),
    archived_column(),
    version_column(),
    Index("ix_site_customer_id", "customer_id"),
    Index("ix_site_postcode", "postcode"),
)

contact_person = Table(
    "contact_person",
    metadata,
    id_column(),
    of_column("customer"),
    of_column("site", nullable=True),
    text_column("name"),
    text_column("form", 16),
    text_column("role"),
    text_column("language", 2),
    of_column("contact_person", "deputy_id", nullable=True),
    text_column("duties"),
    text_column("permissions"),
    text_column("channel", 1),
    Column("no_information", Boolean, nullable=False, server_default=text("false")),
    archived_column(),
    version_column(),
    Index("ix_contact_person_customer_id", "customer_id"),
)

number = Table(
    "number",
    metadata,
    id_column(),
    of_column("customer"),
    of_column("contact_person", "person_id", nullable=True),
    of_column("site", nullable=True),
    text_column("kind", 8),
    text_column("value"),
    text_column("shown"),
    Column("tail", KEY, nullable=False, server_default=""),
    text_column("note"),
    archived_column(),
    version_column(),
    Index("ix_number_customer_id", "customer_id"),
    Index("ix_number_tail", "tail", "customer_id"),
)

technician = Table(
    "technician",
    metadata,
    id_column(),
    Column("code", String(24), nullable=False, unique=True),
    text_column("name"),
    text_column("skills"),
    text_column("region"),
    text_column("hours"),
    text_column("lunch"),
    text_column("phone"),
    Column("status", Integer, nullable=False, server_default="1"),
    Column("status_since", UtcInstant),
    text_column("reserve"),
    Column("rest_until", UtcInstant),
    archived_column(),
    version_column(),
)

absence = Table(
    "absence",
    metadata,
    id_column(),
    of_column("technician", nullable=True),
    of_column("contact_person", "person_id", nullable=True),
    of_column("colleague", nullable=True),
    Column("starts_at", UtcInstant, nullable=False),
    Column("ends_at", UtcInstant),
    Column("told_at", UtcInstant),
    archived_column(),
    version_column(),
    CheckConstraint(
        "CASE WHEN technician_id IS NULL THEN 0 ELSE 1 END + CASE WHEN person_id IS NULL THEN 0 ELSE 1 END "
        "+ CASE WHEN colleague_id IS NULL THEN 0 ELSE 1 END = 1",
        name="owner",
    ),
    CheckConstraint("ends_at > starts_at", name="span"),
    Index("ix_absence_technician_id", "technician_id", "starts_at"),
    Index("ix_absence_person_id", "person_id", "starts_at"),
    Index("ix_absence_colleague_id", "colleague_id", "starts_at"),
)
"""Absent until (null: not known), never why: of one technician, one contact person or one colleague."""

contract = Table(
    "contract",
    metadata,
    id_column(),
    of_column("customer"),
    text_column("name"),
    text_column("hours"),
    Column("response_minutes", Integer),
    Column("availability", Float),
    text_column("starts_on", 10),
    text_column("ends_on", 10),
    text_column("remark"),
    archived_column(),
    version_column(),
    Index("ix_contract_customer_id", "customer_id"),
)

service = Table(
    "service",
    metadata,
    id_column(),
    text_column("name"),
    text_column("kind"),
    Column("availability", Float),
    text_column("remark"),
    archived_column(),
    version_column(),
    Index("ix_service_name", "name"),
)

service_customer = Table(
    "service_customer",
    metadata,
    id_column(),
    of_column("service"),
    of_column("customer"),
    archived_column(),
    version_column(),
    UniqueConstraint("service_id", "customer_id"),
    Index("ix_service_customer_customer_id", "customer_id"),
)
