"""What comes back from the store: each answer goes to the pane that shows it."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.timer import Timer

from dispatcher.console.messages import (
    AgendaLoaded,
    CardLoaded,
    Chosen,
    ClocksLoaded,
    DoubtsLoaded,
    DraftsFound,
    HistoryLoaded,
    HistorySifted,
    Hopeless,
    JournalMoved,
    Opened,
    PlanLoaded,
    Recovered,
    TicketLoaded,
    TicketsLoaded,
    Troubled,
)
from dispatcher.console.screens.commanding import Commanding

_RETRY_SECONDS = 2.0


class Answers(Commanding):
    """The part of the board that takes in what was asked for, and asks again."""

    _retry: Timer | None = None

    @on(Opened)
    async def _opened(self) -> None:
        self.is_open = True
        self.say_all()
        self.read_all()
        await self.command_if_wanted()
        self.runner.ask_drafts()
        self.runner.ask_alarms()
        self._next_minute()

    @on(Hopeless)
    def _hopeless(self, message: Hopeless) -> None:
        self.ending = message.trouble
        self.app.exit()

    def _next_minute(self) -> None:
        """The clock's minute is all that an idle screen sends."""
        now = self.now
        self.set_timer(60.5 - now.second - now.microsecond / 1e6, self._minute)

    def _minute(self) -> None:
        self._next_minute()
        self.say_notices()
        self.say_moment()
        if self.plan_pane.plan is not None and self.plan_pane.plan.day != self.day_shown():
            self.ask_plan()
            self.runner.ask_agenda()

    @on(JournalMoved)
    def _journal_moved(self) -> None:
        self.read_all()

    @on(Recovered)
    def _recovered(self) -> None:
        self.clear_trouble()
        if self.is_open:
            self.read_all()

    @on(Troubled)
    async def _troubled(self, message: Troubled) -> None:
        """Whatever waited for the answer waits no longer; a little later everything is asked for again."""
        self.show_trouble(message.trouble)
        self.awaits_card = False
        if (box := self.call_box()) is not None:
            box.stop_waiting()
        await self.form_if_wanted()
        await self.target_if_wanted()
        await self.command_if_wanted()
        self.app.release_all_keys()
        if self.is_open and self._retry is None:
            if self.wanted_ticket is not None and (self.detail is None or self.detail.row.id != self.wanted_ticket):
                # His card or his history may be what cannot be read: the strip is about the ticket.
                self.runner.ask_ticket(self.wanted_ticket)
            else:
                self.say_strip()
            self._retry = self.set_timer(_RETRY_SECONDS, self._again)

    def _again(self) -> None:
        self._retry = None
        self.read_all()

    @on(PlanLoaded)
    def _plan_loaded(self, message: PlanLoaded) -> None:
        plan = message.plan
        if plan.day != self.day_shown():
            return
        if self.agenda is not None and self.agenda.today.day == plan.day:
            # The first plan of all does not name its holiday, and may come behind the agenda that does.
            plan = replace(plan, holiday=plan.holiday or self.agenda.today.holiday)
        if self.plan_pane.show_plan(plan, self.now, self.zone) and self.caller is None and self.plan_pane.is_above():
            # Another day was asked for: what lies under the cursor there is talked about, but for a caller.
            self.plan_pane.tell_choice()

    @on(ClocksLoaded)
    def _clocks_loaded(self, message: ClocksLoaded) -> None:
        if message.clocks != self.clocks:
            self.clocks = message.clocks
            self.tickets_pane.show_clocks(message.clocks)
            self.say_strip()

    @on(AgendaLoaded)
    def _agenda_loaded(self, message: AgendaLoaded) -> None:
        if self.agenda is None:
            self.runner.load_ahead(self.phrase_office())
            if message.agenda.today.day == self.day_shown():
                self.plan_pane.show_plan(message.agenda.today, self.now, self.zone)
        self.agenda = message.agenda
        self.tickets_pane.show_long_since(message.agenda.long_since)
        self.say_header()
        self.say_strip()

    @on(DoubtsLoaded)
    def _doubts_loaded(self, message: DoubtsLoaded) -> None:
        self.show_doubts(message.doubts)

    @on(TicketsLoaded)
    def _tickets_loaded(self, message: TicketsLoaded) -> None:
        self.tickets_known = True
        self.tickets_pane.show_tickets(message.rows, self.now, self.zone)
        self.contacts_pane.say_empty_store(message.is_empty_store)
        self.say_header()
        if not message.rows:
            self.say_strip()

    @on(TicketLoaded)
    def _ticket_loaded(self, message: TicketLoaded) -> None:
        if message.ticket == self.wanted_ticket:
            self.detail = message.detail
            if message.detail is not None:
                # A ticket that was joined in another one is that one.
                self.wanted_ticket = message.detail.row.id
            if not self.awaits_card:
                self.say_strip()

    @on(CardLoaded)
    async def _card_loaded(self, message: CardLoaded) -> None:
        if message.customer != self.wanted:
            return
        self.card, self.awaits_card = message.card, False
        self.contacts_pane.show_customer(message.card, message.pages, self.now, self.zone)
        self.say_strip()
        if message.card is not None:
            self.complete_notes(message.card)
        await self.form_if_wanted()

    @on(HistoryLoaded)
    def _history_loaded(self, message: HistoryLoaded) -> None:
        self.contacts_pane.show_page(message.page)

    @on(HistorySifted)
    def _history_sifted(self, message: HistorySifted) -> None:
        self.contacts_pane.show_sifted(message.sifted)

    @on(DraftsFound)
    def _drafts_found(self, message: DraftsFound) -> None:
        self.show_drafts(message)

    @on(Chosen)
    def _chosen(self, message: Chosen) -> None:
        """Contacts and strip follow the cursor; a list that moved by itself does not take a customer away."""
        message.stop()
        if not message.by_hand and self.wanted is not None:
            return
        if message.by_hand:
            self.caller = self.card_shown = None
            self.is_gone_to = False
            self.contacts_pane.found_by = ""
        self.promise = None
        self.show_customer(message.customer, message.ticket)
        self.runner.look_around(message.around)
