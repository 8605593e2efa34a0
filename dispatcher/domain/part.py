"""A part that a ticket waits for: who delivers it, until when, and whether it has come (X13)."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.calendar import local_day, morning_of, next_working_day, to_local
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

_CLOSES = 17
"""The hour until which a delivery of that day comes."""
LONGEST_PART = 400
"""Signs of the part, of its supplier and of the order's reference."""


@dataclass(frozen=True, slots=True)
class AddPart:
    """A ticket (by id) waits for ``text``, which ``supplier`` delivers at ``promised`` (aware). ``reference`` is the
    order's, ``phrase`` the date as it was typed, ``seen`` the version of the ticket it was decided on."""

    ticket: int
    text: str
    supplier: str
    promised: datetime | None
    reference: str = ""
    phrase: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class PartArrived:
    """The part (by id) is there."""

    part: int


def refuse_part(part: AddPart, now: datetime) -> Refusal | None:
    """The sentence why this is no part on order, or None."""
    if not part.text.strip():
        return Refusal("text", _("Which part? A word is needed."))
    if not part.supplier.strip():
        return Refusal("supplier", _("Who delivers it? A name is needed."))
    if max(map(len, (part.text, part.supplier, part.reference))) > LONGEST_PART:
        return Refusal("too-long", _("Too long: at most {n} signs.").format(n=LONGEST_PART))
    if part.promised is None:
        return Refusal("promised", _("Until when is it to come? A date is needed."))
    if part.promised <= now:
        return Refusal("promised", _("That lies in the past. Until when is it to come?"))
    return None


def promised_by(due: datetime, zone: str) -> datetime:
    """The instant by which a part is promised: of a day without a time 17:00 in ``zone``."""
    local = to_local(due, zone)
    return due if local.hour or local.minute else morning_of(local.date(), zone, _CLOSES)


def day_after(promised: datetime, zone: str, state: str) -> datetime:
    """When we ask for a part that was promised for then: 09:00 on the working day behind it, in the office's ``zone``
    and federal ``state``."""
    return morning_of(next_working_day(local_day(promised, zone), state), zone)
