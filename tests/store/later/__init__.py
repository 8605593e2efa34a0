"""A later program: the same store, and one step more; to try what an upgrade does with a store in use."""

from __future__ import annotations

from dispatcher.store import schema

TODAY = schema.REVISION
NEXT = f"{int(TODAY) + 1:04}"
REVISIONS = (*schema.REVISIONS, NEXT)
"""What the later program knows; read before a process becomes it."""
