"""What the box of a carried appointment says: from, to, what speaks against it, and the keys that carry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dispatcher.console.forms.move_start import Grip
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Line, MarkName, cell
from dispatcher.domain.calendar import show_span
from dispatcher.domain.carry import Carried, shift_between
from dispatcher.domain.placing import Placing
from dispatcher.domain.planning import PlanningRow
from dispatcher.domain.slot_check import Finding, Weight, worst
from dispatcher.domain.states import state_words
from dispatcher.domain.text import one_line
from dispatcher.locale import _, ngettext

_LABEL = 6
_ROWS = 2
"""Lines for what speaks against a slot."""
_BETWEEN = " | "
_SIGNS: dict[Weight, str] = {"never": " !!", "leaders": " !", "reason": " !", "hint": ""}
_MARKS: dict[Weight | None, MarkName] = {"never": "alarm", "leaders": "due", "reason": "due"}


def length_words(minutes: int) -> str:
    """ "2:00 h"."""
    return _("{length} h").format(length=f"{minutes // 60}:{minutes % 60:02d}")


def crew_words(row: PlanningRow, crew: Sequence[int]) -> str:
    """Who goes, by their codes."""
    known = {one.id: one.code for one in row.workers}
    return ", ".join(known.get(one, "?") for one in crew) or _("nobody")


def slot_lines(grip: Grip, hand: Carried, placing: Placing | None, width: int) -> list[Line]:
    """From and to with their full dates, and what speaks against it: always four lines."""
    crew, row = grip.row.job.crew, grip.row
    state, change = state_words(grip.state), _change_words(hand, grip)
    first = f"{show_span(grip.starts, grip.ends, row.job.zone)} {crew_words(row, crew)}  ({state})"
    second = f"{show_span(hand.starts, hand.ends, row.job.zone)} {crew_words(hand.row, hand.crew)}"
    second += f"  ({change})" if change else ""
    return [_labelled(_("from"), first, width), _labelled(_("to"), second, width), *_found(grip, placing, width)]


def _labelled(label: str, told: str, width: int) -> Line:
    return ((cell(f" {cell(label, _LABEL)}{told}", width), "plain"),)


def _change_words(hand: Carried, grip: Grip) -> str:
    """How far it was carried: "+1 day 1:15, other technician"; empty where it was not."""
    days, minutes = shift_between(grip.starts, hand.starts, hand.row.job.zone)
    parts = []
    if days:
        parts.append(ngettext("{n} day", "{n} days", abs(days)).format(n=f"{days:+d}"))
    if minutes:
        sign = "" if days else ("+" if minutes > 0 else "-")
        parts.append(f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02d}")
    told = [" ".join(parts)] if parts else []
    if set(hand.crew) != set(grip.row.job.crew):
        told.append(_("other technician"))
    return ", ".join(told)


def _found(grip: Grip, placing: Placing | None, width: int) -> list[Line]:
    """The heaviest first; behind it the way there, how often the customer moved it, and what is good to know."""
    if placing is None:
        return [((f" {_('The plan of that day is being read ...')}", "done"),), ()]
    heavy = [one for one in placing.findings if one not in placing.hints]
    parts = [*map(_said, heavy), _way(placing), *_customer(grip.moves), *map(_said, placing.hints), *_skills(placing)]
    rows = wrap(one_line(_BETWEEN.join(parts)), width - 2)
    while len(rows) > _ROWS and len(parts) > 1:
        parts.pop()
        rows = wrap(one_line(_BETWEEN.join([*parts, "..."])), width - 2)
    mark = _MARKS.get(worst(placing.findings), "plain")
    return [((f" {row}", mark if n == 0 else "plain"),) if row else () for n, row in enumerate([*rows, ""][:_ROWS])]


def _way(placing: Placing) -> str:
    told = _("travel {n} min").format(n=placing.travel_minutes)
    buffer = placing.job.buffer_minutes
    if buffer and placing.travel_minutes:
        told += ", " + _("{n} min of it for the site").format(n=min(buffer, placing.travel_minutes))
    return told


def _said(finding: Finding) -> str:
    return finding.sentence + _SIGNS[finding.weight]


def _skills(placing: Placing) -> list[str]:
    is_missing = any(one.code == "skill" for one in placing.findings)
    skills = " ".join(placing.job.skills)
    return [_("{skills} ok").format(skills=skills)] if skills and placing.workers and not is_missing else []


def _customer(moves: int) -> list[str]:
    return [_("customer {n}x").format(n=moves)] if moves else []


def carry_lines(typed: Line | None, width: int, *, is_live: bool) -> list[Line]:
    """The keys that carry, and the target as far as it is typed (None: nothing is)."""
    keys = _("h l 15 min   PgUp PgDn 1 h   j k technician   + - day   g G start, end of day")
    mark = live(is_live and typed is None)
    first: Line = ((cell(f" {keys}", width), mark),)
    told = _("typed: 1015   wed   25.11   1w      W the week of whoever goes")
    return [first, typed if typed is not None else ((f" {told}", mark),)]


def live(is_live: bool) -> MarkName:
    """What can be pressed now is plain, the rest is dim."""
    return "plain" if is_live else "done"


def changed_words(grip: Grip, seen: int | None) -> str:
    """What somebody else did with it meanwhile; what was typed is kept (I16)."""
    last = grip.last
    if last is None or seen is None:
        return _("Somebody changed it meanwhile; it stands above as it is now.  Enter = file yours")
    old = _slot_words(last.old_starts, last.old_ends, last.zone, last.old_crew)
    new = _slot_words(last.new_starts, last.new_ends, last.zone, last.new_crew)
    told = _("{sign} moved it: {old} -> {new}. Your input is kept.  Enter = yours on top   Esc = theirs stays")
    return told.format(sign=one_line(last.author), old=old, new=new)


def _slot_words(starts: datetime | None, ends: datetime | None, zone: str, crew: str) -> str:
    return f"{show_span(starts, ends, zone)} {crew}" if starts is not None and ends is not None else "-"
