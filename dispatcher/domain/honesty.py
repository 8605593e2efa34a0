"""The week's honesty: how many promises were given, kept, moved in time, broken (M13). By week and office, never by
person; every sum can be counted again in the ledger of promises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from dispatcher.domain.calendar import YEARS, day_bounds
from dispatcher.domain.moving import NOTHING_MOVED, MoveCounts
from dispatcher.domain.promise import OURS, standing
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

Group = Literal["ours", "theirs", "notes"]
"""Promises to customers, promises of theirs, and notes on colleagues' desks."""
GROUPS: tuple[Group, ...] = ("ours", "theirs", "notes")


class Counted(Protocol):
    """What is asked of a promise to count it."""

    @property
    def side(self) -> str:
        """Ours or theirs."""

    @property
    def colleague(self) -> int | None:
        """To which of us it is, if so."""

    @property
    def state(self) -> str:
        """As it is stored."""

    @property
    def due(self) -> datetime:
        """When it was due; UTC."""

    @property
    def told(self) -> datetime | None:
        """When the other side was told that it was broken; UTC."""

    @property
    def what(self) -> str:
        """What was promised."""

    @property
    def to(self) -> str:
        """To whom."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was broken, to whom, and after how many minutes he was told (None: not yet)."""

    what: str
    to: str
    due: datetime
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """The promises of one group that were due in a week. What was given is the sum of the rest."""

    kept: int = 0
    moved: int = 0
    broken: int = 0
    withdrawn: int = 0
    open: int = 0

    @property
    def given(self) -> int:
        """All of them."""
        return self.kept + self.moved + self.broken + self.withdrawn + self.open


@dataclass(frozen=True, slots=True)
class Week:
    """How the office kept its word in ISO week ``number`` of ``year``; ``broken`` are ours to customers, the oldest
    first, ``moves`` of appointments by whoever wanted them."""

    year: int
    number: int
    tallies: dict[Group, Tally]
    broken: tuple[Broken, ...]
    moves: MoveCounts = NOTHING_MOVED

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)


def group_of(row: Counted) -> Group:
    """In which group a promise is counted."""
    if row.side != OURS:
        return "theirs"
    return "ours" if row.colleague is None else "notes"


def week_of(rows: Iterable[Counted], year: int, number: int, now: datetime, moves: MoveCounts = NOTHING_MOVED) -> Week:
    """Count ``rows``, all of which are due in that week, as they stand at ``now``: an open one whose time passed is
    broken (I7)."""
    counts: dict[Group, dict[str, int]] = {group: {} for group in GROUPS}
    broken: list[Broken] = []
    for row in rows:
        ends = standing(row, now)
        ends = "open" if ends == "due" else ends
        group = group_of(row)
        counts[group][ends] = counts[group].get(ends, 0) + 1
        if ends == "broken" and group == "ours":
            minutes = None if row.told is None else max(0, (row.told - row.due) // timedelta(minutes=1))
            broken.append(Broken(row.what, row.to, row.due, minutes))
    return Week(year, number, {group: Tally(**told) for group, told in counts.items()}, tuple(broken), moves)


def week_bounds(year: int, number: int, zone: str) -> tuple[datetime, datetime]:
    """The first instant of an ISO week in ``zone`` and that of the next, in UTC (I14)."""
    monday = date.fromisocalendar(year, number, 1)
    return day_bounds(monday, zone)[0], day_bounds(monday + timedelta(days=7), zone)[0]


def week_named(typed: str, today: date) -> tuple[int, int] | Refusal:
    """The ISO week that is meant by ``48``, ``wk48``, ``2026-48`` or ``2026-W48``: without a year the newest one that
    has begun; empty is this week."""
    if not typed.strip():
        return today.isocalendar()[:2]
    words = typed.strip().casefold().replace("kw", "").replace("wk", "").replace("w", "").split("-")
    refusal = Refusal("week", _('"{value}" is no week. Like: 48 or 2026-48').format(value=typed.strip()[:40]))
    if not all(word.isascii() and word.isdecimal() for word in words) or len(words) > 2:
        return refusal
    number, year = int(words[-1]), int(words[0]) if len(words) == 2 else today.isocalendar().year
    if len(words) == 1 and _is_week(year, number) and date.fromisocalendar(year, number, 1) > today:
        year -= 1
    return (year, number) if _is_week(year, number) else refusal


def _is_week(year: int, number: int) -> bool:
    try:
        return year in YEARS and bool(date.fromisocalendar(year, number, 1))
    except ValueError:
        return False
