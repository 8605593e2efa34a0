"""What the lines above the panes say: the header, and on a small screen day and clock beside the alarms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from dispatcher.console.widgets.marks import Line, Span, whole_words
from dispatcher.console.wording import full_day, hour_minute, short_day
from dispatcher.domain.calendar import iso_week, to_local
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.rows import OfficeRow

_SHORT_CALL = 18
"""Cells of who is on call beside the alarms."""


def header_line(
    office: OfficeRow | None,
    desk: str,
    now: datetime,
    width: int,
    is_training: bool = False,
    on_call: Sequence[tuple[str, datetime | None]] = (),
) -> Line:
    """Program, office, day, week, clock, who is on call until when, who sits at the desk, and that it is only
    training. Who is on call gives way to nothing but the office and the clock."""
    if office is None:
        return ((" DISPATCH", "head"),)
    day = to_local(now, office.zone).date()
    when = f"{full_day(day)} {_('week {n}').format(n=iso_week(day)[1])}  {hour_minute(now, office.zone)}"
    name = f"  {whole_words(office.name, width // 4)}" if width >= 120 else ""
    left = f" DISPATCH{name}" if width >= 100 else f" {whole_words(office.name, 24)}"
    training: Span = (f" {_('TRAINING')} ", "hold") if is_training else ("", "plain")
    gap = "   " if is_training else ""
    room = width - cell_len(left) - cell_len(when) - cell_len(training[0]) - len(gap) - 6
    told = _people(on_call, office.zone, _("desk: {name}").format(name=desk), room)
    return ((left, "head"), (f"   {when}   ", "plain"), training, (f"{gap}{told}", "plain"))


def _people(on_call: Sequence[tuple[str, datetime | None]], zone: str, seat: str, room: int) -> str:
    """Who is on call and who sits here, in so many words as have ``room``; what has none is left out."""
    long, short = _called_long(on_call, zone), _called_short(on_call)
    ways = [f"{long}   {seat}", f"{short}   {seat}", short, _called_cut(short, room)] if short else []
    return next((one for one in ways if one and cell_len(one) <= room), whole_words(seat, room))


def _called_cut(called: str, room: int) -> str:
    """Who is on call, cut behind a whole word; nothing where no name is left."""
    cut = whole_words(called, room)
    if cut == called:
        return called
    is_whole = called.startswith(f"{cut} ") and cell_len(cut) > cell_len(_called_by(""))
    return cut.rstrip(",") if is_whole else ""


def _called_long(on_call: Sequence[tuple[str, datetime | None]], zone: str) -> str:
    """Who is on call, and until when."""
    told = []
    for name, until in on_call:
        when = f"{short_day(to_local(until, zone).date())} {hour_minute(until, zone)}" if until is not None else "?"
        told.append(_("on call: {name} until {when}").format(name=one_line(name), when=when))
    return "  ".join(told)


def _called_short(on_call: Sequence[tuple[str, datetime | None]]) -> str:
    names = ", ".join(one_line(name) for name, _until in on_call)
    return _called_by(names) if names else ""


def _called_by(names: str) -> str:
    return _("on call {name}").format(name=names).rstrip()


def clock_line(
    office: OfficeRow | None, now: datetime, is_training: bool, on_call: Sequence[tuple[str, datetime | None]] = ()
) -> Line:
    """Day, week and clock, who is on call, and that it is only training."""
    if office is None:
        return ((" DISPATCH", "head"),)
    day = to_local(now, office.zone).date()
    when = f" {short_day(day)} {_('week {n}').format(n=iso_week(day)[1])} {hour_minute(now, office.zone)}  "
    called, gap = _called_cut(_called_short(on_call), _SHORT_CALL), " " if is_training else "  "
    return (
        (when, "plain"),
        (f"{called}{gap}" if called else "", "plain"),
        (f" {_('TRAINING')} ", "hold") if is_training else (gap, "plain"),
    )
