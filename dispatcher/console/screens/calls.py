"""Search and incoming call: the box, its errands, and the note that grows out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from dispatcher.console.forms.call import CallBox
from dispatcher.console.forms.help import HelpBox
from dispatcher.console.messages import AnswerLoaded, HitChosen, HitsLoaded, KeysChanged, Taken
from dispatcher.console.screens.filings import Filings
from dispatcher.console.typeahead import FOR_BOX
from dispatcher.locale import _

if TYPE_CHECKING:
    from dispatcher.queries.card_rows import CustomerCard, PersonRow
    from dispatcher.queries.rows import HitRow


class Calls(Filings):
    """The part of the board that looks up."""

    _called_from: HitRow | None = None
    """The hit of a person's own number, as long as his customer is the one who was taken by it."""

    async def action_search(self) -> None:
        """Search the whole store."""
        await self._open_call(is_call=False)

    async def action_call(self) -> None:
        """A call comes in: park what is open, look up. In a search the clock starts and the question stays; over a
        caller the next one gets a box of his own, so that his number is never taken for verbs."""
        box = self.box_now()
        if isinstance(box, HelpBox):
            self.close_box()
            box = self.box_now()
        if isinstance(box, CallBox) and box.may_be_call:
            box.becomes_call()
            return
        if isinstance(box, CallBox) and box.taken is not None:
            self.close_box(box)
        await self._open_call(is_call=True)

    async def _open_call(self, is_call: bool) -> None:
        parked = self.box_now()
        name = _('draft "{name}" parked, Esc = back to it').format(name=parked.name_of()) if parked else ""
        box = CallBox(frame=self.box, is_call=is_call, parked=name, ask=self._ask_hits, hold=self._hold)
        box.set_time(self.now, self.zone)
        await self.open_box(box)

    def _ask_hits(self, typed: str) -> None:
        self.runner.ask_hits(typed)

    def _hold(self, is_held: bool) -> None:
        (self.app.hold_keys if is_held else self.app.release_keys)(FOR_BOX)

    def call_box(self) -> CallBox | None:
        """The search or call that is seen."""
        box = self.box_now()
        return box if isinstance(box, CallBox) else None

    def is_in_call(self) -> bool:
        """Whether the clock of a call runs."""
        return any(isinstance(box, CallBox) and box.is_call for box in self._boxes)

    @on(HitsLoaded)
    def _hits_loaded(self, message: HitsLoaded) -> None:
        if (box := self.call_box()) is not None:
            box.set_time(self.now, self.zone)
            box.show_hits(message.typed, message.hits, message.answer)

    @on(KeysChanged)
    def _keys_changed(self) -> None:
        self.say_keys()

    @on(HitChosen)
    def _hit_chosen(self, message: HitChosen) -> None:
        self.runner.ask_answer(message.customer)

    @on(AnswerLoaded)
    def _answer_loaded(self, message: AnswerLoaded) -> None:
        if (box := self.call_box()) is not None:
            box.show_answer(message.customer, message.answer)

    @on(Taken)
    def _taken(self, message: Taken) -> None:
        """The caller is who is talked about: his oldest open ticket stands on the strip, or he himself."""
        self.caller, self.promise, self.is_gone_to = message.hit, None, True
        self.contacts_pane.found_by = message.hit.detail if message.hit.kind == "customer" else ""
        self.show_customer(message.hit.customer)
        self._called_from = message.hit if message.hit.person is not None else None
        self.wanted_ticket, self.detail = message.ticket, None
        if message.ticket is not None:
            self.runner.ask_ticket(message.ticket)
        self.say_strip()

    # --- who it is ---

    def show_customer(self, customer: int, ticket: int | None = None) -> None:
        """Another customer: whoever called is not whom it is about any more."""
        if self._called_from is not None and not customer == self.wanted == self._called_from.customer:
            self._called_from = None
        super().show_customer(customer, ticket)

    def caller_of(self, card: CustomerCard) -> PersonRow | None:
        """The contact person of ``card`` by whose own number this customer was taken."""
        hit = self._called_from
        if hit is None or hit.customer != card.id:
            return None
        return next((person for person in card.people if person.id == hit.person), None)

    def caller_name(self, card: CustomerCard) -> str:
        """His name with the form of address, or empty."""
        caller = self.caller_of(card)
        return caller.name if caller is not None else ""
