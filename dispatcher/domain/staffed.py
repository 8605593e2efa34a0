"""When somebody is at the desks: the office's hours, without weekends, holidays and the afternoons of half days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dispatcher.domain.calendar import minute_of_day, morning_of
from dispatcher.domain.phrases.office_days import holiday_on, hours_on
from dispatcher.domain.phrases.values import Office

LONGEST_CLOSED = 31
"""Days after which somebody is taken to come, whatever the hours say."""


def staffed_on(day: date, office: Office) -> tuple[datetime, datetime] | None:
    """From when until when (UTC) the office is staffed on its local ``day``; None on a closed day."""
    hours = hours_on(day, office)
    if hours is None or holiday_on(day, office):
        return None
    opens, closes = hours
    return minute_of_day(day, office.zone, opens), minute_of_day(day, office.zone, closes)


def staffed_again(office: Office) -> datetime:
    """When the next shift begins (UTC): the first opening that lies ahead of the office's now."""
    for ahead in range(LONGEST_CLOSED):
        span = staffed_on(office.today + timedelta(days=ahead), office)
        if span is not None and span[0] > office.now:
            return span[0]
    return morning_of(office.today + timedelta(days=LONGEST_CLOSED), office.zone, 0)
