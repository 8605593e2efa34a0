"""The composition root: opens the store late and hands out an office to read from and write to.

Nothing heavy is imported before :meth:`Office.open`, so that the console can paint its frame first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor, full_name, login
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Outcome
    from dispatcher.domain.contact import Note
    from dispatcher.queries.rows import (
        Answer,
        ColleagueRow,
        CustomerCard,
        HistoryPage,
        HitRow,
        OfficeRow,
        PlanRow,
        TicketDetail,
        TicketRow,
    )
    from dispatcher.store.drafts import Drafts
    from dispatcher.store.store import Store
    from dispatcher.store.watch import Watch

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Options:
    """What stands before the command: where the store is, an instant to set the clock to (local or aware), the
    language, and whether nothing may be written."""

    store: str | None = None
    now: datetime | None = None
    language: str = "en"
    read_only: bool = False


class Office:
    """An office on a store. Reading methods may be called from any thread after :meth:`open`."""

    def __init__(self, options: Options) -> None:
        """Nothing is opened yet."""
        self.options = options
        self.clock = Clock()
        self._store: Store | None = None
        self._office: OfficeRow | None = None
        self._colleague: ColleagueRow | None = None

    def open(self) -> None:
        """Open the store, set the clock, and find out who sits here. Raises Trouble."""
        from dispatcher.queries.office import clock_of, colleague_by_login, office_row
        from dispatcher.store.place import find
        from dispatcher.store.store import open_store

        store = open_store(find(self.options.store), read_only=self.options.read_only)
        self._store = store
        with store.reading() as connection:
            self._office = office_row(connection)
            self.clock = self._clock(clock_of(connection, Clock().recorded()))
            self._colleague = colleague_by_login(connection, login())

    def _clock(self, training: datetime | None) -> Clock:
        if self.options.now is None:
            return Clock(training)
        from dispatcher.cli.instant import in_zone

        return Clock(in_zone(self.options.now, self.row.zone))

    @property
    def store(self) -> Store:
        """The open store; opening it is the caller's first step."""
        if self._store is None:
            raise Trouble("closed", _("The store is not open."))
        return self._store

    @property
    def row(self) -> OfficeRow:
        """Who we are."""
        assert self._office is not None
        return self._office

    @property
    def colleague(self) -> ColleagueRow | None:
        """Who sits here; None as long as this login has not written anything."""
        return self._colleague

    @property
    def sign(self) -> str:
        """The sign of whoever sits here, or the login before the first entry."""
        return self._colleague.sign if self._colleague else login()

    @property
    def read_only(self) -> str:
        """Why nothing can be written here, or empty."""
        if self.store.read_only:
            return self.store.read_only
        if self.clock.is_set and not self.row.training:
            return _("the clock is set, and this is no training store")
        if self._colleague is not None and self._colleague.role == "viewer":
            return _("viewer right")
        return ""

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        with self.store.reading() as connection:
            yield connection

    def today(self) -> date:
        """The office's local day."""
        from dispatcher.domain.calendar import local_day

        return local_day(self.clock.now(), self.row.zone)

    def has_customers(self) -> bool:
        """Whether there is anybody yet whom one could look up."""
        from dispatcher.queries.office import has_customers

        with self._reading() as connection:
            return has_customers(connection)

    def plan(self, day: date) -> PlanRow:
        """The plan of a local day."""
        from dispatcher.queries.board import plan

        with self._reading() as connection:
            return plan(connection, day, self.row.zone, self.row.state)

    def tickets(self) -> tuple[TicketRow, ...]:
        """Open tickets, due first."""
        from dispatcher.queries.tickets import open_tickets

        with self._reading() as connection:
            return open_tickets(connection)

    def ticket(self, ticket_id: int) -> TicketDetail | None:
        """One ticket in full."""
        from dispatcher.queries.tickets import ticket_detail

        with self._reading() as connection:
            return ticket_detail(connection, ticket_id)

    def card(self, customer_id: int) -> CustomerCard | None:
        """One customer's head data."""
        from dispatcher.queries.customers import card

        with self._reading() as connection:
            return card(connection, customer_id)

    def history(self, customer_id: int, start: int = 0, size: int = 200) -> HistoryPage:
        """A window of one customer's history."""
        from dispatcher.queries.history import history

        with self._reading() as connection:
            return history(connection, customer_id, start, size)

    def search(self, typed: str) -> tuple[HitRow, ...]:
        """Hits for what somebody types; nothing is stored by searching."""
        from dispatcher.queries.search import search

        with self._reading() as connection:
            return search(connection, typed)

    def answer(self, customer_id: int) -> Answer | None:
        """What is shown of a customer before Enter."""
        from dispatcher.queries.customers import card
        from dispatcher.queries.history import history
        from dispatcher.queries.rows import Answer
        from dispatcher.queries.tickets import open_tickets_of

        with self._reading() as connection:
            head = card(connection, customer_id)
            if head is None:
                return None
            newest = history(connection, customer_id, 0, 5).rows
            return Answer(head, open_tickets_of(connection, customer_id, 5), newest)

    def customer_numbers(self, ids: Collection[int]) -> dict[int, int]:
        """The numbers (K-...) behind customers' ids."""
        from dispatcher.queries.customers import customer_numbers

        with self._reading() as connection:
            return customer_numbers(connection, ids)

    def ticket_by_number(self, number: int) -> TicketRow | None:
        """The ticket T-``number``, open or not."""
        from dispatcher.queries.tickets import ticket_by_number

        with self._reading() as connection:
            return ticket_by_number(connection, number)

    def customer(self, named: str) -> int:
        """The customer meant by ``K-1042``, ``k1042`` or a name that is unique. Raises Trouble with what to do."""
        from dispatcher.queries.customers import find_customer

        with self._reading() as connection:
            return find_customer(connection, named)

    def file_note(self, note: Note, save_key: str) -> Outcome:
        """File a note under ``save_key``; the same key again files nothing."""
        from dispatcher.actions.note import file_note

        return self.perform(file_note, note, save_key)

    def perform(self, action: Callable[..., Outcome], command: object, save_key: str | None = None) -> Outcome:
        """Run one action as whoever sits here. A login that is new to the office is enrolled first."""
        from dispatcher.actions.perform import perform

        if reason := self.read_only:
            return Refusal("read-only", _("Read-only: {reason}. Nothing was saved.").format(reason=reason))
        return perform(self.store, action, command, self.actor(), self.clock, save_key)

    def actor(self) -> Actor:
        """Whoever sits here, enrolled if need be. Raises Trouble where that cannot be written."""
        if self._colleague is None:
            self._enrol()
        assert self._colleague is not None
        return Actor(self._colleague.id, self._colleague.sign, self._colleague.role)

    def _enrol(self) -> None:
        from dispatcher.actions.office import Enrol, enrol
        from dispatcher.actions.perform import perform
        from dispatcher.queries.office import colleague_by_login

        name = login()
        newcomer = Actor(0, name, "dispatcher")
        outcome = perform(self.store, enrol, Enrol(name, full_name(name)), newcomer, self.clock)
        if isinstance(outcome, Refusal):
            raise Trouble("input", outcome.sentence)
        with self._reading() as connection:
            self._colleague = colleague_by_login(connection, name)

    @cached_property
    def drafts(self) -> Drafts:
        """What was typed and not filed yet, on this user's disk."""
        from dispatcher.store.drafts import Drafts
        from dispatcher.store.place import state_folder

        return Drafts(state_folder() / "drafts" / self.store.store_id)

    def watch(self) -> Watch:
        """Tells when somebody wrote."""
        from dispatcher.store.watch import Watch

        return Watch(self.store)

    def close(self) -> None:
        """Give the store back."""
        if self._store is not None:
            self._store.close()
            self._store = None
