"""What the board sends its errands for. Every method returns at once; the answer is a message to the screen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.message import Message

from dispatcher.console.desk import Desk
from dispatcher.console.errands import Errands
from dispatcher.console.messages import (
    AnswerLoaded,
    CardLoaded,
    DraftSaved,
    DraftsFound,
    Filed,
    HistoryLoaded,
    HitsLoaded,
    JournalMoved,
    Opened,
    PlanLoaded,
    Recovered,
    TicketLoaded,
    TicketsLoaded,
    Troubled,
)
from dispatcher.console.panes.contacts import PAGE
from dispatcher.console.wording import hour_minute
from dispatcher.domain.trouble import Trouble
from dispatcher.queries.rows import HistoryPage

if TYPE_CHECKING:
    from dispatcher.domain.contact import Note

Post = Callable[[Message], object]
_RETRY_SECONDS = 1.0
_WATCH_SECONDS = 0.5


class Runner:
    """Runs errands for one screen; ``post`` is its thread-safe mailbox."""

    def __init__(self, desk: Desk, post: Post, fault: Callable[[BaseException], object]) -> None:
        """``fault`` ends the console: an error that is no trouble is a mistake in the program."""
        self.desk = desk
        self._post = post
        self._errands = Errands(self._troubled, fault)
        self._is_troubled = False
        self._drafts_turn = threading.Lock()

    def _troubled(self, trouble: Trouble) -> None:
        self._is_troubled = True
        self._post(Troubled(trouble))

    def _answer(self, message: Message) -> None:
        if self._is_troubled:
            self._is_troubled = False
            self._post(Recovered())
        self._post(message)

    def open(self) -> None:
        """Open the store in a thread; what is asked meanwhile waits for it."""
        self._errands.start(self._open)

    def _open(self) -> None:
        """Trouble at the start is shown and tried again: the disk may come back, another program may end."""
        while True:
            try:
                self.desk.open()
                break
            except Trouble as trouble:
                self._troubled(trouble)
                time.sleep(_RETRY_SECONDS)
        self._answer(Opened())
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def _watch(self) -> None:
        watch = self.desk.watch()
        while True:
            try:
                if watch.wait(_WATCH_SECONDS):
                    self._post(JournalMoved())
            except Trouble as trouble:
                self._troubled(trouble)
                time.sleep(_RETRY_SECONDS)

    def ask_plan(self, day: date | None) -> None:
        """The plan of a day; None is today."""
        self._errands.ask("plan", lambda: self._answer(PlanLoaded(self.desk.plan(day or self.desk.today()))))

    def ask_tickets(self) -> None:
        """The open tickets."""
        self._errands.ask("tickets", lambda: self._answer(TicketsLoaded(self.desk.tickets())))

    def ask_customer(self, customer: int) -> None:
        """A customer's head data and the newest window of his history."""

        def job() -> None:
            card = self.desk.card(customer)
            page = self.desk.history(customer, 0, PAGE) if card else HistoryPage(customer, 0, 0, ())
            self._answer(CardLoaded(card, page))

        self._errands.ask("customer", job)

    def ask_ticket(self, ticket: int) -> None:
        """One ticket for the focus strip."""
        self._errands.ask("ticket", lambda: self._answer(TicketLoaded(self.desk.ticket(ticket))))

    def ask_history(self, customer: int, start: int) -> None:
        """A further window of a history."""
        self._errands.ask(
            f"history {start}", lambda: self._answer(HistoryLoaded(self.desk.history(customer, start, PAGE)))
        )

    def ask_hits(self, typed: str) -> None:
        """Hits for what was typed, with the answer of the first."""

        def job() -> None:
            hits = self.desk.search(typed)
            first = self.desk.answer(hits[0].customer) if hits else None
            self._answer(HitsLoaded(typed, hits, first))

        self._errands.ask("hits", job)

    def ask_answer(self, customer: int) -> None:
        """The answer of a chosen hit."""
        self._errands.ask("answer", lambda: self._answer(AnswerLoaded(customer, self.desk.answer(customer))))

    def send_note(self, subject: str, note: Note, save_key: str) -> None:
        """File a note and take its draft away; the answer says what became of it."""

        def job() -> None:
            try:
                outcome = self.desk.file_note(note, save_key)
            except Trouble as trouble:
                self._post(Filed(subject, None, trouble))
                return
            self._post(Filed(subject, outcome))

        self._errands.send(job)

    def keep_draft(self, subject: str, data: dict[str, Any] | None) -> None:
        """Put a draft on the disk, or take it away where ``data`` is None."""
        self._errands.send(lambda: self.keep_draft_now(subject, data))

    def keep_draft_now(self, subject: str, data: dict[str, Any] | None) -> None:
        """The same in the calling thread: for the last save before the end."""
        with self._drafts_turn:
            try:
                if data is None:
                    self.desk.drafts.discard(subject, self.desk.sign)
                else:
                    self.desk.drafts.save(subject, self.desk.sign, data)
            except Trouble as trouble:
                self._post(DraftSaved(subject, "", trouble))
                return
        now = self.desk.clock.now()
        at = hour_minute(now, self.desk.row.zone) + f":{now.second:02d}"
        self._post(DraftSaved(subject, at if data is not None else ""))

    def ask_drafts(self) -> None:
        """What an earlier session left behind."""

        def job() -> None:
            found = self.desk.drafts.all_of(self.desk.sign)
            if not found:
                self._answer(DraftsFound(0, "", "", {}))
                return
            newest = found[0]
            at = hour_minute(newest.saved_at, self.desk.row.zone)
            name = str(newest.data.get("name", ""))
            self._answer(DraftsFound(len(found), newest.subject, f"{name} {at}", newest.data))

        self._errands.ask("drafts", job)
