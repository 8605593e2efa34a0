"""Joining tickets that are one matter (I17): who survives, and who acts next afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dispatcher.domain.ball import APPOINTMENT, Ball
from dispatcher.domain.steps import USUAL, step_stored
from dispatcher.values import dataclass

MERGED = "merged"
"""The state of a ticket that became a report of another one."""


@dataclass(frozen=True, slots=True)
class MergeTicket:
    """These two tickets (ids) are one matter; the older one stays, whichever of them is named first."""

    ticket: int
    into: int


@dataclass(frozen=True, slots=True)
class Unmerge:
    """This ticket (id) was joined in another one by mistake: it is a matter of its own again."""

    ticket: int


@dataclass(frozen=True, slots=True)
class LinkChaser:
    """The customer asked about an open ``ticket`` (id) once more: in a note that was filed (``entry``, a sequence of
    the journal), or in another ticket of his (``report``, an id), which stays a matter of its own."""

    ticket: int
    entry: int | None = None
    report: int | None = None


def one_ball(oldest: Ball, report: Ball, now: datetime) -> Ball:
    """Who acts next on two open tickets that become one at ``now`` (I1, I2): a visit that stands for either of them
    stands for the matter; what only waited for the customer, or waited in vain, is ours as soon as he has spoken; in
    everything else the older one's ball stays. The older one's next step stays unless it was only to wait, and the
    earlier of both dates, so that nobody who asks again waits longer for it."""
    standing = [ball for ball in (oldest, report) if ball.holder == APPOINTMENT and _is_ahead(ball, now)]
    if standing:
        return min(standing, key=_order)
    earlier = min(oldest, report, key=_order).due
    is_over = oldest.holder == "customer" or not (oldest.holder == "us" or _is_ahead(oldest, now))
    if is_over and report.holder == "us":
        says_more = step_stored(oldest.next_step) != USUAL[oldest.holder]
        return replace(report, next_step=oldest.next_step if says_more else report.next_step, due=earlier)
    if is_over and _is_ahead(report, now):
        return report if not _is_ahead(oldest, now) else replace(report, due=earlier)
    return replace(oldest, due=earlier)


def _is_ahead(ball: Ball, now: datetime) -> bool:
    return ball.due is not None and ball.due > now


def _order(ball: Ball) -> float:
    return ball.due.timestamp() if ball.due is not None else float("inf")
