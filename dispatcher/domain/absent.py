"""A technician who does not come: from when until when, never why; and what that does to his visits (X9)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.phrases import Understood

LONGEST_LIST = 60
"""Visits of one absence that are listed; who is away longer is planned anew week by week."""
DAYS_AHEAD = 5
"""Local days in which a replacement is looked for, from that of the visit on."""
UNKNOWN = ("unknown", "unbekannt", "unbek", "?")
"""What stands for an end that nobody knows; the first of them is how it is written."""


@dataclass(frozen=True, slots=True)
class SetAbsent:
    """A technician (id) is absent from ``starts`` until ``ends`` (aware; None: nobody knows). ``phrase`` is how long
    as it was typed."""

    technician: int
    starts: datetime
    ends: datetime | None = None
    phrase: str = ""


def refuse_absence(command: SetAbsent, now: datetime) -> Refusal | None:
    """The no to an absence that is none, or None."""
    if command.ends is not None and command.ends <= command.starts:
        return Refusal("until", _("An absence ends after it began."))
    if command.ends is not None and command.ends <= now:
        return Refusal("until", _("That lies in the past. Until when is he absent?"))
    return None


def is_unknown(text: str) -> bool:
    """Whether ``text``, typed for the end of an absence, says that nobody knows it."""
    return text.strip().casefold() in UNKNOWN


def last_instant(meant: Understood, zone: str) -> datetime:
    """The end of an absence that lasts until ``meant``: a day that is named counts whole, in ``zone``. UTC."""
    from dispatcher.domain.calendar import day_bounds

    return day_bounds(meant.day, zone)[1] if meant.day_only else meant.starts


def until_words(ends: datetime | None, zone: str) -> str:
    """``until Fri 27.11.2026``, or that nobody knows."""
    from dispatcher.domain.field_dates import show_moment

    if ends is None:
        return _("until unknown")
    return _("until {when}").format(when=show_moment(ends, zone, day_ends=True, weekday=True))


def is_absent_at(starts: datetime, ends: datetime | None, instant: datetime) -> bool:
    """Whether an absence covers ``instant``."""
    return starts <= instant and (ends is None or instant < ends)
