"""What every message from the store and every cursor key make anew: the queue over all that is open, and the sections
below the plan. A large office: 400 open tickets, 60 technicians with 300 appointments today and as many tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from dispatcher.console.panes.plan_sections import Outlook, section_lines
from dispatcher.domain.queue import Situation, queue
from dispatcher.queries.agenda_rows import AgendaRow, LoadRow
from dispatcher.queries.rows import LaneRow, PlanRow, TicketRow
from tests.bench.bench import Bench
from tests.bench.figures import Figure, by_turns
from tests.domain.test_queue import DAY, HOUR, NOW, ZONE, block, lane, ticket, visit

TICKETS, TECHNICIANS, EACH, VISITS = 400, 60, 5, 300
WIDTH, ROWS = 62, 20
LONGEST = 10.0
"""Milliseconds; a frame of the screen has sixteen."""
ROUNDS = 60


def figures(_bench: Bench | None = None) -> Iterator[Figure]:
    """Each against one pass over the same tickets that puts them in order."""
    outlook = large()
    situation = outlook.situation
    yield _figure("alarm queue", situation, lambda: queue(situation, NOW))
    yield _figure("sections below the plan", situation, lambda: section_lines(outlook, WIDTH, ROWS, ()))


def large() -> Outlook:
    """What lies ahead of a large office."""
    today, tomorrow = (tuple(_lane(number, day) for number in range(TECHNICIANS)) for day in (0, 24))
    visits = tuple(visit(number + 1, ("proposed", "confirmed")[number % 2]) for number in range(VISITS))
    agenda = AgendaRow(
        PlanRow(DAY, "", today),
        PlanRow(DAY + timedelta(days=1), "", tomorrow),
        visits[:3],
        visits,
        frozenset(range(1, TICKETS, 4)),
        NOW - timedelta(days=14),
        tuple(LoadRow(DAY + timedelta(days=number), 84 * 60, 99 * 60) for number in range(5)),
    )
    unconfirmed = [one for one in visits if one.state == "proposed"]
    situation = Situation(_tickets(), today, visits[:3], unconfirmed, agenda.standing, agenda.long_since)
    return Outlook(agenda, situation, ("TK",), NOW, ZONE)


def _lane(number: int, later: int) -> LaneRow:
    first = number * EACH
    states = ("done", "on site", "confirmed", "proposed", "no access")
    blocks = (
        block(1 + first + place, states[(number + place) % len(states)], later + 2 * place - 2, later + 2 * place - 1)
        for place in range(EACH)
    )
    return lane(*blocks, technician=number, code=f"T{number:02d}", status=1 + number % 7)


def _tickets() -> tuple[TicketRow, ...]:
    balls = ("us", "us", "customer", "other")
    return tuple(
        ticket(
            number,
            urgent=number % 11 == 0,
            ball=balls[number % 4],
            due=NOW + (number % 60 - 20 if number % 11 else 1 - number) * HOUR,
            reported=NOW - number * HOUR,
        )
        for number in range(1, TICKETS + 1)
    )


def _figure(name: str, situation: Situation, made: Callable[[], object]) -> Figure:
    ours, floor = by_turns(ROUNDS, made, partial(sorted, situation.tickets, key=lambda one: (one.due, one.reported)))
    told = f"{TICKETS} tickets, {TECHNICIANS * EACH} appointments"
    target = f"< {LONGEST:g} ms"
    return Figure(name, "-", ours.median, ours.p95, floor.median, target, ours.median < LONGEST, told)
