"""Attempts to reach somebody about a ticket: how they end, when the next one is due, and in which way (B9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from dispatcher.domain.ball import follow_up
from dispatcher.domain.calendar import is_working_day, to_local
from dispatcher.domain.promise import OUTCOMES
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

Way = Literal["call", "call and mail", "write"]
WAYS: tuple[Way, ...] = ("call", "call and mail", "write")
"""How the first, second and every later attempt is made."""
AGAIN_SOON = timedelta(minutes=30)
"""After a busy line, and where it is urgent, it is tried again so soon."""
_CLOSES = 17
"""The local hour from which on "soon" is the next working day, where the office has named no hours."""


@dataclass(frozen=True, slots=True)
class FileAttempt:
    """Somebody tried to reach the other side of a ticket (by id). ``outcome`` is one of OUTCOMES; ``number`` and
    ``person`` whom, ``text`` what was left on the voicemail, ``next_due`` (aware) when it is tried again where it is
    not the usual time."""

    ticket: int
    outcome: str
    number: str = ""
    person: str = ""
    text: str = ""
    next_due: datetime | None = None


def refuse_outcome(outcome: str) -> Refusal | None:
    """The no to an outcome that is none of the four, or None."""
    if outcome not in OUTCOMES:
        return Refusal("outcome", _("An attempt ends as reached, voicemail, no answer or busy."))
    return None


def way(attempts: int) -> Way:
    """How the next attempt is made after so many in vain: first a call, then a call and a mail, then in writing."""
    return WAYS[min(attempts, len(WAYS) - 1)]


def is_pressing(urgent: bool, ball: str) -> bool:
    """Whether it is tried again within the half hour: urgent by the customer's word, and our turn."""
    return urgent and ball == "us"


def is_for_letter(attempts: int) -> bool:
    """Whether so many attempts were in vain that the other side is reminded in writing."""
    return attempts >= len(WAYS)


def next_try(
    outcome: str,
    now: datetime,
    zone: str,
    state: str,
    *,
    urgent: bool = False,
    hours: Sequence[tuple[int, int] | None] = (),
) -> datetime:
    """When it is tried again after an attempt in vain: 09:00 on the next working day (holidays of ``state``); a busy
    line and a pressing ticket within the half hour, while the office is open (``hours`` from Monday on)."""
    soon = now + AGAIN_SOON
    if (outcome == "busy" or urgent) and _is_open(soon, zone, state, hours):
        return soon
    return follow_up(now, zone, state, days=1)


def _is_open(instant: datetime, zone: str, state: str, hours: Sequence[tuple[int, int] | None]) -> bool:
    local = to_local(instant, zone)
    span = hours[local.weekday()] if hours else (0, _CLOSES * 60)
    minute = local.hour * 60 + local.minute
    return is_working_day(local.date(), state) and span is not None and span[0] <= minute <= span[1]
