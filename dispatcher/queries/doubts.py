"""What makes a store doubtful at first sight: a broken chain of entries, a clock that goes wrong."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from dispatcher.queries.agenda_rows import Doubts
from dispatcher.store import verify_tail

LOOKED_AT = 200
"""So many of the newest entries are recomputed (some milliseconds); ``check`` recomputes all."""


def doubts(connection: Connection, recorded: datetime) -> Doubts:
    """What is doubtful when the real clock of this computer shows ``recorded`` (aware).

    An entry that was recorded later than that was written by a clock that differs; whose is wrong is not known.
    """
    newest = verify_tail.newest_recorded(connection)
    ahead = 0 if newest is None else int((newest - recorded).total_seconds() // 60)
    return Doubts(verify_tail.broken_at(connection, LOOKED_AT), max(0, ahead))
