"""The empty store every other revision stands on."""

from __future__ import annotations

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing is there yet but the version itself."""
