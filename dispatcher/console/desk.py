"""What the console asks of the office it is handed. All of it may wait for a disk, so it is called in threads only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from dispatcher.console.moves_desk import MovesDesk
from dispatcher.console.plan_desk import PlanDesk

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Outcome
    from dispatcher.domain.honesty import Week
    from dispatcher.domain.planning import PlanningRow
    from dispatcher.domain.record import Owner
    from dispatcher.domain.reminder import Letter
    from dispatcher.domain.service_clock import ClockRow
    from dispatcher.queries.absent_rows import Worklist
    from dispatcher.queries.agenda_rows import AgendaRow, Doubts
    from dispatcher.queries.card_rows import Answer, CustomerCard
    from dispatcher.queries.chaser_rows import ChaserRow, Related
    from dispatcher.queries.confirm_rows import ConfirmSheet
    from dispatcher.queries.desk_rows import DesksRow, HandoverRow, HandoverView
    from dispatcher.queries.dial_rows import NumberRow
    from dispatcher.queries.history_rows import HistoryPage, OwnEntry, SiftedHistory, UnassignedRow
    from dispatcher.queries.message_rows import MessageRow, OrderRow, UndecidedRow
    from dispatcher.queries.promise_rows import OwnerDay, PromiseRow
    from dispatcher.queries.record_rows import ChangeRow, DuplicateRow, RecordLine, RecordRow
    from dispatcher.queries.rows import ColleagueRow, HitRow, OfficeRow, PlanRow, TicketDetail, TicketRow
    from dispatcher.queries.slots import SlotsRow
    from dispatcher.queries.visit_rows import VisitSheet


class Clockwork(Protocol):
    """The office's time."""

    @property
    def is_set(self) -> bool:
        """Whether it was set by hand."""

    def now(self) -> datetime:
        """The present instant, UTC."""


class Drafts(Protocol):
    """What was typed and not filed yet."""

    def save(self, subject: str, author: str, data: dict[str, Any]) -> None:
        """On the disk when this returns."""

    def load(self, subject: str, author: str) -> dict[str, Any] | None:
        """The draft of one subject, or None."""

    def all_of(self, author: str) -> list[Any]:
        """Every draft of ``author``, newest first."""

    def discard(self, subject: str, author: str) -> None:
        """It was filed or given up."""


class Watch(Protocol):
    """Tells when somebody wrote."""

    def wait(self, timeout: float) -> bool:
        """Whether something was written within ``timeout`` seconds."""

    def close(self) -> None:
        """End a waiting."""


class Desk(MovesDesk, PlanDesk, Protocol):
    """The office as the console sees it. Methods raise Trouble."""

    @property
    def clock(self) -> Clockwork:
        """The office's time."""

    @property
    def row(self) -> OfficeRow:
        """Who we are."""

    @property
    def colleague(self) -> ColleagueRow | None:
        """Who sits here, if he has written before."""

    @property
    def sign(self) -> str:
        """The sign of whoever sits here."""

    @property
    def read_only(self) -> str:
        """Why nothing can be written, or empty."""

    @property
    def drafts(self) -> Drafts:
        """What was typed and not filed."""

    @property
    def alarms(self) -> Drafts:
        """Which alarms were given at this desk, kept as drafts are."""

    def open(self) -> None:
        """Open the store; the first call."""

    def close(self) -> None:
        """Give it back."""

    def watch(self) -> Watch:
        """A new watch on the store."""

    def today(self) -> date:
        """The office's local day."""

    def has_customers(self) -> bool:
        """Whether there is anybody yet whom one could look up."""

    def plan(self, day: date, *, names_holiday: bool = True) -> PlanRow:
        """The plan of a day."""

    def agenda(self) -> AgendaRow:
        """What lies ahead of today."""

    def confirm_sheet(self, appointment: int) -> ConfirmSheet | None:
        """One appointment as it is confirmed."""

    def doubts(self) -> Doubts:
        """What is doubtful about the newest entries."""

    def tickets(self) -> tuple[TicketRow, ...]:
        """Open tickets, due first."""

    def ticket(self, ticket_id: int) -> TicketDetail | None:
        """One ticket in full."""

    def card(self, customer_id: int) -> CustomerCard | None:
        """One customer's head data."""

    def history(self, customer_id: int, start: int = 0, size: int = 200) -> HistoryPage:
        """A window of a history."""

    def sifted(self, customer_id: int, typed: str) -> SiftedHistory:
        """The entries of a history that say what is typed."""

    def search(self, typed: str) -> tuple[HitRow, ...]:
        """Hits for what is typed."""

    def answer(self, customer_id: int) -> Answer | None:
        """What is shown of a hit before Enter."""

    def record(self, kind: str, ident: int) -> RecordRow | None:
        """One record of master data with the texts of its fields."""

    def records(
        self, kind: str, parent: Owner | None = None, archived: bool = False, after: int = 0
    ) -> tuple[RecordLine, ...]:
        """The records of a kind, of one parent where one is given."""

    def last_change(self, kind: str, ident: int) -> ChangeRow | None:
        """Who changed a record last, and when."""

    def duplicates(self, kind: str, values: Mapping[str, str], ident: int | None = None) -> tuple[DuplicateRow, ...]:
        """Customers who may be the one with these texts."""

    def filled(self, kind: str, values: Mapping[str, str]) -> dict[str, str]:
        """``values`` with what the postcode says, where nothing was typed."""

    def handovers(self) -> tuple[HandoverRow, ...]:
        """What was handed over and nobody acknowledged."""

    def handover(self) -> HandoverView:
        """The same, and what there is to hand over now."""

    def honesty(self, year: int, number: int) -> Week:
        """How the office kept its word in an ISO week."""

    def keep_text(self, name: str, text: str) -> str:
        """Keep a text as a file; where it lies."""

    def desks(self) -> DesksRow:
        """Who is at a desk, and what nobody may leave it empty over."""

    def at_desk(self, console: str, is_open: bool = True) -> bool:
        """Say that a console is open or closed; whether that was written."""

    def unassigned(self) -> tuple[UnassignedRow, ...]:
        """Notes without a customer, newest first."""

    def messages(self) -> tuple[MessageRow, ...]:
        """Voicemails nobody has heard and calls nobody took."""

    def orders(self) -> tuple[OrderRow, ...]:
        """Orders nobody has acknowledged."""

    def undecided(self) -> tuple[UndecidedRow, ...]:
        """Customers who are about to leave and about whom nobody has decided."""

    def ticket_by_number(self, number: int) -> TicketRow | None:
        """The ticket T-``number``, open or not."""

    def chasers(
        self, customer_id: int, text: str, site: int | None = None, *, is_all: bool = False
    ) -> tuple[ChaserRow, ...]:
        """The customer's open matters to which a text probably belongs; all of them where ``is_all``."""

    def related(self, ticket_id: int) -> Related | None:
        """With what a ticket may be merged, and what was joined in it."""

    def customer_with_number(self, number: int) -> int | None:
        """The id of customer K-``number``."""

    def colleagues(self) -> tuple[ColleagueRow, ...]:
        """Everybody who works here."""

    def promises(self) -> tuple[PromiseRow, ...]:
        """Every open promise of both sides, due first."""

    def promises_of(self, customer_id: int) -> tuple[PromiseRow, ...]:
        """The open promises with one customer, due first."""

    def promise(self, promise_id: int) -> PromiseRow | None:
        """One promise, open or not."""

    def owner_day(self, colleague: int, day: date) -> OwnerDay | None:
        """What a colleague has promised for a local day, and when he is absent."""

    def numbers(self, customer: int, ticket: int | None = None) -> tuple[NumberRow, ...]:
        """Whom to call, first the one to try first."""

    def visit(self, appointment: int) -> VisitSheet | None:
        """One appointment with its ticket, its crew and whom to call."""

    def reminder(self, ticket_id: int) -> Letter | None:
        """The written reminder of a ticket."""

    def planning(self, ticket: int, appointment: int | None, first: date, days: int) -> PlanningRow | None:
        """What is needed to place a ticket, or its appointment that is carried, in some days."""

    def worklist(self, technician: int) -> Worklist | None:
        """What is to be planned anew because a technician is absent."""

    def clocks(self) -> Mapping[int, ClockRow]:
        """The service-level clocks of the open tickets, by the tickets' ids."""

    def slots(self, ticket: int, appointment: int | None = None, leaves: int | None = None) -> SlotsRow | None:
        """The best slots for a ticket, or for its appointment that a technician must leave."""

    def has_pin(self) -> bool:
        """Whether whoever sits here has set a PIN."""

    def pin_is(self, typed: str) -> bool:
        """Whether that is his PIN; everything is where there is none."""

    def lock(self, wrong: int = 0) -> None:
        """Remember that the console is locked, after so many wrong PINs."""

    def unlock(self, typed: str, wrong: int) -> bool:
        """Whether that opens the console; ``wrong`` PINs were typed before."""

    def wrong_pins(self) -> int | None:
        """The wrong PINs of a console that was ended while it was locked, else None."""

    def last_own(self) -> OwnEntry | None:
        """What undo would take back now."""

    def save(self, verb: str, command: object, save_key: str) -> Outcome:
        """File what ``verb`` names ("note", "ticket" ...); the same key files nothing twice."""
