"""Instants as people type them behind an option: ISO 8601, on the office's wall clock where no zone is named."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

LONGEST_SHOWN = 60


def instant(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """The callback of an option that takes an instant; the result has a zone only if one was typed."""
    if value is None:
        return None
    if (typed := iso_instant(value)) is not None:
        return typed
    shown = value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "..."
    raise click.BadParameter(_('"{value}" is no instant. Like: 2026-11-23T09:42').format(value=shown))


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
