"""What the box of a carried appointment says: from, to, what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Line, MarkName, cell
from dispatcher.domain.calendar import show_span
from dispatcher.domain.carry import Carried, shift_between
from dispatcher.domain.placing import Placing
from dispatcher.domain.slot_check import Finding, Weight, worst
from dispatcher.domain.text import one_line
from dispatcher.locale import _, ngettext

LABEL = 6
_ROWS = 2
"""Lines for what speaks against a slot."""
_SIGN = " | "
_SIGNS: dict[Weight, str] = {"never": " !!", "leaders": " !", "reason": " !", "hint": ""}
_MARKS: dict[Weight | None, MarkName] = {"never": "alarm", "leaders": "due", "reason": "due"}


def length_words(minutes: int) -> str:
    """ "2:00 h"."""
    return _("{length} h").format(length=f"{minutes // 60}:{minutes % 60:02d}")


def slot_line(label: str, starts: datetime, ends: datetime, zone: str, who: str, beside: str, width: int) -> Line:
    """From or to: the slot with its full date, who goes, and a word in brackets."""
    told = f"{show_span(starts, ends, zone)} {who}"
    told += f"  ({beside})" if beside else ""
    return ((cell(f" {cell(label, LABEL)}{told}", width), "plain"),)


def change_words(hand: Carried, starts: datetime, crew: Sequence[int]) -> str:
    """How far it was carried: "+1 day 1:15, other technician"; empty where it was not."""
    days, minutes = shift_between(starts, hand.starts, hand.row.job.zone)
    parts = []
    if days:
        parts.append(ngettext("{n} day", "{n} days", abs(days)).format(n=f"{days:+d}"))
    if minutes:
        sign = "" if days else ("+" if minutes > 0 else "-")
        parts.append(f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02d}")
    told = [" ".join(parts)] if parts else []
    if set(hand.crew) != set(crew):
        told.append(_("other technician"))
    return ", ".join(told)


def finding_lines(placing: Placing | None, moves: int, width: int) -> list[Line]:
    """The way there, what speaks against it with a sign of its weight, and how often the customer moved it: always two
    lines, the first of them marked by the heaviest."""
    if placing is None:
        return [((f" {_('The plan of that day is being read ...')}", "done"),), ()]
    heavy = [one for one in placing.findings if one not in placing.hints]
    parts = [*map(_said, heavy), _way(placing), *_customer(moves), *map(_said, placing.hints), *_skills(placing)]
    rows = wrap(one_line(_SIGN.join(parts)), width - 2)
    while len(rows) > _ROWS and len(parts) > 1:
        parts.pop()
        rows = wrap(one_line(_SIGN.join([*parts, "..."])), width - 2)
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
