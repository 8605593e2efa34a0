"""What stands below the plan: work without technician, what is open tomorrow, who is free, and how full the week is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.cells import cell_len

from dispatcher.console.target import Target
from dispatcher.console.widgets.marks import Line, MarkName, cell
from dispatcher.console.wording import decimal, due, short_day, span, weekday
from dispatcher.domain.appointment import brackets
from dispatcher.domain.calendar import iso_week, to_local
from dispatcher.domain.confirming import is_open
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
_LEAST_ALONE = 2
"""Rows in which a list of its own has room."""
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
        return [visit for visit in self.agenda.visits if is_open(visit)]


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines one can go to, as they stand: work without technician, then the next working day's open visits."""

    work: tuple[Unplanned, ...] = ()
    visits: tuple[VisitRow, ...] = ()

    @classmethod
    def of(cls, outlook: Outlook) -> Listed:
        """Those of an outlook, in its order."""
        return cls(outlook.without_technician(), tuple(outlook.open_visits()))

    def __len__(self) -> int:
        return len(self.work) + len(self.visits)

    def target(self, at: int) -> Target:
        """What the line ``at`` is about, counted through both lists."""
        if at < len(self.work):
            work = self.work[at]
            visit = work.visit.appointment if work.visit is not None else None
            return Target(None, visit, work.ticket, work.customer)
        open_visit = self.visits[at - len(self.work)]
        return Target(None, open_visit.appointment, open_visit.ticket, open_visit.customer)

    def place_of(self, target: Target) -> int | None:
        """Which line is about that, or about its ticket; None where none is."""
        targets = [self.target(at) for at in range(len(self))]
        exact = (at for at, one in enumerate(targets) if one == target)
        return next(exact, next((at for at, one in enumerate(targets) if one.ticket == target.ticket), None))


@dataclass(frozen=True, slots=True)
class Row:
    """One line; ``at`` says which of :class:`Listed` it is, None for headings and sums."""

    line: Line
    at: int | None = None


Tops = tuple[int, int]
"""The first line on show of the work and of the visits."""


def section_lines(outlook: Outlook, width: int, rows: int, rule: Line) -> list[Line]:
    """At most ``rows`` lines, those that alarm first to be given room; one line of sums where there is room for no
    more."""
    return [row.line for row in section_rows(outlook, Listed.of(outlook), width, rows, rule)]


def section_rows(
    outlook: Outlook, listed: Listed, width: int, rows: int, rule: Line, at: int | None = None, tops: Tops = (0, 0)
) -> list[Row]:
    """The same with what each line is about. ``at`` is the one under the cursor, counted through both lists: it is
    always on show, in a small window alone with its list. ``tops`` are the first ones shown before."""
    work, visits = listed.work, listed.visits
    if rows < _LEAST and (at is None or rows < _LEAST_ALONE):
        return [Row(_sums(outlook, width))][:rows]
    if rows < _LEAST:
        return _alone(outlook, listed, width, rows, at or 0, tops)
    most_work, most_visits, has_week, has_legend = _room(rows, len(work), len(visits), width)
    shown = [Row(line) for line in (*(_legend() if has_legend else ()), rule, _work_head(len(work), width))]
    shown += _work_rows(outlook, work, _window(len(work), most_work, at, tops[0]), width)
    shown += [Row(rule), Row(_visits_head(outlook, width))]
    below = at - len(work) if at is not None else None
    shown += _visit_rows(outlook, listed, _window(len(visits), most_visits, below, tops[1]), width)
    shown += [Row(rule)] if has_week else []
    shown.append(Row(_free(outlook, width)))
    return [*shown, Row(_week(outlook.agenda.load))] if has_week else shown


def _alone(outlook: Outlook, listed: Listed, width: int, rows: int, at: int, tops: Tops) -> list[Row]:
    work, below = len(listed.work), at - len(listed.work)
    if below < 0:
        window = _window(work, rows - 1, at, tops[0])
        return [Row(_work_head(work, width)), *_work_rows(outlook, listed.work, window, width)]
    window = _window(len(listed.visits), rows - 1, below, tops[1])
    return [Row(_visits_head(outlook, width)), *_visit_rows(outlook, listed, window, width)]


def _window(count: int, most: int, at: int | None, top: int) -> range:
    """Which of ``count`` lines are on show: those that were, unless ``at`` is not among them."""
    top = max(0, min(top, count - most))
    if at is not None and 0 <= at < count:
        top = max(at - most + 1, min(top, at))
    return range(top, min(count, top + most))


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
    signs = _("~ travel - lunch : reserve x absent | now ! pushed through ? lost")
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


def _work_rows(outlook: Outlook, work: Sequence[Unplanned], window: range, width: int) -> list[Row]:
    tickets = {ticket.id: ticket for ticket in outlook.situation.tickets if isinstance(ticket, TicketRow)}
    return [Row(_work_line(work[n], tickets.get(work[n].ticket), outlook, width), n) for n in window]


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


def _visit_rows(outlook: Outlook, listed: Listed, window: range, width: int) -> list[Row]:
    before = len(listed.work)
    return [Row(_visit_line(listed.visits[n], width, outlook.zone), before + n) for n in window]


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
