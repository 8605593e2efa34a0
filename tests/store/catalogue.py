"""Everything a database knows of its own shape, to compare one with another."""

from __future__ import annotations

from sqlalchemy import Connection, text

_SQLITE: tuple[str, ...] = ("SELECT type, name, tbl_name, sql FROM sqlite_master",)
_POSTGRES: tuple[str, ...] = (
    """SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length, collation_name
    FROM information_schema.columns WHERE table_schema = 'public'""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace""",
    "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    """SELECT proname, pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'dispatcher%'""",
)


def catalogue(connection: Connection) -> list[tuple[str, ...]]:
    """Tables, columns, constraints, indexes, triggers and functions, in one order."""
    queries = _POSTGRES if connection.dialect.name == "postgresql" else _SQLITE
    found = (row for query in queries for row in connection.execute(text(query)))
    return sorted(tuple(str(part) for part in row) for row in found)


def triggers(connection: Connection) -> set[str]:
    """The names of what the database does by itself."""
    if connection.dialect.name == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    return set(connection.scalars(text(query)))
