"""A day's plan as an HTML page that a browser prints on A4: nothing in it needs this program, a network or a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import escape

from dispatcher.domain.appointment import brackets
from dispatcher.domain.calendar import day_bounds, iso_week, show_date, show_span, to_local
from dispatcher.domain.phone import parse
from dispatcher.domain.states import state_words
from dispatcher.domain.technician import STATUS
from dispatcher.domain.text import clean, one_line
from dispatcher.locale import N_, _, language
from dispatcher.queries.card_rows import PersonRow, SiteRow
from dispatcher.queries.paper import Sheet, SheetLane, VisitRow, WaitingRow
from dispatcher.queries.rows import LaneRow, Span
from dispatcher.values import dataclass

_STYLE = """
@page { size: A4; margin: 12mm 11mm 14mm; @bottom-right { content: counter(page) " / " counter(pages); } }
* { box-sizing: border-box; }
body { font: 9.5pt/1.3 "Liberation Sans", Arial, Helvetica, sans-serif; color: #000; background: #fff; margin: 0; }
h1 { font-size: 15pt; margin: 0; }
h2 { font-size: 11pt; margin: 5mm 0 1mm; break-after: avoid; }
h2 span { font-weight: normal; }
p { margin: 0; }
header { border-bottom: .6mm solid #000; padding-bottom: 1.5mm; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: .2mm solid #666; padding: .8mm 1.2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-size: 8pt; background: #eee; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
b { font-size: 10.5pt; }
footer { margin-top: 5mm; font-size: 8pt; }
@media screen { body { max-width: 188mm; margin: 8mm auto; } }
"""
_ACCESS = {
    "open": N_("open"),
    "reception": N_("reception"),
    "registration": N_("registration"),
    "security lock": N_("security lock"),
}
"""How one comes in, in words for people."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Whose plan it is, the office's zone, and who printed it when (an aware instant)."""

    office: str
    zone: str
    sign: str
    made: datetime


def page(sheet: Sheet, imprint: Imprint) -> str:
    """The whole page in the language in use; every time on the wall clock of the office."""
    title = " ".join((_("Plan"), show_date(sheet.day)))
    head = f'<meta charset="utf-8"><title>{_text(title)}</title><style>{_STYLE}</style>'
    parts = [_header(sheet, imprint), *(_lane(lane, sheet, imprint.zone) for lane in sheet.lanes)]
    if not sheet.lanes:
        parts.append(f"<h2>{_text(_('No technicians yet.'))}</h2>")
    if sheet.waiting:
        parts.append(_waiting(sheet.waiting, imprint.zone))
    parts.append(f"<footer>{_text(_('Personal data: destroy this sheet after use.'))}</footer>")
    body = "\n".join(parts)
    return f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


def _header(sheet: Sheet, imprint: Imprint) -> str:
    made = to_local(imprint.made, imprint.zone)
    week = _("week {week}").format(week=iso_week(sheet.day)[1])
    printed = _("as of {date} {time}, {sign}").format(
        date=show_date(made.date()), time=f"{made:%H:%M}", sign=imprint.sign
    )
    line = "   ".join(part for part in (show_date(sheet.day), week, sheet.holiday) if part)
    return f"<header><h1>{_text(line)}</h1><p>{_text(imprint.office)} · {_text(printed)}</p></header>"


def _lane(lane: SheetLane, sheet: Sheet, zone: str) -> str:
    row = lane.lane
    away = _absent(row.away, sheet.day, zone)
    parts = (_phone(lane.phone), _hours(row), _status(row), away, " ".join(row.skills))
    told = "   ".join(part for part in parts if part)
    heading = f"<h2>{_text(row.name)} ({_text(row.code)}) <span>{_text(told)}</span></h2>"
    if not lane.visits:
        return f"{heading}<p>{_text(_('No appointments.'))}</p>"
    columns = (
        (_("Time"), 14),
        (_("Customer and job"), 26),
        (_("Where, access, parking"), 27),
        (_("Who and numbers"), 21),
        (_("Notes"), 12),
    )
    return heading + _table(columns, (_visit(visit, sheet, zone) for visit in lane.visits))


def _phone(stored: str) -> str:
    number = parse(stored) if stored else None
    return number.shown if number else stored


def _hours(row: LaneRow) -> str:
    return "-".join(f"{end // 60:02d}:{end % 60:02d}" for end in row.hours) if row.hours else _("off today")


def _status(row: LaneRow) -> str:
    return f"{row.status} {_(STATUS[row.status])}" if row.status in STATUS else str(row.status)


def _table(columns: Iterable[tuple[str, int]], rows: Iterable[str]) -> str:
    columns = tuple(columns)
    widths = "".join(f'<col style="width:{percent}%">' for _name, percent in columns)
    names = "".join(f"<th>{_text(name)}</th>" for name, _percent in columns)
    return f"<table><colgroup>{widths}</colgroup><thead><tr>{names}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _visit(visit: VisitRow, sheet: Sheet, zone: str) -> str:
    block = visit.block
    sign = brackets(block.state)
    starts, ends = to_local(block.starts, zone), to_local(block.ends, zone)
    span = f"{starts:%H:%M}-{ends:%H:%M}"
    if not starts.date() == ends.date() == sheet.day:
        span = show_span(block.starts, block.ends, zone)
    way = _("{n} min on the way").format(n=block.travel_minutes) if block.travel_minutes else ""
    crew = _("with {names}").format(names=", ".join(visit.others)) if visit.others else ""
    time = _cell(f"{sign[0]}{span}{sign[1]}", state_words(block.state), way, crew)
    job = _cell(block.customer_name, f"K-{visit.customer_number}  T-{block.ticket_number}", visit.title, visit.skills)
    where, who = _cell(*_where(visit.site)), _cell("", *_who(visit, sheet.day, zone))
    return f"<tr>{time}{job}{where}{who}<td></td></tr>"


def _where(site: SiteRow | None) -> Iterator[str]:
    if site is None:
        yield ""
        return
    town = f"{site.postcode} {site.place}".strip()
    yield ", ".join(part for part in (site.street, town) if part)
    yield site.name if site.name != site.street else ""
    access = [_(_ACCESS.get(site.access_class, site.access_class)) if site.access_class else "", site.access]
    if site.register_hours:
        access.insert(1, _("register {n} h ahead").format(n=site.register_hours))
    for name, value in (
        (_("Access"), ", ".join(part for part in access if part)),
        (_("Gate"), _phone(site.guard_phone)),
        (_("Parking"), site.parking),
    ):
        yield f"{name}: {value}" if value else ""


def _who(visit: VisitRow, day: date, zone: str) -> Iterator[str]:
    yield from (_person(person, day, zone) for person in visit.people)
    yield ", ".join(visit.numbers)


def _person(person: PersonRow, day: date, zone: str) -> str:
    opens = _("opens") if "opener" in person.duties else ""
    deputy = _("deputy: {name}").format(name=person.deputy) if person.deputy else ""
    parts = (person.name, person.role, opens, _absent(person.away, day, zone), deputy)
    named = ", ".join(part for part in parts if part)
    return "  ".join(part for part in (named, ", ".join(person.numbers)) if part)


def _absent(away: Iterable[Span], day: date, zone: str) -> str:
    """Until when somebody is away who is away on this day; never why."""
    starts, ends = day_bounds(day, zone)
    until = next((until for since, until in away if since < ends and (until is None or until > starts)), starts)
    if until == starts:
        return ""
    if until is None:
        return _("absent until unknown")
    local = to_local(until, zone)
    when = f"{local:%H:%M}" if local.date() == day else f"{local:%d.%m. %H:%M}"
    return _("absent until {when}").format(when=when)


def _waiting(rows: Iterable[WaitingRow], zone: str) -> str:
    columns = (
        (_("Ticket"), 12),
        (_("Customer and job"), 34),
        (_("Next step"), 30),
        (_("Who and numbers"), 24),
    )
    heading = f"<h2>{_text(_('Urgent or due today, not on the plan'))}</h2>"
    return heading + _table(columns, (_waits(row, zone) for row in rows))


def _waits(row: WaitingRow, zone: str) -> str:
    ticket = row.ticket
    due = "" if ticket.due is None else to_local(ticket.due, zone).strftime("%d.%m.%Y %H:%M")
    number = _cell(f"{'! ' if ticket.urgent else ''}T-{ticket.number}", state_words(ticket.state))
    job = _cell(ticket.customer_name, f"K-{row.customer_number}", ticket.title, ticket.skills)
    return f"<tr>{number}{job}{_cell(due, ticket.next_step, ticket.ball_who)}{_cell('', *row.numbers)}</tr>"


def _cell(first: str, *more: str) -> str:
    """``first`` in bold, then a line for each of the others; empty ones take no room."""
    lines = [f"<b>{_text(first)}</b>"] if first else []
    return f"<td>{'<br>'.join([*lines, *(_text(line) for line in more if line)])}</td>"


def _text(text: str) -> str:
    """Foreign text as text: no mark-up of its own, no hidden signs, on one line."""
    return escape(one_line(clean(text), " / "))
