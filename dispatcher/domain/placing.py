"""A job in a slot with the people who would go: the way there, and all that speaks against it (I4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from dispatcher.domain.planning import Job, Worker, others, travel_before
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.slot_check import Finding, check, refuse, together
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Placing:
    """A job in a slot, with its crew by their codes. ``travel_minutes`` are blocked before it; ``collides`` are the
    technicians whose time is taken then, so that the database lets it pass only with a reason."""

    job: Job
    workers: tuple[Worker, ...]
    starts: datetime
    ends: datetime
    travel_minutes: int
    findings: tuple[Finding, ...]
    collides: frozenset[int]

    def refusal(self, override: str, role: str, passed: Collection[str] = ()) -> Refusal | None:
        """The no to this slot by somebody in ``role`` with the reason ``override``, or None; codes in ``passed`` do not
        count."""
        return refuse(self.findings, override, role, passed)

    def reason(self, override: str, passed: Collection[str] = ()) -> str:
        """The reason as it is kept: empty where nothing had to be pushed through."""
        heavy = any(one.weight != "hint" and one.code not in passed for one in self.findings)
        return override.strip() if heavy else ""

    def held_by(self, technician: int, reason: str) -> str:
        """The reason as it is kept with one technician's blocked time: only where it collides, so that the database
        goes on guarding all other time of his."""
        return reason if technician in self.collides else ""

    @property
    def hints(self) -> tuple[Finding, ...]:
        """What needs no reason, and is worth knowing all the same."""
        return tuple(one for one in self.findings if one.weight == "hint")


def placed(
    job: Job,
    workers: Sequence[Worker],
    starts: datetime,
    ends: datetime,
    travel_minutes: int | None,
    *,
    now: datetime,
    office_state: str = "",
) -> Placing:
    """What speaks against these ``workers`` doing ``job`` from ``starts`` to ``ends`` (aware); ``travel_minutes`` None:
    the longest way of those who go, with the buffer of the site."""
    travel = travel_minutes
    if travel is None:
        travel = max((travel_before(worker, job, starts) for worker in workers), default=0)
    found = (
        one
        for worker in workers
        for one in check(job, worker, starts, ends, travel_minutes=travel, now=now, office_state=office_state)
    )
    sets_out = starts - timedelta(minutes=travel)
    taken = frozenset(worker.id for worker in workers if _is_taken(worker, job, sets_out, ends))
    return Placing(job, tuple(workers), starts, ends, travel, together(found), taken)


def _is_taken(worker: Worker, job: Job, sets_out: datetime, ends: datetime) -> bool:
    return any(stay.sets_out < ends and sets_out < stay.ends for stay in others(worker, job))
