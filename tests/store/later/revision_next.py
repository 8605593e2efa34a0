"""A column more in three tables that SQLite has to build anew: that drops their triggers without a word."""

from __future__ import annotations

import os

import sqlalchemy as sa
from alembic import op

from tests.store.later import NEXT, TODAY

revision = NEXT
down_revision = TODAY


def upgrade() -> None:
    """What a later program may want; LATER in the environment lets it go wrong."""
    op.create_table("rating", sa.Column("id", sa.Integer, primary_key=True))
    for table in ("customer", "assignment", "journal_payload"):
        with op.batch_alter_table(table, recreate="auto") as batch:
            batch.add_column(sa.Column("rating", sa.Integer, nullable=False, server_default="0"))
            batch.create_check_constraint("later", "rating >= 0")
    if os.environ.get("LATER") == "breaks":
        raise LookupError("half way")
    if os.environ.get("LATER") == "orphans":
        op.execute("UPDATE ticket SET customer_id = 99")
