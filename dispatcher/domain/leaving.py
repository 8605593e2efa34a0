"""Leaving the desk empty: who is called meanwhile, what the machine says, and until when (N5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

LONGEST_TEXT = 500
LONGEST_AWAY = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class AtDesk:
    """The console of that name is open, or closed again; those in ``gone`` were killed."""

    console: str
    is_open: bool = True
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeaveDesk:
    """Nobody is at the desks from now on: calls go to ``number``, the machine says ``text``, somebody is back at
    ``until`` (aware). With the reason ``override`` neither number nor text is needed."""

    number: str
    text: str
    until: datetime
    override: str = ""


def refuse_leaving(leave: LeaveDesk, now: datetime) -> Refusal | None:
    """The sentence why the desk cannot be left so, its code the field to put right; None where it can."""
    if leave.until <= now:
        return Refusal("until", _("That lies in the past. Until when is nobody here?"))
    if leave.until - now > LONGEST_AWAY:
        return Refusal("until", _("A desk is left for at most {n} days.").format(n=LONGEST_AWAY.days))
    if leave.override.strip():
        return None
    from dispatcher.domain.phone import parse

    if parse(leave.number) is None:
        told = _("A number is needed that reaches somebody, like 0171 2312520; or ! and the reason why there is none.")
        return Refusal("number", told)
    if not leave.text.strip():
        return Refusal("text", _("What does the machine say? A sentence is needed."))
    return None
