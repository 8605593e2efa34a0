"""The board and the history: what is read when the console shows a day, a list and a customer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dispatcher.cli.office import Office
from tests.bench.bench import Bench, Read
from tests.bench.figures import Figure, by_turns, is_within
from tests.bench.scale import TODAY

CONTACTS = 50
"""Entries of the customer on show."""
BIG = 1
"""The customer with the longest history."""


def board(bench: Bench) -> Iterator[Figure]:
    """Today, tickets and newest contacts, each alone and together."""
    customer = bench.office.tickets()[0].customer

    def newest(office: Office) -> object:
        return office.history(customer, 0, CONTACTS)

    def together(office: Office) -> object:
        return office.plan(TODAY), office.tickets(), newest(office)

    yield _against_bare(bench, "today", lambda office: office.plan(TODAY))
    yield _against_bare(bench, "open tickets", lambda office: office.tickets())
    yield _against_bare(bench, "newest contacts", newest)
    yield _against_bare(bench, "today, tickets, newest contacts", together, 3.0)
    yield _against_bare(bench, "what lies ahead", lambda office: office.agenda(), 3.0)
    yield _against_bare(bench, "a customer's card", lambda office: office.card(customer))
    yield _against_bare(bench, "answer before Enter", lambda office: office.answer(customer))


def _against_bare(bench: Bench, name: str, read: Read, times: float | None = None) -> Figure:
    ours, bare = by_turns(bench.rounds * 2, lambda: read(bench.office), bench.bare(read))
    holds = is_within(ours.median, bare.median, times) if times else None
    target = f"<= {times:g} x" if times else ""
    return Figure(name, bench.scale.name, ours.median, ours.p95, bare.median, target, holds)


def history(bench: Bench) -> Iterator[Figure]:
    """Pages of the longest history; the floor is the page of a customer who has about as many entries as it holds."""
    few = _customer_with_few(bench)
    total = bench.office.history(BIG).total
    for name, start in (("start", 0), ("middle", total // 2), ("end", total - CONTACTS)):
        page = bench.office.history
        ours, floor = by_turns(bench.rounds * 2, partial(page, BIG, start, CONTACTS), partial(page, few, 0, CONTACTS))
        holds = is_within(ours.median, floor.median, 2.0, 1.0)
        yield Figure(
            f"history, {name} of {total:,}", bench.scale.name, ours.median, ours.p95, floor.median,
            "<= 2 x or +1 ms", holds, f"floor: {CONTACTS} entries",
        )  # fmt: skip


def _customer_with_few(bench: Bench) -> int:
    counted = (
        "SELECT ref, count(*) AS n FROM journal_link WHERE kind = 'customer' AND ref BETWEEN ? AND ? GROUP BY ref "
        "HAVING n >= ? ORDER BY n LIMIT 1"
    )
    found = bench.rows(counted, BIG + 1, BIG + 1000, CONTACTS)
    return int(found[0][0]) if found else BIG + 1
