"""What a customer decided and what blocks from then on (I6, B15)."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.calendar import local_day, show_date
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

LONGEST_WORDS = 2000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ExcludeTechnician:
    """A customer decided that a technician (ids) does not come again: who said so, in his words; ``since`` None is
    now, ``site`` None all his sites."""

    customer: int
    technician: int
    said_by: str = ""
    quote: str = ""
    site: int | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class LiftDecision:
    """A decision (id) holds no longer; ``reference`` is the mail, the call, the person that says so."""

    decision: int
    reference: str
    seen: int | None = None


def refuse_exclusion(wish: ExcludeTechnician) -> Refusal | None:
    """The sentence why these are no words of a decision, or None."""
    if len(wish.said_by) > LONGEST_NAME:
        return Refusal("said_by", _("A name has at most {n} signs.").format(n=LONGEST_NAME))
    if len(wish.quote) > LONGEST_WORDS:
        return Refusal("quote", _("The words have at most {n} signs.").format(n=LONGEST_WORDS))
    return None


def refuse_lifting(wish: LiftDecision) -> Refusal | None:
    """The sentence why a decision cannot be lifted like that, or None: it needs what it refers to."""
    if not wish.reference.strip():
        return Refusal("reference", _("Who lifted it, and where does it say so? A reference is needed."))
    if len(wish.reference) > LONGEST_WORDS:
        return Refusal("reference", _("The words have at most {n} signs.").format(n=LONGEST_WORDS))
    return None


def exclusion_words(customer: str, technician: str, said_by: str, since: datetime, quote: str, zone: str) -> str:
    """The decision that a technician does not come again, for whoever would send him: ``Botschaft: without Wolff (Ms
    Bonnard, Tue 24.11.2026): "..."``."""
    sentence = _("{customer}: without {technician} ({who})")
    told = sentence.format(customer=customer, technician=technician, who=said_on(said_by, since, zone))
    return f'{told}: "{quote}"' if quote else told


def said_on(said_by: str, since: datetime, zone: str) -> str:
    """Who said it, where somebody is named, and on what day."""
    day = show_date(local_day(since, zone))
    return f"{said_by}, {day}" if said_by else day
