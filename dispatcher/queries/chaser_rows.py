"""Frozen rows about matters that are asked for again. Imports neither SQLAlchemy nor a rule."""

from __future__ import annotations

from datetime import datetime

from dispatcher.queries.rows import ReportLine, TicketRow
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class MatterRow:
    """An open ticket as what is said is compared with it: ``text`` is everything that was reported of it, ``others``
    the numbers of its further reports, ``failed`` how many of its visits came to nothing, ``moves`` how often the
    customer himself moved one, or let it fall through."""

    id: int
    number: int
    site: int | None
    title: str
    text: str
    reported: datetime
    told: int
    others: tuple[int, ...] = ()
    failed: int = 0
    moves: int = 0


@dataclass(frozen=True, slots=True)
class ChaserRow:
    """An open matter to which something may belong; ``score`` from 0 (only the same customer's) to 100 (named by its
    number), ``told`` how often it was told by now, ``failed`` how many visits came to nothing, ``moves`` how often the
    customer himself moved one."""

    ticket: int
    number: int
    title: str
    reported: datetime
    told: int
    failed: int
    score: int
    why: tuple[str, ...] = ()
    moves: int = 0


@dataclass(frozen=True, slots=True)
class Related:
    """A ticket, the customer's other open matters (the likeliest first), and what was joined in it."""

    row: TicketRow
    others: tuple[ChaserRow, ...]
    reports: tuple[ReportLine, ...]
