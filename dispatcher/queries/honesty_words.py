"""How the office kept its word in a week, in plain bars; the same on the screen and in print (M13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from dispatcher.domain.calendar import show_date, to_local
from dispatcher.domain.honesty import Broken, Group, Tally, Week
from dispatcher.domain.moving_words import counts_words
from dispatcher.domain.technician import DAYS
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

OUTCOMES = (
    ("kept", N_("kept")),
    ("moved", N_("moved in time")),
    ("broken", N_("broken")),
    ("withdrawn", N_("withdrawn")),
    ("open", N_("still open")),
)
"""How promises stand, in the order in which they are told."""
_LABEL = 14
_OTHERS: tuple[tuple[Group, str], ...] = (("theirs", N_("Owed to us")), ("notes", N_("Notes among ourselves")))


def week_title(week: Week) -> str:
    """Which week it is."""
    days = f"{_(DAYS[0])} {week.monday:%d.%m.}-{show_date(week.monday + timedelta(days=6))}"
    return _("WEEK {n}  {days}").format(n=week.number, days=days)


def week_lines(week: Week, zone: str, width: int, most: int = 1000) -> Iterator[str]:
    """The sums with a bar each, then what was broken and when it was told, then the sums of the others, then who
    moved how many appointments."""
    ours = week.tallies["ours"]
    yield f"{_('Promises to customers, given:')} {ours.given}"
    room = max(1, width - _LABEL - 6)
    for name, label in OUTCOMES:
        count = getattr(ours, name)
        yield f"{_(label):<{_LABEL}}{count:>4} {'#' * bar(count, ours.given, room)}".rstrip()
    yield ""
    yield from _broken(week, zone, most)
    for group, label in _OTHERS:
        tally = week.tallies[group]
        if tally.given:
            yield f"{_(label)}: {sums(tally)}"
    if week.moves:
        yield f"{_('Appointments:')} {counts_words(week.moves)}"


def bar(count: int, of: int, room: int) -> int:
    """How long the bar of ``count`` is, where all ``of`` them fill ``room``; what is there is seen."""
    return max(1, round(count * min(room, of) / of)) if count and of else 0


def sums(tally: Tally) -> str:
    """A tally in one line."""
    told = [f"{_(label)} {getattr(tally, name)}" for name, label in OUTCOMES if getattr(tally, name)]
    return ", ".join([_("given {n}").format(n=tally.given), *told])


def _broken(week: Week, zone: str, most: int) -> Iterator[str]:
    shown = week.broken if len(week.broken) <= most else week.broken[: max(0, most - 1)]
    for one in shown:
        yield broken_line(one, zone)
    if more := len(week.broken) - len(shown):
        yield _("... {n} more").format(n=more)


def broken_line(one: Broken, zone: str) -> str:
    """What was broken, to whom, and after how long he was told."""
    local = to_local(one.due, zone)
    due = f"{_(DAYS[local.weekday()])} {local:%d.%m. %H:%M}"
    told = (
        _("broken {when}: {what}, {to} - told after {span} h")
        if one.minutes is not None
        else _("broken {when}: {what}, {to} - not told yet")
    )
    hours, minutes = divmod(one.minutes or 0, 60)
    return told.format(when=due, what=one_line(one.what), to=one_line(one.to), span=f"{hours}:{minutes:02d}")
