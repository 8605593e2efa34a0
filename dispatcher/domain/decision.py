"""What a customer decided and what blocks from then on (I6, B15)."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.calendar import local_day, show_date
from dispatcher.locale import _


def exclusion_words(customer: str, technician: str, said_by: str, since: datetime, quote: str, zone: str) -> str:
    """The decision that a technician does not come again, for whoever would send him: ``Botschaft: without Wolff (Ms
    Bonnard, Tue 24.11.2026). "..."``."""
    day = show_date(local_day(since, zone))
    who = f"{said_by}, {day}" if said_by else day
    sentence = _("{customer}: without {technician} ({who})").format(customer=customer, technician=technician, who=who)
    return f'{sentence}: "{quote}"' if quote else sentence
