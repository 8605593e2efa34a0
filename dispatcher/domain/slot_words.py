"""A slot that is offered, in words: when, how he comes there, who is pushed back by how much, and why it is good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from dispatcher.domain.calendar import local_day, minute_of_day, to_local
from dispatcher.domain.planning import PlanningRow, Stay, Worker
from dispatcher.domain.slot_check import Finding
from dispatcher.domain.slot_gaps import Bump
from dispatcher.domain.slots import Offer
from dispatcher.domain.technician import DAYS
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

_WAITS = {"rest": N_("rest time before"), "absent": N_("absent before")}
_SHORT = 20
"""Signs of a customer's name beside a time."""


def nothing_words(planning: PlanningRow) -> str:
    """Why there is no slot at all: the job is longer than any working day, or nobody has time."""
    job = planning.job
    days = (until - since for worker in planning.workers for since, until in filter(None, worker.week))
    if job.minutes > max(days, default=job.minutes):
        hours, minutes = divmod(job.minutes, 60)
        told = _("T-{number} takes {length} h, longer than any working day: split it into several appointments.")
        return told.format(number=job.number, length=f"{hours}:{minutes:02}")
    return _("Nobody has time for T-{number} within four weeks.").format(number=job.number)


def who_words(offer: Offer) -> str:
    """Who goes, the one who was looked for first."""
    return " + ".join(one.name for one in offer.workers)


def when_words(offer: Offer, zone: str, today: date) -> str:
    """``10:00-11:30``, on another day than today with its date: ``Tue 24.11. 09:00-10:30``."""
    first, last = to_local(offer.starts, zone), to_local(offer.ends, zone)
    span = f"{first:%H:%M}-{last:%H:%M}"
    return span if first.date() == today else f"{_(DAYS[first.weekday()])} {first:%d.%m.} {span}"


def travel_words(offer: Offer) -> str:
    """The way there with what was learned about the site."""
    return _("travel {n}").format(n=offer.travel_minutes)


def about_words(offer: Offer, zone: str, *, short: int = _SHORT) -> str:
    """What decides between this slot and the next one, the gravest first: who is pushed back (names of at most
    ``short`` signs), whom to call, what he waits for, what to know."""
    parts = [bump_words(bump, zone, short) for bump in offer.bumps[:1]]
    parts += [f"+{len(offer.bumps) - 1}"] if len(offer.bumps) > 1 else []
    if offer.job.appointment is not None:
        parts.append(_("fits") if offer.is_own_word_kept else _("call !"))
    if offer.waits in _WAITS:
        parts.append(f"({_(_WAITS[offer.waits])})")
    if offer.visits:
        parts.append(_("knows the customer"))
    return "  ".join([*parts, *_hints(offer)])


def bump_words(bump: Bump, zone: str, short: int = _SHORT) -> str:
    """Who is pushed back from when to when, and what that does to him: ``Sporthalle 11:00 -> 11:45 (only proposed)``"""
    name = one_line(bump.stay.customer_name)[:short].rstrip()
    change = f"{name} {_clock(bump.stay.starts, zone)} -> {_clock(bump.starts, zone)}"
    if bump.is_broken:
        return f"{change} {_('out of window !')}"
    return f"{change} ({_('only proposed') if bump.stay.state == 'proposed' else _('in the window')})"


def reasons(offer: Offer) -> tuple[str, ...]:
    """Why it is as good as it is: the way, the skill, whether he knows the customer, the window, and every hint."""
    return tuple(_reasons(offer))


def _reasons(offer: Offer) -> Iterator[str]:
    way, job = offer.way, offer.job
    behind = one_line(way.behind.customer_name)[:_SHORT].rstrip() if way.behind is not None else _("home")
    yield _("{n} min from {place}").format(n=way.minutes, place=behind)
    if way.buffer:
        why = one_line(job.buffer_why) or _("buffer")
        yield _("{n} min more for the site: {why}").format(n=way.buffer, why=why)
    if job.skills:
        yield _("{skills} ok").format(skills=" ".join(job.skills))
    if offer.visits:
        yield _("was there {n}x").format(n=offer.visits)
    if job.window is not None and offer.is_own_word_kept:
        yield _("in the window")
    yield from (one.sentence for one in offer.findings)


def _hints(offer: Offer) -> Iterator[str]:
    """The first hint that is about him; what is behind his name there needs no name here."""
    own = [one.sentence for one in offer.findings if one.code != "window"]
    yield from (sentence.partition(": ")[2] or sentence for sentence in own[:1])


def domino(offer: Offer, zone: str, *, whole: bool = False) -> str:
    """What the push does to the rest of his day: who else is pushed (``whole``: everybody, in full), his lunch, the
    next visit that stays."""
    told = [bump_words(bump, zone) for bump in offer.bumps[0 if whole else 1 :]]
    return ", ".join([*told, *_domino(offer, zone)])


def calls_words(offer: Offer) -> str:
    """How many customers have to be called if it is taken."""
    return _("Calls needed: {n}").format(n=offer.calls)


def _domino(offer: Offer, zone: str) -> Iterator[str]:
    worker = offer.workers[0]
    day = [(offer.starts, offer.ends), *((bump.starts, bump.ends) for bump in offer.bumps)]
    if (lunch := _lunch(worker, day)) is not None:
        yield _("lunch {time}").format(time=_clock(lunch, zone))
    staying = _stays_behind(offer, worker)
    if staying is not None:
        name, at = one_line(staying.customer_name)[:_SHORT].rstrip(), _clock(staying.starts, zone)
        yield _("{name} {time} stays").format(name=name, time=at)
    else:
        yield _("nobody else behind it")


def _lunch(worker: Worker, day: Sequence[tuple[datetime, datetime]]) -> datetime | None:
    """When he can have lunch after all, where the new times lie in it; None where they do not."""
    if worker.lunch is None:
        return None
    local = local_day(day[0][0], worker.zone)
    first, last = (minute_of_day(local, worker.zone, minute) for minute in worker.lunch)
    length, at = last - first, first
    for starts, ends in sorted(day):
        if starts < at + length and at < ends:
            at = ends
    return at if at != first else None


def _stays_behind(offer: Offer, worker: Worker) -> Stay | None:
    """The first visit of that day behind everything that was pushed, which stays where it is."""
    pushed = {bump.stay.appointment for bump in offer.bumps}
    ends = max([offer.ends, *(bump.ends for bump in offer.bumps)])
    behind = (one for one in worker.stays if one.appointment not in pushed and one.starts >= ends)
    found = min(behind, key=lambda one: one.starts, default=None)
    is_same_day = found is not None and local_day(found.starts, worker.zone) == local_day(offer.starts, worker.zone)
    return found if is_same_day else None


def unable_words(found: Sequence[tuple[Finding, tuple[Worker, ...]]], most: int = 100) -> tuple[str, ...]:
    """Who is not offered, with the reason: the customer's decision in its words (B15), or the skill he has not, with
    at most so many names."""
    return tuple(_unable(finding, workers, most) for finding, workers in found)


def _unable(finding: Finding, workers: Sequence[Worker], most: int) -> str:
    if finding.code == "exclusion":
        return finding.sentence
    names = ", ".join(one.name for one in workers[:most])
    more = f" +{len(workers) - most}" if len(workers) > most else ""
    return finding.sentence.replace(workers[0].name, f"{names}{more}", 1)


def _clock(instant: datetime, zone: str) -> str:
    return f"{to_local(instant, zone):%H:%M}"
