"""The tables of the journal, and those beside it that are computed again at will: imports' memory and the search."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from dispatcher.store.columns import id_column, metadata, of_column
from dispatcher.store.types import KEY, UtcInstant

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
    id_column(),
    of_column("customer"),
    of_column("site", nullable=True),
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
