"""What the lines above the panes say: the header, and on a small screen day and clock beside the alarms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from dispatcher.console.widgets.marks import Line, Span, cell
from dispatcher.console.wording import full_day, hour_minute, short_day
from dispatcher.domain.calendar import iso_week, to_local
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.rows import OfficeRow


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
    name = f"  {office.name}" if width >= 120 else ""
    left = f" DISPATCH{name}" if width >= 100 else f" {cell(office.name, 24)}"
    training: Span = (f" {_('TRAINING')} ", "hold") if is_training else ("", "plain")
    seat = _("desk: {name}").format(name=desk)
    taken = cell_len(left) + cell_len(when) + cell_len(training[0]) + 6
    parts = [called for called in [_called_long(on_call, office.zone), _called_short(on_call)] if called]
    rest = [*(f"{called}   {seat}" for called in parts), seat]
    told = next((one for one in rest if taken + cell_len(one) + 3 <= width), rest[-2] if parts else rest[-1])
    return ((left, "head"), (f"   {when}   ", "plain"), training, (f"   {told}" if is_training else told, "plain"))


def _called_long(on_call: Sequence[tuple[str, datetime | None]], zone: str) -> str:
    """Who is on call, and until when."""
    told = []
    for name, until in on_call:
        when = f"{short_day(to_local(until, zone).date())} {hour_minute(until, zone)}" if until is not None else "?"
        told.append(_("on call: {name} until {when}").format(name=one_line(name), when=when))
    return "  ".join(told)


def _called_short(on_call: Sequence[tuple[str, datetime | None]]) -> str:
    names = ", ".join(one_line(name) for name, _until in on_call)
    return _("on call {name}").format(name=names) if names else ""


def clock_line(
    office: OfficeRow | None, now: datetime, is_training: bool, on_call: Sequence[tuple[str, datetime | None]] = ()
) -> Line:
    """Day, week and clock, who is on call, and that it is only training."""
    if office is None:
        return ((" DISPATCH", "head"),)
    day = to_local(now, office.zone).date()
    when = f" {short_day(day)} {_('week {n}').format(n=iso_week(day)[1])} {hour_minute(now, office.zone)}  "
    called, gap = _called_short(on_call), " " if is_training else "  "
    return (
        (when, "plain"),
        (f"{cell(called, min(18, cell_len(called)))}{gap}" if called else "", "plain"),
        (f" {_('TRAINING')} ", "hold") if is_training else (gap, "plain"),
    )
