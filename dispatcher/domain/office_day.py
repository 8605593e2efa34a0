"""By when something is done that is due today: the end of the office day, and before whatever it is needed for."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatcher.domain.calendar import minute_of_day
from dispatcher.domain.phrases.values import Office
from dispatcher.domain.staffed import LONGEST_CLOSED, staffed_on

AFTERNOON = 15 * 60
"""15:00, when tomorrow's appointments are gone through; local minutes."""
AHEAD = timedelta(minutes=30)
"""So long before an appointment whatever it needs is done."""
AT_ONCE = timedelta(minutes=15)


def end_of_office_day(office: Office) -> datetime:
    """When the office closes today, or on the next day it is staffed where it has closed already; UTC."""
    for ahead in range(LONGEST_CLOSED):
        span = staffed_on(office.today + timedelta(days=ahead), office)
        if span is not None and span[1] > office.now:
            return span[1]
    return office.now + timedelta(days=LONGEST_CLOSED)


def due_today(office: Office, before: datetime) -> datetime:
    """The end of the office day, or half an hour before an appointment (``before``, aware) that is sooner; never in
    the past; UTC."""
    return _ahead(office, min(end_of_office_day(office), before - AHEAD))


def due_this_afternoon(office: Office, before: datetime) -> datetime:
    """15:00 of the office's day, or its end where that is past; half an hour before an appointment (``before``, aware)
    that is sooner; never in the past; UTC."""
    afternoon = minute_of_day(office.today, office.zone, AFTERNOON)
    if afternoon <= office.now or staffed_on(office.today, office) is None:
        return due_today(office, before)
    return _ahead(office, min(afternoon, end_of_office_day(office), before - AHEAD))


def _ahead(office: Office, due: datetime) -> datetime:
    return max(due, office.now.replace(second=0, microsecond=0) + AT_ONCE)
