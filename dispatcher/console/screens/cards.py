"""The queue at work: Space goes to the next card and shows it, Enter opens what it needs."""

from __future__ import annotations

from textual import on

from dispatcher.console.alarm_lines import alarm_text
from dispatcher.console.card_verbs import WORDS, verb_of
from dispatcher.console.panes.entry_lines import said
from dispatcher.console.promise_messages import PromiseChosen
from dispatcher.console.screens.going import Going
from dispatcher.console.screens.notices import EnterWay
from dispatcher.domain.queue import Card
from dispatcher.domain.text import one_line
from dispatcher.locale import _


class Cards(Going):
    """The part of the board that goes through the queue. A card stays until it is done or has a new date; Space only
    goes on."""

    _card_place = 0
    """Where the card on show stood in the queue."""

    # --- Space ---

    def action_next_card(self) -> None:
        """What burns next: the head of the queue, and from a card to the one behind it."""
        if not self.cards:
            self.flash(_("no alarms   nothing is waiting"))
            return
        self._card_place = self._place_of_next()
        card = self.card_shown = self.cards[self._card_place]
        self._go_to_card(card)
        told = alarm_text(card, self.now, self.zone, self.app.size.width)
        self.flash(f"{self._card_place + 1}/{len(self.cards)} {told}   {self._way_on(card)}")

    def _place_of_next(self) -> int:
        """A card that is done meanwhile leaves its place to the one behind it."""
        if self.card_shown is None:
            return 0
        subject = self.card_shown.subject
        at = next((n for n, card in enumerate(self.cards) if card.subject == subject), self._card_place - 1)
        return (at + 1) % len(self.cards)

    def _go_to_card(self, card: Card) -> None:
        if card.promise is not None and self.promise_row(card.promise) is not None:
            self.go_to_promise(card.promise)
        elif card.ticket is not None and card.customer is not None:
            self.go_to_ticket(card.customer, card.ticket)
        elif card.customer is not None:
            self.go_to_customer(card.customer)
        elif card.technician is not None:
            self.go_to_technician(card.technician)
        else:
            self.go_to_nobody()

    # --- Enter ---

    def card_now(self) -> Card | None:
        """The card that was gone to, as it is now; None where it is done or a cursor was moved since."""
        if self.card_shown is None:
            return None
        subject = self.card_shown.subject
        return next((card for card in self.cards if card.subject == subject), None)

    def enter_way(self) -> EnterWay:
        """A card and a promise under the cursor have Enter before the draft; of a card Esc takes one back."""
        card = self.card_now()
        if card is not None and self._verb(card) == "draft":
            return "at once"
        if self.is_on_promise() or (card is not None and self.box_now() is not None):
            return "elsewhere"
        return "after Esc" if card is not None else "at once"

    def say_keys(self) -> None:
        """What Enter means is on the banner too."""
        super().say_keys()
        self.say_enter()

    def say_header(self) -> None:
        """A card may be done by now."""
        super().say_header()
        self.say_enter()

    def action_back(self) -> None:
        """From a card to what was there, before a filter or a zoom goes."""
        if self.box_now() is not None or self.command_line.is_open or self.card_now() is None:
            super().action_back()
            return
        self.card_shown = None
        self.say_strip()
        self.flash("")

    def can_open(self) -> bool:
        """Whether Enter opens something: a card, a promise under the cursor, a draft that waits."""
        return self.card_now() is not None or self.is_on_promise() or self.waiting_draft() is not None

    async def action_open(self) -> None:
        """Open what the card needs that was gone to; without one what is under the cursor."""
        card = self.card_now()
        if card is None:
            await super().action_open()
        elif card.promise is not None:
            await self.open_promise(card.promise)
        elif self._verb(card) == "open_technician":
            self._open_technician(card)
        else:
            self.message_wanted = card.message
            await self.run_action(self._verb(card))

    def _open_technician(self, card: Card) -> None:
        """His data with his number; an order names him by his code."""
        days = (self.agenda.today, self.agenda.next_day) if self.agenda is not None else ()
        named = [lane.technician for day in days for lane in day.lanes if lane.code in card.name.split()]
        if card.technician is not None or named:
            self.edit_record("technician", card.technician or named[0])

    def _verb(self, card: Card) -> str:
        ball = next((row.ball for row in self.tickets_pane.all_rows() if row.id == card.ticket), "")
        return verb_of(card, ball)

    def _way_on(self, card: Card) -> str:
        return _("Enter = {what}").format(what=_(WORDS[self._verb(card)]))

    @on(PromiseChosen)
    def _card_left(self, message: PromiseChosen) -> None:
        if message.by_hand:
            self.card_shown = None
            self.say_enter()

    # --- the strip ---

    def say_strip(self) -> None:
        """A card that is about neither a ticket, a promise nor a technician says itself what it is."""
        self.say_enter()
        card, layout = self.card_now(), self.layout_now()
        if card is None or layout is None or any((card.ticket, card.promise, card.technician)):
            super().say_strip()
            return
        told = f"{card.weight} {alarm_text(card, self.now, self.zone, self.app.size.width)}".strip()
        lines = [*said(self.app.size.width, told, mark="head"), *said(self.app.size.width, one_line(card.text))]
        lines = [*lines, *[()] * layout.strip][: layout.strip - 1]
        self.lines("strip").show([*lines, ((f" {self._way_on(card)}", "us"),)])
