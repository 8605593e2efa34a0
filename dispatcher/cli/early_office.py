"""An office whose first answers come from another process; the store is opened here when they do not do any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from dispatcher.cli.early_reader import EarlyReader, Opened, Piece, opened
from dispatcher.cli.office import Office, Options
from dispatcher.store.trouble import replaced

if TYPE_CHECKING:
    from dispatcher.queries.card_rows import CustomerCard
    from dispatcher.queries.history_rows import HistoryPage
    from dispatcher.queries.rows import PlanRow, TicketDetail, TicketRow
    from dispatcher.store.store import Store
    from dispatcher.store.watch import Watch

PATIENCE_SECONDS = 1.0
"""So long at most what is no answer to anybody waits for the first screen: loading the database would hold that up."""


class EarlyOffice(Office):
    """As :class:`Office`, for a console that begins."""

    def __init__(self, options: Options) -> None:
        """The other process begins; to be called before any thread is started."""
        super().__init__(options)
        self._early = EarlyReader(lambda: first_answers(Office(options)))
        self._told: Opened | None = None
        self._opening = threading.RLock()
        self._is_needed = threading.Event()

    def open(self) -> None:
        """Know what the other process knows; where it knows nothing, open the store. Raises Trouble."""
        self._told = told = self._early.opened()
        if told is None:
            self._is_needed.set()
            super().open()
            return
        self._office, self._colleague, self.clock = told.office, told.colleague, told.clock

    @property
    def store(self) -> Store:
        """The store, opened now where it was not. Raises Trouble."""
        self._is_needed.set()
        with self._opening:
            if self._store is None and self._told is not None:
                super().open()
                self._refuse_another(self._told)
                # What was read there and not asked for by now would be old by the time it is.
                self._early.close()
            return super().store

    def _refuse_another(self, told: Opened) -> None:
        """What is on the screen must be of the store that is written to."""
        store = super().store
        if store.store_id != told.store_id:
            self._store = None
            store.close()
            raise replaced(store.place.shown)

    @property
    def store_id(self) -> str:
        """Known before the store is open."""
        return super().store_id if self._told is None else self._told.store_id

    @property
    def read_only(self) -> str:
        """Why nothing can be written here, or empty."""
        return super().read_only if self._told is None or self._store is not None else self._told.read_only

    def wrong_pins(self) -> int | None:
        """How many wrong PINs were typed into a console that was ended while it was locked."""
        return super().wrong_pins() if self._told is None or self._store is not None else self._told.wrong_pins

    def at_desk(self, console: str, is_open: bool = True) -> bool:
        """Said when there is time for it."""
        self._rest()
        return super().at_desk(console, is_open)

    def watch(self) -> Watch:
        """Tells when somebody wrote, also what was written since the other process began to read."""
        self._rest()
        watch = super().watch()
        if self._told is not None and self.store.head().seq != self._told.seq:
            watch.tell()
        return watch

    def _rest(self) -> None:
        self._is_needed.wait(PATIENCE_SECONDS)

    # --- the first answers ---

    def _first(self, *question: object) -> tuple[bool, Any]:
        return self._early.answer(question) if self._store is None else (False, None)

    def plan(self, day: date, *, names_holiday: bool = True) -> PlanRow:
        """The plan of a local day."""
        found, row = self._first("plan", day, names_holiday)
        return row if found else super().plan(day, names_holiday=names_holiday)

    def tickets(self) -> tuple[TicketRow, ...]:
        """Open tickets, due first."""
        found, rows = self._first("tickets")
        return rows if found else super().tickets()

    def ticket(self, ticket_id: int) -> TicketDetail | None:
        """One ticket in full."""
        found, detail = self._first("ticket", ticket_id)
        return detail if found else super().ticket(ticket_id)

    def card(self, customer_id: int) -> CustomerCard | None:
        """One customer's head data."""
        found, card = self._first("card", customer_id)
        return card if found else super().card(customer_id)

    def history(self, customer_id: int, start: int = 0, size: int = 200) -> HistoryPage:
        """A window of one customer's history."""
        found, page = self._first("history", customer_id, start, size)
        return page if found else super().history(customer_id, start, size)

    def close(self) -> None:
        """Give the store back."""
        self._early.close()
        self._told = None
        super().close()


def first_answers(office: Office) -> Iterator[Piece]:
    """What the first screen shows, in the order in which it asks. Runs in the other process, which opens the store for
    itself and leaves it open to its end: nothing is tidied up beside a process that may just be opening it. Raises
    Trouble."""
    from dispatcher.console.panes.history_pages import PAGE

    office.open()
    seq = office.store.head().seq
    yield opened(
        Opened(office.store_id, office.row, office.clock, office.colleague, office.read_only, office.wrong_pins(), seq)
    )
    day = office.today()
    yield ("plan", day, False), office.plan(day, names_holiday=False)
    tickets = office.tickets()
    yield ("tickets",), tickets
    if tickets:
        first = tickets[0]
        yield ("ticket", first.id), office.ticket(first.id)
        yield ("card", first.customer), office.card(first.customer)
        yield ("history", first.customer, 0, PAGE), office.history(first.customer, 0, PAGE)
