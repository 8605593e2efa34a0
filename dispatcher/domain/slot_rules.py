"""The rules of a slot that look at who goes: each yields what it finds wrong, and what makes the sentence, which nobody
needs before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from datetime import date, datetime, timedelta
from functools import partial

from dispatcher.domain.appointment import absent, taken
from dispatcher.domain.calendar import local_day, show_date, show_span, to_local
from dispatcher.domain.field_dates import show_moment
from dispatcher.domain.planning import Job, Stay, Worker, way_between
from dispatcher.domain.rest import REST_HOURS, is_on_call, rest_after, rest_before
from dispatcher.domain.technician import DAYS, NO_HOURS, show_daytime
from dispatcher.locale import _
from dispatcher.values import dataclass

Flaw = tuple[str, Callable[[], str]]
"""A code, and what makes the sentence."""
NEAR = timedelta(hours=36)
"""No rule looks further than this around a slot."""
OVERTIME = 30
"""Minutes behind his hours that need no reason."""


@dataclass(slots=True)
class Slot:
    """What is asked about: ``worker`` does ``job`` from ``starts`` to ``ends``, ``travel_minutes`` before it."""

    job: Job
    worker: Worker
    starts: datetime
    ends: datetime
    travel_minutes: int
    now: datetime
    office_state: str = ""
    sets_out: datetime = field(init=False)
    local: datetime = field(init=False)
    """``starts`` on the clock by which he works."""
    first: int = field(init=False)
    last: int = field(init=False)
    """From and until, in minutes of the day on which it begins."""
    stays: list[Stay] = field(init=False)
    """What else he has to do around it, in order."""

    def __post_init__(self) -> None:
        self.sets_out = self.starts - timedelta(minutes=self.travel_minutes)
        self.local = to_local(self.starts, self.worker.zone)
        last = to_local(self.ends, self.worker.zone)
        self.first = self.local.hour * 60 + self.local.minute
        begin, end, carried = self.starts - NEAR, self.ends + NEAR, self.job.appointment
        self.stays = [
            one for one in self.worker.stays if one.ends > begin and one.starts < end and one.appointment != carried
        ]
        self.last = (last.date() - self.local.date()).days * 24 * 60 + last.hour * 60 + last.minute

    @property
    def state(self) -> str:
        """The federal state whose holidays count."""
        return self.job.state or self.office_state

    @property
    def site_day(self) -> date:
        """The day on the calendar of the site."""
        return local_day(self.starts, self.job.zone)


def never(slot: Slot) -> Iterator[Flaw]:
    """What nobody can push through: the past, a ticket that has ended, somebody who left."""
    if slot.ends <= slot.now:
        yield "past", _past
    elif slot.starts < slot.now:
        yield "begun", _begun
    if slot.job.has_ended:
        yield "ended", partial(_ended, slot.job.number)
    if slot.worker.has_left:
        yield "left", partial(_left, slot.worker.name)


def _past() -> str:
    return _("That time has passed.")


def _begun() -> str:
    return _("That time has begun.")


def _ended(number: int) -> str:
    return _("T-{number} has ended; nothing is booked for it any more.").format(number=number)


def _left(technician: str) -> str:
    return _("{technician} does not work here any more.").format(technician=technician)


def exclusion(slot: Slot) -> Iterator[Flaw]:
    """The customer decided that he does not come again (B15)."""
    if words := slot.worker.excluded.get(slot.job.customer, ""):
        yield "exclusion", partial(str, words)


def rest(slot: Slot) -> Iterator[Flaw]:
    """Eleven hours after work begun outside his hours (X12): before this slot, and behind it where it is such work."""
    until = rest_before(slot.worker, slot.stays, slot.sets_out, slot.starts)
    if until is not None:
        yield "rest", partial(_rests, slot, until)
    disturbed = rest_after(slot.worker, slot.stays, slot.starts, slot.ends)
    if disturbed is not None:
        yield "rest", partial(_is_disturbed, slot, *disturbed)


def _rests(slot: Slot, until: datetime) -> str:
    sentence = _("{technician}: rest until {time} ({hours} h)")
    return sentence.format(technician=slot.worker.name, time=_clock(slot, until), hours=REST_HOURS)


def _is_disturbed(slot: Slot, until: datetime, stay: Stay) -> str:
    sentence = _("{technician}: rest until {time} ({hours} h), but {customer} is at {start}")
    time, start = _clock(slot, until), _clock(slot, stay.starts)
    return sentence.format(
        technician=slot.worker.name, time=time, hours=REST_HOURS, customer=stay.customer_name, start=start
    )


def _clock(slot: Slot, instant: datetime) -> str:
    """The time of day, with its date where it is not the day of the slot."""
    local = to_local(instant, slot.worker.zone)
    shown = f"{local:%H:%M}"
    return shown if local.date() == slot.local.date() else f"{show_date(local.date())} {shown}"


def overlap(slot: Slot) -> Iterator[Flaw]:
    """He is somewhere else then, does not come from the last one in time, or does not get to the next one."""
    before = behind = None
    for stay in slot.stays:
        if stay.starts < slot.ends and slot.starts < stay.ends:
            yield "overlap", partial(_is_taken, slot, stay)
            return
        if stay.starts < slot.starts:
            before = stay
        elif behind is None:
            behind = stay
    if before is not None and slot.sets_out < before.ends:
        yield "travel", partial(_comes_late, slot, before)
    if behind is not None and behind.starts - slot.ends < timedelta(minutes=_way_on(slot, behind)):
        yield "travel", partial(_leaves_late, slot, behind)


def _way_on(slot: Slot, stay: Stay) -> int:
    """Minutes from the job to the next stay: never less than what is blocked before that."""
    job = slot.job
    is_known = job.place is not None and stay.place is not None
    way = way_between(stay, job) if is_known else 0
    return max(stay.travel_minutes, way + (stay.buffer_minutes if way else 0))


def _is_taken(slot: Slot, stay: Stay) -> str:
    span = show_span(stay.starts, stay.ends, slot.job.zone)
    return taken(slot.worker.name, span, stay.ticket_number, stay.customer_name).sentence


def _comes_late(slot: Slot, stay: Stay) -> str:
    sentence = _("{technician}: {minutes} min from {customer}, only {left} min are left")
    left = max(0, int((slot.starts - stay.ends).total_seconds() // 60))
    return sentence.format(
        technician=slot.worker.name, minutes=slot.travel_minutes, customer=stay.customer_name, left=left
    )


def _leaves_late(slot: Slot, stay: Stay) -> str:
    sentence = _("{technician}: {minutes} min to {customer} at {start}, only {left} min are left")
    left, minutes = int((stay.starts - slot.ends).total_seconds() // 60), _way_on(slot, stay)
    start = _clock(slot, stay.starts)
    return sentence.format(
        technician=slot.worker.name, minutes=minutes, customer=stay.customer_name, start=start, left=left
    )


def absence(slot: Slot) -> Iterator[Flaw]:
    """He is not there, for whatever reason."""
    for since, until in slot.worker.away:
        if since < slot.ends and (until is None or until > slot.sets_out):
            yield "absent", partial(_is_absent, slot, since, until)
            return


def _is_absent(slot: Slot, since: datetime, until: datetime | None) -> str:
    zone = slot.job.zone
    last = show_moment(until, zone, day_ends=True, weekday=True) if until is not None else ""
    return absent(slot.worker.name, show_moment(since, zone, day_ends=False, weekday=True), last).sentence


def skill(slot: Slot) -> Iterator[Flaw]:
    """The job needs what he cannot do."""
    if not slot.job.skills:
        return
    able = {one.casefold() for one in slot.worker.skills}
    missing = [one for one in slot.job.skills if one.casefold() not in able]
    if missing:
        yield "skill", partial(_is_unable, slot.worker.name, " ".join(missing))


def _is_unable(technician: str, skills: str) -> str:
    return _("{technician}: no skill {skills}").format(technician=technician, skills=skills)


def hours(slot: Slot) -> Iterator[Flaw]:
    """Outside his hours; whoever is on call works then, and of whom no hours are known may."""
    week = slot.worker.week
    if week == NO_HOURS or is_on_call(slot.worker, slot.starts, slot.ends):
        return
    span = week[slot.local.weekday()]
    if span is None:
        yield "hours", partial(_has_off, slot)
    elif not span[0] <= slot.first < span[1] or slot.last - span[1] > OVERTIME:
        yield "hours", partial(_works, slot, span)
    elif slot.last > span[1]:
        yield "overtime", partial(_works, slot, span)


def _has_off(slot: Slot) -> str:
    day = _(DAYS[slot.local.weekday()])
    return _("{technician}: does not work on {day}").format(technician=slot.worker.name, day=day)


def _works(slot: Slot, span: tuple[int, int]) -> str:
    sentence = _("{technician}: works {day} {hours}")
    return sentence.format(technician=slot.worker.name, day=_(DAYS[slot.local.weekday()]), hours=show_daytime(span))


def breaks(slot: Slot) -> Iterator[Flaw]:
    """His lunch, and what is kept for emergencies."""
    worker = slot.worker
    if worker.lunch is not None and slot.first < worker.lunch[1] and worker.lunch[0] < slot.last:
        yield "lunch", partial(_lunch, worker)
    kept = worker.reserve if not slot.job.urgent else None
    if kept is not None and slot.first < kept[1] and kept[0] < slot.last:
        yield "reserve", partial(_reserve, worker)


def _lunch(worker: Worker) -> str:
    span = show_daytime(worker.lunch or (0, 0))
    return _("{technician}: lunch {span}").format(technician=worker.name, span=span)


def _reserve(worker: Worker) -> str:
    span = show_daytime(worker.reserve or (0, 0))
    return _("{technician}: kept for emergencies {span}").format(technician=worker.name, span=span)
