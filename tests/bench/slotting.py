"""The nine best slots among sixty technicians with three hundred visits, and who could take one of these over.

``python -m tests.bench.slotting`` prints the figures alone; they need no office.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from dispatcher.domain.planning import Job, PlanningRow, Stay, Worker
from dispatcher.domain.slots import best, replacements
from dispatcher.domain.technician import Hours
from tests.bench.bench import Bench
from tests.bench.figures import HEAD, Figure, line, sample, took

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
FIRST = date(2026, 11, 23)
WEEK: Hours = (*((7 * 60, 17 * 60),) * 4, (7 * 60, 15 * 60), None, None)
TECHNICIANS, VISITS = 60, 300
TARGET = 20.0


def figures(bench: Bench | None = None) -> Iterator[Figure]:
    """A usual job over five days, an emergency that pushes others back, and two who take a visit over."""
    rounds = max(15, bench.rounds if bench else 15)
    spread, crowded = planning_of(5), planning_of(1)
    taken = replacing(spread)
    asked = {
        "nine best slots, five days": partial(best, spread, NOW),
        "nine best slots, all visits today, urgent": partial(best, urgent(crowded), NOW),
        "two replacements for a visit": partial(replacements, taken, taken.job.crew[0], NOW),
    }
    for name, call in asked.items():
        call()
        each = sample([took(call) for _round in range(rounds)])
        what = f"{TECHNICIANS} technicians, {VISITS} visits"
        yield Figure(name, "-", each.median, each.p95, None, f"< {TARGET:g} ms", each.median < TARGET, what)


def planning_of(days: int) -> PlanningRow:
    """An office in which every visit of ``days`` days is planned."""
    workers = tuple(_worker(number, days) for number in range(TECHNICIANS))
    span = tuple(FIRST + timedelta(days=number) for number in range(days))
    job = Job(9000, 4711, 999, "Botschaft", skills=("TK",), place=(52.51, 13.39), state="BE")
    return PlanningRow(job, workers, span)


def urgent(planning: PlanningRow) -> PlanningRow:
    """The same for an emergency."""
    job = Job(9000, 4811, 999, "Rathaus", skills=("TK",), minutes=90, urgent=True, place=(52.51, 13.39), state="BE")
    return PlanningRow(job, planning.workers, planning.days)


def replacing(planning: PlanningRow) -> PlanningRow:
    """The same for a visit that somebody has to take over."""
    stay = planning.workers[0].stays[-1]
    job = Job(stay.ticket, stay.ticket_number, stay.customer, "Kita West", skills=("TK",), place=stay.place, state="BE")
    until = stay.starts + timedelta(hours=2)
    carried = replace(job, appointment=stay.appointment, crew=stay.crew, starts=stay.starts, ends=stay.ends)
    return PlanningRow(replace(carried, window=(stay.starts, until)), planning.workers, planning.days)


def _worker(number: int, days: int) -> Worker:
    each = VISITS // TECHNICIANS
    stays = tuple(_stay(number, place, days, each) for place in range(each))
    skills = ("TK", "SIP") if number % 3 else ("BMA",)
    return Worker(
        number + 1, f"T{number}", f"Tech {number}", skills, week=WEEK, lunch=(720, 750), stays=stays, reserve=None
    )


def _stay(number: int, place: int, days: int, each: int) -> Stay:
    day = FIRST + timedelta(days=place % days)
    hour = 7 + 2 * (place // days) + (number + place) % 2 if days < each else 8 + (number + 3 * place) % 7
    starts = datetime(day.year, day.month, day.day, hour - 1, tzinfo=UTC) + timedelta(minutes=20)
    where = (52.4 + (number * 7 + place) % 20 / 100, 13.2 + (number + place * 5) % 30 / 100)
    ident = number * each + place + 1
    state = "confirmed" if ident % 3 else "proposed"
    ends = starts + timedelta(minutes=60)
    window = (starts, starts + timedelta(hours=2)) if ident % 2 else None
    return Stay(
        ident, ident, 4000 + ident, ident, f"Kunde {ident}", state, starts, ends, 20, window, where, (number + 1,)
    )


if __name__ == "__main__":
    print("\n".join([HEAD, *map(line, figures())]))
