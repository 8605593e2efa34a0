"""What the tables are made of: the one catalogue they all stand in, and the columns many of them have."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Text, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column() -> Column[int]:
    """Ids are given by the unit of work, so that both databases number alike."""
    return Column("id", Integer, primary_key=True, autoincrement=False)


def of_column(table: str, name: str | None = None, nullable: bool = False) -> Column[int]:
    """The row of another table this one belongs to or names; that row cannot go while this one is there."""
    return Column(name or f"{table}_id", Integer, ForeignKey(f"{table}.id", ondelete="RESTRICT"), nullable=nullable)


def text_column(name: str, size: int | None = None) -> Column[str]:
    """Text that is empty where nothing is known, never null."""
    return Column(name, String(size) if size else Text, nullable=False, server_default="")


def version_column() -> Column[int]:
    """Each change counts it up, so that a later one sees that somebody was there before (I16)."""
    return Column("version", Integer, nullable=False, server_default="1")


def archived_column() -> Column[bool]:
    """Hidden from lists and searches; the history stays."""
    return Column("archived", Boolean, nullable=False, server_default=text("false"))
