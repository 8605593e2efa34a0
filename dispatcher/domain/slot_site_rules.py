"""The rules of a slot that look at the customer and his site: what he was told, his holidays, who lets us in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from dispatcher.domain.calendar import holiday_name, show_span
from dispatcher.domain.field_dates import show_moment
from dispatcher.domain.phrases.office_days import HALF_DAY_ENDS, is_half_day
from dispatcher.domain.slot_rules import Flaw, Slot
from dispatcher.locale import _


def told(slot: Slot) -> Iterator[Flaw]:
    """What the customer was told, and from when on he lets us in."""
    window, earliest = slot.job.window, slot.job.earliest
    if window is not None and not window[0] <= slot.starts < window[1]:
        yield "window", partial(_breaks_window, slot, window)
    if earliest is not None and slot.starts < earliest:
        yield "earliest", partial(_too_early, slot, earliest)


def _breaks_window(slot: Slot, window: tuple[datetime, datetime]) -> str:
    span = show_span(*window, slot.job.zone)
    return _("{customer} was told {span}").format(customer=slot.job.customer_name, span=span)


def _too_early(slot: Slot, earliest: datetime) -> str:
    shown = show_moment(earliest, slot.job.zone, day_ends=False, weekday=True)
    return _("{customer}: not before {time}").format(customer=slot.job.customer_name, time=shown)


def calendar(slot: Slot) -> Iterator[Flaw]:
    """A holiday where the site is, by its German name, or a half day."""
    day, job = slot.site_day, slot.job
    if name := holiday_name(day, slot.state, country=job.country, municipality=job.municipality):
        yield "holiday", partial(str, f"{name} ({_whose(slot, day)})")
    elif is_half_day(day) and slot.last > HALF_DAY_ENDS:
        yield "half day", _half_day


def _whose(slot: Slot, day: date) -> str:
    """The state, or the municipality where the holiday is its own."""
    job = slot.job
    of_state = holiday_name(day, slot.state, country=job.country)
    return slot.state if of_state else job.municipality.strip()


def _half_day() -> str:
    return _("half day")


def access(slot: Slot) -> Iterator[Flaw]:
    """Who opens is away then, or the gate wants to know earlier."""
    job = slot.job
    for name, since, until in job.openers_away:
        if since < slot.ends and (until is None or until > slot.starts):
            yield "opener", partial(_opener_away, name)
    if job.register_hours and not job.is_registered and slot.starts - slot.now < timedelta(hours=job.register_hours):
        yield "register", partial(_register, job.register_hours)


def _opener_away(name: str) -> str:
    return _("{name} is absent").format(name=name)


def _register(needed: int) -> str:
    return _("Registration {hours} h ahead is not possible any more").format(hours=needed)
