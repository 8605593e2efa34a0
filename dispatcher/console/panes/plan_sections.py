"""What stands below the plan: work without technician, what is open tomorrow, who is free, and how full the week is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.cells import cell_len

from dispatcher.console.widgets.marks import Line, MarkName, cell
from dispatcher.console.wording import decimal, due, short_day, span, weekday
from dispatcher.domain.appointment import brackets
from dispatcher.domain.calendar import iso_week, to_local
from dispatcher.domain.free import free_lanes
from dispatcher.domain.queue import Situation
from dispatcher.domain.states import state_words
from dispatcher.domain.text import one_line
from dispatcher.domain.unplanned import Unplanned, unplanned
from dispatcher.locale import _, ngettext
from dispatcher.queries.agenda_rows import AgendaRow, LoadRow, VisitRow
from dispatcher.queries.rows import TicketRow

_WIDE = 62
"""Columns from which the signs are explained and the week is summed up."""
_FIRST = 3
"""Lines that each list gets before anything else does."""
_FIXED = 5
"""Two headings, their rules, and who is free."""
_LEAST = 7
"""Rows from which there is more than one line of sums."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the sections are made of: what lies ahead, what the queue was made of, and the skills wanted just now."""

    agenda: AgendaRow
    situation: Situation
    skills: tuple[str, ...]
    now: datetime
    zone: str

    def without_technician(self) -> tuple[Unplanned, ...]:
        """Work that nobody drives to."""
        return unplanned(self.situation, self.agenda.next_day.lanes, self.now)

    def open_visits(self) -> list[VisitRow]:
        """Those of the next working day that are not confirmed."""
        return [visit for visit in self.agenda.visits if visit.state != "confirmed"]


def section_lines(outlook: Outlook, width: int, rows: int, rule: Line) -> list[Line]:
    """At most ``rows`` lines, those that alarm first to be given room; one line of sums where there is room for no
    more."""
    if rows < _LEAST:
        return [_sums(outlook, width)][:rows]
    work, visits = outlook.without_technician(), outlook.open_visits()
    most_work, most_visits, has_week, has_legend = _room(rows, len(work), len(visits), width)
    lines = _legend() if has_legend else []
    lines += [rule, _work_head(len(work), width), *_work_lines(outlook, work, most_work, width)]
    lines += [rule, _visits_head(outlook, width), *_visit_lines(visits, most_visits, width, outlook.zone)]
    lines += [rule] if has_week else []
    lines.append(_free(outlook, width))
    return [*lines, _week(outlook.agenda.load)] if has_week else lines


def _room(rows: int, work: int, visits: int, width: int) -> tuple[int, int, bool, bool]:
    """Lines for the work, lines for the visits, and whether week and legend have room."""
    left = rows - _FIXED
    most_work = min(work, max(left - min(visits, _FIRST), left // 2), _FIRST)
    most_visits = min(visits, _FIRST, left - most_work)
    left -= most_work + most_visits
    has_week = width >= _WIDE and left >= 2
    left -= 2 * has_week
    has_legend = width >= _WIDE and left >= 2
    left -= 2 * has_legend
    more = min(work - most_work, left)
    return most_work + more, most_visits + min(visits - most_visits, left - more), has_week, has_legend


def _legend() -> list[Line]:
    states = _("(.)proposed [.]confirmed {.}on site <.>done /./no access")
    signs = _("~ travel  - lunch  x absent  . free  | now  2P two persons")
    return [((f" {states}", "done"),), ((f" {signs}", "done"),)]


def _sums(outlook: Outlook, width: int) -> Line:
    """Everything in one line, for a small window."""
    work, visits = len(outlook.without_technician()), len(outlook.open_visits())
    still = ngettext("{n} open", "{n} open", visits).format(n=visits)
    parts = [_("no techn. {n}").format(n=work), f"{_next_word(outlook)} {still}"]
    free = _free_words(outlook)
    if free:
        parts.append(f"{' '.join(outlook.skills[:1]) or _('free')} {free[0][1]}")
    told = ", ".join(parts)
    return ((told if cell_len(told) >= width else f" {told}", "due" if work or visits else "done"),)


def _next_word(outlook: Outlook) -> str:
    if _is_tomorrow(outlook):
        return _("tomorrow")
    return weekday(outlook.agenda.next_day.day)


def _is_tomorrow(outlook: Outlook) -> bool:
    return outlook.agenda.next_day.day - outlook.agenda.today.day == timedelta(days=1)


# --- work without technician ---


def _work_head(count: int, width: int) -> Line:
    head = f" {_('WITHOUT TECHNICIAN')} ({count})"
    names = f"{_('skill'):<8}{_('length'):<8}{_('by'):<6}" if width >= _WIDE else ""
    return ((cell(head, width - cell_len(names)), "head"), (names, "done"))


def _work_lines(outlook: Outlook, work: Sequence[Unplanned], most: int, width: int) -> list[Line]:
    tickets = {ticket.id: ticket for ticket in outlook.situation.tickets if isinstance(ticket, TicketRow)}
    return [_work_line(one, tickets.get(one.ticket), outlook, width) for one in work[:most]]


def _work_line(one: Unplanned, ticket: TicketRow | None, outlook: Outlook, width: int) -> Line:
    by = _by(one, outlook)
    length = _length(ticket.minutes if ticket is not None and one.visit is None else _minutes(one))
    skills = ",".join(ticket.skills.split()) if ticket is not None else ""
    tail = f"{cell(skills, 7)} {length:<8}{by:<6}" if width >= _WIDE else f" {cell(skills, 3)} {length:>5} {by:>5}"
    label = cell(one.technician or f"T-{one.number}", 8 if width >= _WIDE else 6)
    room = width - 3 - cell_len(label) - 2 - cell_len(tail)
    name = min(18, room // 2)
    what = cell(_what(one, ticket, outlook.zone), room - name - 1)
    mark: MarkName = "alarm" if one.weight == "!!" else "due" if one.weight else "plain"
    said = f"{label} {cell(one_line(one.customer_name), name)} {what} {tail}"
    return (" ", "plain"), (f"{one.weight:<2}", mark if one.weight else "plain"), (said, "plain")


def _what(one: Unplanned, ticket: TicketRow | None, zone: str) -> str:
    if one.visit is not None:
        pair = brackets(one.visit.state)
        return f"{pair[0]}{span(one.visit.starts, one.visit.ends, zone)}{pair[1]}"
    return one_line(ticket.title) if ticket is not None else ""


def _minutes(one: Unplanned) -> int | None:
    return int((one.visit.ends - one.visit.starts).total_seconds() // 60) if one.visit is not None else None


def _length(minutes: int | None) -> str:
    if not minutes:
        return ""
    return f"{minutes} min" if minutes < 60 else f"{decimal(minutes / 60)} h"


def _by(one: Unplanned, outlook: Outlook) -> str:
    if one.weight == "!!":
        return _("now")
    if one.visit is not None and to_local(one.visit.starts, outlook.zone).date() == outlook.agenda.today.day:
        return _("today")
    return due(one.by, outlook.now, outlook.zone)


# --- the next working day ---


def _visits_head(outlook: Outlook, width: int) -> Line:
    visits, count = outlook.agenda.visits, len(outlook.open_visits())
    day = short_day(outlook.agenda.next_day.day)
    name = _("TOMORROW") if _is_tomorrow(outlook) else _("NEXT")
    if width < _WIDE:
        told = _("{n} OPEN of {all}").format(n=count, all=len(visits))
        return ((f" {name} {day}: {told}", "head"),)
    told = ngettext("{n} appointment", "{n} appointments", len(visits)).format(n=len(visits))
    rest = _("{n} confirmed, {open} OPEN").format(n=len(visits) - count, open=count)
    return ((f" {name} {day} - {told}, {rest}", "head"),)


def _visit_lines(visits: Sequence[VisitRow], most: int, width: int, zone: str) -> list[Line]:
    return [_visit_line(visit, width, zone) for visit in visits[:most]]


def _visit_line(visit: VisitRow, width: int, zone: str) -> Line:
    when = cell(span(visit.starts, visit.ends, zone), 6 if len(span(visit.starts, visit.ends, zone)) < 6 else 11)
    crew = cell(visit.technicians[0] if visit.technicians else "-", 8)
    who = " ".join(part for part in (one_line(visit.person), visit.phone) if part) or state_words(visit.state)
    phone = cell_len(who)
    room = width - 3 - cell_len(when) - 2 - cell_len(crew) - 1
    name = max(8, min(20, room - phone))
    said = f"{when} {cell(one_line(visit.customer_name), name)} {crew} {who}"
    return (" ", "plain"), ("! ", "due"), (said, "plain")


# --- who is free, how full the week is ---


def _free_words(outlook: Outlook) -> list[tuple[str, str]]:
    plan = outlook.agenda.today
    free = free_lanes(plan.lanes, outlook.skills, plan.day, outlook.zone, outlook.now)
    return [(lane.code, f"{minute // 60:02d}:{minute % 60:02d}") for lane, minute in free]


def _free(outlook: Outlook, width: int) -> Line:
    skills = f", {','.join(outlook.skills)}" if outlook.skills else ""
    head = f" {_('FREE TODAY') if width >= _WIDE else _('FREE')}{skills}: "
    told = "  ".join(f"{code} {time}" for code, time in _free_words(outlook)) or _("nobody")
    return (head, "head"), (told, "plain")


def _week(load: Sequence[LoadRow]) -> Line:
    days = " ".join(f"{weekday(one.day)} {round(one.planned / 60)}/{round(one.there / 60)}" for one in load)
    number = iso_week(load[0].day)[1] if load else 0
    return (((f" {_('Week {n}, hours:').format(n=number)} "), "head"), (days, "plain"))
