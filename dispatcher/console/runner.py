"""What the board sends its errands for. Every method returns at once; the answer is a message to the screen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.console.ahead import load_ahead
from dispatcher.console.desk import Desk
from dispatcher.console.errands import Errands
from dispatcher.console.foresight import Followed, Foresight, Row
from dispatcher.console.messages import (
    AgendaLoaded,
    AnswerLoaded,
    CardLoaded,
    ClocksLoaded,
    DoubtsLoaded,
    Filed,
    HistoryLoaded,
    HistorySifted,
    HitsLoaded,
    Hopeless,
    JournalMoved,
    Opened,
    PlanLoaded,
    Recovered,
    TicketLoaded,
    TicketsLoaded,
    Troubled,
)
from dispatcher.console.panes.history_pages import PAGE
from dispatcher.console.saving import PASSING, RETRY_SECONDS, Post, Saving
from dispatcher.domain.clock import monotonic
from dispatcher.domain.trouble import Trouble

if TYPE_CHECKING:
    from dispatcher.console.filing import Filing
    from dispatcher.domain.phrases import Office

CURABLE = PASSING | {"disk", "full"}
"""Those that a person can end while the console waits; at the start every other one ends it."""
_ON_THE_BOARD = frozenset(
    {"plan", "agenda", "clocks", "doubts", "tickets", "promises", "waiting", "customer", "ticket", "watch", "open"}
)
"""Places that are asked for again by themselves."""
_PRESSING = frozenset({"plan", "tickets", "customer", "ticket", "hits", "answer"})
"""What somebody who has just sat down works with; everything else is read behind it."""
_PRESSING_SECONDS = 1.0
"""So long at most the rest waits for it."""
_WATCH_SECONDS = 0.6
UNHEARD_SECONDS = 2.0
"""So long rows are shown that were read ahead before the store is asked whether it still answers."""
_HANDS = frozenset({"hold", "grab", "grip", "let go"})
"""Questions that write as well: they wait for another program, and no other answer waits behind them."""


class Runner(Saving):
    """Runs errands for one screen; ``post`` is its thread-safe mailbox.

    Reads, saves and drafts have lines of their own: a save that waits for another program holds up nobody else.
    """

    def __init__(self, desk: Desk, post: Post, fault: Callable[[BaseException], object]) -> None:
        """``fault`` ends the console: an error that is no trouble is a mistake in the program."""
        super().__init__(desk, post, fault)
        self._reads = Errands(fault, name="read", threads=2)
        self._hands = Errands(fault, name="hand", threads=1)
        self._ahead = Errands(fault, name="ahead", threads=1)
        self._foresight = Foresight(self._read_row, self._ahead)
        self._heard_at = 0.0
        self._asked = 0
        self._answered: dict[str, int] = {}
        self._unanswered: dict[str, int] = {}
        """Places whose last question came back with trouble, and the question's number."""
        self._turn = threading.Lock()

    # --- opening, watching ---

    def open(self) -> None:
        """Open the store in a thread; what is asked meanwhile waits for it."""
        threading.Thread(target=self._open, name="open", daemon=True).start()

    def _open(self) -> None:
        """A disk may come back, another program may end; what no waiting cures ends the console."""
        while True:
            try:
                self.desk.open()
                wrong_pins = self.desk.wrong_pins()
                break
            except Trouble as trouble:
                if trouble.code not in CURABLE:
                    self._post(Hopeless(trouble))
                if trouble.code not in CURABLE or self._is_over:
                    return
                self._troubled("open", 0, trouble)
                time.sleep(RETRY_SECONDS)
        self._recovered("open", 0)
        self._post(Opened(wrong_pins))
        self._reads.start(_PRESSING)
        for line in (self._hands, self._saves, self._drafts):
            line.start()
        threading.Thread(target=self._watch, name="watch", daemon=True).start()
        time.sleep(_PRESSING_SECONDS)
        self.go_on()

    def go_on(self) -> None:
        """What one works with is on the screen, or will not be: read the rest."""
        self._reads.go_on()

    def _watch(self) -> None:
        """Tell of every writing. Where the store's file is another one, that stays so until ours lies there again."""
        watch = None
        while not self._is_over:
            try:
                watch = watch or self.desk.watch()
                if watch.wait(_WATCH_SECONDS):
                    self.forget()
                    self._post(JournalMoved())
                self._recovered("watch", 0)
            except Trouble as trouble:
                self._troubled("watch", 0, trouble)
                time.sleep(RETRY_SECONDS)
        if watch is not None:
            watch.close()

    def _troubled(self, slot: str, number: int, trouble: Trouble) -> None:
        # What was read before says nothing about the store as it is now.
        self.forget()
        with self._turn:
            self._unanswered[slot] = number
            # With the turn: told in the order in which it came about, or the banner would stay.
            self._post(Troubled(trouble))

    def _recovered(self, slot: str, number: int) -> None:
        """``slot`` has its answer. What is not on the board is asked again by a hand only, so any later answer will
        do for it."""
        with self._turn:
            gone = [one for one, asked in self._unanswered.items() if one == slot or 0 < asked < number]
            gone = [one for one in gone if one == slot or one not in _ON_THE_BOARD]
            for one in gone:
                del self._unanswered[one]
            if gone and not self._unanswered:
                self._post(Recovered())

    # --- reading ---

    def ask(self, slot: str, question: Callable[[], Message]) -> None:
        """Answer ``question`` in a thread; an answer behind that to a later question of its slot is dropped."""
        self._ask(slot, lambda: {slot: question()})

    def _ask(self, slot: str, question: Callable[[], Mapping[str, Message]]) -> None:
        """The same with answers for several slots."""
        self._asked += 1
        number = self._asked

        def job() -> None:
            """Ask it, and post the answers or the trouble. Runs in a thread."""
            try:
                messages = question()
            except Trouble as trouble:
                self._troubled(slot, number, trouble)
                return
            for place in messages or (slot,):
                self._recovered(place, number)
            self._tell(number, messages)

        (self._hands if slot in _HANDS else self._reads).ask(slot, job)

    def _tell(self, number: int, messages: Mapping[str, Message]) -> None:
        with self._turn:
            for slot, message in messages.items():
                if self._answered.get(slot, 0) < number:
                    self._answered[slot] = number
                    self._post(message)

    def ask_plan(self, day: date, *, names_holiday: bool) -> None:
        """The plan of a day, with the name of its holiday or before the calendar is loaded."""
        self.ask("plan", lambda: PlanLoaded(self.desk.plan(day, names_holiday=names_holiday)))

    def ask_agenda(self) -> None:
        """What lies ahead of today."""
        self.ask("agenda", lambda: AgendaLoaded(self.desk.agenda()))

    def ask_clocks(self) -> None:
        """How the clocks of the open tickets stand."""
        self.ask("clocks", lambda: ClocksLoaded(self.desk.clocks()))

    def ask_doubts(self) -> None:
        """Whether the newest entries and their clock are to be believed."""
        self.ask("doubts", lambda: DoubtsLoaded(self.desk.doubts()))

    def ask_tickets(self) -> None:
        """The open tickets."""

        def question() -> Message:
            """The list; where it is empty, whether there are customers at all."""
            rows = self.desk.tickets()
            return TicketsLoaded(rows, not rows and not self.desk.has_customers())

        self.ask("tickets", question)

    def ask_customer(self, customer: int, *starts: int, ticket: int | None = None) -> None:
        """A customer's head data, the newest window of his history, and those that begin at ``starts``; with the
        ``ticket`` for the focus strip, where one is named. Answered at once where it was read ahead."""
        if ticket is not None and not any(starts):
            self._follow((customer, ticket))
            return

        def question() -> Message:
            """His card and the windows of his history; of nobody there is no history."""
            card = self.desk.card(customer)
            windows = sorted({0, *starts}) if card else ()
            return CardLoaded(customer, card, tuple(self.desk.history(customer, start, PAGE) for start in windows))

        self.ask("customer", question)
        if ticket is not None:
            self.ask_ticket(ticket)

    def _follow(self, row: Row) -> None:
        """What a list shows of the row under its cursor."""
        if (known := self._foresight.take(row)) is not None:
            self._asked += 1
            self._tell(self._asked, _told(row, known))
            self._see_that_it_answers()
        else:
            self._ask("customer", lambda: _told(row, self._foresight.learn(row)))

    def _see_that_it_answers(self) -> None:
        """Nothing was asked for what is known: that the store is in trouble must not stay hidden behind it."""
        if monotonic() - self._heard_at > UNHEARD_SECONDS:
            self._heard_at = monotonic()
            self._ask("customer", self._is_alive)

    def _is_alive(self) -> Mapping[str, Message]:
        self.desk.has_customers()
        return {}

    def look_around(self, rows: Sequence[Row]) -> None:
        """Read what the cursor may come to next: ``rows`` around it, the nearest first."""
        self._foresight.look_around(rows)

    def forget(self) -> None:
        """What was read ahead may be different by now."""
        self._foresight.forget()

    def _read_row(self, row: Row) -> Followed:
        customer, ticket = row
        detail, card = self.desk.ticket(ticket), self.desk.card(customer)
        return Followed(detail, card, self.desk.history(customer, 0, PAGE) if card is not None else None)

    def _filed(self, filing: Filing) -> Filed:
        """What was read ahead is from before it."""
        try:
            return super()._filed(filing)
        finally:
            self.forget()

    def ask_ticket(self, ticket: int) -> None:
        """One ticket for the focus strip."""
        self.ask("ticket", lambda: TicketLoaded(ticket, self.desk.ticket(ticket)))

    def ask_history(self, customer: int, start: int) -> None:
        """A further window of a history."""
        self.ask(f"history {start}", lambda: HistoryLoaded(self.desk.history(customer, start, PAGE)))

    def ask_sifted(self, customer: int, typed: str) -> None:
        """What a filter lets through of a history."""
        self.ask("sifted", lambda: HistorySifted(self.desk.sifted(customer, typed)))

    def ask_hits(self, typed: str) -> None:
        """Hits for what was typed, with the answer of the first."""

        def question() -> Message:
            """The hits, and what is known of the first one's customer."""
            hits = self.desk.search(typed)
            return HitsLoaded(typed, hits, self.desk.answer(hits[0].customer) if hits else None)

        self.ask("hits", question)

    def ask_answer(self, customer: int) -> None:
        """The answer of a chosen hit."""
        self.ask("answer", lambda: AnswerLoaded(customer, self.desk.answer(customer)))

    def load_ahead(self, office: Office) -> None:
        """Load what forms stand on, now that everything on the screen has been read."""
        self._ahead.start()
        self._ahead.ask("forms", lambda: load_ahead(office))

    # --- the end ---

    def finish(self, seconds: float) -> bool:
        """The console ends: let saves land, at most so many seconds, and put drafts on the disk.

        Whether every save landed; the draft of one that did not stays. Raises Trouble.
        """
        self._foresight.end()
        self._reads.finish(0)
        self._ahead.finish(0)
        try:
            return super().finish(seconds)
        finally:
            # Until now it had time to let go what was held.
            self._hands.finish(0)


def _told(row: Row, read: Followed) -> dict[str, Message]:
    customer, ticket = row
    pages = () if read.page is None else (read.page,)
    return {"ticket": TicketLoaded(ticket, read.detail), "customer": CardLoaded(customer, read.card, pages)}
