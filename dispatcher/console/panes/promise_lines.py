"""A promise in one line of a panel and in full sentences on the focus strip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from dispatcher.console.widgets.marks import Line, MarkName, cell
from dispatcher.console.wording import day_month, due, full_day, hour_minute, moment, short_day, span, weekday
from dispatcher.domain.calendar import to_local
from dispatcher.domain.promise import OURS, STANDINGS, standing
from dispatcher.domain.text import one_line
from dispatcher.locale import _, ngettext

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import PromiseRow

_HOUR = 60
_DAY = 24 * _HOUR
_WIDE = 40
"""Columns from which a promise and to whom it is stand in columns of their own."""
_NARROW = 30
_BEFORE, _LEAST = 8, 13
"""Cells of sign and time, and those that what is promised to whom keeps."""


def to_whom(row: PromiseRow) -> str:
    """The customer, the colleague or the name it was given to."""
    return one_line(row.customer_name or row.colleague_sign or row.to_name)


def promise_line(row: PromiseRow, now: datetime, zone: str, width: int) -> Line:
    """One of ours in ``width`` cells: sign, when, what, to whom, and how long it still is, or is over."""
    sign, mark = _sign(row, now)
    when = due(row.due, now, zone)
    left = _left_in(row, now, width)
    room = max(0, width - _BEFORE - (cell_len(left) + 1 if left else 0))
    said = cell(_what_and_whom(row, room, width >= _WIDE), room)
    return (
        (sign, mark),
        (f"{cell(when, 5)} ", "plain"),
        (said, "plain"),
        (f" {left}" if left else "", mark if sign == "!!" else "plain"),
    )


def _what_and_whom(row: PromiseRow, room: int, is_wide: bool) -> str:
    what, whom = one_line(row.what), to_whom(row)
    if not is_wide:
        short = cell(what, min(cell_len(what), max(4, room - min(cell_len(whom), room * 2 // 3) - 1)))
        return f"{short.rstrip(' -')} {whom}"
    most = max(9, room - min(cell_len(whom), room // 2) - 1)
    return f"{cell(what, min(max(9, cell_len(what)), most))} {whom}"


def owed_line(row: PromiseRow, now: datetime, zone: str, width: int) -> Line:
    """One of theirs: who, what, by when."""
    sign = "! " if standing(row, now) == "broken" else "  "
    day = to_local(row.due, zone).date()
    when = hour_minute(row.due, zone) if day == to_local(now, zone).date() else short_day(day)
    asked = f" {row.attempts}x" if row.attempts and width >= _WIDE else ""
    room = width - 2 - cell_len(when + asked) - 1
    what, whom = one_line(row.what), to_whom(row)
    name = cell(whom, min(cell_len(whom), max(8, room - cell_len(what) - 2, room * 2 // 5))).rstrip()
    told = cell(f"{name}: {what}", room)
    return (sign, "due" if sign.strip() else "plain"), (told, "plain"), (f" {when}{asked}", "plain")


def told_line(row: PromiseRow, now: datetime, zone: str, width: int) -> Line:
    """One of a customer's in ``width`` cells, theirs marked with ``<``: sign, when, what, who answers, how long."""
    sign, mark = _sign(row, now)
    what = one_line(row.what) if row.side == OURS else f"< {one_line(row.what)}"
    if width < _NARROW:
        return (sign, mark), (f"{due(row.due, now, zone)} {what}", "plain")
    left = f"  {state_words(row, now)}" if standing(row, now) != "open" else ""
    room = max(0, width - 3 - cell_len(left))
    said = f"{_at(row.due, now, zone)} {what}"
    owned = f"{said} ({row.owner_sign})"
    said = owned if cell_len(owned) <= room else said
    return (sign, mark), (f" {cell(said, min(cell_len(said), room))}", "plain"), (left, mark)


def _sign(row: PromiseRow, now: datetime) -> tuple[str, MarkName]:
    stands = standing(row, now)
    if stands == "broken" or (stands == "due" and now >= row.due):
        return "!!", "alarm"
    return ("! ", "due") if stands == "due" else ("  ", "plain")


def _left_in(row: PromiseRow, now: datetime, width: int) -> str:
    """The same for a line of ``width`` cells: nothing in a small panel; where the words leave too little for the
    promise, the sign before it says that it is over, or due."""
    left = _left(row, now) if width >= _NARROW - 2 else ""
    if width >= _WIDE or not left or width - _BEFORE - cell_len(left) - 1 >= _LEAST:
        return left
    over = _minutes_over(row, now)
    return _long(abs(over)) if over else ""


def _minutes_over(row: PromiseRow, now: datetime) -> int:
    return int((now.replace(second=0, microsecond=0) - row.due).total_seconds() // 60)


def _left(row: PromiseRow, now: datetime) -> str:
    """How long it is over, that its minute is now, or how long it still is within the hour."""
    minutes = _minutes_over(row, now)
    if standing(row, now) == "broken":
        return _("OVER {time}").format(time=_long(max(1, minutes)))
    left = -minutes
    if left <= 0:
        return _("due now")
    return _("in {time}").format(time=_long(left)) if left <= _HOUR else ""


def _long(minutes: int) -> str:
    if minutes < 2 * _HOUR:
        return _("{n} min").format(n=minutes)
    if minutes < 2 * _DAY:
        return _("{n} h").format(n=minutes // _HOUR)
    return _("{n} d").format(n=minutes // _DAY)


# --- in full sentences ---


def promise_strip(
    row: PromiseRow, successor: PromiseRow | None, now: datetime, zone: str, width: int, rows: int
) -> list[Line]:
    """The promise under the cursor on the focus strip; ``successor`` came in its place without a word to the other
    side. The last line is what to do next."""
    stands = standing(row, now)
    mark: MarkName = "alarm" if stands == "broken" and row.side == OURS else "due" if stands != "open" else "plain"
    what = one_line(row.what)
    name = _("PROMISE") if row.side == OURS else _("OWED TO US")
    head = f"  {what}   {whom_in_full(row)}   "
    state = f" {state_words(row, now)} " if stands != "open" else ""
    first: Line = (
        (f" {name}", "head"),
        (cell(head, min(cell_len(head), width - len(name) - len(state) - 2)), "plain"),
        (state, mark),
    )
    time, care = f" {due_words(row, zone)}", "   ".join(care_words(row, now, zone))
    lines: list[Line] = [first]
    if rows > 3:
        lines += [((time, "plain"),), ((f" {care}", "plain"),)]
    else:
        lines.append(((f"{time}   {care}", "plain"),))
    return [*lines, ((f" {next_words(row, successor, now, zone)}", "head"),)]


def whom_in_full(row: PromiseRow) -> str:
    """Customer with number, contact person with telephone; or the colleague, or the name."""
    customer = f"K-{row.customer_number} {one_line(row.customer_name)}" if row.customer_number else ""
    person = " ".join(part for part in (one_line(row.person_name or row.to_name), row.person_phone) if part)
    ticket = f"T-{row.ticket_number}" if row.ticket_number else ""
    note = _("for {sign}").format(sign=row.colleague_sign) if row.colleague_sign else ""
    return "   ".join(part for part in (note, customer, person, ticket) if part)


def state_words(row: PromiseRow, now: datetime) -> str:
    """How it stands at ``now``, in words."""
    stands = standing(row, now)
    left = _left(row, now) if row.state == "open" else ""
    return left if stands in ("broken", "due") and left else _(STANDINGS[stands])


def due_words(row: PromiseRow, zone: str) -> str:
    """When it is due, and how that was typed."""
    day = full_day(to_local(row.due, zone).date())
    time = span(row.due_from, row.due, zone) if row.due_from is not None else hour_minute(row.due, zone)
    typed = f"   ({one_line(row.phrase)})" if row.phrase else ""
    length = f"   {_('{n} min').format(n=row.minutes)}" if row.minutes else ""
    keeps = f"   {_('customer keeps it free')}" if row.keeps_free else ""
    return f"{_('due')} {day} {time}{typed}{length}{keeps}"


def care_words(row: PromiseRow, now: datetime, zone: str) -> Sequence[str]:
    """Who answers for it, what was tried, when it was given."""
    owner = _("owner {sign}").format(sign=row.owner_sign)
    if row.stand_in_sign:
        owner += f" ({_('stand-in')} {row.stand_in_sign})"
    tried = ngettext("{n} attempt", "{n} attempts", row.attempts).format(n=row.attempts) if row.attempts else ""
    if row.next_try is not None and row.attempts:
        tried += f", {_('next try {when}').format(when=_at(row.next_try, now, zone))}"
    unseen = _("not acknowledged") if row.acknowledged is None else ""
    given = _("given {when}").format(when=moment(row.given, now, zone))
    return [part for part in (owner, tried, unseen, given) if part]


def _at(instant: datetime, now: datetime, zone: str) -> str:
    day = to_local(instant, zone).date()
    if day == to_local(now, zone).date():
        return hour_minute(instant, zone)
    return f"{weekday(day)} {day_month(day)} {hour_minute(instant, zone)}"


def next_words(row: PromiseRow, successor: PromiseRow | None, now: datetime, zone: str) -> str:
    """What to do about it."""
    if successor is not None:
        when = _at(successor.due, now, zone)
        return _("Next step: d = tell them that it is {when} now").format(when=when)
    if row.side != OURS:
        return _("Next step: d = ask where it stays   m = new date   x = withdraw   Enter = details")
    if standing(row, now) == "broken":
        return _("Next step: d = tell them   m = new date   Enter = details")
    return _("Next step: d = keep it   m = move   x = withdraw   Enter = details")
