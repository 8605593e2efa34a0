"""What the lines below the panes say: focus strip, status line and key bar, as plain functions of what is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.cells import cell_len

from dispatcher.console.chaser_lines import times, told_again
from dispatcher.console.clock_lines import clock_words
from dispatcher.console.confirm_lines import boxes_line
from dispatcher.console.keys import Key
from dispatcher.console.panes.tickets import ball_letter
from dispatcher.console.strip_visits import visits_words
from dispatcher.console.widgets.marks import Line, Span, begun_words, cell
from dispatcher.console.wording import age, due, follow_up, moment, short_day
from dispatcher.domain.ball import BALL_WORDS, holder_now
from dispatcher.domain.calendar import to_local
from dispatcher.domain.confirming import Points
from dispatcher.domain.overdue import is_overdue
from dispatcher.domain.service_clock import ClockRow
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.card_rows import CustomerCard
from dispatcher.queries.rows import PartRow, ReportLine, TicketDetail, TicketRow

_LABELLED = 100
"""Columns from which a next step is called one."""
_LEAST_STEP = 16
"""Columns that a ticket's own next step keeps beside the suggested one."""


def customer_line(card: CustomerCard) -> Line:
    """Who is talked about, where no ticket is."""
    return ((f" K-{card.number}", "head"), (f"  {one_line(card.name)}   {_('no ticket')}", "plain"))


def strip_lines(
    detail: TicketDetail | None,
    now: datetime,
    zone: str,
    width: int,
    rows: int,
    hint: str = "",
    clock: ClockRow | None = None,
    points: Points | None = None,
) -> list[Line]:
    """The ticket under the cursor in full sentences; the last line is what to do next, ``hint`` how, and until when.
    ``points`` is what is settled about an appointment that is not confirmed."""
    if detail is None:
        return [()] * rows
    lines: list[Line] = [_first(detail, clock, now, zone, width), _appointments(detail, now, zone, width)]
    if rows > 3:
        lines.append(_before(detail, points, zone, width) if points is not None else _what(detail, now, zone))
    return [*lines, _next(detail.row, hint, now, zone, width)]


def _first(detail: TicketDetail, clock: ClockRow | None, now: datetime, zone: str, width: int) -> Line:
    """Whose ticket it is; how its clock stands and whose the ball was give way to who has it."""
    clocks = [clock_words(clock, now, zone, room) for room in (width, 120, 80) if room <= width]
    told = [_who_in_short(detail, now, width, one) for one in clocks]
    if width >= 120:
        balls = (_ball(detail.row, now), _ball_in_short(holder_now(detail.row.ball, detail.row.due, now), False))
        told = [*(_who(detail, now, zone, one, ball) for ball in balls for one in clocks), *told]
    return next((line for line in told if _cells(line) <= width), told[-1])


def _cells(line: Line) -> int:
    return sum(cell_len(text) for text, _mark in line)


def _before(detail: TicketDetail, points: Points, zone: str, width: int) -> Line:
    """What is settled before somebody drives, and what is still on order."""
    order = _on_order(detail.parts, zone)
    return ((order, "head"), *boxes_line(points, width - cell_len(order)))


def _who(detail: TicketDetail, now: datetime, zone: str, clock: Span, ball: Span) -> Line:
    row = detail.row
    reported = _("reported {when} ({age})").format(when=moment(row.reported, now, zone), age=age(row.reported, now))
    urgent: Span = (f" {_('URGENT')} ", "due") if row.urgent else ("", "plain")
    said = f"  {one_line(row.customer_name)}   {one_line(row.title)}   {reported}   "
    return (
        (f" T-{row.number}", "head"),
        (said, "plain"),
        *_again(row),
        urgent,
        *_clock(clock),
        ball,
    )


def _clock(clock: Span) -> Line:
    return ((f" {clock[0]} ", clock[1]), (" ", "plain")) if clock[0] else ()


def _ball(row: TicketRow, now: datetime) -> Span:
    """Who has the ball by now; what came back to us is ours, and it is said whose it was."""
    holder = holder_now(row.ball, row.due, now)
    words = _(BALL_WORDS.get(holder, "")) if holder else ""
    if holder == row.ball:
        return f" {words}{f' ({one_line(row.ball_who)})' if row.ball_who else ''}", "us" if holder == "us" else "plain"
    was = _("was with {name}").format(name=one_line(row.ball_who)) if row.ball_who else _("the appointment is over")
    return f" {words} ({was})", "us"


def _who_in_short(detail: TicketDetail, now: datetime, width: int, clock: Span) -> Line:
    """Customer and matter are cut, who has the ball never: beside other words it is said by its letter."""
    row = detail.row
    is_alone = times(row) < 2 and not clock[0]
    number: Line = ((f" T-{row.number} ", "head"),)
    ball = _ball_in_short(holder_now(row.ball, row.due, now), is_alone)
    tail: Line = ((f" {age(row.reported, now):>4}  ", "plain"), *_again(row), *_clock(clock), ball)
    room = max(0, width - _cells(number) - _cells(tail) - 1)
    name = min(22, room)
    title = min(20 if is_alone else 10, room - name)
    said = f"{cell(one_line(row.customer_name), name)} {cell(one_line(row.title), title)}"
    return (*number, (said, "plain"), *tail)


def _ball_in_short(holder: str, in_words: bool) -> Span:
    if not holder:
        return "", "plain"
    words = _(BALL_WORDS.get(holder, "")) if in_words else _("ball {letter}").format(letter=ball_letter(holder))
    return words, "us" if holder == "us" else "plain"


def _again(row: TicketRow) -> Line:
    """How often it was told, where it was told more than once."""
    return ((f"{told_again(row)}  ", "due"),) if times(row) > 1 else ()


def _appointments(detail: TicketDetail, now: datetime, zone: str, width: int) -> Line:
    access = _access(detail.row.earliest, now, zone)
    if not detail.appointments:
        return ((f" {access}{_('No appointment.')}  {_site(detail)}", "plain"),)
    return ((f" {visits_words(detail, zone, width, access)}", "plain"),)


def _access(earliest: datetime | None, now: datetime, zone: str) -> str:
    """Before when the customer lets nobody in, as long as that lies ahead."""
    if earliest is None or earliest <= now:
        return ""
    return f"{_('Earliest by the customer')} {moment(earliest, now, zone)}  "


def _site(detail: TicketDetail) -> str:
    return one_line(detail.site)


def _what(detail: TicketDetail, now: datetime, zone: str) -> Line:
    """What was reported; of several reports the newest first, each with its time."""
    if detail.reports:
        told = [_report(line, now, zone) for line in reversed(detail.reports)]
        first = f"{moment(detail.row.reported, now, zone)} {one_line(detail.text) or one_line(detail.row.title)}"
        return ((_on_order(detail.parts, zone), "head"), (f" {' | '.join([*told, first])}", "plain"))
    source = f"  [{one_line(detail.source_number)}]" if detail.source_number else ""
    skills = f"  {detail.row.skills}" if detail.row.skills else ""
    said = f" {one_line(detail.text) or _site(detail)}{skills}{source}"
    return ((_on_order(detail.parts, zone), "head"), (said, "plain"))


def _on_order(parts: Iterable[PartRow], zone: str) -> str:
    """What the ticket waits for, by whom and until when; empty where nothing is on order."""
    waited = [part for part in parts if part.arrived is None]
    told = ", ".join(f"{one_line(part.text)} ({one_line(part.supplier)}){_by(part.promised, zone)}" for part in waited)
    return f" {_('On order: {parts}').format(parts=told)} " if told else ""


def _by(promised: datetime | None, zone: str) -> str:
    day = short_day(to_local(promised, zone).date()) if promised is not None else ""
    return f" {_('until {day}').format(day=day)}" if day else ""


def _report(line: ReportLine, now: datetime, zone: str) -> str:
    number = f" T-{line.number}" if line.number is not None else ""
    return f"{moment(line.reported, now, zone)}{number} {one_line(line.text)}"


def _next(row: TicketRow, hint: str, now: datetime, zone: str, width: int) -> Line:
    step, when = row.next_step, row.due
    if not step:
        return ((f" {_('Closed.')}", "done"),)
    date = _until(when, now, zone, width)
    room = max(1, width - cell_len(date) - 3)
    label = f"{_('Next step:')} " if width >= _LABELLED or not hint else ""
    text, how = f" {label}{one_line(step)}", f" -> {hint}" if hint else ""
    if hint and cell_len(text) + cell_len(how) + cell_len(_then()) <= room:
        how += _then()
    how = begun_words(how, max(0, room - min(_LEAST_STEP, room)))
    text = begun_words(text, max(0, room - cell_len(how)))
    gap = " " * (room - cell_len(text) - cell_len(how) + 2)
    return (
        (text, "head"),
        (how, "us"),
        (gap, "plain"),
        (date, "alarm" if is_overdue(when, row.earliest, now) else "plain"),
    )


def _then() -> str:
    return _(", d = dial")


def _until(when: datetime | None, now: datetime, zone: str, width: int) -> str:
    if when is None:
        return ""
    if width < _LABELLED:
        return _("f-up {when}").format(when=due(when, now, zone))
    return _("follow-up {when}").format(when=follow_up(when, now, zone))


def key_bar(keys: Iterable[Key], width: int, rows: int, read_only: str) -> list[Line]:
    """As many keys as fit into ``rows`` lines, in their order, the key before its word; writing ones are dim where
    nothing can be written."""
    lines: list[list[Span]] = [[]]
    used = 0
    for key in keys:
        word = _(key.label)
        room = 1 + cell_len(key.shown) + 1 + cell_len(word)
        if used + room > width - 1:
            if len(lines) == rows:
                break
            lines.append([])
            used = 0
        dim = bool(read_only) and key.writes
        lines[-1] += [(f" {key.shown} ", "done" if dim else "head"), (word, "done" if dim else "plain")]
        used += room
    return [*lines, *([[]] * (rows - len(lines)))]


def status_line(lefts: Sequence[str], right: str, width: int) -> Line:
    """The first of ``lefts`` that has room beside the last own action and save; none where none has."""
    room = max(0, width - cell_len(right) - 2)
    left = next((text for text in lefts if cell_len(text) + 2 < room), "")
    return ((cell(f" {left}", room), "plain"), (f" {right} ", "plain"))


def banner_line(texts: list[str], frame_sign: str, width: int) -> Line:
    """The rule above the status line, or the banner that stands on it; further ones are counted."""
    if not texts:
        return ((frame_sign * width, "plain"),)
    more = f" (+{len(texts) - 1}) " if len(texts) > 1 else " "
    text = f" {texts[0]}"
    if cell_len(text) + len(more) > width:
        text = cell(text, width - len(more))
    return ((cell(text + more, width), "hold"),)
