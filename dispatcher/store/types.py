"""Column types: an instant is aware and in UTC, on every database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import TIMESTAMP, Dialect, String
from sqlalchemy.types import TypeDecorator, TypeEngine


def as_text(instant: datetime) -> str:
    """An aware instant as sortable UTC text of fixed width; a naive one is refused."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone cannot be stored")
    return instant.astimezone(UTC).isoformat(" ", "microseconds").removesuffix("+00:00") + "Z"


def plain(value: Any) -> Any:
    """A column's value as journal, ledger and chain keep it and compare it: an instant as text, all else as it is."""
    return as_text(value) if isinstance(value, datetime) else value


class UtcInstant(TypeDecorator[datetime]):
    """An instant: ``timestamptz`` on PostgreSQL, sortable UTC text on SQLite (which would drop the zone silently)."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL keeps instants itself; SQLite gets text."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuses a naive instant with ValueError."""
        if value is None:
            return None
        text = as_text(value)
        return value if dialect.name == "postgresql" else text

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """An aware datetime in UTC."""
        if value is None or isinstance(value, datetime):
            return value
        return datetime.fromisoformat(value)


KEY = String().with_variant(String(collation="C"), "postgresql")
"""Text that is looked up by its beginning: compared byte by byte, so an index serves prefixes on both databases."""
