"""A technician who does not come: from when until when, never why; and what that does to his visits (X9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _

LONGEST_LIST = 60
"""Visits of one absence that are listed; who is away longer is planned anew week by week."""
DAYS_AHEAD = 5
"""Local days in which a replacement is looked for, from that of the visit on."""


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


def is_absent_at(starts: datetime, ends: datetime | None, instant: datetime) -> bool:
    """Whether an absence covers ``instant``."""
    return starts <= instant and (ends is None or instant < ends)
