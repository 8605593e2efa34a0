"""How the service-level clock of a ticket stands, for the focus strip: stopped since when and why, or over."""

from __future__ import annotations

from datetime import datetime

from dispatcher.console.widgets.marks import Span
from dispatcher.console.wording import day_month, follow_up, hour_minute, moment, short_day
from dispatcher.domain.calendar import to_local
from dispatcher.domain.service_clock import REASONS, ClockRow, Stop
from dispatcher.locale import _

_WHOLE = 150
"""Columns from which it is said in full."""
_DATED = 110
"""Columns from which the day is said."""


def clock_words(clock: ClockRow | None, now: datetime, zone: str, width: int) -> Span:
    """``clock STOPPED 17.11. 09:25 (no access)``, shorter where there is less room; empty where nothing was agreed and
    nothing stopped it, and once somebody was on site in time."""
    if clock is None:
        return "", "plain"
    if (stop := clock.standing(now)) is not None:
        if stop.ends is not None:
            return _waiting(stop.ends, stop, zone, width), "plain"
        return _stopped(stop, now, zone, width), "due"
    if (since := clock.over_since(now)) is not None:
        told = _("clock OVER since {when}") if width >= _DATED else _("clock OVER")
        return told.format(when=moment(since, now, zone)), "alarm"
    deadline = clock.turns[-1] if clock.turns and clock.answered is None else None
    if deadline is None or width < _DATED:
        return "", "plain"
    told = _("clock runs until {when}").format(when=follow_up(deadline, now, zone))
    return told, "due" if clock.sign(now) else "plain"


def _waiting(ends: datetime, stop: Stop, zone: str, width: int) -> str:
    """It is known until when: the customer agreed on it."""
    if width < _DATED:
        return ""
    if width < _WHOLE:
        return _("clock stands until {when}").format(when=day_month(to_local(ends, zone).date()))
    when = f"{short_day(to_local(ends, zone).date())} {hour_minute(ends, zone)}"
    return _("clock stands until {when} ({why})").format(when=when, why=_(REASONS[stop.reason]))


def _stopped(stop: Stop, now: datetime, zone: str, width: int) -> str:
    if width < _DATED:
        return _("clock STOPPED")
    if width < _WHOLE:
        return _("clock STOPPED {when}").format(when=day_month(to_local(stop.starts, zone).date()))
    when = moment(stop.starts, now, zone)
    return _("clock STOPPED {when} ({why})").format(when=when, why=_(REASONS[stop.reason]))
