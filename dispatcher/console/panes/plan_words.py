"""The single lines below the plan, in words: work, visits that are open, who is free, how full the week is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from rich.cells import cell_len

from dispatcher.console.panes.outlook import Outlook
from dispatcher.console.widgets.marks import Line, MarkName, cell
from dispatcher.console.wording import decimal, due, short_day, span, weekday
from dispatcher.domain.appointment import brackets
from dispatcher.domain.calendar import iso_week, to_local
from dispatcher.domain.confirming import LOST
from dispatcher.domain.extension import short, stem_of
from dispatcher.domain.form_of_address import abbreviated
from dispatcher.domain.free import free_lanes
from dispatcher.domain.queue_rows import Visit
from dispatcher.domain.states import state_words
from dispatcher.domain.text import one_line
from dispatcher.domain.unplanned import Unplanned
from dispatcher.locale import _, ngettext
from dispatcher.queries.agenda_rows import LoadRow, VisitRow
from dispatcher.queries.rows import TicketRow

WIDE = 62
"""Columns from which the signs are explained, the week is summed up and numbers stand in full."""
_NARROW = 50
"""Columns below which the length of the work has no room."""
_LEAST_NAME, _MOST_NAME = 8, 20
_CREW = 8
_STATUS = 8


def legend() -> list[Line]:
    """The brackets and signs of the plan."""
    states = _("(.)proposed [.]confirmed {.}on site <.>done /./no access")
    signs = _("~ travel - lunch : reserve x absent | now ! pushed through ? lost")
    return [((f" {states}", "done"),), ((f" {signs}", "done"),)]


def sums(outlook: Outlook, width: int) -> Line:
    """Everything in one line, for a small window."""
    work, visits = len(outlook.without_technician()), len(outlook.open_visits())
    still = ngettext("{n} open", "{n} open", visits).format(n=visits)
    parts = [_("no techn. {n}").format(n=work), f"{_next_word(outlook)} {still}"]
    if free := _free_times(outlook):
        parts.append(f"{' '.join(outlook.skills[:1]) or _('free')} {free[0][1]}")
    ways = (f" {' | '.join(parts)}", f" {', '.join(parts)}", ", ".join(parts))
    told = next((one for one in ways if cell_len(one) <= width), ways[-1])
    return ((told, "due" if work or visits else "done"),)


def _next_word(outlook: Outlook) -> str:
    return _("tomorrow") if _is_tomorrow(outlook) else weekday(outlook.agenda.next_day.day)


def _is_tomorrow(outlook: Outlook) -> bool:
    return outlook.agenda.next_day.day - outlook.agenda.today.day == timedelta(days=1)


# --- work without technician ---


def work_head(count: int, width: int, news: int = 0) -> Line:
    """Its heading; ``news`` wait until the cursor leaves or F5 is pressed."""
    told = f"  {ngettext('{n} new (F5)', '{n} new (F5)', news).format(n=news)}" if news else ""
    head = f" {_('WITHOUT TECHNICIAN')} ({count}){told}"
    names = f"{_('skill'):<8}{_('length'):<8}{_('by'):<6}" if width >= WIDE else ""
    return ((cell(head, width - cell_len(names)), "head"), (names, "done"))


def work_lines(outlook: Outlook, work: Sequence[Unplanned], width: int) -> list[Line]:
    """One line for each piece of work."""
    tickets = {ticket.id: ticket for ticket in outlook.situation.tickets if isinstance(ticket, TicketRow)}
    tails = [_work_tail(one, tickets.get(one.ticket), outlook, width) for one in work]
    label = 8 if width >= WIDE else 6
    room = width - 3 - label - 2 - max(map(cell_len, tails), default=0)
    made_out = [_made_out(one.visit, outlook.zone) for one in work if one.visit is not None]
    signs = max((cell_len(one) for _words, one in made_out), default=0)
    name = min(18, room // 2 if width >= _NARROW else max(room - signs - 1, room // 2))
    # All of them in words, or all by the brackets of the plan.
    is_told = all(cell_len(words) < room - name for words, _signs in made_out)
    columns = (label, name, room - name - 1)
    return [
        _work_line(one, columns, _what(one, tickets.get(one.ticket), outlook.zone, is_told), tail)
        for one, tail in zip(work, tails, strict=True)
    ]


def _work_line(one: Unplanned, columns: tuple[int, int, int], what: str, tail: str) -> Line:
    """``columns`` are the cells of the label, the name and of ``what`` it is."""
    parts = (one.technician or f"T-{one.number}", one_line(one.customer_name), what)
    mark: MarkName = "alarm" if one.weight == "!!" else "due" if one.weight else "plain"
    said = " ".join([*(cell(part, width) for part, width in zip(parts, columns, strict=True)), tail])
    return (" ", "plain"), (f"{one.weight:<2}", mark if one.weight else "plain"), (said, "plain")


def _work_tail(one: Unplanned, ticket: TicketRow | None, outlook: Outlook, width: int) -> str:
    """What it needs, how long and until when; in the narrowest window the length gives way to the name."""
    by, skills = _by(one, outlook), ",".join(ticket.skills.split()) if ticket is not None else ""
    length = _length(ticket.minutes if ticket is not None and one.visit is None else _minutes(one))
    if width >= WIDE:
        return f"{cell(skills, 7)} {length:<8}{by:<6}"
    return f" {cell(skills, 3)} {length:>5} {by:>5}" if width >= _NARROW else f" {cell(skills, 3)} {by:>5}"


def _what(one: Unplanned, ticket: TicketRow | None, zone: str, is_told: bool) -> str:
    """The fault, or what was made out, in words or signs."""
    if one.visit is not None:
        return _made_out(one.visit, zone)[not is_told]
    return one_line(ticket.title) if ticket is not None else ""


def _made_out(visit: Visit, zone: str) -> tuple[str, str]:
    """When, and how sure it is: in words, and by the brackets of the plan."""
    when, pair = span(visit.starts, visit.ends, zone), brackets(visit.state)
    return f"{when} {state_words(visit.state)}", f"{pair[0]}{when}{pair[1]}"


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


def visits_head(outlook: Outlook, width: int) -> Line:
    """Its heading: the day, how many, how many are open."""
    visits, count = outlook.agenda.visits, len(outlook.open_visits())
    day = short_day(outlook.agenda.next_day.day)
    name = _("TOMORROW") if _is_tomorrow(outlook) else _("NEXT")
    if width < WIDE:
        told = _("{n} OPEN of {all}").format(n=count, all=len(visits))
        return ((f" {name} {day}: {told}", "head"),)
    told = ngettext("{n} appointment", "{n} appointments", len(visits)).format(n=len(visits))
    rest = _("{n} confirmed, {open} OPEN").format(n=len(visits) - count, open=count)
    return ((f" {name} {day} - {told}, {rest}", "head"),)


def visit_lines(outlook: Outlook, visits: Sequence[VisitRow], width: int) -> list[Line]:
    """One line for each visit: when, where, who drives, why it is open, whom to call. Columns stand below each
    other."""
    tried = {ticket.id: ticket.attempts for ticket in outlook.situation.tickets if isinstance(ticket, TicketRow)}
    whens = [_when(visit, outlook) for visit in visits]
    whys = [_why_open(visit, tried.get(visit.ticket, 0)) for visit in visits]
    calls = [_whom(visit, why, width) for visit, why in zip(visits, whys, strict=True)]
    when = max([6, *map(cell_len, whens)])
    status = max([_STATUS, *map(cell_len, whys)]) + 1 if width >= WIDE else 0
    crew, least = (_CREW, _LEAST_NAME) if width >= _NARROW else (_CREW - 2, _LEAST_NAME + 2)
    room = width - 3 - when - 1 - crew - 2 - status
    name = max(least, min(_MOST_NAME, room - max(map(cell_len, calls), default=0)))
    lines: list[Line] = []
    for visit, at, why, call in zip(visits, whens, whys, calls, strict=True):
        who = cell(visit.technicians[0] if visit.technicians else "-", crew)
        said = f"{cell(at, when)} {cell(one_line(visit.customer_name), name)} {who} {cell(why or _('open'), status)}"
        lines.append(((" ", "plain"), ("! ", "due"), (said + call, "plain")))
    return lines


def _when(visit: VisitRow, outlook: Outlook) -> str:
    """The time, and the day where it is another one: the next working day at the site may be later (B3)."""
    told, day = span(visit.starts, visit.ends, outlook.zone), to_local(visit.starts, outlook.zone).date()
    return told if day == outlook.agenda.next_day.day else f"{weekday(day)} {told}"


def _why_open(visit: VisitRow, attempts: int) -> str:
    """Why somebody must still ask: it was lost, or nobody was reached yet; empty where it was never confirmed."""
    if visit.unconfirmed:
        return _(LOST.get(visit.unconfirmed, visit.unconfirmed))
    return _("tried {n}x").format(n=attempts) if attempts else ""


def _whom(visit: VisitRow, why: str, width: int) -> str:
    """Whom to call; in a narrow window why it is open in place of his name, and of his number the extension."""
    deputy = _("dep.") if visit.is_deputy else ""
    who = f"{deputy} {one_line(abbreviated(visit.person))}".strip()
    if width < WIDE:
        phone = short(visit.phone, [stem_of(visit.phone)]) or visit.phone
        told = (why or who, phone)
    else:
        told = (who, visit.phone)
    return " ".join(part for part in told if part) or state_words(visit.state)


# --- who is free, how full the week is ---


def _free_times(outlook: Outlook) -> list[tuple[str, str]]:
    plan = outlook.agenda.today
    free = free_lanes(plan.lanes, outlook.skills, plan.day, outlook.zone, outlook.now)
    return [(lane.code, f"{minute // 60:02d}:{minute % 60:02d}") for lane, minute in free]


def free_line(outlook: Outlook, width: int) -> Line:
    """Who is free today with the skills that are wanted just now, the earliest first, as many as have room."""
    skills = f", {','.join(outlook.skills)}" if outlook.skills else ""
    head = f" {_('FREE TODAY') if width >= WIDE else _('FREE')}{skills}: "
    told = [f"{code} {time}" for code, time in _free_times(outlook)] or [_("nobody")]
    return (head, "head"), (_as_many(told, width - cell_len(head)), "plain")


def _as_many(parts: Sequence[str], room: int) -> str:
    """As many of ``parts`` as have room, and how many have none."""
    shown: Iterable[str] = ("  ".join([*parts[:most], *_rest(len(parts) - most)]) for most in range(len(parts), 0, -1))
    return next((one for one in shown if cell_len(one) <= room), parts[0])


def _rest(count: int) -> list[str]:
    return [f"+{count}"] if count else []


def week_line(load: Sequence[LoadRow]) -> Line:
    """Hours that are planned and hours in which somebody is there, by day."""
    days = " ".join(f"{weekday(one.day)} {round(one.planned / 60)}/{round(one.there / 60)}" for one in load)
    number = iso_week(load[0].day)[1] if load else 0
    return (((f" {_('Week {n}, hours:').format(n=number)} "), "head"), (days, "plain"))
