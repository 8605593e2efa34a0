"""What Alembic runs for each upgrade: on the connection handed to it, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from dispatcher.store.schema import metadata


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Full-text tables and their shadows belong to ``triggers.py``, not to the schema."""
    return not (kind == "table" and name is not None and "_fts" in name)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=_ours,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
