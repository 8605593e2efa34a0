"""Whether somebody can do a job at a time, and what speaks against it, in words (I4).

Pure and quick: asked at each step of a carried block, and thousands of times by the search for slots.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import Literal

from dispatcher.domain.planning import Job, Worker
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.slot_rules import Slot, absence, breaks, exclusion, hours, never, overlap, rest, skill
from dispatcher.domain.slot_site_rules import access, calendar, told
from dispatcher.locale import _
from dispatcher.values import dataclass

Weight = Literal["never", "leaders", "reason", "hint"]
WEIGHTS: tuple[Weight, ...] = ("never", "leaders", "reason", "hint")
"""How much a finding weighs, the heaviest first: never; only service manager or managing director with a reason;
anybody with a reason; no more than a hint."""
RULES = (never, exclusion, rest, overlap, absence, skill, hours, told, calendar, access, breaks)
"""Every rule, in the order in which people want to hear of it."""
LEADERS = frozenset({"service manager", "managing director"})
_WEIGHT_OF: dict[str, Weight] = {
    "past": "never", "ended": "never", "left": "never",
    "exclusion": "leaders", "rest": "leaders",
    "overlap": "reason", "travel": "reason", "absent": "reason", "skill": "reason", "hours": "reason",
    "window": "reason", "earliest": "reason",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """What speaks against a slot: ``code`` is stable and English, ``sentence`` in the language in use.

    Codes: past, ended, left; exclusion, rest; overlap, travel, absent, skill, hours, window (told to the customer;
    does not count where it is he who moves), earliest; overtime, begun, holiday, half day, opener, register, lunch,
    reserve."""

    code: str
    weight: Weight
    sentence: str


def check(
    job: Job,
    worker: Worker,
    starts: datetime,
    ends: datetime,
    *,
    travel_minutes: int,
    now: datetime,
    office_state: str = "",
) -> tuple[Finding, ...]:
    """All that speaks against ``worker`` doing ``job`` from ``starts`` to ``ends`` (aware), the heaviest first; empty
    where nothing does. ``office_state`` stands for the federal state of a site that has none."""
    slot = Slot(job, worker, starts, ends, travel_minutes, now, office_state)
    found = [Finding(code, weight_of(code), words()) for code, words in _flaws(slot)]
    return tuple(sorted(found, key=lambda one: WEIGHTS.index(one.weight)))


def codes(
    job: Job,
    worker: Worker,
    starts: datetime,
    ends: datetime,
    *,
    travel_minutes: int,
    now: datetime,
    office_state: str = "",
) -> frozenset[str]:
    """The codes of :func:`check` without its sentences, which costs less."""
    slot = Slot(job, worker, starts, ends, travel_minutes, now, office_state)
    return frozenset(code for code, _words in _flaws(slot))


def _flaws(slot: Slot) -> Iterator[tuple[str, Callable[[], str]]]:
    for rule in RULES:
        yield from rule(slot)


def weight_of(code: str) -> Weight:
    """How much a finding of that code weighs."""
    return _WEIGHT_OF.get(code, "hint")


def worst(findings: Iterable[Finding]) -> Weight | None:
    """The weight of the heaviest finding; None where there is none."""
    return min((one.weight for one in findings), key=WEIGHTS.index, default=None)


def together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a whole crew: what holds for the site is said once, the heaviest first."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: WEIGHTS.index(one.weight)))


def refuse(findings: Iterable[Finding], override: str, role: str, passed: Collection[str] = ()) -> Refusal | None:
    """The no to a slot with these findings by somebody in ``role``, or None: what is never possible, what only leaders
    push through, and what takes a reason (``override``). Codes in ``passed`` do not count. Hints never refuse."""
    for one in together(findings):
        if one.code in passed or one.weight == "hint":
            continue
        if one.weight == "leaders" and override.strip() and role not in LEADERS:
            told = _("Only the service manager or the managing director can push that through.")
            return Refusal(one.code, f"{one.sentence} {told}")
        if one.weight == "never" or not override.strip():
            return Refusal(one.code, one.sentence)
    return None
