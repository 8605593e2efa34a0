"""The best slots for a job, and who could take a visit over: an insertion of our own into everybody's days.

Pure and quick: sixty technicians with three hundred visits are looked through in a few milliseconds. Nobody else is
moved without being named (:class:`Bump`), and only where the matter is urgent (X10).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from dispatcher.domain.calendar import local_day, to_local
from dispatcher.domain.moving import told_span
from dispatcher.domain.planning import Job, PlanningRow, Stay, Way, Worker, travel_before, way_before
from dispatcher.domain.slot_check import Finding, check, codes, together, weight_of, worst
from dispatcher.domain.slot_gaps import Bump, Found, Wish, found_in, lanes_of, minutes_of
from dispatcher.domain.slot_rules import Slot, exclusion, skill
from dispatcher.values import dataclass

MOST = 9
"""One digit chooses."""
LOOKED_AT = 24
"""So many of the cheapest are checked at a time."""
SAME_HALF_DAY, SAME_WORKER = 20, 15
"""What one more of the same kind costs, so that there is something to choose from (minutes)."""
A_DAY, A_CALL, BROKEN_WINDOW, ONE_MORE_SKILL, WELL_KNOWN = 40, 60, 120, 2, 30
"""What weighs how much, in minutes: a day later, a customer to be called, a confirmed time that is broken, a skill
nobody asks for (whoever can more is kept free for it), and that he was there before."""
OF_A_HINT = {"lunch": 20, "reserve": 45, "overtime": 30, "half day": 30, "holiday": 300, "opener": 240, "register": 90}
"""What a hint costs, in minutes."""
OWN_WINDOW = frozenset({"window"})
"""What does not keep a visit from being offered at another time: its customer is called."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A slot that can be had: who goes (the one who was looked for first), when (UTC), how he comes there, who else is
    moved for it, and what is worth knowing. ``detour`` are the minutes more that he drives, ``visits`` how often he was
    at that customer, ``waits`` why he does not come earlier (a code: "rest", "absent"), ``cost`` its price against the
    others, in minutes."""

    job: Job
    workers: tuple[Worker, ...]
    starts: datetime
    ends: datetime
    way: Way
    travel_minutes: int
    bumps: tuple[Bump, ...]
    findings: tuple[Finding, ...]
    detour: int
    visits: int
    waits: str
    cost: int

    @property
    def is_own_word_kept(self) -> bool:
        """Whether its own customer gets what he was told, where he was told anything."""
        return not any(one.code == "window" for one in self.findings)

    @property
    def calls(self) -> int:
        """How many customers have to be called: its own, where he was told another time, and those who are moved."""
        return int(not self.is_own_word_kept) + sum(bump.is_call_needed for bump in self.bumps)

    @property
    def broken(self) -> tuple[Bump, ...]:
        """Those who are pushed out of a time that was confirmed to them: that takes a reason (X10)."""
        return tuple(bump for bump in self.bumps if bump.is_broken)


def best(
    planning: PlanningRow,
    now: datetime,
    *,
    leaves: int | None = None,
    visits: Mapping[int, int] | None = None,
    most: int = MOST,
    may_bump: bool | None = None,
    office_state: str = "",
) -> tuple[Offer, ...]:
    """The best slots for the job of ``planning`` in its days, the best first, each free of everything that takes a
    reason but for the window told to its own customer; empty where there is none.

    Of an appointment that is carried everybody goes on who goes now; ``leaves`` is the technician (id) whom it must
    leave. ``visits`` tells how often a technician (id) was at the customer. Others are pushed back where ``may_bump``,
    or, where that is None, where the job is new and urgent.
    """
    search = _Search(planning, now, leaves, visits or {}, office_state)
    bumping = planning.job.urgent and planning.job.appointment is None if may_bump is None else may_bump
    return _chosen(search, sorted(search.found(bumping), key=_rank), most)


def replacements(
    planning: PlanningRow, leaves: int, now: datetime, *, most: int = 2, office_state: str = ""
) -> tuple[Offer, ...]:
    """The ``most`` best ways to keep the appointment that ``planning`` carries without the technician ``leaves``
    (id), each by somebody else; everybody else of its crew goes on with it (X9, X11)."""
    search = _Search(planning, now, leaves, {}, office_state)
    offers = sorted(_standing(search, sorted(search.found(may_bump=False), key=_rank), LOOKED_AT), key=_cost)
    firsts = list({offer.workers[0].id: offer for offer in reversed(offers)}.values())[::-1]
    return tuple(sorted([*firsts, *(one for one in offers if one not in firsts)][:most], key=_cost))


def unable(planning: PlanningRow, now: datetime) -> tuple[tuple[Finding, tuple[Worker, ...]], ...]:
    """Who cannot do the job at any time, with what keeps him from it: decisions of the customer first, each with its
    words (B15), then missing skills; who misses the same stands together."""
    job = planning.job
    shut: dict[str, tuple[Finding, list[Worker]]] = {}
    for worker in planning.workers:
        if (finding := _lasting(job, worker, now)) is not None:
            same = finding.sentence.replace(worker.name, "", 1)
            shut.setdefault(same, (finding, []))[1].append(worker)
    ordered = sorted(shut.values(), key=lambda pair: pair[0].code != "exclusion")
    return tuple((finding, tuple(workers)) for finding, workers in ordered)


def _lasting(job: Job, worker: Worker, now: datetime) -> Finding | None:
    slot = Slot(job, worker, now, now, 0, now)
    found = next((flaw for rule in (exclusion, skill) for flaw in rule(slot)), None)
    return Finding(found[0], weight_of(found[0]), found[1]()) if found is not None else None


@dataclass(slots=True)
class _Search:
    """Everything one search knows."""

    planning: PlanningRow
    now: datetime
    leaves: int | None
    visits: Mapping[int, int]
    office_state: str

    @property
    def job(self) -> Job:
        """What is to be done."""
        return self.planning.job

    @property
    def partners(self) -> tuple[Worker, ...]:
        """Who goes in any case: all the crew of a carried appointment but one."""
        if self.leaves is None and len(self.job.crew) < 2:
            return ()
        staying = [worker for worker in self.planning.workers if worker.id in self.job.crew]
        if self.leaves is None:
            return tuple(staying[1:])
        return tuple(worker for worker in staying if worker.id != self.leaves)

    def found(self, may_bump: bool) -> Iterator[tuple[int, Found]]:
        """Every place in somebody's day where the job fits, with its price."""
        partners, job = self.partners, self.job
        barred = {worker.id for worker in partners} | {self.leaves}
        able = [one for one in self.planning.workers if one.id not in barred and _is_able(job, one)]
        wish, price_of = Wish(job, self._wished(partners)), _Price(self.planning)
        for lane in lanes_of(job, able, self.planning.days, self.now):
            extra = ONE_MORE_SKILL * len(lane.worker.skills) - (WELL_KNOWN if self.visits.get(lane.worker.id) else 0)
            for found in found_in(lane, wish, may_bump):
                yield extra + price_of(found), found

    def _wished(self, partners: Sequence[Worker]) -> tuple[int, ...]:
        """Starts worth trying beside the earliest ones: that of the appointment itself, and when the others can."""
        starts = {minutes_of(self.job.starts)} if self.job.starts is not None else set()
        wish = Wish(self.job, tuple(starts))
        for lane in lanes_of(self.job, partners[:1], self.planning.days, self.now):
            starts |= {found.starts for found in found_in(lane, wish, may_bump=False)}
        return tuple(sorted(starts))

    def offer(self, price: int, found: Found) -> Offer | None:
        """The place as an offer, with all that speaks against it; None where that takes a reason."""
        starts, ends = found.instants
        pushed = replace(found.lane.worker, stays=_after(found.lane.worker.stays, found.bumps))
        workers = (pushed, *self.partners)
        travels = [travel_before(worker, self.job, starts) for worker in workers]
        looked = partial(check, self.job, now=self.now, office_state=self.office_state)
        both = zip(workers, travels, strict=True)
        findings = together(one for who, way in both for one in looked(who, starts, ends, travel_minutes=way))
        if worst(one for one in findings if one.code not in OWN_WINDOW) not in (None, "hint"):
            return None
        if not all(self._is_bump_fine(pushed, bump) for bump in found.bumps):
            return None
        return Offer(
            job=self.job,
            workers=(found.lane.worker, *self.partners),
            starts=starts,
            ends=ends,
            way=way_before(pushed, self.job, starts),
            travel_minutes=max(travels),
            bumps=found.bumps,
            findings=findings,
            detour=found.detour,
            visits=self.visits.get(found.lane.worker.id, 0),
            waits=found.waits,
            cost=price + sum(OF_A_HINT.get(one.code, 0) for one in findings),
        )

    def _is_bump_fine(self, worker: Worker, bump: Bump) -> bool:
        """Whether somebody pushed back can still be served by the same technician; his word may be broken."""
        stay = bump.stay
        job = Job(stay.ticket, stay.ticket_number, stay.customer, stay.customer_name, appointment=stay.appointment)
        job = replace(job, place=stay.place, site=stay.site, zone=worker.zone, urgent=True)
        against = codes(job, worker, bump.starts, bump.ends, travel_minutes=0, now=self.now)
        return not against & {"past", "exclusion", "rest", "absent", "hours", "overlap"}


def _is_able(job: Job, worker: Worker) -> bool:
    """Whether he can do it on any day at all; asked first, because it costs next to nothing."""
    if worker.has_left or worker.excluded.get(job.customer):
        return False
    return not job.skills or {one.casefold() for one in job.skills} <= {one.casefold() for one in worker.skills}


def _after(stays: Iterable[Stay], bumps: Sequence[Bump]) -> tuple[Stay, ...]:
    """His stays as they stand once some are pushed back."""
    if not bumps:
        return tuple(stays)
    moved = {bump.stay.appointment: bump for bump in bumps}
    after = (moved[one.appointment].pushed if one.appointment in moved else one for one in stays)
    return tuple(sorted(after, key=lambda one: one.starts))


class _Price:
    """What a place costs against the others, in minutes, before its hints are known."""

    def __init__(self, planning: PlanningRow) -> None:
        self._job = planning.job
        self._days = {day: number for number, day in enumerate(planning.days)}
        starts = planning.job.starts
        self._starts = minutes_of(starts) if starts is not None else None
        self._day = local_day(starts, planning.job.zone) if starts is not None else None
        told = told_span("proposed", starts, planning.job.window) if starts is not None else None
        self._told = (minutes_of(told[0]), max(minutes_of(told[1]), minutes_of(told[0]) + 1)) if told else None

    def __call__(self, found: Found) -> int:
        """The price of one place."""
        price, lane = found.detour, found.lane
        if found.bumps:
            price += sum(map(_price_of, found.bumps))
        if self._starts is not None and self._day is not None:
            return price + self._of_change(found, self._starts, self._day)
        if self._job.urgent:
            return price + found.starts - lane.now
        return price + A_DAY * self._days[lane.day] + (found.starts - lane.begin) // 20

    def _of_change(self, found: Found, starts: int, day: date) -> int:
        """A visit that is promised stays where it is, if that can be."""
        away, days = abs(found.starts - starts), abs((found.lane.day - day).days)
        is_kept = self._told is None or self._told[0] <= found.starts < self._told[1]
        return min(away, 600) // 2 + 2 * A_DAY * days + (0 if is_kept else A_CALL + BROKEN_WINDOW)


def _price_of(bump: Bump) -> int:
    price = 15 + bump.minutes // 2
    return price + (BROKEN_WINDOW if bump.is_broken else 0) + (A_CALL if bump.is_call_needed else 0)


def _rank(pair: tuple[int, Found]) -> tuple[int, int, str]:
    price, found = pair
    return price, found.starts, found.lane.worker.code


def _chosen(search: _Search, found: Sequence[tuple[int, Found]], most: int) -> tuple[Offer, ...]:
    """The best that stand the check, in some variety: the very best first."""
    return tuple(_varied(_standing(search, found, 2 * most), most))


def _standing(search: _Search, found: Sequence[tuple[int, Found]], enough: int) -> list[Offer]:
    """The cheapest that stand the check, until there are ``enough``."""
    offers: list[Offer] = []
    once = list({(one.lane.worker.id, one.starts): (price, one) for price, one in reversed(found)}.values())[::-1]
    for begin in range(0, len(once), LOOKED_AT):
        looked = (search.offer(price, one) for price, one in once[begin : begin + LOOKED_AT])
        offers += [one for one in looked if one is not None]
        if len(offers) >= enough:
            break
    return offers


def _cost(offer: Offer) -> tuple[int, datetime, str]:
    return offer.cost, offer.starts, offer.workers[0].code


def _varied(offers: Sequence[Offer], most: int) -> Iterator[Offer]:
    left = sorted(offers, key=_cost)
    times: dict[object, int] = {}
    for _number in range(min(most, len(left))):
        chosen = min(left, key=lambda one: one.cost + sum(times.get(key, 0) for key in _kinds(one)))
        left.remove(chosen)
        yield chosen
        for key, price in _kinds(chosen).items():
            times[key] = times.get(key, 0) + price


def _kinds(offer: Offer) -> dict[object, int]:
    local = to_local(offer.starts, offer.job.zone)
    half = (local.date(), local.hour // 12)
    return {half: SAME_HALF_DAY, offer.workers[0].id: SAME_WORKER}
