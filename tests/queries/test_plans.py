"""No read walks through a table: SQLite is asked how it will find what each read asks for.

The plan does not depend on how many rows there are, as the store keeps no statistics.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from dispatcher import queries
from dispatcher.domain.kinds import KINDS
from dispatcher.domain.phrases import Office
from dispatcher.queries.absent import worklist
from dispatcher.queries.agenda import agenda, week_load
from dispatcher.queries.beginnings import in_names, in_texts
from dispatcher.queries.board import plan, technicians_away, technicians_on_call
from dispatcher.queries.chasers import chasers, matters, related
from dispatcher.queries.clocks import clocks, ticket_clock
from dispatcher.queries.confirming import confirm_sheet
from dispatcher.queries.customer_named import customer_by_number, customer_numbers, find_customer
from dispatcher.queries.customers import card
from dispatcher.queries.decisions import decisions_of, planned_with
from dispatcher.queries.desks import desks
from dispatcher.queries.dial import numbers_to_try
from dispatcher.queries.doubts import doubts
from dispatcher.queries.duplicates import duplicates
from dispatcher.queries.flags import marks, undecided
from dispatcher.queries.handover import absent, open_handovers, to_hand_over
from dispatcher.queries.history import entry_count, history
from dispatcher.queries.honesty import honesty
from dispatcher.queries.leases import held
from dispatcher.queries.messages import open_messages, unheard
from dispatcher.queries.moves import move_counts, moves_between, moves_by_customer, moves_of, own_moves, word_owed
from dispatcher.queries.office import clock_of, colleague_by_login, colleagues, has_customers, office_row, sealed_pin
from dispatcher.queries.orders import unacknowledged
from dispatcher.queries.paper import sheet
from dispatcher.queries.planning import planning
from dispatcher.queries.promises import ended_promises, open_promises, open_promises_of, owner_day, promise_row
from dispatcher.queries.records import find_record, last_change, record, records
from dispatcher.queries.reminder import waiting
from dispatcher.queries.reports import joined_in, reports
from dispatcher.queries.search import search
from dispatcher.queries.search_words import by_words, in_entries
from dispatcher.queries.sifted import sifted
from dispatcher.queries.slots import slots, visits_to
from dispatcher.queries.spelling import spellings
from dispatcher.queries.technicians import find_technician
from dispatcher.queries.tickets import (
    open_tickets,
    open_tickets_of,
    parts_of,
    ticket_as_filed,
    ticket_by_number,
    ticket_detail,
    ticket_row,
)
from dispatcher.queries.unassigned import unassigned
from dispatcher.queries.undo import last_own
from dispatcher.queries.visit_sheet import visit_sheet
from dispatcher.queries.visits import ahead
from dispatcher.queries.week import week
from dispatcher.store import sqlite
from dispatcher.store.engine import WORDS_OF_TEXTS
from dispatcher.store.place import Place
from dispatcher.store.readiness import points_of
from dispatcher.store.store import open_store
from tests.recording import Statement, asked, recorded
from tests.store.offices import NOW, note, saved

SMALL = {"office", "technician", "colleague", "presence"}
"""Tables with a handful of rows, which are read whole."""
BOUNDED = {"ix_ticket_open", "ix_promise_open", "ix_message_open", "ix_appointment_order", "ix_handover_item_open"}
"""Indexes that hold only what is open; walking along it in order is what it is for."""
TYPED = (
    "m", "mu", "maier", "müller sanitär", "calvet berlin 12", "471", "23125-471", "+49 30 23125471", "004930231254",
    "10117", "k1", "k1042", "t4", "t4411", "heizung", "heiz kalt", "12 34a",
)  # fmt: skip

READS: dict[Callable[..., Any], tuple[tuple[Any, ...], ...]] = {
    decisions_of: ((1, NOW),),
    planned_with: ((1, 1, NOW),),
    planning: ((1, 1, date(2026, 11, 23), 5, "Europe/Berlin"), (1, None, date(2026, 11, 23), 1, "Europe/Berlin")),
    slots: ((1, None, NOW, "Europe/Berlin", "BE"), (1, 1, NOW, "Europe/Berlin", "BE", 1)),
    visits_to: ((1,),),
    plan: ((date(2026, 11, 23), "Europe/Berlin", "BE"),),
    sheet: ((date(2026, 11, 23), "Europe/Berlin", "BE"),),
    week: ((1, date(2026, 11, 23), 14, "Europe/Berlin", "BE"),),
    technicians_away: ((NOW, NOW + timedelta(days=5)),),
    technicians_on_call: ((NOW, NOW + timedelta(days=5)),),
    agenda: ((date(2026, 11, 23), "Europe/Berlin", "BE"),),
    confirm_sheet: ((1,),),
    points_of: ((1,),),
    ahead: ((date(2026, 11, 23), "Europe/Berlin", "BE", NOW),),
    week_load: ((date(2026, 11, 23), "Europe/Berlin", "BE"),),
    open_tickets: ((),),
    clocks: ((),),
    worklist: ((1, NOW, "Europe/Berlin", "BE"),),
    ticket_clock: ((1, NOW),),
    open_tickets_of: ((1,),),
    ticket_by_number: ((4411,),),
    ticket_detail: ((1,),),
    ticket_as_filed: ((4411,),),
    ticket_row: ((1,),),
    joined_in: ((1,),),
    reports: ((1,),),
    matters: ((1,),),
    chasers: ((1, "Wann kommt endlich jemand?", None, NOW),),
    related: ((1, NOW),),
    parts_of: ((1,),),
    waiting: ((1,),),
    card: ((1, NOW),),
    open_promises: ((),),
    open_promises_of: ((1,),),
    ended_promises: ((NOW,),),
    promise_row: ((1,),),
    owner_day: ((1, date(2026, 11, 25), "Europe/Berlin"),),
    record: tuple((kind, 1) for kind in KINDS),
    records: (
        *((kind,) for kind in KINDS),
        *((kind, (parent, 1), True) for kind in KINDS for parent in KINDS[kind].parents),
    ),
    last_change: (("customer", 1),),
    find_record: (("technician", "1"), ("customer", "K-1")),
    duplicates: (
        ("customer", {"name": "Maier Sanitär", "street": "Weg 1", "phone": "030 23125471", "mail": "a@b.example"}),
    ),
    visit_sheet: ((1, NOW),),
    numbers_to_try: ((1, 1, NOW), (1, None, NOW)),
    customer_by_number: ((1,),),
    customer_numbers: (([1, 2],),),
    find_customer: (("K-1",), ("maier",), ("mai",)),
    find_technician: (("NOW",), ("mey",)),
    sifted: ((1, "heizung kalt", "Europe/Berlin"),),
    history: ((1,), (1, 3, 2), (1, 1, 1)),
    entry_count: ((1,),),
    office_row: ((),),
    clock_of: ((NOW,),),
    colleague_by_login: (("nobody",),),
    colleagues: ((),),
    has_customers: ((),),
    sealed_pin: ((1,),),
    last_own: (("mh", NOW),),
    unassigned: ((),),
    open_messages: ((),),
    unheard: ((1,),),
    unacknowledged: ((),),
    marks: ((1,),),
    held: (("appointment", 1, "console", NOW),),
    moves_of: ((1,),),
    own_moves: ((1,),),
    moves_by_customer: ((1,),),
    moves_between: ((NOW, NOW + timedelta(days=7)),),
    word_owed: ((1,),),
    move_counts: ((1,), (None, 1)),
    undecided: ((),),
    doubts: ((NOW,),),
    open_handovers: ((),),
    honesty: ((2026, 48, "Europe/Berlin", NOW),),
    to_hand_over: ((Office(NOW, "Europe/Berlin"), ("note Lager 7",), "mh"),),
    absent: ((NOW, NOW + timedelta(days=2)),),
    desks: ((Office(NOW, "Europe/Berlin"), NOW),),
    search: tuple((typed,) for typed in TYPED),
    by_words: ((("maier",),),),
    in_entries: ((("maier",),),),
    spellings: (("maier",), ("abc",)),
    in_names: ((("mai", "12"),),),
    in_texts: ((("heiz",),),),
}
HELPERS = {"is_postgres", "all_of", "document_match", "entry_match", "run", "stored", "undone", "job_of", "workers_of"}


def read_everything(connection: Connection) -> None:
    for read, calls in READS.items():
        for values in calls:
            read(connection, *values)


def walks(line: str, made: set[str]) -> bool:
    """Whether a line of a plan goes through a whole table; ``made`` are the results of other parts of the plan."""
    found = re.match(r"SCAN (\S+)(.*)", line)
    if found is None:
        return False
    name, how = found.groups()
    index = re.search(r"USING (?:COVERING )?INDEX (\S+)", how)
    is_virtual = re.search(r"VIRTUAL TABLE INDEX (\d+):(\S*)", how)
    is_found = is_virtual is not None and ("M" in is_virtual[2] or has_both_ends(name, int(is_virtual[1])))
    return not (is_found or name in made | SMALL or line == "SCAN CONSTANT ROW" or (index and index[1] in BOUNDED))


def has_both_ends(name: str, plan_number: int) -> bool:
    """Whether the words of the texts are asked for from one word to another: as SQLite numbers it, today and before."""
    return name == "temp.journal_word" and (plan_number == 6 or plan_number & 0x600 == 0x600)


def walked(connection: Any, statement: Statement) -> list[str]:
    lines = [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + statement[0], statement[1])]
    made = {word for line in lines for word in re.findall(r"^(?:CO-ROUTINE|MATERIALIZE) (\S+)", line)}
    return [line for line in lines if walks(line, made)]


@pytest.fixture
def statements(file_place: Place) -> list[Statement]:
    """What all reads say to the driver in a small office, the second count of a history included."""
    with recorded() as said:
        store = open_store(file_place)
        with store.reading() as connection:
            said.clear()
            read_everything(connection)
        reads = said[:]
        saved(store, lambda uow: note(uow, "Heizung kalt", 1))
        with store.reading() as connection:
            said.clear()
            history(connection, 1)
        store.close()
    return asked([*reads, *said])


def test_every_read_is_asked_here() -> None:
    found = {
        name
        for module in pkgutil.iter_modules(queries.__path__)
        for name, one in vars(importlib.import_module(f"dispatcher.queries.{module.name}")).items()
        if inspect.isfunction(one) and not name.startswith("_") and "connection" in inspect.signature(one).parameters
    }
    assert found - HELPERS == {read.__name__ for read in READS}


@pytest.fixture
def bare(file_place: Place) -> Iterator[Any]:
    """A connection of the driver's own, to ask for plans."""
    connection = sqlite.driver.connect(str(file_place.path))
    connection.execute(WORDS_OF_TEXTS)
    yield connection
    connection.close()


def test_no_read_walks_through_a_table(statements: list[Statement], bare: Any) -> None:
    found = {statement[0]: lines for statement in statements if (lines := walked(bare, statement))}
    assert len(statements) > 80
    assert found == {}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM customer WHERE name LIKE '%x%'",
        "SELECT c.id FROM customer c JOIN site s ON s.street = c.name",
        "SELECT number FROM ticket WHERE title = 'x'",
        "SELECT seq FROM journal_fts, journal LIMIT 1",
        "SELECT id FROM (SELECT id FROM site ORDER BY place)",
        "SELECT name FROM customer ORDER BY name",
        "SELECT term FROM temp.journal_word WHERE term >= 'a'",
    ],
)
def test_a_read_that_does_is_found(statement: str, bare: Any) -> None:
    assert walked(bare, (statement, ()))
