"""Instants as people type them behind an option: ISO 8601, on the office's wall clock where no zone is named."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import click

from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _
from dispatcher.values import dataclass

LONGEST_SHOWN = 60
_PAST = re.compile(r"(?:(today|heute|yesterday|gestern)\s+)?(\d{1,2})(?::(\d{2}))?", re.IGNORECASE | re.ASCII)
_DAYS_AGO = {"yesterday": 1, "gestern": 1}
_LAST_HOUR, _LAST_MINUTE = 23, 59


def instant(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """The callback of an option that takes an instant; the result has a zone only if one was typed."""
    if value is None:
        return None
    if (typed := iso_instant(value)) is not None:
        return typed
    shown = value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "..."
    raise click.BadParameter(_('"{value}" is no instant. Like: 2026-11-23T09:42').format(value=shown))


@dataclass(frozen=True, slots=True)
class PastClock:
    """A time on the office's wall clock, so many ``days`` ago: ``09:35``, ``yesterday 18``."""

    days: int
    time: time


def past_instant(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | PastClock | None:
    """The callback of an option that says when something was: an instant, or the clock of today or yesterday."""
    spoken = _PAST.fullmatch((value or "").strip())
    if spoken is None or not (spoken[1] or spoken[3]):
        return instant(ctx, param, value)
    if int(spoken[2]) > _LAST_HOUR or int(spoken[3] or 0) > _LAST_MINUTE:
        return instant(ctx, param, value)
    days = _DAYS_AGO.get((spoken[1] or "").lower(), 0)
    return PastClock(days, time(int(spoken[2]), int(spoken[3] or 0)))


def past_in_zone(typed: datetime | PastClock, zone: str, today: date) -> datetime:
    """The aware instant that was meant, where the office has the day ``today``. Raises Trouble as :func:`in_zone`."""
    if isinstance(typed, PastClock):
        typed = datetime.combine(today - timedelta(days=typed.days), typed.time)
    return in_zone(typed, zone)


def iso_instant(text: str) -> datetime | None:
    """The instant in ISO 8601 that ``text`` is, with a zone only if one was typed; None where it is none."""
    try:
        typed = datetime.fromisoformat(text.strip())
        typed.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return typed


def in_zone(typed: datetime, zone: str) -> datetime:
    """The aware instant that was meant in ``zone``. Raises Trouble "input" for a wall time that does not exist, exists
    twice, or lies in a year out of reach."""
    from dispatcher.domain.calendar import to_utc

    aware = typed.tzinfo is not None
    found = to_utc(typed.astimezone(UTC).replace(tzinfo=None), "UTC") if aware else to_utc(typed, zone)
    if isinstance(found, Refusal):
        raise Trouble("input", found.sentence)
    return found
